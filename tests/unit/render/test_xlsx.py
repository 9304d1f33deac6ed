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

from publication.model.form import Field, Form, Option, Question
from publication.model.read_form import form_from_schema
from publication.model.variant import Variant, variants
from publication.render import xlsx
from publication.render.excel_formula import LONGEST_LITERAL, literal, sentence
from publication.render.words import words
from publication.render.xlsx.look import lines
from publication.scoring import holds, plan_of, score
from tests.workbooks import (
    CLOCK,
    FULL,
    MIXED,
    OWN_WORDS,
    PLAIN,
    blank,
    holders,
    input_name,
    named,
    opened,
    places,
    records,
)

ROOT = Path(__file__).resolve().parents[3]
PUBLISHED = [
    variant
    for path in sorted((ROOT / "forms").glob("*/form.json"))
    for variant in variants(form_from_schema(json.loads(path.read_text("utf-8"))))
]
VARIANTS = [Variant(form, form, None) for form in (FULL, MIXED, PLAIN)] + [
    variant for variant in PUBLISHED if variant.kind and variant.kind.id == "local"
]
TARGETS = {"bcp-checklist": 30 * 1024, "bcp-plan": 62 * 1024}
"""Bytes, by form. The plan has some 6,500 cells to fill in, at two bytes each."""
WIDEST = 150
"""Digits of the font beside each other that A4 landscape still shows at three quarters."""
KNOWN_EVERYWHERE = {
    *("AND", "CHAR", "CHOOSE", "EXACT", "FIND", "IF", "IFERROR", "INDEX", "INT", "LARGE", "LEFT"),
    *("LEN", "MATCH", "MIN", "MOD", "NOT", "OR", "ROW", "SMALL", "SUM", "SUMPRODUCT"),
}
"""Functions of Excel 2007 that every program has; none is volatile, none returns an array."""

every_variant = pytest.mark.parametrize("variant", VARIANTS, ids=lambda each: each.name)
every_scored = pytest.mark.parametrize(
    "variant", [each for each in VARIANTS if each.form.questions], ids=lambda each: each.name
)
_MADE: dict[str, bytes] = {}


def made(variant: Variant) -> bytes:
    """Its blank, made once."""
    if variant.name not in _MADE:
        _MADE[variant.name] = xlsx.blank(variant, words(), CLOCK)
    return _MADE[variant.name]


def first_sheet(form: Form) -> str:
    return OWN_WORDS["sheet-form" if form.questions else "sheet-unscored"]


def formulas(book: Workbook) -> Iterator[Cell]:
    for sheet in book:
        for row in sheet.iter_rows():
            yield from (cell for cell in row if isinstance(cell, Cell) and cell.data_type == "f")


def scalars(form: Form) -> list[Field | Question]:
    """What takes one cell."""
    return [
        each
        for each in holders(form)
        if isinstance(each, Question) or each.kind not in ("choices", "rows")
    ]


def inputs(content: bytes) -> dict[str, Cell]:
    """Every cell to fill in, by place name."""
    book = opened(content)
    found = {name: book[sheet][cell] for name, (sheet, cell) in places(content).items()}
    assert all(isinstance(cell, Cell) for cell in found.values())
    return found


def kind_of(form: Form, place: str) -> str:
    """Kind of field behind a place name."""
    name, *rest = place.split("/")
    field = next((each for each in form.every_field if each.id == name), None)
    if field is None:
        return "text"
    return str(
        next(each.kind for each in field.columns if each.id == rest[1]) if rest else field.kind
    )


@every_variant
def test_blank__made_twice__equal_bytes(variant: Variant) -> None:
    assert xlsx.blank(variant, words(), CLOCK) == made(variant)


def test_blank__other_clock__equal_bytes() -> None:
    later = xlsx.blank(Variant(FULL, FULL, None), words(), CLOCK + timedelta(days=1))
    assert later == blank(FULL)


