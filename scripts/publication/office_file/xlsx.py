"""A filled workbook in, what it says out, in the words of the version it was made as."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeGuard

from publication.office_file.meta import Column, Input, Meta, Table
from publication.office_file.meta import meta as meta_of
from publication.office_file.parcel import Origin, Parcel, chosen
from publication.office_file.sheet import Area, Workbook
from publication.office_file.typed import Reading, is_ticked, reading

MOST_ROWS = 1_000
"""Of one table; forms have a few dozen."""


def read(workbook: Workbook, wanted: Callable[[Origin], None], today: date) -> Parcel:
    """Raises NotUsable; ``wanted`` raises it where the file is none of the form's."""
    meta = meta_of(workbook)
    wanted(meta.origin)
    return _Reader(workbook, meta, today).parcel


class _Reader:
    def __init__(self, workbook: Workbook, meta: Meta, today: date) -> None:
        self.parcel = Parcel(meta.origin)
        self._workbook = workbook
        self._today = today
        for each in meta.inputs:
            self._input(each)
        for name, options in meta.ticks.items():
            self._ticks(name, meta.kinds.get(name, "choices"), options)
        for table in meta.tables:
            self._table(table)

    def _input(self, asked: Input) -> None:
        at = self._where(asked)
        if at is None:
            self.parcel.note("lost", asked.id)
            return
        self.parcel.put(asked.id, self._reading(asked, *at))

    def _reading(self, asked: Input | Column, sheet: str, row: int, column: int) -> Reading:
        cell = self._workbook.cell(sheet, row, column)
        if asked.kind == "date":
            cell = self._workbook.as_day(cell)
        return reading(asked.kind, cell, asked.titles, self._today)

    def _where(self, asked: Input) -> tuple[str, int, int] | None:
        """Programs move defined names with their cells; without one, where the blank has it."""
        area = self._workbook.named(defined_name(asked.id))
        if area is None:
            area = Area(asked.sheet, asked.row, asked.column, asked.row, asked.column)
        return area[:3] if self._is_there(area) else None

    def _is_there(self, area: Area | str) -> TypeGuard[Area]:
        return not isinstance(area, str) and self._workbook.rows(area.sheet) is not None

    def _area(self, name: str, blank: Area) -> Area | None:
        """Where the cells of a field are now that takes many; None: gone."""
        area = self._workbook.named(f"t_{_plain(name)}") or blank
        return area if self._is_there(area) else None

    def _ticks(self, name: str, kind: str, options: dict[str, Input]) -> None:
        first = next(iter(options.values()))
        area = self._area(name, Area(first.sheet, first.row, first.column, 0, 0))
        if area is None:
            self.parcel.note("lost", name)
            return
        ticked = []
        for option, each in options.items():
            row, column = each.row - first.row, each.column - first.column
            cell = self._workbook.cell(area.sheet, area.row + row, area.column + column)
            if self.parcel.taken(name, is_ticked(cell)):
                ticked.append(option)
        self.parcel.put(name, chosen(kind, ticked))

    def _table(self, table: Table) -> None:
        area = self._area(table.id, table.area)
        if area is None:
            self.parcel.note("lost", table.id)
            return
        answers = []
        moved = area.column - table.area.column
        for at in range(area.row, min(area.last_row, area.row + MOST_ROWS - 1) + 1):
            row: dict[str, Any] = {}
            for column in table.columns:
                read = self._reading(column, area.sheet, at, column.number + moved)
                value = self.parcel.taken(table.id, read, f"/{at - area.row}/{column.id}")
                if value is not None:
                    row[column.id] = value
            if row:
                answers.append(row)
        if answers:
            self.parcel.answers[table.id] = answers


def defined_name(answer: str) -> str:
    """Of the cell that an answer is typed into."""
    owner, _, beside = answer.partition(".")
    return f"{beside or 'f'}_{_plain(owner)}"


def _plain(name: str) -> str:
    return name.replace("-", "_")
