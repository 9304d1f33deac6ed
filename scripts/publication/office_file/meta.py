"""The rows of a workbook's hidden sheet in, which cell holds which answer out.

``render/xlsx/meta.py`` says what the records are.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from publication.arrival import NotUsable
from publication.office_file.parcel import Origin
from publication.office_file.sheet import Area, Workbook, column_number, place
from publication.office_file.typed import key, shown

SHEET = "_meta"
MOST_RECORDS = 20_000
_MOST_COLUMNS = 16
_VERSION = re.compile("[1-9][0-9]{0,8}")
_BESIDE = ("", ".evidence", ".note")

Titles = Mapping[str, str]
"""Ids of options by title."""
Record = Sequence[str]


@dataclass(frozen=True, slots=True)
class Input:
    """The cell of one answer, where the blank has it."""

    id: str
    kind: str
    titles: Titles
    sheet: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Column:
    id: str
    kind: str
    titles: Titles
    number: int


@dataclass(frozen=True, slots=True)
class Table:
    id: str
    area: Area
    """Its rows, where the blank has them."""
    columns: tuple[Column, ...]


@dataclass(slots=True)
class Meta:
    origin: Origin
    kinds: dict[str, str] = field(default_factory=dict)
    """Of fields, by id."""
    inputs: list[Input] = field(default_factory=list)
    ticks: dict[str, dict[str, Input]] = field(default_factory=dict)
    """Cells of single options, by field, then option."""
    tables: list[Table] = field(default_factory=list)


def meta(workbook: Workbook) -> Meta:
    """Raises NotUsable where it is not there; records that make no sense are passed over."""
    records = list(_records(workbook))
    form = next((record for record in records if record[0] == "form"), None)
    if form is None or not form[1] or not _VERSION.fullmatch(form[2]):
        raise NotUsable("no-meta")
    found = Meta(Origin(form[1], int(form[2]), form[5]))
    titles: dict[str, dict[str, str]] = {}
    columns: dict[str, list[Column]] = {}
    for record in records:
        if record[0] == "options":
            titles.setdefault(record[1], {}).setdefault(key(record[3]), record[2])
        elif record[0] == "column":
            number = column_number(record[5])
            if number and record[2] not in {each.id for each in columns.get(record[1], ())}:
                column = Column(record[2], record[3], titles.get(record[4], {}), number)
                columns.setdefault(record[1], []).append(column)
    for record in records:
        taken = _RECORDS.get(record[0])
        if taken:  # levels are of no use here, nor what later versions may add
            taken(found, record, titles, columns)
    return found


def _records(workbook: Workbook) -> Iterator[Record]:
    rows = workbook.rows(SHEET)
    if rows is None:
        raise NotUsable("no-meta")
    if len(rows) > MOST_RECORDS:
        raise NotUsable("too-large")
    for _, row in sorted(rows.items()):
        record = [""] * _MOST_COLUMNS
        for column, cell in row.items():
            if 1 <= column <= _MOST_COLUMNS:
                record[column - 1] = shown(workbook.value(cell))
        yield record


Sets = Mapping[str, Titles]
Columns = Mapping[str, Sequence[Column]]


def _answer(found: Meta, record: Record, titles: Sets, _: Columns) -> None:
    name, kind, options, sheet = record[1:5]
    if name in found.kinds:
        return
    found.kinds[name] = kind
    for suffix, reference in zip(_BESIDE, record[5:], strict=False):
        at = place(reference)
        if at:
            meant = (kind, titles.get(options, {})) if suffix == "" else ("long-text", {})
            found.inputs.append(Input(name + suffix, *meant, sheet, *at))


def _tick(found: Meta, record: Record, _: Sets, __: Columns) -> None:
    name, option, sheet, reference = record[1:5]
    at = place(reference)
    if at:
        options = found.ticks.setdefault(name, {})
        options.setdefault(option, Input(name, "", {}, sheet, *at))


def _table(found: Meta, record: Record, _: Sets, columns: Columns) -> None:
    name, sheet, first, last = record[1:5]
    rows = [int(each) if re.fullmatch("[0-9]{1,7}", each) else 0 for each in (first, last)]
    if all(rows) and name not in {each.id for each in found.tables}:
        own = tuple(columns.get(name, ()))
        numbers = [each.number for each in own] or [1]
        area = Area(sheet, rows[0], min(numbers), rows[1], max(numbers))
        found.tables.append(Table(name, area, own))


_RECORDS: Mapping[str, Callable[[Meta, Record, Sets, Columns], None]] = {
    "answer": _answer,
    "tick": _tick,
    "table": _table,
}