@every_variant
def test_archive__every_part__has_one_time_and_is_mentioned(variant: Variant) -> None:
    with ZipFile(BytesIO(made(variant))) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None
        names = set(archive.namelist())
        types = archive.read("[Content_Types].xml").decode()
        assert set(re.findall('PartName="/([^"]*)"', types)) == {
            name for name in names if not name.endswith(".rels") and name != "[Content_Types].xml"
        }
        for base, relations in (("", "_rels/.rels"), ("xl/", "xl/_rels/workbook.xml.rels")):
            targets = re.findall('Target="([^"]*)"', archive.read(relations).decode())
            assert {base + target for target in targets} <= names


@pytest.mark.parametrize("variant", PUBLISHED, ids=lambda each: each.name)
def test_blank__size__stays_small(variant: Variant) -> None:
    assert len(made(variant)) <= TARGETS[variant.form.id]


@every_variant
def test_sheets__order_and_visibility(variant: Variant) -> None:
    form, book = variant.form, opened(made(variant))
    states = [sheet.sheet_state for sheet in book]
    assert states == ["visible"] * (len(states) - 2) + ["veryHidden"] * 2
    assert book.sheetnames[0] == first_sheet(form)
    assert book.sheetnames[-2:] == ["_calc", "_meta"]
    assert (OWN_WORDS["sheet-summary"] in book.sheetnames) == bool(form.questions)
    tables = 1 if any(each.columns for each in form.fields) else 0
    tables += sum(any(each.columns for each in section.fields) for section in form.sections)
    assert len(states) == 3 + tables + bool(form.questions)
    assert book.active is not None
    assert book.active.title == first_sheet(form)


def test_sheets__of_tables__bear_names_that_programs_accept() -> None:
    names = opened(blank(MIXED)).sheetnames
    assert names[1:4] == [OWN_WORDS["fields"], "ที่ทำ การ", "ที่ทำ การ 2"]
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)


@every_variant
def test_inputs__each__empty_unlocked_and_styled(variant: Variant) -> None:
    for place, cell in inputs(made(variant)).items():
        assert cell.value is None, place
        assert not cell.protection.locked, place
        assert cell.fill.fgColor.rgb == "FFFFF8DC", place
        assert cell.font.name == "TH Sarabun New", place


@every_variant
def test_inputs__texts__never_become_formulas_nor_lose_zeros(variant: Variant) -> None:
    formats = {"date": "[$-107041E]d mmmm yyyy", "number": "0"}
    for place, cell in inputs(made(variant)).items():
        assert cell.number_format == formats.get(kind_of(variant.form, place), "@"), place


@every_variant
def test_sheets__all_but_inputs__locked_without_password(variant: Variant) -> None:
    book = opened(made(variant))
    open_cells = set(places(made(variant)).values())
    for sheet in book:
        assert sheet.protection.sheet, sheet.title
        assert not sheet.protection.password, sheet.title
        merged = {
            (row, column)
            for area in sheet.merged_cells.ranges
            for row, column in list(area.cells)[1:]
        }
        for row in sheet.iter_rows():
            for cell in row:
                if not cell.protection.locked and (cell.row, cell.column) not in merged:
                    assert (sheet.title, cell.coordinate) in open_cells


@every_variant
def test_places__of_the_form__are_those_of_the_records_and_names(variant: Variant) -> None:
    form, content = variant.form, made(variant)
    wanted = {each.id for each in scalars(form)}
    wanted |= {f"{each.id}.{beside}" for each in form.questions for beside in ("evidence", "note")}
    for field in form.every_field:
        if field.kind == "choices":
            wanted |= {f"{field.id}={option.id}" for option in field.options}
        for number in range(field.max_rows if field.columns else 0):
            wanted |= {f"{field.id}/{number}/{column.id}" for column in field.columns}
    found = places(content)
    assert set(found) == wanted
    assert len(set(found.values())) == len(found), "two places share a cell"
    book = opened(content)
    told = {name for name in book.defined_names if re.match("(f|evidence|note)_", name)}
    assert told == {input_name(name) for name in wanted if not re.search("[=/]", name)}
    for name in wanted:
        if input_name(name) in told:
            cell = named(book, input_name(name))
            assert (cell.parent.title, cell.coordinate) == found[name]


