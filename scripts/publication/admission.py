"""Answers from elsewhere in, those that a form accepts out, every other one named.

The twin of ``overrides/components/travel/admit.ts``: the same reasons for the same answers.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from publication.scoring import Value
from publication.validation import KEYWORDS, Fault, Schema, faults

_ID = re.compile(r"[a-z][a-z0-9-]*([.][a-z0-9-]+)?")
_ORDER = {keyword: place for place, keyword in enumerate(sorted(KEYWORDS))}


@dataclass(frozen=True, slots=True)
class Terms:
    """What admitting needs of a form: its plan, and its schema and history as the page has them."""

    plan: Mapping[str, Any]
    schema: Schema
    renamed: Mapping[str, str]
    """New id by old id of a property, ``question=option`` of an option, ``field/column``."""
    retired: Mapping[str, str]
    """Title of what is no longer asked, by id written as above."""


@dataclass(frozen=True, slots=True)
class Note:
    """A value that did not go where it was meant to go."""

    reason: str
    """A keyword of the form that is against it; ``retired``: no longer asked; ``unknown``: never
    asked; ``repeated``: a value of that id is already there."""
    id: str
    """As the file has it."""
    place: str
    """JSON pointer inside the answer; empty: all of it."""
    value: Any
    limit: int | float | str | None = None
    """What the form says for the keyword."""


def admit(
    terms: Terms, answers: Mapping[str, Any], unplaced: Mapping[str, Any] | None = None
) -> "Admission":
    """Keeps every value that the form accepts, names every other; raises on none."""
    schemas = _schemas(terms)
    admission = Admission(terms)
    moved = []
    for given, value in answers.items():
        if given in schemas:
            admission.take(given, given, value, schemas[given])
        else:
            name, dot, suffix = given.partition(".")
            moved.append((given, terms.renamed.get(name, name) + dot + suffix, value))
    # after those that carry the id of today, which win
    for old, today, value in moved:
        admission.take(old, today, value, schemas.get(today))
    for given, value in (unplaced or {}).items():
        admission.keep(given, value)
    return admission


class Admission:
    """Answers, sorted one by one into what the form accepts, what is kept beside, and notes."""

    def __init__(self, terms: Terms) -> None:
        self.answers: dict[str, Value] = {}
        self.unplaced: dict[str, Value] = {}
        self.notes: list[Note] = []
        self._terms = terms

    def take(self, old: str, today: str, given: Any, schema: Schema | None) -> None:
        if _is_blank(given):
            return
        if schema is None:
            retired = old.partition(".")[0] in self._terms.retired
            self.notes.append(Note("retired" if retired else "unknown", old, "", given))
            if retired:
                self.keep(old, given)
        elif today in self.answers:
            self.notes.append(Note("repeated", old, "", given))
        else:
            owners = (today, old)
            value = self._in_words_of_today(owners, given)
            valid = self._valid(value, "", _faults_by_place(schema, value), owners)
            if valid is not None:
                self.answers[today] = list(dict.fromkeys(valid)) if _are_texts(valid) else valid

    def keep(self, given: str, value: Any) -> None:
        """Keeps a value that is not asked for, as far as files can hold it."""
        if _is_blank(value):
            return
        reason = "repeated" if given in self.unplaced else ""
        if not _is_value(value):
            reason = "type"
        if not _ID.fullmatch(given):
            reason = "unknown"
        if reason:
            self.notes.append(Note(reason, given, "", value))
        else:
            self.unplaced[given] = value

    def _valid(
        self, value: Any, place: str, found: Mapping[str, Fault], owners: tuple[str, str]
    ) -> Any:
        """The part of a value that the form has nothing against; None: none."""
        fault = found.get(place)
        if _is_blank(value):
            return None
        if fault and fault.keyword != "maxItems":
            self._refuse(value, fault, owners)
            return None
        if isinstance(value, list):
            if fault:
                most = int(fault.limit or 0)
                self.notes.append(Note("maxItems", owners[1], place, value[most:], most))
                value = value[:most]
            items = [
                self._valid(each, f"{place}/{at}", found, owners) for at, each in enumerate(value)
            ]
            return [each for each in items if each is not None] or None
        if not isinstance(value, dict):
            return value
        cells = {
            name: self._valid(each, f"{place}/{_escaped(name)}", found, owners)
            for name, each in value.items()
        }
        return {name: each for name, each in cells.items() if each is not None} or None

    def _refuse(self, value: Any, fault: Fault, owners: tuple[str, str]) -> None:
        steps = fault.place.split("/")[1:]
        in_cell = len(steps) > 1
        part = f"/{steps[1]}" if in_cell else f"={value if isinstance(value, str) else ''}"
        owner = next((each for each in owners if each + part in self._terms.retired), None)
        reason = fault.keyword if owner is None else "retired"
        self.notes.append(Note(reason, owners[1], fault.place, value, fault.limit))
        if owner is None:
            return
        kept = f"{owner}.{steps[1]}" if in_cell else owner
        if not steps:
            self.keep(kept, value)
        elif _is_cell(value):
            before = self.unplaced.get(kept)
            self.unplaced[kept] = [*(before if _are_texts(before) else ()), str(value)]

    def _in_words_of_today(self, owners: tuple[str, str], value: Any) -> Any:
        """The value with the ids of options and columns that this version has for them."""

        def today(mark: str, name: str) -> str:
            keys = (owner + mark + name for owner in owners)
            return next((renamed[key] for key in keys if key in renamed), name)

        def item(each: Any) -> Any:
            if isinstance(each, str):
                return today("=", each)
            if isinstance(each, dict):
                return {today("/", name): cell for name, cell in each.items()}
            return each

        renamed = self._terms.renamed
        if isinstance(value, list):
            return [item(each) for each in value]
        return item(value)


def _faults_by_place(schema: Schema, value: Any) -> dict[str, Fault]:
    """The first fault of each place; one of a missing value is of a place that holds nothing."""
    first: dict[str, Fault] = {}
    for fault in sorted(faults(schema, value), key=lambda each: -_ORDER[each.keyword]):
        if fault.keyword != "uniqueItems":  # what is given twice becomes one
            first[fault.place] = fault
    return first


def _schemas(terms: Terms) -> dict[str, Schema]:
    """By id of each answer that can be given; notes and evidence belong to scored questions."""
    definitions = {"$defs": terms.schema["$defs"]} if "$defs" in terms.schema else {}
    schemas: dict[str, Schema] = {
        name: {**each, **definitions} for name, each in terms.schema["properties"].items()
    }
    for written in terms.schema.get("patternProperties", {}).values():
        for section in terms.plan["sections"]:
            for question in section["questions"]:
                schemas[f"{question['id']}.note"] = schemas[f"{question['id']}.evidence"] = written
    return schemas


def _is_blank(value: object) -> bool:
    return value in ("", [])


def _is_value(value: Any) -> bool:
    """Whether files of answers can hold it."""
    if not isinstance(value, list):
        return _is_cell(value)
    rows = all(isinstance(row, dict) and all(map(_is_cell, row.values())) for row in value)
    return _are_texts(value) or rows


def _is_cell(value: object) -> TypeGuard[str | int]:
    return isinstance(value, str | int) and not isinstance(value, bool)


def _are_texts(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
