"""The bytes of an office file in, its parts by name out; counted while they are inflated."""

import posixpath
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from xml.etree.ElementTree import Element
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from publication.arrival import NotUsable
from publication.office_file import markup

MOST_PACKED = 20_000_000
MOST_UNPACKED = 50_000_000
"""Of all parts that are looked at."""
MOST_ENTRIES = 2_000

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
"""How archives start, the second without any part."""
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
"""What older office programs write, and newer ones round a file with a password."""
_ENTRY = b"PK\x01\x02"
_CHUNK = 65_536
_ENCRYPTED = 1
_BROKEN = (
    *(BadZipFile, zlib.error, struct.error, EOFError, OSError),
    *(ValueError, RuntimeError, OverflowError, IndexError, KeyError),
)
"""What the standard library raises for archives that are none."""


@dataclass(frozen=True, slots=True)
class Relation:
    id: str
    kind: str
    """Last word of its type: ``worksheet``."""
    target: str
    """Name of a part."""


class Archive:
    """Parts are inflated when they are asked for; what nobody asks for costs nothing."""

    def __init__(self, content: bytes) -> None:
        """Raises NotUsable."""
        if len(content) > MOST_PACKED:
            raise NotUsable("too-large")
        if content.startswith(COMPOUND):
            raise NotUsable("encrypted")
        if content.count(_ENTRY) > MOST_ENTRIES:  # before they are listed
            raise NotUsable("too-large")
        try:
            self._file = ZipFile(BytesIO(content))
        except _BROKEN:
            raise NotUsable("damaged") from None
        self._entries = {_key(entry.filename): entry for entry in self._file.infolist()}
        self._left = MOST_UNPACKED

    def xml(self, name: str) -> Element | None:
        """None: there is no such part. Raises NotUsable."""
        entry = self._entries.get(_key(name))
        return None if entry is None else markup.parsed(self._inflated(entry))

    def relations(self, name: str = "") -> list[Relation]:
        """Of a part; of the whole file. Raises NotUsable."""
        folder, base = posixpath.split(name)
        listed = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        return [
            Relation(
                id=each.get("Id", ""),
                kind=each.get("Type", "").rpartition("/")[2],
                target=posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))),
            )
            for each in markup.children(listed, "rel:Relationship")
            if each.get("TargetMode") != "External"
        ]

    def _inflated(self, entry: ZipInfo) -> bytes:
        if entry.flag_bits & _ENCRYPTED:
            raise NotUsable("encrypted")
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise NotUsable("damaged")
        try:
            return b"".join(self._chunks(entry))
        except _BROKEN:
            raise NotUsable("damaged") from None

    def _chunks(self, entry: ZipInfo) -> Iterator[bytes]:
        with self._file.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                self._left -= len(chunk)
                if self._left < 0:
                    raise NotUsable("too-large")
                yield chunk


def _key(name: str) -> str:
    """Names of parts differ by more than case, and some writers use the slashes of their system."""
    return name.replace("\\", "/").lstrip("/").lower()
