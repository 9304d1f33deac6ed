"""Blank office files and answers in, the files filled out, as people with office programs do it."""

import copy
import re
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
from lxml import etree
from openpyxl.workbook import Workbook

from publication.model.form import Field, Form, Question
from publication.provinces import PROVINCES

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordml"
WORD_2012 = "http://schemas.microsoft.com/office/word/2012/wordml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
W, W14, W15 = (f"{{{each}}}" for each in (WORD, WORD_2010, WORD_2012))
TICK = "✓"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def changed(content: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """The archive with one part passed through a function of its text."""
    parts = unzipped(content)
    before = parts[name].decode()
    after = change(before)
    assert after != before, f"nothing to change in {name}"
    return zipped({**parts, name: after})


def relations(*targets: tuple[str, str]) -> str:
    """Kind and target of each, with the ids rId1, rId2, …"""
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{listed}</Relationships>'


# workbooks by hand, cell by cell


@dataclass(frozen=True)
class Raw:
    """Attributes and content of a cell's element, as some program writes them."""

    attributes: str
    content: str


Value = str | int | float | Raw


@dataclass
class Book:
    """A workbook of the contract's shape."""

    records: list[Sequence[str | int]]
    """Of the hidden sheet."""
    sheets: dict[str, dict[str, Value]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    shared: Sequence[str] = ()
    """Content of each shared item."""
    formats: Sequence[int | str] = ()
    """Of each style; a text is a format of its own."""
    settings: str = ""

    def content(self) -> bytes:
        meta: dict[str, Value] = {
            f"{chr(65 + column)}{row}": value
            for row, record in enumerate(self.records, start=1)
            for column, value in enumerate(record)
            if value != ""
        }
        sheets: dict[str, dict[str, Value]] = {**self.sheets, "_meta": meta}
        listed = "".join(
            f'<sheet name={quoteattr(name)} sheetId="{at}" r:id="rId{at}"/>'
            for at, name in enumerate(sheets, start=1)
        )
        named = "".join(
            f"<definedName name={quoteattr(name)}>{escape(area)}</definedName>"
            for name, area in self.names.items()
        )
        targets = [("worksheet", f"worksheets/sheet{at}.xml") for at, _ in enumerate(sheets, 1)]
        parts = {
            "[Content_Types].xml": _types(len(sheets)),
            "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
            f"<workbookPr {self.settings}/><sheets>{listed}</sheets>"
            f"<definedNames>{named}</definedNames></workbook>",
            "xl/_rels/workbook.xml.rels": relations(
                *targets, ("sharedStrings", "sharedStrings.xml"), ("styles", "/xl/styles.xml")
            ),
            "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">'
            f"{''.join(f'<si>{item}</si>' for item in self.shared)}</sst>",
            "xl/styles.xml": self._styles(),
        }
        for at, cells in enumerate(sheets.values(), start=1):
            parts[f"xl/worksheets/sheet{at}.xml"] = _sheet(cells)
        return zipped(parts)

    def _styles(self) -> str:
        own = "".join(
            f'<numFmt numFmtId="{170 + at}" formatCode={quoteattr(code)}/>'
            for at, code in enumerate(self.formats)
            if isinstance(code, str)
        )
        used = "".join(
            f'<xf numFmtId="{170 + at if isinstance(code, str) else code}"/>'
            for at, code in enumerate(self.formats or (0,))
        )
        return (
            f'<styleSheet xmlns="{MAIN}"><numFmts>{own}</numFmts>'
            f'<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs>{used}</cellXfs></styleSheet>'
        )


def _types(sheets: int) -> str:
    office = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    kinds = {"workbook": "sheet.main", "sharedStrings": "sharedStrings", "styles": "styles"}
    kinds |= {f"worksheets/sheet{at}": "worksheet" for at in range(1, sheets + 1)}
    listed = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{office}.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def _sheet(cells: Mapping[str, Value]) -> str:
    rows: dict[int, list[str]] = {}
    for place, value in cells.items():
        number = int(re.sub("[A-Z]", "", place))
        rows.setdefault(number, []).append(_cell(place, value))
    listed = "".join(f'<row r="{at}">{"".join(each)}</row>' for at, each in sorted(rows.items()))
    return f'<worksheet xmlns="{MAIN}"><sheetData>{listed}</sheetData></worksheet>'


def _cell(place: str, value: Value) -> str:
    if isinstance(value, Raw):
        return f'<c r="{place}" {value.attributes}>{value.content}</c>'
    if isinstance(value, str):
        plain = re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", value)
        text = f'<is><t xml:space="preserve">{escape(plain)}</t></is>'
        return f'<c r="{place}" t="inlineStr">{text}</c>'
    return f'<c r="{place}"><v>{value}</v></c>'


def book_of(form: Form, kind: str = "", version: int | None = None) -> Book:
    """A blank in the shape of ours: scalars below each other, each table on its own sheet."""
    sheet = "แบบ ที่ตอบ"
    about = ("form", form.id, version or form.version, form.published.isoformat(), sheet, kind)
    book = Book([(*about, form.title)], {sheet: {"A1": form.title}})
    everything: list[Field | Question] = [*form.every_field, *form.questions]
    for asked in everything:
        columns = asked.columns if isinstance(asked, Field) else ()
        holders: list[Field | Question] = [asked, *columns]
        for each in holders:
            book.records += [
                (
                    "options",
                    f"set-{asked.id}-{each.id}",
                    option.id,
                    option.title,
                    option.points or 0,
                )
                for option in each.options
            ]
    for row, asked in enumerate(everything, start=5):
        options = f"set-{asked.id}-{asked.id}" if asked.options else ""
        if isinstance(asked, Question):
            at = (sheet, f"C{row}", f"G{row}", f"H{row}")
            book.records.append(("answer", asked.id, "choice", options, *at))
        elif asked.kind == "choices":
            book.records += [
                ("tick", asked.id, option.id, sheet, f"{chr(67 + at)}{row}")
                for at, option in enumerate(asked.options)
            ]
        elif asked.kind == "rows":
            place = f"ตาราง {asked.id}"
            book.sheets[place] = {"A1": asked.title}
            book.records.append(("table", asked.id, place, 4, 3 + asked.max_rows))
            book.records += [
                ("column", asked.id, each.id, each.kind, f"set-{asked.id}-{each.id}", chr(66 + at))
                for at, each in enumerate(asked.columns)
            ]
        elif not (kind and asked.kind == "kind"):
            book.records.append(("answer", asked.id, asked.kind, options, sheet, f"C{row}"))
            book.names[f"f_{asked.id.replace('-', '_')}"] = f"'{sheet}'!$C${row}"
    return book


# filling, as a person does


def filled_workbook(content: bytes, answers: Mapping[str, Any]) -> bytes:
    """Typed into the cells that the hidden sheet names, every other byte of it as it was."""
    typed: dict[str, dict[str, Value]] = {}
    for sheet, place, value in _typed_in(content, answers):
        typed.setdefault(sheet, {})[place] = value
    parts: dict[str, str | bytes] = {**unzipped(content)}
    for at, sheet in enumerate(_opened(content).sheetnames, start=1):
        if sheet in typed:
            part = f"xl/worksheets/sheet{at}.xml"
            parts[part] = _with_cells(unzipped(content)[part], typed[sheet])
    return zipped(parts)


def meta_records(content: bytes) -> list[list[str]]:
    """Rows of the hidden sheet, as long as the longest."""
    rows = _opened(content)["_meta"].values
    records = [["" if cell is None else str(cell) for cell in row] for row in rows]
    return [(record + [""] * 8)[: max(8, len(record))] for record in records]


def _opened(content: bytes) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what this reader does not know is not looked at here
        return openpyxl.load_workbook(BytesIO(content))


def _typed_in(content: bytes, answers: Mapping[str, Any]) -> Iterator[tuple[str, str, Value]]:
    """Sheet, cell and what goes into it."""
    records = meta_records(content)
    titles = {(each[1], each[2]): each[3] for each in records if each[0] == "options"}
    tables = {each[1]: each for each in records if each[0] == "table"}
    for record, name, *rest in records:
        if record == "answer":
            kind, options, sheet, *places = rest
            for suffix, place in zip(("", ".evidence", ".note"), places, strict=False):
                if place and name + suffix in answers:
                    known = kind if suffix == "" else "text"
                    yield sheet, place, _typed(known, answers[name + suffix], titles, options)
        elif record == "tick" and rest[0] in answers.get(name, ()):
            yield rest[1], rest[2], TICK
        elif record == "column":
            yield from _column(rest, tables[name], answers.get(name, ()), titles)


def _column(
    record: Sequence[str],
    table: Sequence[str],
    rows: Sequence[Mapping[str, Any]],
    titles: Mapping[tuple[str, str], str],
) -> Iterator[tuple[str, str, Value]]:
    column, kind, options, letters, *_ = record
    _, name, sheet, first, last, *_ = table
    assert len(rows) <= int(last) - int(first) + 1, f"{name} has too few rows"
    for at, row in enumerate(rows, start=int(first)):
        if column in row:
            yield sheet, f"{letters}{at}", _typed(kind, row[column], titles, options)


def _typed(kind: str, value: Any, titles: Mapping[tuple[str, str], str], options: str) -> Value:
    if kind == "date":
        return (date.fromisoformat(value) - date(1899, 12, 30)).days
    if kind in ("kind", "choice", "yes-no", "province"):
        return titles[options, value]
    return value if isinstance(value, int) else str(value)


def _with_cells(part: bytes, cells: Mapping[str, Value]) -> bytes:
    """Cells that are there keep their look; others are made."""
    root = etree.fromstring(part)
    main = f"{{{MAIN}}}"
    there = {str(each.get("r")): each for each in root.iter(f"{main}c")}
    rows = {str(each.get("r")): each for each in root.iter(f"{main}row")}
    data = root.find(f"{main}sheetData")
    assert data is not None
    for place, value in cells.items():
        cell = there.get(place)
        if cell is None:
            number = re.sub("[A-Z]", "", place)
            if number not in rows:
                rows[number] = etree.SubElement(data, f"{main}row", r=number)
            cell = etree.SubElement(rows[number], f"{main}c", r=place)
        written = etree.fromstring(_cell(place, value).replace("<c ", f'<c xmlns="{MAIN}" ', 1))
        cell.attrib.pop("t", None)
        cell.attrib.update(written.attrib)
        cell[:] = written[:]
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def document_part(content: bytes) -> etree._Element:
    return etree.fromstring(unzipped(content)["word/document.xml"])


def with_document(content: bytes, root: etree._Element) -> bytes:
    parts: dict[str, str | bytes] = {**unzipped(content)}
    parts["word/document.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return zipped(parts)


def filled_document(content: bytes, form: Form, answers: Mapping[str, Any]) -> bytes:
    """Typed into the controls, ticked, rows added as Word adds them."""
    root = document_part(content)
    controls = _by_tag(root)
    fields = {each.id: each for each in form.every_field}
    for name, value in answers.items():
        field = fields.get(name)
        if field and field.kind == "rows":
            _fill_rows(controls[name], field, value)
        else:
            for each in value if isinstance(value, list) else [value]:
                _fill(controls, name, field.kind if field else "", each)
    return with_document(content, root)


def _by_tag(root: etree._Element) -> dict[str, etree._Element]:
    return {_tag(control): control for control in root.iter(f"{W}sdt")}


def tagged(root: etree._Element, tag: str) -> list[etree._Element]:
    return [control for control in root.iter(f"{W}sdt") if _tag(control) == tag]


def _tag(control: etree._Element) -> str:
    found = control.find(f"{W}sdtPr/{W}tag")
    return "" if found is None else str(found.get(f"{W}val"))


def _fill(controls: Mapping[str, etree._Element], name: str, kind: str, value: Any) -> None:
    box = controls.get(f"{name}={value}")
    if box is not None:
        tick(box)
    else:
        write(controls[name], _written(kind, value))


def _written(kind: str, value: Any) -> str:
    if kind == "province":
        return PROVINCES[value]
    if kind == "date":
        day = date.fromisoformat(value)
        return f"{day.day}/{day.month}/{day.year + 543}"
    return str(value)


def _fill_rows(section: etree._Element, table: Field, rows: Sequence[Mapping[str, Any]]) -> None:
    content = section.find(f"{W}sdtContent")
    assert content is not None
    while len(content) < len(rows):
        content.append(copy.deepcopy(content[-1]))
    kinds = {column.id: column.kind for column in table.columns}
    for item, row in zip(content, rows, strict=False):
        controls = _by_tag(item)
        for column, value in row.items():
            _fill(controls, f"{table.id}/{column}", kinds[column], value)


def tick(control: etree._Element) -> None:
    checked = control.find(f"{W}sdtPr/{W14}checkbox/{W14}checked")
    shown = control.find(f".//{W}t")
    assert checked is not None
    assert shown is not None
    checked.set(f"{W14}val", "1")
    shown.text = "☒"


def write(control: etree._Element, text: str) -> None:
    properties = control.find(f"{W}sdtPr")
    content = control.find(f"{W}sdtContent")
    assert properties is not None
    assert content is not None
    for placeholder in properties.findall(f"{W}showingPlcHdr"):
        properties.remove(placeholder)
    home = content.find(f"{W}p")
    home = content if home is None else home
    for each in home.findall(f"{W}r"):
        home.remove(each)
    home.append(_run(text))


def _run(text: str) -> etree._Element:
    run = etree.Element(f"{W}r")
    for piece in _pieces(text):
        if piece in ("\n", "\t"):
            etree.SubElement(run, f"{W}br" if piece == "\n" else f"{W}tab")
            continue
        written = etree.SubElement(run, f"{W}t")
        written.text = piece
        written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run


def _pieces(text: str) -> Iterator[str]:
    return (piece for piece in re.split("([\n\t])", text) if piece)
