"""A field without score in, its lines on the form sheet out."""

from xlsxwriter.worksheet import Worksheet

from publication.model.form import Field
from publication.render.excel_formula import literal
from publication.render.xlsx import lines as line
from publication.render.xlsx.book import Book, Run, prose, spread, tall
from publication.render.xlsx.look import SIZE, SMALL, height, lines
from publication.render.xlsx.places import CALC, Calc, Column, cell, span

_LINES_OF_A_LONG_TEXT = 4


def single(sheet: Worksheet, book: Book, row: int, each: line.Input) -> None:
    """Title, what to write, and one input; where that is a single cell, the row grows with it."""
    field, look, grid = each.field, book.look, book.places.grid
    style = look[f"typed-{field.kind}" if field.kind in ("date", "number") else "typed"]
    spread(sheet, Run(row, Column.CHOICE, grid.answer), style)
    sheet.write_blank(row, Column.CHOICE, None, style)
    room = grid.width(Column.CHOICE, grid.answer)
    longest = [lines(option.title, room) for option in field.options] or [1]
    least = _LINES_OF_A_LONG_TEXT if field.kind == "long-text" else max(longest)
    sheet.set_row(row, max(height(least), _label(sheet, book, row, field)))
    _remark(sheet, book, row, field)


def tick_head(sheet: Worksheet, book: Book, row: int, each: line.TickHead) -> None:
    look, grid = book.look, book.places.grid
    sheet.set_row(row, _label(sheet, book, row, each.field))
    prose(sheet, Run(row, Column.CHOICE, grid.answer), book.words["tick-here"], look["text"])
    _remark(sheet, book, row, each.field)


def tick(sheet: Worksheet, book: Book, row: int, each: line.Tick) -> None:
    look, grid = book.look, book.places.grid
    sheet.write_blank(row, Column.TICK, None, look["choice"])
    prose(sheet, Run(row, Column.TEXT, grid.last), each.option.title, look["text"])
    room = grid.width(Column.TEXT, grid.last)
    tall(sheet, row, lines(each.option.title, room), SIZE)


def pointer(sheet: Worksheet, book: Book, row: int, each: line.Pointer) -> None:
    """Where the table is filled in; the words lead there."""
    grid, table = book.places.grid, book.places.tables[each.field.id]
    sheet.set_row(row, _label(sheet, book, row, each.field, told=False))
    words = book.words["see-table"].format(sheet=table.sheet)
    spread(sheet, Run(row, Column.CHOICE, grid.answer), book.look["link"])
    there = "internal:" + cell(table.sheet, table.top, 0).replace("$", "")
    sheet.write_url(row, Column.CHOICE, there, book.look["link"], words)
    _remark(sheet, book, row, each.field)


def told_of(book: Book, field: Field) -> list[str]:
    """What a field says of itself below its title, a line each."""
    first = [book.words["required"]] if field.required else []
    first += [field.hint] if field.hint else []
    told = [" · ".join(first)] if first else []
    if field.example:
        told.append(book.words["evidence-message"].format(example=field.example))
    return told


def titled(book: Book, field: Field) -> str:
    """Title and unit."""
    if not field.unit:
        return field.title
    return book.words["with-unit"].format(title=field.title, unit=field.unit)


def _label(sheet: Worksheet, book: Book, row: int, field: Field, *, told: bool = True) -> float:
    """Writes it, and gives the height it needs."""
    look, width = book.look, book.places.grid.widths[Column.TEXT]
    title, below = titled(book, field), "\n".join(told_of(book, field)) if told else ""
    sheet.write_blank(row, Column.NUMBER, None, look["label"])
    if not below:
        sheet.write_string(row, Column.TEXT, title, look["label"])
        return height(lines(title, width))
    runs = (look["run-bold"], title, look["run-hint"], "\n" + below)
    sheet.write_rich_string(row, Column.TEXT, *runs, look["label"])
    return height(lines(title, width)) + height(lines(below, width, SMALL), SMALL)


def _remark(sheet: Worksheet, book: Book, row: int, field: Field) -> None:
    """What the sheet says of the answer: not asked, no option, still to choose."""
    words, column = book.words, book.places.grid.last
    style = book.look["small"]
    if field.id not in book.places.calc:
        sheet.write_blank(row, column, None, style)
        return
    at = book.places.calc[field.id]
    hidden, choice = (cell(CALC, at, each) for each in (Calc.HIDDEN, Calc.CHOICE))
    formula, value = '""', ""
    if field.options:
        value = words["choose-ticks" if field.kind == "choices" else "choose"]
        waiting = f'IF({choice}=0,{literal(value)},"")'
        strange = span(CALC, (at, at + len(book.places.ticks.get(field.id, ()))), Calc.STRANGE)
        formula = f"IF(SUM({strange})>0,{literal(words['strange'])},{waiting})"
    if field.condition:
        formula = f"IF({hidden}=1,{literal(words['skipped'])},{formula})"
        value = value if book.asked_when_empty(field) else words["skipped"]
    sheet.write_formula(row, column, f"={formula}", style, value)
