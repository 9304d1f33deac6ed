"""A form in, the sheets that its tables stand on out: which, where, how wide; no cells yet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from publication.model.form import Field, Form
from publication.render.xlsx.look import lines

HEAD = 2
"""Lines at the head of every such sheet: whose tables these are, and of which form."""
WIDEST = 150
"""Digits beside each other that are still legible on A4 landscape."""
_NARROWEST = 13
_LONGEST_NAME = 31
_WIDTHS = {"number": 13, "date": 18, "phone": 17, "province": 20, "email": 26, "long-text": 60}
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


@dataclass(frozen=True, slots=True)
class Table:
    """Rows count from 0. The first column of the table is the first of the sheet."""

    field: Field
    sheet: str
    top: int
    """Row of its title; how to fill it in and the titles of the columns follow."""

    @property
    def first(self) -> int:
        return self.top + 3

    @property
    def last(self) -> int:
        return self.first + self.field.max_rows - 1


@dataclass(frozen=True, slots=True)
class TableSheet:
    name: str
    title: str
    tables: tuple[Table, ...]

    @property
    def widths(self) -> tuple[int, ...]:
        """Of columns, in digits of the font; each serves every table."""
        columns = zip_longest(*(table.field.columns for table in self.tables))
        return _shrunk([max(_wanted(each) for each in over if each) for over in columns])


def sheets_of(form: Form, words: Mapping[str, str], taken: Iterable[str]) -> tuple[TableSheet, ...]:
    """One for every section that has tables, under a name that is not taken."""
    names = {name.casefold() for name in taken}
    homes = [(words["fields"], words["fields"], form.fields)]
    homes += [(section.title, section.short, section.fields) for section in form.sections]
    return tuple(
        _sheet(_name(short, names), title, tables)
        for title, short, fields in homes
        if (tables := [field for field in fields if field.kind == "rows"])
    )


def _sheet(name: str, title: str, fields: list[Field]) -> TableSheet:
    tables, top = [], HEAD
    for field in fields:
        tables.append(Table(field, name, top))
        top = tables[-1].last + 2
    return TableSheet(name, title, tuple(tables))


def _shrunk(wanted: list[int]) -> tuple[int, ...]:
    """Of more than there is room for, the widest give most."""
    spare = [width - _NARROWEST for width in wanted]
    share = max(0, min(1, (sum(wanted) - WIDEST) / (sum(spare) or 1)))
    return tuple(int(width - each * share) for width, each in zip(wanted, spare, strict=True))


def _wanted(column: Field) -> int:
    if column.kind in _WIDTHS:
        return _WIDTHS[column.kind]
    if column.options:
        longest = max(column.options, key=lambda option: len(option.title)).title
        return next((width for width in range(_NARROWEST, 30) if lines(longest, width) == 1), 30)
    return max(_NARROWEST + 2, min(48, column.max_length // 7))


def _name(title: str, names: set[str]) -> str:
    """A name that programs accept, and that no other sheet bears; it is added to the names."""
    plain = " ".join(title.translate(_NOT_IN_NAMES).split()) or "_"
    name, number = plain[:_LONGEST_NAME].strip(), 1
    while name.casefold() in names:
        number += 1
        name = f"{plain[: _LONGEST_NAME - 4].strip()} {number}"
    names.add(name.casefold())
    return name
