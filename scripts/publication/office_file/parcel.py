"""What an office file says, put together value by value before the form judges it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from publication.admission import Note
from publication.office_file.typed import Reading

SINGLE = ("kind", "choice", "yes-no")
"""Kinds of fields of which one option is chosen."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What the file was made as."""

    form: str
    version: int
    kind: str
    """Of organisation; empty: not asked, or asked in the file."""


@dataclass(slots=True)
class Parcel:
    """Answers in the words of the version that the file was made as."""

    origin: Origin
    answers: dict[str, Any] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    def note(self, reason: str, name: str, value: Any = "", place: str = "") -> None:
        self.notes.append(Note(reason, name, place, value))

    def put(self, name: str, reading: Reading) -> None:
        """A value for an id that has none yet."""
        value = self.taken(name, reading)
        if value is None:
            return
        if name not in self.answers:
            self.answers[name] = value
        elif self.answers[name] != value:
            self.note("repeated", name, value)

    def taken(self, name: str, reading: Reading, place: str = "") -> Any:
        """The value; None: blank, or noted."""
        if reading.refused:
            self.note(reading.refused, name, reading.value, place)
            return None
        return reading.value


def chosen(kind: str, ticked: Sequence[str]) -> Reading:
    """Of options that are ticked; the one, where a single one may be."""
    options = list(dict.fromkeys(ticked))
    if kind == "choices" or not options:
        return Reading(options or None)
    if kind in SINGLE and len(options) > 1:
        return Reading(options, "several")
    return Reading(options[0] if len(options) == 1 else options)
