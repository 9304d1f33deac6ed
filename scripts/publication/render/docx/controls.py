"""Places of answers in, content controls out: to type into, to tick, to write on in print."""

from collections.abc import Iterable
from itertools import count

from publication.render.docx.markup import plain

_OFF, _ON = "☐", "☒"
_BOX_FONT = "Segoe UI Symbol"
_LONGEST_TITLE = 64
"""Characters that Word takes as the title of a control."""
_LOCKED = '<w:lock w:val="sdtLocked"/>'
"""The control itself cannot be deleted by a slip; what is in it can."""
_BOX_LOOK = (
    f'<w:rPr><w:rFonts w:ascii="{_BOX_FONT}" w:hAnsi="{_BOX_FONT}" w:eastAsia="{_BOX_FONT}" '
    f'w:cs="{_BOX_FONT}"/><w:sz w:val="26"/><w:szCs w:val="26"/></w:rPr>'
)
_LOOK = '<w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr>'
_DOTS = f"<w:r>{_LOOK}<w:tab/></w:r>"
"""Reaches to the tab stop at the right margin, with dots before it: in print, a line to write on.
The next one goes on to the next line. Line breaks would do the same, but LibreOffice moves those of
a plain text control to its front."""
_NOTHING = f"<w:r>{_LOOK}<w:t>" + "\N{NO-BREAK SPACE}" * 4 + "</w:t></w:r>"
"""Nothing to see in print; on the screen, a spot to click."""


class Controls:
    """Of one document: no two share an id. Tags are the names of places, the same in every office
    file; titles are for people."""

    def __init__(self) -> None:
        self._ids = count(1)

    def line(self, tag: str, title: str, lines: int = 1, *, wraps: bool) -> str:
        """Typed text; in print, so many dotted lines, the first on what is left of a line."""
        return self._text(tag, title, _DOTS * lines, wraps, _LOCKED)

    def cell(self, tag: str, title: str, *, wraps: bool) -> str:
        """Typed text in a cell of a table. Not locked: a locked one would hold its row fast."""
        return self._text(tag, title, _NOTHING, wraps, "")

    def box(self, tag: str, title: str, *, locked: bool = True) -> str:
        """One option to tick."""
        states = (
            '<w14:checkbox><w14:checked w14:val="0"/>'
            f'<w14:checkedState w14:val="{ord(_ON):04X}" w14:font="{_BOX_FONT}"/>'
            f'<w14:uncheckedState w14:val="{ord(_OFF):04X}" w14:font="{_BOX_FONT}"/>'
            "</w14:checkbox>"
        )
        return (
            f"<w:sdt><w:sdtPr>{_BOX_LOOK}{self._named(tag, title)}{_LOCKED if locked else ''}"
            f"{states}</w:sdtPr><w:sdtContent><w:r>{_BOX_LOOK}<w:t>{_OFF}</w:t></w:r>"
            "</w:sdtContent></w:sdt>"
        )

    def rows(self, tag: str, title: str, rows: Iterable[str]) -> str:
        """Rows of a table; whoever types can have more of them."""
        items = "".join(
            f'<w:sdt><w:sdtPr><w:id w:val="{next(self._ids)}"/><w15:repeatingSectionItem/>'
            f"</w:sdtPr><w:sdtContent>{row}</w:sdtContent></w:sdt>"
            for row in rows
        )
        return (
            f"<w:sdt><w:sdtPr>{self._named(tag, title)}<w15:repeatingSection/></w:sdtPr>"
            f"<w:sdtContent>{items}</w:sdtContent></w:sdt>"
        )

    def contents(self, entries: str) -> str:
        """The table of contents, which Word offers to bring up to date."""
        return (
            f'<w:sdt><w:sdtPr><w:id w:val="{next(self._ids)}"/><w:docPartObj>'
            '<w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
            f"</w:sdtPr><w:sdtContent>{entries}</w:sdtContent></w:sdt>"
        )

    def _text(self, tag: str, title: str, shown: str, wraps: bool, lock: str) -> str:
        many = ' w:multiLine="1"' if wraps else ""
        return (
            f"<w:sdt><w:sdtPr>{self._named(tag, title)}{lock}<w:showingPlcHdr/><w:text{many}/>"
            f"</w:sdtPr><w:sdtContent>{shown}</w:sdtContent></w:sdt>"
        )

    def _named(self, tag: str, title: str) -> str:
        return (
            f'<w:alias w:val="{plain(title[:_LONGEST_TITLE])}"/><w:tag w:val="{plain(tag)}"/>'
            f'<w:id w:val="{next(self._ids)}"/>'
        )
