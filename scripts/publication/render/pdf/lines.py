"""A text in, the same text as HTML out, in which lines end between Thai words and nowhere else."""

from functools import lru_cache
from itertools import groupby

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
    return _Line(thai.typeset(text)).html()


class _Line:
    """The pieces of a text, and what Pango needs to be told of them.

    Pango sees a text between two spans by itself, and finds other words in it than in the whole:
    so it is asked again until it has nothing more to be told.
    """

    def __init__(self, text: str) -> None:
        self._pieces = pieces(text)
        self._whole: set[int] = set()
        """Numbers of pieces that Pango would break."""
        self._open: set[int] = set()
        """Numbers of pieces after which Pango would not end a line."""
        while self._told():
            pass

    def html(self) -> Markup:
        return Markup("").join(map(self._piece, range(len(self._pieces))))

    def _piece(self, number: int) -> str:
        piece = self._pieces[number]
        word = piece.rstrip(" ")
        shown = _WHOLE.format(word) + piece[len(word) :] if number in self._whole else piece
        return shown + _MAY_END if number in self._open else shown

    def _told(self) -> bool:
        """Whether Pango had to be told more."""
        before = len(self._whole) + len(self._open)
        for whole, numbers in groupby(range(len(self._pieces)), self._whole.__contains__):
            if not whole:
                self._tell(list(numbers))
        beside = {place for number in self._whole for place in (number - 1, number)}
        self._open |= {
            place
            for place in beside & set(range(len(self._pieces) - 1))
            if not self._pieces[place].endswith(" ")
        }
        return before < len(self._whole) + len(self._open)

    def _tell(self, numbers: list[int]) -> None:
        inside: dict[int, int] = {}
        after: dict[int, int] = {}
        text = ""
        for number in numbers:
            word = self._pieces[number].rstrip(" ")
            inside |= dict.fromkeys(range(len(text) + 1, len(text) + len(word)), number)
            text += self._pieces[number] + (_MAY_END if number in self._open else "")
            after[len(text)] = number
        breaks = _pango_breaks(text)
        self._whole |= {number for place, number in inside.items() if place in breaks}
        del after[len(text)]
        self._open |= {number for place, number in after.items() if place not in breaks}


@lru_cache(maxsize=8192)
def _pango_breaks(text: str) -> frozenset[int]:
    """Before which characters Pango would end a line."""
    found = get_log_attrs(text, "th")
    return frozenset(place for place in range(1, len(text)) if found[place].is_line_break)
