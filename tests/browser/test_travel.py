"""Answers out of a form page and back: files, links, codes, texts; and hostile ones."""

import gzip
import io
import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
import zxingcpp
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from publication.answer_file import Content, checksum, file_bytes, parsed, read
from publication.render.bundles import bundles
from publication.render.words import words
from tests.browser.conftest import Visit, watched
from tests.browser.form_page import settled
from tests.browser.server import served
from tests.browser.travel_page import (
    ANSWERS,
    FORM,
    PATH,
    TERMS,
    answers_in,
    choose,
    exported,
    panel,
    part,
    write_site,
)

SAY = words()["form-live"]
SAVED = datetime.fromisoformat("2026-11-22T10:42:00+07:00")
BUDGET = 20 * 1024
"""Bytes; more than half is what checks answers and what draws the code."""
NO_STORAGE = """Object.defineProperty(window, "indexedDB", {
    get() { throw new DOMException("no"); },
})"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("travel")
    write_site(folder)
    with served(folder) as url:
        yield url


Opening = Callable[..., Page]


@pytest.fixture
def opening(browser: Browser, address: str) -> Iterator[Opening]:
    """Opens the form in a browser of its own; faults in any of them fail the test."""
    contexts: list[BrowserContext] = []
    visits: list[Visit] = []

    def open_page(fragment: str = "", script: str = "", **more: Any) -> Page:
        settings: dict[str, Any] = {"viewport": {"width": 360, "height": 800}, "locale": "th-TH"}
        context = browser.new_context(**settings | more)
        contexts.append(context)
        if script:
            context.add_init_script(script)
        visits.append(watched(context.new_page(), address))
        return visits[-1].open(PATH + fragment)

    yield open_page
    for context in contexts:
        context.close()
    assert [fault for visit in visits for fault in visit.faults] == []


def file_of(answers: Any, **more: Any) -> bytes:
    return file_bytes(Content("shelter", 2, "city", SAVED, answers, **more))


def fill_in(page: Page, answers: Any) -> None:
    choose(page, file_of(answers))
    part(page, "into-page").click()
    expect(part(page, "arrived")).to_have_text(SAY["travel-arrived"].format(count=len(answers)))


def link_from(page: Page, notes: bool = False) -> str:
    panel(page)
    part(page, "with-notes").set_checked(notes)
    part(page, "make-link").click()
    expect(part(page, "link-out")).to_be_visible()
    return part(page, "link").input_value()


def test_file__every_kind_of_answer__comes_back_exact(visit: Visit, opening: Opening) -> None:
    page = visit.open(PATH)
    fill_in(page, ANSWERS)
    name, content = exported(page)
    assert re.fullmatch(r"shelter-v2-city-[0-9]{8}\.json", name)
    arrival = read(TERMS, content)
    assert not arrival.damaged
    assert arrival.notes == ()
    assert arrival.answers == ANSWERS
    other = opening()
    choose(other, content)
    part(other, "into-page").click()
    expect(part(other, "arrived")).to_have_text(SAY["travel-arrived"].format(count=len(ANSWERS)))
    assert answers_in(other) == ANSWERS


def test_file__typed_into_the_page__holds_what_was_typed(opening: Opening) -> None:
    page = opening()
    page.get_by_label("ชื่อศูนย์").fill("007")
    page.locator("input[name=roof][value=yes]").check()
    _, content = exported(page)
    said = json.loads(content)
    assert said["answers"] == {"name": "007", "roof": "yes"}
    sections = {"place": 5000, "food": 0}
    score = {"bp": 2500, "level": "low", "provisional": True, "sections": sections}
    assert said["score"] == score
    assert re.fullmatch(r"[0-9-]{10}T[0-9:]{8}[+-][0-9:]{5}", said["saved"])


def test_link__with_notes__comes_back_and_leaves_the_address(
    visit: Visit, opening: Opening
) -> None:
    page = visit.open(PATH)
    fill_in(page, ANSWERS)
    link = link_from(page, notes=True)
    assert link.startswith(f"{visit.address}{PATH}#a=1")
    asked: list[str] = []
    other = opening()
    other.on("request", lambda request: asked.append(request.url))
    other.goto("about:blank")
    other.goto(link)
    part(other, "into-page").click()
    arrived = SAY["travel-arrived"].format(count=len(ANSWERS))
    expect(part(other, "arrived-by-link")).to_have_text(arrived)
    assert answers_in(other) == ANSWERS
    assert other.url == f"{visit.address}{PATH}"
    assert asked
    assert not [url for url in asked if link[-20:] in url]


def test_link__in_a_page_that_is_open__asks_too(opening: Opening) -> None:
    link = link_from_filled(opening, {"roof": "yes"})
    page = opening()
    page.evaluate("(hash) => { location.hash = hash; }", link[link.index("#") :])
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page).not_to_have_url(re.compile("#a="))
    assert answers_in(page) == {}


def link_from_filled(opening: Opening, answers: Any) -> str:
    page = opening()
    fill_in(page, answers)
    return link_from(page, notes=True)


def test_link__of_a_full_form__short_enough_for_a_code(opening: Opening) -> None:
    page = opening()
    fill_in(page, {name: value for name, value in ANSWERS.items() if name != "about"})
    assert len(link_from(page)) < 450


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_code__on_screen__read_by_a_camera(opening: Opening, scheme: str) -> None:
    page = opening(color_scheme=scheme)
    fill_in(page, {name: ANSWERS[name] for name in ("kind", "name", "staff", "roof", "rice")})
    link = link_from(page)
    code = page.get_by_role("img", name=SAY["travel-code"])
    code.evaluate("(code) => code.scrollIntoView({ block: 'center' })")
    shot = Image.open(io.BytesIO(page.screenshot()))
    assert [each.text for each in zxingcpp.read_barcodes(shot)] == [link]
    corner = Image.open(io.BytesIO(code.screenshot())).convert("RGB").getpixel((2, 2))
    assert corner == (255, 255, 255)


def test_code__link_too_long__says_what_to_do(opening: Opening) -> None:
    page = opening()
    fill_in(page, {"about": "".join(Random(1).choices("กขคงจฉชซฌญฐฑฒณดตถทธ", k=1500))})
    assert len(link_from(page)) > 700
    expect(part(page, "code")).to_have_text(SAY["travel-no-code"].format(most=700))
    assert page.get_by_role("img", name=SAY["travel-code"]).count() == 0


def test_link__answers_change__is_made_anew(opening: Opening) -> None:
    page = opening()
    fill_in(page, {"roof": "yes"})
    link_from(page)
    page.locator("input[name=roof][value=no]").check()
    expect(part(page, "link-out")).to_be_hidden()


def with_checksum(said: dict[str, Any]) -> bytes:
    read_back = parsed(json.dumps(said))
    return json.dumps({**said, "checksum": checksum(read_back)}).encode()


def changed(**parts: Any) -> bytes:
    said = json.loads(file_of({"roof": "yes"})) | parts
    said.pop("checksum")
    return with_checksum(said)


HOSTILE = {
    "empty": (b"", "empty"),
    "cut": (file_of(ANSWERS)[:-300], "not-json"),
    "not json": (b"<!doctype html><script>alert(1)</script>", "not-json"),
    "bits": (b"\x89PNG\r\n\x1a\n\x00\xff\xfe", "not-text"),
    "deep": (b'{"a":' * 100_000, "too-deep"),
    "brackets": (b"[" * 100_000 + b"]" * 100_000, "too-deep"),
    "array": (b"[1,2]", "not-answers"),
    "null": (b"null", "not-answers"),
    "other format": (changed(format="x"), "not-answers"),
    "proto": (b'{"__proto__": {"format": "publication-answers"}}', "not-answers"),
    "wrong types": (changed(answers="roof=yes"), "not-answers"),
    "no version": (changed(version=None), "not-answers"),
    "big": (b" " * 2_000_001, "too-large"),
}


def test_file__hostile__refused_in_words_and_nothing_lost(opening: Opening) -> None:
    page = opening()
    page.get_by_label("ชื่อศูนย์").fill("คงอยู่")
    for content, why in HOSTILE.values():
        dialog = choose(page, content)
        expect(dialog).to_contain_text(SAY[f"travel-refused-{why}"])
        expect(part(page, "into-page")).to_be_hidden()
        part(page, "leave").click()
        expect(dialog).to_be_hidden()
    assert answers_in(page) == {"name": "คงอยู่"}


def test_file__of_50_megabytes__refused_unread(opening: Opening, tmp_path: Path) -> None:
    large = tmp_path / "large.json"
    with large.open("wb") as file:
        file.truncate(52_428_800)
    page = opening()
    panel(page)
    part(page, "choose").set_input_files(large)
    expect(page.get_by_role("dialog")).to_contain_text(SAY["travel-refused-too-large"])


def test_file__for_another_form__says_for_which(opening: Opening) -> None:
    page = opening()
    dialog = choose(page, changed(form="strategy-<b>map</b>"))
    refused = SAY["travel-refused-other-form"]
    expect(dialog).to_contain_text(refused.format(theirs="strategy-<b>map</b>", ours="shelter"))


MIXED = {
    "roof": "yes",
    "toilet": "maybe",
    "beds": 99_999,
    "bogus": "<img src=x onerror=run()>",
    "fax": "02",
    "name": "=cmd|' /C calc'!A0",
    "__proto__": {"x": 1},
    "about": "a\x00b\ud800",
    "staff": [{"who": "<script>run()</script>", "tel": "1"}],
}


def test_file__with_values_not_accepted__names_each_and_keeps_the_rest(opening: Opening) -> None:
    page = opening(script="window.run = () => { document.title = 'run'; };")
    dialog = choose(page, with_checksum({**json.loads(changed(answers={})), "answers": MIXED}))
    lines = dialog.locator("li").all_inner_texts()
    said = ("ห้องน้ำพอกับคน", "99999", "<img src=x onerror=run()>", "แถวที่ 1 หมายเลข", "__proto__")
    for piece in said:
        assert any(piece in line for line in lines), (piece, lines)
    expect(dialog).to_contain_text(SAY["travel-not-accepted"].format(count=5))
    expect(dialog).to_contain_text(SAY["travel-retired"].format(count=1))
    expect(dialog).to_contain_text("หมายเลขโทรสาร")
    assert dialog.locator("li *").count() == 0
    part(page, "into-page").click()
    expect(part(page, "arrived")).to_have_text(SAY["travel-arrived"].format(count=4))
    kept = answers_in(page)
    assert kept["name"] == MIXED["name"]
    assert kept["staff"] == [{"who": "<script>run()</script>"}]
    assert kept["about"] == "a\x00b\N{REPLACEMENT CHARACTER}"
    assert set(kept) == {"roof", "name", "staff", "about"}
    assert page.title() == FORM.title


def test_file__damaged__said_before_anything_happens(opening: Opening) -> None:
    page = opening()
    dialog = choose(page, file_of({"roof": "yes"}).replace(b'"yes"', b'"no"'))
    expect(dialog).to_contain_text(SAY["travel-damaged"])
    for version, word in ((1, "travel-older"), (9, "travel-newer")):
        part(page, "leave").click()
        dialog = choose(page, changed(version=version))
        expect(dialog).to_contain_text(SAY[word].format(version=version, ours=2))
        assert SAY["travel-damaged"] not in dialog.inner_text()


def test_link__of_another_version__refused_with_what_to_do(opening: Opening) -> None:
    page = opening("#a=0WyJzaGVsdGVyIiwxLCIwMDAwMCIsW11d")
    expect(page.get_by_role("dialog")).to_contain_text(SAY["travel-refused-other-version"])
    part(page, "leave").click()
    expect(page).not_to_have_url(re.compile("#"))


@pytest.mark.parametrize("fragment", ["#a=", "#a=2AAAA", "#a=1AAAA", f"#a=1{'A' * 70_000}"])
def test_link__broken__refused_with_what_to_do(opening: Opening, fragment: str) -> None:
    page = opening(fragment)
    expect(page.get_by_role("dialog")).to_contain_text(SAY["travel-refused-broken-link"])


def test_page_with_answers__asks_and_loses_nothing(opening: Opening) -> None:
    page = opening(script=NO_STORAGE)
    fill_in(page, {"name": "เดิม", "roof": "yes", "staff": [{"who": "ก"}, {"who": "ข"}]})
    content = file_of({"roof": "no", "rice": "yes", "staff": [{"who": "ค"}]})
    dialog = choose(page, content)
    expect(dialog).to_contain_text(SAY["travel-replaces"].format(count=2))
    page.keyboard.press("Escape")
    before = {"name": "เดิม", "staff": [{"who": "ก"}, {"who": "ข"}], "roof": "yes"}
    assert answers_in(page) == before
    choose(page, content)
    part(page, "as-draft").click()
    expect(dialog).to_contain_text(SAY["travel-no-draft"])
    expect(part(page, "as-draft")).to_be_hidden()
    part(page, "leave").click()
    assert answers_in(page) == before
    choose(page, content)
    part(page, "into-page").click()
    expect(dialog).to_be_hidden()
    after = {"name": "เดิม", "staff": [{"who": "ค"}], "roof": "no", "rice": "yes"}
    assert answers_in(page) == after


def test_as_draft__answers_of_before__stay_in_theirs(opening: Opening) -> None:
    page = opening()
    page.get_by_label("ชื่อศูนย์").fill("เดิม")
    page.locator("input[name=roof][value=yes]").check()
    choose(page, file_of({"rice": "yes"}, name="ร่างจากไฟล์", unplaced={"fax": "02"}))
    part(page, "as-draft").click()
    expect(page.locator("input[name=rice][value=yes]")).to_be_checked()
    _, content = exported(page)
    said = json.loads(content)
    assert said["answers"] == {"rice": "yes"}
    assert (said["name"], said["unplaced"]) == ("ร่างจากไฟล์", {"fax": "02"})


def test_text__pasted_file_or_link__opens(opening: Opening) -> None:
    link = link_from_filled(opening, {"roof": "partial"})
    page = opening()
    panel(page)
    for text, count in ((file_of({"rice": "no"}).decode(), 1), (f"ลิงก์: {link}", 1)):
        part(page, "paste").fill(text)
        part(page, "open-text").click()
        expect(page.get_by_role("dialog")).to_contain_text(SAY["travel-fits"].format(count=count))
        part(page, "into-page").click()
        expect(page.get_by_role("dialog")).to_be_hidden()
    assert answers_in(page) == {"roof": "partial", "rice": "no"}
    part(page, "paste").fill("สวัสดี")
    part(page, "open-text").click()
    expect(page.get_by_role("dialog")).to_contain_text(SAY["travel-refused-not-json"])


DROP = """([target, text]) => {
    const carried = new DataTransfer();
    carried.items.add(new File([text], "answers.json", { type: "application/json" }));
    const init = { dataTransfer: carried, bubbles: true, cancelable: true };
    const over = target.dispatchEvent(new DragEvent("dragover", init));
    return [over, target.dispatchEvent(new DragEvent("drop", init))];
}"""


def test_file__dropped_on_the_form__opens(opening: Opening) -> None:
    page = opening()
    panel(page)
    target = page.locator("form.form__body").element_handle()
    assert page.evaluate(DROP, [target, file_of({"roof": "yes"}).decode()]) == [False, False]
    expect(page.get_by_role("dialog")).to_contain_text(SAY["travel-fits"].format(count=1))


def test_text__clipboard_or_box__holds_the_file(opening: Opening) -> None:
    page = opening(permissions=["clipboard-read", "clipboard-write"])
    fill_in(page, {"roof": "yes"})
    part(page, "copy-text").click()
    expect(part(page, "file-news")).to_have_text(SAY["travel-text-copied"])
    copied = page.evaluate("navigator.clipboard.readText()")
    assert read(TERMS, copied.encode()).answers == {"roof": "yes"}
    closed = "Object.defineProperty(navigator, 'clipboard', { value: undefined })"
    page = opening(script=closed)
    fill_in(page, {"roof": "yes"})
    part(page, "copy-text").click()
    expect(part(page, "file-news")).to_have_text(SAY["copy-by-hand"])
    expect(part(page, "text")).to_be_focused()
    assert read(TERMS, part(page, "text").input_value().encode()).answers == {"roof": "yes"}
    link = link_from(page)
    part(page, "copy-link").click()
    expect(part(page, "link-news")).to_have_text(SAY["copy-by-hand"])
    assert page.evaluate("getSelection().toString() || document.activeElement.value") == link


SHARES = """
navigator.canShare = ({ files }) => files.every(({ name }) => name.endsWith(ENDING));
navigator.share = async ({ files, title, text }) => {
    if (FAILS) throw new DOMException("", FAILS);
    window.shared = [files[0].name, files[0].type, await files[0].text(), title, text];
};
"""


FILES = [(".json", "application/json"), (".txt", "text/plain")]


@pytest.mark.parametrize(("ending", "kind"), FILES)
def test_share__where_there_is_one__file_and_result(
    opening: Opening, ending: str, kind: str
) -> None:
    page = opening(script=f"const ENDING = '{ending}', FAILS = '';{SHARES}")
    fill_in(page, {"roof": "yes", "toilet": "yes"})
    part(page, "share").click()
    assert settled(page, "window.shared !== undefined", True)
    name, told, text, title, result = page.evaluate("window.shared")
    assert name.endswith(ending)
    assert told == kind
    assert read(TERMS, text.encode()).answers == {"roof": "yes", "toilet": "yes"}
    assert title == FORM.title
    assert "50%" in result


@pytest.mark.parametrize(
    ("fails", "said"), [("AbortError", ""), ("DataError", "travel-not-shared")]
)
def test_share__refused__said_unless_the_reader_did_it(
    opening: Opening, fails: str, said: str
) -> None:
    page = opening(script=f"const ENDING = '.json', FAILS = '{fails}';{SHARES}")
    fill_in(page, {"roof": "yes"})
    part(page, "share").click()
    page.wait_for_timeout(200)
    expect(part(page, "file-news")).to_have_text(SAY[said] if said else "")


def test_share__where_there_is_none__is_not_offered(opening: Opening) -> None:
    page = opening(script="delete Navigator.prototype.canShare;")
    panel(page)
    expect(part(page, "share")).to_be_hidden()


BLANK = """
window.print = () => {
    dispatchEvent(new Event("beforeprint"));
    const shown = (element) => element.checkVisibility();
    const root = document.querySelector("[data-component=form]");
    window.printed = {
        print: root.dataset.print,
        questions: [...root.querySelectorAll("[data-component=question]")].filter(shown).length,
        only: [...root.querySelectorAll(".form__only")].filter(shown).length,
        scores: [...root.querySelectorAll(".form__result, [data-part=score]")].filter(shown).length,
        rows: root.querySelectorAll("#staff [data-part=sheet] tr").length,
        travel: shown(root.querySelector("#form-travel")),
        marks: [...root.querySelectorAll(".form__option input:checked")]
            .filter((input) => getComputedStyle(input, "::before").display !== "none").length,
        ink: [...root.querySelectorAll(".form__written, .form__sheet td")]
            .filter((each) => shown(each) && each.textContent)
            .filter((each) => getComputedStyle(each).fontSize !== "0px").length,
    };
    dispatchEvent(new Event("afterprint"));
};
"""


def test_blank_print__of_a_filled_form__every_question_and_no_answer(opening: Opening) -> None:
    page = opening(script=BLANK)
    fill_in(page, {**ANSWERS, "kind": "village"})
    expect(page.locator("#ramp")).to_be_hidden()
    expect(page.locator("#stove")).to_be_hidden()
    page.emulate_media(media="print")
    page.evaluate("document.querySelector('[data-part=print-blank]').click()")
    assert page.evaluate("window.printed") == {
        "print": "blank",
        "questions": 5,
        "only": 2,
        "scores": 0,
        "rows": 5,
        "travel": False,
        "marks": 0,
        "ink": 0,
    }
    page.emulate_media(media="screen")
    assert page.locator("[data-component=form][data-started]").count() == 1
    assert page.locator("[data-print]").count() == 0
    assert answers_in(page) == {**ANSWERS, "kind": "village"}


def test_panel__cannot_be_fetched__says_so_and_tries_again(browser: Browser, address: str) -> None:
    page = browser.new_page(locale="th-TH")
    page.route("**/form-travel.js", lambda route: route.abort())
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address + PATH)
    page.locator("#form-travel summary").click()
    expect(part(page, "failed")).to_be_visible()
    page.unroute("**/form-travel.js")
    page.locator("#form-travel summary").click()
    panel(page)
    expect(part(page, "failed")).to_be_hidden()
    page.close()
    assert errors == []


def test_panel__by_its_address__is_open(opening: Opening) -> None:
    page = opening("#form-travel")
    expect(part(page, "save-file")).to_be_visible()
    page.locator("#form-travel summary").click()
    expect(part(page, "save-file")).to_be_hidden()
    page.locator("input[name=roof][value=yes]").check()
    expect(part(page, "save-file")).to_be_hidden()
    page.evaluate("document.querySelector('a[href=\\'#form-travel\\']').click()")
    expect(part(page, "save-file")).to_be_visible()


def test_panel__until_it_is_opened__costs_no_request(opening: Opening) -> None:
    page = opening()
    loaded = "performance.getEntriesByType('resource').map(({ name }) => name)"
    assert not [url for url in page.evaluate(loaded) if "travel" in url]
    panel(page)
    assert [url for url in page.evaluate(loaded) if "travel" in url]


WALK = [
    *("save-file", "copy-text", "save-xlsx", "save-docx"),
    *("with-notes", "make-link", "link", "copy-link"),
    *("choose", "paste", "open-text", "print-blank"),
]


def test_keyboard__through_the_panel__reaches_and_works_everything(opening: Opening) -> None:
    page = opening(script="delete Navigator.prototype.canShare;")
    page.locator("#form-travel summary").focus()
    page.keyboard.press("Enter")
    expect(part(page, "save-file")).to_be_visible()
    walked = []
    for _ in WALK:
        page.keyboard.press("Tab")
        walked.append(page.evaluate("document.activeElement.dataset.part"))
        if walked[-1] == "make-link":
            page.keyboard.press("Enter")
            expect(part(page, "link-out")).to_be_visible()
    assert walked == WALK
    part(page, "paste").focus()
    page.keyboard.insert_text(file_of({"roof": "yes"}).decode())
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(part(page, "arrival-title")).to_be_focused()
    page.keyboard.press("Tab")
    expect(part(page, "into-page")).to_be_focused()
    page.keyboard.press("Enter")
    expect(part(page, "open-text")).to_be_focused()
    assert answers_in(page) == {"roof": "yes"}


def test_targets__of_the_panel__44_px(opening: Opening) -> None:
    page = opening(script=f"const ENDING = '.json', FAILS = '';{SHARES}")
    link_from(page)
    small = page.evaluate(
        """() => [...document.querySelectorAll(
            "#form-travel :is(button, summary, input[type=file], label.form__option)"
        )].filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 44)
            .map((each) => each.outerHTML)"""
    )
    assert small == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe__panel_and_dialog__finds_nothing(opening: Opening, scheme: str) -> None:
    page = opening(color_scheme=scheme, bypass_csp=True, viewport={"width": 320, "height": 640})
    fill_in(page, {"kind": "city", "roof": "yes"})
    link_from(page)
    found = [*violations(page)]
    choose(page, with_checksum({**json.loads(changed(answers={})), "answers": MIXED}))
    found += violations(page)
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    wide = "(dialog) => dialog.scrollWidth - dialog.clientWidth"
    assert page.get_by_role("dialog").evaluate(wide) == 0


def violations(page: Page) -> list[str]:
    result = Axe().run(page)
    return [
        f"{violation['id']}: {node['target']}"
        for violation in result.response["violations"]
        for node in violation["nodes"]
    ]


def test_bundle__packed__within_its_budget() -> None:
    assert len(gzip.compress(bundles()["assets/form-travel.js"], 9, mtime=0)) <= BUDGET
