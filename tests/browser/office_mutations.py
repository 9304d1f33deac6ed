"""Filled office files in, the same files as programs and people spoil them out."""

import copy
import re
from collections.abc import Callable
from random import Random

from lxml import etree

from publication.model.variant import Variant
from tests.office_files import (
    W14,
    W15,
    Book,
    Raw,
    Value,
    W,
    book_of,
    document_part,
    tick,
    unzipped,
    with_document,
    zipped,
)

FORMATS = (0, 9, 14, "[$-D07041E]d/m/yyyy;@", '"day "0', "0.00%", "@", 58)
"""Of the styles that cells have here."""
SHARED = (
    "<t>มี</t>",
    '<r><t xml:space="preserve">หนึ่ง </t></r><r><rPr/><t>สอง</t></r><rPh><t>อ่าน</t></rPh>',
    "<t>a_x000D_\nb_x005F_x000D__xD83D__xDE00__xD83D_</t>",
    "<t/>",
)
CELLS: tuple[Value, ...] = (
    *(Raw('t="str"', "<f>A1</f><v>สาย</v>"), Raw('t="b"', "<v>1</v>"), Raw('t="b"', "<v>0</v>")),
    *(Raw("", f"<v>{number}</v>") for number in ("7.0", "1.2E+2", "12.5", "60", "59", "244672")),
    *(Raw("", f"<v>{number}</v>") for number in ("9999999", "1e999", "๑", "-3")),
    *(Raw(f's="{style}"', "<v>46349.75</v>") for style in range(len(FORMATS) + 2)),
    *(Raw('s="1"', "<v>0.5</v>"), Raw('t="d"', "<v>2026-11-23T00:00:00</v>")),
    *(Raw("", "<f>1+1</f>"), Raw('t="n"', "")),
    *(Raw('t="e"', "<v>#REF!</v>"), Raw('t="e"', "<f>A1/0</f><v>#DIV/0!</v>")),
    *(Raw('t="s"', f"<v>{at}</v>") for at in (0, 1, 2, 3, 99)),
    *(" มี ", "มีครับ", "ไม่มี", "yes", "x", "X", "✔", "/", "0", "-", "๑", "TRUE", "กรุงเทพมหานคร"),
    *("เชียงใหม่ ", "10", "๑๒๐", "1,200", "−5", "+7", "12 คน", "23/11/2569", "๒๓ พ.ย. ๒๕๖๙"),
    *("31/2/2569", "2026-11-23", "พรุ่งนี้", "23/11/69", "081–234-5678 ต่อ  5", "a@b.go.th"),
    *("=1+1", "บรรทัด\nสอง", "\u00a0", "\u200b", "เทศบาลเมือง", "☒", 5, -1, 0, 1.5, "ก" * 33_000),
)
NAMES = ("{sheet}!#REF!", "#REF!", "'{sheet}'!$C$5:$E$5", "'other'!$A$1", "{sheet}!$A$1", "LEN(1)")
TAGS = ("telephone", "fax", "a=b=c", "/", "staff/fax", "", "roof=yes")
TEXTS = [each for each in CELLS if isinstance(each, str)]


def spoilt_workbook(random: Random, variant: Variant) -> bytes:
    """Cells as any program writes them, with names, sheets and records that went wrong."""
    book = book_of(variant.form, variant.kind.id if variant.kind else "")
    book.formats, book.shared = FORMATS, SHARED
    book.settings = random.choice(("", "", 'date1904="1"', 'date1904="true"', 'date1904="0"'))
    for sheet, cell in _places(book):
        if random.random() < 0.6:
            book.sheets[sheet][cell] = random.choice(CELLS)
    for name in list(book.names):
        if random.random() < 0.1:
            book.names[name] = random.choice(NAMES).format(sheet="x")
    if random.random() < 0.2:
        book.sheets.pop(random.choice(list(book.sheets)))
    for spoil in _RECORDS:
        if random.random() < 0.25:
            spoil(random, book)
    return book.content()


def _repeat_record(random: Random, book: Book) -> None:
    book.records.append(random.choice(book.records))


def _lose_record(random: Random, book: Book) -> None:
    book.records.pop(random.randrange(len(book.records)))


def _change_version(random: Random, book: Book) -> None:
    record, name, _, *rest = book.records[0]
    book.records[0] = (record, name, random.choice((1, 3, "x", "")), *rest)


_RECORDS = (_repeat_record, _lose_record, _change_version)


def _places(book: Book) -> list[tuple[str, str]]:
    places: list[tuple[str, str]] = []
    for record, *rest in book.records:
        if record == "answer":
            places += [(str(rest[3]), str(each)) for each in rest[4:]]
        elif record == "tick":
            places.append((str(rest[2]), str(rest[3])))
        elif record == "column":
            table = next(each for each in book.records if each[:2] == ("table", rest[0]))
            rows = range(int(table[3]), int(table[3]) + 3)
            places += [(str(table[2]), f"{rest[4]}{row}") for row in rows]
    return places


def spoilt_document(random: Random, content: bytes) -> bytes:
    """Controls lost, doubled, typed over, deleted with changes shown; properties dropped."""
    root = document_part(content)
    for _ in range(random.randint(1, 12)):
        controls = [
            each for each in root.iter(f"{W}sdt") if each.find(f"{W}sdtPr/{W}tag") is not None
        ]
        if controls:
            random.choice(SPOILERS)(random, random.choice(controls))
    spoilt = with_document(content, root)
    return random.choice(PARTS)(spoilt) if random.random() < 0.3 else spoilt


