"""Office files by chance and by malice: an answer or a reason comes back, never anything else."""

import re
import struct
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from random import Random
from time import process_time
from zipfile import ZIP_BZIP2, ZIP_LZMA, ZipFile

import pytest

from publication.arrival import NotUsable
from publication.model.variant import variants
from publication.office_file import is_office
from publication.office_file.archive import COMPOUND, MOST_ENTRIES, MOST_PACKED
from publication.render import docx, xlsx
from publication.render.words import words
from publication.scored_file import in_text, scored
from tests.office_files import (
    MAIN,
    WORD,
    book_of,
    changed,
    filled_document,
    filled_workbook,
    relations,
    unzipped,
    zipped,
)
from tests.workbooks import CLOCK

from .office_forms import ANSWERS, SHELTER, TODAY, arrived, noted

FILES = 2_400
GIVEN = {name: value for name, value in ANSWERS.items() if name != "kind"}
WORKBOOK_PARTS = ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels")
DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
LAUGHS = "".join(
    f'<!ENTITY e{at} "{f"&e{at - 1};" * 10 if at else "ha" * 10}">' for at in range(12)
)


@cache
def whole_files() -> tuple[bytes, ...]:
    """Filled ones of both formats."""
    variant = variants(SHELTER)[0]
    return (
        filled_workbook(xlsx.blank(variant, words(), CLOCK), GIVEN),
        filled_document(docx.blank(variant, words(), CLOCK), variant.form, GIVEN),
        filled_workbook(book_of(SHELTER, "city").content(), GIVEN),
    )


def outcome(content: bytes) -> str:
    """``read``, or why not."""
    try:
        arrived(SHELTER, content)
    except NotUsable as refused:
        return refused.why
    return "read"


def _cut(random: Random, content: bytes) -> bytes:
    return content[: random.randrange(len(content))]


def _flip(random: Random, content: bytes) -> bytes:
    flipped = bytearray(content)
    for _ in range(random.choice((1, 1, 3, 40))):
        flipped[random.randrange(len(flipped))] ^= 1 << random.randrange(8)
    return bytes(flipped)


def _headers(random: Random, content: bytes) -> bytes:
    """Numbers of the archive's own records, in which sizes and places stand."""
    places = [found.start() for found in re.finditer(rb"PK(\x01\x02|\x03\x04|\x05\x06)", content)]
    changed_ = bytearray(content)
    for _ in range(random.randint(1, 3)):
        at = random.choice(places) + random.randrange(4, 30)
        size = random.choice((0, 1, 0x7FFF, 0xFFFF))
        changed_[at : at + 2] = struct.pack("<H", size)
    return bytes(changed_)


def _swap(random: Random, content: bytes) -> bytes:
    parts = unzipped(content)
    one, two = random.sample(sorted(parts), 2)
    return zipped({**parts, one: parts[two], two: parts[one]})


def _drop(random: Random, content: bytes) -> bytes:
    parts = unzipped(content)
    for name in random.sample(sorted(parts), random.randint(1, 3)):
        del parts[name]
    return zipped({**parts})


def _inside(random: Random, content: bytes) -> bytes:
    """A part in which one piece is another."""
    parts = unzipped(content)
    name = random.choice(sorted(parts))
    text = parts[name].decode()
    for _ in range(random.randint(1, 6)):
        found = random.choice(list(re.finditer(r'"[^"]*"|>[^<]+<|</?[\w:]+|<', text)) or [None])
        if found is None:
            break
        piece = random.choice(PIECES)
        quote = found[0][:1], found[0][-1:]
        instead = f"{quote[0]}{piece}{quote[1]}" if quote[0] in ('"', ">") else piece
        text = text[: found.start()] + instead + text[found.end() :]
    return zipped({**parts, name: text})


PIECES = (
    *("", "0", "-1", "1e308", "99999999999999999999", "__proto__", "constructor", "NaN", "../../x"),
    *(
        "a" * 3000,
        "&#0;",
        "&lt;",
        "&a;",
        "\ud7ff",
        "_xD800_",
        "_x0000_",
        "ก" * 500,
        "#REF!",
        "A1:B2",
    ),
    *("<x/>", "<![CDATA[x]]>", "<!-- x -->", "<?x y?>", "</w:p>", "<w:sdt>", "<c r='A1' t='s'>"),
    *(
        "s",
        "e",
        "b",
        "d",
        "str",
        "true",
        "needs",
        "staff/who",
        "roof=yes",
        "table",
        "answer",
        "tick",
    ),
)
CHANGES: tuple[Callable[[Random, bytes], bytes], ...] = (
    *(_cut, _flip, _headers, _swap, _drop, _inside, _inside, _inside),
)


