"""A form: sections of scored questions and of plain fields, levels and a cap, its history."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as with_default
from datetime import date
from typing import Any, Literal

from publication.conditions import Condition


@dataclass(frozen=True, slots=True)
class Option:
    id: str
    """Stands in saved answers and office files, so never renamed."""
    title: str
    points: int | None
    """None: not applicable, leaves both the sum and the maximum; or an answer without score."""


Kind = Literal[
    "kind",
    "text",
    "long-text",
    "number",
    "date",
    "email",
    "phone",
    "province",
    "choice",
    "choices",
    "yes-no",
    "rows",
]
"""Of a field: how it is typed, checked and kept; ``kind`` is the kind of organisation."""


@dataclass(frozen=True, slots=True)
class Field:
    """Something asked that carries no score; also a column of a table."""

    id: str
    """Stands in saved answers and office files, so never renamed."""
    title: str
    kind: Kind
    options: tuple[Option, ...] = ()
    """Of kind, choice, choices, yes-no and province."""
    max_length: int = 200
    """Code points."""
    required: bool = False
    hint: str = ""
    example: str = ""
    guidance: str = ""
    """Where help stands, written guideline#step."""
    minimum: int = 0
    maximum: int = 0
    unit: str = ""
    columns: tuple["Field", ...] = ()
    """Of rows; columns are of no kind that has columns."""
    max_rows: int = 0
    kinds: tuple[str, ...] = ()
    """Asked of these kinds of organisation only; empty: of all."""
    condition: Condition | None = None
    """When the field is asked, complete: see Question."""


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
    """What to do first while the answer brings nothing."""
    if_partial: str = ""
    """What to do first while it brings some of the points."""
    kinds: tuple[str, ...] = ()
    """Asked of these kinds of organisation only; empty: of all."""
    condition: Condition | None = None
    """When the question is asked; None: always. Complete: kinds included, and each reference to
    something that may itself be hidden carries the condition of that."""

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
    fields: tuple[Field, ...] = ()
    """Stand before the questions."""


@dataclass(frozen=True, slots=True)
class History:
    """How this version differs from those published before it."""

    renamed: Mapping[str, str] = with_default(default_factory=dict)
    """New id by old id of a property, ``question=option`` of an option, ``field/column``."""
    retired: Mapping[str, str] = with_default(default_factory=dict)
    """Title of what is no longer asked, by id written as above."""
    since: Mapping[str, int] = with_default(default_factory=dict)
    """The version that asked first, by id of a property; those of the first version left out."""


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
    """About the organisation, in no section."""
    sections: tuple[Section, ...]
    levels: tuple[Level, ...]
    """In ascending order; none where nothing is scored."""
    cap: str = ""
    """Highest level while a must-have is unmet; empty: no cap."""
    intro: tuple[str, ...] = ()
    history: History = History()
    schema: Mapping[str, Any] = with_default(default_factory=dict)
    """The JSON Schema of a filled form, without titles and annotations."""

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for section in self.sections for question in section.questions)

    @property
    def every_field(self) -> tuple[Field, ...]:
        """Fields in no section first, then by section."""
        return (*self.fields, *(field for section in self.sections for field in section.fields))

    @property
    def kind_field(self) -> Field | None:
        return next((field for field in self.fields if field.kind == "kind"), None)

    def level(self, level_id: str) -> Level:
        return next(level for level in self.levels if level.id == level_id)
