"""A filled Word file in, what it says out, in the words of the version it was made as."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element

from publication.admission import Terms
from publication.arrival import NotUsable
from publication.conditions import settled
from publication.model.form import Field
from publication.office_file.archive import Archive
from publication.office_file.controls import Control, controls
from publication.office_file.origin import origin
from publication.office_file.parcel import Origin, Parcel, chosen
from publication.office_file.typed import PROVINCE_CODES, reading

_BESIDE = ("evidence", "note")


@dataclass(frozen=True, slots=True)
class Document:
    archive: Archive
    part: str
    """That holds the body."""
    root: Element


def read(
    document: Document,
    terms: Terms,
    kind_field: Field | None,
    wanted: Callable[[Origin], None],
    today: date,
) -> Parcel:
    """Raises NotUsable; ``wanted`` raises it where the file is none of the form's."""
    made_as = origin(document.archive, document.part, kind_field)
    wanted(made_as)
    found = controls(document.root)
    if not found:
        raise NotUsable("no-meta")
    parcel = _Reader(made_as, terms, today).read(found)
    for name in _lost(found, made_as, terms, kind_field):
        parcel.note("lost", name)
    return parcel


class _Reader:
    def __init__(self, made_as: Origin, terms: Terms, today: date) -> None:
        self._parcel = Parcel(made_as)
        self._kinds = _Kinds(terms)
        self._today = today

    def read(self, found: Sequence[Control]) -> Parcel:
        alone: dict[str, list[Control]] = {}
        tables: dict[str, dict[int, dict[str, list[Control]]]] = {}
        for each in found:
            if each.column:
                row = tables.setdefault(each.name, {}).setdefault(each.row, {})
                row.setdefault(each.column, []).append(each)
            else:
                alone.setdefault(each.name, []).append(each)
        for name, places in alone.items():
            self._answer(name, places)
        for name, rows in tables.items():
            self._table(name, rows.values())
        return self._parcel

    def _answer(self, name: str, places: Sequence[Control]) -> None:
        kind = self._kinds.of(name)
        self._parcel.put(name, chosen(kind, _ticked(places)))
        for text in _texts(places):
            self._parcel.put(name, reading(kind, text, PROVINCE_CODES, self._today))

    def _table(self, name: str, rows: Iterable[dict[str, list[Control]]]) -> None:
        answers = []
        for at, columns in enumerate(rows):
            row: dict[str, Any] = {}
            for column, places in columns.items():
                value = self._cell(name, f"/{at}/{column}", column, places)
                if value is not None:
                    row[column] = value
            if row:
                answers.append(row)
        if answers:
            self._parcel.answers[name] = answers

    def _cell(self, name: str, place: str, column: str, places: Sequence[Control]) -> Any:
        kind = self._kinds.of(name, column)
        readings = [chosen(kind, _ticked(places))]
        readings += [reading(kind, each, PROVINCE_CODES, self._today) for each in _texts(places)]
        values = [self._parcel.taken(name, each, place) for each in readings]
        return next((each for each in values if each is not None), None)


def _ticked(places: Iterable[Control]) -> list[str]:
    return [each.option for each in places if each.is_ticked]


def _texts(places: Iterable[Control]) -> list[str]:
    return [each.text for each in places if not each.option]


class _Kinds:
    """Kinds of fields and columns, under the ids of any version."""

    def __init__(self, terms: Terms) -> None:
        self._renamed = terms.renamed
        self._known: dict[str, str] = {}
        for field in terms.plan["fields"]:
            self._known[field["id"]] = field["kind"]
            for column in field.get("columns", ()):
                self._known[f"{field['id']}/{column['id']}"] = column["kind"]
        for section in terms.plan["sections"]:
            self._known |= {question["id"]: "choice" for question in section["questions"]}

    def of(self, name: str, column: str = "") -> str:
        """Empty: not known, as of what is no longer asked."""
        today = self._renamed.get(name, name)
        if not column:
            return self._known.get(today, "")
        renamed = self._renamed.get(f"{today}/{column}") or self._renamed.get(f"{name}/{column}")
        return self._known.get(f"{today}/{renamed or column}", "")


def _lost(
    found: Sequence[Control], made_as: Origin, terms: Terms, kind_field: Field | None
) -> list[str]:
    """What the blank of this version asks and the file has no place for."""
    if made_as.version != terms.plan["version"]:
        return []  # what other versions asked is not known here
    there = {each.name for each in found} | {f"{each.name}/{each.column}" for each in found}
    fields = [each for each in terms.plan["fields"] if _is_asked(each, made_as, kind_field, there)]
    questions = [
        each["id"]
        for section in terms.plan["sections"]
        for each in section["questions"]
        if _is_asked(each, made_as, kind_field, there)
    ]
    lost = [each["id"] for each in fields if not _is_whole(each, there)]
    lost += [each for each in questions if each not in there]
    beside = [each for each in _BESIDE if any(f"{name}.{each}" in there for name in questions)]
    return lost + [
        f"{name}.{each}"
        for name in questions
        for each in beside
        if name in there and f"{name}.{each}" not in there
    ]


def _is_asked(asked: Any, made_as: Origin, kind_field: Field | None, there: Iterable[str]) -> bool:
    """Of the kind of organisation that the file was made for."""
    if kind_field and made_as.kind:
        if asked["id"] == kind_field.id:
            return False
        return not asked["when"] or settled(asked["when"], kind_field.id, made_as.kind) is not False
    is_kind_known = kind_field is None or kind_field.id in there
    return is_kind_known or not asked["when"]


def _is_whole(field: Any, there: Iterable[str]) -> bool:
    """Whether each column of a table is still there."""
    columns = [f"{field['id']}/{column['id']}" for column in field.get("columns", ())]
    return all(each in there for each in columns or [field["id"]])
