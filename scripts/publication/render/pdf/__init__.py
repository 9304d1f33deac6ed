"""A variant of a form in, the bytes of its blank PDF out: to print, and to fill in by hand."""

from datetime import datetime

from publication.model.variant import Variant
from publication.render.words import Words


def blank(variant: Variant, words: Words, clock: datetime) -> bytes:
    """Tagged as PDF/UA-1, with bookmarks, and without fields that a program could fill in.

    The same variant, words and clock give the same bytes on one system. Needs the system's Pango:
    see ``missing``.
    """
    # WeasyPrint looks for Pango, and takes half a second, when it is imported
    from publication.render.pdf import document, lines, paper  # noqa: PLC0415
    from publication.render.pdf.mended import mended  # noqa: PLC0415

    return mended(document.drawn(paper.page(variant, words, clock, lines.lined)))
