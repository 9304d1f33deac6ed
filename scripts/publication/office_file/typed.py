"""What people type into office files in, the values that files of answers hold out.

Days, numbers and telephone numbers are read as ``overrides/components/field`` reads them.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeGuard

from publication import thai
from publication.office_file.days import RUN_OF_SPACES, SPACES, of_either_era, trimmed, written_day
from publication.provinces import PROVINCES


@dataclass(frozen=True, slots=True)
class Failed:
    """A cell whose formula came to no value."""

    shown: str
    """``#REF!``"""


Cell = str | int | float | bool | date | Failed | None
"""What stands in a place of an office file; None: nothing."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A value, or why there is none."""

    value: Any
    """Refused: what stood there. None: nothing."""
    refused: str = ""
    """The reason of a note; empty: the value is taken."""


PROVINCE_CODES: Mapping[str, str] = {name: code for code, name in PROVINCES.items()}
TITLED = ("kind", "choice", "yes-no", "province")
"""Kinds of fields that are answered by the title of an option."""
TICKS = frozenset({*"✓✔√☑☒X/1", "TRUE"})
"""What people tick with, in capitals."""

_REASONS = {"date": "date", "number": "number"}
"""Why a text is no answer to a field of this kind; of all others: it is no option."""
MOST_CHARACTERS = 32_767
"""Of one answer: what a cell can hold."""
_LONGEST_PHONE = 200
_NUMBER = re.compile(r"[+-]?[0-9]{1,15}")
_LARGEST = 10**15


def reading(kind: str, cell: Cell, titles: Mapping[str, str], today: date) -> Reading:
    """What a cell means to a field of this kind; ``titles`` lead to ids of options."""
    text = trimmed(shown(cell))
    if not text:
        return Reading(None)
    reason = "formula-error" if isinstance(cell, Failed) else ""
    if len(text) > MOST_CHARACTERS:
        reason = "size"
    if reason:
        return Reading(text[:MOST_CHARACTERS], reason)
    if kind == "date":
        value: Any = _day(cell, text, today)
    elif kind == "number":
        value = _number(cell, text)
    else:
        value = titles.get(key(text)) if kind in TITLED else _tidied(kind, text)
    return Reading(text, _REASONS.get(kind, "option")) if value is None else Reading(value)


def is_ticked(cell: Cell) -> Reading:
    """Of a cell or box that stands for one option; None: not ticked."""
    if isinstance(cell, Failed):
        return Reading(cell.shown, "formula-error")
    text = "" if cell is False else trimmed(shown(cell))
    ticked = text.upper() in TICKS
    return Reading(ticked or None) if ticked or not text else Reading(text, "option")


def key(title: str) -> str:
    """Under which the title of an option is found."""
    return trimmed(unicodedata.normalize("NFC", title))


def shown(cell: Cell) -> str:
    """As office programs show it."""
    if cell is None or isinstance(cell, str):
        return cell or ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, date):
        return f"{cell.day}/{cell.month}/{cell.year + thai.ERA_OFFSET}"
    if isinstance(cell, Failed):
        return cell.shown
    return str(int(cell)) if cell == int(cell) and abs(cell) < _LARGEST else f"{cell:.15g}"


def is_number(cell: Cell) -> TypeGuard[int | float]:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _day(cell: Cell, text: str, today: date) -> str | None:
    day = of_either_era(cell) if isinstance(cell, date) else written_day(text, today)
    return None if day is None else day.isoformat()


def _number(cell: Cell, text: str) -> int | float | None:
    if is_number(cell):
        return cell
    plain = RUN_OF_SPACES.sub("", thai.arabic_digits(text)).replace(",", "")
    plain = re.sub("^[−–]", "-", plain)
    return int(plain) if _NUMBER.fullmatch(plain) else None


def _tidied(kind: str, text: str) -> str:
    if kind == "phone" and len(text) <= _LONGEST_PHONE:
        plain = re.sub("[–−]", "-", thai.arabic_digits(text))
        return re.sub(f"[{SPACES}]*ต่อ[{SPACES}]*", " ต่อ ", plain)
    return thai.arabic_digits(text) if kind == "email" else text
