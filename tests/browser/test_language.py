"""The same form with English interface words: nothing left in Thai but what its definition says."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from publication import load, model
from publication.provinces import PROVINCES
from publication.render.words import words
from tests.browser.conftest import watched
from tests.browser.form_page import answer
from tests.browser.server import served
from tests.browser.test_embed import hosted, inner, script, violations, write_publication
from tests.conftest import PUBLICATIONS

LIBRARY = model.publication(load.everything_under(PUBLICATIONS["library"]))
SHELVES, BRANCH = "forms/shelf-survey/embed/", "forms/survey-branch/embed/"
THAI_LETTER = re.compile("[\u0e00-\u0e7f]")
FEWEST = 100
"""Interface texts in Thai on a page of a form in Thai; fewer, and nobody has looked."""
TEXTS = """() => {
    const copy = document.documentElement.cloneNode(true);
    copy.querySelectorAll("script").forEach((script) => script.remove());
    copy.querySelectorAll("span.whole").forEach((kept) => kept.replaceWith(...kept.childNodes));
    copy.normalize();
    const found = [document.title];
    const look = (root) => {
        for (const { data } of walk(root, NodeFilter.SHOW_TEXT)) found.push(data);
        for (const node of walk(root, NodeFilter.SHOW_ELEMENT)) {
            if (node.matches("template")) look(node.content);
            for (const name of ["aria-label", "title", "placeholder", "alt"]) {
                found.push(node.getAttribute(name) ?? "");
            }
        }
    };
    function* walk(root, what) {
        const nodes = document.createTreeWalker(root, what);
        while (nodes.nextNode()) yield nodes.currentNode;
    }
    look(copy);
    return found;
}"""
"""Every text of the page, hidden ones and those of attributes too."""


def texts_in(value: Any) -> Iterator[str]:
    """Every text of a definition, and the pieces that a page makes of it."""
    if isinstance(value, str):
        yield from (" ".join(text.split()) for text in (value, *value.split(" · ")))
    elif is_dataclass(value):
        yield from (
            text for field in fields(value) for text in texts_in(getattr(value, field.name))
        )
    elif isinstance(value, Mapping):
        yield from (text for each in value.values() for text in texts_in(each))
    elif isinstance(value, Iterable):
        yield from (text for each in value for text in texts_in(each))


DEFINED = re.compile(
    "|".join(
        re.escape(text)
        for text in sorted({*texts_in(LIBRARY), *PROVINCES.values()}, key=len, reverse=True)
        if THAI_LETTER.search(text)
    )
)


def own_thai(page: Page) -> list[str]:
    """What the page says in Thai beside the texts of its definition, but for names of languages."""
    texts = {" ".join(text.split()) for text in page.evaluate(TEXTS)}
    left = [text for text in texts if THAI_LETTER.search(DEFINED.sub("", text))]
    return sorted(text for text in left if text != words()["embed"]["language"])


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a site that holds the library's forms, each embedded in both languages."""
    folder = tmp_path_factory.mktemp("library")
    write_publication(folder, LIBRARY)
    with served(folder) as url:
        yield url


@pytest.fixture
def page(browser: Browser, library: str) -> Iterator[Page]:
    """A narrow phone; faults fail the test."""
    context = browser.new_context(viewport={"width": 320, "height": 700}, locale="en-GB")
    visited = watched(context.new_page(), library)
    yield visited.page
    context.close()
    assert visited.faults == []


