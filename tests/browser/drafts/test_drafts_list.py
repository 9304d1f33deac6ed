"""Several drafts on one device: begun, named, gone on with, erased; by keyboard, by rule."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

from tests.browser.conftest import Visit
from tests.browser.draft_page import (
    ENTRIES,
    LIVE,
    SAY,
    WIDE_PATH,
    expect_saved,
    listed,
    open_list,
    panel,
    put,
    reopen,
    stored,
    write,
)
from tests.browser.form_page import FULL, PATH, answer


@pytest.fixture
def viewport() -> ViewportSize:
    return {"width": 320, "height": 640}


def item(page: Page, name: str) -> Locator:
    return panel(page).locator("[data-draft]").filter(has_text=name)


def begin(page: Page, name: str) -> None:
    panel(page).get_by_role("button", name=SAY["new"]).click()
    page.get_by_role("textbox", name=SAY["naming"]).fill(name)
    page.get_by_role("button", name=SAY["use-name"]).click()
    expect(item(page, name)).to_contain_text(SAY["is-open"])


def test_several_drafts__each_keeps_its_answers_and_tabs_keep_to_theirs(
    tab: Visit, context: BrowserContext
) -> None:
    page = tab.open(PATH)
    answer(page, {"kind": "city", "order": "yes"})
    expect_saved(page)
    open_list(page)
    expect(panel(page).locator("[data-draft]")).to_have_count(1)
    begin(page, "อบต. ตัวอย่าง")
    assert page.locator("input:checked").count() == 0
    expect(page.locator("input[name=kind]").first).to_be_focused()
    answer(page, {"kind": "village", "order": "no", "backup": "yes"})
    expect(item(page, "อบต. ตัวอย่าง")).to_contain_text("ตอบแล้ว 3 ข้อ")
    begin(page, "ร่างที่สาม")
    expect(item(page, "ร่างที่สาม")).to_contain_text(LIVE["draft-about-empty"].format(version=3))
    item(page, "อบต. ตัวอย่าง").get_by_role("button", name=SAY["open"]).click()
    expect(item(page, "อบต. ตัวอย่าง")).to_contain_text(SAY["is-open"])
    expect(page.locator("input[name=order][value=no]")).to_be_checked()
    item(page, "อบต. ตัวอย่าง").get_by_role("button", name=SAY["rename"]).click()
    page.get_by_role("textbox", name=SAY["naming"]).fill("อบต. ทดสอบ")
    page.keyboard.press("Enter")
    expect(panel(page).locator("[data-part=draft-name]")).to_have_text("อบต. ทดสอบ")
    # another tab opens another draft; each goes on with its own after a reload
    other = context.new_page()
    other.goto(tab.address + PATH)
    expect(other.locator("#form-draft [data-part=draft-name]")).to_have_text("อบต. ทดสอบ")
    open_list(other)
    first = item(other, LIVE["draft-unnamed"].partition("{")[0])
    first.get_by_role("button", name=SAY["open"]).click()
    expect(other.locator("input[name=order][value=yes]")).to_be_checked()
    answer(other, {"deputies": "partial"})
    expect_saved(other)
    reopen(page)
    reopen(other)
    assert page.locator("input[name=order][value=no]").is_checked()
    assert other.locator("input[name=order][value=yes]").is_checked()
    assert page.locator("input[name=deputies]:checked").count() == 0
    by_name = {record["name"]: stored(page).get(record["id"], {}) for record in listed(page)}
    assert by_name == {
        "": {"kind": "city", "order": "yes", "deputies": "partial"},
        "อบต. ทดสอบ": {"kind": "village", "order": "no", "backup": "yes"},
        "ร่างที่สาม": {},
    }


def test_last_saved__of_other_days__is_told_in_words(tab: Visit) -> None:
    page = tab.open(PATH)
    answer(page, {"order": "yes"})
    expect_saved(page)
    draft = "{{id: '{0}', form: 'readiness', version: 3, name: '{0}', made: 1, saved: {1}}}"
    for name, moment in {
        "yesterday": "new Date().setHours(0, 5) - 8 * 36e5",
        "longago": "+new Date(2026, 10, 20, 10, 42)",
    }.items():
        put(page, "drafts", name, draft.format(name, moment))
        put(page, "answers", [name, "order"], "{v: 'no'}")
    open_list(page)
    expect(item(page, "yesterday")).to_contain_text("เมื่อวาน 16:05 น.")
    expect(item(page, "longago")).to_contain_text("20 พฤศจิกายน 2569 เวลา 10:42 น.")


def test_clear__confirmed__erases_this_draft_alone_here_and_in_other_tabs(
    tab: Visit, context: BrowserContext
) -> None:
    page = tab.open(PATH)
    answer(page, FULL)
    expect_saved(page)
    open_list(page)
    begin(page, "จะลบ")
    answer(page, {"order": "no"})
    [named] = [record["id"] for record in listed(page) if record["name"]]
    put(page, "results", ["readiness", named, "2026-01-01"], "{form: 'readiness'}")
    put(page, "results", ["readiness", "readiness", "2026-01-01"], "{form: 'readiness'}")
    other = context.new_page()
    other.goto(tab.address + PATH)
    expect(other.locator("input[name=order][value=no]")).to_be_checked()
    page.bring_to_front()
    page.locator("[data-part=clear]").click()
    expect(page.get_by_role("dialog")).to_contain_text("จะลบ")
    page.get_by_role("dialog").get_by_role("button", name=SAY["keep"]).click()
    assert page.locator("input[name=order][value=no]").is_checked()
    page.locator("[data-part=clear]").click()
    page.get_by_role("dialog").get_by_role("button", name=SAY["clear"]).click()
    expect(page.locator("input[name=kind]").first).to_be_focused()
    assert page.locator("input:checked").count() == 0
    expect(panel(page).locator("[data-draft]")).to_have_count(1)
    expect(other.locator("input[name=order][value=no]")).not_to_be_checked()
    expect(panel(other).get_by_role("status").first).to_have_text(SAY["news-erased"])
    assert stored(page) == {"readiness": FULL}
    results = [key for key, _ in page.evaluate(ENTRIES, "results")]
    assert {draft for _, draft, _ in results} == {"readiness"}
    # the emptied tab begins anew, and does not take up another draft by itself
    page.reload()
    page.wait_for_timeout(300)
    assert page.locator("input:checked").count() == 0
    answer(page, {"backup": "no"})
    expect_saved(page)
    assert sorted(map(len, stored(page).values())) == [1, len(FULL)]


def test_erase_everything__confirmed__leaves_nothing_of_any_form_in_any_tab(
    tab: Visit, context: BrowserContext
) -> None:
    page = tab.open(f"{PATH}?kind=city")
    answer(page, FULL)
    expect_saved(page)
    other = context.new_page()
    other.goto(tab.address + WIDE_PATH)
    write(other, "f0", "ความลับ")
    expect_saved(other)
    write(other, "f1", "กำลังพิมพ์")
    page.bring_to_front()
    open_list(page)
    panel(page).get_by_role("button", name=SAY["erase-all"]).click()
    page.get_by_role("dialog").get_by_role("button", name=SAY["erase-all"]).click()
    expect(panel(page).locator("[data-part=done]")).to_have_text(LIVE["draft-erased-all"])
    expect(other.locator("[name=f0]")).to_have_value("")
    expect(other.locator("[name=f1]")).to_have_value("")
    other.wait_for_timeout(400)  # longer than typing may be behind
    for store in ("drafts", "answers", "results"):
        assert page.evaluate(ENTRIES, store) == []
    for each in (page, other):
        assert each.evaluate("Object.keys(localStorage).length") == 0
        assert "readiness" not in each.evaluate("JSON.stringify({...sessionStorage})") or (
            each.evaluate("sessionStorage['draft readiness']") == ""
        )
    tab.open(PATH)
    expect(panel(page)).to_contain_text(SAY["none"])
    assert page.locator("input:checked").count() == 0
    answer(page, {"order": "yes"})
    expect_saved(page)
    assert list(stored(page).values()) == [{"order": "yes"}]


def test_what_travels__goes_out_with_name_and_what_is_beside__and_comes_in_as_a_draft(
    tab: Visit,
) -> None:
    page = tab.open(PATH)
    answer(page, {"order": "yes"})
    put(page, "answers", ["readiness", "gone.note"], "{v: 'เก็บไว้'}")
    expect_saved(page)
    page.reload()
    open_list(page)
    expect(panel(page)).to_contain_text(LIVE["draft-aside"].format(count=1))
    root = "document.querySelector('[data-component=form]')"
    brought = """() => {
        const detail = {answers: new Map([["order", "no"]]), name: "จากไฟล์",
            unplaced: new Map([["order", "na"], ["list/column", ["ก", "ข"]]])};
        const event = new CustomEvent("import", {cancelable: true, detail});
        return ROOT.dispatchEvent(event);
    }"""
    assert page.evaluate(brought.replace("ROOT", root)) is False
    expect(panel(page).locator("[data-part=draft-name]")).to_have_text("จากไฟล์")
    expect(page.locator("input[name=order][value=no]")).to_be_checked()
    expect_saved(page)
    outgoing = """() => {
        const detail = {name: "", unplaced: new Map()};
        ROOT.dispatchEvent(new CustomEvent("export", {detail}));
        return [detail.name, [...detail.unplaced]];
    }""".replace("ROOT", root)
    reopen(page)
    expect(panel(page)).to_contain_text(LIVE["draft-aside"].format(count=2))
    name, unplaced = page.evaluate(outgoing)
    assert name == "จากไฟล์"
    assert dict(unplaced) == {"order": "na", "list/column": ["ก", "ข"]}
    open_list(page)
    panel(page).locator("[data-draft=readiness] [data-do=open]").click()
    expect(page.locator("input[name=order][value=yes]")).to_be_checked()
    assert page.evaluate(outgoing) == ["", [["gone.note", "เก็บไว้"]]]


def test_keyboard__alone__opens_the_list_begins_names_and_erases(tab: Visit) -> None:
    page = tab.open(PATH)
    answer(page, {"order": "yes"})
    expect_saved(page)
    page.locator("#form-draft details").last.locator("summary").focus()
    page.keyboard.press("Enter")
    press_tab_until(page, "[data-do=new]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name=SAY["naming"])).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("[data-do=new]")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type("สำรอง")
    page.keyboard.press("Enter")
    expect(item(page, "สำรอง")).to_contain_text(SAY["is-open"])
    page.locator("#form-draft details").last.locator("summary").focus()
    press_tab_until(page, "[data-draft=readiness] [data-do=erase]")
    page.keyboard.press("Space")
    expect(page.get_by_role("dialog")).to_be_visible()
    press_tab_until(page, "dialog[open] button[value=ok]")
    page.keyboard.press("Enter")
    expect(panel(page).locator("[data-draft]")).to_have_count(1)
    expect(page.locator("#form-draft details").last.locator("summary")).to_be_focused()


def press_tab_until(page: Page, selector: str) -> None:
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"Tab never reaches {selector}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_rules__list_and_dialogs_open__no_violations_nothing_sideways_and_large_targets(
    browser: Browser, address: str, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": 320, "height": 640},
        color_scheme=scheme,  # type: ignore[arg-type]  # one of two literals
    )
    page = context.new_page()
    page.goto(address + PATH)
    answer(page, {"order": "yes"})
    expect_saved(page)
    open_list(page)
    begin(page, "หน่วยงานที่มีชื่อยาวมากจนต้องขึ้นบรรทัดใหม่หลายครั้งในจอแคบที่สุด")
    answer(page, {"order": "no"})
    [named] = [record["id"] for record in listed(page) if record["name"]]
    put(page, "answers", [named, "gone"], "{v: 'x'.repeat(300)}")
    reopen(page)
    open_list(page)
    expect(panel(page).locator("[data-draft]")).to_have_count(2)
    panel(page).locator("[data-part=report-aside] summary").first.click()
    page.evaluate("document.querySelector('#form-draft [data-part=unsaved]').hidden = false")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    heights = page.evaluate(
        """() => [...document.querySelectorAll(
                "#form-draft :is(button, summary, .form__button)")]
            .filter((target) => target.checkVisibility())
            .map((target) => target.getBoundingClientRect().height)"""
    )
    assert len(heights) > 8
    assert min(heights) >= 44
    assert violations(page) == []
    for name in ("clear", "erase-all", "new"):
        page.locator(f"[data-do={name}]").click()
        assert violations(page) == []
        page.keyboard.press("Escape")
    page.emulate_media(forced_colors="active")
    edge = "getComputedStyle(document.querySelector('#form-draft')).borderTopWidth"
    assert page.evaluate(edge) == "1px"
    context.close()


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {node['target']}" for each in found for node in each["nodes"]]
