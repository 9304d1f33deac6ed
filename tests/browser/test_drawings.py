"""Pictures and maps as a real browser sets them: measured text, phone, wide screen, paper."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import material
import pytest
from playwright.sync_api import Browser, FloatRect, Locator, Page

from publication import load
from publication.model.map import Hazard, Impact, Service, Strategy, StrategyMap
from publication.model.publication import Publication, publication
from publication.model.site import ItemList
from publication.render import thai_lines
from publication.render.bundles import bundles
from publication.render.fonts import fonts
from publication.render.picture import draw, draw_route
from publication.render.strategy_map import view
from publication.render.strategy_map_sheet import SIZES
from publication.render.templating import environment
from publication.render.words import words
from tests.conftest import PUBLICATIONS

BODY = """<div class="md-container"><main class="md-main">
<div class="md-main__inner md-grid"><div class="md-content">
<article class="md-content__inner md-typeset">{}</article></div></div></main>
<footer class="md-footer"><div class="notice"><p>{}</p><p class="print-foot">{}</p></div></footer>
</div>"""


@pytest.fixture(scope="module")
def real() -> Publication:
    return publication(load.everything_under(PUBLICATIONS["bcp"]))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The stylesheets of the theme and of the site, and the fonts, where a page can find them."""
    made = tmp_path_factory.mktemp("drawings")
    for path, content in {**bundles(), **fonts()}.items():
        made.joinpath(path).parent.mkdir(parents=True, exist_ok=True)
        made.joinpath(path).write_bytes(content)
    assert material.__file__
    (theme,) = Path(material.__file__).parent.glob("templates/assets/stylesheets/main.*.css")
    made.joinpath("theme.css").write_bytes(theme.read_bytes())
    return made


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 800})
    yield context.new_page()
    context.close()


def show(page: Page, folder: Path, content: str) -> None:
    body = BODY.format(content, "ข้อความท้ายหน้า " * 14, "พิมพ์จาก https://agency.example/maps/")
    file = folder / "page.html"
    file.write_text(
        '<!doctype html><html lang="th"><meta charset="utf-8"><title>ภาพ</title>'
        '<meta name="viewport" content="width=device-width">'
        '<link rel="stylesheet" href="theme.css"><link rel="stylesheet" href="assets/site.css">'
        f"<body>{body}",
        "utf-8",
    )
    page.goto(file.as_uri())
    page.evaluate("document.fonts.ready.then(() => true)")
    assert page.evaluate("document.fonts.check('700 1em Sarabun', 'ก')")


def map_page(map: StrategyMap, lists: Mapping[str, ItemList]) -> str:
    template = environment().get_template("pages/map.html")
    shown = view(map, lists)
    return template.render(map=map, view=shown, words=words())


def pictures(real: Publication) -> str:
    found = [step.picture for each in real.guidelines.values() for step in each.steps]
    found += [guideline.picture for guideline in real.guidelines.values()]
    drawings = [draw(picture, real.lists, f"p{n}") for n, picture in enumerate(found) if picture]
    drawings += [draw_route(each.cascade, f"r-{key}") for key, each in real.circulars.items()]
    template = environment().from_string(
        '{% from "components/picture/picture.html" import figure %}'
        "{% for drawing in drawings %}{{ figure(drawing) }}{% endfor %}"
    )
    return template.render(drawings=drawings)


def test_measured_width_is_that_of_the_browser(page: Page, folder: Path, real: Publication) -> None:
    show(page, folder, pictures(real))
    lines = page.evaluate(
        "[...document.querySelectorAll('.picture tspan')].map(line => [line.textContent,"
        " line.getComputedTextLength(), parseFloat(getComputedStyle(line).fontSize),"
        " getComputedStyle(line).fontWeight])"
    )
    assert len(lines) > 20
    for text, width, size, weight in lines:
        reckoned = thai_lines.text_width(text, size, bold=weight == "700")
        assert width == pytest.approx(reckoned, rel=0.01), text


def test_picture_reads_on_a_phone(page: Page, folder: Path, real: Publication) -> None:
    show(page, folder, pictures(real))
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    sizes = page.evaluate(
        "[...document.querySelectorAll('.picture text')].map(text =>"
        " parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)"
    )
    assert min(sizes) >= 14


def test_map_is_labelled_rows_on_a_phone(page: Page, folder: Path, real: Publication) -> None:
    for map in real.maps.values():
        show(page, folder, map_page(map, real.lists))
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        labels = page.locator(".map dt")
        assert all(box_of(labels, place)["width"] > 100 for place in range(labels.count()))
        columns = page.locator(".map__column")
        assert box_of(columns, 0)["x"] == box_of(columns, 1)["x"]
        assert box_of(columns, 0)["y"] < box_of(columns, 1)["y"]


