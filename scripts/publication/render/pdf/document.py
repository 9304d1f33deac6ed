"""HTML of a form on paper in, the PDF file that WeasyPrint makes of it out."""

import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from weasyprint import CSS, HTML
from weasyprint.text.ffi import pango
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from publication.engine import OVERRIDES
from publication.progress import say
from publication.render.fonts import WEIGHTS
from publication.render.pdf.font import FAMILY, cut

STYLE = OVERRIDES / "components" / "paper" / "paper.css"
_SCHEME = "cut:"
_FACE = '@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url("{url}") }}\n'


_NO_GLYPH = ".notdef glyph"
"""How it begins when WeasyPrint tells of a letter that no font has."""


class PaperFailed(Exception):
    """The template or its style is not what WeasyPrint takes; says why in its words."""


class _OwnFonts(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """Gives the paper's fonts, and nothing else to anybody."""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        if not url.startswith(_SCHEME):
            raise ValueError(f"paper is made of what the build has, not of {url}")
        content = cut(int(url.removeprefix(_SCHEME))).content
        return URLFetcherResponse(url, content, {"Content-Type": "font/ttf"})


def drawn(html: str) -> bytes:
    """Tagged as PDF/UA-1 asks; what its glyphs say is left as shaping had it, see ``mended``."""
    style, fonts = _style_and_fonts()
    with _complaints() as complaints, _boxes_kept():
        document = HTML(string=html, base_url=_SCHEME, url_fetcher=_OwnFonts()).render(
            stylesheets=[style], font_config=fonts
        )
        content: bytes = document.write_pdf(pdf_variant="pdf/ua-1", uncompressed_pdf=True)
    _heed(complaints)
    return content


def pango_version() -> int:
    """Of the system: it breaks lines and sets text."""
    number: int = pango.pango_version()
    return number


@lru_cache(maxsize=1)
def _style_and_fonts() -> tuple[CSS, FontConfiguration]:
    fonts = FontConfiguration()
    faces = "".join(
        _FACE.format(family=FAMILY, weight=weight, url=f"{_SCHEME}{weight}") for weight in WEIGHTS
    )
    text = faces + STYLE.read_text("utf-8")
    with _complaints() as complaints:
        style = CSS(string=text, font_config=fonts, url_fetcher=_OwnFonts())
    _heed(complaints)
    return style, fonts


def _heed(complaints: list[str]) -> None:
    """A letter that is printed as an empty box is told of; what else is wrong is our own fault."""
    for complaint in complaints:
        if not complaint.startswith(_NO_GLYPH):
            raise PaperFailed(complaint)
        say(complaint)


@contextmanager
def _boxes_kept() -> Iterator[None]:
    """Without garbage collection, which looks at the growing tree of boxes again and again and
    finds nothing; that is a quarter of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """What WeasyPrint warns of."""
    heard: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(record.getMessage())

    ear = Ear(logging.WARNING)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(ear)
    try:
        yield heard
    finally:
        logger.removeHandler(ear)
