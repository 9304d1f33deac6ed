"""A written workbook in, the same workbook packed tighter and with rows that grow out."""

import re
from collections.abc import Collection

from publication.render.package import archive, parts_of

_FIXED_ROW = re.compile(r'<row r="(\d+)"[^>]*>')
_FIXED = ' customHeight="1"'
_NEEDLESS = ("xl/theme/theme1.xml", "docProps/app.xml", "docProps/core.xml")
"""Colours and fonts of a theme, of which no cell uses any; a second list of all sheets; a title
that stands on the first sheet, too, and a time."""
_MENTION = re.compile(
    r"<(?:Override PartName|Relationship [^>]*Target)="
    r'"/?(?:xl/)?(?:theme/theme1|docProps/app|docProps/core)\.xml"[^>]*/>'
)
_HINTS = re.compile(r' (?:spans|x14ac:dyDescent)="[^"]*"')
"""Of rows: guesses at what is in them."""
_FROM_THEME = '<color theme="1"/>'


def packed(content: bytes, sheet: int, growing: Collection[int]) -> bytes:
    """Lets rows (counted from 0) of a sheet (counted from 1) grow with what is typed into them.

    The writer marks every height it is given as set by hand, and programs keep to such a height.
    """
    part = f"xl/worksheets/sheet{sheet}.xml"

    def freed(row: re.Match[str]) -> str:
        return row[0].replace(_FIXED, "") if int(row[1]) - 1 in growing else row[0]

    parts = parts_of(content)
    for name in _NEEDLESS:
        del parts[name]
    for name, body in parts.items():
        text = body.decode("utf-8")
        if name.startswith("xl/worksheets/"):
            text = _HINTS.sub("", _FIXED_ROW.sub(freed, text) if name == part else text)
        elif name.endswith(".rels") or name == "[Content_Types].xml":
            text = _MENTION.sub("", text)
        elif name in ("xl/styles.xml", "xl/sharedStrings.xml"):
            text = text.replace(_FROM_THEME, "")
        parts[name] = text.encode("utf-8")
    return archive(parts)