@pytest.mark.parametrize("width", [1000, 1280])
def test_map_is_columns_on_a_wide_screen(
    page: Page, folder: Path, real: Publication, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for map in real.maps.values():
        show(page, folder, map_page(map, real.lists))
        columns = len(real.lists[map.resources].items)
        first_service = ".map__matrix--services tbody tr:first-child .map__mark"
        marks, strategies, impacts = (
            [box_of(page.locator(cells), place) for place in range(columns)]
            for cells in (first_service, ".map__cell--strategy", ".map__cell--impact")
        )
        assert len({box["y"] for box in strategies}) == 1
        assert len({box["x"] for box in strategies}) == columns
        for above, cell, below in zip(marks, strategies, impacts, strict=True):
            assert above["x"] == pytest.approx(cell["x"], abs=1.5)
            assert below["x"] == pytest.approx(cell["x"], abs=1.5)
            assert above["y"] < cell["y"] < below["y"]
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert overflowing(page) == []


def box_of(found: Locator, place: int) -> FloatRect:
    box = found.nth(place).bounding_box()
    assert box is not None
    return box


def overflowing(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('.map :is(dd, h3, td, th):not(thead *)')]"
        ".filter(cell => cell.scrollWidth > cell.clientWidth + 1 && cell.clientWidth > 1)"
        ".map(cell => cell.textContent)"
    )
    return found


def sheets(page: Page) -> list[tuple[float, float]]:
    """Width and height of each printed page, in points."""
    pdf = page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    return [(float(width), float(height)) for width, height in boxes]


def test_real_map_prints_on_one_landscape_sheet(
    page: Page, folder: Path, real: Publication
) -> None:
    for map in real.maps.values():
        show(page, folder, map_page(map, real.lists))
        ((width, height),) = sheets(page)
        assert (round(width), round(height)) == (842, 595), map.id


@pytest.mark.parametrize(("words_each", "services"), [(1, 1), (4, 9), (6, 4), (14, 1)])
def test_map_prints_as_large_as_one_sheet_allows(
    page: Page, folder: Path, real: Publication, words_each: int, services: int
) -> None:
    """The size is reckoned without a browser; here the browser says whether it was right."""
    map = made_up(real, words_each, services)
    content = map_page(map, real.lists)
    chosen = view(map, real.lists).print_size
    show(page, folder, content)
    assert len(sheets(page)) == 1, chosen
    size = float(chosen.replace("-", "."))
    if size + 1 <= max(SIZES):
        larger = f"map--pt-{size + 1:g}".replace(".", "-")
        show(page, folder, content.replace(f"map--pt-{chosen}", larger))
        assert len(sheets(page)) > 1, f"{chosen} is smaller than need be"


def made_up(real: Publication, words_each: int, services: int) -> StrategyMap:
    like = next(iter(real.maps.values()))
    resources = [item.id for item in real.lists[like.resources].items]
    phases = [item.id for item in real.lists[like.phases].items]
    text = " ".join(["ย้ายเครื่องสูบน้ำขึ้นที่สูง", "แจ้งหน่วยงานข้างเคียง"][n % 2] for n in range(words_each))
    rto = real.lists[like.rtos].items[0].id
    return StrategyMap(
        **{
            name: getattr(like, name) for name in ("id", "title", "kind", "organisation", "summary")
        },
        **{name: getattr(like, name) for name in ("revised", "resources", "phases", "rtos")},
        hazards=(Hazard("flood", "อุทกภัย"),),
        impacts=tuple(Impact(name, ("flood",), text) for name in resources),
        strategies=tuple(
            Strategy(
                f"s-{name}",
                name,
                "ใช้ของสำรอง",
                {phase: text[: len(text) // 2 + 9] for phase in phases},
            )
            for name in resources
        ),
        services=tuple(
            Service(f"n{n}", "รับแจ้งเหตุและช่วยเหลือ", rto, ("โทรศัพท์",), tuple(resources))
            for n in range(services)
        ),
    )


def test_map_with_gaps_shows_them_on_paper_too(page: Page, folder: Path, real: Publication) -> None:
    map = made_up(real, 1, 1)
    broken = StrategyMap(
        **{name: getattr(map, name) for name in map.__slots__ if name != "hazards"},
        hazards=(*map.hazards, Hazard("storm", "วาตภัย")),
    )
    show(page, folder, map_page(broken, real.lists))
    page.emulate_media(media="print")
    assert page.locator(".map__gaps li").is_visible()
