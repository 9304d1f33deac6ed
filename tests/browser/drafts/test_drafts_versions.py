"""A draft of another version of the form: every answer has a place, or is shown beside the form."""

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from publication.model.form import Form
from tests.browser.conftest import Visit
from tests.browser.draft_page import (
    BCP_FIRST_PATH,
    BCP_PATH,
    LIVE,
    NEWER_PATH,
    OLDER_PATH,
    SAY,
    bcp,
    expect_saved,
    listed,
    panel,
    reopen,
    stored,
    write,
)
from tests.browser.form_page import answer


@pytest.fixture
def viewport() -> ViewportSize:
    return {"width": 360, "height": 800}


def report(page: Page) -> Locator:
    return panel(page).locator("[data-component=draft-report]")


def beside(page: Page) -> dict[str, str]:
    """What the report lists as without a place: value by title."""
    texts = report(page).locator("[data-part=aside-list] > *").all_text_contents()
    return dict(zip(texts[::2], texts[1::2], strict=True))


def in_page(page: Page) -> dict[str, str | list[str]]:
    """What the controls hold, as drafts keep it."""
    found: dict[str, str | list[str]] = page.evaluate(
        """() => {
            const held = {};
            for (const each of document.querySelectorAll(".form__body [name]")) {
                const { name, type, value, checked } = each;
                if (type === "checkbox") {
                    if (checked) held[name] = [...(held[name] ?? []), value];
                } else if (type === "radio" ? checked : value) held[name] = value;
            }
            return held;
        }"""
    )
    return found


def tick(page: Page, name: str, *options: str) -> None:
    for option in options:
        page.locator(f"input[name='{name}'][value='{option}']").check()


def begin_old_draft(tab: Visit) -> Page:
    page = tab.open(OLDER_PATH)
    answer(page, {"order": "yes", "kind": "city"})
    tick(page, "tools", "radio", "boat", "pump")
    write(page, "motto", "พร้อมเสมอ")
    write(page, "contacts/r0000/name", "สมชาย")
    write(page, "contacts/r0000/phone", "02 000 0000")
    write(page, "order.note", "บันทึก")
    page.locator("#organisation").fill("เทศบาล")
    page.locator("#organisation").blur()
    expect_saved(page)
    return page


def test_older_draft__opened__answers_move_and_the_rest_is_told_and_kept(tab: Visit) -> None:
    page = begin_old_draft(tab)
    tab.open(NEWER_PATH)
    expect(report(page)).to_contain_text(LIVE["draft-older"].format(**{"from": 1}, to=2))
    wanted = {
        "order": "yes",
        "kind": "city",
        "order.note": "บันทึก",
        "organisation": "เทศบาล",
        "tools": ["radio", "raft"],
        "people/r0000/name": "สมชาย",
        "people/r0000/line": "02 000 0000",
    }
    expect(page.locator("[name='people/r0000/line']")).to_have_value("02 000 0000")
    expect(report(page).locator("[data-part=moved-list] a")).to_have_text(["ผู้ติดต่อ", "เครื่องมือ"])
    assert in_page(page) == wanted
    assert beside(page) == {"คำขวัญ": "พร้อมเสมอ", "เครื่องมือ": "สูบน้ำ"}
    expect(report(page)).to_contain_text(LIVE["draft-added"].format(count=1))
    link = report(page).locator("[data-part=to-new]")
    assert link.get_attribute("href") == "#slogan"
    expect_saved(page)
    # told until it has been read, also after a reload; then only what is beside stays
    reopen(page)
    expect(report(page).get_by_text(SAY["moved"])).to_be_visible()
    report(page).get_by_role("button", name=SAY["seen"]).click()
    expect(report(page)).not_to_contain_text(
        LIVE["draft-added"].format(count=1), use_inner_text=True
    )
    expect(panel(page)).to_be_focused()
    expect_saved(page)
    reopen(page)
    expect(report(page)).to_be_visible()
    expect(report(page).get_by_role("button", name=SAY["seen"])).to_be_hidden()
    assert beside(page) == {"คำขวัญ": "พร้อมเสมอ", "เครื่องมือ": "สูบน้ำ"}
    assert in_page(page) == wanted
    kept = stored(page)["moved"]
    assert {name: kept[name] for name in wanted} == wanted
    assert set(kept) - set(wanted) == {"motto", "~tools"}
    assert [record["version"] for record in listed(page)] == [2]


