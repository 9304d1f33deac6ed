"""A form in, the one-page result out: level, total, sections with bars, must-haves, gaps."""

from collections.abc import Iterable

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from publication.model.form import Field, Question, Section
from publication.render.excel_formula import literal, sentence
from publication.render.xlsx.book import Book, Run, Value, live, paged, prose, tall
from publication.render.xlsx.look import BAR, SIZE, SMALL, lines
from publication.render.xlsx.places import (
    CALC,
    LINES,
    Calc,
    Column,
    cell,
    input_name,
    section_name,
    span,
)

WIDTHS = (6, 36, 14, 42)
LAST = len(WIDTHS) - 1
WIDE = sum(WIDTHS)
_NOT_REPEATED = ("long-text", "choices", "rows")


def write(sheet: Worksheet, book: Book) -> None:
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    row = _head(sheet, book)
    row = _result(sheet, book, row)
    row = _sections(sheet, book, row + 1)
    row = _must_haves(sheet, book, row + 1)
    row = _gaps(sheet, book, row + 1)
    sheet.set_portrait()
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    paged(sheet, book, (row - 1, LAST))


def _head(sheet: Worksheet, book: Book) -> int:
    title = book.words["summary-title"].format(title=book.form.title)
    prose(sheet, Run(0, 0, LAST), title, book.look["title"])
    tall(sheet, 0, lines(title, WIDE, 20), 20)
    row = 1
    if book.for_kind:
        prose(sheet, Run(row, 0, LAST), book.for_kind, book.look["note"])
        tall(sheet, row, lines(book.for_kind, WIDE, SMALL), SMALL)
        row += 1
    short = [each for each in book.form.fields if each.kind not in _NOT_REPEATED]
    for at, field in enumerate(short, start=row):
        _field(sheet, book, field, at)
    return row + len(short)


def _field(sheet: Worksheet, book: Book, field: Field, row: int) -> None:
    name, style = input_name(field.id), "shown-date" if field.kind == "date" else "text"
    prose(sheet, Run(row, 0, 1), field.title, book.look["label"])
    live(sheet, Run(row, 2, LAST), f'IF(LEN({name})=0,"",{name})', book.look[style], "")
    room = WIDTHS[2] + WIDTHS[3]
    longest = [lines(option.title, room) for option in field.options] or [1]
    tall(sheet, row, max(*longest, lines(field.title, WIDTHS[0] + WIDTHS[1])), SIZE)


def _result(sheet: Worksheet, book: Book, row: int) -> int:
    words, look, level = book.words, book.look, book.empty_level
    none = words["no-score"]
    named = f'IF(score_level="",{literal(none)},score_level)'
    _big(sheet, book, row, "level", (named, level.title if level else none))
    _big(sheet, book, row + 1, "total", book.scored("score_bp", book.empty.total.bp))
    row += 2
    formula = 'IF(score_reached=0,"",INDEX(level_meanings,score_reached))'
    live(sheet, Run(row, 0, LAST), formula, look["prose"], level.meaning if level else "")
    tall(sheet, row, max(lines(each.meaning, WIDE) for each in book.form.levels), SIZE)
    for remark, value in _remarks(book):
        row += 1
        live(sheet, Run(row, 0, LAST), remark, look["remark"], value)
        tall(sheet, row, 1, SIZE)
    row += 1
    strange = sentence(words["strange-count"], count="score_strange")
    formula = f'IF(score_strange=0,"",{strange})'
    live(sheet, Run(row, 0, LAST), formula, look["warning"], "")
    tall(sheet, row, lines(words["strange-count"], WIDE), SIZE)
    row += 1
    ladder = words["levels"].format(
        levels=" · ".join(
            words["level-from"].format(level=each.title, percent=each.start)
            for each in book.form.levels
        )
    )
    prose(sheet, Run(row, 0, LAST), ladder, look["note"])
    tall(sheet, row, lines(ladder, WIDE, SMALL), SMALL)
    return row + 1


def _big(sheet: Worksheet, book: Book, row: int, label: str, result: tuple[str, Value]) -> None:
    prose(sheet, Run(row, 0, 1), book.words[label], book.look["big-label"])
    live(sheet, Run(row, 2, LAST), result[0], book.look["big"], result[1])
    tall(sheet, row, 1, 22)


def _remarks(book: Book) -> Iterable[tuple[str, str]]:
    """Sentences that qualify the result, with what they say of the empty form."""
    yield book.left("score_unanswered", book.empty.total.asked, "provisional")
    if any(question.must_have for question in book.form.questions):
        yield _cap_remark(book)


def _cap_remark(book: Book) -> tuple[str, str]:
    words, unmet = book.words, len(book.empty.unmet)
    simple = sentence(words["unmet-count"], count="score_unmet")
    capped = sentence(
        words["capped"],
        count="score_unmet",
        level="score_level",
        uncapped="INDEX(level_titles,score_uncapped)",
    )
    met = literal(words["must-met"])
    formula = f"IF(score_unmet=0,{met},IF(score_reached<score_uncapped,{capped},{simple}))"
    return formula, words["unmet-count"].format(count=unmet) if unmet else words["must-met"]


def _headings(sheet: Worksheet, book: Book, row: int, titles: tuple[str, ...]) -> int:
    for column, title in enumerate(titles):
        sheet.write_string(row, column, title, book.look["heading"])
    tall(sheet, row, 1, SIZE)
    return row + 1


