"""The finished site and its circulars in, printed codes and addresses that fail readers out."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from publication.model.circular import Circular
from publication.model.publication import Publication
from publication.problems import Problem, Rule
from publication.render import qr
from publication.verify.document import Document
from publication.verify.links import Site

_NAMES = ("qr.png", "qr.svg")


def of_circular(folder: Path, site: Site, circular: Circular) -> Iterator[Problem]:
    """Each file of its code must read as the printed address, and a page must answer there."""
    expected = qr.printed_url(site.url, circular.address)
    for name in _NAMES:
        path = f"circulars/{circular.id}/{name}"
        if path not in site.files:
            yield Problem.of(path, 1, Rule.CODE_MISSING, circular=circular.id)
            continue
        try:
            found = qr.read_back((folder / path).read_bytes())
        except qr.Unreadable:
            yield Problem.of(path, 1, Rule.CODE_UNREADABLE)
            continue
        if found != expected:
            yield Problem.of(path, 1, Rule.CODE_DIFFERS, found=found, expected=expected)
        if site.target("", found).file is None:
            yield Problem.of(path, 1, Rule.CODE_TARGET, target=found)


def of_printed_addresses(
    site: Site, documents: Mapping[str, Document], publication: Publication
) -> Iterator[Problem]:
    """Each address that stands on paper must open a page that leads to its circular."""
    for printed in publication.printed:
        path = f"{printed.address.strip('/')}/index.html"
        if path not in site.files:
            yield Problem.of(path, 1, Rule.ADDRESS_SILENT, address=printed.address)
            continue
        circular = f"circulars/{printed.circular}/index.html"
        if not any(
            site.target(path, reference.url).file == circular
            for reference in documents[path].references
        ):
            words = {"address": printed.address, "circular": printed.circular}
            yield Problem.of(path, 1, Rule.ADDRESS_ELSEWHERE, **words)
