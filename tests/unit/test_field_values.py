"""What is typed into fields: days that people write, and the light checks of each kind."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
import yaml

from publication import thai
from publication.engine import OVERRIDES, ROOT
from publication.provinces import PROVINCES
from publication.render.form_view import form_view
from publication.render.words import words
from publication.validation import faults
from tests.browser.form_page import FORM, PUBLICATION

from .node import Node, node_running

FIELD = OVERRIDES / "components" / "field"
DATES = yaml.safe_load((ROOT / "tests/cases/fields/dates.yml").read_text("utf-8"))
TODAY = "2026-11-22"
FIRST, LAST = date(1880, 1, 1), date(2100, 12, 31)
SHORT = [
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
]
WEEKDAYS = ["จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์"]


@pytest.fixture(scope="module")
def node() -> Iterator[Node]:
    with node_running("field_host.mjs", FIELD) as started:
        yield started


def every_day() -> list[date]:
    return [FIRST + timedelta(days) for days in range((LAST - FIRST).days + 1)]


def test_dates__as_people_write_them__are_read_or_say_what_is_wrong(
    node: Node,
) -> None:
    cases = [(typed, (iso, None)) for typed, iso in DATES["kept"]]
    cases += [(typed, ("", fault)) for typed, fault in DATES["none"]]
    read = node.ask(dates=[typed for typed, _ in cases], today=TODAY)
    told = [(each["iso"], each.get("fault")) for each in read]
    assert dict(zip((typed for typed, _ in cases), told, strict=True)) == dict(cases)


def test_dates__every_day_in_every_writing__is_that_day(node: Node) -> None:
    days = every_day()
    writings: list[Callable[[date, int], str]] = [
        lambda day, year: f"{day.day}/{day.month}/{year}",
        lambda day, year: f"{day.day:02}-{day.month:02}-{year}",
        lambda day, year: f"{day.day} {SHORT[day.month - 1]} {year}",
        lambda day, year: f"{day.day} {thai.MONTHS[day.month - 1]} {year}",
        lambda day, year: thai.thai_digits(f"{day.day:02}{day.month:02}{year}"),
        lambda day, year: thai.letter_date(day) if year > 2400 else f"{day.isoformat()}",
    ]
    for write in writings:
        for era in (0, thai.ERA_OFFSET):
            typed = [write(day, day.year + era) for day in days]
            read = node.ask(dates=typed, today=TODAY)
            assert [each["iso"] for each in read] == [day.isoformat() for day in days]


def test_dates__shown__can_be_typed_back_and_name_the_weekday(
    node: Node,
) -> None:
    days = every_day()[::13]  # all weekdays, months and years
    shown = node.ask(shown=[day.isoformat() for day in days], words=words()["form-live"])
    assert shown == [
        [
            f"{day.day}/{day.month}/{day.year + thai.ERA_OFFSET}",
            f"วัน{WEEKDAYS[day.weekday()]}ที่ "
            + thai.long_date(day).replace("\N{NO-BREAK SPACE}", " "),
        ]
        for day in days
    ]


def test_dates__two_digits__are_near_today_or_nothing(node: Node) -> None:
    years = [f"1/1/{year:02}" for year in range(100)]
    read = node.ask(dates=years, today=TODAY)
    kept = [int(each["iso"][:4]) + thai.ERA_OFFSET for each in read if each["iso"]]
    assert kept == list(range(2559, 2580))


KINDS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "text": ({"type": "string", "maxLength": 5}, ["", "กขค", "กขคงจ", "กขคงจฉ", "😀😀😀😀😀"]),
    "number": (
        {"type": "integer", "minimum": -5, "maximum": 500},
        ["0", "-5", "-6", "500", "501", "12.5", "1e3", "๑", "abc", "9" * 15, "9" * 16],
    ),
    "email": (
        {
            "type": "string",
            "maxLength": 30,
            "pattern": ("^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+([.][A-Za-z0-9-]+)*[.][A-Za-z]{2,63}$"),
        },
        ["a@b.go.th", "a@b", "a b@c.th", "a@b.c", "@b.th", f"{'a' * 30}@b.th", "ก@b.th"],
    ),
    "phone": (
        {"type": "string", "pattern": "^[0-9+][0-9 ()-]{2,29}( ต่อ [0-9]{1,6})?$"},
        ["0 2123 4567", "191", "19", "+66 2 123 4567 ต่อ 89", "๐๒", "0-2123-4567ต่อ1", "โทร"],
    ),
    "date": (
        {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        ["2026-11-23", "2026-02-29", "2024-02-29", "2026-13-01", "23/11/2569", "2026-00-10"],
    ),
    "province": (
        {
            "type": "string",
            "pattern": "^(1[0-9]|2[0-7]|[34][0-9]|5[0-8]|6[0-7]|7[0-7]|8[0-6]|9[0-6])$",
        },
        ["10", "96", "28", "97", "เลย"],
    ),
}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_light_check__beside_the_whole_validator__finds_fault_with_the_same(
    node: Node, kind: str
) -> None:
    schema, values = KINDS[kind]
    random = Random(kind)
    alphabet = "0123456789+-@. ()aก๑ต่อ"
    values = values + [
        "".join(random.choices(alphabet, k=random.randint(1, 9))) for _ in range(500)
    ]
    asked = {"kind": kind, "required": False}
    found = node.ask(faults=[[asked, schema, value.strip()] for value in values])
    form = {"type": "object", "properties": {"x": schema}, "additionalProperties": False}
    for value, fault in zip((value.strip() for value in values), found, strict=True):
        canonical = _canonical(kind, value)
        whole = faults(form, {"x": canonical} if value else {})
        assert (fault is None) == (whole == []), value


def _canonical(kind: str, text: str) -> str | int:
    """As answers.ts makes it of what a control holds."""
    digits = text.removeprefix("-")
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= 15
    return int(text) if kind == "number" and is_number else text


def test_light_check__nothing_there__is_wrong_only_where_required(
    node: Node,
) -> None:
    asked = [{"kind": "choices", "required": required} for required in (True, False)]
    assert node.ask(faults=[[each, {}, []] for each in asked]) == ["required", None]


def test_provinces__in_the_list_to_choose_from__stand_as_a_dictionary_has_them() -> None:
    from pythainlp.util import collate

    capital, *others = [each.title for each in form_view(FORM, PUBLICATION, words()).provinces]
    assert capital == next(iter(PROVINCES.values()))
    assert others == collate(name for name in PROVINCES.values() if name != capital)
