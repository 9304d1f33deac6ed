"""The blank workbook, read back: cells, names, rules, protection, print set-up, bytes."""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from math import ceil
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from publication.model.form import Form, Option
from publication.model.read_form import form_from_schema
from publication.model.variant import Variant
from publication.render import xlsx
from publication.render.excel_formula import LONGEST_LITERAL, literal, sentence
from publication.render.words import words
from publication.render.xlsx.look import lines
from publication.scoring import plan_of, score
from tests.workbooks import CLOCK, FULL, OWN_WORDS, blank, holders, input_name, named, opened

ROOT = Path(__file__).resolve().parents[3]
FORMS = [FULL] + [
    form_from_schema(json.loads(path.read_text("utf-8")))
    for path in sorted((ROOT / "forms").glob("*/form.json"))
]
TARGET = 42 * 1024
"""Bytes; about one kilobyte a question of the largest form."""
KNOWN_EVERYWHERE = {
    *("AND", "CHOOSE", "EXACT", "IF", "IFERROR", "INDEX", "INT", "LARGE", "LEN", "MATCH", "MIN"),
    *("MOD", "NOT", "OR", "RIGHT", "SUM", "SUMPRODUCT"),
}
"""Functions of Excel 2007 that every program has; none is volatile, none returns an array."""

every_form = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)


def formulas(book: Workbook) -> Iterator[Cell]:
    for sheet in book:
        for row in sheet.iter_rows():
            yield from (cell for cell in row if isinstance(cell, Cell) and cell.data_type == "f")


def inputs(book: Workbook, form: Form) -> dict[str, Cell]:
    fields = [holder.id for holder in holders(form)]
    fields += [f"{each.id}.{kind}" for each in form.questions for kind in ("evidence", "note")]
    return {field: named(book, input_name(field)) for field in fields}


@every_form
def test_blank__made_twice__equal_bytes(form: Form) -> None:
    assert blank(form) == blank(form)


def test_blank__other_clock__other_bytes_but_equal_cells() -> None:
    later = xlsx.blank(Variant(FULL, FULL, None), words(), CLOCK + timedelta(days=1))
    assert later != blank(FULL)
    assert _cells(opened(later)) == _cells(opened(blank(FULL)))


def _cells(book: Workbook) -> list[object]:
    return [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]


@every_form
def test_archive__every_part__has_one_time(form: Form) -> None:
    with ZipFile(BytesIO(blank(form))) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None


@every_form
def test_blank__size__stays_small(form: Form) -> None:
    assert len(blank(form)) <= TARGET


@every_form
def test_sheets__order_and_visibility(form: Form) -> None:
    book = opened(blank(form))
    states = [(sheet.title, sheet.sheet_state) for sheet in book]
    assert states == [
        (OWN_WORDS["sheet-form"], "visible"),
        (OWN_WORDS["sheet-summary"], "visible"),
        ("_calc", "veryHidden"),
        ("_meta", "veryHidden"),
    ]
    assert book.active is not None
    assert book.active.title == OWN_WORDS["sheet-form"]


@every_form
def test_inputs__each__empty_unlocked_and_styled(form: Form) -> None:
    for field, cell in inputs(opened(blank(form)), form).items():
        assert cell.value is None, field
        assert not cell.protection.locked, field
        assert cell.fill.fgColor.rgb == "FFFFF8DC", field
        assert cell.font.name == "TH Sarabun New", field


@every_form
def test_inputs__texts__never_become_formulas(form: Form) -> None:
    dates = {field.id for field in form.fields if field.kind == "date"}
    for field, cell in inputs(opened(blank(form)), form).items():
        assert (cell.number_format == "@") == (field not in dates), field


@every_form
def test_sheets__all_but_inputs__locked_without_password(form: Form) -> None:
    book = opened(blank(form))
    open_cells = {cell.coordinate for cell in inputs(book, form).values()}
    for sheet in book:
        assert sheet.protection.sheet, sheet.title
        assert not sheet.protection.password, sheet.title
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell, Cell) and not cell.protection.locked:
                    assert sheet.title == OWN_WORDS["sheet-form"]
                    assert cell.coordinate in open_cells


