"""A form in, what the cells of its first sheet accept and how they change colour out."""

from collections.abc import Iterable, Sequence

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from publication.render.excel_formula import TICKS, literal
from publication.render.xlsx import accepted
from publication.render.xlsx import lines as line
from publication.render.xlsx.accepted import Accepted
from publication.render.xlsx.book import Book
from publication.render.xlsx.places import LINES, Column

Area = tuple[int, int, int, int]
"""First row and column, last row and column."""


def limit(sheet: Worksheet, book: Book) -> None:
    """Dropdowns, lengths and dates. Pasting gets round them, so the formulas expect anything."""
    for row, each in enumerate(book.places.lines, start=LINES):
        if isinstance(each, line.Input):
            accept(sheet, [_cell(row, Column.CHOICE)], accepted.of_field(book, each.field))
        elif isinstance(each, line.Scored):
            rule = accepted.of_evidence(book, each.question)
            accept(sheet, [_cell(row, Column.EVIDENCE)], rule)
    ticks = [_cell(row, Column.TICK) for row in _rows(book, line.Tick)]
    accept(sheet, ticks, accepted.of_tick(book))
    notes = [_cell(row, Column.NOTE) for row in _rows(book, line.Scored)]
    accept(sheet, notes, accepted.of_text(book, accepted.LONGEST_NOTE))
    sharing: dict[str, list[Area]] = {}
    for question in book.form.questions:
        name = book.places.option_sets[question.options]
        choice = _cell(book.places.inputs[question.id], Column.CHOICE)
        sharing.setdefault(name, []).append(choice)
    for name, choices in sharing.items():
        accept(sheet, choices, accepted.of_options(book, name))


def accept(sheet: Worksheet, areas: Sequence[Area], rule: Accepted) -> None:
    """One rule for all these cells."""
    if areas:
        sheet.data_validation(*areas[0], {**rule, "other_cells": areas[1:]})


def colour(sheet: Worksheet, book: Book) -> None:
    """Colours that follow words on the sheet; they never say what no word says."""
    scored = _runs(_rows(book, line.Scored))
    if scored:
        _colour_questions(sheet, book, scored)
    inputs = _runs(_rows(book, line.Input))
    if inputs:
        _colour_inputs(sheet, book, inputs)
    ticks = _runs(_rows(book, line.Tick))
    if ticks:
        _colour_ticks(sheet, book, ticks)


def _colour_questions(sheet: Worksheet, book: Book, rows: list[tuple[int, int]]) -> None:
    points = xl_rowcol_to_cell(rows[0][0], Column.GOT, col_abs=True)
    answer, beside = (Column.CHOICE, Column.CHOICE), (Column.EVIDENCE, Column.NOTE)
    typed = xl_rowcol_to_cell(rows[0][0], Column.CHOICE)
    skipped, strange = (literal(book.words[name]) for name in ("skipped", "strange"))
    points_cell = (Column.GOT, Column.GOT)
    for criteria, style, columns in (
        (f"{points}={skipped}", "rule-skipped", [(0, Column.NOTE)]),
        (f"{points}={strange}", "rule-strange", [answer, points_cell]),
        (f"LEN({typed})>0", "rule-answered", [answer, beside]),
    ):
        follow(sheet, _areas(rows, columns), criteria, book.look[style])


def _colour_inputs(sheet: Worksheet, book: Book, rows: list[tuple[int, int]]) -> None:
    grid = book.places.grid
    said, typed = (
        xl_rowcol_to_cell(rows[0][0], column, col_abs=True) for column in (grid.last, Column.CHOICE)
    )
    skipped, strange = (literal(book.words[name]) for name in ("skipped", "strange"))
    inputs = _areas(rows, [(Column.CHOICE, grid.answer)])
    if any(field.condition for field in book.form.every_field):
        everything = _areas(rows, [(0, grid.last)])
        follow(sheet, everything, f"{said}={skipped}", book.look["rule-skipped"])
    follow(sheet, inputs, f"{said}={strange}", book.look["rule-strange"])
    follow(sheet, inputs, f"LEN({typed})>0", book.look["rule-answered"])


def _colour_ticks(sheet: Worksheet, book: Book, rows: list[tuple[int, int]]) -> None:
    """Rules of a colour cannot hold a list, hence the long way to say: some mark, but no tick."""
    mark = xl_rowcol_to_cell(rows[0][0], Column.TICK, col_abs=True)
    none = ",".join(f'{mark}&""<>{literal(tick)}' for tick in TICKS)
    areas = _areas(rows, [(Column.TICK, Column.TICK)])
    follow(sheet, areas, f"AND(LEN({mark})>0,{none})", book.look["rule-strange"])
    follow(sheet, areas, f"LEN({mark})>0", book.look["rule-answered"])


def follow(sheet: Worksheet, areas: Sequence[str], criteria: str, style: Format) -> None:
    """A formula for the first cell of the first area; the first rule that holds wins."""
    options = {"type": "formula", "criteria": f"={criteria}", "format": style}
    sheet.conditional_format(
        areas[0], options | {"stop_if_true": True, "multi_range": " ".join(areas)}
    )


def _cell(row: int, column: int) -> Area:
    return row, column, row, column


def _rows(book: Book, kind: type[line.Line]) -> list[int]:
    return [
        row for row, each in enumerate(book.places.lines, start=LINES) if isinstance(each, kind)
    ]


def _runs(rows: Iterable[int]) -> list[tuple[int, int]]:
    """First and last of rows that follow each other without a gap."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1] = runs[-1][0], row
        else:
            runs.append((row, row))
    return runs


def _areas(rows: list[tuple[int, int]], columns: list[tuple[int, int]]) -> list[str]:
    """Ranges of these columns in these rows."""
    return [
        f"{xl_rowcol_to_cell(first, left)}:{xl_rowcol_to_cell(last, right)}"
        for first, last in rows
        for left, right in columns
    ]
