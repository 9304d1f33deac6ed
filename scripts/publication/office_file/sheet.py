"""A workbook's parts in, what stands in its cells out, whichever program wrote them."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple
from xml.etree.ElementTree import Element

from publication.office_file.archive import Archive
from publication.office_file.days import day_of_serial
from publication.office_file.markup import attribute, child, children
from publication.office_file.typed import Cell, Failed, is_number, shown

Row = dict[int, Element]
"""Elements of cells, by column from 1."""


class Area(NamedTuple):
    """A cell, or cells between two corners; counted from 1."""

    sheet: str
    row: int
    column: int
    last_row: int
    last_column: int


_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_AREA = re.compile(rf"(?:'((?:[^']|'')+)'|([^'!(),\s]+))!{_CELL.pattern}(?::{_CELL.pattern})?")
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[Ee][-+]?[0-9]{1,3})?")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_HALF = re.compile("[\ud800-\udfff]")
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
"""Of a format of numbers: what is not a placeholder."""
_DATES = {*range(14, 18), 22, *range(27, 37), *range(50, 59)}
"""Formats of days that every program has built in."""
_PERCENTS = {9, 10}
_TRUE = ("1", "true")


class Workbook:
    def __init__(self, archive: Archive, part: str, root: Element) -> None:
        self._archive = archive
        related = archive.relations(part)
        targets = {each.id: each.target for each in related}
        self._parts = {
            attribute(each, "name"): targets.get(attribute(each, "r:id"), "")
            for each in children(child(root, "x:sheets"), "x:sheet")
        }
        self._names = {
            attribute(each, "name"): each.text or ""
            for each in children(child(root, "x:definedNames"), "x:definedName")
            if each.get("localSheetId") is None
        }
        settings = child(root, "x:workbookPr")
        self._from_1904 = attribute(settings, "date1904") in _TRUE
        self._by_kind = {each.kind: each.target for each in related}
        self._rows: dict[str, dict[int, Row] | None] = {}
        self._texts: list[str] | None = None
        self._formats: list[str] | None = None

    def named(self, name: str) -> Area | str | None:
        """What a defined name stands for; a text that is no area: what it refers to is gone."""
        text = self._names.get(name)
        if text is None:
            return None
        found = _AREA.fullmatch(text)
        if found is None:
            return text
        quoted, plain, *corners = found.groups()
        left, top, right, bottom = corners
        sheet = plain if quoted is None else quoted.replace("''", "'")
        column, row = _column(left), int(top)
        return Area(sheet, row, column, int(bottom or top), _column(right) if right else column)

    def rows(self, sheet: str) -> Mapping[int, Row] | None:
        """By number from 1; None: there is no such sheet. Raises NotUsable."""
        if sheet not in self._rows:
            root = self._archive.xml(self._parts.get(sheet, ""))
            self._rows[sheet] = None if root is None else _rows(root)
        return self._rows[sheet]

    def cell(self, sheet: str, row: int, column: int) -> Cell:
        element = (self.rows(sheet) or {}).get(row, {}).get(column)
        return None if element is None else self.value(element)

    def value(self, cell: Element) -> Cell:
        """What a cell's element holds; a formula's is what it came to."""
        inline = child(cell, "x:is")
        if inline is not None:
            return _plain(inline)
        written = child(cell, "x:v")
        text = "" if written is None else written.text or ""
        kind = cell.get("t", "n")
        if not text or kind == "s":
            return self._shared(text)
        read = _KINDS.get(kind)
        return read(text) if read else self._number(text, attribute(cell, "s"))

    def as_day(self, cell: Cell) -> Cell:
        """A number that counts days, whatever it looks like; anything else as it is."""
        day = day_of_serial(cell, self._from_1904) if is_number(cell) else None
        return cell if day is None else day

    def _number(self, text: str, style: str) -> Cell:
        if not _NUMBER.fullmatch(text):
            return text
        number = float(text)
        if abs(number) == float("inf"):
            return text
        format_ = self._format(style)
        if format_ == "percent":
            return f"{shown(number * 100)}%"
        day = day_of_serial(number, self._from_1904) if format_ == "date" else None
        if day is not None:
            return day
        return int(number) if number.is_integer() else number

    def _shared(self, place: str) -> Cell:
        if self._texts is None:
            root = self._archive.xml(self._by_kind.get("sharedStrings", ""))
            self._texts = [_plain(each) for each in children(root, "x:si")]
        at = int(place) if place.isascii() and place.isdigit() and len(place) < 9 else -1
        return self._texts[at] if 0 <= at < len(self._texts) else None

    def _format(self, style: str) -> str:
        """What numbers of a style are: ``date``, ``percent``, or empty for all else."""
        if self._formats is None:
            self._formats = _formats(self._archive.xml(self._by_kind.get("styles", "")))
        at = int(style) if style.isascii() and style.isdigit() and len(style) < 9 else 0
        return self._formats[at] if at < len(self._formats) else ""


def place(text: str) -> tuple[int, int] | None:
    """Row and column of a reference such as ``B3``."""
    found = _CELL.fullmatch(text)
    return (int(found[2]), _column(found[1])) if found else None


def column_number(letters: str) -> int | None:
    """Of ``B``: 2."""
    return _column(letters) if re.fullmatch("[A-Z]{1,3}", letters) else None


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _rows(root: Element) -> dict[int, Row]:
    """Places that are not written follow the one before."""
    rows: dict[int, Row] = {}
    number = 0
    for row in children(child(root, "x:sheetData"), "x:row"):
        said = attribute(row, "r")
        number = int(said) if re.fullmatch("[0-9]{1,7}", said) else number + 1
        cells = rows.setdefault(number, {})
        column = 0
        for cell in children(row, "x:c"):
            at = place(attribute(cell, "r"))
            column = at[1] if at else column + 1
            cells[column] = cell
    return rows


def _plain(item: Element) -> str:
    """The text of parts in several fonts, without how it is pronounced."""
    parts = [item, *children(item, "x:r")]
    texts = (each.text or "" for part in parts for each in children(part, "x:t"))
    return _unescaped("".join(texts))


def _unescaped(text: str) -> str:
    """Workbooks write some characters as ``_x000D_``; lines end as everywhere else."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        paired = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
        text = _HALF.sub("\ufffd", paired) if _HALF.search(text) else text
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _iso_day(text: str) -> Cell:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return text


_KINDS: Mapping[str, Callable[[str], Cell]] = {
    "str": _unescaped,
    "inlineStr": _unescaped,
    "b": lambda text: text in _TRUE,
    "e": Failed,
    "d": _iso_day,
}
"""By type of cell; those of texts that cells share, and of numbers, need the workbook."""


def _formats(root: Element | None) -> list[str]:
    """Of each style of cells."""
    own = {
        attribute(each, "numFmtId"): attribute(each, "formatCode")
        for each in children(child(root, "x:numFmts"), "x:numFmt")
    }
    styles = children(child(root, "x:cellXfs"), "x:xf")
    return [_meaning(attribute(each, "numFmtId"), own) for each in styles]


def _meaning(number: str, own: Mapping[str, str]) -> str:
    code = own.get(number)
    if code is None:
        built_in = int(number) if re.fullmatch("[0-9]{1,3}", number) else 0
        return "date" if built_in in _DATES else "percent" if built_in in _PERCENTS else ""
    plain = _QUOTED.sub("", code).lower()
    if "y" in plain or ("d" in plain and "m" in plain) or "b" in plain:
        return "date"
    return "percent" if "%" in plain else ""
