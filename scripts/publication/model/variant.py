"""A form in, the form as each kind of organisation meets it on paper and in office files out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from publication.conditions import settled
from publication.model.form import Field, Form, Option, Question

_Asked = TypeVar("_Asked", Field, Question)


@dataclass(frozen=True, slots=True)
class Variant:
    """What is not asked of the kind is left out, so that paper needs no "only for"."""

    whole: Form
    """The form that the answers belong to."""
    form: Form
    """The part of it that this kind is asked, without the field that asks for the kind; conditions
    name nothing else than what is asked here. Its score is that of the whole form."""
    kind: Option | None
    """None: the form does not ask for the kind."""

    @property
    def numbers(self) -> dict[str, int]:
        """Of each question, by id: those of the page, where every kind counts alike, so that an
        officer who names a question on the telephone is understood."""
        return {question.id: number for number, question in enumerate(self.whole.questions, 1)}

    @property
    def skips(self) -> bool:
        """Whether a number is missing, since that question is for others."""
        return len(self.form.questions) < len(self.whole.questions)

    @property
    def name(self) -> str:
        """Of its files, without ending: ASCII, with form id, version and kind."""
        kind = self.kind.id if self.kind else "all"
        return f"{self.form.id}-v{self.form.version}-{kind}"


def variants(form: Form) -> tuple[Variant, ...]:
    """One for each kind of organisation; a single one where the form does not ask for it."""
    asked = form.kind_field
    if asked is None:
        return (Variant(form, form, None),)
    return tuple(Variant(form, _asked_of(form, asked.id, kind.id), kind) for kind in asked.options)


def _asked_of(form: Form, kind_field: str, kind: str) -> Form:
    sections = [
        replace(
            section,
            questions=_left(section.questions, kind_field, kind),
            fields=_left(section.fields, kind_field, kind),
        )
        for section in form.sections
    ]
    return replace(
        form,
        fields=_left((each for each in form.fields if each.kind != "kind"), kind_field, kind),
        sections=tuple(each for each in sections if each.questions or each.fields),
    )


def _left(every: Iterable[_Asked], kind_field: str, kind: str) -> tuple[_Asked, ...]:
    left: list[_Asked] = []
    for asked in every:
        condition = asked.condition and settled(asked.condition, kind_field, kind)
        if condition is not False:
            rest = None if condition is True else condition
            left.append(replace(asked, kinds=(), condition=rest))
    return tuple(left)
