"""Guidance in steps, with what differs by kind of organisation."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from publication.model.picture import Picture


@dataclass(frozen=True, slots=True)
class Variant:
    """What one kind of organisation does beside or instead of the general text."""

    why: str = ""
    do: tuple[str, ...] = ()
    example: str = ""
    mistakes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    id: str
    title: str
    why: str
    do: tuple[str, ...]
    product: str
    mistakes: tuple[str, ...]
    example: str
    template: str = ""
    """Template section that the step fills, written template#section."""
    answers: tuple[str, ...] = ()
    """Questions that the step helps to answer, written form#question."""
    see: tuple[str, ...] = ()
    """Related steps, written guideline#step."""
    picture: Picture | None = None
    variants: Mapping[str, Variant] = field(default_factory=dict)
    """By id of the kind of organisation."""


@dataclass(frozen=True, slots=True)
class Guideline:
    id: str
    title: str
    short_title: str
    summary: str
    order: int
    minutes: int
    """Reading time."""
    steps: tuple[Step, ...]
    english: str = ""
    intro: tuple[str, ...] = ()
    picture: Picture | None = None
