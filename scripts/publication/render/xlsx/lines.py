"""A form in, what stands on each line of its first sheet out, from the top; no cells yet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from publication.model.form import Field, Form, Option, Question, Section
from publication.model.variant import Variant


@dataclass(frozen=True, slots=True)
class Band:
    title: str


@dataclass(frozen=True, slots=True)
class Prose:
    text: str


@dataclass(frozen=True, slots=True)
class Input:
    """A field that takes one cell."""

    field: Field


@dataclass(frozen=True, slots=True)
class TickHead:
    """Over the ticks of a field that takes several options."""

    field: Field


@dataclass(frozen=True, slots=True)
class Tick:
    field: Field
    option: Option


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where the form has a table, which stands on a sheet of its own."""

    field: Field


@dataclass(frozen=True, slots=True)
class Scored:
    question: Question
    number: int
    """As readers see it, counted through the whole form."""


@dataclass(frozen=True, slots=True)
class Subtotal:
    section: Section


@dataclass(frozen=True, slots=True)
class Total:
    """The last line of a form with a score."""


Line = Band | Prose | Input | TickHead | Tick | Pointer | Scored | Subtotal | Total


def lines_of(variant: Variant, words: Mapping[str, str]) -> tuple[Line, ...]:
    return tuple(_lines(variant, words))


def _lines(variant: Variant, words: Mapping[str, str]) -> Iterator[Line]:
    form, numbers = variant.form, variant.numbers
    yield Band(words["intro"])
    yield from (Prose("\n".join(told)) for told in (form.intro, _how_to(form, words)) if told)
    if form.fields:
        yield Band(words["fields"])
        yield from _of_fields(form.fields)
    for section in form.sections:
        yield Band(section.title)
        yield from _of_fields(section.fields)
        yield from (Scored(each, numbers[each.id]) for each in section.questions)
        if section.questions:
            yield Subtotal(section)
    if form.questions:
        yield Total()


def _of_fields(fields: tuple[Field, ...]) -> Iterator[Line]:
    for field in fields:
        if field.kind == "choices":
            yield TickHead(field)
            yield from (Tick(field, option) for option in field.options)
        elif field.kind == "rows":
            yield Pointer(field)
        else:
            yield Input(field)


def _how_to(form: Form, words: Mapping[str, str]) -> tuple[str, ...]:
    """How to use this workbook."""
    asked: list[Field | Question] = [*form.every_field, *form.questions]
    kinds = {field.kind for field in form.every_field}
    told = [words["how-to"]]
    if form.questions:
        told.append(words["how-to-scored"])
    if "choices" in kinds:
        told.append(words["how-to-ticks"])
    if "rows" in kinds:
        told.append(words["how-to-tables"])
    if form.cap and any(question.must_have for question in form.questions):
        told.append(words["how-to-must"].format(level=form.level(form.cap).title))
    if any(each.condition for each in asked):
        told.append(words["how-to-skipped"])
    return tuple(told)
