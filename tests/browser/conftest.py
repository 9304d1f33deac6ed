"""A real browser and the built sites, served as a good host serves them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.server import served
from tests.chromium import ARGUMENTS
from tests.conftest import Built

expect.set_options(timeout=20_000)  # says nothing about the code: workers share two cores
SIZES = {"phone": (360, 800), "desk": (1280, 800)}


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def address(built: Built) -> Iterator[str]:
    with served(built.site) as url:
        yield url


@dataclass
class Visit:
    """A page, and everything that went wrong in it."""

    page: Page
    address: str
    faults: list[str] = field(default_factory=list)

    def open(self, path: str = "") -> Page:
        self.page.goto(self.address + path)
        return self.page


@pytest.fixture(params=sorted(SIZES))
def visit(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Visit]:
    """A reader's browser at the width of a phone and of a desk; faults fail the test."""
    width, height = SIZES[request.param]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="th-TH")
    visited = watched(context.new_page(), address)
    yield visited
    context.close()
    assert visited.faults == []


def watched(page: Page, address: str) -> Visit:
    """Notes console errors, failed requests and requests that leave the site."""
    visited = Visit(page, address)
    host = urlsplit(address).netloc
    page.on(
        "console",
        lambda message: (
            visited.faults.append(f"console {message.type}: {message.text}")
            if message.type in {"error", "warning"}
            else None
        ),
    )
    page.on("pageerror", lambda error: visited.faults.append(f"error: {error}"))
    page.on(
        "requestfailed",
        lambda request: (
            visited.faults.append(f"failed: {request.url} {request.failure}")
            if request.failure != "net::ERR_ABORTED"  # the reader went on before it had come
            else None
        ),
    )
    page.on(
        "request",
        lambda request: (
            visited.faults.append(f"left the site: {request.url}")
            if urlsplit(request.url).scheme in {"http", "https"}
            and urlsplit(request.url).netloc != host
            else None
        ),
    )
    return visited
