"""What every reader of filled files gives: answers that a form accepts, or why there are none."""

from dataclasses import dataclass
from typing import Literal

from publication.admission import Note
from publication.scoring import Value

Unreadable = Literal[
    "empty",
    "too-large",
    "not-text",
    "too-deep",
    "not-json",
    "not-answers",
    "other-form",
    "damaged",
    "encrypted",
    "not-office",
    "no-meta",
]
"""Why nothing of a file can be used."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Answers that a form accepts, and what it did not."""

    answers: dict[str, Value]
    """Valid against the form, what is missing aside."""
    unplaced: dict[str, Value]
    """What is no longer asked, by its old id; ``field.column`` for the cells of a column."""
    notes: tuple[Note, ...]
    name: str
    saved: str
    """ISO 8601 as written; empty: not said."""
    version: int
    damaged: bool
    """Whether the checksum says so."""


class NotUsable(Exception):
    """Nothing of a file can be used."""

    def __init__(self, why: Unreadable, form: str = "") -> None:
        super().__init__(f"{why} {form}".strip())
        self.why: Unreadable = why
        self.form = form
        """The form it is for, of ``other-form``."""
