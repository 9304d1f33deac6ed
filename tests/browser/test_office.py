"""Workbooks and Word files in the browser: blanks filled, filled ones read, and hostile ones."""

import gzip
import re
import shutil
import struct
import zlib
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from random import Random
from types import MappingProxyType
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from publication import load, model
from publication.arrival import NotUsable
from publication.engine import OVERRIDES, ROOT
from publication.model.form import Form
from publication.model.variant import Variant, variants
from publication.office_file import read as read_by_python
from publication.render.bundles import bundles
from publication.render.words import words
from tests.acceptance.test_xlsx_agrees import disagreements
from tests.browser.conftest import Visit, watched
from tests.browser.form_page import PUBLICATION
from tests.browser.office_mutations import spoilt_document, spoilt_workbook
from tests.browser.office_page import (
    ENDINGS,
    blank,
    filled,
    opened,
    read,
    terms_of,
    twin,
    variant_of,
    write_site,
)
from tests.browser.server import served
from tests.browser.travel_page import ANSWERS, FORM, answers_in, choose, panel, part
from tests.conftest import Built
from tests.libreoffice import READ, converted, needs_libreoffice, needs_writer
from tests.office_files import changed, document_part, tagged, unzipped, zipped
from tests.random_answers import random_answers
from tests.workbooks import Filling, named
from tests.workbooks import opened as workbook

SAY = words()["form-live"]
PATH = f"forms/{FORM.id}/"
BUDGET = 15 * 1024
"""Bytes gzipped of all that fills and reads."""
GENERATED = {"shelter": 12, "bcp-checklist": 6, "bcp-plan": 3}
"""Fillings of each form in each format."""
SPOILT = 120
"""Files of each format that Python and the browser must read alike."""
SHEETS = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MAIN = {"xlsx": "xl/workbook.xml", "docx": "word/document.xml"}


@dataclass(frozen=True)
class Asked:
    """A page of each form that answers what its script makes of office files."""

    forms: Mapping[str, Form]
    page: Page
    address: str

    def of(self, form: Form) -> Page:
        if f"/forms/{form.id}/" not in self.page.url:
            opened(self.page, self.address, form)
        return self.page


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    write_site(folder, replace(PUBLICATION, forms=MappingProxyType({FORM.id: FORM})))
    write_site(folder, model.publication(load.everything_under(ROOT)))
    return folder


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as url:
        yield url


@pytest.fixture(scope="module")
def asked(browser: Browser, address: str) -> Iterator[Asked]:
    forms = {FORM.id: FORM, **model.publication(load.everything_under(ROOT)).forms}
    context = browser.new_context(locale="th-TH")
    visit = watched(context.new_page(), address)
    yield Asked(forms, visit.page, address)
    context.close()
    assert visit.faults == []


Opening = Callable[..., Page]


@pytest.fixture
def opening(browser: Browser, address: str) -> Iterator[Opening]:
    """Opens the form in a browser of its own; faults in any of them fail the test, unless it is
    told that there may be some."""
    contexts: list[BrowserContext] = []
    visits: list[Visit] = []

    def open_page(*, may_fail: bool = False, **more: Any) -> Page:
        settings: dict[str, Any] = {"viewport": {"width": 360, "height": 800}, "locale": "th-TH"}
        contexts.append(browser.new_context(**settings | more))
        visit = watched(contexts[-1].new_page(), address)
        if not may_fail:
            visits.append(visit)
        return visit.open(PATH)

    yield open_page
    for context in contexts:
        context.close()
    assert [fault for visit in visits for fault in visit.faults] == []


def by_python(form: Form, content: bytes) -> dict[str, Any]:
    try:
        arrival = read_by_python(terms_of(form), form.kind_field, content, date.today())
    except NotUsable as refused:
        return {"refused": refused.why} | ({"form": refused.form} if refused.form else {})
    return {
        "answers": arrival.answers,
        "unplaced": arrival.unplaced,
        "version": arrival.version,
        "notes": sorted((note.reason, note.id) for note in arrival.notes),
    }


