"""A form in, the bytes of its blank workbook out: sheets to fill in, summary, two hidden ones."""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

from xlsxwriter.workbook import Workbook

from publication.model.variant import Variant
from publication.render.xlsx import calculation, form_sheet, lines, meta, summary, table_sheet
from publication.render.xlsx.book import UNCONCERNED, Book
from publication.render.xlsx.look import look, options
from publication.render.xlsx.package import packed
from publication.render.xlsx.places import CALC, LINES, META, Column, places
from publication.scoring import plan_of, score


def blank(variant: Variant, words: Mapping[str, Any], _: datetime) -> bytes:
    """The workbook to fill in. Scores are live and follow ``scoring.score`` in every case.

    It tells no time: the same variant and words give the same bytes.
    """
    form = variant.form
    own: Mapping[str, str] = words["xlsx"]
    content = BytesIO()
    with Workbook(content, options()) as file:
        book = Book(
            form=form,
            kind=variant.kind,
            words=own,
            places=places(variant, own),
            numbers=variant.numbers,
            file=file,
            look=look(file),
            empty=score(plan_of(form), {}),
        )
        _write(book)
    return packed(content.getvalue(), 1, _growing(book))


def _write(book: Book) -> None:
    first = book.file.add_worksheet(book.places.sheet)
    form_sheet.write(first, book)
    for content in book.places.table_sheets:
        table_sheet.write(book.file.add_worksheet(content.name), book, content)
    if book.form.questions:
        summary.write(book.file.add_worksheet(book.words["sheet-summary"]), book)
    for name, write in ((CALC, calculation.write), (META, meta.write)):
        hidden = book.file.add_worksheet(name)
        write(hidden, book)
        hidden.very_hidden()
        hidden.protect("", UNCONCERNED)
    first.activate()


def _growing(book: Book) -> set[int]:
    """Rows of the form sheet that grow with what is typed: no program lets merged cells grow."""
    kinds: tuple[type[lines.Line], ...] = (lines.Scored,)
    if book.places.grid.answer == Column.CHOICE:
        kinds += (lines.Input,)
    return {
        row for row, each in enumerate(book.places.lines, start=LINES) if isinstance(each, kinds)
    }