@every_variant
def test_dropdowns__each_choice__offers_its_options(variant: Variant) -> None:
    form, content = variant.form, made(variant)
    book, at = opened(content), places(content)
    asked: dict[str, tuple[Option, ...]] = {each.id: each.options for each in scalars(form)}
    for field in form.every_field:
        for column in field.columns:
            asked[f"{field.id}/0/{column.id}"] = column.options
            asked[f"{field.id}/{field.max_rows - 1}/{column.id}"] = column.options
    for place, options in asked.items():
        if options:
            sheet, cell = at[place]
            rule = _rule(book[sheet], cell)
            assert rule.type == "list"
            assert _listed(book, str(rule.formula1)) == [each.title for each in options]


def _rule(sheet: Worksheet, coordinate: str):  # type: ignore[no-untyped-def]  # openpyxl's own type
    (rule,) = (rule for rule in sheet.data_validations.dataValidation if coordinate in rule.sqref)
    return rule


def _listed(book: Workbook, name: str) -> list[object]:
    ((sheet, area),) = book.defined_names[name].destinations
    return [cell.value for (cell,) in book[sheet][area]]


def test_limits__of_every_kind__in_single_cells_and_in_tables() -> None:
    content = blank(MIXED)
    book, at = opened(content), places(content)
    limits = {
        "about": ("textLength", "1500", None),
        "team/0/duty": ("textLength", "1500", None),
        "team/11/post": ("textLength", "120", None),
        "mail": ("textLength", "254", None),
        "staff": ("whole", "0", "5000"),
        "team/3/staff": ("whole", "1", "99"),
        "checked-on": ("date", "18264", "109574"),
        "boats/2/since": ("date", "18264", "109574"),
        "hazards=fire": ("list", '"✓,x"', None),
        "teamed.note": ("textLength", "2000", None),
    }
    for place, (kind, first, second) in limits.items():
        sheet, cell = at[place]
        rule = _rule(book[sheet], cell)
        assert (rule.type, rule.formula1, rule.formula2) == (kind, first, second), place
        assert rule.showErrorMessage, place
    sheet, cell = at["team/0/post"]
    assert _rule(book[sheet], cell).prompt == "ตามคำสั่ง"


def test_evidence__of_a_question__shows_its_example_as_far_as_excel_lets() -> None:
    content = blank(FULL)
    sheet, cell = places(content)["plan.evidence"]
    assert len(_rule(opened(content)[sheet], cell).prompt) == 255


@every_variant
def test_formulas__each__uses_plain_functions_only(variant: Variant) -> None:
    for cell in formulas(opened(made(variant))):
        outside_texts = re.sub(r'"(?:[^"]|"")*"', '""', str(cell.value))
        used = set(re.findall(r"([A-Z][A-Z0-9.]*)\(", outside_texts))
        assert used <= KNOWN_EVERYWHERE, cell.value
        texts = re.findall(r'"((?:[^"]|"")*)"', str(cell.value))
        assert all(len(text.replace('""', '"')) <= LONGEST_LITERAL for text in texts)
        assert len(str(cell.value)) < 8192


@every_scored
def test_formulas__each__keeps_a_result_for_readers_that_do_not_calculate(variant: Variant) -> None:
    content = made(variant)
    assert b'fullCalcOnLoad="1"' in ZipFile(BytesIO(content)).read("xl/workbook.xml")
    results = opened(content, results=True)
    expected = score(plan_of(variant.form), {})
    assert named(results, "score_unmet").value == len(expected.unmet)
    assert named(results, "score_unanswered").value == expected.total.asked
    assert named(results, "score_bp").value == expected.total.bp == 0
    assert named(results, "score_level").value == variant.form.levels[0].title


@every_variant
def test_head__names_the_form_and_whom_it_is_for(variant: Variant) -> None:
    title = variant.form.title
    if variant.kind:
        title += "\n" + OWN_WORDS["for-kind"].format(kind=variant.kind.title)
    cell = opened(made(variant))[first_sheet(variant.form)]["A1"]
    assert (cell.value, cell.data_type) == (title, "s"), "a text like a formula stays a text"


