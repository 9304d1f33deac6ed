"""Shapes and blocks of text in, one accessible SVG out; colours are left to classes in CSS."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup, escape

from publication.render import thai_lines

WIDTH = 340
"""Units; a phone of 360 px shows about one unit a pixel."""
LINE_HEIGHT = 1.6
"""Times the size: a tone mark over a vowel over a tall letter still has room."""
_BASELINE = 1.218
"""From the top of a line, times the size: half the leading, then Sarabun's ascent."""
_EDGE = 2
"""Room for strokes and overhanging marks at the borders of the drawing."""


@dataclass(frozen=True, slots=True)
class Face:
    """How a kind of text is set; its name is also its class."""

    name: str
    size: int
    bold: bool = False


TITLE = Face("title", 17, bold=True)
LABEL = Face("label", 16, bold=True)
TEXT = Face("text", 16)
NOTE = Face("note", 15)
NUMBER = Face("number", 16, bold=True)


@dataclass(frozen=True, slots=True)
class Block:
    """Text broken into lines of one face."""

    lines: tuple[str, ...]
    face: Face

    @property
    def line(self) -> float:
        return self.face.size * LINE_HEIGHT

    @property
    def height(self) -> float:
        return len(self.lines) * self.line


def block(text: str, face: Face, width: float) -> Block:
    """The text set in lines of that width; no text is no lines."""
    broken = thai_lines.lines(text, width, face.size, bold=face.bold) if text else ()
    return Block(broken, face)


class Canvas:
    """Collects shapes; what is put later lies on top."""

    def __init__(self) -> None:
        self._shapes: list[str] = []

    def write(self, text: Block, x: float, top: float, *, middle: bool = False) -> float:
        """Writes the block from the top down; returns where it ends."""
        face = text.face
        weight = ' font-weight="700"' if face.bold else ""
        anchor = ' text-anchor="middle"' if middle else ""
        first = top + _BASELINE * face.size
        spans = "".join(
            f'<tspan x="{_short(x)}" y="{_short(first + place * text.line)}">{escape(line)}</tspan>'
            for place, line in enumerate(text.lines)
        )
        if spans:
            self._shapes.append(
                f'<text class="picture__{face.name}" font-size="{face.size}"{weight}{anchor}'
                f' fill="currentColor">{spans}</text>'
            )
        return top + text.height

    def box(self, x: float, top: float, width: float, height: float, name: str = "box") -> None:
        self._shapes.append(
            f'<rect class="picture__{name}" x="{_short(x)}" y="{_short(top)}"'
            f' width="{_short(width)}" height="{_short(height)}" rx="6"'
            ' fill="none" stroke="currentColor"/>'
        )

    def dot(self, x: float, y: float, radius: float, name: str = "dot") -> None:
        self._shapes.append(
            f'<circle class="picture__{name}" cx="{_short(x)}" cy="{_short(y)}"'
            f' r="{_short(radius)}" fill="none" stroke="currentColor"/>'
        )

    def line(self, *corners: tuple[float, float]) -> None:
        """A line through the corners."""
        self._shapes.append(
            f'<path class="picture__line" d="M{_path(corners)}" fill="none" stroke="currentColor"'
            ' stroke-width="2"/>'
        )

    def head(self, x: float, y: float, towards: Literal["down", "right"], size: float = 7) -> None:
        """An arrow's head with its point at (x, y)."""
        back = size * 1.3
        if towards == "down":
            corners = ((x - size, y - back), (x + size, y - back), (x, y))
        else:
            corners = ((x - back, y - size), (x - back, y + size), (x, y))
        self._shapes.append(
            f'<path class="picture__head" d="M{_path(corners)}Z" fill="currentColor"/>'
        )

    def add(self, other: "Canvas") -> None:
        """Puts all of another canvas on top."""
        self._shapes += other._shapes

    def svg(self, title: str, description: str, prefix: str, height: float) -> Markup:
        """The whole drawing; ``prefix`` makes its ids unique in the page."""
        named, described = escape(f"{prefix}-title"), escape(f"{prefix}-desc")
        width, tall = WIDTH + 2 * _EDGE, _short(height + 2 * _EDGE)
        return Markup(
            '<svg class="picture__drawing" xmlns="http://www.w3.org/2000/svg"'
            f' viewBox="{-_EDGE} {-_EDGE} {width} {tall}" width="{width}" height="{tall}"'
            f' role="img" aria-labelledby="{named}" aria-describedby="{described}">'
            f'<title id="{named}">{escape(title)}</title>'
            f'<desc id="{described}">{escape(description)}</desc>{"".join(self._shapes)}</svg>'
        )


def _path(corners: Iterable[tuple[float, float]]) -> str:
    return "L".join(f"{_short(x)} {_short(y)}" for x, y in corners)


def _short(number: float) -> str:
    """At most one decimal, none when it is zero."""
    return f"{number:.1f}".removesuffix(".0")
