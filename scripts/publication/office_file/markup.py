"""The bytes of an XML part in, its elements under short names out: ``x:c``, ``w:sdt``.

No entities, no document type, bounded depth and count; both spellings of the namespaces, the
transitional one and the strict one, become the same name.
"""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from publication.arrival import NotUsable

MOST_ELEMENTS = 1_000_000
"""The fullest form takes about a tenth of it."""
DEEPEST = 250

_OPEN = "http://schemas.openxmlformats.org"
_STRICT = "http://purl.oclc.org/ooxml"
_PREFIXES = {
    f"{_OPEN}/spreadsheetml/2006/main": "x",
    f"{_STRICT}/spreadsheetml/main": "x",
    f"{_OPEN}/wordprocessingml/2006/main": "w",
    f"{_STRICT}/wordprocessingml/main": "w",
    f"{_OPEN}/officeDocument/2006/relationships": "r",
    f"{_STRICT}/officeDocument/relationships": "r",
    f"{_OPEN}/package/2006/relationships": "rel",
    f"{_OPEN}/officeDocument/2006/custom-properties": "custom",
    f"{_STRICT}/officeDocument/customProperties": "custom",
    f"{_OPEN}/markup-compatibility/2006": "mc",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "http://schemas.microsoft.com/office/word/2012/wordml": "w15",
}


def parsed(content: bytes) -> Element:
    """Raises NotUsable."""
    parser = XMLParser(target=_Builder())
    try:
        parser.feed(content)
        root: Element = parser.close()
    except (ParseError, ValueError, LookupError):  # the latter two: encodings that nobody has
        raise NotUsable("damaged") from None
    return root


def child(element: Element | None, tag: str) -> Element | None:
    return next(children(element, tag), None)


def children(element: Element | None, tag: str) -> Iterator[Element]:
    return (each for each in (() if element is None else element) if each.tag == tag)


def attribute(element: Element | None, name: str) -> str:
    """Empty where the element or the attribute is not there."""
    return "" if element is None else element.get(name, "")


class _Builder(TreeBuilder):
    def __init__(self) -> None:
        super().__init__()
        self._count = self._depth = 0
        self._short: dict[str, str] = {}

    def start(self, tag: Any, attributes: Any) -> Element:
        self._count += 1
        self._depth += 1
        if self._count > MOST_ELEMENTS:
            raise NotUsable("too-large")
        if self._depth > DEEPEST:
            raise NotUsable("too-deep")
        named = {self._name(name): value for name, value in attributes.items()}
        return super().start(self._name(tag), named)

    def end(self, tag: Any) -> Element:
        self._depth -= 1
        return super().end(self._name(tag))

    def doctype(self, *_: object) -> None:
        """Office files have none; only somebody who means harm declares entities."""
        raise NotUsable("damaged")

    def _name(self, tag: str) -> str:
        known = self._short.get(tag)
        if known is None:
            space, brace, local = tag.removeprefix("{").rpartition("}")
            known = f"{_PREFIXES.get(space, '?')}:{local}" if brace else tag
            self._short[tag] = known
        return known
