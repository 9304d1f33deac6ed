"""Fields of every kind in a real browser: typed as people write, kept as files hold it."""

import gzip
import subprocess
from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from publication import load, model
from publication.engine import OVERRIDES, ROOT
from publication.policy import policy
from publication.render.bundles import bundles
from publication.render.fonts import fonts
from publication.render.words import words
from publication.validation import KEYWORDS
from tests.browser.conftest import Visit, watched
from tests.browser.form_page import document
from tests.browser.server import served
from tests.conftest import PUBLICATIONS

SAY = words()["form"]
LIVE = words()["form-live"]
FORM = "survey-branch"
PATH = f"forms/{FORM}/"
BUDGET = 6 * 1024
KEPT = """() => Object.fromEntries([...document.querySelectorAll("form.form__body [name]")]
    .filter((c) => c.value.trim() && (!["radio", "checkbox"].includes(c.type) || c.checked))
    .map((c) => [c.name, c.value]))"""
ROW = "[data-row]"
FIRST = "damaged--r0000--"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("fields")
    publication = model.publication(load.everything_under(PUBLICATIONS["library"]))
    page = document(publication.forms[FORM], publication)
    files = {**bundles(), **fonts(), f"{PATH}index.html": page.encode()}
    files["_headers"] = f"/*\n  Content-Security-Policy: {policy([])}\n".encode()
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    with served(folder) as url:
        yield url


def opened(visit: Visit, address: str = "") -> Page:
    page = visit.open(PATH + address)
    expect(page.locator("[data-component=field-table]")).to_have_attribute("data-live", "")
    return page


def write(page: Page, control: str, text: str) -> Locator:
    """Types into a control and leaves it."""
    field = page.locator(f"[id='{control}']")
    field.fill(text)
    field.blur()
    return field


def choose(page: Page, **answers: str) -> None:
    for name, value in answers.items():
        page.locator(f"input[name='{name.replace('_', '-')}'][value='{value}']").check()


def fault(page: Page, control: str) -> Locator:
    return page.locator(f"[id='{control}--fault']")


def test_every_kind__typed_as_people_write__is_kept_as_files_hold_it(visit: Visit) -> None:
    page = opened(visit)
    choose(page, kind="town", owner="rented", evening="yes", exits="some")
    choose(page, evening_days="weekdays")
    write(page, "branch", "  สาขาตลาดเก่า ")
    page.select_option("#province", label="กรุงเทพมหานคร")
    write(page, "phone", "๐ ๒๑๒๓ ๔๕๖๗ต่อ๘๙ ")
    write(page, "email", " saraban๑@example.go.th")
    write(page, "surveyed-on", "๒๓ พ.ย. ๒๕๖๙")
    write(page, "lease-ends", "31/12/2028")
    write(page, "seats", "๑,๒๓๔")
    write(page, f"{FIRST}title", "สี่แผ่นดิน")
    write(page, f"{FIRST}copies", "๓")
    write(page, f"{FIRST}found-on", "1 ม.ค. 2569")
    choose(page, **{"damaged/r0000/state": "repair"})
    write(page, "remarks", "บรรทัดแรก\nบรรทัดที่สอง")
    assert {name: value.strip() for name, value in page.evaluate(KEPT).items()} == {
        "kind": "town",
        "branch": "สาขาตลาดเก่า",
        "province": "10",
        "phone": "0 2123 4567 ต่อ 89",
        "email": "saraban1@example.go.th",
        "surveyed-on": "2026-11-23",
        "owner": "rented",
        "lease-ends": "2028-12-31",
        "seats": "1234",
        "evening": "yes",
        "evening-days": "weekdays",
        "exits": "some",
        "damaged/r0000/title": "สี่แผ่นดิน",
        "damaged/r0000/copies": "3",
        "damaged/r0000/found-on": "2026-01-01",
        "damaged/r0000/state": "repair",
        "remarks": "บรรทัดแรก\nบรรทัดที่สอง",
    }
    assert page.locator(".form__fault").count() == 0


