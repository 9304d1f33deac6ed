"""Sarabun in; the paper's own cut of it, in which each glyph stands for one text, out.

Shaping spells SARA AM as NIKHAHIT and SARA AA, and joins NIKHAHIT with a tone mark. A PDF file says
of each glyph which text it is, so the two halves would be searched and copied as two letters that
nobody typed. Here the half that closes the word stands for the whole: it is a glyph of its own. The
empty box to tick, which Sarabun lacks, is a glyph, too: who listens or copies meets it as text.

The licence (OFL 1.1, no reserved name) lets fonts be derived that stay under it and say so; they do
in their names.
"""

import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import fontpkg_sarabun
from fontTools.otlLib import builder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables

from publication.render.fonts import WEIGHTS

FAMILY = "Sarabun Paper"
BOX = "\N{BALLOT BOX}"

_AA, _AM, _NIKHAHIT = "uni0E32", "uni0E33", "uni0E4D"
_AA_AFTER_TONE, _AM_NARROW = "uni0E32.am", "uni0E33.narrow"
_SARA_AM = "\N{THAI CHARACTER SARA AM}"
_WITH_TONE = re.compile(r"uni0E4D(0E4[89AB])(\.narrow)?")
_SPELLED = re.compile(r"uni((?:[0-9A-F]{4})+)")
_NAMED = {
    "yoYingthai": "ญ",
    "thoThanthai": "ฐ",
    "doChadathai": "ฎ",
    "toPatakthai": "ฏ",
    "loChulathai": "ฬ",
    "fi": "fi",
    "fl": "fl",
}
"""Glyphs that are called by a name and not by their code points."""
_BASE = 1
"""Class of glyphs that marks stand on."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One weight of the font."""

    content: bytes
    """TrueType."""
    texts: Mapping[int, str]
    """What each glyph stands for, by its index."""


@lru_cache(maxsize=len(WEIGHTS))
def cut(weight: int) -> Cut:
    """Of 400 or 700; the same bytes each time."""
    source = fontpkg_sarabun.ROOT / "files" / f"Sarabun-{WEIGHTS[weight]}.ttf"
    with TTFont(source, recalcTimestamp=False) as font:
        _add_glyphs(font)
        _add_substitutions(font)
        _rename(font)
        del font["DSIG"]  # signs what no longer is
        texts = dict(_texts(font))
        made = io.BytesIO()
        font.save(made)
    return Cut(made.getvalue(), texts)


def _add_glyphs(font: TTFont) -> None:
    em: int = font["head"].unitsPerEm
    _add(font, _AA_AFTER_TONE, font["hmtx"][_AA][0], (_AA,))
    _add(font, _AM_NARROW, font["hmtx"][_AA][0], (f"{_NIKHAHIT}.narrow", _AA))
    pen = TTGlyphPen(None)
    low, high, line = round(-0.2 * em), round(0.84 * em), round(0.05 * em)
    _square(pen, 0, low, high - low, clockwise=True)
    _square(pen, line, low + line, high - low - 2 * line, clockwise=False)
    _put(font, "uni2610", pen, round(1.18 * em))
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[ord(BOX)] = "uni2610"


def _add(font: TTFont, name: str, advance: int, parts: Iterable[str]) -> None:
    """A glyph made of others, each where it stands by itself."""
    pen = TTGlyphPen(font.getGlyphSet())
    for part in parts:
        pen.addComponent(part, (1, 0, 0, 1, 0, 0))
    _put(font, name, pen, advance)


def _put(font: TTFont, name: str, pen: TTGlyphPen, advance: int) -> None:
    glyph = pen.glyph()
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"].glyphOrder = font.getGlyphOrder()
    font["glyf"].glyphs[name] = glyph
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (advance, glyph.xMin)
    font["GDEF"].table.GlyphClassDef.classDefs[name] = _BASE


def _square(pen: TTGlyphPen, left: int, low: int, side: int, *, clockwise: bool) -> None:
    corners = [(left, low), (left, low + side), (left + side, low + side), (left + side, low)]
    first, *others = corners if clockwise else corners[::-1]
    pen.moveTo(first)
    for corner in others:
        pen.lineTo(corner)
    pen.closePath()


def _add_substitutions(font: TTFont) -> None:
    """After all that spells Thai: NIKHAHIT and SARA AA become SARA AM; SARA AA after NIKHAHIT with
    a tone mark becomes the glyph that looks like it and stands for SARA AM."""
    table = font["GSUB"].table
    lookups = table.LookupList.Lookup
    order = font.getReverseGlyphMap()
    joined = builder.buildLigatureSubstSubtable(
        {(_NIKHAHIT, _AA): _AM, (f"{_NIKHAHIT}.narrow", _AA): _AM_NARROW}
    )
    closing = builder.buildSingleSubstSubtable({_AA: _AA_AFTER_TONE})
    with_tone = [name for name in font.getGlyphOrder() if _WITH_TONE.fullmatch(name)]
    first = len(lookups)
    context = otTables.ChainContextSubst()
    context.Format = 3
    context.BacktrackCoverage = [builder.buildCoverage(with_tone, order)]
    context.InputCoverage = [builder.buildCoverage([_AA], order)]
    context.LookAheadCoverage = []
    context.SubstLookupRecord = [otTables.SubstLookupRecord()]
    context.SubstLookupRecord[0].SequenceIndex = 0
    context.SubstLookupRecord[0].LookupListIndex = first + 1
    lookups += [builder.buildLookup([made]) for made in (joined, closing, context)]
    (thai,) = (each.Script for each in table.ScriptList.ScriptRecord if each.ScriptTag == "thai")
    for index in thai.DefaultLangSys.FeatureIndex:
        record = table.FeatureList.FeatureRecord[index]
        if record.FeatureTag == "ccmp":
            record.Feature.LookupListIndex += [first, first + 2]


def _rename(font: TTFont) -> None:
    for entry in font["name"].names:
        if entry.nameID in (1, 4, 16):
            entry.string = str(entry).replace("Sarabun", FAMILY)
        elif entry.nameID in (3, 6):
            entry.string = str(entry).replace("Sarabun", FAMILY.replace(" ", ""))


def _texts(font: TTFont) -> Iterable[tuple[int, str]]:
    codes: dict[str, int] = {}
    for code, name in sorted(font.getBestCmap().items()):
        codes.setdefault(name, code)
    for index, name in enumerate(font.getGlyphOrder()):
        if text := _text(name, codes):
            yield index, text


def _text(name: str, codes: Mapping[str, int]) -> str:
    """Empty where the glyph stands for nothing."""
    if name in (_AA_AFTER_TONE, _AM_NARROW):
        return _SARA_AM
    if name in codes:
        return chr(codes[name])
    if joined := _WITH_TONE.fullmatch(name):
        return chr(int(joined[1], 16))
    plain = name.partition(".")[0]
    if spelled := _SPELLED.fullmatch(plain):
        return bytes.fromhex(spelled[1]).decode("utf-16-be")
    return _NAMED.get(plain, "") or (chr(codes[plain]) if plain in codes else "")
