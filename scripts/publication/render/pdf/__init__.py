"""A variant of a form in, the bytes of its blank PDF out: to print, and to fill in by hand.

Nothing here imports WeasyPrint before a PDF file is wanted: it takes half a second, and looks for
Pango.
"""

import contextlib
import hashlib
import io
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from functools import lru_cache
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

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
            import weasyprint  # noqa: F401, PLC0415  # see above
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
    from publication.render.pdf.mended import dated  # noqa: PLC0415  # see above

    html = _html(variant, words)
    kept = _kept(html)
    if not kept.exists():
        keep(_made(html), kept)
    return dated(kept.read_bytes(), clock)


@contextlib.contextmanager
def preparing(variants: Iterable[Variant], words: Words) -> Iterator[None]:
    """Puts what ``blank`` will ask for into the cache, on all cores; it is there at the end of the
    block, in which other work can be done meanwhile. Where something is ``missing``, nothing is
    done."""
    if missing():
        yield
        return
    wanted = {_kept(html): html for html in (_html(variant, words) for variant in variants)}
    lacking = {kept: html for kept, html in wanted.items() if not kept.exists()}
    if len(lacking) < 2 or os.cpu_count() == 1:
        yield
        return
    longest_first = sorted(lacking, key=lambda kept: -len(lacking[kept]))
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        made = pool.map(_made, [lacking[kept] for kept in longest_first])
        yield
        for kept, content in zip(longest_first, made, strict=True):
            keep(content, kept)


def _html(variant: Variant, words: Words) -> str:
    from publication.render.pdf import lines, paper  # noqa: PLC0415  # see above

    return paper.page(variant, words, lines.lined)


def _made(html: str) -> bytes:
    from publication.render.pdf import document, mended  # noqa: PLC0415  # see above

    return mended.mended(document.drawn(html))


def _kept(html: str) -> Path:
    """Where the file of this page stands in the cache."""
    from publication.render.pdf import document  # noqa: PLC0415  # see above

    recipe = [version(name) for name in ("weasyprint", "pikepdf", "fonttools", "fontpkg-sarabun")]
    key = repr((recipe, document.pango_version(), document.STYLE.read_text("utf-8"), html))
    return CACHE / "pdf" / f"{hashlib.sha256(key.encode()).hexdigest()}.pdf"
