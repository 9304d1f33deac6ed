"""A form in, the bytes of its blank workbook out: form, summary and two very hidden sheets."""

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from xlsxwriter.workbook import Workbook

from publication.model.form import Form
from publication.model.variant import Variant
from publication.render.xlsx import calculation, meta, questions, summary
from publication.render.xlsx.book import Book
from publication.render.xlsx.look import look, options
from publication.render.xlsx.package import packed
from publication.render.xlsx.places import CALC, META, places
from publication.scoring import plan_of, score

_MANY_CELLS = ("choices", "rows")


def holds(form: Form) -> bool:
    """Whether the form is one that this workbook can hold: sections of questions, and fields about
    the organisation that take one cell each."""
    return all(section.questions and not section.fields for section in form.sections) and not any(
        field.kind in _MANY_CELLS for field in form.fields
    )


def blank(variant: Variant, words: Mapping[str, Any], clock: datetime) -> bytes:
    """The workbook to fill in. Scores are live and follow ``scoring.score`` in every case.

    The same variant, words and clock give the same bytes.
    """
    form = variant.form
    own: Mapping[str, str] = words["xlsx"]
    content = BytesIO()
    with Workbook(content, options()) as file:
        file.set_properties(
            {
                "title": form.title,
                "subject": f"{form.id} v{form.version}",
                "created": clock.astimezone(UTC) if clock.tzinfo else clock,
            }
        )
        sheets = [file.add_worksheet(own[name]) for name in ("sheet-form", "sheet-summary")]
        hidden = [file.add_worksheet(name) for name in (CALC, META)]
        book = Book(
            form=form,
            words=own,
            places=places(form, own["sheet-form"], len(questions.introduction(form, own))),
            file=file,
            look=look(file),
            empty=score(plan_of(form), {}),
        )
        questions.write(sheets[0], book)
        summary.write(sheets[1], book)
        calculation.write(hidden[0], book)
        meta.write(hidden[1], book)
        for sheet in hidden:
            sheet.very_hidden()
            sheet.protect()
        sheets[0].activate()
    return packed(content.getvalue(), 1, book.places.questions.values())
