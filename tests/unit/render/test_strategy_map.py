"""A strategy map becomes rows, columns and gaps; the page reads in order and fits its sheet."""

import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest

from publication.engine import OVERRIDES
from publication.map_gaps import Gap
from publication.model.map import Hazard, Impact, Service, Strategy, StrategyMap
from publication.model.site import Item, ItemList
from publication.render.strategy_map import gaps, view
from publication.render.strategy_map_sheet import SIZES
from publication.render.templating import environment
from publication.render.words import words

LISTS = {
    "means": ItemList("สิ่งที่ใช้", (Item("house", "อาคารห้องสมุด", "อาคาร"), Item("staff", "บรรณารักษ์"))),
    "stages": ItemList("ช่วง", (Item("today", "วันนี้"), Item("after", "วันหลัง"))),
    "limits": ItemList("เวลา", (Item("soon", "ทันที"), Item("week", "๗ วัน"), Item("month", "๓๐ วัน"))),
}
MAP = StrategyMap(
    id="library",
    title="ตัวอย่าง: ห้องสมุด",
    kind="town",
    organisation="ห้องสมุดตัวอย่าง",
    summary="ห้องสมุดปิด แต่ยังยืมคืนได้",
    revised=date(2026, 11, 22),
    resources="means",
    phases="stages",
    rtos="limits",
    hazards=(Hazard("fire", "ไฟไหม้"), Hazard("flu", "ไข้หวัด")),
    impacts=(
        Impact("house", ("fire",), "เข้าอาคารไม่ได้"),
        Impact("staff", ("fire", "flu"), "คนไม่พอ <ครึ่ง>"),
    ),
    strategies=(
        Strategy("van", "house", "ใช้รถห้องสมุด", {"today": "นำรถออก", "after": "จอดสามจุด"}),
        Strategy("school", "house", "ใช้ห้องของโรงเรียน", {"after": "ย้ายหนังสือ"}),
        Strategy("volunteers", "staff", "เรียกอาสาสมัคร", {"today": "โทรตามบัญชี"}),
    ),
    services=(
        Service("talks", "จัดบรรยาย", "month", ("หน้างาน",), ("staff",)),
        Service("loans", "ยืมและคืนหนังสือ", "soon", ("หน้างาน", "โทรศัพท์"), ("house", "staff")),
    ),
)


def without(map: StrategyMap, *strategies: str) -> StrategyMap:
    kept = tuple(strategy for strategy in map.strategies if strategy.id not in strategies)
    return replace(map, strategies=kept)


def rendered(map: StrategyMap) -> str:
    template = environment().from_string(
        '{% from "components/map/map.html" import map as component %}'
        "{{ component(map, view, words) }}"
    )
    return template.render(map=map, view=view(map, LISTS), words=words())


def test_view__puts_urgent_services_first_and_needs_under_their_columns() -> None:
    shown = view(MAP, LISTS)
    assert [(row.title, row.rto, row.needs) for row in shown.services] == [
        ("ยืมและคืนหนังสือ", "ทันที", (True, True)),
        ("จัดบรรยาย", "๓๐ วัน", (False, True)),
    ]
    assert [(row.title, row.hits) for row in shown.hazards] == [
        ("ไฟไหม้", (True, True)),
        ("ไข้หวัด", (False, True)),
    ]


def test_view__gives_each_resource_its_strategies_actions_and_impacts() -> None:
    house, staff = view(MAP, LISTS).columns
    assert (house.title, house.short, staff.short) == ("อาคารห้องสมุด", "อาคาร", "บรรณารักษ์")
    assert house.strategies == ("ใช้รถห้องสมุด", "ใช้ห้องของโรงเรียน")
    assert [[(action.number, action.text) for action in phase] for phase in house.phases] == [
        [(1, "นำรถออก")],
        [(1, "จอดสามจุด"), (2, "ย้ายหนังสือ")],
    ]
    assert staff.phases[1] == ()
    assert [(impact.text, impact.hazards) for impact in staff.impacts] == [
        ("คนไม่พอ &lt;ครึ่ง&gt;", ("ไฟไหม้", "ไข้หวัด"))
    ]


def test_gaps__none_in_a_complete_map() -> None:
    assert gaps(MAP) == ()
    assert gaps(MAP, LISTS) == ()
    assert view(MAP, LISTS).gaps == ()


