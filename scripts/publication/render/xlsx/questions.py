"""A form in, the sheet to fill in out: fields, sections of questions, live points and sums."""

from collections.abc import Mapping

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from publication.model.form import Field, Form, Question, Section
from publication.render.excel_formula import literal, sentence
from publication.render.xlsx import rules
from publication.render.xlsx.book import Book, Run, live, paged, prose, spread, tall
from publication.render.xlsx.look import SIZE, SMALL, height, lines
from publication.render.xlsx.places import (
    CALC,
    LAST,
    LINES,
    WIDTHS,
    Calc,
    Column,
    cell,
    section_name,
)
from publication.scoring import percent

_HEADINGS = (
    *("heading-number", "heading-question", "heading-answer", "heading-weight"),
    *("heading-got", "heading-most", "heading-evidence", "heading-note"),
)


def write(sheet: Worksheet, book: Book) -> None:
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    _head(sheet, book)
    _intro(sheet, book)
    for field in book.form.fields:
        _field(sheet, book, field)
    number = 0
    for section in book.form.sections:
        _band(sheet, book, book.places.bands[section.id], section.title)
        for question in section.questions:
            number += 1
            _question(sheet, book, question, number)
        _subtotal(sheet, book, section)
    _total(sheet, book)
    rules.limit(sheet, book)
    rules.colour(sheet, book)
    sheet.set_landscape()
    sheet.freeze_panes(LINES, 0)
    sheet.repeat_rows(0, LINES - 1)
    paged(sheet, book, (book.places.total, LAST))


def _head(sheet: Worksheet, book: Book) -> None:
    words, title = book.words, book.form.title
    prose(sheet, Run(0, 0, Column.CHOICE), title, book.look["title"])
    formula, values = _live_result(book)
    live(sheet, Run(0, Column.WEIGHT, LAST), formula, book.look["live"], values[0])
    left, right = sum(WIDTHS[: Column.WEIGHT]), sum(WIDTHS[Column.WEIGHT :])
    tall(sheet, 0, max(lines(title, left, 20), *(lines(value, right) for value in values)), 20)
    for column, name in enumerate(_HEADINGS):
        sheet.write_string(1, column, words[name], book.look["heading"])
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


def _intro(sheet: Worksheet, book: Book) -> None:
    _band(sheet, book, book.places.intro - 1, book.words["intro"])
    texts = introduction(book.form, book.words)
    for row, text in enumerate(texts, start=book.places.intro):
        prose(sheet, Run(row, 0, LAST), text, book.look["prose"])
        tall(sheet, row, lines(text, sum(WIDTHS)), SIZE)
    _band(sheet, book, book.places.intro + len(texts), book.words["fields"])


def introduction(form: Form, words: Mapping[str, str]) -> tuple[str, ...]:
    """The form's own, and how to use this sheet."""
    own = [words["how-to"]]
    if form.cap and any(question.must_have for question in form.questions):
        own.append(words["how-to-must"].format(level=form.level(form.cap).title))
    if any(question.condition for question in form.questions):
        own.append(words["how-to-skipped"])
    return (*form.intro, *own)


def _band(sheet: Worksheet, book: Book, row: int, title: str) -> None:
    prose(sheet, Run(row, 0, LAST), title, book.look["band"])
    tall(sheet, row, lines(title, sum(WIDTHS)), SIZE)


def _field(sheet: Worksheet, book: Book, field: Field) -> None:
    row, look, words = book.places.fields[field.id], book.look, book.words
    prose(sheet, Run(row, 0, Column.TEXT), field.title, look["label"])
    style = look[f"typed-{field.kind}" if field.kind in ("date", "number") else "typed"]
    spread(sheet, Run(row, Column.CHOICE, Column.EVIDENCE), style)
    sheet.write_blank(row, Column.CHOICE, None, style)
    longest = [option.title for option in field.options] + [""]
    inner = sum(WIDTHS[Column.CHOICE : LAST])
    wanted = [lines(field.title, WIDTHS[0] + WIDTHS[1]), *(lines(text, inner) for text in longest)]
    tall(sheet, row, max(wanted), SIZE)
    if not field.options:
        sheet.write_blank(row, LAST, None, look["small"])
        return
    here = xl_rowcol_to_cell(row, Column.CHOICE, True, True)
    strange = cell(CALC, book.places.calc[field.id], Calc.STRANGE)
    formula = (
        f"IF({strange}=1,{literal(words['strange'])},"
        f'IF(LEN({here})=0,{literal(words["choose"])},""))'
    )
    sheet.write_formula(row, LAST, f"={formula}", look["small"], words["choose"])


