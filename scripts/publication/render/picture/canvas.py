"""Shapes and blocks of text in, one accessible SVG out; colours are left to classes in CSS."""

from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

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
        self._shapes: list[Markup] = []

    def write(self, text: Block, x: float, top: float, *, middle: bool = False) -> float:
        """Writes the block from the top down; returns where it ends."""
        face = text.face
        anchor = Markup(' text-anchor="middle"') if middle else Markup("")
        weight = Markup(' font-weight="700"') if face.bold else Markup("")
        spans = Markup("").join(
            Markup('<tspan x="{}" y="{}">{}</tspan>').format(
                _short(x), _short(top + place * text.line + _BASELINE * face.size), line
            )
            for place, line in enumerate(text.lines)
        )
        if spans:
            self._shapes.append(
                Markup('<text class="picture__{}" font-size="{}"{}{} fill="currentColor">{}</text>')
                .format(face.name, face.size, weight, anchor, spans)
            )  # fmt: skip
        return top + text.height

    def box(self, x: float, top: float, width: float, height: float, name: str = "box") -> None:
        self._shapes.append(
            Markup(
                '<rect class="picture__{}" x="{}" y="{}" width="{}" height="{}" rx="6"'
                ' fill="none" stroke="currentColor"/>'
            ).format(name, _short(x), _short(top), _short(width), _short(height))
        )

    def dot(self, x: float, y: float, radius: float, name: str = "dot") -> None:
        self._shapes.append(
            Markup(
                '<circle class="picture__{}" cx="{}" cy="{}" r="{}"'
                ' fill="none" stroke="currentColor"/>'
            ).format(name, _short(x), _short(y), _short(radius))
        )

    def line(self, *corners: tuple[float, float]) -> None:
        """A line through the corners."""
        path = "L".join(f"{_short(x)} {_short(y)}" for x, y in corners)
        self._shapes.append(
            Markup(
                '<path class="picture__line" d="M{}" fill="none" stroke="currentColor"'
                ' stroke-width="2"/>'
            ).format(path)
        )

    def head(self, x: float, y: float, towards: Literal["down", "right"], size: float = 7) -> None:
        """An arrow's head with its point at (x, y)."""
        if towards == "down":
            corners = ((x - size, y - size * 1.3), (x + size, y - size * 1.3), (x, y))
        else:
            corners = ((x - size * 1.3, y - size), (x - size * 1.3, y + size), (x, y))
        path = "L".join(f"{_short(left)} {_short(top)}" for left, top in corners)
        self._shapes.append(
            Markup('<path class="picture__head" d="M{}Z" fill="currentColor"/>').format(path)
        )

    def add(self, other: "Canvas") -> None:
        """Puts all of another canvas on top."""
        self._shapes += other._shapes

    def svg(self, title: str, description: str, prefix: str, height: float) -> Markup:
        """The whole drawing; ``prefix`` makes its ids unique in the page."""
        return Markup(
            '<svg class="picture__drawing" xmlns="http://www.w3.org/2000/svg"'
            ' viewBox="{left} {left} {width} {height}" width="{width}" height="{height}" role="img"'
            ' aria-labelledby="{prefix}-title" aria-describedby="{prefix}-desc">'
            '<title id="{prefix}-title">{title}</title><desc id="{prefix}-desc">{description}</desc>'
            "{shapes}</svg>"
        ).format(
            left=-_EDGE,
            width=WIDTH + 2 * _EDGE,
            height=_short(height + 2 * _EDGE),
            prefix=prefix,
            title=title,
            description=description,
            shapes=Markup("").join(self._shapes),
        )


def _short(number: float) -> str:
    """At most one decimal, none when it is zero."""
    return f"{number:.1f}".removesuffix(".0")
