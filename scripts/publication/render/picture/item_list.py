"""A list in, its items down one line out: number, name, and a note while the list is short."""

from collections.abc import Mapping

from publication.model.picture import Picture
from publication.model.site import ItemList
from publication.render.picture.canvas import LABEL, NOTE, NUMBER, WIDTH, Canvas, block
from publication.render.picture.drawing import Point
from publication.thai import thai_digits

_MOST_WITH_NOTES = 6
"""A longer list shows names alone: the eye needs the whole at once, the notes are in the text."""
_RADIUS = 15
_LEFT = 2 * _RADIUS + 12
_GAP = 12


def points(picture: Picture, lists: Mapping[str, ItemList]) -> tuple[Point, ...]:
    return tuple(Point(item.title, item.note) for item in lists[picture.list].items)


def paint(canvas: Canvas, what: tuple[Point, ...], top: float) -> float:
    """Paints from ``top`` down; returns where the picture ends."""
    with_notes = len(what) <= _MOST_WITH_NOTES
    before = 0.0
    for number, point in enumerate(what, 1):
        middle = top + LABEL.size * 0.8
        if before:
            canvas.line((_RADIUS, before + _RADIUS), (_RADIUS, middle - _RADIUS))
        before = middle
        canvas.dot(_RADIUS, middle, _RADIUS, "badge")
        digits = block(thai_digits(number), NUMBER, _LEFT)
        canvas.write(digits, _RADIUS, top, middle=True)
        top = canvas.write(block(point.text, LABEL, WIDTH - _LEFT), _LEFT, top)
        if with_notes:
            top = canvas.write(block(point.note, NOTE, WIDTH - _LEFT), _LEFT, top)
        top += _GAP
    return top - _GAP