@every_variant
def test_fields__each__shows_title_unit_hint_and_example(variant: Variant) -> None:
    content = made(variant)
    book, at = opened(content), places(content)
    for field in variant.form.every_field:
        if field in scalars(variant.form):
            sheet, cell = at[field.id]
            shown = str(book[sheet].cell(book[sheet][cell].row, 2).value)
            assert shown.startswith(field.title)
            assert all(text in shown for text in (field.unit, field.hint, field.example))
            assert (OWN_WORDS["required"] in shown) == field.required


@every_variant
def test_tables__each__has_title_columns_and_a_way_there(variant: Variant) -> None:
    form, book = variant.form, opened(made(variant))
    links = (cell.hyperlink for row in book[first_sheet(form)].iter_rows() for cell in row)
    ways = {str(link.location).replace("'", "") for link in links if link}
    for _, name, sheet, first, last in (row for row in records(book) if row[0] == "table"):
        field = next(each for each in form.every_field if each.id == name)
        assert last - first + 1 == field.max_rows
        titles = [
            book[sheet].cell(first - 1, place + 1).value for place in range(len(field.columns))
        ]
        for column, title in zip(field.columns, titles, strict=True):
            assert str(title).startswith(column.title)
            assert str(title).endswith("*") == column.required
            assert column.unit in str(title)
        assert book[sheet].cell(first - 3, 1).value == field.title
        assert f"{sheet}!A{first - 3}" in ways


@every_scored
def test_questions__each__shows_number_title_hint_and_weight(variant: Variant) -> None:
    form, book = variant.form, opened(made(variant))
    sheet = book[first_sheet(form)]
    for question in form.questions:
        number = variant.numbers[question.id]
        row = named(book, input_name(question.id)).row
        shown = [sheet.cell(row, column).value for column in (1, 2, 4)]
        tag = f"{OWN_WORDS['must']} " if question.must_have else ""
        hint = f"\n{question.hint}" if question.hint else ""
        assert shown == [number, f"{tag}{question.title}{hint}", question.weight]


@every_variant
def test_meta__tells_form_kind_levels_and_what_each_place_holds(variant: Variant) -> None:
    form, rows = variant.form, records(opened(made(variant)))
    kind = variant.kind.id if variant.kind else None
    published = form.published.isoformat()
    head = ["form", form.id, form.version, published, first_sheet(form), kind, form.title]
    assert rows[0] == head
    levels = [["level", each.id, each.title, each.start, each.meaning] for each in form.levels]
    assert [row for row in rows if row[0] == "level"] == levels
    told: dict[str, tuple[str, str | None]] = {}
    for row in rows:
        if row[0] == "answer":
            told[row[1]] = (row[2], row[3])
        elif row[0] == "column":
            told[f"{row[1]}/{row[2]}"] = (row[3], row[4])
    wanted: dict[str, tuple[str, tuple[Option, ...]]] = {
        each.id: (each.kind if isinstance(each, Field) else "choice", each.options)
        for each in scalars(form)
    }
    for field in form.every_field:
        wanted |= {f"{field.id}/{each.id}": (each.kind, each.options) for each in field.columns}
    sets: dict[str, list[tuple[object, ...]]] = {}
    for row in rows:
        if row[0] == "options":
            sets.setdefault(row[1], []).append(tuple(row[2:]))
    assert {name: (kind, sets.get(str(options), [])) for name, (kind, options) in told.items()} == {
        name: (kind, [_told(option) for option in options])
        for name, (kind, options) in wanted.items()
    }


def _told(option: Option) -> tuple[object, ...]:
    known = (option.id, option.title)
    return known if option.points is None else (*known, option.points)


