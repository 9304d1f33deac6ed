"""A variant of a form in, its blank Word document out: title, instructions, parts, signatures."""

from collections.abc import Mapping
from datetime import datetime

from publication.model.form import Field, Question, Section
from publication.model.variant import Variant
from publication.render.asked_when import AskedWhen
from publication.render.docx.answers import Answers
from publication.render.docx.controls import Controls
from publication.render.docx.file import Story, section, written
from publication.render.docx.look import ACROSS, INSTRUCTIONS, UPRIGHT, Paper
from publication.render.docx.markup import FIELD_END, TAB, counted_by, field_begin, paragraph, run
from publication.render.docx.tables import WIDE
from publication.render.words import Words, long_date

_SIGNED = 4500
"""Width of a place to sign."""
_LEAST_CONTENTS = 4
"""Parts of which a reader wants a list."""


def blank(variant: Variant, words: Words, clock: datetime) -> bytes:
    """Fit for typing into and for writing on by hand; the same input gives the same bytes."""
    return written(_Writer(variant, words).story(), variant, words, clock)


class _Writer:
    def __init__(self, variant: Variant, words: Words) -> None:
        self._variant = variant
        self._form = variant.form
        self._kind = variant.kind
        self._words = words
        self._say: Mapping[str, str] = words["docx"]
        self._controls = Controls()
        self._answers = Answers(words, self._controls)
        kind_field = variant.form.kind_field
        kinds = {kind.id: kind.title for kind in kind_field.options} if kind_field else {}
        self._asked_when = AskedWhen(variant.whole, kinds, words["form"])
        self._numbers = variant.numbers
        self._lists = INSTRUCTIONS

    def story(self) -> Story:
        parts = [(UPRIGHT, self._front())]
        parts += [self._part(number, each) for number, each in enumerate(self._form.sections, 1)]
        paper, body = parts[0]
        for following, markup in parts[1:]:
            if following is not paper:
                body += paragraph("SectionEnd", properties=section(paper))
            body += markup
            paper = following
        return Story(body + self._signatures() + section(paper), self._lists)

    def _front(self) -> str:
        """Title, instructions, contents, and what is asked about the organisation."""
        form, say = self._form, self._words["form"]
        edition = say["edition"].format(version=form.version, date=long_date(form.published, say))
        title = paragraph("Title", run(form.title))
        if self._kind:
            title += paragraph("Subtitle", run(self._kind.title))
        title += paragraph("Edition", run(edition))
        contents = self._contents()
        fields = "".join(self._field(each, UPRIGHT) for each in form.fields)
        if fields:
            apart = "<w:pageBreakBefore/>" if contents else ""
            fields = paragraph("Heading1", run(say["organisation"]), properties=apart) + fields
        return title + self._instructions() + contents + fields

    def _instructions(self) -> str:
        texts = [*self._form.intro, self._say["how-pen"], self._say["how-type"]]
        if self._variant.skips:
            texts.append(self._words["common"]["numbers"])
        if any(each.columns for each in self._form.every_field):
            texts.append(self._say["how-rows"])
        if any(column.required for each in self._form.every_field for column in each.columns):
            texts.append(self._say["how-starred"])
        return paragraph("Heading3", run(self._say["instructions"])) + "".join(
            paragraph("Instruction", run(text), properties=counted_by(INSTRUCTIONS))
            for text in texts
        )

    def _contents(self) -> str:
        """Without page numbers until the program that shows it counts the pages."""
        sections = self._form.sections
        if len(sections) < _LEAST_CONTENTS:
            return ""
        entries = [
            f'<w:hyperlink w:anchor="{_bookmark(number)}">{run(each.title)}</w:hyperlink>'
            for number, each in enumerate(sections, 1)
        ]
        entries[0] = field_begin('TOC \\o "1-1" \\h \\z \\u') + entries[0]
        entries[-1] += FIELD_END
        return self._controls.contents(
            paragraph("TOCHeading", run(self._say["contents"]))
            + "".join(paragraph("TOC1", entry) for entry in entries)
        )

    def _part(self, number: int, part: Section) -> tuple[Paper, str]:
        """One with a wide table lies across."""
        paper = ACROSS if any(len(each.columns) > WIDE for each in part.fields) else UPRIGHT
        mark = (
            f'<w:bookmarkStart w:id="{number}" w:name="{_bookmark(number)}"/>'
            f'{run(part.title)}<w:bookmarkEnd w:id="{number}"/>'
        )
        body = paragraph("Heading1", mark)
        body += "".join(self._field(each, paper) for each in part.fields)
        for each in part.questions:
            only = self._when(each)
            body += self._answers.question(each, self._numbers[each.id], only, paper)
        return paper, body

    def _field(self, asked: Field, paper: Paper) -> str:
        self._lists += asked.kind == "rows"
        return self._answers.field(asked, self._when(asked), paper, self._lists)

    def _when(self, asked: Field | Question) -> str:
        only = self._asked_when.label(asked)
        return self._say["when"].format(only=only) if only else ""

    def _signatures(self) -> str:
        """Who filled in and who approved, side by side."""
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{_SIGNED}" w:type="dxa"/></w:tcPr>'
            f"{self._signed(who)}</w:tc>"
            for who in ("filled-by", "approved-by")
        )
        grid = f'<w:gridCol w:w="{_SIGNED}"/>' * 2
        return (
            paragraph("Heading1", run(self._say["signatures"]))
            + f'<w:tbl><w:tblPr><w:tblW w:w="{2 * _SIGNED}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
            f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr></w:tbl>" + paragraph("SectionEnd")
        )

    def _signed(self, who: str) -> str:
        say = self._words["form"]
        return (
            paragraph("Signature", run(say["result-sign"] + " "), TAB, run(" " + self._say[who]))
            + paragraph("Signature", run("("), TAB, run(")"))
            + paragraph("Signature", run(say["result-position"] + " "), TAB)
            + paragraph("Signature", run(say["result-day"] + " "), TAB)
        )


def _bookmark(number: int) -> str:
    """As Word names the headings of its own contents."""
    return f"_Toc{number:08}"
