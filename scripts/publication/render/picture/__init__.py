"""Pictures as data in, accessible drawings with their text alternative out."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from markupsafe import Markup

from publication.engine import OVERRIDES
from publication.model.circular import Cascade
from publication.model.picture import Picture
from publication.model.site import ItemList
from publication.render.picture import item_list, route, timeline, tree
from publication.render.picture.canvas import TITLE, WIDTH, Canvas, block
from publication.render.picture.drawing import Drawing, Point, spoken
from publication.render.words import words

__all__ = ["Drawing", "Point", "draw", "draw_route"]

Points = tuple[Point, ...]
Painter = Callable[[Canvas, Points, float], float]
_UNDER_TITLE = 10

_KINDS: Mapping[str, tuple[Callable[[Picture, Mapping[str, ItemList]], Points], Painter]] = {
    "list": (item_list.points, item_list.paint),
    "timeline": (timeline.points, timeline.paint),
    "tree": (tree.points, tree.paint),
}


def draw(picture: Picture, lists: Mapping[str, ItemList], prefix: str) -> Drawing:
    """The picture drawn; ``prefix`` begins its ids, so it must be new in the page."""
    points, paint = _KINDS[picture.kind]
    what = points(picture, lists)
    svg = _painted(picture.title, what, paint, prefix)
    ordered = picture.kind != "tree"
    return Drawing(picture.kind, picture.title, picture.caption, svg, what, ordered, _as_text())


def draw_route(cascade: Cascade, prefix: str) -> Drawing:
    """The way of the documents drawn; ``prefix`` begins its ids, so it must be new in the page."""
    what = route.points(cascade)
    svg = _painted(cascade.title, what, route.paint, prefix)
    return Drawing("route", cascade.title, cascade.caption, svg, what, True, _as_text())


def _painted(title: str, what: Points, paint: Painter, prefix: str) -> Markup:
    canvas = Canvas()
    top = canvas.write(block(title, TITLE, WIDTH), 0, 0) + _UNDER_TITLE
    bottom = paint(canvas, what, top)
    return canvas.svg(title, spoken(what), prefix, bottom)


def _as_text() -> str:
    return _as_text_of((OVERRIDES / "words" / "th.yml").stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _as_text_of(_changed: int) -> str:
    """Read again when the catalogue has changed, so that a live preview shows it."""
    return str(words()["picture"]["as-text"])