def test_date__being_typed__is_confirmed_in_full_and_kept_whatever_it_is(visit: Visit) -> None:
    page = opened(visit)
    typed, kept = page.locator("#surveyed-on"), page.locator("[name='surveyed-on']")
    day = page.locator("#surveyed-on--day")
    typed.fill("23/11/2026")
    expect(day).to_have_text("วันจันทร์ที่ 23 พฤศจิกายน 2569")
    assert kept.input_value() == "2026-11-23"
    typed.fill("23/11/2026 เช้า")
    expect(day).to_be_empty()
    assert kept.input_value() == "23/11/2026 เช้า"  # a draft must not lose it
    page.evaluate(
        """() => {
            document.querySelector("[name='surveyed-on']").value = "2027-01-05";
            document.querySelector("form.form__body").dispatchEvent(new Event("refill"));
        }"""
    )
    assert typed.input_value() == "5/1/2570"
    expect(day).to_have_text("วันอังคารที่ 5 มกราคม 2570")
    write(page, "surveyed-on", "5 ม.ค. 2570")
    page.evaluate("document.querySelector('form.form__body').dispatchEvent(new Event('refill'))")
    assert typed.input_value() == "5 ม.ค. 2570"  # the same day stays in the reader's own words


WRONG = [
    ("email", "saraban@", LIVE["field-email"], "saraban@example.go.th"),
    ("phone", "ไม่มี", LIVE["field-phone"], "191"),
    ("phone", "", LIVE["field-required"], "191"),
    ("branch", "", LIVE["field-required"], "สาขาเหนือ"),
    ("seats", "สิบ", LIVE["field-number"], "10"),
    ("seats", "5001", LIVE["field-maximum"].format(limit="5,000"), "5000"),
    ("surveyed-on", "31/2/2569", "กุมภาพันธ์ 2569 ไม่มีวันที่ 31", "28/2/2569"),
    ("surveyed-on", "11/23/2569", LIVE["field-date-month"], "23/11/2569"),
    ("surveyed-on", "23/11", LIVE["field-date-year"], "23/11/69"),
    ("surveyed-on", "เมื่อวาน", LIVE["field-date"], "23/11/69"),
    (f"{FIRST}copies", "0", LIVE["field-minimum"].format(limit=1), "1"),
]
"""A control, what is typed into it, what is said of it, and what is right there."""


def test_fault__said_once_the_control_is_left__goes_as_soon_as_it_is_mended(visit: Visit) -> None:
    page = opened(visit)
    write(page, f"{FIRST}title", "สี่แผ่นดิน")
    for control, wrong, said, mended in WRONG:
        field = write(page, control, mended)
        field.fill(wrong)
        page.wait_for_timeout(300)
        expect(fault(page, control)).to_have_count(0)  # not while it is being typed
        field.blur()
        expect(fault(page, control)).to_have_text(said)
        assert field.get_attribute("aria-invalid") == "true"
        assert f"{control}--fault" in (field.get_attribute("aria-describedby") or "").split()
        field.fill(mended)
        expect(fault(page, control)).to_have_count(0)
        assert field.get_attribute("aria-invalid") == "false"


def test_required__in_words__and_nothing_is_said_of_fields_passed_by(visit: Visit) -> None:
    page = opened(visit)
    for name in ("ชื่อสาขา", "จังหวัด", "โทรศัพท์"):
        expect(page.get_by_label(name).first).to_be_visible()
        label = page.locator("label", has_text=name).first
        expect(label).to_contain_text(SAY["required"])
    page.locator("#branch").focus()
    for _ in range(6):
        page.keyboard.press("Tab")
    page.wait_for_timeout(350)
    assert page.locator(".form__fault").count() == 0


