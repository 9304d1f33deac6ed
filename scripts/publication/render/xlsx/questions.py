"""A scored question, the sums of a section or of all in, one line of the form sheet out."""

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from publication.model.form import Question
from publication.render.excel_formula import literal
from publication.render.xlsx import lines as line
from publication.render.xlsx.book import Book, Run, live, prose, tall
from publication.render.xlsx.look import SIZE, SMALL, height, lines
from publication.render.xlsx.places import CALC, SCORED, Calc, Column, cell, section_name


def scored(sheet: Worksheet, book: Book, row: int, each: line.Scored) -> None:
    look, question = book.look, each.question
    title = f"{book.words['must']} {question.title}" if question.must_have else question.title
    needed = height(lines(title, SCORED.widths[Column.TEXT]))
    if question.hint:
        needed += height(lines(question.hint, SCORED.widths[Column.TEXT], SMALL), SMALL)
    sheet.set_row(row, needed)
    sheet.write_number(row, Column.NUMBER, each.number, look["number"])
    _title(sheet, book, question, row)
    sheet.write_blank(row, Column.CHOICE, None, look["choice"])
    sheet.write_number(row, Column.WEIGHT, question.weight, look["number"])
    _points(sheet, book, question, row)
    for column in (Column.EVIDENCE, Column.NOTE):
        sheet.write_blank(row, column, None, look["typed"])


def _title(sheet: Worksheet, book: Book, question: Question, row: int) -> None:
    """The question, marked when it must be met, and its hint below in small print."""
    look = book.look
    runs: list[object] = [question.title]
    if question.must_have:
        runs = [look["run-must"], book.words["must"] + " ", look["run"], *runs]
    if question.hint:
        runs += [look["run-hint"], "\n" + question.hint]
    if len(runs) > 1:
        sheet.write_rich_string(row, Column.TEXT, *runs, look["text"])
    else:
        sheet.write_string(row, Column.TEXT, question.title, look["text"])


def _points(sheet: Worksheet, book: Book, question: Question, row: int) -> None:
    """Points, or the word for what keeps the answer from having any; an error is no answer."""
    words, look, at = book.words, book.look, book.places.calc[question.id]
    hidden, choice, got, most = (
        cell(CALC, at, column) for column in (Calc.HIDDEN, Calc.CHOICE, Calc.GOT, Calc.MOST)
    )
    typed = xl_rowcol_to_cell(row, Column.CHOICE)
    none = f'IF(IFERROR(LEN({typed}),1)=0,"",{literal(words["strange"])})'
    full = question.best * question.weight
    points = got
    if not (full and book.counts_always(question)):
        points = f"IF({most}=0,{literal(words['not-counted'])},{got})"
    shown = f"IF({choice}=0,{none},{points})"
    if question.condition:
        shown = f"IF({hidden}=1,{literal(words['skipped'])},{shown})"
    is_asked = book.asked_when_empty(question)
    value = "" if is_asked else words["skipped"]
    sheet.write_formula(row, Column.GOT, f"={shown}", look["number"], value)
    if book.counts_always(question):
        sheet.write_number(row, Column.MOST, full, look["most"])
    else:
        sheet.write_formula(row, Column.MOST, f"={most}", look["most"], full * is_asked)


def subtotal(sheet: Worksheet, book: Book, row: int, each: line.Subtotal) -> None:
    section, look, words = each.section, book.look, book.words
    at = book.places.calc_sections[section.id]
    empty = next(tally for tally in book.empty.sections if tally.id == section.id)
    asked, answered, got, most = (
        cell(CALC, at, column) for column in (Calc.ASKED, Calc.ANSWERED, Calc.GOT, Calc.MOST)
    )
    label = words["subtotal"].format(section=section.title)
    prose(sheet, Run(row, 0, Column.WEIGHT), label, look["sum-label"])
    tall(sheet, row, lines(label, SCORED.width(0, Column.WEIGHT)), SIZE)
    sheet.write_formula(row, Column.GOT, f"={got}", look["sum"], 0)
    sheet.write_formula(row, Column.MOST, f"={most}", look["sum"], empty.max)
    shown, value = book.scored(section_name(section.id), empty.bp)
    sheet.write_formula(row, Column.EVIDENCE, f"={shown}", look["sum-percent"], value)
    rest, value = book.left(f"({asked}-{answered})", empty.asked)
    sheet.write_formula(row, Column.NOTE, f"={rest}", look["sum"], value)


def total(sheet: Worksheet, book: Book, row: int, _: line.Total) -> None:
    look, sums = book.look, book.empty.total
    prose(sheet, Run(row, 0, Column.WEIGHT), book.words["total"], look["sum-label"])
    tall(sheet, row, 1, SIZE)
    shown, value = book.scored("score_bp", sums.bp)
    live(sheet, Run(row, Column.GOT, Column.MOST), shown, look["sum-percent"], value)
    level = book.empty_level.title if book.empty_level else ""
    sheet.write_formula(row, Column.EVIDENCE, "=score_level", look["sum"], level)
    rest, value = book.left("score_unanswered", sums.asked)
    sheet.write_formula(row, Column.NOTE, f"={rest}", look["sum"], value)
