"""A form in, the row of everything its workbook shows or computes out; nothing is written here."""

from collections.abc import Mapping
from dataclasses import dataclass

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from publication.model.form import Field, Form, Option, Question
from publication.model.variant import Variant
from publication.render.excel_formula import Answer
from publication.render.xlsx import lines as line
from publication.render.xlsx.lines import Line, lines_of
from publication.render.xlsx.tables import Table, TableSheet, sheets_of

CALC = "_calc"
"""Very hidden sheet of helper formulas, a row a question, field, section."""
META = "_meta"
"""Very hidden sheet that tells a program what this file is and where each answer stands."""
GAPS = 10
"""Most gaps that the summary lists."""
LINES = 2
"""Frozen rows at the head of the form sheet: title with live result, and headings."""


class Column:
    """Columns of the form sheet."""

    NUMBER = 0
    TICK = 0
    TEXT = 1
    CHOICE = 2
    WEIGHT = 3
    GOT = 4
    MOST = 5
    EVIDENCE = 6
    NOTE = 7


@dataclass(frozen=True, slots=True)
class Grid:
    """How the columns of the form sheet are shared out."""

    widths: tuple[int, ...]
    """In digits of its font."""
    answer: int
    """Last column of a field's input, which starts at CHOICE; a single cell grows with its text."""

    @property
    def last(self) -> int:
        """The column for remarks on fields."""
        return len(self.widths) - 1

    def width(self, first: int, last: int) -> int:
        return sum(self.widths[first : last + 1])


SCORED = Grid((5, 52, 14, 8, 12, 7, 26, 22), Column.EVIDENCE)
UNSCORED = Grid((5, 52, 72, 20), Column.CHOICE)


class Calc:
    """Columns of the helper sheet."""

    CHOICE = 0  # place of the option chosen, 0: none
    HIDDEN = 1  # 1: not asked; nothing here: asked of everybody
    ASKED = 1  # sections: how many
    GAP_ROW = 1  # of a listed gap: its row on the form sheet, counted from 1
    GOT = 2
    MOST = 3
    STRANGE = 4  # fields: a text that is no answer
    UNMET = 4
    RANK = 5  # questions: greater is a more urgent gap, 0: no gap
    FIRST_STEP = 6
    ANSWERED = 4  # sections
    BP = 5  # sections: basis points, or empty text
    SHARE_GOT = 6  # sections: weight times basis points
    SHARE_MOST = 7


@dataclass(frozen=True, slots=True)
class Places:
    """Rows count from 0, as the writer counts them."""

    sheet: str
    """Name of the form sheet."""
    grid: Grid
    lines: tuple[Line, ...]
    """Of the form sheet, from row ``LINES`` on."""
    inputs: Mapping[str, int]
    """Row of every answer that takes one cell, by id of its field or question."""
    ticks: Mapping[str, Mapping[str, int]]
    """Row of every tick, by field and option."""
    table_sheets: tuple[TableSheet, ...]
    calc: Mapping[str, int]
    """Row on the helper sheet, by id of question or field, or ``field=option`` of a tick; of
    fields only those that have options or a condition."""
    calc_questions: tuple[int, int]
    """First and last row of the questions on the helper sheet."""
    calc_sections: Mapping[str, int]
    """By id of the section, of those with questions."""
    facts: int
    """First row of the named results on the helper sheet."""
    gaps: int
    """First row of the listed gaps on the helper sheet."""
    gap_count: int
    answers: Mapping[str, Answer]
    """How formulas ask for the answer to a field or question."""
    option_sets: Mapping[tuple[Option, ...], str]
    """Defined name of the titles of every distinct set of options to choose one from."""

    @property
    def tables(self) -> Mapping[str, Table]:
        """By id of the field."""
        return {table.field.id: table for each in self.table_sheets for table in each.tables}


def places(variant: Variant, words: Mapping[str, str]) -> Places:
    form = variant.form
    lines = lines_of(variant, words)
    sheet = words["sheet-form" if form.questions else "sheet-unscored"]
    table_sheets = sheets_of(form, words, (sheet, words["sheet-summary"], CALC, META))
    calc = _rows(1, _calculated(form))
    sections = [section.id for section in form.sections if section.questions]
    calc_sections = _rows(len(calc) + 2, sections)
    facts = len(calc) + len(sections) + 3
    inputs, ticks = _inputs(lines), _ticks(lines)
    return Places(
        sheet=sheet,
        grid=SCORED if form.questions else UNSCORED,
        lines=lines,
        inputs=inputs,
        ticks=ticks,
        table_sheets=table_sheets,
        calc=calc,
        calc_questions=(1, len(form.questions)),
        calc_sections=calc_sections,
        facts=facts,
        gaps=facts + len(FACTS) + 1,
        gap_count=min(GAPS, len(form.questions)),
        answers=_answers(form, calc, table_sheets),
        option_sets=_option_sets(form),
    )