def test_completeness__asked_for__lists_all_and_leads_into_each(visit: Visit) -> None:
    page = opened(visit)
    choose(page, owner="shared", evening="yes", exits="all", listed="not-here")
    write(page, "seats", "-4")
    write(page, f"{FIRST}copies", "2")
    missing = page.locator("[data-part=missing]")
    expect(missing).to_be_hidden()
    page.get_by_role("button", name=SAY["check"]).click()
    expect(missing).to_be_focused()
    titled = LIVE["field-titled"].format
    assert missing.get_by_role("listitem").all_inner_texts() == [
        titled(title="ประเภทห้องสมุด", text=LIVE["field-choose"]),
        titled(title="ชื่อสาขา", text=LIVE["field-required"]),
        titled(title="จังหวัด", text=LIVE["field-choose"]),
        titled(title="โทรศัพท์ที่ติดต่อได้ในเวลาราชการ", text=LIVE["field-required"]),
        titled(title="ที่นั่งอ่าน", text=LIVE["field-minimum"].format(limit=0)),
        titled(
            title=LIVE["field-cell"].format(table="หนังสือที่เสียหาย", number=1, column="ชื่อเรื่อง"),
            text=LIVE["field-required"],
        ),
        titled(title="ข้อ 3 ทะเบียนหนังสือตรงกับชั้น", text=LIVE["field-reason"]),
        LIVE["field-unanswered"].format(count=1, number=4),
    ]
    expect(missing.get_by_role("heading")).to_have_text(LIVE["field-missing"].format(count=8))
    for place in ("branch", "province", "phone", "seats", f"{FIRST}title", "listed--note"):
        expect(fault(page, place)).to_be_visible()  # each is also told where it is
        missing.locator(f"a[href='#{place}']").click()
        expect(page.locator(f"[id='{place}']")).to_be_focused()
    missing.locator("a[href='#kind']").click()
    expect(page.locator("input[name=kind]").first).to_be_focused()

    choose(page, kind="school", repaired="all")
    for control, text in {
        "branch": "สาขาเหนือ",
        "phone": "191",
        "seats": "4",
        f"{FIRST}title": "คู่กรรม",
        "listed--note": "ห้องสมุดเปิดใหม่ ยังไม่มีทะเบียน",
    }.items():
        write(page, control, text)
    assert missing.get_by_role("listitem").count() == 1
    page.select_option("#province", label="กระบี่")
    expect(missing.get_by_role("heading")).to_have_text(LIVE["field-complete"])
    assert missing.get_by_role("listitem").count() == 0
    assert page.locator(".form__fault").count() == 0


def test_not_applicable__chosen__asks_for_the_reason_in_place_of_a_note(visit: Visit) -> None:
    page = opened(visit)
    question = page.locator("#listed")
    note = page.locator("#listed--note")
    expect(note).to_be_hidden()
    choose(page, listed="not-here")
    expect(page.get_by_label(LIVE["field-reason-label"])).to_be_visible()
    expect(fault(page, "listed--note")).to_have_text(LIVE["field-reason"])
    note.fill("เปิดใหม่")
    expect(fault(page, "listed--note")).to_have_count(0)
    choose(page, listed="all")
    expect(question.get_by_label(SAY["note"])).to_be_visible()  # what was written stays in sight
    note.fill("")
    choose(page, listed="not-here")
    choose(page, listed="some")
    expect(note).to_be_hidden()
    expect(fault(page, "listed--note")).to_have_count(0)


