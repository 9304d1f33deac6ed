"""The form page for everyone: by keyboard, on paper, without scripts, narrow, by rule."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visit
from tests.browser.form_page import FORM, FULL, PATH, answer, write_site
from tests.browser.server import served


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("form")
    write_site(folder)
    with served(folder) as url:
        yield url


def test_keyboard__alone__answers_writes_copies_and_clears(visit: Visit) -> None:
    page = visit.open(PATH)
    assert ringless_stops(page) == []
    page.locator("input[name=kind]").first.focus()
    page.keyboard.press("Space")
    press_until(page, "Tab", "input[name=order]")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.locator("input[name=order][value=partial]")).to_be_checked()
    press_until(page, "Tab", "#order summary")
    page.keyboard.press("Enter")
    press_until(page, "Tab", "#order--note")
    page.keyboard.type("รอลงนาม")
    page.locator("#form-draft").focus()
    press_until(page, "Tab", "[data-part=drafts-panel] > summary")
    page.keyboard.press("Enter")
    expect(page.locator("[data-part=clear]")).to_be_visible()
    press_until(page, "Tab", "[data-part=clear]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("[data-part=clear]")).to_be_focused()
    assert page.locator("input[name=order]:checked").count() == 1
    page.keyboard.press("Enter")
    press_until(page, "Tab", "dialog[open] button[value=ok]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator("input[name=kind]").first).to_be_focused()
    assert page.locator("input:checked").count() == 0
    assert page.locator("#order--note").input_value() == ""
    expect(page.locator("[data-part=outcome]")).to_be_hidden()


def ringless_stops(page: Page) -> list[str]:
    """Every stop of the Tab key on the page that shows no focus ring of 2 px or more, or lies
    under the bar at the foot."""
    found: list[str] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        fault = page.evaluate(
            """() => {
                const at = document.activeElement;
                if (at === document.body) return null;
                const radio = at.matches("[type=radio]");
                const style = radio
                    ? getComputedStyle(at.nextElementSibling)
                    : getComputedStyle(at);
                const bar = document.querySelector("[data-component=form-bar]");
                const under = !bar.contains(at)
                    && at.getBoundingClientRect().bottom > bar.getBoundingClientRect().top + 1;
                const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
                return seen && !under ? "" : at.outerHTML.slice(0, 80);
            }"""
        )
        if fault is None:
            return found
        found += [fault] if fault else []
    return found


def press_until(page: Page, key: str, selector: str) -> None:
    for _ in range(80):
        page.keyboard.press(key)
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{key} never reaches {selector}")


def test_paper__filled__shows_choices_and_notes_and_leaves_out_what_was_not_asked(
    visit: Visit,
) -> None:
    page = visit.open(f"{PATH}?kind=city")
    answer(page, {"order": "partial"})
    page.locator("#order summary").click()
    page.locator("#order--evidence").fill("คำสั่งที่ 5/2567\nลงวันที่ 1 มีนาคม")
    page.locator("#checked-on").fill("2024-02-29")
    page.emulate_media(media="print")
    expect(page.locator("[data-name='order.evidence']")).to_be_visible()
    expect(page.locator("[data-name='order.evidence']")).to_contain_text("ลงวันที่ 1 มีนาคม")
    expect(page.locator("[data-name='checked-on']")).to_have_text("29 กุมภาพันธ์ 2567")
    expect(page.locator("[data-name='order.note']")).to_be_hidden()
    expect(page.locator("#headmen")).to_be_hidden()
    expect(page.locator("[data-component=form-bar]")).to_be_hidden()
    expect(page.locator("[data-component=result]")).to_be_visible()
    tick = "getComputedStyle(document.querySelector('[value=partial]'), '::before').content"
    assert page.evaluate(tick) == '""'
    page.emulate_media(media="screen")
    page.evaluate(
        "() => { window.print = () => window.printed = document.querySelector('.form').outerHTML; }"
    )
    page.locator("[data-part=print-result]").click()
    assert 'data-print="result"' in page.evaluate("window.printed")
    page.emulate_media(media="print")
    expect(page.locator("#order")).to_be_hidden()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator("#order")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_paper__blank__holds_every_question_and_lines_to_write_on(
    browser: Browser, address: str, scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(address + PATH)
    page.emulate_media(media="print")
    for question in FORM.questions:
        expect(page.locator(f"#{question.id}")).to_be_visible()
        line = page.locator(f"[data-name='{question.id}.evidence']").bounding_box()
        assert line is not None
        assert line["height"] > 15
    expect(page.locator("#headmen")).to_contain_text("เฉพาะหน่วยงานประเภท อบต.")
    expect(page.locator("#deputies-told")).to_contain_text("เฉพาะเมื่อข้อ 2 ตอบ มี หรือ มีบางส่วน")
    expect(page.get_by_text(f"{FORM.title} · รุ่น 3")).to_be_visible()
    expect(page.locator("[data-component=result]")).to_be_hidden()
    context.close()


def test_without_script__page__reads_answers_and_submits_nowhere(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PATH)
    for question in FORM.questions:
        group = page.get_by_role("group", name=question.title)
        expect(group).to_be_visible()
        group.get_by_role("radio").first.check()
    expect(page.get_by_role("group", name=re.compile("จำเป็น"))).to_have_count(2)
    expect(page.locator("#headmen .form__only")).to_be_visible()
    expect(page.get_by_text("</script><b>")).to_be_visible()
    page.locator("#organisation").fill("อบต. ตัวอย่าง")
    page.locator("#organisation").press("Enter")
    assert page.url == address + PATH
    assert page.locator("#organisation").input_value() == "อบต. ตัวอย่าง"
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe__empty_filled_and_asking__finds_nothing(
    browser: Browser, address: str, scheme: Any
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{address}{PATH}?kind=village")
    assert violations(page) == []
    answer(page, {**FULL, "backup": "no", "order": "partial"})
    page.locator("#order summary").click()
    page.locator(".form__method summary").click()
    assert violations(page) == []
    page.locator("[data-part=drafts-panel] > summary").click()
    page.locator("[data-part=clear]").click()
    assert violations(page) == []
    context.close()


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {node['target']}" for each in found for node in each["nodes"]]


def test_narrow__320_px__nothing_sideways_and_rows_to_tap(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, has_touch=True)
    page = context.new_page()
    page.goto(f"{address}{PATH}?kind=city")
    answer(page, {**FULL, "backup": "no"})
    page.locator(".form__method summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    rows = page.evaluate(
        """() => [...document.querySelectorAll(
                ".form__option, .form__jump a, .form button, summary"
            )]
            .filter((row) => row.checkVisibility())
            .map((row) => row.getBoundingClientRect().height)"""
    )
    assert len(rows) > 20
    assert min(rows) >= 44
    context.close()
