"""What every writer of a sheet needs: form, words, places, formats, results of the empty form."""

from collections.abc import Mapping
from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from publication.model.form import Field, Form, Level, Option, Question
from publication.render.excel_formula import literal, sentence
from publication.render.xlsx.look import FONT, SIZE, Look, height
from publication.render.xlsx.places import Places
from publication.scoring import Score, holds

Value = str | int | float
UNCONCERNED = {"objects": True, "scenarios": True}
"""What no sheet has, and protection therefore leaves alone."""


@dataclass(frozen=True, slots=True)
class Book:
    form: Form
    kind: Option | None
    """The kind of organisation that the form is for; None: of all, or the form asks."""
    words: Mapping[str, str]
    places: Places
    numbers: Mapping[str, int]
    """That readers see, by id of the question: ascending, with gaps where others are asked more."""
    file: Workbook
    look: Look
    empty: Score
    """Score of the form without answers; every formula carries its result for that."""

    def numbered(self) -> list[tuple[int, Question]]:
        """Questions with the number that readers see."""
        return [(self.numbers[each.id], each) for each in self.form.questions]

    def asked_when_empty(self, asked: Field | Question) -> bool:
        return asked.condition is None or holds(asked.condition, {})

    def counts_always(self, question: Question) -> bool:
        """Whether its maximum is the same whatever is answered, here and elsewhere."""
        return question.condition is None and all(
            option.points is not None for option in question.options
        )

    @property
    def for_kind(self) -> str:
        """Whom the form is for, in words; empty: everybody."""
        return self.words["for-kind"].format(kind=self.kind.title) if self.kind else ""

    @property
    def empty_level(self) -> Level | None:
        return self.form.level(self.empty.level) if self.empty.level else None

    def scored(self, points: str, empty: int | None) -> tuple[str, Value]:
        """Basis points as a share, or the words for none; with its value for the empty form."""
        none = self.words["no-score"]
        formula = f'IF({points}="",{literal(none)},{points}/10000)'
        return formula, none if empty is None else empty / 10000

    def left(self, count: str, empty: int, some: str = "unanswered") -> tuple[str, str]:
        """How many questions wait for an answer, in words; with their value for the empty form."""
        done = self.words["all-answered"]
        waiting = sentence(self.words[some], count=count)
        formula = f"IF({count}=0,{literal(done)},{waiting})"
        return formula, self.words[some].format(count=empty) if empty else done


@dataclass(frozen=True, slots=True)
class Run:
    """Cells beside each other in one row that are shown as one."""

    row: int
    first: int
    last: int


def spread(sheet: Worksheet, run: Run, style: Format) -> None:
    """Merged cells, still empty: of a text given here the writer would guess the type."""
    if run.last > run.first:
        sheet.merge_range(run.row, run.first, run.row, run.last, "", style)


def prose(sheet: Worksheet, run: Run, text: str, style: Format) -> None:
    """A fixed text over merged cells."""
    spread(sheet, run, style)
    sheet.write_string(run.row, run.first, text, style)


def live(sheet: Worksheet, run: Run, formula: str, style: Format, value: Value) -> None:
    """A formula over merged cells, with its result for the empty form."""
    spread(sheet, run, style)
    sheet.write_formula(run.row, run.first, f"={formula}", style, value)


def tall(sheet: Worksheet, row: int, lines: int, size: int) -> None:
    """A row of fixed height; merged cells and formulas do not make a row grow by themselves."""
    if (lines, size) != (1, SIZE):  # as every row is by itself
        sheet.set_row(row, height(lines, size))


def paged(sheet: Worksheet, book: Book, last: tuple[int, int]) -> None:
    """A4, as wide as the paper, with form, version and page number in the foot; protected."""
    # The space parts the size from a text that starts with a digit.
    words, font = book.words, f'&"{FONT},Regular"&12 '
    foot = words["foot"].format(form=book.form.id, version=book.form.version).replace("&", "&&")
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.45, right=0.45, top=0.5, bottom=0.65)
    page = words["page"].format(page="&P", pages="&N")
    sheet.set_footer(f"&L{font}{foot}&R{font}{page}", {"margin": 0.3})
    sheet.print_area(0, 0, *last)
    sheet.hide_gridlines(2)
    # No password: protection keeps formulas from slips, not from their owner.
    sheet.protect("", {"format_rows": True, "format_columns": True, **UNCONCERNED})