def test_reading__changed_by_chance__an_answer_or_a_reason() -> None:
    outcomes: Counter[str] = Counter()
    for seed in range(FILES):
        random = Random(seed)
        content = random.choice(CHANGES)(random, random.choice(whole_files()))
        outcomes[outcome(content)] += 1
    assert outcomes.total() == FILES
    assert outcomes["read"] > FILES / 8
    assert set(outcomes) >= {"damaged", "not-office", "no-meta"}


def _bomb(part: str, size: int) -> bytes:
    """An archive of which one part inflates to so many million spaces."""
    return zipped(unzipped(whole_files()[0]) | {part: b"<a>" + b" " * size * 1_000_000})


def _deep(element: str, count: int) -> str:
    return f"<{element}>" * count + f"</{element}>" * count


def _document(body: str) -> bytes:
    return changed(
        whole_files()[1],
        "word/document.xml",
        lambda _: f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
    )


def _workbook(change: Callable[[str], str], part: str = "xl/workbook.xml") -> bytes:
    return changed(whole_files()[0], part, change)


def _packed(method: int) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", method) as file:
        for name, content in unzipped(whole_files()[0]).items():
            file.writestr(name, content)
    return out.getvalue()


def _locked() -> bytes:
    """Every part said to be encrypted, in both places that say so."""
    content = bytearray(whole_files()[0])
    for found in re.finditer(rb"PK\x01\x02", bytes(content)):
        content[found.start() + 8] |= 1
    for found in re.finditer(rb"PK\x03\x04", bytes(content)):
        content[found.start() + 6] |= 1
    return bytes(content)


def _lying() -> bytes:
    """Sizes that say less than comes out."""
    content = bytearray(_bomb("xl/workbook.xml", 60))
    for found in re.finditer(rb"PK\x01\x02", bytes(content)):
        content[found.start() + 24 : found.start() + 28] = struct.pack("<I", 100)
    return bytes(content)


MALICE: dict[str, tuple[Callable[[], bytes], str]] = {
    "part of 60 MB": (lambda: _bomb("xl/workbook.xml", 60), "too-large"),
    "parts of 60 MB together": (
        lambda: zipped(
            unzipped(whole_files()[0])
            | {
                "xl/workbook.xml": unzipped(whole_files()[0])["xl/workbook.xml"]
                + b" " * 30_000_000,
                "xl/_rels/workbook.xml.rels": b" " * 30_000_000,
            }
        ),
        "too-large",
    ),
    "sizes that lie": (_lying, "damaged"),
    "too many parts": (
        lambda: zipped({f"x{at}": b"" for at in range(MOST_ENTRIES + 1)}),
        "too-large",
    ),
    "a file too large": (lambda: b"PK\x03\x04" + b"x" * MOST_PACKED, "too-large"),
    "a million elements": (lambda: _document("<w:p/>" * 1_000_001), "too-large"),
    "elements within elements": (lambda: _document(_deep("w:sdt", 5_000)), "too-deep"),
    "a workbook of elements within elements": (
        lambda: _workbook(lambda text: text.replace("<sheets>", _deep("a", 300) + "<sheets>")),
        "too-deep",
    ),
    "entities": (
        lambda: _workbook(lambda text: re.sub(r"\?>\s*", f"?>{DOCTYPE}]>", text, count=1)),
        "damaged",
    ),
    "a billion laughs": (
        lambda: _workbook(lambda _: f"<!DOCTYPE x [{LAUGHS}]><x>&e11;</x>"),
        "damaged",
    ),
    "a file of this machine": (
        lambda: _workbook(
            lambda _: '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
        ),
        "damaged",
    ),
    "an entity that nobody declared": (
        lambda: _workbook(lambda text: text.replace("<sheets>", "&a;<sheets>")),
        "damaged",
    ),
    "an encoding that nobody has": (
        lambda: _workbook(lambda _: '<?xml version="1.0" encoding="klingon"?><x/>'),
        "damaged",
    ),
    "half a character": (
        lambda: _workbook(lambda text: text.replace("<sheets>", "&#xD800;<sheets>")),
        "damaged",
    ),
    "a way of packing that office files never use": (lambda: _packed(ZIP_LZMA), "damaged"),
    "another one": (lambda: _packed(ZIP_BZIP2), "damaged"),
    "with a password": (lambda: COMPOUND + b"\x00" * 5_000, "encrypted"),
    "an archive with a password": (_locked, "encrypted"),
    "nothing but the signature": (lambda: b"PK\x03\x04", "damaged"),
    "an empty archive": (lambda: zipped({}), "not-office"),
    "a text document of another format": (
        lambda: zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}),
        "not-office",
    ),
    "answers in an archive": (lambda: zipped({"answers.json": b"{}"}), "not-office"),
    "a presentation": (
        lambda: zipped(
            {"_rels/.rels": relations(("officeDocument", "x.xml")), "x.xml": "<presentation/>"}
        ),
        "not-office",
    ),
    "a main part that is not there": (
        lambda: zipped({"_rels/.rels": relations(("officeDocument", "x.xml"))}),
        "not-office",
    ),
    "a workbook of somebody else": (
        lambda: zipped(
            {
                "_rels/.rels": relations(("officeDocument", "x.xml")),
                "x.xml": f'<workbook xmlns="{MAIN}"/>',
            }
        ),
        "no-meta",
    ),
    "a document of somebody else": (
        lambda: zipped(
            {
                "_rels/.rels": relations(("officeDocument", "x.xml")),
                "x.xml": f'<w:document xmlns:w="{WORD}"/>',
            }
        ),
        "no-meta",
    ),
    "a document without controls": (lambda: _document("<w:p/>"), "no-meta"),
    "parts that lead to themselves": (
        lambda: _workbook(
            lambda text: re.sub('Target="[^"]*"', 'Target="workbook.xml"', text),
            "xl/_rels/workbook.xml.rels",
        ),
        "no-meta",
    ),
}