@pytest.mark.parametrize(
    ("map", "expected"),
    [
        pytest.param(
            without(MAP, "volunteers"),
            {
                Gap("no-strategy", service="talks", resource="staff"),
                Gap("no-strategy", service="loans", resource="staff"),
            },
            id="service-without-strategy",
        ),
        pytest.param(
            replace(MAP, hazards=(*MAP.hazards, Hazard("quake", "แผ่นดินไหว"))),
            {Gap("no-effect", hazard="quake")},
            id="hazard-without-effect",
        ),
        pytest.param(
            replace(MAP, services=MAP.services[:1]),
            {
                Gap("no-service", strategy="van", resource="house"),
                Gap("no-service", strategy="school", resource="house"),
            },
            id="strategy-without-service",
        ),
        pytest.param(
            without(MAP, "van"),
            {Gap("too-late", service="loans", resource="house")},
            id="nothing-planned-in-time",
        ),
    ],
)
def test_gaps__are_found(map: StrategyMap, expected: set[Gap]) -> None:
    assert set(gaps(map, LISTS)) == expected
    assert {gap.kind for gap in view(map, LISTS).gaps} == {gap.kind for gap in expected}


def test_gaps__lateness_needs_the_lists_and_the_shortest_time() -> None:
    late = without(MAP, "van")
    assert gaps(late) == ()
    unhurried = tuple(replace(service, rto="week") for service in late.services)
    assert gaps(replace(late, services=unhurried), LISTS) == ()


@pytest.mark.parametrize(
    ("map", "said"),
    [
        (without(MAP, "volunteers"), ["จัดบรรยาย", "บรรณารักษ์"]),
        (replace(MAP, hazards=(*MAP.hazards, Hazard("quake", "แผ่นดินไหว"))), ["แผ่นดินไหว"]),
        (replace(MAP, services=MAP.services[:1]), ["ใช้รถห้องสมุด", "อาคารห้องสมุด"]),
        (without(MAP, "van"), ["ยืมและคืนหนังสือ", "อาคารห้องสมุด", "วันนี้"]),
    ],
)
def test_page__says_its_gaps_in_words(map: StrategyMap, said: list[str]) -> None:
    root = ElementTree.fromstring(rendered(map))
    found = ["".join(line.itertext()) for line in root.iterfind(".//ul[@class='map__gaps']/li")]
    assert len(found) == len(gaps(map, LISTS))
    assert all(any(word in line for line in found) for word in said)
    assert not any("{" in line for line in found)


def test_page__reads_from_services_down_to_hazards_without_any_style() -> None:
    root = ElementTree.fromstring(rendered(MAP))
    text = " ".join("".join(root.itertext()).split())
    order = ["จัดบรรยาย", "ใช้รถห้องสมุด", "นำรถออก", "เข้าอาคารไม่ได้", "เรียกอาสาสมัคร", "คนไม่พอ <ครึ่ง>"]
    places = [text.index(word) for word in order]
    assert places == sorted(places)
    assert text.rindex("ไข้หวัด") > places[-1]
    headings = [element.tag for element in root.iter() if re.fullmatch("h[1-6]", element.tag)]
    assert headings == ["h2", "h2", "h3", "h3", "h2", "h2"]


def test_page__labels_every_cell_and_relates_actions_to_strategies() -> None:
    root = ElementTree.fromstring(rendered(MAP))
    for cells in root.iterfind(".//dl"):
        assert [cell.tag for cell in cells] == ["dt", "dd"] * 4
        assert all("".join(name.itertext()).strip() for name in cells.iterfind("dt"))
    house = root.findall(".//dl")[0]
    assert [line.get("value") for line in house.findall("dd")[2].iterfind("ol/li")] == ["1", "2"]
    for table in root.iterfind(".//table"):
        width = len(table.findall("thead/tr/th"))
        assert all(len(row) == width for row in table.iterfind("tbody/tr"))


def test_page__marks_a_missing_strategy_that_a_service_needs() -> None:
    missing = words()["map"]["missing"]
    assert missing in rendered(without(MAP, "volunteers"))
    assert missing not in rendered(MAP)


def test_page__needs_no_inline_style_and_repeats_no_id() -> None:
    root = ElementTree.fromstring(rendered(MAP))
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for element in root.iter():
        assert not [name for name in element.attrib if name == "style" or name.startswith("on")]
        for name in (element.get("aria-labelledby") or "").split():
            assert name in ids


def size_of(map: StrategyMap) -> float:
    return float(view(map, LISTS).print_size.replace("-", "."))


def test_print_size__shrinks_as_the_map_grows() -> None:
    sizes = []
    for times in (1, 8, 16, 24, 32, 200):
        longer = [
            replace(impact, text=impact.text + " ผลกระทบ" * times * 4) for impact in MAP.impacts
        ]
        sizes.append(size_of(replace(MAP, impacts=tuple(longer))))
    assert sizes == sorted(sizes, reverse=True)
    assert (sizes[0], sizes[-1]) == (max(SIZES), min(SIZES))
    assert len(set(sizes)) > 2


def test_print_size__is_one_that_the_stylesheet_knows() -> None:
    css = (OVERRIDES / "components" / "map" / "map.css").read_text("utf-8")
    for size in SIZES:
        name = f"{size:g}".replace(".", "-")
        assert f".map--pt-{name} .map__sheet {{ font-size: {size:g}pt; }}" in css
