"""Rendered bytes in, files on disk out; the only writer."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from publication.policy import headers
from publication.render.search_index import compact

_THEME_LEFTOVERS = ("assets/javascripts/lunr", "assets/javascripts/workers")
"""Parts of the theme's own search, which ours replaces."""


def write(files: Mapping[str, bytes], folder: Path) -> None:
    """Write each file whole or not at all; paths are relative to the folder."""
    for name, content in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            Path(temporary).chmod(0o644)
            Path(temporary).replace(target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise


def finish(site: Path) -> None:
    """What a finished site needs beside its pages: a light search index and the host's headers."""
    for name in _THEME_LEFTOVERS:
        shutil.rmtree(site / name, ignore_errors=True)
    for path in (site / "assets").rglob("*.map"):
        path.unlink()
    files = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    finished = {"_headers": headers(files).encode()}
    index = site / "search" / "search_index.json"
    if index.exists():
        finished["search/search_index.json"] = compact(index.read_bytes())
    write(finished, site)
