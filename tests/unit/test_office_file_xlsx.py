"""office_file: workbooks as different programs and people leave them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from publication.arrival import NotUsable
from publication.office_file import is_office
from tests.office_files import Book, Raw, book_of, changed, filled_workbook

from .office_forms import ANSWERS, SHELTER, arrived, noted

SHEET = "แบบ ที่ตอบ"
STRICT = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": (
        "http://purl.oclc.org/ooxml/spreadsheetml/main"
    ),
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}


def blank() -> Book:
    return book_of(SHELTER, "city")


def place_of(name: str) -> str:
    """The cell of an answer."""
    owner, _, beside = name.partition(".")
    record = next(each for each in blank().records if each[:2] == ("answer", owner))
    return str(record[5:][("", "evidence", "note").index(beside)])


def read(cells: Mapping[str, Any], **more: Any) -> Any:
    """What is read of a blank with these cells, by id of the answer."""
    book = replace(blank(), **more)
    book.sheets[SHEET] |= {place_of(name): value for name, value in cells.items()}
    arrival = arrived(SHELTER, book.content())
    return {k: v for k, v in arrival.answers.items() if k != "kind"}, noted(arrival)


def test_reading__a_blank__is_the_kind_it_was_made_for() -> None:
    content = blank().content()
    assert is_office(content)
    arrival = arrived(SHELTER, content)
    assert (arrival.answers, arrival.notes, arrival.version) == ({"kind": "city"}, (), 2)


def test_reading__filled__every_answer_as_it_was_typed() -> None:
    arrival = arrived(SHELTER, filled_workbook(blank().content(), ANSWERS))
    assert (arrival.answers, arrival.notes) == (ANSWERS, ())


def test_reading__texts_that_cells_share__with_their_parts_and_without_pronunciation() -> None:
    shared = (
        "<t>มี</t>",
        '<r><t xml:space="preserve">หนึ่ง </t></r><r><rPr/><t>สอง</t></r><rPh><t>อ่าน</t></rPh>',
        "<t>a_x000D_\nb_x005F_x000D__xD83D__xDE00__xD83D_</t>",
        "<t/>",
    )
    cells = {
        "roof": Raw('t="s"', "<v>0</v>"),
        "name": Raw('t="s"', "<v>1</v>"),
        "about": Raw('t="s"', "<v>2</v>"),
        "roof.note": Raw('t="s"', "<v>3</v>"),
        "roof.evidence": Raw('t="s"', "<v>99</v>"),
        "toilet.note": Raw('t="s"', "<v>-1</v>"),
    }
    answers = {"roof": "yes", "name": "หนึ่ง สอง", "about": "a\nb_x000D_😀\ufffd"}
    assert read(cells, shared=shared) == (answers, [])


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        (Raw('t="str"', "<f>A1</f><v>สาย</v>"), "สาย"),
        (Raw('t="b"', "<v>1</v>"), "TRUE"),
        (Raw("", "<v>7.0</v>"), "7"),
        (Raw("", "<v>1.2E+2</v>"), "120"),
        (Raw("", "<f>1+1</f>"), None),
        (Raw('s="1"', "<v>0.5</v>"), "50%"),
        (Raw('s="2"', "<v>46349.75</v>"), "23/11/2569"),
        (Raw('s="3"', "<v>46349</v>"), "23/11/2569"),
        (Raw('s="4"', "<v>46349</v>"), "46349"),
        (Raw('s="99"', "<v>46349</v>"), "46349"),
        (Raw('t="d"', "<v>2026-11-23T00:00:00</v>"), "23/11/2569"),
        (Raw("", "<v>1_0</v>"), "1_0"),
        (Raw("", "<v>๑</v>"), "๑"),
        (Raw("", "<v>1e999</v>"), "1e999"),
        (Raw('t="n"', ""), None),
    ],
)
def test_reading__a_text_that_a_program_took_for_something_else__as_it_is_shown(
    cell: Raw, answer: str | None
) -> None:
    formats = (0, 9, 14, "[$-D07041E]d/m/yyyy;@", '"day "0')
    expected = {} if answer is None else {"name": answer}
    assert read({"name": cell}, formats=formats) == (expected, [])


@pytest.mark.parametrize(
    ("cell", "settings", "day"),
    [
        (46349, "", "2026-11-23"),
        (46349.9, "", "2026-11-23"),
        (44887, 'date1904="1"', "2026-11-23"),
        (Raw('s="1"', "<v>44887</v>"), 'date1904="true"', "2026-11-23"),
        (Raw('t="d"', "<v>2026-11-23</v>"), "", "2026-11-23"),
        ((date(2569, 11, 23) - date(1899, 12, 30)).days, "", "2026-11-23"),
        ("๒๓ พ.ย. ๒๕๖๙", "", "2026-11-23"),
        (Raw('t="str"', "<v>23/11/69</v>"), "", "2026-11-23"),
    ],
)
def test_reading__days__as_programs_and_people_write_them(
    cell: Any, settings: str, day: str
) -> None:
    read_ = read({"checked-on": cell}, settings=settings, formats=(0, 14))
    assert read_ == ({"checked-on": day}, [])


def test_reading__what_is_no_answer__noted_with_its_reason() -> None:
    cells = {
        "roof": "มีมาก",
        "beds": "สิบสอง",
        "checked-on": "เมื่อวาน",
        "power": Raw('t="e"', "<v>#REF!</v>"),
        "province": "จังหวัดเลย",
        "rice": "ม\u0e35",
    }
    answers, notes = read(cells)
    assert answers == {"rice": "yes"}
    assert notes == [
        ("number", "beds", "สิบสอง"),
        ("date", "checked-on", "เมื่อวาน"),
        ("option", "province", "จังหวัดเลย"),
        ("formula-error", "power", "#REF!"),
        ("option", "roof", "มีมาก"),
    ]


def test_reading__what_the_form_does_not_take__noted_by_the_form() -> None:
    assert read({"beds": 9999}) == ({}, [("maximum", "beds", 9999)])
    assert read({"beds": 12.5}) == ({}, [("type", "beds", 12.5)])
    assert read({"phone": "โทร"}) == ({}, [("pattern", "phone", "โทร")])


def test_reading__ticks__each_its_option_and_all_else_noted() -> None:
    book = blank()
    places = [str(each[4]) for each in book.records if each[0] == "tick"]
    book.sheets[SHEET] |= dict(zip(places, ("x", "ขาด", Raw('t="b"', "<v>1</v>")), strict=True))
    arrival = arrived(SHELTER, book.content())
    assert arrival.answers["needs"] == ["water", "medicine"]
    assert noted(arrival) == [("option", "needs", "ขาด")]


def test_reading__a_table__rows_in_order_and_notes_by_their_place() -> None:
    book = blank()
    table = "ตาราง staff"
    book.sheets[table] |= {"B5": "ก", "C5": "1", "D5": "เช้า", "B8": "ข", "C6": " ", "B99": "ค"}
    arrival = arrived(SHELTER, book.content())
    assert arrival.answers["staff"] == [{"who": "ก"}, {"who": "ข"}]
    assert noted(arrival) == [("option", "staff/1/shift", "เช้า"), ("pattern", "staff/0/tel", "1")]


def test_reading__rows_put_in_above__the_defined_name_leads_to_the_cell() -> None:
    book = blank()
    at = place_of("name")
    book.sheets[SHEET][at] = "ไม่ใช่คำตอบ"
    book.sheets["แบบ'ใหม่"] = {"D40": "ชื่อ"}
    book.names["f_name"] = "'แบบ''ใหม่'!$D$40:$F$40"
    assert arrived(SHELTER, book.content()).answers["name"] == "ชื่อ"


def test_reading__table_and_ticks_that_were_moved__followed_by_their_names() -> None:
    book = blank()
    book.names |= {"t_staff": "'ตาราง staff'!$D$9:$F$10", "t_needs": "'ตาราง staff'!$A$20:$C$20"}
    book.sheets["ตาราง staff"] |= {
        "B5": "ไม่ใช่แล้ว",
        "D9": "ก",
        "E9": "191",
        "F10": "กลางคืน",
        "D10": "ข",
        "D11": "นอกตาราง",
        "A20": "x",
        "C20": "✓",
    }
    answers = arrived(SHELTER, book.content()).answers
    assert answers["staff"] == [{"who": "ก", "tel": "191"}, {"who": "ข", "shift": "night"}]
    assert answers["needs"] == ["water", "medicine"]


def test_reading__places_that_are_gone__noted_as_lost() -> None:
    book = blank()
    book.names |= {"f_name": "#REF!", "t_needs": f"'{SHEET}'!#REF!"}
    book.names["f_beds"] = f"'{SHEET}'!#REF!"
    del book.sheets["ตาราง staff"]
    assert noted(arrived(SHELTER, book.content())) == [
        ("lost", "name", ""),
        ("lost", "beds", ""),
        ("lost", "needs", ""),
        ("lost", "staff", ""),
    ]


def test_reading__sheets_that_are_gone__each_answer_is_lost_once() -> None:
    book = blank()
    del book.sheets[SHEET]
    notes = noted(arrived(SHELTER, book.content()))
    assert {reason for reason, *_ in notes} == {"lost"}
    assert len(notes) == len({place for _, place, _ in notes})
    assert {"needs", "roof", "roof.note", "name"} <= {place for _, place, _ in notes}


def test_reading__of_an_older_version__carried_over_to_the_ids_of_today() -> None:
    book = book_of(SHELTER, "city", version=1)
    rename = {"phone": "telephone", "power": "fax"}
    book.records = [
        tuple(rename.get(str(part), part) if at == 1 else part for at, part in enumerate(each))
        for each in book.records
    ]
    cells = {place_of("phone"): "02 123", place_of("power"): "แผงรับแสงอาทิตย์"}
    book.sheets[SHEET] |= cells
    book.names = {}
    arrival = arrived(SHELTER, book.content())
    assert arrival.answers == {"kind": "city", "phone": "02 123"}
    assert arrival.unplaced == {"fax": "solar"}
    assert noted(arrival) == [("retired", "fax", "solar")]
    assert arrival.version == 1


def test_reading__kind_asked_in_the_file__is_what_was_chosen() -> None:
    book = book_of(SHELTER)
    (record,) = (each for each in book.records if each[:2] == ("answer", "kind"))
    book.sheets[SHEET][str(record[5])] = "องค์การบริหารส่วนตำบล"
    assert arrived(SHELTER, book.content()).answers == {"kind": "village"}


def test_reading__strict_workbook__as_any_other() -> None:
    content = filled_workbook(blank().content(), ANSWERS)
    for part in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
        content = changed(content, part, _strict)
    content = changed(content, "xl/worksheets/sheet3.xml", _strict)
    assert arrived(SHELTER, content).answers == ANSWERS


def _strict(text: str) -> str:
    for transitional, strict in STRICT.items():
        text = text.replace(transitional, strict)
    return text


def test_reading__cells_without_places__follow_each_other() -> None:
    content = changed(
        filled_workbook(blank().content(), {"staff": [{"who": "ก", "tel": "191"}]}),
        "xl/worksheets/sheet2.xml",
        lambda text: text.replace('<c r="C4"', "<c"),
    )
    assert arrived(SHELTER, content).answers["staff"] == [{"who": "ก", "tel": "191"}]


@pytest.mark.parametrize(
    ("record", "why"),
    [
        (("form", "shelter", 0), "no-meta"),
        (("form", "shelter", "x"), "no-meta"),
        (("form", "", 2), "no-meta"),
        (("level", "low"), "no-meta"),
        (("form", "every-feature", 2), "other-form every-feature"),
    ],
)
def test_reading__of_no_form_or_another__says_so(record: Any, why: str) -> None:
    book = blank()
    book.records[0] = record
    with pytest.raises(NotUsable, match=f"^{why}$"):
        arrived(SHELTER, book.content())


def test_reading__records_that_make_no_sense__are_passed_over() -> None:
    book = blank()
    book.records += [
        ("answer", "__proto__", "text", "", SHEET, "A1"),
        ("answer", "name", "number", "", SHEET, "A1"),
        ("answer", "beds2", "number", "", SHEET, "A0"),
        ("tick", "needs", "water", SHEET, "Z"),
        ("table", "staff", SHEET, "x", "y"),
        ("table", "other", SHEET, 1, 9_999_999),
        ("column", "other", "a", "text", "", "A"),
        ("column", "other", "a", "text", "", "ZZZZ"),
        ("what",),
        (),
    ]
    arrival = arrived(SHELTER, book.content())
    assert arrival.answers == {"kind": "city"}
    assert {reason for reason, *_ in noted(arrival)} == {"unknown"}
    assert {place for _, place, _ in noted(arrival)} == {"__proto__", "other"}
