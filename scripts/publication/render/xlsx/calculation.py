"""A form in, the helper sheet out: a row of plain formulas a question, field, section and result.

The sums are those of ``scoring.score``, integers only; tests recalculate both and compare.
"""

from collections.abc import Callable

from xlsxwriter.utility import xl_rowcol_to_cell as here
from xlsxwriter.worksheet import Worksheet

from publication import scoring
from publication.model.form import Field, Question, Section
from publication.render.excel_formula import condition, literal, percent, share, ticked
from publication.render.xlsx.book import Book, Value
from publication.render.xlsx.places import (
    CALC,
    FACTS,
    LINES,
    Calc,
    Column,
    cell,
    section_name,
    span,
    span_here,
)

Put = Callable[[int, str, Value], None]
"""Writes a formula into a column of the row at hand, with its result for the empty form."""


def write(sheet: Worksheet, book: Book) -> None:
    for field in book.form.every_field:
        if field.id in book.places.calc:
            _field(sheet, book, field)
    if not book.form.questions:
        return
    for section in book.form.sections:
        for question in section.questions:
            _question(sheet, book, question)
            _rank(sheet, book, section, question)
        if section.questions:
            _section(sheet, book, section)
    _facts(sheet, book)
    _gaps(sheet, book)


def _question(sheet: Worksheet, book: Book, question: Question) -> None:
    row, put = book.places.calc[question.id], _putter(sheet, book.places.calc[question.id])
    choice, hidden, got, most = (
        here(row, column) for column in (Calc.CHOICE, Calc.HIDDEN, Calc.GOT, Calc.MOST)
    )
    points = ",".join(str((option.points or 0) * question.weight) for option in question.options)
    full = question.best * question.weight
    # Whatever may keep the question from counting
    factors = [f"(1-{hidden})"] if question.condition else []
    outside = [
        f"({choice}<>{place})"
        for place, option in enumerate(question.options, start=1)
        if option.points is None
    ]
    is_asked = int(book.asked_when_empty(question))
    put(Calc.CHOICE, _choice(book, question), 0)
    _hidden(sheet, book, row, question)
    put(Calc.GOT, "*".join([*factors, f"CHOOSE({choice}+1,0,{points})"]), 0)
    if book.counts_always(question):
        sheet.write_number(row, Calc.MOST, full)
    else:
        put(Calc.MOST, "*".join([*factors, str(full), *outside]), is_asked * full)
    if question.must_have:
        put(Calc.UNMET, f"IF({got}<{most},1,0)", int(is_asked * full > 0))
    if question.if_missing:
        sheet.write_string(row, Calc.FIRST_STEP, question.if_missing)


def _hidden(sheet: Worksheet, book: Book, row: int, asked: Field | Question) -> None:
    if asked.condition is None:
        return
    met = condition(asked.condition, book.places.answers)
    value = int(not book.asked_when_empty(asked))
    _putter(sheet, row)(Calc.HIDDEN, f"IF({met},0,1)", value)


def _rank(sheet: Worksheet, book: Book, section: Section, question: Question) -> None:
    """Orders gaps as ``scoring.score`` does: must-haves, what they would add, place in the form."""
    row, count = book.places.calc[question.id], len(book.form.questions)
    choice, got, most = (here(row, column) for column in (Calc.CHOICE, Calc.GOT, Calc.MOST))
    section_most = here(book.places.calc_sections[section.id], Calc.MOST)
    above_all = (max(each.weight for each in book.form.sections) * 10000 + 1) * count
    first = above_all * question.must_have + count + book.places.calc_questions[0] + 1
    gain = f"INT(({most}-{got})*{section.weight * 10000}/{section_most})"
    # What is not asked has neither points nor a maximum.
    formula = f"IF({choice}*({most}-{got})>0,{first}-ROW()+{gain}*{count},0)"
    _putter(sheet, row)(Calc.RANK, formula, 0)


def _section(sheet: Worksheet, book: Book, section: Section) -> None:
    row = book.places.calc_sections[section.id]
    within = [book.places.calc[question.id] for question in section.questions]
    empty = next(tally for tally in book.empty.sections if tally.id == section.id)
    got, most, result = (here(row, column) for column in (Calc.GOT, Calc.MOST, Calc.BP))
    put = _putter(sheet, row)
    rows = within[0], within[-1]
    put(Calc.ASKED, _count_asked(rows), empty.asked)
    for column, value in ((Calc.GOT, 0), (Calc.MOST, empty.max)):
        put(column, f"SUM({span_here(rows, column)})", value)
    put(Calc.ANSWERED, _count_answered(rows), 0)
    put(Calc.BP, share(got, most), _or_blank(empty.bp))
    put(Calc.SHARE_GOT, f"IF({most}=0,0,{section.weight}*{result})", 0)
    counted = section.weight * 10000
    put(Calc.SHARE_MOST, f"IF({most}=0,0,{counted})", counted if empty.max else 0)
    book.file.define_name(section_name(section.id), "=" + cell(CALC, row, Calc.BP))


def _field(sheet: Worksheet, book: Book, field: Field) -> None:
    row = book.places.calc[field.id]
    _hidden(sheet, book, row, field)
    if field.kind == "choices":
        _ticks(sheet, book, field)
    elif field.options:
        put, typed = _putter(sheet, row), _typed(book, field)
        put(Calc.CHOICE, _choice(book, field), 0)
        put(Calc.STRANGE, _strange(typed, here(row, Calc.HIDDEN), here(row, Calc.CHOICE)), 0)