def _drop(_: Random, control: etree._Element) -> None:
    parent = control.getparent()
    assert parent is not None
    parent.remove(control)


def _unwrap(_: Random, control: etree._Element) -> None:
    """Its content stays, as where an editor knows no controls."""
    parent, content = control.getparent(), control.find(f"{W}sdtContent")
    assert parent is not None
    assert content is not None
    for each in list(content):
        control.addprevious(each)
    parent.remove(control)


def _double(_: Random, control: etree._Element) -> None:
    control.addnext(copy.deepcopy(control))


def _type(random: Random, control: etree._Element) -> None:
    content = control.find(f"{W}sdtContent")
    texts = [] if content is None else list(content.iter(f"{W}t"))
    if texts:
        texts[0].text = random.choice(TEXTS)


def _shown(_: Random, control: etree._Element) -> None:
    properties = control.find(f"{W}sdtPr")
    assert properties is not None
    found = properties.find(f"{W}showingPlcHdr")
    if found is None:
        etree.SubElement(properties, f"{W}showingPlcHdr")
    elif properties.find(f"{W}text") is not None:
        found.set(f"{W}val", "0")


def _tick(_: Random, control: etree._Element) -> None:
    if control.find(f"{W}sdtPr/{W14}checkbox") is not None:
        tick(control)


def _plain_box(_: Random, control: etree._Element) -> None:
    properties = control.find(f"{W}sdtPr")
    assert properties is not None
    for box in properties.findall(f"{W14}checkbox"):
        properties.remove(box)


def _box_state(random: Random, control: etree._Element) -> None:
    for state in control.findall(f"{W}sdtPr/{W14}checkbox/{W14}checked"):
        value = random.choice(("true", "false", "on", "off", "0", None))
        if value is None:
            del state.attrib[f"{W14}val"]
        else:
            state.set(f"{W14}val", value)


def _retag(random: Random, control: etree._Element) -> None:
    tag = control.find(f"{W}sdtPr/{W}tag")
    assert tag is not None
    name = str(tag.get(f"{W}val"))
    tag.set(f"{W}val", random.choice((f"{name}=x", f"{name}/y", *TAGS)))


def _delete(random: Random, control: etree._Element) -> None:
    """With changes shown: the words, or a row."""
    row = next(control.iterancestors(f"{W}tr"), None)
    if row is not None and random.random() < 0.5:
        properties = row.find(f"{W}trPr")
        if properties is None:
            properties = etree.Element(f"{W}trPr")
            row.insert(0, properties)
        etree.SubElement(properties, f"{W}del")
        return
    content = control.find(f"{W}sdtContent")
    for run in [] if content is None else content.findall(f"{W}r"):
        around = etree.Element(random.choice((f"{W}del", f"{W}ins", f"{W}moveFrom")))
        run.addprevious(around)
        around.append(run)


def _paragraphs(random: Random, control: etree._Element) -> None:
    """Several where there was a line, with characters that have elements of their own."""
    content = control.find(f"{W}sdtContent")
    if content is None or content.find(f"{W}r") is None:
        return
    for line in ("หนึ่ง", "", random.choice(TEXTS)[:100]):
        paragraph = etree.SubElement(content, f"{W}p")
        etree.SubElement(etree.SubElement(paragraph, f"{W}pPr"), f"{W}tab")
        run = etree.SubElement(paragraph, f"{W}r")
        for name in ("t", "tab", "br", "noBreakHyphen", "cr", "t"):
            each = etree.SubElement(run, f"{W}{name}")
            each.text = line if name == "t" else None


SPOILERS: tuple[Callable[[Random, etree._Element], None], ...] = (
    *(_drop, _unwrap, _double, _type, _type, _type, _shown, _tick, _tick, _tick),
    *(_plain_box, _box_state, _retag, _delete, _paragraphs),
)


def _without(content: bytes, *names: str) -> bytes:
    """Properties and variables gone, one after the other."""
    parts = unzipped(content)
    if "docProps/custom.xml" in names:
        parts["docProps/custom.xml"] = re.sub(
            rb"<property .*</property>", b"", parts["docProps/custom.xml"], flags=re.DOTALL
        )
    if "word/settings.xml" in names:
        parts["word/settings.xml"] = re.sub(
            rb"<w:docVars>.*</w:docVars>", b"", parts["word/settings.xml"]
        )
    for name in names:
        if name.startswith("word/footer"):
            parts = {each: body for each, body in parts.items() if each != name}
    return zipped(parts)


def _no_properties(content: bytes) -> bytes:
    return _without(content, "docProps/custom.xml")


def _footer_alone(content: bytes) -> bytes:
    return _without(content, "docProps/custom.xml", "word/settings.xml")


def _nothing(content: bytes) -> bytes:
    return _without(content, "docProps/custom.xml", "word/settings.xml", "word/footer.xml")


def _no_items(content: bytes) -> bytes:
    """Rows of tables as an editor leaves them that knows no repeating ones."""
    root = document_part(content)
    for control in list(root.iter(f"{W}sdt")):
        marks = [control.find(f"{W}sdtPr/{W15}repeatingSection{each}") for each in ("", "Item")]
        if any(mark is not None for mark in marks):
            _unwrap(Random(0), control)
    return with_document(content, root)


PARTS = (_no_properties, _footer_alone, _nothing, _no_items)
