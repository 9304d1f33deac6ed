"""A form in, the sheet to fill in out: its head, and a writer for every kind of line."""

from collections.abc import Callable
from typing import Any

from xlsxwriter.worksheet import Worksheet

from publication.render.excel_formula import literal, sentence
from publication.render.xlsx import fields, lines, questions, rules
from publication.render.xlsx.book import Book, Run, live, paged, prose, tall
from publication.render.xlsx.look import SIZE
from publication.render.xlsx.look import lines as lines_needed
from publication.render.xlsx.places import LINES, Column
from publication.scoring import percent

_SCORED = (
    *("heading-number", "heading-question", "heading-answer", "heading-weight"),
    *("heading-got", "heading-most", "heading-evidence", "heading-note"),
)
_UNSCORED = ("", "heading-item", "heading-answer", "heading-remark")


def write(sheet: Worksheet, book: Book) -> None:
    grid = book.places.grid
    for column, width in enumerate(grid.widths):
        sheet.set_column(column, column, width)
    _head(sheet, book)
    for row, each in enumerate(book.places.lines, start=LINES):
        _WRITERS[type(each)](sheet, book, row, each)
    rules.limit(sheet, book)
    rules.colour(sheet, book)
    sheet.set_landscape()
    sheet.freeze_panes(LINES, 0)
    sheet.repeat_rows(0, LINES - 1)
    paged(sheet, book, (LINES + len(book.places.lines) - 1, grid.last))


def _head(sheet: Worksheet, book: Book) -> None:
    grid, title = book.places.grid, book.form.title
    left = Run(0, 0, Column.CHOICE)
    titled = lines_needed(title, grid.width(left.first, left.last), 20)
    if book.form.questions:
        formula, values = _live_result(book)
        live(sheet, Run(0, Column.WEIGHT, grid.last), formula, book.look["live"], values[0])
        room = grid.width(Column.WEIGHT, grid.last)
        titled = max(titled, *(lines_needed(value, room) for value in values))
    else:
        sheet.write_blank(0, grid.last, None, book.look["live"])
    if book.for_kind:
        prose(sheet, left, "", book.look["title"])
        runs = (book.look["run-title"], title, book.look["run"], f"\n{book.for_kind}")
        sheet.write_rich_string(0, 0, *runs, book.look["title"])
        titled += lines_needed(book.for_kind, grid.width(left.first, left.last))
    else:
        prose(sheet, left, title, book.look["title"])
    tall(sheet, 0, titled, 20)
    for column, name in enumerate(_SCORED if book.form.questions else _UNSCORED):
        sheet.write_string(1, column, book.words.get(name, ""), book.look["heading"])
    tall(sheet, 1, 1, SIZE)


def _live_result(book: Book) -> tuple[str, list[str]]:
    """A formula for total and level; what it says of the empty form, and its longest results."""
    words, total = book.words, book.empty.total
    scored = sentence(words["live"], percent="score_percent", level="score_level")
    left = sentence(words["live-unanswered"], count="score_unanswered")
    formula = (
        f'IF(score_bp="",{literal(words["no-score"])},{scored})&IF(score_unanswered>0,{left},"")'
    )
    waiting = words["live-unanswered"].format(count=total.asked) if total.asked else ""
    level = book.empty_level.title if book.empty_level else ""
    value = words["no-score"]
    if total.bp is not None:
        value = words["live"].format(percent=percent(total.bp), level=level)
    longest = [words["live"].format(percent="100.0", level=each.title) for each in book.form.levels]
    return formula, [text + waiting for text in (value, *longest)]


def _band(sheet: Worksheet, book: Book, row: int, line: lines.Band) -> None:
    _across(sheet, book, row, line.title, "band")


def _prose(sheet: Worksheet, book: Book, row: int, line: lines.Prose) -> None:
    _across(sheet, book, row, line.text, "prose")


def _across(sheet: Worksheet, book: Book, row: int, text: str, style: str) -> None:
    grid = book.places.grid
    prose(sheet, Run(row, 0, grid.last), text, book.look[style])
    tall(sheet, row, lines_needed(text, sum(grid.widths)), SIZE)


_WRITERS: dict[type, Callable[[Worksheet, Book, int, Any], None]] = {
    lines.Band: _band,
    lines.Prose: _prose,
    lines.Input: fields.single,
    lines.TickHead: fields.tick_head,
    lines.Tick: fields.tick,
    lines.Pointer: fields.pointer,
    lines.Scored: questions.scored,
    lines.Subtotal: questions.subtotal,
    lines.Total: questions.total,
}
