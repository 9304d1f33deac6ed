"""A form in, the helper sheet out: a row of plain formulas a question, section and result.

The sums are those of ``scoring.score``, integers only; tests recalculate both and compare.
"""

from collections.abc import Callable

from xlsxwriter.utility import xl_rowcol_to_cell as here
from xlsxwriter.worksheet import Worksheet

from publication import scoring
from publication.model.form import Field, Question, Section
from publication.render.excel_formula import condition, percent, share
from publication.render.xlsx.book import Book, Value
from publication.render.xlsx.places import (
    CALC,
    FACTS,
    Calc,
    cell,
    input_name,
    section_name,
    span_here,
)

Put = Callable[[int, str, Value], None]
"""Writes a formula into a column of the row at hand, with its result for the empty form."""


def write(sheet: Worksheet, book: Book) -> None:
    for section in book.form.sections:
        for question in section.questions:
            _question(sheet, book, question)
            _rank(sheet, book, section, question)
        _section(sheet, book, section)
    for field in book.form.fields:
        if field.options:
            _field(sheet, book, field)
    _facts(sheet, book)
    _gaps(sheet, book)


def _question(sheet: Worksheet, book: Book, question: Question) -> None:
    row = book.places.calc[question.id]
    name, options = input_name(question.id), book.places.option_sets[question.options]
    choice, asked, got, most, answered = (
        here(row, column)
        for column in (Calc.CHOICE, Calc.ASKED, Calc.GOT, Calc.MOST, Calc.ANSWERED)
    )
    points = ",".join(str((option.points or 0) * question.weight) for option in question.options)
    full = question.best * question.weight
    counts = ",".join(str(full * (option.points is not None)) for option in question.options)
    is_asked = int(book.asked_when_empty(question))
    put = _putter(sheet, row)
    sheet.write_string(row, Calc.ID, question.id)
    put(Calc.CHOICE, _choice(name, options, len(question.options)), 0)
    if question.condition is None:
        sheet.write_number(row, Calc.ASKED, 1)
    else:
        met = condition(question.condition, book.places.answers)
        put(Calc.ASKED, f"IF({met},1,0)", is_asked)
    put(Calc.GOT, f"{asked}*CHOOSE({choice}+1,0,{points})", 0)
    put(Calc.MOST, f"{asked}*CHOOSE({choice}+1,{full},{counts})", is_asked * full)
    put(Calc.ANSWERED, f"IF({choice}>0,{asked},0)", 0)
    if question.must_have:
        put(Calc.UNMET, f"IF({got}<{most},1,0)", int(is_asked * full > 0))
    put(Calc.STRANGE, _strange(name, asked, choice), 0)
    sheet.write_string(row, Calc.TITLE, question.title)
    put(Calc.ANSWER, f'IF({answered}=1,{name},"")', "")
    sheet.write_string(row, Calc.FIRST_STEP, question.if_missing)


def _rank(sheet: Worksheet, book: Book, section: Section, question: Question) -> None:
    """Orders gaps as ``scoring.score`` does: must-haves, what they would add, place in the form."""
    row, count = book.places.calc[question.id], len(book.form.questions)
    got, most, answered = (here(row, column) for column in (Calc.GOT, Calc.MOST, Calc.ANSWERED))
    section_most = here(book.places.calc_sections[section.id], Calc.MOST)
    above_all = (max(each.weight for each in book.form.sections) * 10000 + 1) * count
    first = above_all * question.must_have + count - row + book.places.calc_questions[0]
    gain = f"INT(({most}-{got})*{section.weight * 10000}/{section_most})"
    formula = f"IF(AND({answered}=1,{got}<{most}),{first}+{gain}*{count},0)"
    _putter(sheet, row)(Calc.RANK, formula, 0)