def _ticks(sheet: Worksheet, book: Book, field: Field) -> None:
    """A row an option: whether it is ticked; above them how many are."""
    row, inputs = book.places.calc[field.id], book.places.ticks[field.id]
    hidden, options = here(row, Calc.HIDDEN), [f"{field.id}={each.id}" for each in field.options]
    rows = [book.places.calc[name] for name in options]
    for at, option in zip(rows, field.options, strict=True):
        tick, put = cell(book.places.sheet, inputs[option.id], Column.TICK), _putter(sheet, at)
        put(Calc.CHOICE, f"IFERROR(IF({ticked(tick)},1,0),0)", 0)
        put(Calc.STRANGE, _strange(tick, hidden, here(at, Calc.CHOICE)), 0)
    _putter(sheet, row)(Calc.CHOICE, f"SUM({span_here((rows[0], rows[-1]), Calc.CHOICE)})", 0)


def _facts(sheet: Worksheet, book: Book) -> None:
    """The results, each with a defined name by which the other sheets call it."""
    facts = _sums(book) | _levels(book)
    for row, name in enumerate(FACTS, start=book.places.facts):
        _putter(sheet, row)(Calc.CHOICE, *facts[name])
        book.file.define_name(name, "=" + cell(CALC, row, Calc.CHOICE))


Facts = dict[str, tuple[str, Value]]
"""Formula and its result for the empty form, by name."""


def _sums(book: Book) -> Facts:
    places, total = book.places, book.empty.total
    sections = list(places.calc_sections.values())
    share_got, share_most = (
        span_here((sections[0], sections[-1]), column)
        for column in (Calc.SHARE_GOT, Calc.SHARE_MOST)
    )
    unmet, rank = (span_here(places.calc_questions, column) for column in (Calc.UNMET, Calc.RANK))
    asked = _count_asked(places.calc_questions)
    answered = _count_answered(places.calc_questions)
    points = span(places.sheet, (LINES, LINES + len(places.lines)), Column.GOT)
    strange = literal(book.words["strange"])
    of_fields = span_here((places.calc_questions[1] + 1, len(places.calc) + 1), Calc.STRANGE)
    return {
        "score_got": (f"SUM({share_got})", total.got),
        "score_most": (f"SUM({share_most})", total.max),
        "score_bp": (share("score_got", "score_most"), _or_blank(total.bp)),
        "score_unanswered": (f"{asked}-{answered}", total.asked),
        "score_unmet": (f"SUM({unmet})", len(book.empty.unmet)),
        "score_strange": (f"SUM({of_fields})+SUMPRODUCT(({points}={strange})*1)", 0),
        "score_gaps": (f"SUMPRODUCT(({rank}>0)*1)", 0),
        "score_percent": (
            f'IF(score_bp="","",{percent("score_bp")})',
            "" if total.bp is None else scoring.percent(total.bp),
        ),
    }


def _levels(book: Book) -> Facts:
    """Levels by their place in ascending order, 0 for none."""
    order = [level.id for level in book.form.levels]
    place = {level_id: number for number, level_id in enumerate(order, start=1)}
    highest = place[book.form.cap] if book.form.cap else len(order)
    reached = "+".join(f"(score_bp>={level.start * 100})" for level in book.form.levels)
    return {
        "score_uncapped": (
            f'IF(score_bp="",0,{reached})',
            place.get(book.empty.uncapped or "", 0),
        ),
        "score_reached": (
            f"IF(score_unmet>0,MIN(score_uncapped,{highest}),score_uncapped)",
            place.get(book.empty.level or "", 0),
        ),
        "score_level": (
            'IF(score_reached=0,"",INDEX(level_titles,score_reached))',
            book.empty_level.title if book.empty_level else "",
        ),
    }


def _gaps(sheet: Worksheet, book: Book) -> None:
    """Place of the n-th gap among the questions, and its row on the form sheet; 0 for none."""
    places = book.places
    rank = span_here(places.calc_questions, Calc.RANK)
    numbers = span(places.sheet, (0, LINES + len(places.lines)), Column.NUMBER)
    for number in range(places.gap_count):
        nth, row = f"LARGE({rank},{number + 1})", places.gaps + number
        put, place = _putter(sheet, row), here(row, Calc.CHOICE)
        put(Calc.CHOICE, f"IF({nth}>0,MATCH({nth},{rank},0),0)", 0)
        put(Calc.GAP_ROW, f"IF({place}=0,0,MATCH(SMALL({numbers},{place}),{numbers},0))", 0)


def _count_asked(rows: tuple[int, int]) -> str:
    return f"{rows[1] - rows[0] + 1}-SUM({span_here(rows, Calc.HIDDEN)})"


def _count_answered(rows: tuple[int, int]) -> str:
    choice, hidden = (span_here(rows, column) for column in (Calc.CHOICE, Calc.HIDDEN))
    return f"SUMPRODUCT(({choice}>0)*({hidden}=0))"


def _typed(book: Book, asked: Field | Question) -> str:
    """The cell of the answer; shorter than its name."""
    return cell(book.places.sheet, book.places.inputs[asked.id], Column.CHOICE)


def _choice(book: Book, asked: Field | Question) -> str:
    """Place of the option whose title stands in the cell, 0 for any other text."""
    titles = book.places.option_sets[asked.options]
    places = ";".join(str(place) for place in range(1, len(asked.options) + 1))
    return f"IFERROR(SUMPRODUCT(EXACT({_typed(book, asked)},{titles})*{{{places}}}),0)"


def _strange(typed: str, hidden: str, choice: str) -> str:
    """1 when the cell holds something that is no answer, an error value included."""
    return f"IFERROR(IF(AND({hidden}=0,{choice}=0,LEN({typed})>0),1,0),1)"


def _or_blank(number: int | None) -> Value:
    return "" if number is None else number


def _putter(sheet: Worksheet, row: int) -> Put:
    def put(column: int, formula: str, value: Value) -> None:
        sheet.write_formula(row, column, f"={formula}", None, value)

    return put
