"""office_file: what people type into cells and controls, and the values that come of it."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
import yaml

from publication import thai
from publication.engine import OVERRIDES, ROOT
from publication.office_file.days import day_of_serial, of_either_era, written_day
from publication.office_file.typed import Failed, is_ticked, reading

from .node import Node, node_running

DATES = yaml.safe_load((ROOT / "tests/cases/fields/dates.yml").read_text("utf-8"))
TYPED = yaml.safe_load((ROOT / "tests/cases/office/typed.yml").read_text("utf-8"))
TITLES = {"กลางวัน": "day", "1": "one"}
TODAY = date(2026, 11, 22)
PIECES = (
    *("2", "23", "11", "1", "0", "31", "๒๓", "2569", "2026", "๒๕๖๙", "69", "26", "1800", "2743"),
    *("/", "-", ".", " ", "  ", "\n", "\xa0", "พ.ย.", "พฤศจิกายน", "พฤศจิกา", "ก.พ.", "มี", "มีนา"),
    *("พ.ศ.", "พศ", "ค.ศ. ", "วันที่", "วันจันทร์ที่ ", "ศุกร์", "เดือน", "ที่", "a", "ๆ", "ํา", "\u200b"),
)


@pytest.fixture(scope="module")
def node() -> Iterator[Node]:
    with node_running("field_host.mjs", OVERRIDES / "components" / "field") as started:
        yield started


def read(text: str) -> str:
    day = written_day(text, TODAY)
    return "" if day is None else day.isoformat()


def test_days__as_people_write_them__are_those_of_the_page() -> None:
    assert {typed: read(typed) for typed, _ in DATES["kept"]} == dict(DATES["kept"])
    assert {typed: read(typed) for typed, _ in DATES["none"]} == dict.fromkeys(
        (typed for typed, _ in DATES["none"]), ""
    )


def test_days__put_together_by_chance__same_in_python_and_browser(node: Node) -> None:
    random = Random(6)
    typed = ["".join(random.choices(PIECES, k=random.randint(1, 7))) for _ in range(20_000)]
    typed += [
        f"{random.randint(0, 32)}/{random.randint(0, 13)}/{random.randint(1790, 2750)}"
        for _ in range(5_000)
    ]
    told = [each["iso"] for each in node.ask(dates=typed, today=TODAY.isoformat())]
    assert [(text, read(text)) for text in typed] == list(zip(typed, told, strict=True))
    assert len(set(told)) > 1_000


@pytest.mark.parametrize("kind", TYPED)
def test_reading__of_each_kind__value_or_reason(kind: str) -> None:
    for cell, expected in TYPED[kind]:
        found = reading(kind, cell, TITLES, TODAY)
        told = f"!{found.refused}" if found.refused else found.value
        assert (cell, json.dumps(told)) == (cell, json.dumps(expected))


def test_reading__what_no_field_holds__says_why() -> None:
    assert reading("text", Failed("#REF!"), {}, TODAY).refused == "formula-error"
    assert reading("text", "ก" * 40_000, {}, TODAY).refused == "size"
    assert reading("number", "\u3000\ufeff ", {}, TODAY).value is None
    assert reading("date", date(2569, 11, 23), {}, TODAY).value == "2026-11-23"
    assert reading("text", date(2026, 11, 23), {}, TODAY).value == "23/11/2569"


@pytest.mark.parametrize("cell", ["✓", " x ", "X", 1, True, "/", "☒", "true"])
def test_tick__as_people_make_it__ticks(cell: Any) -> None:
    assert is_ticked(cell).value is True


@pytest.mark.parametrize(("cell", "reason"), [(None, ""), (" ", ""), (False, ""), ("ไม่", "option")])
def test_tick__anything_else__does_not(cell: Any, reason: str) -> None:
    assert (is_ticked(cell).value is True, is_ticked(cell).refused) == (False, reason)


def test_serials__of_both_systems__are_the_days_that_programs_show() -> None:
    assert day_of_serial(1) == date(1900, 1, 1)
    assert day_of_serial(59) == date(1900, 2, 28)
    assert day_of_serial(60) is None
    assert day_of_serial(61.9) == date(1900, 3, 1)
    assert day_of_serial(46349) == date(2026, 11, 23)
    assert day_of_serial(0, from_1904=True) == date(1904, 1, 1)
    assert day_of_serial(44887, from_1904=True) == date(2026, 11, 23)
    assert day_of_serial(2_958_465) == date(9999, 12, 31)
    for nonsense in (-1, 0, 0.5, 2_958_466, 1e300):
        assert day_of_serial(nonsense) is None


def test_era__of_a_counted_day__is_told_by_its_year() -> None:
    for days in range(0, 40_000, 97):
        day = date(1900, 1, 1) + timedelta(days)
        buddhist = (day.year + thai.ERA_OFFSET, day.month, day.day)
        assert of_either_era(day) == day
        if day.month != 2:
            assert of_either_era(date(*buddhist)) == day
    assert of_either_era(date(2568, 2, 29)) is None
    assert of_either_era(date(2300, 1, 1)) is None