def test_answer__not_required__can_be_taken_back(visit: Visit) -> None:
    page = opened(visit)
    height = "document.querySelector('[aria-labelledby=building]').offsetHeight"
    for name, value in {"owner": "own", "listed": "all", "damaged/r0000/state": "repair"}.items():
        group = page.locator("fieldset", has=page.locator(f"input[name='{name}']")).last
        button = group.locator("> [data-part=unset]")
        expect(button).to_be_hidden()
        before = page.evaluate(height)
        choose(page, **{name: value})
        expect(button).to_be_visible()
        if name == "owner":  # nothing moves away under the finger
            assert page.evaluate(height) == before
        button.click()
        expect(button).to_be_hidden()
        expect(group.locator(f"input[value='{value}']")).to_be_focused()
        assert group.locator("input:checked").count() == 0
    choose(page, kind="town")
    assert page.locator("#kind [data-part=unset]").count() == 0


def test_rows__by_keyboard__are_added_moved_removed_and_brought_back(visit: Visit) -> None:
    page = opened(visit)
    rows, news = page.locator(ROW), page.locator("[data-part=row-news]")
    write(page, f"{FIRST}title", "ก")
    for title in "ขค":
        press(page, page.get_by_role("button", name=SAY["row-add"]))
        expect(rows.last.locator("input").first).to_be_focused()
        page.keyboard.type(title)
    assert titles(page) == ["ก", "ข", "ค"]
    expect(rows.last).to_have_accessible_name("แถวที่ 3: ค")

    press(page, rows.nth(2).get_by_role("button", name="เลื่อนขึ้น"))
    assert titles(page) == ["ก", "ค", "ข"]
    expect(rows.nth(1).get_by_role("button", name="เลื่อนขึ้น")).to_be_focused()
    expect(news).to_have_text(LIVE["field-moved"].format(number=2))
    page.keyboard.press("Enter")
    assert titles(page) == ["ค", "ก", "ข"]
    expect(rows.first.get_by_role("button", name="เลื่อนลง")).to_be_focused()
    expect(rows.first.get_by_role("button", name="เลื่อนขึ้น")).to_be_disabled()

    press(page, rows.nth(1).get_by_role("button", name=SAY["row-remove"]))
    assert titles(page) == ["ค", "ข"]
    expect(news).to_have_text(LIVE["field-removed"].format(number=2))
    undo = page.get_by_role("button", name=LIVE["field-undo"].format(number=2))
    expect(undo).to_be_focused()
    page.keyboard.press("Enter")
    assert titles(page) == ["ค", "ก", "ข"]
    expect(rows.nth(1)).to_be_focused()
    expect(undo).to_have_count(0)

    write(page, ids(page)[1] + "title", "")
    press(page, rows.nth(1).get_by_role("button", name=SAY["row-remove"]))
    assert titles(page) == ["ค", "ข"]
    assert page.locator(".form__undo").count() == 0  # nothing was lost
    expect(rows.nth(1).get_by_role("button", name=SAY["row-remove"])).to_be_focused()


def press(page: Page, button: Locator) -> None:
    button.focus()
    page.keyboard.press("Enter")


def titles(page: Page) -> list[str]:
    """Of the rows in order, after making sure that the order is that of their ids."""
    named = page.locator(f"{ROW} input[name$='/title']")
    names = named.evaluate_all("all => all.map((each) => each.name)")
    assert names == sorted(names)
    shown: list[str] = named.evaluate_all("all => all.map((each) => each.value)")
    return shown


def ids(page: Page) -> list[str]:
    rows: list[str] = page.locator(ROW).evaluate_all("all => all.map((row) => row.dataset.row)")
    return [f"damaged--{row}--" for row in rows]


