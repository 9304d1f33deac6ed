"""A root and its branches in, boxes stepping right as they go down out."""

from collections.abc import Mapping

from publication.model.picture import Node, Picture
from publication.model.site import ItemList
from publication.render.picture.canvas import LABEL, NOTE, WIDTH, Canvas, block
from publication.render.picture.drawing import Point

_STEP = 26
_NARROWEST = 190
"""The deepest boxes keep this width; in deeper trees each step is shorter."""
_PAD = 10
_GAP = 10


def points(picture: Picture, lists: Mapping[str, ItemList]) -> tuple[Point, ...]:
    return (_point(picture.root),) if picture.root else ()


def paint(canvas: Canvas, what: tuple[Point, ...], top: float) -> float:
    """Paints from ``top`` down; returns where the picture ends."""
    deepest = max(map(_depth, what), default=0)
    step = min(_STEP, (WIDTH - _NARROWEST) / max(deepest, 1))
    for point in what:
        top = _branch(canvas, point, 0, top, step)
    return top - _GAP


def _branch(canvas: Canvas, point: Point, left: float, top: float, step: float) -> float:
    """A box, and under it those that hang from it; returns where the next may begin."""
    bottom = _box(canvas, point, left, top)
    trunk = left + step / 2
    top = bottom + _GAP
    for child in point.points:
        middle = top + _PAD / 2 + block(child.text, LABEL, WIDTH).line / 2
        canvas.line((trunk, bottom), (trunk, middle), (left + step - 6, middle))
        canvas.head(left + step, middle, "right", 5)
        top = _branch(canvas, child, left + step, top, step)
    return top


def _box(canvas: Canvas, point: Point, left: float, top: float) -> float:
    width = WIDTH - left
    label = block(point.text, LABEL, width - 2 * _PAD)
    note = block(point.note, NOTE, width - 2 * _PAD)
    height = label.height + note.height + _PAD
    canvas.box(left, top, width, height, "box" if left else "first")
    below = canvas.write(label, left + _PAD, top + _PAD / 2)
    canvas.write(note, left + _PAD, below)
    return top + height


def _point(node: Node) -> Point:
    return Point(node.label, node.note, points=tuple(map(_point, node.children)))


def _depth(point: Point) -> int:
    return max((1 + _depth(child) for child in point.points), default=0)