@every_form
def test_dropdowns__each_choice__offers_its_options(form: Form) -> None:
    book = opened(blank(form))
    sheet = book[OWN_WORDS["sheet-form"]]
    for holder in holders(form):
        if holder.options:
            rule = _rule(sheet, named(book, input_name(holder.id)).coordinate)
            assert rule.type == "list"
            assert _listed(book, str(rule.formula1)) == [each.title for each in holder.options]


def _rule(sheet: Worksheet, coordinate: str):  # type: ignore[no-untyped-def]  # openpyxl's own type
    (rule,) = (rule for rule in sheet.data_validations.dataValidation if coordinate in rule.sqref)
    return rule


def _listed(book: Workbook, name: str) -> list[object]:
    ((sheet, area),) = book.defined_names[name].destinations
    return [cell.value for (cell,) in book[sheet][area]]


def test_limits__text_and_date_fields() -> None:
    book = opened(blank(FULL))
    sheet = book[OWN_WORDS["sheet-form"]]
    rules = {
        name: _rule(sheet, named(book, input_name(name)).coordinate)
        for name in ("organisation", "plan.note", "plan.evidence", "checked-on")
    }
    assert [rules[name].type for name in rules] == ["textLength"] * 3 + ["custom"]
    assert rules["organisation"].formula1 == "80"
    assert rules["plan.note"].formula1 == "2000"
    assert len(rules["plan.evidence"].prompt) == 255, "a long example is cut where Excel stops"


@every_form
def test_formulas__each__uses_plain_functions_only(form: Form) -> None:
    for cell in formulas(opened(blank(form))):
        outside_texts = re.sub(r'"(?:[^"]|"")*"', '""', str(cell.value))
        used = set(re.findall(r"([A-Z][A-Z0-9.]*)\(", outside_texts))
        assert used <= KNOWN_EVERYWHERE, cell.value
        texts = re.findall(r'"((?:[^"]|"")*)"', str(cell.value))
        assert all(len(text.replace('""', '"')) <= LONGEST_LITERAL for text in texts)
        assert len(str(cell.value)) < 8192


@every_form
def test_formulas__each__keeps_a_result_for_readers_that_do_not_calculate(form: Form) -> None:
    content = blank(form)
    assert b'fullCalcOnLoad="1"' in ZipFile(BytesIO(content)).read("xl/workbook.xml")
    results = opened(content, results=True)
    expected = score(plan_of(form), {})
    assert named(results, "score_unmet").value == len(expected.unmet) > 0
    assert named(results, "score_unanswered").value == expected.total.asked
    assert named(results, "score_bp").value == expected.total.bp == 0
    assert named(results, "score_level").value == form.levels[0].title


@every_form
def test_texts__like_formulas__stay_texts(form: Form) -> None:
    book = opened(blank(form))
    sheet = book[OWN_WORDS["sheet-form"]]
    assert (sheet["A1"].value, sheet["A1"].data_type) == (form.title, "s")


@every_form
def test_questions__each__shows_number_title_hint_and_weight(form: Form) -> None:
    book = opened(blank(form))
    sheet = book[OWN_WORDS["sheet-form"]]
    for number, question in enumerate(form.questions, start=1):
        row = named(book, input_name(question.id)).row
        shown = [sheet.cell(row, column).value for column in (1, 2, 4)]
        tag = f"{OWN_WORDS['must']} " if question.must_have else ""
        hint = f"\n{question.hint}" if question.hint else ""
        assert shown == [number, f"{tag}{question.title}{hint}", question.weight]


