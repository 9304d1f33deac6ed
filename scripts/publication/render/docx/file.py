"""The body of a document in, the whole Word file out: the parts it needs and no others."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package

from publication.model.variant import Variant
from publication.render.docx.look import FONT_TABLE, STYLES, Paper, numbering
from publication.render.docx.markup import (
    DECLARED,
    FIELD_END,
    field_begin,
    one_line,
    paragraph,
    plain,
    run,
)
from publication.render.docx.theme import THEME
from publication.render.package import archive, parts_of
from publication.render.words import Words
from publication.thai import thai_digits

_HEADER, _FOOTER = "rId1", "rId2"
_FIRST = ("[Content_Types].xml", "_rels/.rels")
"""Parts that readers of the archive want to meet before all others."""
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FREE_PROPERTIES = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The set of properties that a program may name as it likes."""
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_LONGEST_PROPERTY = 255
_COMPATIBILITY = {
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
    "differentiateMultirowTableHeaders": 1,
}
"""As Word 2013 and later write a new document; else it opens in a mode for old ones."""


@dataclass(frozen=True, slots=True)
class Story:
    """What a document says, between its header and its footer."""

    body: str
    """Paragraphs and tables, the properties of the last section included."""
    lists: int
    """The greatest number of a list of counted paragraphs."""


def section(paper: Paper) -> str:
    """Properties of the pages up to here; page numbers in Thai digits."""
    turned = ' w:orient="landscape"' if paper.across else ""
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{_HEADER}"/>'
        f'<w:footerReference w:type="default" r:id="{_FOOTER}"/>'
        f'<w:pgSz w:w="{paper.width}" w:h="{paper.height}"{turned}/>'
        f'<w:pgMar w:top="{paper.top}" w:right="{paper.right}" w:bottom="{paper.bottom}" '
        f'w:left="{paper.left}" w:header="709" w:footer="510" w:gutter="0"/>'
        '<w:pgNumType w:fmt="thaiNumbers"/></w:sectPr>'
    )


def written(story: Story, variant: Variant, words: Words, clock: datetime) -> bytes:
    """The file; its time is the clock's."""
    package = Package()
    body = (
        f'<w:document {DECLARED} mc:Ignorable="w14 w15"><w:body>{story.body}</w:body></w:document>'
    )
    main = _part(package, "/word/document.xml", CONTENT_TYPE.WML_DOCUMENT_MAIN, body)
    package.relate_to(main, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    for number, (name, kind, relation, content) in enumerate(_beside(story, variant, words), 1):
        main.load_rel(relation, _part(package, f"/word/{name}.xml", kind, content), f"rId{number}")
    custom = CONTENT_TYPE.OFC_CUSTOM_PROPERTIES
    properties = _part(package, "/docProps/custom.xml", custom, _custom(variant))
    package.relate_to(properties, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
    _describe(package, variant, clock)
    return _packed(package)


def meta(variant: Variant) -> Mapping[str, str]:
    """What tells a reader of the filled file which form it is."""
    return {
        "publication-form": variant.form.id,
        "publication-version": str(variant.form.version),
        "publication-kind": variant.kind.id if variant.kind else "",
    }


def _beside(story: Story, variant: Variant, words: Words) -> tuple[tuple[str, str, str, str], ...]:
    """Name, content type, relation and content of the parts beside the main one; the first two
    are those that sections refer to."""
    kind, relation = CONTENT_TYPE, RELATIONSHIP_TYPE
    return (
        ("header", kind.WML_HEADER, relation.HEADER, _header(words)),
        ("footer", kind.WML_FOOTER, relation.FOOTER, _footer(variant, words)),
        ("styles", kind.WML_STYLES, relation.STYLES, STYLES),
        ("settings", kind.WML_SETTINGS, relation.SETTINGS, _settings(variant)),
        ("fontTable", kind.WML_FONT_TABLE, relation.FONT_TABLE, FONT_TABLE),
        ("numbering", kind.WML_NUMBERING, relation.NUMBERING, numbering(story.lists)),
        ("theme/theme1", kind.OFC_THEME, relation.THEME, THEME),
    )


def _part(package: Package, name: str, kind: str, content: str) -> Part:
    return Part(PackURI(name), kind, (_XML + content).encode("utf-8"), package)


def _header(words: Words) -> str:
    before, after = words["docx"]["page"].split("{page}")
    number = field_begin("PAGE") + run(thai_digits(1)) + FIELD_END
    return f"<w:hdr {DECLARED}>{paragraph('Header', run(before), number, run(after))}</w:hdr>"


def _footer(variant: Variant, words: Words) -> str:
    """The meta where people see it, and where a reader finds it when an editor lost the others."""
    say, form = words["docx"], variant.form
    parts = [form.id, say["version"].format(version=form.version)]
    if variant.kind:
        parts.append(variant.kind.title)
    return f"<w:ftr {DECLARED}>{paragraph('Footer', run(' · '.join(parts)))}</w:ftr>"


def _settings(variant: Variant) -> str:
    compatibility = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" '
        f'w:val="{value}"/>'
        for name, value in _COMPATIBILITY.items()
    )
    variables = "".join(
        f'<w:docVar w:name="{name}" w:val="{plain(value)}"/>'
        for name, value in meta(variant).items()
        if value  # Word keeps no empty ones
    )
    return (
        f'<w:settings {DECLARED}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f"<w:compat>{compatibility}</w:compat><w:docVars>{variables}</w:docVars>"
        '<w:themeFontLang w:val="en-US" w:bidi="th-TH"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def _custom(variant: Variant) -> str:
    properties = "".join(
        f'<property fmtid="{_FREE_PROPERTIES}" pid="{number}" name="{name}">'
        f"<vt:lpwstr>{plain(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(meta(variant).items(), start=2)
    )
    return (
        f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        f"{properties}</Properties>"
    )


def _describe(package: Package, variant: Variant, clock: datetime) -> None:
    properties = package.core_properties
    properties.title = one_line(variant.form.title)[:_LONGEST_PROPERTY]
    properties.language = "th-TH"
    properties.last_modified_by = ""
    properties.created = properties.modified = clock.astimezone(UTC)


def _packed(package: Package) -> bytes:
    out = BytesIO()
    package.save(out)
    parts = parts_of(out.getvalue())
    rest = sorted(name for name in parts if name not in _FIRST)
    return archive({name: parts[name] for name in (*_FIRST, *rest)})
