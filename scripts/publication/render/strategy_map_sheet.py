"""The texts of a strategy map in, the largest text size that keeps it on one landscape A4 out.

Browsers cannot fit text to a page, so the build reckons how tall each row will be. Measures are
those of the print rules in the map's stylesheet: points where it says pt, ems where it says em.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from publication.render.thai_lines import lines

SIZES = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
"""Points; each has a class in the stylesheet."""

_WIDTH, _HEIGHT = 801.0, 555.0
"""Points of 283 by 196 mm: A4 with margins of 7 mm."""
_FOOT = 30.0
"""Room for the notice and the address at the foot of every page."""
_SPARE = 4.0
_SURE = 1.04
"""The sheet is set in Sarabun itself, so most of the room for a fallback font is given back."""
_LINE = 1.4
_ARROW, _GAP, _RTO, _ROW = 1.4, 0.45, 7.0, 0.35
_BORDER = 0.75


@dataclass(frozen=True, slots=True)
class Sheet:
    title: str
    lead: str
    services: Sequence[tuple[str, str]]
    """Title and channels of each."""
    heads: Sequence[str]
    """Names of the columns."""
    rows: Sequence[Sequence[Sequence[str]]]
    """From strategies to impacts: for each row and column, the paragraphs of that cell."""
    hazards: int

    def height(self, size: float) -> float:
        """Points from the top of the page to the end of the foot."""
        return (
            self._head()
            + sum(self._service(title, channels, size) for title, channels in self.services)
            + self._grid(size)
            + self.hazards * (_LINE * size + _ROW * size + 3 * _BORDER)
            + _FOOT
        )

    def _head(self) -> float:
        title = _count((self.title,), _WIDTH, 12, bold=True) * 12 * 1.5
        lead = (_count((self.lead,), _WIDTH, 8) + 1) * 8 * 1.45
        return 3 + title + lead + 4

    def _service(self, title: str, channels: str, size: float) -> float:
        names = _WIDTH / 4
        beside_rto = names - (_RTO + _GAP) * size
        texts = (_count((title,), beside_rto, size, bold=True), _count((channels,), names, size))
        return sum(texts) * _LINE * size + _ROW * size + _BORDER

    def _grid(self, size: float) -> float:
        columns = max(len(self.heads), 1)
        cell = (_WIDTH * 3 / 4 - columns * _GAP * size) / columns - size - 2 * _BORDER
        rows = [[(head,) for head in self.heads], *self.rows]
        bold = [True, True] + [False] * len(rows)
        tallest = (
            max((_count(texts, cell, size, bold=heavy) for texts in row), default=1)
            for row, heavy in zip(rows, bold, strict=False)
        )
        frames = len(rows) * (0.4 * size + 2 * _BORDER) + 2 * _BORDER
        between = (len(rows) - 1) * _GAP * size + (3 * _ARROW - _GAP) * size
        return sum(tallest) * _LINE * size + frames + between


def print_size(sheet: Sheet) -> str:
    """Such as ``"9"`` or ``"9-5"``, part of a class; the smallest when not even that fits."""
    size = next((size for size in SIZES if _fits(sheet, size)), SIZES[-1])
    return f"{size:g}".replace(".", "-")


def _fits(sheet: Sheet, size: float) -> bool:
    return sheet.height(size) <= _HEIGHT - _SPARE


def _count(texts: Iterable[str], width: float, size: float, *, bold: bool = False) -> int:
    """Lines that the paragraphs take together; an empty cell takes one."""
    return sum(len(lines(text, width * _SURE, size, bold=bold)) for text in texts) or 1