def test_row__moved__takes_every_cell_and_its_fault_along(visit: Visit) -> None:
    page = opened(visit)
    write(page, f"{FIRST}title", "ก")
    write(page, f"{FIRST}copies", "0")
    write(page, f"{FIRST}found-on", "23/11/2026")
    choose(page, **{"damaged/r0000/state": "repair"})
    expect(fault(page, f"{FIRST}copies")).to_be_visible()
    page.get_by_role("button", name=SAY["row-add"]).click()
    page.keyboard.type("ข")
    second = ids(page)[1]
    choose(page, **{second.removesuffix("--").replace("--", "/") + "/state": "replace"})
    page.locator(ROW).first.get_by_role("button", name="เลื่อนลง").click()
    assert titles(page) == ["ข", "ก"]
    kept = page.evaluate(KEPT)
    path = second.replace("--", "/")
    assert {name: kept[name] for name in kept if name.startswith(path)} == {
        f"{path}title": "ก",
        f"{path}copies": "0",
        f"{path}found-on": "2026-11-23",
        f"{path}state": "repair",
    }
    assert kept["damaged/r0000/state"] == "replace"
    expect(fault(page, f"{second}copies")).to_be_visible()
    expect(page.locator(f"[id='{second}found-on--day']")).to_have_text("วันจันทร์ที่ 23 พฤศจิกายน 2569")
    write(page, f"{second}copies", "1")
    expect(page.locator(".form__fault")).to_have_count(0)


def test_rows__as_many_as_there_may_be__are_all_there_can_be(visit: Visit) -> None:
    page = opened(visit)
    add = page.get_by_role("button", name=SAY["row-add"])
    for _ in range(11):
        add.click()
        page.keyboard.type("ก")
    expect(add).to_be_disabled()
    expect(page.locator("[data-part=row-news]")).to_have_text(LIVE["field-full"].format(number=12))
    assert page.locator(ROW).count() == 12
    page.locator(ROW).last.get_by_role("button", name=SAY["row-remove"]).click()
    expect(add).to_be_enabled()


def test_rows__added_in_two_tabs_at_once__have_ids_of_their_own(visit: Visit) -> None:
    page = opened(visit)
    other = watched(page.context.new_page(), visit.address)
    opened(other)
    for tab in (page, other.page):
        tab.get_by_role("button", name=SAY["row-add"]).click()
    assert ids(page)[0] == ids(other.page)[0]
    assert ids(page)[1] != ids(other.page)[1]
    assert other.faults == []


