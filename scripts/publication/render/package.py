"""Named parts in, a ZIP archive out: the same parts give the same bytes."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that an archive can hold, for every part of every archive."""


def archive(parts: Mapping[str, bytes]) -> bytes:
    """Parts stand in the order given, since some programs want to meet one of them first."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name, content in parts.items():
            entry = ZipInfo(name, EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0  # else it names the system that built it
            target.writestr(entry, content, compresslevel=9)
    return out.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    """Of an archive, in its order."""
    with ZipFile(BytesIO(content)) as source:
        return {name: source.read(name) for name in source.namelist()}
