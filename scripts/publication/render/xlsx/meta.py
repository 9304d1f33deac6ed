"""A form in, the sheet that programs read out: what the file is, and which cell holds which answer.

The first cell of a row says what kind of record it is. Rows and columns are those of the program:
cells such as ``C12``, rows from 1. Empty values leave no cell.

``form`` id, version, date as yyyy-mm-dd, name of the sheet to start on, id of the kind of
organisation (empty: every kind, or asked in the file), title
``options`` name of the set, option, title, points (empty: not applicable, or nothing is scored)
``level`` id, title, first percent, meaning
``answer`` field or question, kind of field, name of its options, sheet, cell, and of a question the
cells of evidence and note: one a field that takes one cell
``tick`` field, option, sheet, cell: one an option of a field that takes several
``table`` field, sheet, first row, last row
``column`` field, column, kind, name of its options, letters of the column

A cell to choose in holds the title of an option, as its record under ``options`` writes it; a
ticked one any of ✓, x, 1, TRUE; a day is a serial number of the 1900 system, or text; numbers are
numbers. A row of a table without a single answer is no row.

Cells have defined names, too, which programs move with them: readers look there first, and at the
place written here when a name is missing.
"""

from collections.abc import Iterator, Sequence

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from publication.model.form import Field, Question
from publication.render.xlsx.book import Book, Value
from publication.render.xlsx.places import META, Column, area_name, cell, input_name, span
from publication.render.xlsx.tables import Table

Record = Sequence[Value]
_BESIDE = (("evidence", Column.EVIDENCE), ("note", Column.NOTE))


def write(sheet: Worksheet, book: Book) -> None:
    form, kind = book.form, book.kind.id if book.kind else ""
    published = form.published.isoformat()
    head = ("form", form.id, form.version, published, book.places.sheet, kind, form.title)
    _put(sheet, 0, head)
    first = _levels(sheet, book, _options(sheet, book, 1))
    for row, record in enumerate(_places(book), start=first):
        _put(sheet, row, record)


def _options(sheet: Worksheet, book: Book, row: int) -> int:
    for options, name in book.places.option_sets.items():
        for number, option in enumerate(options):
            points = "" if option.points is None else option.points
            _put(sheet, row + number, ("options", name, option.id, option.title, points))
        last = row + len(options) - 1
        book.file.define_name(name, "=" + span(META, (row, last), 3))
        row = last + 1
    return row


def _levels(sheet: Worksheet, book: Book, row: int) -> int:
    if not book.form.questions:
        return row
    for number, level in enumerate(book.form.levels):
        _put(sheet, row + number, ("level", level.id, level.title, level.start, level.meaning))
    last = row + len(book.form.levels) - 1
    book.file.define_name("level_titles", "=" + span(META, (row, last), 2))
    book.file.define_name("level_meanings", "=" + span(META, (row, last), 4))
    return last + 1


def _places(book: Book) -> Iterator[Record]:
    places = book.places
    for field in book.form.every_field:
        if field.kind == "rows":
            yield from _table(book, places.tables[field.id])
        elif field.kind == "choices":
            rows = list(places.ticks[field.id].values())
            _name_area(book, field, places.sheet, (rows[0], rows[-1]), (Column.TICK, Column.TICK))
            for option, row in places.ticks[field.id].items():
                yield "tick", field.id, option, places.sheet, xl_rowcol_to_cell(row, Column.TICK)
        else:
            yield _answer(book, field, field.kind, {field.id: Column.CHOICE})
    for question in book.form.questions:
        beside = {f"{question.id}.{name}": column for name, column in _BESIDE}
        yield _answer(book, question, "choice", {question.id: Column.CHOICE} | beside)


def _answer(book: Book, holder: Field | Question, kind: str, inputs: dict[str, int]) -> Record:
    sheet, at = book.places.sheet, book.places.inputs[holder.id]
    for field, column in inputs.items():
        book.file.define_name(input_name(field), "=" + cell(sheet, at, column))
    cells = [xl_rowcol_to_cell(at, column) for column in inputs.values()]
    options = book.places.option_sets.get(holder.options, "")
    return "answer", holder.id, kind, options, sheet, *cells


def _table(book: Book, table: Table) -> Iterator[Record]:
    field = table.field
    _name_area(book, field, table.sheet, (table.first, table.last), (0, len(field.columns) - 1))
    yield "table", field.id, table.sheet, table.first + 1, table.last + 1
    for place, column in enumerate(field.columns):
        options = book.places.option_sets.get(column.options, "")
        yield "column", field.id, column.id, column.kind, options, xl_col_to_name(place)


def _name_area(
    book: Book, field: Field, sheet: str, rows: tuple[int, int], columns: tuple[int, int]
) -> None:
    """Programs move a defined name with its cells; readers follow it."""
    corner = xl_rowcol_to_cell(rows[1], columns[1], True, True)
    area = f"{cell(sheet, rows[0], columns[0])}:{corner}"
    book.file.define_name(area_name(field.id), f"={area}")


def _put(sheet: Worksheet, row: int, record: Record) -> None:
    """Texts as texts, whatever they look like; empty ones leave no cell."""
    for column, value in enumerate(record):
        if isinstance(value, str):
            if value:
                sheet.write_string(row, column, value)
        else:
            sheet.write_number(row, column, value)
