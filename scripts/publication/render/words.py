"""The catalogues of interface words: Thai, and what other languages say instead."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml

from publication.engine import OVERRIDES
from publication.thai import ERA_OFFSET

Words = Mapping[str, Any]
"""Interface words by component, then by name; placeholders are {named}."""

LANGUAGES = ("th", "en")
"""Of the interface; definitions are Thai throughout. The first has every word, the others those of
a form that stands alone."""


def words(language: str = LANGUAGES[0]) -> Words:
    """Thai where the language has no word. Read anew at each call, so that a live preview shows
    what was changed."""
    thai, own = catalogue(LANGUAGES[0]), catalogue(language)
    return {name: {**entries, **own.get(name, {})} for name, entries in thai.items()}


def catalogue(language: str) -> Words:
    """What the file of one language says."""
    text = (OVERRIDES / "words" / f"{language}.yml").read_text("utf-8")
    entries: Words = yaml.safe_load(text)
    return entries


def long_date(day: date, say: Mapping[str, Any]) -> str:
    """The day of the Buddhist era as the words of a form write it, on one line."""
    parts = {"day": day.day, "month": say["months"][day.month - 1], "year": day.year + ERA_OFFSET}
    text: str = say["day"].format(**parts)
    return text.replace(" ", "\N{NO-BREAK SPACE}")
