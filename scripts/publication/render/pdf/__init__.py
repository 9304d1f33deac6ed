"""A variant of a form in, the bytes of its blank PDF out: to print, and to fill in by hand."""

import contextlib
import hashlib
import io
from datetime import datetime
from functools import lru_cache
from importlib.metadata import version

from publication.engine import CACHE
from publication.model.variant import Variant
from publication.render.cache import keep
from publication.render.words import Words


@lru_cache(maxsize=1)
def missing() -> str:
    """What the system lacks to make PDF files, in one line that says how to mend it; empty:
    nothing."""
    with contextlib.redirect_stdout(io.StringIO()):  # WeasyPrint prints a page on it
        try:
            import weasyprint  # noqa: F401, PLC0415  # looks for Pango when it is imported
        except OSError:
            return (
                "no PDF files: this system has no Pango, which sets their text; install Debian's "
                "libpangoft2-1.0-0 and libharfbuzz-subset0, or Pango by the package manager at hand"
            )
    return ""


def blank(variant: Variant, words: Words, clock: datetime) -> bytes:
    """Tagged as PDF/UA-1, with bookmarks, and without fields that a program could fill in.

    The same variant, words and clock give the same bytes on one system. What takes seconds is kept
    in the cache until the form, its words, its style or the system's Pango changes. Raises OSError
    where something is ``missing``.
    """
    # these import WeasyPrint, which takes half a second and looks for Pango
    from publication.render.pdf import document, lines, paper  # noqa: PLC0415
    from publication.render.pdf.mended import dated, mended  # noqa: PLC0415

    html = paper.page(variant, words, lines.lined)
    recipe = [version(name) for name in ("weasyprint", "pikepdf", "fonttools", "fontpkg-sarabun")]
    key = repr((recipe, document.pango_version(), document.STYLE.read_text("utf-8"), html))
    kept = CACHE / "pdf" / f"{hashlib.sha256(key.encode()).hexdigest()}.pdf"
    if not kept.exists():
        keep(mended(document.drawn(html)), kept)
    return dated(kept.read_bytes(), clock)
