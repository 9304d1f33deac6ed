"""A form in; when each of its questions is asked, in words, out."""

from collections.abc import Iterator, Mapping
from typing import Any

from publication.conditions import Condition
from publication.model.form import Field, Form, Question


class AskedWhen:
    """Says the conditions of one form."""

    def __init__(self, form: Form, kinds: Mapping[str, str], say: Mapping[str, str]) -> None:
        """``kinds`` are titles of kinds of organisation by id."""
        self._say = say
        self._kind = form.kind_field.id if form.kind_field else ""
        self._kinds = kinds
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
        """Empty where it is always asked."""
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