@every_variant
def test_print__each_visible_sheet__fits_a4_with_repeated_head_and_foot(variant: Variant) -> None:
    form, book = variant.form, opened(made(variant))
    for sheet in (each for each in book if each.sheet_state == "visible"):
        summary = sheet.title == OWN_WORDS["sheet-summary"]
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.orientation == ("portrait" if summary else "landscape")
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) in ((1, 0), (None, 0))
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sum(each.width for each in sheet.column_dimensions.values()) <= WIDEST + 4, (
            "padding comes on top"
        )
        first, last = map(int, re.findall("[0-9]+", str(sheet.print_title_rows)))
        assert sheet.freeze_panes == f"A{last + 1}", "what stays on the screen is what is repeated"
        assert first == 1 or sheet.cell(first, 1).value, "a table alone repeats its headings"
        foot = sheet.oddFooter
        assert foot is not None
        assert foot.left is not None
        assert foot.right is not None
        assert f"{form.id} รุ่น {form.version}" in str(foot.left.text)
        assert "&P" in str(foot.right.text)
        assert "&N" in str(foot.right.text)


@every_scored
def test_rows__questions__hold_their_text_and_may_grow(variant: Variant) -> None:
    content = made(variant)
    book = opened(content)
    sheet = book[first_sheet(variant.form)]
    width = sheet.column_dimensions["B"].width
    for question in variant.form.questions:
        row = named(book, input_name(question.id)).row
        assert "customHeight" not in _row_tag(content, row)
        needed = 23 * _least(question.title, width) + 20 * _least(question.hint, width * 8 / 7)
        assert sheet.row_dimensions[row].height >= needed


@pytest.mark.parametrize("form", [PLAIN, MIXED], ids=lambda form: form.id)
def test_rows__fields__grow_where_the_input_is_a_single_cell(form: Form) -> None:
    content = blank(form)
    book = opened(content)
    row = named(book, "f_about").row
    assert ("customHeight" in _row_tag(content, row)) == bool(form.questions)
    assert book[first_sheet(form)].row_dimensions[row].height >= 4 * 23


def _row_tag(content: bytes, row: int) -> str:
    part = ZipFile(BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    (tag,) = re.findall(rf'<row r="{row}"[^>]*>', part)
    return str(tag)


def _least(text: str, width: float) -> int:
    """Fewest lines that the text can take: letters are at least 0.85 of a digit wide on average."""
    letters = sum(unicodedata.category(character) != "Mn" for character in text)
    return ceil(letters * 0.85 / width)


def test_rows__merged__keep_their_height() -> None:
    part = ZipFile(BytesIO(blank(FULL))).read("xl/worksheets/sheet1.xml").decode()
    assert 'customHeight="1"' in part


@every_variant
def test_conditions__of_the_empty_form__say_what_is_not_asked(variant: Variant) -> None:
    form, content = variant.form, made(variant)
    book, at = opened(content, results=True), places(content)
    skipped = OWN_WORDS["skipped"]
    tables = {row[1]: row for row in records(opened(content)) if row[0] == "table"}
    for asked in holders(form):
        hidden = asked.condition is not None and not holds(asked.condition, {})
        if asked.id in tables:
            _, _, sheet, first, _ = tables[asked.id]
            said = book[sheet].cell(first - 2, 1).value
        else:
            place = asked.id if asked.id in at else f"{asked.id}={asked.options[0].id}"
            sheet, cell = at[place]
            row = book[sheet][cell].row - (place != asked.id)
            column = 5 if isinstance(asked, Question) else (8 if form.questions else 4)
            said = book[sheet].cell(row, column).value
        assert (said == skipped) == hidden, asked.id


def test_form__without_must_have_kind_or_cap__still_a_workbook() -> None:
    question = replace(FULL.questions[0], must_have=False)
    section = replace(FULL.sections[0], questions=(question,))
    plain = replace(FULL, fields=(), sections=(section,), cap="", intro=())
    book = opened(blank(plain))
    texts = {cell.value for row in book[OWN_WORDS["sheet-summary"]] for cell in row}
    assert OWN_WORDS["must"] not in texts
    assert named(book, "f_plan").coordinate


def test_form__of_a_single_table__still_a_workbook() -> None:
    table = Field("only", "ตาราง", "rows", columns=(Field("a", "ก", "text"),), max_rows=1)
    alone = replace(PLAIN, fields=(), sections=(replace(PLAIN.sections[0], fields=(table,)),))
    assert list(places(blank(alone))) == ["only/0/a"]


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