def use(page: Page) -> None:
    """Makes a page say as much as it can: answers, faults, rows, a draft, answers as a link."""
    page.locator("[data-component=form-bar]").wait_for()
    for _ in range(2):  # answers bring further questions
        for group in page.locator("fieldset:has(> .form__options):visible").all():
            group.locator("input").first.check()
    for question in page.locator("[data-component=question]:visible").all()[:2]:
        question.locator("input").last.check()
    for typed in page.locator("[data-typed]:visible").all():
        typed.fill("31/2/2570")
    for button in page.locator("[data-part=add]:visible").all():
        button.click()
    page.locator("[data-part=check]").click()
    for panel in ("#form-draft details", "#form-travel details"):
        page.locator(panel).last.locator("summary").first.click()
    page.locator("[data-part=make-link]").click()
    page.locator("[data-part=link-out]").wait_for()
    page.locator("[data-part=paste]").fill("{")
    page.locator("[data-part=open-text]").click()
    page.locator("dialog[open] [data-part=leave]").click()
    expect(page.locator("#form-result [data-part=outcome]")).to_be_visible()
    expect(page.locator("[data-part=list] [data-part=about]")).not_to_be_empty()


@pytest.mark.parametrize("form", [SHELVES, BRANCH])
def test_english__whatever_is_done__says_nothing_in_thai_itself(
    page: Page, library: str, form: str
) -> None:
    page.goto(f"{library}{form}")
    assert len(own_thai(page)) > FEWEST
    page.goto(f"{library}{form}en/")
    assert own_thai(page) == []
    use(page)
    assert own_thai(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []


def test_english__answers__are_scored_in_english(page: Page, library: str) -> None:
    page.goto(f"{library}{SHELVES}en/")
    bar = page.locator("[data-component=form-bar]")
    answer(page, {"counted": "all"})
    expect(bar.locator("[data-part=answered]")).to_have_text("1 of 3 answered")
    expect(bar.locator("[data-part=total]")).to_have_text("Provisional 50%")
    answer(page, {"loans": "all", "repaired": "some"})
    expect(bar.locator("[data-part=total]")).to_have_text("Score 83.3%")
    expect(bar.locator("[data-part=saved]")).to_have_text(
        re.compile("^Saved at [0-9]{2}:[0-9]{2}$")
    )
    told = page.locator("#form-result [data-part=look-ahead]")
    expect(told).to_have_text("With these complete (1): score 100%, Level เรียบร้อย")


def test_languages__share_the_draft(page: Page, library: str) -> None:
    page.goto(f"{library}{BRANCH}")
    answer(page, {"owner": "own"})
    page.locator("#surveyed-on").fill("23/11/2569")
    day = page.locator("#surveyed-on--day")
    expect(day).to_have_text("วันจันทร์ที่ 23 พฤศจิกายน 2569")
    expect(page.locator("#form-draft [data-part=saved]")).to_contain_text("บันทึกในเครื่องนี้แล้ว")
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(f"{library}{BRANCH}en/")
    expect(page.locator("input[name=owner][value=own]")).to_be_checked()
    expect(page.locator("#surveyed-on")).to_have_value("23/11/2569")
    expect(day).to_have_text("Monday 23 November 2569 BE")
    answer(page, {"owner": "rented"})
    expect(page.locator("#form-draft [data-part=saved]")).to_contain_text("Saved on this device at")
    page.get_by_role("link", name="ไทย").click()
    expect(page.locator("input[name=owner][value=rented]")).to_be_checked()


def test_date__that_no_month_has__is_told_in_english(page: Page, library: str) -> None:
    page.goto(f"{library}{BRANCH}en/")
    page.locator("#surveyed-on").fill("31/2/2570")
    page.locator("#surveyed-on").blur()
    expect(page.locator("#surveyed-on--fault")).to_have_text("February 2570 BE has no day 31")


@pytest.mark.parametrize(("asked", "folder"), [("en", "en/"), ("th", ""), ("../..", ""), ("", "")])
def test_line__with_a_language__opens_the_form_in_it(
    browser: Browser, library: str, tmp_path: Path, asked: str, folder: str
) -> None:
    link = f'<a href="{library}forms/shelf-survey/" data-embed-form data-language="{asked}">ก</a>'
    with hosted(browser, tmp_path, link + script(library)) as page:
        assert inner(page).url == f"{library}{SHELVES}{folder}"
