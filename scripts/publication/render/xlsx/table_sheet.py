"""Tables of a form in, the sheet they stand on out: each a title, how to fill it in, and rows."""

from dataclasses import replace

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from publication.model.form import Field
from publication.render.excel_formula import literal
from publication.render.xlsx import accepted
from publication.render.xlsx.book import Book, Run, live, paged, prose, tall
from publication.render.xlsx.fields import titled, told_of
from publication.render.xlsx.look import SIZE, SMALL, lines
from publication.render.xlsx.places import CALC, Calc, cell
from publication.render.xlsx.rules import Area, accept, follow
from publication.render.xlsx.tables import HEAD, Table, TableSheet


def write(sheet: Worksheet, book: Book, content: TableSheet) -> None:
    for column, width in enumerate(content.widths):
        sheet.set_column(column, column, width)
    _across(sheet, content.widths, 0, content.title, book.look["title"], size=20)
    of_form = " · ".join(filter(None, (book.form.title, book.for_kind)))
    _across(sheet, content.widths, 1, of_form, book.look["note"], size=SMALL)
    for table in content.tables:
        _head(sheet, book, content, table)
        _rows(sheet, book, table)
    _limit(sheet, book, content)
    _colour(sheet, book, content)
    alone = len(content.tables) == 1
    head = content.tables[0].first if alone else HEAD
    sheet.set_landscape()
    sheet.freeze_panes(head, 0)
    sheet.repeat_rows(head - 1 if alone else 0, head - 1)
    paged(sheet, book, (content.tables[-1].last, len(content.widths) - 1))


def _across(
    sheet: Worksheet, widths: tuple[int, ...], row: int, text: str, style: Format, *, size: int
) -> None:
    prose(sheet, Run(row, 0, len(widths) - 1), text, style)
    tall(sheet, row, lines(text, sum(widths), size), size)


def _head(sheet: Worksheet, book: Book, content: TableSheet, table: Table) -> None:
    """Title, how to fill in the table, titles of its columns."""
    title, widths = table.field.title, content.widths
    _across(sheet, widths, table.top, title, book.look["band"], size=SIZE)
    how = _how(book, table)
    _across(sheet, widths, table.top + 1, how, book.look["note"], size=SMALL)
    if table.field.condition:
        hidden = cell(CALC, book.places.calc[table.field.id], Calc.HIDDEN)
        skipped = book.words["skipped"]
        formula = f"IF({hidden}=1,{literal(skipped)},{literal(how)})"
        value = how if book.asked_when_empty(table.field) else skipped
        run = Run(table.top + 1, 0, 0)
        live(sheet, run, formula, book.look["note"], value)
    titles = [_column_title(book, column) for column in table.field.columns]
    for place, title in enumerate(titles):
        sheet.write_string(table.first - 1, place, title, book.look["heading"])
    needed = [lines(title, width - 1) for title, width in zip(titles, widths, strict=False)]
    tall(sheet, table.first - 1, max(needed), SIZE)


def _how(book: Book, table: Table) -> str:
    rows = book.words["rows-most"].format(count=table.field.max_rows)
    told = [*told_of(book, table.field), rows]
    if any(column.required for column in table.field.columns):
        told.append(book.words["columns-required"])
    return " · ".join(told)


def _column_title(book: Book, column: Field) -> str:
    return f"{titled(book, column)} *" if column.required else titled(book, column)


def _rows(sheet: Worksheet, book: Book, table: Table) -> None:
    """Cells without a height of their own: the rows grow with what is typed."""
    styles = [
        book.look[f"typed-{column.kind}" if column.kind in ("date", "number") else "typed"]
        for column in table.field.columns
    ]
    for row in range(table.first, table.last + 1):
        for place, style in enumerate(styles):
            sheet.write_blank(row, place, None, style)


def _limit(sheet: Worksheet, book: Book, content: TableSheet) -> None:
    """One rule for all columns of the sheet that accept the same and say the same."""
    sharing: dict[str, tuple[accepted.Accepted, list[Area]]] = {}
    for table in content.tables:
        for place, column in enumerate(table.field.columns):
            told = "\n".join(told_of(book, replace(column, required=False)))
            rule = accepted.of_field(book, column) | accepted.prompt(column.title, told)
            area = (table.first, place, table.last, place)
            sharing.setdefault(repr(rule), (rule, []))[1].append(area)
    for rule, areas in sharing.values():
        accept(sheet, areas, rule)


def _colour(sheet: Worksheet, book: Book, content: TableSheet) -> None:
    skipped = literal(book.words["skipped"])
    for table in content.tables:
        if table.field.condition:
            said = xl_rowcol_to_cell(table.top + 1, 0, True, True)
            area = _body(table)
            follow(sheet, [area], f"{said}={skipped}", book.look["rule-skipped"])
    first = xl_rowcol_to_cell(content.tables[0].first, 0)
    areas = [_body(table) for table in content.tables]
    follow(sheet, areas, f"LEN({first})>0", book.look["rule-answered"])


def _body(table: Table) -> str:
    return str(xl_range(table.first, 0, table.last, len(table.field.columns) - 1))
