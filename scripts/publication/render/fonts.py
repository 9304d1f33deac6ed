"""Sarabun from its package in; WOFF2 subsets with the marks placed right, and the licence, out."""

import hashlib
import io
from collections.abc import Collection
from importlib.metadata import version
from pathlib import Path

import fontpkg_sarabun
from fontTools import subset

from publication.engine import CACHE
from publication.render.cache import keep

FOLDER = "assets/fonts"
WEIGHTS = {400: "Regular", 700: "Bold"}
OPTIONS = {
    "flavor": "woff2",
    # what spelling out a text needs; alternates and fractions are asked for by nobody here
    "layout_features": ["ccmp", "kern", "liga", "locl", "mark", "mkmk"],
    "name_IDs": [0, 1, 2],  # whose it is and what it is called; the licence lies beside it
    "notdef_outline": True,
    "recalc_timestamp": False,  # the same bytes for the same characters
}

SPACES = (0x20, 0xA0)
THAI = frozenset(range(0x0E00, 0x0E80))
SIGNS = frozenset(map(ord, "§©«°±·»½×÷–—‘’“”•…←→−≤≥"))
LATIN = SIGNS.union(range(0x20, 0x7F), SPACES)
RARE = frozenset(range(0xA1, 0x100)) - LATIN
PARTS = {"thai": THAI.union(SPACES), "latin": LATIN, "rare": RARE}
"""Each part is a file; type.css says by unicode-range which characters ask for it."""

SARA_AM = 0x0E33
SARA_AM_PARTS = (0x0E4D, 0x0E32)
"""Browsers spell SARA AM with these two."""


def fonts() -> dict[str, bytes]:
    """Path on the site to content: each part in each weight, and the licence."""
    made = {
        f"{FOLDER}/sarabun-{part}-{weight}.woff2": _subset(unicodes, weight)
        for weight in WEIGHTS
        for part, unicodes in PARTS.items()
    }
    made[f"{FOLDER}/OFL.txt"] = (fontpkg_sarabun.ROOT / "LICENSE").read_bytes()
    return made


def subset_for(text: str, weight: int) -> bytes:
    """A WOFF2 font with the characters of the text and no others; weight is 400 or 700."""
    return _subset({ord(char) for char in text if char.isprintable()}.union(SPACES), weight)


def _subset(unicodes: Collection[int], weight: int) -> bytes:
    """From the cache, or made and put there."""
    wanted = set(unicodes)
    if SARA_AM in wanted:
        wanted.update(SARA_AM_PARTS)
    recipe = [version(name) for name in ("fontpkg-sarabun", "fonttools", "brotli")]
    key = repr((recipe, OPTIONS, weight, sorted(wanted)))
    kept = CACHE / "fonts" / f"{hashlib.sha256(key.encode()).hexdigest()}.woff2"
    if kept.exists():
        return kept.read_bytes()
    content = _made(wanted, fontpkg_sarabun.ROOT / "files" / f"Sarabun-{WEIGHTS[weight]}.ttf")
    keep(content, kept)
    return content


def _made(unicodes: Collection[int], source: Path) -> bytes:
    options = subset.Options(**OPTIONS)
    made = io.BytesIO()
    with subset.load_font(str(source), options) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=unicodes)
        subsetter.subset(font)
        subset.save_font(font, made, options)
    return made.getvalue()