def test_beside__copied__is_text_with_titles(tab: Visit) -> None:
    page = begin_old_draft(tab)
    tab.open(NEWER_PATH)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    report(page).locator("[data-part=aside-count]").click()
    report(page).get_by_role("button", name=SAY["copy-aside"]).click()
    expect(report(page)).to_contain_text(LIVE["copied"])
    copied = page.evaluate("navigator.clipboard.readText()")
    assert set(copied.splitlines()) == {"คำขวัญ: พร้อมเสมอ", "เครื่องมือ: สูบน้ำ"}
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
    report(page).get_by_role("button", name=SAY["copy-aside"]).click()
    expect(report(page)).to_contain_text(LIVE["draft-selected"])
    assert "พร้อมเสมอ" in page.evaluate("getSelection().toString()")


def test_newer_draft__opened_in_an_older_page__is_told_and_nothing_is_destroyed(
    tab: Visit,
) -> None:
    page = tab.open(NEWER_PATH)
    answer(page, {"order": "yes"})
    tick(page, "tools", "radio", "raft")
    write(page, "slogan", "ใหม่")
    write(page, "people/r0000/line", "ไลน์")
    expect_saved(page)
    before = stored(page)["moved"]
    tab.open(OLDER_PATH)
    expect(report(page)).to_contain_text(LIVE["draft-ahead"].format(**{"from": 2}, to=1))
    expect(report(page).get_by_role("button", name=SAY["reload"])).to_be_visible()
    answer(page, {"order": "no"})
    expect_saved(page)
    assert [record["version"] for record in listed(page)] == [2]
    tab.open(NEWER_PATH)
    expect(page.locator("input[name=order][value=no]")).to_be_checked()
    expect(page.locator("input[name=tools][value=raft]")).to_be_checked()
    assert in_page(page) == {**before, "order": "no"}
    expect_saved(page)
    expect(report(page)).to_be_hidden()
    assert stored(page)["moved"] == {**before, "order": "no"}


def test_old_answer__given_anew_at_its_new_place__stays_beside(tab: Visit) -> None:
    page = begin_old_draft(tab)
    tab.open(NEWER_PATH)
    expect(report(page).get_by_role("button", name=SAY["seen"])).to_be_visible()
    expect_saved(page)
    # a page from before goes on with the old question
    tab.open(OLDER_PATH)
    write(page, "contacts/r0000/name", "สมหญิง")
    expect_saved(page)
    tab.open(NEWER_PATH)
    expect(page.locator("[name='people/r0000/name']")).to_have_value("สมชาย")
    expect(report(page).locator("[data-part=aside-list]")).to_contain_text("สมหญิง")
    assert "สมหญิง" in beside(page).values()


SCALE = {"มี", "มีบางส่วน", "ไม่มี", "ไม่เกี่ยวข้อง"}


def every_answer(form: Form) -> dict[str, str]:
    """An answer to each question, in turn another one, and a note to each."""
    chosen = {
        question.id: question.options[number % len(question.options)].id
        for number, question in enumerate(form.questions)
    }
    return chosen | {f"{question.id}.note": f"บันทึก {question.id}" for question in form.questions}


def test_checklist__draft_of_the_first_version__nothing_is_lost(tab: Visit) -> None:
    first, newest, _ = bcp()
    answers = every_answer(first)
    page = tab.open(BCP_FIRST_PATH)
    page.evaluate(
        """(answers) => {
            const form = document.querySelector(".form__body");
            for (const [name, value] of Object.entries(answers)) {
                for (const control of form.querySelectorAll(`[name="${name}"]`)) {
                    if (control.type === "radio") control.checked = control.value === value;
                    else control.value = value;
                }
            }
            form.dispatchEvent(new Event("input", {bubbles: true}));
        }""",
        answers,
    )
    expect_saved(page)
    assert stored(page)[first.id] == answers
    tab.open(BCP_PATH)
    expect(report(page).get_by_role("button", name=SAY["seen"])).to_be_visible()
    expect_saved(page)
    renamed, retired = newest.history.renamed, newest.history.retired
    held, kept = in_page(page), stored(page)[first.id]
    assert {name for name in kept if name in held} == set(held)
    for name, value in answers.items():
        owner, dot, note = name.partition(".")
        today = renamed.get(owner, owner) + dot + note
        option = renamed.get(f"{owner}={value}", value)
        gone = owner in retired or (not dot and f"{owner}={value}" in retired)
        place = kept if gone else held
        assert place[name if gone else today] == option, name
    gone_ids = {name for name in answers if name.split(".")[0] in retired}
    assert gone_ids
    assert not gone_ids & set(held)
    assert SCALE & set(beside(page).values())  # in the words of the question that is gone
    for name in gone_ids:
        assert any(title.startswith(retired[name.split(".")[0]]) for title in beside(page))
    expect(report(page).locator("[data-part=moved-list] a")).to_have_count(
        len({renamed[owner] for owner in renamed if owner in answers})
    )
