"""A form in, the row of everything its workbook shows or computes out; nothing is written here."""

from collections.abc import Mapping
from dataclasses import dataclass

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from publication.model.form import Field, Form, Option, Question
from publication.render.excel_formula import Answer

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
    TEXT = 1
    CHOICE = 2
    WEIGHT = 3
    GOT = 4
    MOST = 5
    EVIDENCE = 6
    NOTE = 7


WIDTHS = (5, 52, 14, 8, 12, 7, 26, 22)
"""Of the form sheet's columns, in digits of its font."""
LAST = Column.NOTE


class Calc:
    """Columns of the helper sheet."""

    ID = 0
    CHOICE = 1  # place of the option chosen, 0: none
    ASKED = 2
    GOT = 3
    MOST = 4
    ANSWERED = 5
    UNMET = 6
    STRANGE = 7  # a text that is no answer
    RANK = 8  # questions: greater is a more urgent gap, 0: no gap
    BP = 8  # sections: basis points, or empty text
    SHARE_GOT = 9  # sections: weight times basis points
    SHARE_MOST = 10
    TITLE = 9
    ANSWER = 10
    FIRST_STEP = 11


@dataclass(frozen=True, slots=True)
class Places:
    """Rows count from 0, as the writer counts them."""

    sheet: str
    """Name of the form sheet."""
    intro: int
    fields: Mapping[str, int]
    bands: Mapping[str, int]
    questions: Mapping[str, int]
    subtotals: Mapping[str, int]
    total: int
    calc: Mapping[str, int]
    """Row on the helper sheet, by id of the question, or of the field with options."""
    calc_sections: Mapping[str, int]
    facts: int
    """First row of the named results on the helper sheet."""
    gaps: int
    """First row of the listed gaps on the helper sheet."""
    gap_count: int
    answers: Mapping[str, Answer]
    """Where formulas of the helper sheet find the answer to a field or question."""
    option_sets: Mapping[tuple[Option, ...], str]
    """Defined name of the titles of every distinct set of options."""

    @property
    def calc_questions(self) -> tuple[int, int]:
        """First and last row of the questions on the helper sheet."""
        rows = [self.calc[question] for question in self.questions]
        return rows[0], rows[-1]


def places(form: Form, sheet: str, intro_lines: int) -> Places:
    fields_at = LINES + 1 + intro_lines + 1
    row = fields_at + len(form.fields)
    bands, questions, subtotals = {}, {}, {}
    for section in form.sections:
        bands[section.id] = row
        for question in section.questions:
            row += 1
            questions[question.id] = row
        subtotals[section.id] = row + 1
        row += 2
    calc = _rows(1, list(questions) + [field.id for field in form.fields if field.options])
    sections = _rows(1 + len(calc) + 1, [section.id for section in form.sections])
    facts = 1 + len(calc) + 1 + len(sections) + 1
    return Places(
        sheet=sheet,
        intro=LINES + 1,
        fields=_rows(fields_at, [field.id for field in form.fields]),
        bands=bands,
        questions=questions,
        subtotals=subtotals,
        total=row,
        calc=calc,
        calc_sections=sections,
        facts=facts,
        gaps=facts + len(FACTS) + 1,
        gap_count=min(GAPS, len(questions)),
        answers=_answers(form, calc),
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


def input_name(field_id: str) -> str:
    """Defined name of the cell that an answer is typed into; no two ids share one."""
    owner, _, kind = field_id.partition(".")
    return f"{kind or 'f'}_{owner.replace('-', '_')}"


def section_name(section_id: str) -> str:
    """Defined name of a section's basis points."""
    return f"bp_{section_id.replace('-', '_')}"


def _rows(first: int, ids: list[str]) -> dict[str, int]:
    return {name: first + number for number, name in enumerate(ids)}


def _answers(form: Form, calc: Mapping[str, int]) -> dict[str, Answer]:
    answers = {field.id: Answer(input_name(field.id)) for field in form.fields}
    for holder in _holders(form):
        if holder.id in calc:
            chosen = xl_rowcol_to_cell(calc[holder.id], Calc.CHOICE)
            answers[holder.id] = Answer(chosen, tuple(option.id for option in holder.options))
    return answers


def _holders(form: Form) -> list[Field | Question]:
    return [*form.fields, *form.questions]


def _option_sets(form: Form) -> dict[tuple[Option, ...], str]:
    names: dict[tuple[Option, ...], str] = {}
    for holder in _holders(form):
        if holder.options:
            names.setdefault(holder.options, f"options_{len(names) + 1}")
    return names
