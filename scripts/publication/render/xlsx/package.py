"""A written workbook in, the same workbook packed tighter and with rows that grow out."""

import re
from collections.abc import Collection
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that an archive can hold, for every part of every archive."""
_FIXED_ROW = re.compile(r'<row r="(\d+)"[^>]*>')
_FIXED = ' customHeight="1"'
_LISTINGS = re.compile(r"<HeadingPairs>.*</TitlesOfParts>")
"""A second list of every sheet and defined name; no program needs it."""


def packed(content: bytes, sheet: int, growing: Collection[int]) -> bytes:
    """Lets rows (counted from 0) of a sheet (counted from 1) grow with what is typed into them.

    The writer marks every height it is given as set by hand, and programs keep to such a height.
    """
    part = f"xl/worksheets/sheet{sheet}.xml"

    def freed(row: re.Match[str]) -> str:
        return row[0].replace(_FIXED, "") if int(row[1]) - 1 in growing else row[0]

    out = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(out, "w", ZIP_DEFLATED, True, 9) as target:
        for name in source.namelist():
            body = source.read(name)
            if name == part:
                body = _FIXED_ROW.sub(freed, body.decode("utf-8")).encode("utf-8")
            elif name == "docProps/app.xml":
                body = _LISTINGS.sub("", body.decode("utf-8")).encode("utf-8")
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, body, compresslevel=9)
    return out.getvalue()