def test_table__filled_by_a_script__has_these_rows_in_the_order_of_their_ids(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(address + PATH)
    expect(page.locator("[data-component=field-table]")).to_have_attribute("data-live", "")
    page.add_script_tag(content=bundled(PROBE))
    write(page, f"{FIRST}title", "เดิม")
    page.evaluate(
        """fillIn([["damaged/r0002b/title", "ค"], ["damaged/r0001a/title", "ข"],
                   ["damaged/r0001a/found-on", "2026-11-23"], ["damaged/r0009/title", ""],
                   ["surveyed-on", "2026-11-23"]])"""
    )
    assert titles(page) == ["เดิม", "ข", "ค"]  # what would be empty is not there
    assert page.locator("#damaged--r0001a--found-on").input_value() == "23/11/2569"
    expect(page.locator(ROW).nth(1)).to_have_accessible_name("แถวที่ 2: ข")
    page.evaluate("clearAll()")
    assert ids(page) == [FIRST]
    assert page.evaluate(KEPT) == {}
    assert page.locator("#surveyed-on").input_value() == ""
    expect(page.locator("#surveyed-on--day")).to_be_empty()
    page.evaluate("fillIn([['damaged/r0004/title', 'ง']])")
    assert titles(page) == ["ง"]  # the empty row that waited has gone
    page.get_by_role("button", name=SAY["row-add"]).click()
    assert ids(page)[1].startswith("damaged--r0005")
    context.close()


PROBE = """
    import { clear, fill } from "./components/form/fill.ts";
    import { FieldTable } from "./components/field/table.ts";
    const form = document.querySelector("form.form__body");
    const root = document.querySelector(FieldTable.selector);
    const tables = new Map([["damaged", new FieldTable(root)]]);
    globalThis.fillIn = (entries) => fill({ form, tables }, new Map(entries));
    globalThis.clearAll = () => clear({ form, tables });
"""


def bundled(script: str) -> str:
    (esbuild,) = (ROOT / "node_modules" / "@esbuild").glob("*/bin/esbuild")
    command = [str(esbuild), "--bundle", "--format=iife", "--loader=ts"]
    done = subprocess.run(
        command, input=script, capture_output=True, text=True, check=True, cwd=OVERRIDES
    )
    return done.stdout


def test_conditions__nested_and_on_several_answers__hide_and_bring_back(visit: Visit) -> None:
    page = opened(visit)
    lease, guard = page.locator("[data-field='lease-ends']"), page.locator("#guard")
    for hidden in (lease, guard, page.locator("[data-field='shared-with']")):
        expect(hidden).to_be_hidden()
    choose(page, owner="shared")
    expect(lease).to_be_hidden()
    page.locator("#shared-with").fill("เทศบาล")
    expect(lease).to_be_visible()
    choose(page, kind="school")
    expect(lease).to_be_hidden()
    choose(page, kind="town", owner="own")
    expect(lease).to_be_hidden()  # what it was shared with is no longer asked
    choose(page, evening="yes", evening_days="weekdays")
    expect(guard).to_be_hidden()
    choose(page, evening_days="sunday")
    expect(guard).to_be_visible()
    page.locator("input[name='evening-days'][value=sunday]").uncheck()
    expect(guard).to_be_hidden()


def test_address__of_what_is_not_asked__leads_to_words_until_it_is(visit: Visit) -> None:
    page = opened(visit, "?kind=school#loans")
    notice = page.locator(".form__not-asked")
    expect(notice).to_be_focused()
    expect(notice).to_contain_text("ข้อ 5")
    expect(notice).to_contain_text("เฉพาะหน่วยงานประเภท ห้องสมุดประชาชน")
    choose(page, kind="town")
    expect(notice).to_have_count(0)
    expect(page.locator("#loans")).to_be_in_viewport()
    page.goto(page.url.split("#")[0] + "#lease-ends")
    expect(notice).to_contain_text("สัญญาสิ้นสุดเมื่อใด")
    page.goto(page.url.split("#")[0] + "#exits")
    expect(notice).to_have_count(0)


def test_size__once_a_kind_is_chosen__says_how_many_questions_it_is_asked(visit: Visit) -> None:
    page = opened(visit)
    count = page.locator("[data-component=asked-count]")
    expect(count).to_be_hidden()
    for kind, asked in {"school": 3, "town": 4}.items():
        choose(page, kind=kind)
        expect(count).to_contain_text(LIVE["field-asked"].format(count=asked))


def test_without_script__every_field_is_there__and_no_button_that_does_nothing(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PATH)
    for control in ("branch", "province", "phone", "email", "surveyed-on", "lease-ends", "seats"):
        expect(page.locator(f"[id='{control}']")).to_be_visible()
    assert page.locator(f"{ROW} >> visible=true").count() == 3
    assert page.locator("form.form__body button >> visible=true").count() == 0
    assert page.locator(".form__criterion").first.inner_text() == "ใช้วันสุดท้ายของสัญญาฉบับล่าสุด"
    criteria = page.locator("#exits .form__criterion")
    assert criteria.count() == 2
    boxes = criteria.evaluate_all("all => all.map((each) => each.getBoundingClientRect().top)")
    assert boxes[0] < boxes[1]
    page.locator("#branch").fill("สาขาเหนือ")
    page.emulate_media(media="print")
    expect(page.locator("#branch")).to_be_visible()  # what was typed is printed
    expect(page.locator(f"[id='{FIRST}title']")).to_be_visible()
    context.close()


def test_paper__blank_and_filled__has_a_table_of_the_rows(visit: Visit) -> None:
    page = opened(visit)
    sheet = page.locator(".form__sheet")
    page.emulate_media(media="print")
    expect(sheet).to_be_visible()
    assert sheet.locator("tbody tr").count() == 5
    assert sheet.locator("thead th").all_inner_texts() == [
        SAY["row-number"],
        "ชื่อเรื่อง",
        "จำนวน (เล่ม)",
        "วันที่พบ",
        "สภาพ",
    ]
    head = sheet.locator("thead").evaluate("head => getComputedStyle(head).display")
    assert head == "table-header-group"  # which repeats on every page
    for hidden in (ROW, "[data-component=completeness]", "[data-part=add]", "#branch"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator("[data-field='lease-ends']")).to_contain_text("เฉพาะ")

    page.emulate_media(media="screen")
    write(page, f"{FIRST}title", "สี่แผ่นดิน")
    write(page, f"{FIRST}found-on", "23/11/2569")
    choose(page, **{"damaged/r0000/state": "replace"})
    page.select_option("#province", label="กระบี่")
    page.get_by_role("button", name=SAY["row-add"]).click()
    assert page.pdf().startswith(b"%PDF")
    cells = sheet.locator("tbody tr >> th, td")
    assert sheet.locator("tbody tr").count() == 1  # a row without a word is no row
    assert cells.evaluate_all("all => all.map((each) => each.textContent)")[-5:] == [
        "1",
        "สี่แผ่นดิน",
        "",
        "23 พฤศจิกายน 2569",
        "ต้องซื้อใหม่",
    ]
    expect(page.locator("[data-field=province] .form__written")).to_have_text("กระบี่")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_rules_of_accessibility__everything_shown__find_nothing(
    browser: Browser, address: str, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(
        viewport={"width": 360, "height": 800}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.goto(f"{address}{PATH}#guard")
    expect(page.locator(".form__not-asked")).to_be_visible()
    shown(page)
    result = Axe().run(page, context="form.form__body")
    found = [
        f"{violation['id']}: {node['target']}"
        for violation in result.response["violations"]
        for node in violation["nodes"]
    ]
    context.close()
    assert found == []


def shown(page: Page) -> None:
    """Rows, faults, a reason, a removed row, the list of what is missing, all at once."""
    choose(page, owner="rented", evening="no", listed="not-here")
    write(page, "email", "x")
    write(page, "lease-ends", "31/2/2569")
    write(page, f"{FIRST}copies", "0")
    for title in "กข":
        page.get_by_role("button", name=SAY["row-add"]).click()
        page.keyboard.type(title)
    page.locator(ROW).last.get_by_role("button", name=SAY["row-remove"]).click()
    page.get_by_role("button", name=SAY["check"]).click()
    expect(page.locator("[data-part=missing]")).to_be_focused()


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_everything_shown__at_any_width__fits_and_is_large_enough_to_tap(
    browser: Browser, address: str, width: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 640}, forced_colors="active", reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(address + PATH)
    shown(page)
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"{wide} px too wide at {width} px"
    small = page.locator("form.form__body").evaluate(
        """form => [...form.querySelectorAll("button, .form__option, .form__input, summary")]
            .filter((each) => each.checkVisibility() && !each.closest("details:not([open]) > *"))
            .filter((each) => each.getBoundingClientRect().height < 44
                || each.getBoundingClientRect().width < 44)
            .map((each) => each.outerHTML.slice(0, 90))"""
    )
    assert small == []
    cut = page.locator("form.form__body").evaluate(
        """form => [...form.querySelectorAll("*")]
            .filter((each) => each.checkVisibility() && !each.closest(".form__unseen"))
            .filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
            .map((each) => each.outerHTML.slice(0, 90))"""
    )
    assert cut == []
    moving = page.evaluate("document.getAnimations().length")
    assert moving == 0
    context.close()


def test_words__of_faults__name_every_keyword() -> None:
    assert {f"field-{keyword.lower()}" for keyword in KEYWORDS} <= set(LIVE)


def test_bundle__gzipped__keeps_to_its_budget() -> None:
    assert len(gzip.compress(bundles()["assets/form-fields.js"], 9)) <= BUDGET
