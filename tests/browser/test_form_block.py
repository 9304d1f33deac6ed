"""A form in a hand-written page, in a real browser: alive, by rule, narrow."""

import shutil
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Visit
from tests.browser.server import served
from tests.conftest import PUBLICATIONS, ROOT, run_publication


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("block") / "library"
    shutil.copytree(PUBLICATIONS["library"], root)
    config = (root / "mkdocs.yml").read_text("utf-8").replace("../../..", str(ROOT))
    (root / "mkdocs.yml").write_text(config, "utf-8")
    page = root / "docs/about.md"
    page.write_text(f"{page.read_text('utf-8')}\n\n```form\nshelf-survey\n```\n", "utf-8")
    done = run_publication("build", str(root))
    assert done.returncode == 0, done.stdout + done.stderr
    with served(root / "site") as url:
        yield url


def test_block__answered__scores_in_the_page(visit: Visit) -> None:
    page = visit.open("about/")
    question = page.locator("[data-component=question]:visible").first
    question.get_by_role("radio").first.check()
    bar = page.locator("[data-component=form-bar]")
    expect(bar.locator("[data-part=answered]")).to_contain_text("1")
    expect(bar.locator("[data-part=total]")).to_contain_text("%")


def test_block__at_320_px_and_by_rule__finds_nothing(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{address}about/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert Axe().run(page).response["violations"] == []
    context.close()
