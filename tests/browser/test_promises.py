"""What every page promises: rules of accessibility, paper, no script, frames, the keyboard."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from publication import load, model
from publication.model import Publication
from tests.browser.conftest import watched
from tests.browser.server import served
from tests.conftest import Built


@pytest.fixture
def publication(built: Built) -> Publication:
    return model.publication(load.everything_under(built.root))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 800}, locale="th-TH")
    yield context.new_page()
    context.close()


def addresses(built: Built) -> list[str]:
    every = sorted(
        path.parent.relative_to(built.site).as_posix() for path in built.site.rglob("index.html")
    )
    return ["" if path == "." else f"{path}/" for path in every]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    built: Built, browser: Browser, address: str, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(
        viewport={"width": 360, "height": 800}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    found = []
    for path in addresses(built):
        page.goto(address + path)
        result = Axe().run(page)
        found += [
            f"{path}: {violation['id']}: {node['target']}"
            for violation in result.response["violations"]
            for node in violation["nodes"]
        ]
    context.close()
    assert found == []


def test_without_script_everything_reads_and_no_form_is_lost(
    built: Built, browser: Browser, address: str, publication: Publication
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    for guideline in publication.guidelines.values():
        page.goto(f"{address}guidelines/{guideline.id}/")
        for step in guideline.steps:
            expect(page.get_by_role("heading", name=step.title).first).to_be_visible()
    for form in publication.forms.values():
        page.goto(f"{address}forms/{form.id}/")
        for question in form.questions:
            expect(page.locator(f"fieldset#{question.id}")).to_be_visible()
    context.close()


def test_every_page_prints_within_the_sheet(
    built: Built, page: Page, address: str, tmp_path: Path
) -> None:
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 660, "height": 900})  # an A4 sheet less its margins, in CSS px
    for path in addresses(built):
        page.goto(address + path)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{path} is {wide} px wider than the paper"
        assert page.locator(".md-header:visible, .md-sidebar:visible").count() == 0, path
        assert page.pdf(format="A4").startswith(b"%PDF")


def test_another_site_can_frame_the_embedded_form_only(
    built: Built, browser: Browser, address: str, publication: Publication, tmp_path: Path
) -> None:
    form = next(iter(publication.forms.values()))
    embed, whole = f"{address}forms/{form.id}/embed/", f"{address}forms/{form.id}/"
    (tmp_path / "index.html").write_text(
        f'<!doctype html><iframe id="embed" src="{embed}"></iframe>'
        f'<iframe id="whole" src="{whole}"></iframe>',
        "utf-8",
    )
    context = browser.new_context()
    page = context.new_page()
    with served(tmp_path) as other:
        page.goto(other)
        expect(page.frame_locator("#embed").locator("h1")).to_have_text(form.title)
        refused = page.locator("#whole").element_handle()
        assert refused is not None
        frame = refused.content_frame()
        assert frame is not None
        assert frame.locator("form").count() == 0
    context.close()


def test_the_keyboard_reaches_the_content_first_and_sees_where_it_is(
    built: Built, page: Page, address: str, publication: Publication
) -> None:
    guideline = next(iter(publication.guidelines.values()))
    visit = watched(page, address)
    visit.open(f"guidelines/{guideline.id}/")
    page.keyboard.press("Tab")
    skip = page.evaluate("[document.activeElement.className, document.activeElement.hash]")
    assert "md-skip" in skip[0].split()
    assert page.locator(f"[id='{skip[1].lstrip('#')}']").count() == 1
    for _ in range(12):
        page.keyboard.press("Tab")
        style = page.evaluate(
            "(({outlineStyle, outlineWidth}) => outlineStyle + ' ' + outlineWidth)"
            "(getComputedStyle(document.activeElement))"
        )
        assert style.split()[0] != "none", page.evaluate("document.activeElement.outerHTML")
    assert visit.faults == []


def test_at_twice_the_text_size_nothing_is_cut(built: Built, page: Page, address: str) -> None:
    """WCAG 1.4.10: 1,280 px at 400 % is 320 CSS px."""
    page.set_viewport_size({"width": 320, "height": 640})
    for path in addresses(built):
        page.goto(address + path)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{path} is {wide} px too wide at 320 px"
