"""Stations in, boxes with arrows between them out; an arrow carries what is passed on."""

from publication.model.circular import Cascade
from publication.render.picture.canvas import LABEL, TEXT, WIDTH, Canvas, block
from publication.render.picture.drawing import Point

_PAD = 12
_ARROW = 32
"""Where arrows run; what they carry is written beside them."""
_CARRIED = 52
_SHORTEST = 40


def points(cascade: Cascade) -> tuple[Point, ...]:
    """The stations; what the last one passes goes nowhere and is left out."""
    last = len(cascade.stops) - 1
    return tuple(
        Point(stop.title, stop.does, stop.passes if place < last else "")
        for place, stop in enumerate(cascade.stops)
    )


def paint(canvas: Canvas, what: tuple[Point, ...], top: float) -> float:
    """Paints from ``top`` down; returns where the picture ends."""
    for place, point in enumerate(what):
        last = place == len(what) - 1
        title = block(point.text, LABEL, WIDTH - 2 * _PAD)
        does = block(point.note, TEXT, WIDTH - 2 * _PAD)
        height = title.height + does.height + _PAD
        canvas.box(0, top, WIDTH, height, "last" if last else "box")
        below = canvas.write(title, _PAD, top + _PAD / 2)
        canvas.write(does, _PAD, below)
        top += height
        if not last:
            top = _arrow(canvas, point.passes, top)
    return top


def _arrow(canvas: Canvas, carried: str, top: float) -> float:
    label = block(carried, TEXT, WIDTH - _CARRIED)
    end = top + max(_SHORTEST, label.height + 16)
    canvas.line((_ARROW, top), (_ARROW, end - 8))
    canvas.head(_ARROW, end, "down")
    canvas.write(label, _CARRIED, top + (end - top - label.height) / 2)
    return end