def _question(sheet: Worksheet, book: Book, question: Question, number: int) -> None:
    row, look = book.places.questions[question.id], book.look
    title = f"{book.words['must']} {question.title}" if question.must_have else question.title
    needed = height(lines(title, WIDTHS[Column.TEXT]))
    if question.hint:
        needed += height(lines(question.hint, WIDTHS[Column.TEXT], SMALL), SMALL)
    sheet.set_row(row, needed)
    sheet.write_number(row, Column.NUMBER, number, look["number"])
    _title(sheet, book, question, row)
    sheet.write_blank(row, Column.CHOICE, None, look["choice"])
    sheet.write_number(row, Column.WEIGHT, question.weight, look["number"])
    _points(sheet, book, question, row)
    for column in (Column.EVIDENCE, Column.NOTE):
        sheet.write_blank(row, column, None, look["typed"])


def _title(sheet: Worksheet, book: Book, question: Question, row: int) -> None:
    """The question, marked when it must be met, and its hint below in small print."""
    look = book.look
    runs: list[object] = []
    if question.must_have:
        runs += [look["run-must"], book.words["must"] + " "]
    runs += [look["run"], question.title]
    if question.hint:
        runs += [look["run-hint"], "\n" + question.hint]
    if len(runs) > 2:
        sheet.write_rich_string(row, Column.TEXT, *runs, look["text"])
    else:
        sheet.write_string(row, Column.TEXT, question.title, look["text"])


def _points(sheet: Worksheet, book: Book, question: Question, row: int) -> None:
    words, look, at = book.words, book.look, book.places.calc[question.id]
    asked, strange, choice, got, most = (
        cell(CALC, at, column)
        for column in (Calc.ASKED, Calc.STRANGE, Calc.CHOICE, Calc.GOT, Calc.MOST)
    )
    shown = (
        f"IF({asked}=0,{literal(words['skipped'])},IF({strange}=1,{literal(words['strange'])},"
        f'IF({choice}=0,"",IF({most}=0,{literal(words["not-counted"])},{got}))))'
    )
    empty_most = question.best * question.weight if book.asked_when_empty(question) else 0
    value = "" if book.asked_when_empty(question) else words["skipped"]
    sheet.write_formula(row, Column.GOT, f"={shown}", look["number"], value)
    full = f'IF({most}=0,"–",{most})'
    sheet.write_formula(row, Column.MOST, f"={full}", look["number"], empty_most or "–")


def _subtotal(sheet: Worksheet, book: Book, section: Section) -> None:
    row, look, words = book.places.subtotals[section.id], book.look, book.words
    at = book.places.calc_sections[section.id]
    empty = next(tally for tally in book.empty.sections if tally.id == section.id)
    asked, answered, got, most = (
        cell(CALC, at, column) for column in (Calc.ASKED, Calc.ANSWERED, Calc.GOT, Calc.MOST)
    )
    label = words["subtotal"].format(section=section.title)
    prose(sheet, Run(row, 0, Column.WEIGHT), label, look["sum-label"])
    tall(sheet, row, lines(label, sum(WIDTHS[: Column.GOT])), SIZE)
    sheet.write_formula(row, Column.GOT, f"={got}", look["sum"], 0)
    sheet.write_formula(row, Column.MOST, f"={most}", look["sum"], empty.max)
    shown, value = book.scored(section_name(section.id), empty.bp)
    sheet.write_formula(row, Column.EVIDENCE, f"={shown}", look["sum-percent"], value)
    rest, value = book.left(f"({asked}-{answered})", empty.asked)
    sheet.write_formula(row, Column.NOTE, f"={rest}", look["sum"], value)


def _total(sheet: Worksheet, book: Book) -> None:
    row, look, total = book.places.total, book.look, book.empty.total
    prose(sheet, Run(row, 0, Column.WEIGHT), book.words["total"], look["sum-label"])
    tall(sheet, row, 1, SIZE)
    shown, value = book.scored("score_bp", total.bp)
    live(sheet, Run(row, Column.GOT, Column.MOST), shown, look["sum-percent"], value)
    level = book.empty_level.title if book.empty_level else ""
    sheet.write_formula(row, Column.EVIDENCE, "=score_level", look["sum"], level)
    rest, value = book.left("score_unanswered", total.asked)
    sheet.write_formula(row, Column.NOTE, f"={rest}", look["sum"], value)
