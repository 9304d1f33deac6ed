"""A scan page and all that it loads in, a problem out when they outgrow one first flight."""

import gzip
from collections.abc import Iterator, Mapping
from pathlib import Path

from publication.problems import Problem, Rule
from publication.verify.document import Document
from publication.verify.links import Site

SCAN_PAGE = 14 * 1024
"""Bytes that fit into the first flight of one TCP connection (RFC 6928: ten segments)."""
_COMPRESSED = (".woff2", ".woff", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif")


def of_scan_page(
    folder: Path, site: Site, documents: Mapping[str, Document], address: str
) -> Iterator[Problem]:
    """The scan page of an address; one that is missing is reported elsewhere."""
    path = f"{address.strip('/')}/index.html"
    if path not in documents:
        return
    size = sum(transferred(folder / name) for name in loaded(site, documents, path))
    if size > SCAN_PAGE:
        what = f"{address} with all it loads"
        yield Problem.of(path, 1, Rule.OVER_BUDGET, what=what, size=size, limit=SCAN_PAGE)


def loaded(site: Site, documents: Mapping[str, Document], path: str) -> frozenset[str]:
    """The file itself and all that the browser asks for because of it."""
    found: set[str] = set()
    waiting = [path]
    while waiting:
        current = waiting.pop()
        if current in found:
            continue
        found.add(current)
        document = documents.get(current, Document(current))
        targets = (
            site.target(current, reference.url).file
            for reference in document.references
            if reference.loads
        )
        waiting.extend(target for target in targets if target is not None)
    return frozenset(found)


def transferred(file: Path) -> int:
    """Bytes on the wire: gzipped, but for formats that are compressed already."""
    content = file.read_bytes()
    return len(content) if file.suffix in _COMPRESSED else len(gzip.compress(content, 9, mtime=0))