FACTS = (
    "score_got",
    "score_most",
    "score_bp",
    "score_unanswered",
    "score_unmet",
    "score_strange",
    "score_gaps",
    "score_uncapped",
    "score_reached",
    "score_level",
    "score_percent",
)
"""Defined names of the results, each a cell of the helper sheet. ``uncapped`` and ``reached`` are
places in the list of levels, 0 for none; ``level`` is the title."""


def cell(sheet: str, row: int, column: int) -> str:
    """An absolute reference such as ``_calc!$B$3``."""
    return f"{quote_sheetname(sheet)}!{xl_rowcol_to_cell(row, column, True, True)}"


def span(sheet: str, rows: tuple[int, int], column: int) -> str:
    """An absolute range of one column, first and last row included."""
    end = xl_rowcol_to_cell(rows[1], column, True, True)
    return f"{cell(sheet, rows[0], column)}:{end}"


def span_here(rows: tuple[int, int], column: int) -> str:
    """The same for formulas on the same sheet."""
    return f"{xl_rowcol_to_cell(rows[0], column)}:{xl_rowcol_to_cell(rows[1], column)}"


def whole(table: Table) -> str:
    """An absolute range of all cells of a table."""
    last = xl_rowcol_to_cell(table.last, len(table.field.columns) - 1, True, True)
    return f"{cell(table.sheet, table.first, 0)}:{last}"


def input_name(field_id: str) -> str:
    """Defined name of the cell that an answer is typed into; no two ids share one."""
    owner, _, kind = field_id.partition(".")
    return f"{kind or 'f'}_{owner.replace('-', '_')}"


def area_name(field_id: str) -> str:
    """Defined name of the cells of a field that takes many: its ticks, the rows of its table."""
    return f"t_{field_id.replace('-', '_')}"


def section_name(section_id: str) -> str:
    """Defined name of a section's basis points."""
    return f"bp_{section_id.replace('-', '_')}"


def _rows(first: int, ids: list[str]) -> dict[str, int]:
    return {name: first + number for number, name in enumerate(ids)}


def _inputs(lines: tuple[Line, ...]) -> dict[str, int]:
    rows: dict[str, int] = {}
    for row, each in enumerate(lines, start=LINES):
        if isinstance(each, line.Input):
            rows[each.field.id] = row
        elif isinstance(each, line.Scored):
            rows[each.question.id] = row
    return rows


def _ticks(lines: tuple[Line, ...]) -> dict[str, dict[str, int]]:
    rows: dict[str, dict[str, int]] = {}
    for row, each in enumerate(lines, start=LINES):
        if isinstance(each, line.Tick):
            rows.setdefault(each.field.id, {})[each.option.id] = row
    return rows


def _calculated(form: Form) -> list[str]:
    ids = [question.id for question in form.questions]
    for field in form.every_field:
        if field.options or field.condition:
            ids.append(field.id)
        if field.kind == "choices":
            ids += [f"{field.id}={option.id}" for option in field.options]
    return ids


def _answers(
    form: Form, calc: Mapping[str, int], table_sheets: tuple[TableSheet, ...]
) -> dict[str, Answer]:
    tables = {table.field.id: table for each in table_sheets for table in each.tables}
    asked: list[Field | Question] = [*form.every_field, *form.questions]
    return {
        each.id: _in_table(tables[each.id]) if each.id in tables else _in_cell(each, calc)
        for each in asked
    }


def _in_table(table: Table) -> Answer:
    return Answer(f"SUMPRODUCT((LEN({whole(table)})>0)*1)>0")


def _in_cell(holder: Field | Question, calc: Mapping[str, int]) -> Answer:
    name = input_name(holder.id)
    if not holder.options:
        is_text = isinstance(holder, Field) and holder.kind in ("text", "long-text")
        return Answer(f"LEN({name})>0", text=name if is_text else "")
    chosen = xl_rowcol_to_cell(calc[holder.id], Calc.CHOICE)
    tests = {
        option.id: f"{chosen}={number}" for number, option in enumerate(holder.options, start=1)
    }
    if isinstance(holder, Field) and holder.kind == "choices":
        tests = {
            option.id: f"{xl_rowcol_to_cell(calc[f'{holder.id}={option.id}'], Calc.CHOICE)}=1"
            for option in holder.options
        }
    return Answer(f"{chosen}>0", tests)


def _option_sets(form: Form) -> dict[tuple[Option, ...], str]:
    columns = [column for field in form.every_field for column in field.columns]
    names: dict[tuple[Option, ...], str] = {}
    holders: list[Field | Question] = [*form.every_field, *columns, *form.questions]
    for holder in holders:
        several = isinstance(holder, Field) and holder.kind == "choices"
        if holder.options and not several:
            names.setdefault(holder.options, f"options_{len(names) + 1}")
    return names
