"""A form and its publication in; what its page shows beside the form itself, out."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from markupsafe import Markup

from publication import thai
from publication.model.form import Field, Form, Option, Question
from publication.model.publication import Publication
from publication.provinces import PROVINCES
from publication.render.asked_when import AskedWhen
from publication.render.words import Words, long_date
from publication.scoring import plan_of

_CAPITAL = next(iter(PROVINCES))
_PROVINCES = tuple(
    Option(code, name, None)
    for code, name in sorted(
        PROVINCES.items(),
        key=lambda each: (each[0] != _CAPITAL, thai.dictionary_order(each[1])),
    )
)


@dataclass(frozen=True, slots=True)
class FieldView:
    only: str
    """Of whom, or after which answer, it is asked; empty: of all, always."""
    guidance: str
    """Address on the site of the step that helps; empty: none."""
    guidance_title: str


@dataclass(frozen=True, slots=True)
class QuestionView(FieldView):
    number: int
    """Counted through the whole form, hidden questions included, so that it never shifts."""


@dataclass(frozen=True, slots=True)
class FormView:
    edition: str
    """Version and day of publication in words."""
    size: str
    """How much it asks, and how long that takes, in words."""
    questions: Mapping[str, QuestionView]
    fields: Mapping[str, FieldView]
    provinces: tuple[Option, ...]
    """As readers look for them: by name, the capital first."""
    data: Markup
    """JSON for the script, safe inside a script element."""


def form_view(form: Form, publication: Publication, words: Words) -> FormView:
    say = words["form"]
    edition = say["edition"].format(version=form.version, date=long_date(form.published, say))
    kinds = {kind.id: kind.title for kind in publication.site.kinds}
    only = AskedWhen(form, kinds, say)
    return FormView(
        edition=edition,
        size=_size(form, say),
        questions={
            question.id: _question(number, question, publication, only)
            for number, question in enumerate(form.questions, 1)
        },
        fields={
            field.id: FieldView(only.label(field), *_guidance(field, publication))
            for field in form.every_field
        },
        provinces=_PROVINCES,
        data=_script_safe(
            {
                "plan": plan_of(form),
                "title": form.title,
                "edition": edition,
                "kindField": form.kind_field.id if form.kind_field else "",
                "levels": {
                    level.id: {"title": level.title, "meaning": level.meaning}
                    for level in form.levels
                },
                "ifMissing": {
                    question.id: question.if_missing
                    for question in form.questions
                    if question.if_missing
                },
                "ifPartial": {
                    question.id: question.if_partial
                    for question in form.questions
                    if question.if_partial
                },
                "schema": form.schema,
                "history": asdict(form.history),
                "words": words["form-live"],
            }
        ),
    )


def taking(minutes: int, say: Mapping[str, str]) -> str:
    """How long something takes; whole hours from two on."""
    hours, rest = divmod(minutes, 60)
    if hours > 1 and not rest:
        return say["hours"].format(n=hours)
    return say["minutes"].format(n=minutes)


def _size(form: Form, say: Mapping[str, str]) -> str:
    return say["size" if form.questions else "size-unscored"].format(
        questions=len(form.questions),
        sections=len(form.sections),
        time=taking(form.minutes, say),
    )


def _question(
    number: int, question: Question, publication: Publication, only: AskedWhen
) -> QuestionView:
    return QuestionView(only.label(question), *_guidance(question, publication), number)


def _guidance(asked: Field | Question, publication: Publication) -> tuple[str, str]:
    """Address and title of the step that helps."""
    if not asked.guidance:
        return "", ""
    guideline, step = publication.step(asked.guidance)
    return f"/guidelines/{guideline.id}/#{step.id}", step.title


def _script_safe(data: Mapping[str, Any]) -> Markup:
    """JSON in which no "<" can end the script element or open a comment in it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))
