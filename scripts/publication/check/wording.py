"""A source in, problems of its Thai out: avoided wording, broken order of marks, wrong eras."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from publication import thai
from publication.load import Source
from publication.problems import Problem, Rule

Wording = Iterable[Mapping[str, Any]]
"""Entries of the glossary: avoid, use, except."""

_MONTH = "|".join(thai.MONTHS)
_DATE = re.compile(
    rf"([0-9๐-๙]{{1,2}})[ \u00a0]*({_MONTH})[ \u00a0]*(?:(พ\.ศ\.|ค\.ศ\.)[ \u00a0]*)?([0-9๐-๙]{{4}})"
)
_CHRISTIAN = range(1700, 2301)
_INVISIBLE = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ud800-\udfff\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]"
)


def problems(source: Source, wording: Wording) -> Iterator[Problem]:
    """Wording of every text in the file; the wording rules themselves aside."""
    rules = tuple(wording)
    for line, text in _texts(source):
        for rule, words in _faults(text, rules):
            yield Problem.of(source.path, line, rule, **words)


def _texts(source: Source) -> Iterator[tuple[int, str]]:
    """Each text with the line it starts on."""
    if source.kind == "page":
        yield from enumerate(source.text.splitlines(), 1)
        return
    waiting: list[tuple[tuple[str | int, ...], Any]] = [((), source.data)]
    while waiting:
        trail, node = waiting.pop()
        if isinstance(node, dict):
            waiting += [
                ((*trail, key), child)
                for key, child in node.items()
                if (source.kind, key) != ("glossary", "wording")
            ]
        elif isinstance(node, list):
            waiting += [((*trail, number), child) for number, child in enumerate(node)]
        elif isinstance(node, str):
            yield source.line(trail), node


def _faults(
    text: str, wording: tuple[Mapping[str, Any], ...]
) -> Iterator[tuple[Rule, dict[str, object]]]:
    for found in sorted(set(_INVISIBLE.findall(text))):
        name = unicodedata.name(found, f"U+{ord(found):04X}")
        yield Rule.INVISIBLE, {"name": name}
    normal = thai.normal_order(text)
    if normal != text:
        start = next((at for at, (a, b) in enumerate(zip(text, normal, strict=False)) if a != b), 0)
        around = slice(max(0, start - 4), start + 6)
        yield Rule.THAI_ORDER, {"shown": text[around], "mended": normal[around]}
    for entry in wording:
        if entry["avoid"] in _without(text, entry.get("except", ())):
            yield Rule.WORDING, {"avoid": entry["avoid"], "use": entry["use"]}
    yield from _dates(text)


def _without(text: str, exceptions: Iterable[str]) -> str:
    for exception in exceptions:
        text = text.replace(exception, "\n")
    return text


def _dates(text: str) -> Iterator[tuple[Rule, dict[str, object]]]:
    """Dates written out in running text: they exist, and are told in the Buddhist era."""
    for found in _DATE.finditer(text):
        shown = " ".join(found.group().split())
        day, month, year = (
            int(thai.arabic_digits(found[1])),
            thai.MONTHS.index(found[2]) + 1,
            int(thai.arabic_digits(found[4])),
        )
        christian = year in _CHRISTIAN
        try:
            real = date(year if christian else year - thai.ERA_OFFSET, month, day)
        except ValueError:
            yield Rule.DATE_DOES_NOT_EXIST, {"value": shown}
            continue
        if christian and found[3] != "ค.ศ.":
            mended = thai.letter_date(real).replace("\N{NO-BREAK SPACE}", " ")
            yield Rule.DATE_CHRISTIAN_ERA, {"value": shown, "mended": mended}