def _section(sheet: Worksheet, book: Book, section: Section) -> None:
    row = book.places.calc_sections[section.id]
    within = [book.places.calc[question.id] for question in section.questions]
    empty = next(tally for tally in book.empty.sections if tally.id == section.id)
    got, most, result = (here(row, column) for column in (Calc.GOT, Calc.MOST, Calc.BP))
    put = _putter(sheet, row)
    sheet.write_string(row, Calc.ID, section.id)
    sums = ((Calc.ASKED, empty.asked), (Calc.GOT, 0), (Calc.MOST, empty.max), (Calc.ANSWERED, 0))
    for column, value in sums:
        put(column, f"SUM({span_here((within[0], within[-1]), column)})", value)
    put(Calc.BP, share(got, most), _or_blank(empty.bp))
    put(Calc.SHARE_GOT, f"IF({most}=0,0,{section.weight}*{result})", 0)
    counted = section.weight * 10000
    put(Calc.SHARE_MOST, f"IF({most}=0,0,{counted})", counted if empty.max else 0)
    book.file.define_name(section_name(section.id), "=" + cell(CALC, row, Calc.BP))


def _field(sheet: Worksheet, book: Book, field: Field) -> None:
    row, name = book.places.calc[field.id], input_name(field.id)
    put = _putter(sheet, row)
    sheet.write_string(row, Calc.ID, field.id)
    put(Calc.CHOICE, _choice(name, book.places.option_sets[field.options], len(field.options)), 0)
    put(Calc.STRANGE, _strange(name, "1", here(row, Calc.CHOICE)), 0)


def _facts(sheet: Worksheet, book: Book) -> None:
    """The results, each with a defined name by which the other sheets call it."""
    facts = _sums(book) | _levels(book)
    for row, name in enumerate(FACTS, start=book.places.facts):
        sheet.write_string(row, Calc.ID, name)
        _putter(sheet, row)(Calc.CHOICE, *facts[name])
        book.file.define_name(name, "=" + cell(CALC, row, Calc.CHOICE))


Facts = dict[str, tuple[str, Value]]
"""Formula and its result for the empty form, by name."""


def _sums(book: Book) -> Facts:
    places, total = book.places, book.empty.total
    sections, inputs = list(places.calc_sections.values()), list(places.calc.values())
    share_got, share_most = (
        span_here((sections[0], sections[-1]), column)
        for column in (Calc.SHARE_GOT, Calc.SHARE_MOST)
    )
    asked, answered, unmet, rank = (
        span_here(places.calc_questions, column)
        for column in (Calc.ASKED, Calc.ANSWERED, Calc.UNMET, Calc.RANK)
    )
    strange = span_here((inputs[0], inputs[-1]), Calc.STRANGE)
    return {
        "score_got": (f"SUM({share_got})", total.got),
        "score_most": (f"SUM({share_most})", total.max),
        "score_bp": (share("score_got", "score_most"), _or_blank(total.bp)),
        "score_unanswered": (f"SUM({asked})-SUM({answered})", total.asked),
        "score_unmet": (f"SUM({unmet})", len(book.empty.unmet)),
        "score_strange": (f"SUM({strange})", 0),
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
    """Place of the n-th gap among the questions, 0 for none."""
    rank = span_here(book.places.calc_questions, Calc.RANK)
    for number in range(book.places.gap_count):
        nth = f"LARGE({rank},{number + 1})"
        put = _putter(sheet, book.places.gaps + number)
        put(Calc.CHOICE, f"IF({nth}>0,MATCH({nth},{rank},0),0)", 0)


def _choice(name: str, options: str, count: int) -> str:
    """Place of the option whose title stands in the cell, 0 for any other text."""
    places = ";".join(str(place) for place in range(1, count + 1))
    return f"IFERROR(SUMPRODUCT(EXACT({name},{options})*{{{places}}}),0)"


def _strange(name: str, asked: str, choice: str) -> str:
    """1 when the cell holds something that is no answer, an error value included."""
    return f"IFERROR(IF(AND({asked}=1,{choice}=0,LEN({name})>0),1,0),1)"


def _or_blank(number: int | None) -> Value:
    return "" if number is None else number


def _putter(sheet: Worksheet, row: int) -> Put:
    def put(column: int, formula: str, value: Value) -> None:
        sheet.write_formula(row, column, f"={formula}", None, value)

    return put
