"""A text in, the same text as HTML out, in which lines end between Thai words and nowhere else."""

from collections.abc import Iterator
from functools import lru_cache

from markupsafe import Markup
from weasyprint.text.line_break import get_log_attrs

from publication import thai
from publication.render.thai_lines import pieces, text_width

_MAY_END = "\N{ZERO WIDTH SPACE}"
_WHOLE = Markup('<span class="whole">{}</span>')


@lru_cache(maxsize=8192)
def lined(text: str, room: float = 0) -> Markup:
    """Pango takes Thai apart by a dictionary of its own, or not at all, as the system has it: what
    it would break is a span of class ``whole``, and where it would not end a line, it may.

    A text for which there is room, in ems, stays as it is.
    """
    if text_width(text, 1, bold=True) < room:
        return Markup.escape(thai.typeset(text))
    return Markup("").join(_parts(thai.typeset(text)))


def _parts(text: str) -> Iterator[str]:
    breaks = _pango_breaks(text)
    start = 0
    for piece in pieces(text):
        word = piece.rstrip(" ")
        end = start + len(piece)
        inside = range(start + 1, start + len(word))
        yield (_WHOLE.format(word) + piece[len(word) :]) if breaks.intersection(inside) else piece
        if end < len(text) and end not in breaks:
            yield _MAY_END
        start = end


def _pango_breaks(text: str) -> frozenset[int]:
    """Before which characters Pango would end a line."""
    found = get_log_attrs(text, "th")
    return frozenset(place for place in range(1, len(text)) if found[place].is_line_break)