def by_browser(told: dict[str, Any]) -> dict[str, Any]:
    if "refused" in told:
        return told
    return told | {"notes": sorted((note["reason"], note["id"]) for note in told["notes"])}


# filled, and read again


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("name", GENERATED)
def test_filled__generated_answers__come_back_in_python_and_browser(
    asked: Asked, name: str, ending: str
) -> None:
    form = asked.forms[name]
    assert form.kind_field
    page = asked.of(form)
    for seed in range(GENERATED[name]):
        random = Random(seed)
        kind = random.choice(form.kind_field.options).id
        variant = variant_of(form, kind)
        answers = random_answers(random, variant.form)
        content, left = filled(page, blank(variant, ending), answers)
        assert left == []
        given = {**answers, form.kind_field.id: kind}
        whole = {"answers": given, "unplaced": {}, "version": form.version, "notes": []}
        assert by_python(form, content) == whole
        (told,) = read(page, [content])
        assert told == whole


def test_filled__texts_in_a_workbook__stand_in_their_cells_as_typed(asked: Asked) -> None:
    page = asked.of(FORM)
    content, left = filled(page, blank(variant_of(FORM, "city"), "xlsx"), without_kind(ANSWERS))
    assert left == []
    book = workbook(content)
    for name in ("name", "about", "phone", "roof.note", "roof.evidence"):
        prefix, owner = ("f", name) if "." not in name else name.split(".")[::-1]
        cell = named(book, f"{prefix}_{owner.replace('-', '_')}")
        assert (cell.value, cell.data_type) == (ANSWERS[name], "s")
    assert named(book, "f_beds").value == 120
    assert str(named(book, "f_checked_on").value) == "2026-02-28 00:00:00"
    assert named(book, "f_province").value == "กรุงเทพมหานคร"
    parts = unzipped(content)
    assert b"fullCalcOnLoad" in parts["xl/workbook.xml"]
    assert not re.findall(b"</f><v>", b"".join(parts.values()))


def test_filled__texts_in_a_document__stand_in_their_controls_as_typed(asked: Asked) -> None:
    page = asked.of(FORM)
    content, left = filled(page, blank(variant_of(FORM, "city"), "docx"), without_kind(ANSWERS))
    assert left == []
    root = document_part(content)
    for name in ("name", "phone", "roof.note", "roof.evidence"):
        (control,) = tagged(root, name)
        assert "".join(control.itertext()) == ANSWERS[name]
    (about,) = tagged(root, "about")
    first, *others = ANSWERS["about"].split("\n")
    assert "".join(about.itertext()) == "".join((first, *others))
    breaks = [each for each in about.iter() if str(each.tag).endswith("}br")]
    assert len(breaks) == len(others)
    ids = [each.get(each.tag.replace("}id", "}val")) for each in root.iter() if is_control_id(each)]
    assert len(ids) == len(set(ids)) > 50


def is_control_id(element: Any) -> bool:
    parent = element.getparent()
    return str(element.tag).endswith("}id") and str(parent.tag).endswith("}sdtPr")


def without_kind(answers: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answers.items() if name != "kind"}


def test_filled__what_xml_cannot_hold__is_left_out(asked: Asked) -> None:
    answers = {"name": "a\x00b\x0bc\ud83dd\ufffee", "about": "\x1f1\n2"}
    for ending in ENDINGS:
        content, left = filled(asked.of(FORM), blank(variant_of(FORM, "city"), ending), answers)
        assert left == []
        read_back = by_python(FORM, content)["answers"]
        assert read_back == {"kind": "city", "name": "abc\ufffdde", "about": "1\n2"}


