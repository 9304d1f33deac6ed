"""A form and its publication in; what its page shows beside the form itself, out."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from markupsafe import Markup

from publication import thai
from publication.conditions import Condition
from publication.model.form import Field, Form, Option, Question
from publication.model.publication import Publication
from publication.provinces import PROVINCES
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
    only = _Only(form, publication, say)
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
    number: int, question: Question, publication: Publication, only: "_Only"
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


def _parts(condition: Condition) -> Iterator[Condition]:
    """Of all or any, with those of parts that are joined in the same way, or not at all."""
    inner: Any = condition[1]
    for part in inner:
        if part[0] == condition[0] or (part[0] in ("all", "any") and not _is_joined(part)):
            yield from _parts(part)
        else:
            yield part


def _is_joined(condition: Condition) -> bool:
    inner: Any = condition[1]
    return condition[0] in ("all", "any") and len(inner) > 1


class _Only:
    """Says conditions in words, for readers of paper and of pages without scripts."""

    def __init__(self, form: Form, publication: Publication, say: Mapping[str, str]) -> None:
        self._say = say
        self._kind = form.kind_field.id if form.kind_field else ""
        self._kinds = {kind.id: kind.title for kind in publication.site.kinds}
        asked: tuple[Field | Question, ...] = (*form.every_field, *form.questions)
        self._titles = {
            each.id: {option.id: option.title for option in each.options} for each in asked
        }
        self._names = {
            field.id: say["field-name"].format(title=field.title) for field in form.every_field
        } | {
            question.id: say["question-number"].format(number=number)
            for number, question in enumerate(form.questions, 1)
        }

    def label(self, asked: Field | Question) -> str:
        if asked.condition is None:
            return ""
        label: str = self._say["only"].format(condition=self._words(asked.condition))
        return label.replace("  ", " ")

    def _words(self, condition: Condition) -> str:
        operator: Any = condition[0]
        argument: Any = condition[1]
        if operator in ("all", "any"):
            parts = [self._part(part) for part in _parts(condition)]
            return self._say[f"only-{operator}"].join(dict.fromkeys(parts))
        if operator == "not":
            return self._say["only-not"].format(condition=self._words(argument))
        if operator == "answered":
            return self._say["only-answered"].format(question=self._names[argument])
        wanted: Any = condition[2]
        return self._answers(argument, (wanted,) if operator == "eq" else wanted)

    def _part(self, part: Condition) -> str:
        """Parts that are joined in another way than what they are part of stand in brackets."""
        words = self._words(part)
        return self._say["only-joined"].format(condition=words) if _is_joined(part) else words

    def _answers(self, asked: str, wanted: tuple[str, ...]) -> str:
        if asked == self._kind:
            kinds = self._say["only-any"].join(self._kinds[kind] for kind in wanted)
            return self._say["only-kinds"].format(kinds=kinds)
        titles = self._titles[asked]
        answers = self._say["only-any"].join(titles.get(answer, answer) for answer in wanted)
        return self._say["only-is"].format(question=self._names[asked], answers=answers)
