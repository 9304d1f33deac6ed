"""A finished picture: its SVG, its message, and the same content as nested text."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

PictureKind = Literal["list", "timeline", "tree", "route"]


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that a picture says; pictures are painted from points, so both say the same."""

    text: str
    note: str = ""
    passes: str = ""
    """What goes on from here to the next point."""
    points: tuple["Point", ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    kind: PictureKind
    title: str
    caption: str
    svg: Markup
    outline: tuple[Point, ...]
    """The text alternative."""
    ordered: bool
    """The points follow each other."""
    as_text: str
    """What opens the text alternative, in the reader's language."""


def spoken(points: Iterable[Point]) -> str:
    """The points as one line of text, for those who hear the picture."""
    return "; ".join(_spoken(point) for point in points)


def _spoken(point: Point) -> str:
    text = f"{point.text}: {point.note}" if point.note else point.text
    if point.points:
        text = f"{text} ({spoken(point.points)})"
    return f"{text} → {point.passes}" if point.passes else text