@every_form
def test_meta__tells_form_options_levels_and_cells(form: Form) -> None:
    book = opened(blank(form))
    rows = [
        [value for value in row if value is not None]
        for row in book["_meta"].iter_rows(values_only=True)
    ]
    published, sheet = form.published.isoformat(), OWN_WORDS["sheet-form"]
    assert rows[0] == ["form", form.id, form.version, published, sheet]
    levels = [["level", each.id, each.title, each.start, each.meaning] for each in form.levels]
    assert [row for row in rows if row[0] == "level"] == levels
    answers = {row[1]: row for row in rows if row[0] == "answer"}
    assert list(answers) == [holder.id for holder in holders(form)]
    places = inputs(book, form)
    for question in form.questions:
        _, _, kind, options, *cells = answers[question.id]
        assert kind == "choice"
        told = [tuple(row[2:]) for row in rows if row[:2] == ["options", options]]
        assert told == [_told(option) for option in question.options]
        names = (question.id, f"{question.id}.evidence", f"{question.id}.note")
        assert cells == [places[name].coordinate for name in names]


def _told(option: Option) -> tuple[object, ...]:
    known = (option.id, option.title)
    return known if option.points is None else (*known, option.points)


@every_form
def test_print__each_visible_sheet__fits_a4_with_repeated_head_and_foot(form: Form) -> None:
    book = opened(blank(form))
    expected = {"sheet-form": ("landscape", "$1:$2"), "sheet-summary": ("portrait", "$1:$1")}
    for name, (orientation, head) in expected.items():
        sheet = book[OWN_WORDS[name]]
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, orientation)
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) in ((1, 0), (None, 0))
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == head
        assert sheet.freeze_panes == ("A3" if name == "sheet-form" else "A2")
        foot = sheet.oddFooter
        assert foot is not None
        left, right = foot.left, foot.right
        assert left is not None
        assert right is not None
        assert f"{form.id} รุ่น {form.version}" in str(left.text)
        assert "&P" in str(right.text)
        assert "&N" in str(right.text)


@every_form
def test_rows__questions__hold_their_text_and_may_grow(form: Form) -> None:
    content = blank(form)
    book = opened(content)
    sheet = book[OWN_WORDS["sheet-form"]]
    part = ZipFile(BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    width = sheet.column_dimensions["B"].width
    for question in form.questions:
        row = named(book, input_name(question.id)).row
        (tag,) = re.findall(rf'<row r="{row}"[^>]*>', part)
        assert "customHeight" not in tag
        needed = 23 * _least(question.title, width) + 20 * _least(question.hint, width * 8 / 7)
        assert sheet.row_dimensions[row].height >= needed


def _least(text: str, width: float) -> int:
    """Fewest lines that the text can take: letters are at least 0.85 of a digit wide on average."""
    letters = sum(unicodedata.category(character) != "Mn" for character in text)
    return ceil(letters * 0.85 / width)


def test_rows__merged__keep_their_height() -> None:
    part = ZipFile(BytesIO(blank(FULL))).read("xl/worksheets/sheet1.xml").decode()
    assert 'customHeight="1"' in part


def test_form__without_must_have_kind_or_cap__still_a_workbook() -> None:
    question = replace(FULL.questions[0], must_have=False)
    section = replace(FULL.sections[0], questions=(question,))
    plain = replace(FULL, fields=(), sections=(section,), cap="", intro=())
    book = opened(blank(plain))
    texts = {cell.value for row in book[OWN_WORDS["sheet-summary"]] for cell in row}
    assert OWN_WORDS["must"] not in texts
    assert named(book, "f_plan").coordinate


@given(st.text())
def test_literal__any_text__reads_back(text: str) -> None:
    parts = re.findall(r'"((?:[^"]|"")*)"', literal(text))
    assert "".join(part.replace('""', '"') for part in parts) == text


def test_sentence__gaps__become_joins() -> None:
    assert sentence('{count} "ข้อ" {{x}}', count="A1+1") == 'A1+1&" ""ข้อ"" {"&"x}"'


def test_sentence__unknown_gap__refused() -> None:
    with pytest.raises(KeyError):
        sentence("{missing}")


def test_lines__marks_above_and_below__take_no_room() -> None:
    assert lines("กิ้" * 10, 12) == lines("ก" * 10, 12) == 1
    assert lines("ก" * 30, 12) == 3
    assert lines("ก\nก", 12) == 2