def _sections(sheet: Worksheet, book: Book, row: int) -> int:
    words = book.words
    titles = ("", "", words["weight"], words["section-score"])
    first = _headings(sheet, book, row, titles)
    prose(sheet, Run(row, 0, 1), words["section"], book.look["heading"])
    scored = [section for section in book.form.sections if section.questions]
    for number, section in enumerate(scored):
        _section(sheet, book, section, first + number)
    last = first + len(scored) - 1
    bar = {"type": "data_bar", "bar_color": BAR, "bar_solid": True, "data_bar_2010": True}
    limits = {"min_type": "num", "max_type": "num", "min_value": 0, "max_value": 1}
    sheet.conditional_format(first, LAST, last, LAST, bar | limits)
    return last + 1


def _section(sheet: Worksheet, book: Book, section: Section, row: int) -> None:
    empty = next(tally for tally in book.empty.sections if tally.id == section.id)
    prose(sheet, Run(row, 0, 1), section.title, book.look["text"])
    sheet.write_number(row, 2, section.weight, book.look["number"])
    formula, value = book.scored(section_name(section.id), empty.bp)
    sheet.write_formula(row, LAST, f"={formula}", book.look["percent"], value)
    tall(sheet, row, lines(section.title, WIDTHS[0] + WIDTHS[1]), SIZE)


def _must_haves(sheet: Worksheet, book: Book, row: int) -> int:
    musts = [(number, each) for number, each in book.numbered() if each.must_have]
    if not musts:
        return row - 1
    words, look = book.words, book.look
    _headings(sheet, book, row, (words["heading-number"], words["must"], "", words["state"]))
    prose(sheet, Run(row, 1, 2), words["must"], look["heading"])
    first, last = row + 1, row + len(musts)
    for place, (number, question) in enumerate(musts):
        _must_have(sheet, book, first + place, number, question)
    state = xl_rowcol_to_cell(first, LAST, col_abs=True)
    unmet = ",".join(f"{state}={literal(words[name])}" for name in ("unmet", "unanswered-one"))
    rule = {"type": "formula", "criteria": f"=OR({unmet})", "format": look["rule-strange"]}
    sheet.conditional_format(first, LAST, last, LAST, rule)
    return last + 1


def _must_have(sheet: Worksheet, book: Book, row: int, number: int, question: Question) -> None:
    words, look, at = book.words, book.look, book.places.calc[question.id]
    hidden, choice, most, unmet = (
        cell(CALC, at, column) for column in (Calc.HIDDEN, Calc.CHOICE, Calc.MOST, Calc.UNMET)
    )
    state = f"IF({unmet}=1,{literal(words['unmet'])},{literal(words['met'])})"
    if not book.counts_always(question):
        state = f"IF({most}=0,{literal(words['not-counted'])},{state})"
    state = f"IF({choice}=0,{literal(words['unanswered-one'])},{state})"
    if question.condition:
        state = f"IF({hidden}=1,{literal(words['skipped'])},{state})"
    sheet.write_number(row, 0, number, look["number"])
    prose(sheet, Run(row, 1, 2), question.title, look["text"])
    value = words["unanswered-one" if book.asked_when_empty(question) else "skipped"]
    sheet.write_formula(row, LAST, f"={state}", look["text"], value)
    tall(sheet, row, lines(question.title, WIDTHS[1] + WIDTHS[2]), SIZE)


def _gaps(sheet: Worksheet, book: Book, row: int) -> int:
    words, places = book.words, book.places
    count = places.gap_count
    title = words["gaps"].format(count=count)
    prose(sheet, Run(row, 0, LAST), title, book.look["band"])
    none = f'IF(score_gaps=0,{literal(words["no-gaps"])},"")'
    live(sheet, Run(row + 1, 0, LAST), none, book.look["note"], words["no-gaps"])
    names = ("heading-number", "heading-question", "heading-answer", "heading-first-step")
    first = _headings(sheet, book, row + 2, tuple(words[name] for name in names))
    tallest = max(_lines_of(book, question) for question in book.form.questions)
    for number in range(count):
        for column, (value, style) in enumerate(_gap(book, places.gaps + number)):
            sheet.write_formula(first + number, column, f"={value}", book.look[style], "")
        tall(sheet, first + number, tallest, SIZE)
    last = first + count - 1
    listed = f"=LEN({xl_rowcol_to_cell(first, 0, col_abs=True)})>0"
    rule = {"type": "formula", "criteria": listed, "format": book.look["rule-listed"]}
    sheet.conditional_format(first, 0, last, LAST, rule)
    return last + 1


def _gap(book: Book, at: int) -> tuple[tuple[str, str], ...]:
    """Formula and style of number, question, answer and first step of a listed gap."""
    places = book.places
    place, row = (cell(CALC, at, column) for column in (Calc.CHOICE, Calc.GAP_ROW))
    down = (0, LINES + len(places.lines))
    number, asked, answer = (
        f"INDEX({span(places.sheet, down, column)},{row})"
        for column in (Column.NUMBER, Column.TEXT, Column.CHOICE)
    )
    step = f"INDEX({span(CALC, places.calc_questions, Calc.FIRST_STEP)},{place})"
    # A hint stands on a line of its own below the question. Joined with an empty text, as an
    # empty cell would come back as 0.
    title = f"LEFT({asked},FIND(CHAR(10),{asked}&CHAR(10))-1)"
    found = (number, title, f'{answer}&""', f'{step}&""')
    styles = ("open-number", "open", "open-number", "open-small")
    return tuple(
        (f'IF({place}=0,"",{value})', style) for value, style in zip(found, styles, strict=True)
    )


def _lines_of(book: Book, question: Question) -> int:
    """Lines that the question and its first step need in this sheet's columns."""
    step = lines(question.if_missing, WIDTHS[LAST], SMALL) * SMALL / SIZE
    return max(lines(f"{book.words['must']} {question.title}", WIDTHS[1]), -int(-step // 1))
