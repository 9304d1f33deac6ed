"""Tabs of a fresh browser, on a site whose forms keep drafts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ViewportSize

from tests.browser.conftest import Visit, watched
from tests.browser.draft_page import write_drafts_site
from tests.browser.server import served


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("drafts")
    write_drafts_site(folder)
    with served(folder) as url:
        yield url


@pytest.fixture
def viewport() -> ViewportSize:
    """A module whose tabs have another size says so."""
    return {"width": 1280, "height": 800}


@pytest.fixture
def context(browser: Browser, viewport: ViewportSize) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport=viewport, locale="th-TH")
    yield made
    made.close()


@pytest.fixture
def tab(context: BrowserContext, address: str) -> Iterator[Visit]:
    """A tab of a fresh browser in which nothing may go wrong."""
    visit = watched(context.new_page(), address)
    yield visit
    assert visit.faults == []
