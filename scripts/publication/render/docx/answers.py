"""Fields and questions in, what to write on, tick and type into out."""

from collections.abc import Mapping, Sequence

from publication.model.form import Field, Option, Question
from publication.render.docx.controls import Controls
from publication.render.docx.look import INDENT, Paper, width
from publication.render.docx.markup import TAB, lines, paragraph, run
from publication.render.docx.tables import table
from publication.render.words import Words

_CRITERIA = " · "
"""Between the criteria of a hint."""
_SIDE_BY_SIDE = "  "
_LABEL_SHARE = 0.55
"""Of a line: so much may a label take before the answer stands on lines of its own."""
_LETTERS_A_LINE = 250
_MOST_LINES = 6
_BOX = 450
"""A box to tick, the space after it, and some before the next."""
_MOST_ABREAST = 4
_KEPT = "<w:keepNext/>"


class Answers:
    """Writes what one document asks, in the words of the form and of documents."""

    def __init__(self, words: Words, controls: Controls) -> None:
        self._say: Mapping[str, str] = words["docx"] | words["form"]
        self._controls = controls

    def field(self, field: Field, only: str, paper: Paper, number: int) -> str:
        """Of any kind; rows of a table are counted by the list of this number."""
        if field.kind == "rows":
            return self._table(field, only, paper, number)
        if field.options and field.kind != "province":
            return self._choice(field, only, paper)
        return self._typed(field, only, paper)

    def question(self, question: Question, number: int, only: str, paper: Paper) -> str:
        """A scored one, with room for evidence and a note; it stays on one page."""
        must = (run(" " + self._say["must-have"]),) if question.must_have else ()
        title = (run(f"{number}."), TAB, run(question.title), *must)
        hints = [only, *_criteria(question.hint)]
        if question.evidence_example:
            hints.append(self._say["proof"].format(example=question.evidence_example))
        return (
            paragraph("Question", *title)
            + _hint(hints, INDENT)
            + self._options(question.id, question.options, paper, INDENT, kept=True)
            + self._beside(question, number, "evidence", paper, _KEPT)
            + self._beside(question, number, "note", paper, "")
        )

    def _beside(self, question: Question, number: int, what: str, paper: Paper, kept: str) -> str:
        name = self._say[what]
        title = self._say["beside"].format(name=name, number=number)
        line = self._controls.line(f"{question.id}.{what}", title, wraps=True)
        return paragraph(paper.line, run(f"{name} "), line, properties=kept + _indented(INDENT))

    def _table(self, field: Field, only: str, paper: Paper, number: int) -> str:
        hints = [only, *_criteria(field.hint)]
        return (
            paragraph("Heading2", *self._label(field))
            + _hint(hints)
            + table(field, self._controls, paper, number, self._say)
        )

    def _choice(self, field: Field, only: str, paper: Paper) -> str:
        several = [self._say["several"]] if field.kind == "choices" else []
        return (
            paragraph("Label", *self._label(field))
            + _hint([only, *_criteria(field.hint), *several])
            + self._options(field.id, field.options, paper, 0)
        )

    def _typed(self, field: Field, only: str, paper: Paper) -> str:
        help_texts = _criteria(field.hint)
        if field.example:
            help_texts.append(self._say["evidence-example"].format(example=field.example))
        hints = [only, _SIDE_BY_SIDE.join(help_texts)]
        high = _written_lines(field)
        line = self._controls.line(
            field.id, field.title, high, wraps=field.kind in ("text", "long-text")
        )
        after = self._unit(field)
        if only or high > 1 or width(field.title) > paper.inner * _LABEL_SHARE:
            label = paragraph("Label", *self._label(field))
            return label + _hint(hints) + paragraph(paper.line, line, after)
        one = (*self._label(field), run(" "), line, after)
        if not any(hints):
            return paragraph(paper.line, *one)
        return paragraph(paper.line, *one, properties=_KEPT) + _hint(hints, kept=False)

    def _label(self, field: Field) -> tuple[str, ...]:
        required = (run(f" ({self._say['required']})", "Small"),) if field.required else ()
        return (run(field.title), *required)

    def _unit(self, field: Field) -> str:
        """What stands behind the line."""
        unit = self._say["date-parts"] if field.kind == "date" else field.unit
        return run(" " + unit) if unit else ""

    def _options(
        self,
        place: str,
        options: Sequence[Option],
        paper: Paper,
        indent: int,
        *,
        kept: bool = False,
    ) -> str:
        """As many abreast as fit, in columns."""
        room = paper.inner - indent
        widest = max(width(option.title) for option in options) + _BOX
        abreast = max(1, min(_MOST_ABREAST, len(options), room // widest))
        stops = "".join(
            f'<w:tab w:val="left" w:pos="{indent + room * column // abreast}"/>'
            for column in range(1, abreast)
        )
        properties = f"<w:tabs>{stops}</w:tabs>" if stops else ""
        rows = [options[start : start + abreast] for start in range(0, len(options), abreast)]
        return "".join(
            paragraph(
                "Options",
                TAB.join(self._option(place, option) for option in row),
                properties=(_KEPT if kept or row is not rows[-1] else "")
                + properties
                + f'<w:ind w:left="{indent + _HANGING}" w:hanging="{_HANGING}"/>',
            )
            for row in rows
        )

    def _option(self, place: str, option: Option) -> str:
        box = self._controls.box(f"{place}={option.id}", option.title)
        return box + run("\N{NO-BREAK SPACE}" + option.title)


_HANGING = 380
"""An option's second line starts below its first word."""


def _criteria(hint: str) -> list[str]:
    return hint.split(_CRITERIA) if hint else []


def _written_lines(field: Field) -> int:
    """Lines to write by hand."""
    if field.kind == "long-text":
        return max(3, min(_MOST_LINES, -(-field.max_length // _LETTERS_A_LINE)))
    return 2 if field.kind == "text" and field.max_length > _LETTERS_A_LINE else 1


def _hint(texts: Sequence[str], indent: int = 0, *, kept: bool = True) -> str:
    """Small print, each text on a line of its own; nothing where all are empty."""
    said = [text for text in texts if text]
    properties = (_KEPT if kept else "") + (_indented(indent) if indent else "")
    return paragraph("Hint", lines(*said), properties=properties) if said else ""


def _indented(indent: int) -> str:
    return f'<w:ind w:left="{indent}"/>'
