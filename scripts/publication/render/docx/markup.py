"""Texts and parts in, WordprocessingML as text out; every text is escaped here and nowhere else."""

import re
from xml.sax.saxutils import escape

from publication.thai import typeset

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
}
DECLARED = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in NAMESPACES.items())
TAB = "<w:r><w:tab/></w:r>"
FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'

_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold, not even escaped."""


def one_line(text: str) -> str:
    """What of a text XML can hold, on one line."""
    return re.sub(r"\s*[\t\n\r]\s*", " ", _UNWRITABLE.sub("", text))


def plain(text: str) -> str:
    """For an element or a quoted attribute: with what Thai keeps together tied."""
    return escape(typeset(one_line(text)), {'"': "&quot;"})


def run(text: str, style: str = "") -> str:
    """Text in a character style."""
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{plain(text)}</w:t></w:r>'


def paragraph(style: str, *content: str, properties: str = "") -> str:
    """Content is runs and controls; properties are those that the style does not have."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{"".join(content)}</w:p>'


def lines(*texts: str) -> str:
    """Runs of one paragraph, each on a line of its own."""
    return "<w:r><w:br/></w:r>".join(run(text) for text in texts)


def counted_by(number: int) -> str:
    """Property of a paragraph that the list of this number counts."""
    return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'


def field_begin(instruction: str) -> str:
    """Of something that programs compute; until then they show what follows, up to FIELD_END."""
    parts = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
    )
    return "".join(f"<w:r>{part}</w:r>" for part in parts)
