"""Documents of the finished site in, links that lead nowhere or loads from elsewhere out."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

from publication.problems import Problem, Rule
from publication.verify.document import Document, Reference

_OWN_SCHEMES = ("", "http", "https")


@dataclass(frozen=True, slots=True)
class Target:
    """Where an address leads."""

    here: bool
    """Whether it belongs to this site."""
    file: str | None = None
    """The file that answers; None when none does."""
    fragment: str = ""


_ELSEWHERE = Target(here=False)


class Site:
    """The files of the finished site, and how a static host finds the one that answers."""

    def __init__(self, files: frozenset[str], site_url: str) -> None:
        self.files = files
        self.url = site_url
        parts = urlsplit(site_url)
        self._origin = (parts.scheme, _host(parts))
        self._base = parts.path.rstrip("/") + "/"

    def target(self, document: str, url: str) -> Target:
        """Where the address leads when it stands in the document at this path."""
        try:
            parts = urlsplit(url.strip())
        except ValueError:
            return Target(here=True)
        if parts.scheme not in _OWN_SCHEMES:
            return _ELSEWHERE
        path = parts.path
        if parts.netloc:
            if (parts.scheme or self._origin[0], _host(parts)) != self._origin:
                return _ELSEWHERE
            path = path or "/"
        return Target(True, self._file(document, path), unquote(parts.fragment))

    def _file(self, document: str, path: str) -> str | None:
        if not path:
            return document
        folder = posixpath.dirname(document)
        if path.startswith("/"):
            if not f"{path}/".startswith(self._base):
                return None
            folder, path = "", path[len(self._base) :]
        full = posixpath.normpath(posixpath.join(folder, unquote(path)))
        full = "" if full == "." else full
        if full in self.files and not path.endswith("/"):
            return full
        # Hosts add the slash that a folder's address lacks.
        index = posixpath.join(full, "index.html")
        return index if index in self.files else None


def problems(site: Site, documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Every address in every document that does not resolve, or that loads from elsewhere."""
    for document in documents.values():
        for reference in document.references:
            yield from _of_reference(site, documents, document, reference)


def _of_reference(
    site: Site, documents: Mapping[str, Document], document: Document, reference: Reference
) -> Iterator[Problem]:
    target = site.target(document.path, reference.url)
    if not target.here:
        if reference.loads and _asks_a_host(reference.url):
            yield Problem.of(document.path, reference.line, Rule.OTHER_ORIGIN, target=reference.url)
    elif target.file is None:
        yield Problem.of(document.path, reference.line, Rule.BROKEN_LINK, target=reference.url)
    elif (
        target.file.endswith(".html")
        and _names_a_place(target.fragment)
        and target.fragment not in documents[target.file].anchors
    ):
        words = {"target": target.file, "anchor": target.fragment}
        yield Problem.of(document.path, reference.line, Rule.BROKEN_ANCHOR, **words)


def _asks_a_host(url: str) -> bool:
    """Not so data: and blob:, which hold or name what the page already has."""
    return url.strip()[:5].lower() not in ("data:", "blob:", "about")


def _names_a_place(fragment: str) -> bool:
    """``#top`` always exists; with "=" a fragment is data for a script or the browser."""
    return fragment not in ("", "top") and "=" not in fragment


def _host(parts: SplitResult) -> str:
    """Host and port, comparable: without case, in ASCII, without a default port."""
    try:
        host = parts.netloc.encode("idna").decode("ascii").lower()
    except UnicodeError:
        host = parts.netloc.lower()
    return host.removesuffix({"http": ":80", "https": ":443"}.get(parts.scheme, ":"))
