"""Word files in; their parts, content controls and places out, read without the code that wrote."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from publication.model.form import Field, Form
from publication.model.read_form import form_from_schema
from publication.model.variant import Variant, variants
from publication.render import docx
from publication.render.words import words

ROOT = Path(__file__).resolve().parents[1]
CLOCK = datetime(2026, 11, 22, 3, 4, 5, tzinfo=UTC)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
FORMS = [
    form_from_schema(json.loads(path.read_text("utf-8")))
    for folder in (ROOT / "forms", ROOT / "tests" / "publications" / "library" / "forms")
    for path in sorted(folder.glob("*/form.json"))
]
VARIANTS = [variant for form in FORMS for variant in variants(form)]
"""Every form of both publications, for each kind."""


@dataclass(frozen=True)
class Control:
    tag: str
    id: str
    title: str
    kind: str
    """Local name of the element that says it: text, checkbox, repeatingSection, …"""
    properties: Element
    content: Element


def blank(variant: Variant) -> bytes:
    return docx.blank(variant, words(), CLOCK)


def parts(content: bytes) -> dict[str, Element]:
    """Every part, parsed, by name."""
    with ZipFile(BytesIO(content)) as archive:
        return {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()}


def body(content: bytes) -> Element:
    return parts(content)["word/document.xml"]


def value(element: Element | None) -> str:
    return "" if element is None else element.get(f"{W}val", "")


def controls(root: Element) -> list[Control]:
    """In their order, nested ones too."""
    return list(_controls(root))


def _controls(root: Element) -> Iterator[Control]:
    named = ("rPr", "alias", "tag", "id", "lock", "showingPlcHdr")
    for sdt in root.iter(f"{W}sdt"):
        properties, content = sdt.find(f"{W}sdtPr"), sdt.find(f"{W}sdtContent")
        assert properties is not None
        assert content is not None
        locals_ = [child.tag.rpartition("}")[2] for child in properties]
        (kind,) = [name for name in locals_ if name not in named]
        yield Control(
            value(properties.find(f"{W}tag")),
            value(properties.find(f"{W}id")),
            value(properties.find(f"{W}alias")),
            kind,
            properties,
            content,
        )


def places(form: Form) -> list[str]:
    """Names of every place that the answers to a form need, outside of tables."""
    alone = [
        place for field in form.every_field if field.kind != "rows" for place in _places_of(field)
    ]
    for question in form.questions:
        alone += [f"{question.id}={option.id}" for option in question.options]
        alone += [f"{question.id}.evidence", f"{question.id}.note"]
    return alone


def row_places(table: Field) -> list[str]:
    """Names of the places of one row."""
    return [f"{table.id}/{place}" for column in table.columns for place in _places_of(column)]


def _places_of(field: Field) -> list[str]:
    if field.options and field.kind != "province":
        return [f"{field.id}={option.id}" for option in field.options]
    return [field.id]


def text(element: Element) -> str:
    """Without what only fields hold; no-break spaces as spaces."""
    return "".join(each.text or "" for each in element.iter(f"{W}t")).replace("\u00a0", " ")
