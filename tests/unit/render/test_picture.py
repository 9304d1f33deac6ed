"""Drawings say all that their definitions say, in lines that fit, read by eye, ear and machine."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publication.model.circular import Cascade, Stop
from publication.model.picture import Entry, Node, Picture
from publication.model.site import Item, ItemList
from publication.render import thai_lines
from publication.render.picture import Drawing, Point, draw, draw_route
from publication.render.templating import environment

SVG = "{http://www.w3.org/2000/svg}"
LONG = "ผู้ปฏิบัติงานฟื้นฟูสภาพระบบสารสนเทศและการสื่อสารของทุกกลุ่มงานในจังหวัด ภายใน ๒๔ ชั่วโมง"
TALL = "ปั๊มน้ำ กี่ครั้ง ญู ฐู ปิ๊บ ฟื้นฟู ฝึกพี่เลี้ยง ต่าง ๆ (ฯลฯ)"

LISTS = {
    "parts": ItemList(
        "ส่วน", tuple(Item(f"p{n}", f"ส่วนที่ {n} {TALL}", note=f"{n} {LONG}") for n in range(6))
    ),
    "times": ItemList("เวลา", (Item("a", "ก่อน"), Item("b", "ระหว่าง"), Item("c", "หลัง"))),
    "many": ItemList("มาก", tuple(Item(f"m{n}", f"ข้อ {n}", note=f"หมาย{n}") for n in range(12))),
}
TIMELINE = Picture(
    "timeline",
    "ลำดับเวลา",
    "ทำตามลำดับ",
    list="times",
    entries=(Entry("c", ("สรุป", LONG)), Entry("a", (TALL, "เตรียม <b>&\"'"))),
)
TREE = Picture(
    "tree",
    "ผัง" + LONG,
    "ใครแจ้งใคร",
    root=Node(
        "หัวหน้า",
        "สำรอง ๑ คน",
        (Node("ทีม ก", LONG, (Node(LONG), Node("ปลาย"))), Node("ทีม ข", TALL)),
    ),
)
CASCADE = Cascade(
    "ข้อความ",
    "เส้นทาง",
    "ส่งต่อกัน",
    (
        Stop("one", "ต้นทาง " + LONG, "ทำ " + TALL, passes="แฟ้ม " + LONG),
        Stop("two", "กลางทาง", LONG),
        Stop("three", "ปลายทาง", "รับที่ someone@agency.example", passes="ไม่มีใครรับต่อ"),
    ),
)


def drawings() -> dict[str, Drawing]:
    return {
        "list": draw(Picture("list", "รายการ", "ครบ", list="parts"), LISTS, "one"),
        "many": draw(Picture("list", "รายการ", "ครบ", list="many"), LISTS, "two"),
        "timeline": draw(TIMELINE, LISTS, "three"),
        "tree": draw(TREE, LISTS, "four"),
        "route": draw_route(CASCADE, "five"),
    }


DRAWINGS = drawings()
EVERY = pytest.mark.parametrize("drawing", DRAWINGS.values(), ids=DRAWINGS.keys())


def parsed(drawing: Drawing) -> ElementTree.Element:
    return ElementTree.fromstring(drawing.svg)


def texts_of(points: tuple[Point, ...]) -> Iterator[str]:
    for point in points:
        yield from filter(None, (point.text, point.note, point.passes))
        yield from texts_of(point.points)


def painted(drawing: Drawing) -> str:
    """All that is written in the picture, without spaces: those at line ends are not painted."""
    spans = parsed(drawing).iter(f"{SVG}tspan")
    return "".join("".join(span.text or "" for span in spans).split())


def line_boxes(drawing: Drawing) -> Iterator[tuple[str, float, float, float, float]]:
    """Text, left, top, right and bottom of each line, by the ascent and descent of Sarabun."""
    for text in parsed(drawing).iter(f"{SVG}text"):
        size, bold = float(text.get("font-size", "")), text.get("font-weight") == "700"
        for span in text:
            line = span.text or ""
            width = thai_lines.text_width(line, size, bold=bold)
            left, base = float(span.get("x", "")), float(span.get("y", ""))
            if text.get("text-anchor") == "middle":
                left -= width / 2
            yield line, left, base - 1.068 * size, left + width, base + 0.232 * size


@EVERY
def test_svg__is_one_image_with_a_name_and_a_description(drawing: Drawing) -> None:
    svg = parsed(drawing)
    ids = [element.get("id") for element in svg.iter() if element.get("id")]
    title, description = svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert svg.get("role") == "img"
    assert [svg.get("aria-labelledby"), svg.get("aria-describedby")] == ids
    assert [title.get("id"), description.get("id")] == ids
    assert title.text == drawing.title


@EVERY
def test_svg__needs_neither_inline_style_nor_script(drawing: Drawing) -> None:
    for element in parsed(drawing).iter():
        assert element.tag.removeprefix(SVG) not in {"style", "script", "a", "image", "use"}
        assert not [name for name in element.attrib if name == "style" or name.startswith("on")]


@EVERY
def test_description_and_outline__say_everything(drawing: Drawing) -> None:
    description = parsed(drawing).findtext(f"{SVG}desc") or ""
    for text in texts_of(drawing.outline):
        assert text in description


@EVERY
def test_lines__stay_inside_and_touch_no_other_line(drawing: Drawing) -> None:
    svg = parsed(drawing)
    left, top, width, height = map(float, svg.get("viewBox", "").split())
    boxes = list(line_boxes(drawing))
    for text, *box in boxes:
        assert left <= box[0] and box[2] <= left + width, text
        assert top <= box[1] and box[3] <= top + height, text
    for (one, *a), (two, *b) in combinations(boxes, 2):
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        assert apart, f"{one} / {two}"


@EVERY
def test_picture__shows_its_points(drawing: Drawing) -> None:
    shown = painted(drawing)
    for text in texts_of(drawing.outline):
        if not text.startswith("หมาย"):
            assert "".join(text.split()) in shown


def test_outline__comes_from_the_definitions() -> None:
    assert [point.text for point in DRAWINGS["list"].outline] == [
        item.title for item in LISTS["parts"].items
    ]
    assert [point.note for point in DRAWINGS["list"].outline] == [
        item.note for item in LISTS["parts"].items
    ]
    assert [point.passes for point in DRAWINGS["route"].outline] == ["แฟ้ม " + LONG, "", ""]
    (root,) = DRAWINGS["tree"].outline
    assert [child.text for child in root.points] == ["ทีม ก", "ทีม ข"]
    assert [child.text for child in root.points[0].points] == [LONG, "ปลาย"]


def test_long_list__shows_names_alone_and_keeps_its_notes_in_the_text() -> None:
    drawing = DRAWINGS["many"]
    assert "หมาย3" not in painted(drawing)
    assert "หมาย3" in (parsed(drawing).findtext(f"{SVG}desc") or "")


def test_timeline__follows_the_list_and_keeps_a_period_without_entries() -> None:
    outline = DRAWINGS["timeline"].outline
    assert [point.text for point in outline] == ["ก่อน", "ระหว่าง", "หลัง"]
    assert [len(point.points) for point in outline] == [2, 0, 2]


def test_deep_tree__stays_inside() -> None:
    node = Node("ลึกสุด", LONG)
    for depth in range(20):
        node = Node(f"ชั้น {depth}", children=(node,))
    drawing = draw(Picture("tree", "ลึก", "ลึก", root=node), LISTS, "deep")
    assert max(right for _, _, _, right, _ in line_boxes(drawing)) <= 342
    for box in parsed(drawing).iter(f"{SVG}rect"):
        assert float(box.get("x", "")) + float(box.get("width", "")) <= 340
        assert float(box.get("width", "")) >= 180


def test_drawing__is_the_same_each_time_but_for_its_prefix() -> None:
    again = drawings()
    assert again == DRAWINGS
    other = draw(TIMELINE, LISTS, "other")
    assert str(other.svg).replace('"other-', '"three-') == DRAWINGS["timeline"].svg


@EVERY
def test_figure__holds_picture_message_and_text(drawing: Drawing) -> None:
    template = environment().from_string(
        '{% from "components/picture/picture.html" import figure %}{{ figure(drawing) }}'
    )
    html = template.render(drawing=drawing)
    figure = ElementTree.fromstring(html)
    details = figure.find("details")
    assert details is not None
    assert figure.findtext("figcaption") == drawing.caption
    assert details.findtext("summary") == drawing.as_text
    assert details.find("ul" if drawing.kind == "tree" else "ol") is not None
    read = "".join(details.itertext())
    assert all(text in read for text in texts_of(drawing.outline))
    assert " style=" not in html


WORDS = st.sampled_from(
    ["ก", "ข", "ค", "แผน", "ผู้ประสานงาน", "น้ำท่วม", "สำรอง", "เกี๊ยว", "e-Service", "RTO"]
)
MARKS = st.sampled_from(["", " ", " ", "ๆ", " ๆ", "ฯ", ") ", "” ", ", ", "\u00a0", " (", " “", "/"])
SENTENCES = st.lists(st.tuples(WORDS, MARKS), min_size=1, max_size=30).map(
    lambda pairs: "".join(word + mark for word, mark in pairs).strip(" ")
)


@given(st.text(max_size=80))
def test_pieces__together_are_the_text(text: str) -> None:
    assert "".join(thai_lines.pieces(text)) == text


@given(SENTENCES, st.integers(60, 340))
def test_lines__lose_nothing_and_fit(text: str, width: int) -> None:
    lines = thai_lines.lines(text, width, 16)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        assert thai_lines.text_width(line, 16) * thai_lines.SLACK <= width + 1e-9


@given(SENTENCES)
def test_lines__never_begin_or_end_where_thai_is_not_broken(text: str) -> None:
    # wide enough for the longest piece, so that no word has to come apart
    widest = max(thai_lines.text_width(piece, 16) for piece in thai_lines.pieces(text))
    lines = thai_lines.lines(text, widest * thai_lines.SLACK + 1, 16)
    for before, after in pairwise(lines):
        assert not re.match(r"[ๆฯ)”,/\u00a0\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]", after)
        assert not re.search(r"[(“\u00a0เ-ไ]$", before)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("ภายใน ๒๔ ชั่วโมง", "๒๔ ชั่วโมง"),
        ("วันที่ ๒–๗ ของเดือน", "๒–๗"),
        ("สำนักงาน ก.พ.ร. จังหวัด", "ก.พ.ร."),
        ("ส่งที่ someone@agency.example เท่านั้น", "someone@agency.example"),
        ("วันที่ 18\u00a0มิถุนายน\u00a02563 เป็นต้นไป", "18\u00a0มิถุนายน\u00a02563"),
        ("จัดทำแผนต่าง ๆ ให้ครบ", "ต่าง ๆ"),
        ("รวม 1,200.50 บาท", "1,200.50 บาท"),
        ("เอกสารของคู่ค้าทุกราย", "คู่ค้า"),
    ],
)
def test_pieces__keep_together_what_belongs_together(text: str, whole: str) -> None:
    assert any(whole in piece for piece in thai_lines.pieces(text))


def test_lines__break_a_word_wider_than_the_line_between_clusters() -> None:
    lines = thai_lines.lines("ก" + "กี่เป็ดแก้ม" * 6, 60, 16)
    assert len(lines) > 3
    assert not any(re.match("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]", line) for line in lines)
    assert not any(re.search("[เ-ไ]$", line) for line in lines)


def test_kept__does_not_part_a_hyphenated_word() -> None:
    assert thai_lines.kept("เปิด e-Service") == 'เปิด <span class="whole">e-Service</span>'


def test_kept__marks_whole_words_and_escapes_the_rest() -> None:
    assert thai_lines.kept("<ใช้คลาวด์&คู่ค้า>") == (
        '&lt;ใช้<span class="whole">คลาวด์</span>&amp;<span class="whole">คู่ค้า</span>&gt;'
    )


def test_drawing__writes_no_file_and_asks_no_network(tmp_path: Path) -> None:
    program = (
        "import socket\n"
        "def refuse(*_): raise AssertionError('network')\n"
        "socket.socket.connect = socket.getaddrinfo = refuse\n"
        "from publication.render.thai_lines import pieces\n"
        "print(len(pieces('แผนของจังหวัด')))\n"
    )
    environment = {**os.environ, "HOME": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    for name in ("PYTHAINLP_READ_ONLY", "PYTHAINLP_OFFLINE", "PYTHAINLP_DATA"):
        environment.pop(name, None)
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        cwd=tmp_path,
    )
    assert done.stdout.strip() == "3", done.stderr
    assert list(tmp_path.iterdir()) == []
