"""Periods and what happens in each in, a time line from the top down out."""

from collections.abc import Mapping

from publication.model.picture import Picture
from publication.model.site import ItemList
from publication.render.picture.canvas import LABEL, TEXT, WIDTH, Canvas, block
from publication.render.picture.drawing import Point

_AXIS = 10
_RADIUS = 8
_PERIOD = 30
_PAD = 10
_BULLET = 38
_TEXT = 50
_GAP = 14
_END = 30
"""How far the axis runs on: time does not stop after the last period."""


def points(picture: Picture, lists: Mapping[str, ItemList]) -> tuple[Point, ...]:
    """Every item of the list in its order, also one without an entry: time has no holes."""
    return tuple(
        Point(item.title, points=tuple(Point(text) for text in _texts(picture, item.id)))
        for item in lists[picture.list].items
    )


def paint(canvas: Canvas, what: tuple[Point, ...], top: float) -> float:
    """Paints from ``top`` down; returns where the picture ends."""
    start = top
    marks: list[float] = []
    painted = Canvas()
    for point in what:
        period = block(point.text, LABEL, WIDTH - _PERIOD - 2 * _PAD)
        painted.box(_PERIOD, top, WIDTH - _PERIOD, period.height + _PAD / 2, "band")
        marks.append(top + _PAD / 4 + period.line / 2)
        top = painted.write(period, _PERIOD + _PAD, top + _PAD / 4) + _PAD / 4 + 4
        for action in point.points:
            painted.dot(_BULLET, top + TEXT.size * 0.85, 2.5, "bullet")
            top = painted.write(block(action.text, TEXT, WIDTH - _TEXT), _TEXT, top)
        top += _GAP
    end = max(top - _GAP, marks[-1] + _END)
    canvas.line((_AXIS, marks[0] if marks else start), (_AXIS, end - 8))
    canvas.head(_AXIS, end, "down")
    for mark in marks:
        canvas.dot(_AXIS, mark, _RADIUS, "mark")
    canvas.add(painted)
    return end


def _texts(picture: Picture, item_id: str) -> tuple[str, ...]:
    return tuple(text for entry in picture.entries if entry.item == item_id for text in entry.texts)
