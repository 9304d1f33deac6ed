"""Thai text and a width in, lines that end between words out, as Sarabun sets them."""

import os
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

import fontpkg_sarabun
from fontTools.ttLib import TTFont
from markupsafe import Markup

from publication.render.words import words

if TYPE_CHECKING:
    from pythainlp.util import Trie

SLACK = 1.08
"""How much wider the fallback font of a device may set the same text."""
_HYPHENATED = r"\b[A-Za-z0-9]{1,5}-[A-Za-z]{1,8}\b"
"""Such as e-Service."""
_NARROW = 8.0
"""Ems of text in the narrowest column; a wider word must be left to the browser to break."""

_SPACES = " \t\r\n"
"""Where lines may end; no-break spaces are not among them."""
_CLOSING = frozenset(")]}”’»›,.;:!?%…/–—-ๆฯ")
_OPENING = frozenset("([{“‘«‹฿$#")
_NO_BREAK = frozenset("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{WORD JOINER}")
_ABBREVIATION = re.compile("[ก-ฮ]{1,4}\\.")
_CLUSTER = re.compile("[เ-ไ]*.[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0300-\u036f]*[ะาำๅ]?", re.DOTALL)
"""What never comes apart inside a word: leading vowel, letter, marks, following vowel."""


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Width in the unit of ``size``, without kerning; marks above and below take no room."""
    return sum(map(_advances(bold).__getitem__, text)) * size


@lru_cache(maxsize=8192)
def lines(text: str, width: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """The text in lines of at most ``width``, with room left for a wider fallback font.

    A word wider than a line comes apart between its written clusters, never inside one.
    """
    room = width / SLACK
    done: list[str] = []
    line, used = "", 0.0
    for piece in _fitting(text, room, size, bold):
        if line and used + text_width(piece.rstrip(_SPACES), size, bold=bold) > room:
            done.append(line.rstrip(_SPACES))
            line, used = "", 0.0
        line += piece
        used += text_width(piece, size, bold=bold)
    return (*done, line.rstrip(_SPACES))


@lru_cache(maxsize=8192)
def pieces(text: str) -> tuple[str, ...]:
    """The parts between which a line may end; a part keeps the space after it, so that all parts
    together are the text."""
    parts: list[str] = []
    for token in _tokens(text):
        if parts and _belongs_to(parts[-1], token):
            parts[-1] += token
        else:
            parts.append(token)
    return tuple(parts)


def kept(text: str) -> Markup:
    """The text as HTML in which the catalogue's whole words are spans of class ``whole``, for
    narrow columns, where browsers would break them."""
    parts = _narrow_words().split(text)  # words stand at the odd places
    return Markup("").join(
        Markup('<span class="whole">{}</span>').format(part) if place % 2 else part
        for place, part in enumerate(parts)
    )


def _fitting(text: str, room: float, size: float, bold: bool) -> Iterator[str]:
    for piece in pieces(text):
        if text_width(piece.rstrip(_SPACES), size, bold=bold) <= room:
            yield piece
        else:
            yield from _CLUSTER.findall(piece)


def _belongs_to(before: str, token: str) -> bool:
    """No line ends between these two."""
    first, last = token[0], before[-1]
    if first in _SPACES:
        return True
    if last in _SPACES:
        return first in "ๆฯ" or (_is_number(before) and _is_thai_letter(first))
    return (
        first in _CLOSING
        or last in _OPENING
        or first in _NO_BREAK
        or last in _NO_BREAK
        or unicodedata.category(first) == "Mn"
        or not (_is_thai_letter(first) or _is_thai_letter(last))
        or (last == "." and _ABBREVIATION.match(token) is not None)
    )


def _is_number(piece: str) -> bool:
    return piece.strip().replace(",", "").replace(".", "").isdecimal()


def _is_thai_letter(char: str) -> bool:
    return "\u0e01" <= char <= "\u0e4e" and char not in "ฯ฿ๆ"


def _tokens(text: str) -> list[str]:
    dictionary = _dictionary()  # first, since it makes the import harmless
    from pythainlp.tokenize import newmm  # noqa: PLC0415  # see _dictionary

    return newmm.segment(text, dictionary, safe_mode=True)


@lru_cache(maxsize=1)
def _dictionary() -> "Trie":
    """The words of pythainlp, and those that the catalogue wants whole.

    Imported here and not above: it takes half a second that only drawing needs, and it would make
    a folder in the home directory unless told not to.
    """
    os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")
    os.environ.setdefault("PYTHAINLP_OFFLINE", "1")
    from pythainlp.corpus import thai_words  # noqa: PLC0415  # see above
    from pythainlp.util import Trie  # noqa: PLC0415  # see above

    return Trie(thai_words() | _whole_words())


@lru_cache(maxsize=1)
def _whole_words() -> frozenset[str]:
    return frozenset(words()["picture"]["whole-words"])


@lru_cache(maxsize=1)
def _narrow_words() -> re.Pattern[str]:
    """Captures hyphenated Latin words, and the whole words that fit a narrow column, the longest
    first where two begin alike."""
    narrow = (word for word in _whole_words() if text_width(word, 1, bold=True) <= _NARROW)
    longest_first = sorted(narrow, key=lambda word: (-len(word), word))
    return re.compile("(" + "|".join([_HYPHENATED, *map(re.escape, longest_first)]) + ")")


class _Advances(dict[str, float]):
    """Width of each character in ems."""

    def __missing__(self, char: str) -> float:
        """A character that another font must lend."""
        return 0.0 if unicodedata.category(char) in ("Mn", "Cf") else 1.0


@lru_cache(maxsize=2)
def _advances(bold: bool) -> _Advances:
    name = "Sarabun-Bold.ttf" if bold else "Sarabun-Regular.ttf"
    with TTFont(fontpkg_sarabun.ROOT / "files" / name, lazy=True) as font:
        em = font["head"].unitsPerEm
        glyphs = font["hmtx"]
        cmap = font.getBestCmap()
        return _Advances({chr(code): glyphs[glyph][0] / em for code, glyph in cmap.items()})
