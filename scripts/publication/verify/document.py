"""What a finished page or stylesheet says of other files, in the one shape that all checks read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from publication.problems import Problem

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ADDRESS = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"'()\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reference:
    """An address that stands in a page or stylesheet."""

    url: str
    line: int
    loads: bool
    """The browser asks for it by itself, without the reader's doing."""


@dataclass(frozen=True, slots=True)
class Document:
    path: str
    """Relative to the site's folder, with forward slashes."""
    references: tuple[Reference, ...] = ()
    anchors: frozenset[str] = frozenset()
    """Places in the page that a link can name."""
    problems: tuple[Problem, ...] = ()
    """Those that can be seen without looking at another file."""


def stylesheet(path: str, text: str) -> Document:
    return Document(path, tuple(style_references(text)))


def style_references(text: str, first_line: int = 1) -> Iterator[Reference]:
    """Each ``url()`` and ``@import`` of the CSS, with its line."""
    text = _COMMENT.sub(lambda comment: "\n" * comment.group().count("\n"), text)
    for match in _ADDRESS.finditer(text):
        url = next((group for group in match.groups() if group is not None), "")
        yield Reference(url, first_line + text.count("\n", 0, match.start()), loads=True)
