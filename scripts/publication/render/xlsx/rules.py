"""A form in, what its cells accept and how they change colour out."""

from collections.abc import Iterator

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from publication.model.form import Field, Question
from publication.render.excel_formula import literal
from publication.render.xlsx.book import Book
from publication.render.xlsx.places import LAST, Column

LONGEST_NOTE = 2000
LONGEST_MESSAGE = 255
"""Excel refuses longer input messages."""
Accepted = dict[str, object]


def limit(sheet: Worksheet, book: Book) -> None:
    """Dropdowns, lengths and dates. Pasting gets round them, so the formulas expect anything."""
    for field in book.form.fields:
        row = book.places.fields[field.id]
        sheet.data_validation(*_cell(row, Column.CHOICE), _accepted(book, field))
    for question in book.form.questions:
        row = book.places.questions[question.id]
        sheet.data_validation(*_cell(row, Column.EVIDENCE), _evidence(book, question))
    rows = list(book.places.questions.values())
    _over(sheet, rows, Column.NOTE, _text(book, LONGEST_NOTE))
    sharing: dict[str, list[int]] = {}
    for question in book.form.questions:
        name = book.places.option_sets[question.options]
        sharing.setdefault(name, []).append(book.places.questions[question.id])
    for name, rows in sharing.items():
        _over(sheet, rows, Column.CHOICE, _list(book, name))


def _cell(row: int, column: int) -> tuple[int, int, int, int]:
    return row, column, row, column


def _over(sheet: Worksheet, rows: list[int], column: int, accepted: Accepted) -> None:
    """One rule for a column in all these rows."""
    others = [_cell(row, column) for row in rows[1:]]
    sheet.data_validation(*_cell(rows[0], column), {**accepted, "other_cells": others})


def _accepted(book: Book, field: Field) -> Accepted:
    """What may be typed into a field."""
    if field.options:
        return _list(book, book.places.option_sets[field.options])
    if field.kind == "date":
        # A year of the Buddhist era read as a common one lies far outside and is refused.
        return {
            "validate": "custom",
            "value": "=AND(ISNUMBER({0}),{0}>=DATE(1950,1,1),{0}<DATE(2200,1,1))".format(
                xl_rowcol_to_cell(book.places.fields[field.id], Column.CHOICE)
            ),
            "error_title": book.words["date-error-title"],
            "error_message": book.words["date-error"],
        }
    if field.kind == "number":
        words = {"least": field.minimum, "most": field.maximum}
        return {
            "validate": "integer",
            "criteria": "between",
            "minimum": field.minimum,
            "maximum": field.maximum,
            "error_title": book.words["number-error-title"],
            "error_message": book.words["number-error"].format(**words),
        }
    return _text(book, field.max_length)


def _list(book: Book, options: str) -> Accepted:
    return {
        "validate": "list",
        "source": f"={options}",
        "error_title": book.words["list-error-title"],
        "error_message": book.words["list-error"],
    }


def _text(book: Book, longest: int) -> Accepted:
    return {
        "validate": "length",
        "criteria": "<=",
        "value": longest,
        "error_title": book.words["length-error-title"],
        "error_message": book.words["length-error"].format(count=longest),
    }


def _evidence(book: Book, question: Question) -> Accepted:
    """Length of the text, and an example to go by."""
    accepted = _text(book, LONGEST_NOTE)
    if question.evidence_example:
        message = book.words["evidence-message"].format(example=question.evidence_example)
        accepted["input_title"] = book.words["heading-evidence"]
        accepted["input_message"] = message[:LONGEST_MESSAGE]
    return accepted


def colour(sheet: Worksheet, book: Book) -> None:
    """Colours that follow words on the sheet; they never say what no word says."""
    skipped, strange = (literal(book.words[name]) for name in ("skipped", "strange"))
    rows = list(_runs(book))
    top = rows[0][0]
    points = xl_rowcol_to_cell(top, Column.GOT, col_abs=True)
    answer, beside = (Column.CHOICE, Column.CHOICE), (Column.EVIDENCE, LAST)
    typed = f"LEN({xl_rowcol_to_cell(top, Column.CHOICE)})>0"
    for criteria, style, columns in (
        (f"{points}={skipped}", "rule-skipped", [(0, LAST)]),
        (f"{points}={strange}", "rule-strange", [answer, (Column.GOT, Column.GOT)]),
        (typed, "rule-answered", [answer, beside]),
    ):
        _rule(sheet, _areas(rows, columns), criteria, book.look[style])
    if book.form.fields:
        _colour_fields(sheet, book, strange)


def _colour_fields(sheet: Worksheet, book: Book, strange: str) -> None:
    rows = list(book.places.fields.values())
    area = _areas([(rows[0], rows[-1])], [(Column.CHOICE, Column.EVIDENCE)])
    said, typed = (
        xl_rowcol_to_cell(rows[0], column, col_abs=True) for column in (LAST, Column.CHOICE)
    )
    _rule(sheet, area, f"{said}={strange}", book.look["rule-strange"])
    _rule(sheet, area, f"LEN({typed})>0", book.look["rule-answered"])


def _runs(book: Book) -> Iterator[tuple[int, int]]:
    """First and last row of each section's questions."""
    for section in book.form.sections:
        rows = [book.places.questions[question.id] for question in section.questions]
        yield rows[0], rows[-1]


def _areas(rows: list[tuple[int, int]], columns: list[tuple[int, int]]) -> list[str]:
    """Ranges of these columns in these rows; the first holds the cell that rules start from."""
    return [
        f"{xl_rowcol_to_cell(first, left)}:{xl_rowcol_to_cell(last, right)}"
        for first, last in rows
        for left, right in columns
    ]


def _rule(sheet: Worksheet, areas: list[str], criteria: str, style: Format) -> None:
    """The first rule that holds wins."""
    options = {"type": "formula", "criteria": f"={criteria}", "format": style}
    sheet.conditional_format(
        areas[0], options | {"stop_if_true": True, "multi_range": " ".join(areas)}
    )
