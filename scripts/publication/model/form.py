"""A form: sections of scored questions, fields about the organisation, levels and a cap."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Condition = tuple[object, ...]
"""A tree as in the plan: ("eq", field, value), ("in", field, values), ("answered", field),
("not", c), ("all", cs), ("any", cs)."""


@dataclass(frozen=True, slots=True)
class Option:
    id: str
    """Stands in saved answers and office files, so never renamed."""
    title: str
    points: int | None
    """None: not applicable, leaves both the sum and the maximum."""


@dataclass(frozen=True, slots=True)
class Field:
    """Something asked about the organisation; carries no score."""

    id: str
    title: str
    kind: Literal["kind", "text", "date"]
    options: tuple[Option, ...] = ()
    max_length: int = 200


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    """Stands in saved answers and office files, so never renamed."""
    title: str
    options: tuple[Option, ...]
    weight: int
    """Share in its section; units are points, 1..10."""
    must_have: bool = False
    guidance: str = ""
    """Where help stands, written guideline#step."""
    hint: str = ""
    evidence_example: str = ""
    if_missing: str = ""
    kinds: tuple[str, ...] = ()
    """Asked of these kinds of organisation only; empty: of all."""
    condition: Condition | None = None
    """When the question is asked, kinds included; None: always."""

    @property
    def best(self) -> int:
        """Most points an answer can bring."""
        return max(
            (option.points for option in self.options if option.points is not None), default=0
        )


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    title: str
    short: str
    weight: int
    """Share in the total."""
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Level:
    id: str
    title: str
    start: int
    """From this many percent."""
    meaning: str


@dataclass(frozen=True, slots=True)
class Form:
    id: str
    title: str
    short_title: str
    description: str
    version: int
    published: date
    minutes: int
    fields: tuple[Field, ...]
    sections: tuple[Section, ...]
    levels: tuple[Level, ...]
    """In ascending order."""
    cap: str = ""
    """Highest level while a must-have is unmet; empty: no cap."""
    intro: tuple[str, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for section in self.sections for question in section.questions)

    @property
    def kind_field(self) -> Field | None:
        return next((field for field in self.fields if field.kind == "kind"), None)

    def level(self, level_id: str) -> Level:
        return next(level for level in self.levels if level.id == level_id)
