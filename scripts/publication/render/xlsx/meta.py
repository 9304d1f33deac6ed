"""A form in, the sheet that programs read out: what the file is, and which cell holds which answer.

Every row starts with the kind of record it holds:
``form`` id, version, date, name of the sheet with the answers ·
``options`` name, option, title, points (empty: not applicable) ·
``level`` id, title, first percent, meaning ·
``answer`` field, kind, name of its options, cell, and of a question the cells of evidence and note.
"""

from collections.abc import Sequence

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from publication.model.form import Field, Question
from publication.render.xlsx.book import Book, Value
from publication.render.xlsx.places import META, Column, cell, input_name, span

Record = Sequence[Value]
_BESIDE = (("evidence", Column.EVIDENCE), ("note", Column.NOTE))


def write(sheet: Worksheet, book: Book) -> None:
    form = book.form
    published = form.published.isoformat()
    _put(sheet, 0, ("form", form.id, form.version, published, book.places.sheet))
    first = _levels(sheet, book, _options(sheet, book, 1))
    holders: list[Field | Question] = [*form.fields, *form.questions]
    for row, holder in enumerate(holders, start=first):
        _answer(sheet, book, row, holder)


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
    for number, level in enumerate(book.form.levels):
        _put(sheet, row + number, ("level", level.id, level.title, level.start, level.meaning))
    last = row + len(book.form.levels) - 1
    book.file.define_name("level_titles", "=" + span(META, (row, last), 2))
    book.file.define_name("level_meanings", "=" + span(META, (row, last), 4))
    return last + 1


def _answer(sheet: Worksheet, book: Book, row: int, holder: Field | Question) -> None:
    options = book.places.option_sets.get(holder.options, "")
    if isinstance(holder, Field):
        at, kind = book.places.fields[holder.id], str(holder.kind)
        inputs = {holder.id: Column.CHOICE}
    else:
        at, kind = book.places.questions[holder.id], "choice"
        beside = {f"{holder.id}.{name}": column for name, column in _BESIDE}
        inputs = {holder.id: Column.CHOICE} | beside
    for field, column in inputs.items():
        book.file.define_name(input_name(field), "=" + cell(book.places.sheet, at, column))
    cells = [xl_rowcol_to_cell(at, column) for column in inputs.values()]
    _put(sheet, row, ("answer", holder.id, kind, options, *cells))


def _put(sheet: Worksheet, row: int, record: Record) -> None:
    """Texts as texts, whatever they look like; empty ones leave no cell."""
    for column, value in enumerate(record):
        if isinstance(value, str):
            if value:
                sheet.write_string(row, column, value)
        else:
            sheet.write_number(row, column, value)