def test_filled__what_the_blank_cannot_hold__is_named(asked: Asked) -> None:
    page = asked.of(FORM)
    rows = [{"who": str(at), "tel": "191"} for at in range(7)]
    answers = {
        "ramp": "yes",
        "ramp.note": "x",
        "fax": "02",
        "roof": "maybe",
        "power": "coal",
        "needs": ["water", "money"],
        "checked-on": "เมื่อวาน",
        "province": "99",
        "staff": [*rows, {"other": "y"}],
        "name": "x",
    }
    village = variant_of(FORM, "village")
    left = {
        ending: {(each["id"], each["place"], each["reason"]) for each in notes}
        for ending in ENDINGS
        for _, notes in [filled(page, blank(village, ending), answers)]
    }
    both = {
        ("ramp", "", "no-place"),
        ("ramp.note", "", "no-place"),
        ("fax", "", "no-place"),
        ("needs", "", "no-place"),
        ("province", "", "unreadable"),
        ("checked-on", "", "unreadable"),
    }
    beyond = {("staff", f"/{row}", "rows") for row in (5, 6, 7)}
    assert left["xlsx"] == both | beyond | {(name, "", "unreadable") for name in ("roof", "power")}
    column = {("staff", "/7/other", "no-place")}
    assert left["docx"] == both | column | {(name, "", "no-place") for name in ("roof", "power")}


def test_filled__cell_that_is_full__is_named(asked: Asked) -> None:
    answers = {"about": "ก" * 32_768, "name": "x"}
    content, left = filled(asked.of(FORM), blank(variant_of(FORM, "city"), "xlsx"), answers)
    assert left == [{"reason": "long", "id": "about", "place": ""}]
    assert by_python(FORM, content)["answers"] == {"kind": "city", "name": "x"}


@needs_libreoffice
def test_filled__workbook_recalculated__agrees_with_scoring(asked: Asked, tmp_path: Path) -> None:
    form = asked.forms["bcp-checklist"]
    cases: dict[str, tuple[Variant, Filling]] = {}
    for seed in range(6):
        random = Random(seed)
        variant = random.choice(variants(form))
        answers = random_answers(random, variant.form, 1 - seed % 3 * 0.3)
        content, left = filled(asked.of(form), blank(variant, "xlsx"), answers)
        assert left == []
        (tmp_path / f"{seed}.xlsx").write_bytes(content)
        cases[f"{seed}.xlsx"] = (variant, Filling(str(seed), answers))
    made = converted([tmp_path / name for name in cases], tmp_path / "out")
    assert len(made) == len(cases)
    for path in made:
        variant, filling = cases[path.name]
        book = workbook(path, results=True)
        assert list(disagreements(book, variant.form, filling, variant.numbers)) == []
        given = {**filling.answers, "kind": variant.kind.id if variant.kind else ""}
        assert by_python(form, path.read_bytes())["answers"] == given


@needs_writer
def test_filled__document_opened_by_writer__shows_every_line(asked: Asked, tmp_path: Path) -> None:
    answers = {"about": 'หนึ่ง\nสอง =1+1 <&">\n\nสี่', "name": "007", "needs": ["water"]}
    content, _ = filled(asked.of(FORM), blank(variant_of(FORM, "city"), "docx"), answers)
    (tmp_path / "a.docx").write_bytes(content)
    (path,) = converted([tmp_path / "a.docx"], tmp_path / "out", READ)
    text = path.read_text("utf-8-sig")
    assert str(answers["about"]) in text
    assert "ชื่อศูนย์ 007" in text
    assert "☒\xa0น้ำดื่ม\t☐\xa0ผ้าห่ม" in text


# read as Python reads


def spoilt(page: Page, ending: str, count: int) -> list[bytes]:
    files = []
    for seed in range(count):
        random = Random(seed)
        variant = random.choice(variants(FORM))
        if ending == "xlsx":
            files.append(spoilt_workbook(random, variant))
        else:
            answers = random_answers(random, variant.form, 0.5)
            content, _ = filled(page, blank(variant, ending), answers)
            files.append(spoilt_document(random, content))
    return files


