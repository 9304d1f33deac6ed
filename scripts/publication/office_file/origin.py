"""The parts of a Word file in, what it was made as out: it says so in three ways."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from publication.arrival import NotUsable
from publication.model.form import Field
from publication.office_file.archive import Archive
from publication.office_file.controls import text_of
from publication.office_file.markup import children
from publication.office_file.parcel import Origin
from publication.office_file.typed import key
from publication.thai import arabic_digits

_NAMES = ("publication-form", "publication-version", "publication-kind")
_VERSION = re.compile("[1-9][0-9]{0,8}")
_FOOT = re.compile(r"([a-z][a-z0-9-]*) · [^·]*?([1-9][0-9]{0,8})(?: · (.+))?")
"""Form, version in words, title of the kind."""


def origin(archive: Archive, part: str, kind_field: Field | None) -> Origin:
    """From the properties of the file, else its variables, else the foot of its pages.

    Raises NotUsable.
    """
    for said in (_properties(archive), _variables(archive, part)):
        form, version, kind = (said.get(name, "") for name in _NAMES)
        if form and _VERSION.fullmatch(version):
            return Origin(form, int(version), kind)
    for line in _footers(archive, part):
        found = _FOOT.fullmatch(line)
        if found:
            return Origin(found[1], int(found[2]), _kind(found[3] or "", kind_field))
    raise NotUsable("no-meta")


def _properties(archive: Archive) -> Mapping[str, str]:
    return {
        each.get("name", ""): "".join(each.itertext()).strip()
        for root in _related(archive, "", "custom-properties")
        for each in children(root, "custom:property")
    }


def _variables(archive: Archive, part: str) -> Mapping[str, str]:
    return {
        each.get("w:name", ""): each.get("w:val", "")
        for root in _related(archive, part, "settings")
        for each in root.iter("w:docVar")
    }


def _footers(archive: Archive, part: str) -> Iterator[str]:
    for root in _related(archive, part, "footer"):
        for paragraph in root.iter("w:p"):
            yield _line(arabic_digits(text_of(paragraph)))


def _related(archive: Archive, part: str, kind: str) -> Iterator[Element]:
    for each in archive.relations(part):
        root = archive.xml(each.target) if each.kind == kind else None
        if root is not None:
            yield root


def _kind(title: str, kind_field: Field | None) -> str:
    kinds = kind_field.options if kind_field else ()
    return next((each.id for each in kinds if _line(arabic_digits(each.title)) == title), "")


def _line(text: str) -> str:
    """Without the spaces that only keep words on one line."""
    return key(unicodedata.normalize("NFC", text).replace("\N{NO-BREAK SPACE}", " "))
