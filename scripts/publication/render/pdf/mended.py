"""A PDF file of WeasyPrint in; the same pages with the text and the tags that readers need out."""

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from publication.render.fonts import WEIGHTS
from publication.render.pdf.font import FAMILY, cut

_LINES = 100
"""Of a block in a map from glyphs to text; more are not allowed."""
_TO_UNICODE = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{blocks}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
_DRAWN_GLYPH = re.compile(rb"^<([0-9a-f]{4})> <", re.MULTILINE)
_MARK = re.compile(rb"/\w+\s<</MCID (\d+)>>\sBDC")
_NOT_SAID = b"/Artifact BMC"
_RISE = re.compile(rb"-?[\d.]+ Ts\s")
_NEXT_RUN = re.compile(rb"\] TJ\s\[")
_FINE = re.compile(rb"(\.\d\d)\d+")
"""What of a number nobody sees: a hundredth of a point is finer than any printer."""
_MERE_BOXES = ("/Span", "/NonStruct", "/Div")
"""Tags of what only lays pages out."""


def mended(content: bytes) -> bytes:
    """Every glyph says its text; tags tell what a reader needs and nothing else; what stands in the
    margins of every page is not read out. The same bytes for the same input."""
    with Pdf.open(io.BytesIO(content)) as pdf:
        for font in pdf.pages[0].Resources.Font.as_dict().values():
            _say_text(pdf, font)
        _Tags(pdf).mend()
        return _saved(pdf)


def dated(content: bytes, clock: datetime) -> bytes:
    """The file, made at that moment."""
    moment = clock.astimezone(UTC)
    with Pdf.open(io.BytesIO(content)) as pdf:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata["xmp:CreateDate"] = metadata["xmp:ModifyDate"] = moment.isoformat()
        pdf.docinfo[Name.CreationDate] = f"{moment:D:%Y%m%d%H%M%SZ}"
        pdf.docinfo[Name.ModDate] = f"{moment:D:%Y%m%d%H%M%SZ}"
        return _saved(pdf)


def _saved(pdf: Pdf) -> bytes:
    made = io.BytesIO()
    pdf.save(
        made,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return made.getvalue()


def _say_text(pdf: Pdf, font: Object) -> None:
    """By our own table: a glyph of a joined pair would else say what the pair was typed as."""
    name = str(font.BaseFont)
    if FAMILY.replace(" ", "-") not in name:
        return  # a font of the system, which lent a letter that ours lacks
    weight = max(WEIGHTS) if name.endswith("Bold") else min(WEIGHTS)
    texts = cut(weight).texts
    drawn = {int(glyph, 16) for glyph in _DRAWN_GLYPH.findall(font.ToUnicode.read_bytes())}
    lines = [
        f"<{glyph:04X}> <{texts[glyph].encode('utf-16-be').hex().upper()}>"
        for glyph in sorted(drawn & texts.keys())
    ]
    blocks = [lines[start : start + _LINES] for start in range(0, len(lines), _LINES)]
    written = "\n".join(
        "\n".join((f"{len(block)} beginbfchar", *block, "endbfchar")) for block in blocks
    )
    font.ToUnicode = pdf.make_stream(_TO_UNICODE.format(blocks=written).encode())


class _Tags:
    """The tree of one file. Marks are numbered parts of a page's content; the file says for each
    page to which element each of its marks belongs."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        self._owners = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
        self._said: dict[int, set[int]] = {page: set() for page in self._owners}

    def mend(self) -> None:
        self._trim(self._pdf.Root.StructTreeRoot.K[0], "")
        for page in self._pdf.pages:
            self._silence(page)

    def _trim(self, element: Object, part_of_table: str) -> None:
        """An element keeps what it says and the elements below it that mean something."""
        kind = str(element.S)
        if kind in ("/THead", "/TBody"):
            part_of_table = kind
        elif kind in ("/TH", "/TD"):
            _describe_cell(element, part_of_table)
        kept = list(self._meant(element))
        for kid in kept:
            if isinstance(kid, int):
                page = int(element.Pg.StructParents)
                self._owners[page][kid] = element
                self._said[page].add(kid)
            else:
                kid.P = element
                self._trim(kid, part_of_table)
        element.K = Array(kept)

    def _meant(self, element: Object) -> Iterator[Object | int]:
        for kid in element.K:
            if isinstance(kid, int) or str(kid.S) not in _MERE_BOXES:
                yield kid
            else:
                yield from self._meant(kid)

    def _silence(self, page: pikepdf.Page) -> None:
        """Marks of no element are decoration."""
        number = int(page.StructParents)
        said = self._said[number]

        def mark(found: re.Match[bytes]) -> bytes:
            return found[0] if int(found[1]) in said else _NOT_SAID

        content = _MARK.sub(mark, page.Contents.read_bytes())
        page.Contents = self._pdf.make_stream(_plain(content))
        owners = self._owners[number]
        for place in range(len(owners)):
            if place not in said:
                owners[place] = None


def _plain(content: bytes) -> bytes:
    """A line of text is one run: marks that the bold font would shift by less than a hair are part
    of it, for pdfium takes what is shifted for another line and drops or moves the mark."""
    return _FINE.sub(rb"\1", _NEXT_RUN.sub(b" ", _RISE.sub(b"", content)))


def _describe_cell(cell: Object, part_of_table: str) -> None:
    """A heading says of what; cells then need no list of their headings."""
    attributes = Dictionary(O=Name.Table)
    if cell.S == Name.TH:
        attributes.Scope = Name.Column if part_of_table == "/THead" else Name.Row
        cell.A = attributes
    else:
        del cell["/A"]
    if "/ID" in cell:
        del cell["/ID"]