@pytest.mark.parametrize(("make", "why"), MALICE.values(), ids=MALICE)
def test_reading__made_to_harm__says_why_and_soon(make: Callable[[], bytes], why: str) -> None:
    content = make()
    assert is_office(content)
    before = process_time()
    assert outcome(content) == why
    assert process_time() - before < 20
    told = scored(SHELTER, "x", content, TODAY)
    assert (told.score, list(in_text(SHELTER, told))) == (None, [f"x: {told.why}"])


def _costly() -> Iterator[tuple[str, bytes]]:
    """Files within every limit that ask for as much work as they can."""
    space = " " * 2_000_000
    yield (
        "spaces",
        _document(
            f'<w:sdt><w:sdtPr><w:tag w:val="phone"/></w:sdtPr><w:sdtContent><w:r><w:t>0{space}1'
            "</w:t></w:r></w:sdtContent></w:sdt>"
        ),
    )
    dots = "1" + "." * 100_000
    yield (
        "dots",
        _document(
            f'<w:sdt><w:sdtPr><w:tag w:val="checked-on"/></w:sdtPr><w:sdtContent><w:r><w:t>{dots}x'
            "</w:t></w:r></w:sdtContent></w:sdt>"
        ),
    )
    row = '<w:tr><w:sdt><w:sdtPr><w:tag w:val="staff/who"/></w:sdtPr><w:sdtContent><w:r><w:t>x'
    yield "rows", _document((row + "</w:t></w:r></w:sdtContent></w:sdt></w:tr>") * 60_000)
    book = book_of(SHELTER, "city")
    book.records += [("table", f"t{at}", "แบบ ที่ตอบ", 1, 9_999_999) for at in range(5_000)]
    book.records += [
        ("column", f"t{at}", f"c{number}", "date", "", "A")
        for at in range(3)
        for number in range(99)
    ]
    yield "tables", book.content()
    book = book_of(SHELTER, "city")
    book.sheets["แบบ ที่ตอบ"] |= {f"C{at}": "x" for at in range(1, 30_000)}
    book.records += [("answer", f"a{at}", "date", "", "แบบ ที่ตอบ", f"C{at}") for at in range(18_000)]
    yield "answers", book.content()


@pytest.mark.parametrize(("name", "content"), list(_costly()), ids=[name for name, _ in _costly()])
def test_reading__as_costly_as_can_be__ends_soon(name: str, content: bytes) -> None:
    before = process_time()
    assert outcome(content) == "read"
    assert process_time() - before < 30


def test_reading__ids_of_objects__are_unknown_ids_like_others() -> None:
    names = ("__proto__", "constructor", "toString", "hasOwnProperty", "\n\x1b[31m", "a/b", "")
    book = book_of(SHELTER, "city")
    book.sheets["แบบ ที่ตอบ"] |= {"Z1": "x"}
    book.records += [("answer", name, "text", "", "แบบ ที่ตอบ", "Z1") for name in names[:4]]
    arrival = arrived(SHELTER, book.content())
    assert noted(arrival) == [("unknown", name, "x") for name in names[:4]]
    controls = "".join(
        f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent><w:r><w:t>x</w:t></w:r>'
        "</w:sdtContent></w:sdt>"
        for tag in ("__proto__", "__proto__/constructor", "constructor=toString", "name=", "/", "=")
    )
    arrival = arrived(SHELTER, _document(controls))
    assert arrival.answers == {"kind": "city"}
    assert [each for each in noted(arrival) if each[0] != "lost"] == [
        ("unknown", "__proto__", [{"constructor": "x"}]),
        ("unknown", "constructor", "toString"),
    ]


def test_zip__checksum_that_differs__is_damaged() -> None:
    content = whole_files()[0]
    body = unzipped(content)["xl/workbook.xml"]
    place = content.index(struct.pack("<I", zlib.crc32(body)), content.index(b"PK\x01\x02"))
    wrong = content[:place] + b"\x00\x00\x00\x00" + content[place + 4 :]
    assert outcome(wrong) == "damaged"