def test_reading__spoilt_files__same_in_python_and_browser(asked: Asked) -> None:
    page = asked.of(FORM)
    ends: Counter[str] = Counter()
    for ending in ENDINGS:
        files = spoilt(page, ending, SPOILT)
        for at, (content, told) in enumerate(zip(files, read(page, files), strict=True)):
            ours = by_python(FORM, content)
            assert by_browser(told) == ours, (ending, at)
            ends.update([ours.get("refused", "read"), *(each[0] for each in ours.get("notes", ()))])
    assert set(ends) >= {
        *("read", "no-meta", "option", "number", "date", "lost", "several", "formula-error"),
        *("size", "pattern", "type", "retired"),
    }


MUTANTS = {
    "names do not move": ("blueprint.ts", "place === undefined ?", "true ?"),
    "shown days are numbers": ("workbook.ts", '[kind, format].includes("date")', 'kind === "date"'),
    "1904 is 1900": ("days.ts", "(is1904 ? TO_1904 : 0)", "0"),
    "two ticks are one": ("finding.ts", "options.length === 1", "options.length > 0"),
    "placeholders are answers": (
        "document-read.ts",
        'isOn(child(properties, "showingPlcHdr"))',
        "false",
    ),
    "deleted words stay": ("document.ts", '"del", "moveFrom", ', ""),
    "nothing is lost": (
        "document-read.ts",
        "for (const id of missing(",
        "for (const id of [] ?? missing(",
    ),
}
"""What the comparison must notice: a piece of a module, and what a slip would make of it."""


@pytest.mark.parametrize("slip", MUTANTS.values(), ids=MUTANTS)
def test_comparison__slip_in_a_module__is_noticed(
    asked: Asked, site: Path, tmp_path: Path, slip: tuple[str, str, str]
) -> None:
    module, was, becomes = slip
    shutil.copytree(OVERRIDES / "components", tmp_path / "components")
    source = tmp_path / "components" / "office" / module
    text = source.read_text("utf-8")
    assert text.count(was) == 1
    source.write_text(text.replace(was, becomes), "utf-8")
    page = asked.of(FORM)
    files = [each for ending in ENDINGS for each in spoilt(page, ending, 60)]
    (site / "assets" / "mutant.js").write_bytes(twin(tmp_path))
    page.add_script_tag(url=f"{asked.address}assets/mutant.js?{module}{len(was)}")
    told = read(page, files)
    page.goto("about:blank")  # the next test gets the right script again
    assert any(
        by_browser(each) != by_python(FORM, it) for each, it in zip(told, files, strict=True)
    )


# hostile and broken ones


def archive(parts: Mapping[str, bytes], *, size: int | None = None, flags: int = 0) -> bytes:
    """Written by hand, so that it can lie about sizes."""
    bodies, listed = b"", b""
    for name, content in parts.items():
        packed = zlib.compress(content, 9)[2:-4]
        stated = len(content) if size is None else size
        fields = (20, flags, 8, 0, 0x21, zlib.crc32(content), len(packed), stated, len(name), 0)
        both = struct.pack("<HHHHHIIIHH", *fields)
        start = len(bodies)
        bodies += b"PK\x03\x04" + both + name.encode() + packed
        rest = struct.pack("<HHHII", 0, 0, 0, 0, start)
        listed += b"PK\x01\x02\x14\x00" + both + rest + name.encode()
    counts = (0, 0, len(parts), len(parts), len(listed), len(bodies), 0)
    return bodies + listed + b"PK\x05\x06" + struct.pack("<HHHHIIH", *counts)


def with_main(ending: str, content: bytes) -> bytes:
    return zipped({**unzipped(blank(variant_of(FORM, "city"), ending)), MAIN[ending]: content})


