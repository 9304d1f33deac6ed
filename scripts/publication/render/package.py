"""Named parts in, a ZIP archive out: the same parts give the same bytes."""

from collections.abc import Mapping
from io import BytesIO
from struct import pack
from zipfile import ZipFile
from zlib import crc32

from deflate import deflate_compress

_FIRST_DAY = 1 << 5 | 1
"""1 January 1980, the earliest that an archive can hold, for every part of every archive."""
_DEFLATED, _VERSION, _NAME_IN_UTF8 = 8, 20, 1 << 11
_SMALLEST = 12
"""The level at which the packer tries hardest."""


def archive(parts: Mapping[str, bytes]) -> bytes:
    """Parts stand in the order given, since some programs want to meet one of them first.

    The standard library writes archives, too, but packs with zlib alone, which finds less.
    """
    out, listed = bytearray(), bytearray()
    for name, content in parts.items():
        packed, named = deflate_compress(content, _SMALLEST), name.encode("utf-8")
        flags = 0 if name.isascii() else _NAME_IN_UTF8
        about = pack("<4H", _VERSION, flags, _DEFLATED, 0)
        about += pack("<H3L", _FIRST_DAY, crc32(content), len(packed), len(content))
        about += pack("<2H", len(named), 0)
        # No system is named that built it, and no rights are given.
        listed += b"PK\1\2" + pack("<H", _VERSION) + about + pack("<3H2L", 0, 0, 0, 0, len(out))
        listed += named
        out += b"PK\3\4" + about + named + packed
    size, start = len(listed), len(out)
    end = pack("<4H2LH", 0, 0, len(parts), len(parts), size, start, 0)
    return bytes(out + listed + b"PK\5\6" + end)


def parts_of(content: bytes) -> dict[str, bytes]:
    """Of an archive, in its order."""
    with ZipFile(BytesIO(content)) as source:
        return {name: source.read(name) for name in source.namelist()}
