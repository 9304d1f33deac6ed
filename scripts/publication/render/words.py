"""The catalogue of interface words."""

from collections.abc import Mapping
from typing import Any

import yaml

from publication.engine import OVERRIDES

Words = Mapping[str, Any]
"""Interface words by component, then by name; placeholders are {named}."""


def words(language: str = "th") -> Words:
    """Read anew at each call, so that a live preview shows what was changed."""
    text = (OVERRIDES / "words" / f"{language}.yml").read_text("utf-8")
    catalogue: Words = yaml.safe_load(text)
    return catalogue