def hostile() -> dict[str, tuple[bytes, str]]:
    """File and why it is refused."""
    book, paper = (blank(variant_of(FORM, "city"), ending) for ending in ENDINGS)
    relations = unzipped(book)["_rels/.rels"]
    laughs = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>'
    entry = {"_rels/.rels": relations, MAIN["xlsx"]: b"0" * 60_000_000}
    many = {f"a{at}": b"" for at in range(2_001)}
    deep = b"<workbook>" * 300 + b"</workbook>" * 300
    return {
        "not zipped": (b"PK\x03\x04 nothing of the kind", "damaged"),
        "cut": (book[: len(book) // 2], "damaged"),
        "other archive": (zipped({"a.txt": "x"}), "not-office"),
        "old or with a password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "encrypted"),
        "encrypted part": (archive({"_rels/.rels": relations}, flags=1), "encrypted"),
        "unpacks to too much": (archive(entry), "too-large"),
        "says it is small": (archive(entry, size=2_000), "damaged"),
        "too many parts": (zipped(many), "too-large"),
        "entities": (with_main("xlsx", laughs), "damaged"),
        "deep": (with_main("xlsx", deep), "too-deep"),
        "elements": (
            with_main("docx", b"<document>" + b"<a/>" * 1_000_001 + b"</document>"),
            "too-large",
        ),
        "broken markup": (with_main("docx", b"<document><p></document>"), "damaged"),
        "other markup": (with_main("docx", b"<html/>"), "not-office"),
        "wrong checksum": (flipped(book), "damaged"),
        "workbook of others": (with_main("xlsx", b'<workbook xmlns="%s"/>' % SHEETS), "no-meta"),
        "tags dropped": (changed(paper, MAIN["docx"], untagged), "no-meta"),
        "other form": (changed(paper, "docProps/custom.xml", of_another), "other-form"),
    }


def untagged(document: str) -> str:
    return re.sub("<w:tag [^>]*/>", "", document)


def of_another(properties: str) -> str:
    return properties.replace(">shelter<", ">tents<")


def flipped(content: bytes) -> bytes:
    """One bit of what the list says of the main part's checksum."""
    name = content.rindex(b"xl/workbook.xml")
    at = content.rindex(b"PK\x01\x02", 0, name) + 16
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def test_reading__hostile_files__refused_as_by_python(asked: Asked) -> None:
    cases = hostile()
    page = asked.of(FORM)
    for (name, (content, why)), told in zip(
        cases.items(), read(page, [content for content, _ in cases.values()]), strict=True
    ):
        assert told["refused"] == why, name
        if name not in {"unpacks to too much", "says it is small"}:  # Python asks no sizes first
            assert by_python(FORM, content)["refused"] == why, name


def test_reading__any_bytes__never_throws(asked: Asked) -> None:
    random = Random(5)
    files = []
    for ending in ENDINGS:
        content = blank(variant_of(FORM, "city"), ending)
        for _ in range(40):
            spoilt_bytes = bytearray(content)
            for _ in range(random.randint(1, 30)):
                spoilt_bytes[random.randrange(len(content))] = random.randrange(256)
            files.append(bytes(spoilt_bytes[: random.randint(1, len(content))]))
            files.append(bytes(spoilt_bytes))
    told = read(asked.of(FORM), files)
    assert all("refused" in each or "answers" in each for each in told)


# in the page


def downloaded(page: Page, ending: str) -> tuple[str, bytes]:
    panel(page)
    with page.expect_download() as download:
        part(page, f"save-{ending}").click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def fill_in(page: Page, content: bytes, name: str = "a.xlsx") -> None:
    choose(page, content, name)
    part(page, "into-page").click()
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(part(page, "arrived")).not_to_be_empty()


@pytest.mark.parametrize("ending", ENDINGS)
def test_panel__answers_to_a_file_and_back__are_the_same(
    visit: Visit, opening: Opening, asked: Asked, ending: str
) -> None:
    content, _ = filled(
        asked.of(FORM), blank(variant_of(FORM, "city"), ending), without_kind(ANSWERS)
    )
    page = visit.open(PATH)
    fill_in(page, content)
    assert answers_in(page) == ANSWERS
    name, again = downloaded(page, ending)
    assert re.fullmatch(rf"shelter-v2-city-[0-9]{{8}}\.{ending}", name)
    expect(part(page, "office-news")).to_have_text(SAY["travel-saved"].format(file=name))
    expect(part(page, "office-left")).to_be_empty()
    assert by_python(FORM, again)["answers"] == ANSWERS
    other = opening()
    fill_in(other, again)
    assert answers_in(other) == ANSWERS


def test_panel__no_kind_chosen__says_so_in_words(opening: Opening) -> None:
    page = opening()
    panel(page)
    part(page, "save-docx").click()
    kind = next(field.title for field in FORM.fields if field.kind == "kind")
    expect(part(page, "office-news")).to_have_text(SAY["travel-no-kind"].format(title=kind))


def test_panel__answers_that_the_blank_does_not_ask__named_and_kept(opening: Opening) -> None:
    page = opening()
    page.locator("input[name=kind][value=city]").check()
    page.locator("input[name=ramp][value=yes]").check()
    page.locator("input[name=kind][value=village]").check()
    name, content = downloaded(page, "xlsx")
    assert name.startswith("shelter-v2-village-")
    assert by_python(FORM, content)["answers"] == {"kind": "village"}
    left = part(page, "office-left")
    expect(left).to_contain_text(SAY["travel-left"].format(count=1))
    expect(left.locator("li")).to_have_text([re.compile("ทางลาดสำหรับรถเข็น.*“มี”")])
    assert answers_in(page)["ramp"] == "yes"


BLOCKED: dict[str, Callable[[Any], None]] = {
    "offline": lambda route: route.abort(),
    "not there": lambda route: route.fulfill(status=404, body="<html>"),
    "something else": lambda route: route.fulfill(status=200, body="<html>"),
}


@pytest.mark.parametrize("answer", BLOCKED.values(), ids=BLOCKED)
def test_panel__blank_cannot_be_had__says_what_to_do(
    opening: Opening, answer: Callable[[Any], None]
) -> None:
    page = opening(may_fail=True)
    page.route("**/downloads/*", answer)
    page.locator("input[name=kind][value=city]").check()
    panel(page)
    part(page, "save-xlsx").click()
    expect(part(page, "office-news")).to_have_text(SAY["travel-no-blank"])
    page.unroute("**/downloads/*")
    assert downloaded(page, "xlsx")[0].endswith(".xlsx")


def test_panel__page_opened_from_a_folder__says_what_to_do(browser: Browser, site: Path) -> None:
    page = browser.new_page(locale="th-TH")
    page.goto((site / PATH / "index.html").as_uri())
    # the page names its scripts from the site's root
    page.add_script_tag(path=site / "assets" / "form.js")
    page.locator("input[name=kind][value=city]").check()
    panel(page)
    part(page, "save-xlsx").click()
    expect(part(page, "office-news")).to_have_text(SAY["travel-no-blank"])
    page.close()


def test_panel__reader_cannot_be_had__says_what_to_do(opening: Opening) -> None:
    page = opening(may_fail=True)
    page.route("**/form-office.js", lambda route: route.abort())
    choose(page, blank(variant_of(FORM, "city"), "xlsx"), "a.xlsx")
    expect(part(page, "arrival-report")).to_have_text(SAY["travel-refused-no-reader"])


@pytest.mark.parametrize("panel_first", [True, False], ids=["open panel", "untouched page"])
def test_drop__office_file_on_the_page__opens(opening: Opening, panel_first: bool) -> None:
    page = opening()
    if panel_first:
        panel(page)
    content = blank(variant_of(FORM, "city"), "docx")
    drop(page, content, "a.docx")
    expect(page.locator("dialog[open]")).to_be_visible()
    part(page, "into-page").click()
    expect(page.locator("input[name=kind][value=city]")).to_be_checked()
    drop(page, content, "a.docx")
    expect(page.locator("dialog[open]")).to_be_visible()


def drop(page: Page, content: bytes, name: str) -> None:
    """As a browser tells it: the file is named on the way and handed over at the end."""
    script = """([content, name]) => {
        const bytes = Uint8Array.from(atob(content), (each) => each.charCodeAt(0));
        const data = new DataTransfer();
        data.items.add(new File([bytes], name));
        const init = { dataTransfer: data, bubbles: true, cancelable: true };
        const target = document.querySelector(".form__body");
        for (const kind of ["dragover", "drop"]) target.dispatchEvent(new DragEvent(kind, init));
    }"""
    page.evaluate(script, [b64encode(content).decode(), name])


def test_dialog__what_could_not_be_taken__says_why(opening: Opening, asked: Asked) -> None:
    paper = blank(variant_of(FORM, "city"), "docx")
    answers = {"roof": "yes", "name": "x", "beds": 12, "checked-on": "2026-01-02"}
    content, _ = filled(asked.of(FORM), paper, answers)

    def spoil(document: str) -> str:
        for was, becomes in (
            (">12<", ">สิบสอง<"),
            (">2/1/2569<", ">วันศุกร์<"),
            ('w:val="power=generator"', 'w:val="x=generator"'),
            ('w:val="power=solar"', 'w:val="x=solar"'),
        ):
            assert document.count(was) == 1
            document = document.replace(was, becomes)
        before, tag, after = document.partition('<w:tag w:val="roof=no"/>')
        return before + tag + after.replace('checked w14:val="0"', 'checked w14:val="1"', 1)

    page = opening()
    choose(page, changed(content, MAIN["docx"], spoil), "a.docx")
    said = part(page, "arrival-report").inner_text()
    for reason in ("several", "number", "date"):
        assert SAY[f"travel-why-{reason}"] in said
    assert "“มี · ไม่มี”" in said
    assert SAY["travel-lost"].format(title="ไฟฟ้าสำรอง") in said


def test_dialog__hostile_files__refused_in_words(opening: Opening) -> None:
    page = opening()
    for content, why in hostile().values():
        choose(page, content, "a.xlsx")
        expect(part(page, "arrival-title")).to_have_text(SAY["travel-refused"])
        names = {"theirs": "tents", "ours": FORM.id}
        expect(part(page, "arrival-report")).to_have_text(
            SAY[f"travel-refused-{why}"].format(**names)
        )
        page.keyboard.press("Escape")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe__panel_with_what_was_left__finds_nothing(opening: Opening, scheme: str) -> None:
    page = opening(color_scheme=scheme, bypass_csp=True, viewport={"width": 320, "height": 640})
    page.locator("input[name=kind][value=city]").check()
    page.locator("input[name=ramp][value=yes]").check()
    page.locator("input[name=kind][value=village]").check()
    downloaded(page, "docx")
    expect(part(page, "office-left").locator("li")).to_have_count(1)
    result = Axe().run(page)
    assert [each["id"] for each in result.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_keyboard__alone__downloads(opening: Opening) -> None:
    page = opening()
    page.locator("input[name=kind][value=city]").focus()
    page.keyboard.press("Space")
    page.locator("#form-travel summary").focus()
    page.keyboard.press("Enter")
    expect(part(page, "save-file")).to_be_visible()
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.part") == "save-xlsx":
            break
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".xlsx")
    assert page.evaluate("document.activeElement.dataset.part") == "save-xlsx"


@contextmanager
def framed(browser: Browser, address: str, path: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 800}, locale="th-TH")
    visit = watched(context.new_page(), address)
    yield visit.open(path)
    context.close()
    assert visit.faults == []


@pytest.mark.parametrize("path", ["forms/bcp-checklist/", "forms/bcp-checklist/embed/"])
def test_site__under_its_policy__downloads_every_kind(
    bcp: Built, browser: Browser, path: str
) -> None:
    form = model.publication(load.everything_under(ROOT)).forms["bcp-checklist"]
    assert form.kind_field
    with served(bcp.site) as address, framed(browser, address, path) as page:
        for kind in form.kind_field.options:
            page.locator(f"input[name=kind][value={kind.id}]").check()
            for ending in ENDINGS:
                _, content = downloaded(page, ending)
                assert by_python(form, content)["answers"] == {"kind": kind.id}


def test_bundle__packed__within_its_budget() -> None:
    assert len(gzip.compress(bundles()["assets/form-office.js"], 9, mtime=0)) <= BUDGET
