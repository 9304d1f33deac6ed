"""Fonts by what readers see of them: characters, marks in place, weight, the same bytes again."""

import io
import re
from pathlib import Path, PurePosixPath
from typing import cast

import fontpkg_sarabun
import pytest
from fontTools.ttLib import TTFont
from PIL import Image, ImageChops, ImageDraw, ImageFont

from publication.engine import OVERRIDES
from publication.render import fonts

FULL = {
    weight: (fontpkg_sarabun.ROOT / "files" / f"Sarabun-{style}.ttf").read_bytes()
    for weight, style in fonts.WEIGHTS.items()
}
FACE = re.compile(
    r'"Sarabun";\s*font-weight: (\d+);.*?url\("([^"]+)"\).*?unicode-range:([^;]+);', re.S
)
MARKS = [
    "ที่ น้ำ ก็ สิ้น ปั้น ฟื้น ครั้ง เมื่อ",
    "ปี่ ฝ้า ฟิ้ว ป้ำ ฬ่อ",  # marks step aside of tall letters
    "ญี่ปุ่น ฐานุ กฎุ ปฏิบัติ ฤๅ",  # letters give way to marks below
    "น้ําท่วม กํ่า",  # SARA AM in two parts
]
NOTICE = (
    "หนังสือด่วนที่สุด ลงวันที่ ๑๘ มิถุนายน ๒๕๖๓ เรื่อง การจัดทำแผนและแบบประเมินตนเอง (Checklist) "
    "เรียน ผู้ว่าราชการจังหวัดทุกจังหวัด ด้วยหน่วยงานกลางขอให้ส่วนราชการ องค์กรปกครองส่วนท้องถิ่น และ"
    "รัฐวิสาหกิจ ทบทวนแผนให้พร้อมรับเหตุฉุกเฉิน น้ำท่วม ไฟไหม้ โรคระบาด และการชุมนุมประท้วง "
    "โดยระบุงานบริการสำคัญ ผู้รับผิดชอบ สถานที่สำรอง ข้อมูลสำรอง และวิธีติดต่อที่ใช้ได้จริง "
) * 3


def plain(woff2: bytes) -> TTFont:
    font = TTFont(io.BytesIO(woff2))
    font.flavor = None
    return font


def characters(font: bytes) -> set[int]:
    return set(plain(font).getBestCmap())


def drawn(font: bytes, text: str) -> Image.Image:
    """The text as a shaping engine draws it with the font, large and then made small."""
    file = io.BytesIO()
    plain(font).save(file)
    file.seek(0)
    face = ImageFont.truetype(file, 256, layout_engine=ImageFont.Layout.RAQM)
    image = Image.new("L", (6000, 512), 255)
    ImageDraw.Draw(image).text((10, 64), text, fill=0, font=face)
    return image.reduce(16)


def difference(one: Image.Image, other: Image.Image) -> int:
    """Of the dot that differs most, 0 to 255; hinting alone brings 25, a misplaced mark 60."""
    extrema = ImageChops.difference(one, other).getextrema()
    return max(cast(tuple[int, int], extrema))


@pytest.mark.parametrize("weight", sorted(fonts.WEIGHTS))
def test_parts__hold_what_the_font_has_of_their_range(weight: int) -> None:
    made, whole = fonts.fonts(), characters(FULL[weight])
    for part, wanted in fonts.PARTS.items():
        content = made[f"assets/fonts/sarabun-{part}-{weight}.woff2"]
        assert content[:4] == b"wOF2"
        assert characters(content) == wanted & whole


def test_parts__hold_every_thai_letter_digit_and_latin_letter() -> None:
    made = fonts.fonts()
    held = characters(made["assets/fonts/sarabun-thai-400.woff2"]) | characters(
        made["assets/fonts/sarabun-latin-400.woff2"]
    )
    assert {*range(0x0E01, 0x0E3B), *range(0x0E3F, 0x0E5C), *range(0x20, 0x7F)} <= held
    assert set(map(ord, "–—‘’“”•…·→←≥≤×")) <= held


def test_stylesheet__names_each_file_with_its_range() -> None:
    css = (OVERRIDES / "components" / "type" / "type.css").read_text("utf-8")
    declared = {f"assets/{url}": (weight, ranges) for weight, url, ranges in FACE.findall(css)}
    made = fonts.fonts()
    assert set(declared) == {path for path in made if path.endswith(".woff2")}
    for path, (weight, ranges) in declared.items():
        _, part, written = PurePosixPath(path).stem.split("-")
        assert written == weight
        assert in_ranges(ranges) >= characters(made[path]) - set(fonts.SPACES)
        assert in_ranges(ranges) <= fonts.PARTS[part]


def in_ranges(text: str) -> set[int]:
    found: set[int] = set()
    for part in text.split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        found |= set(range(int(first, 16), int(last or first, 16) + 1))
    return found


@pytest.mark.parametrize("weight", sorted(fonts.WEIGHTS))
@pytest.mark.parametrize("text", MARKS)
def test_marks__stand_where_the_whole_font_puts_them(text: str, weight: int) -> None:
    expected = drawn(FULL[weight], text)
    part = fonts.fonts()[f"assets/fonts/sarabun-thai-{weight}.woff2"]
    assert difference(drawn(part, text), expected) < 40
    assert difference(drawn(fonts.subset_for(text, weight), text), expected) < 40


def test_subset_for__holds_the_characters_of_the_text_alone() -> None:
    held = characters(fonts.subset_for("น้ำ\n\u200b BCP", 400))
    assert held == set(map(ord, "น้ำBCP")) | {*fonts.SPACES, *fonts.SARA_AM_PARTS}


def test_subset_for__leaves_room_on_a_page_of_14_kilobytes() -> None:
    assert len(NOTICE) > 900
    assert len(fonts.subset_for(NOTICE, 400)) < 8_000


def test_licence__lies_beside_the_files() -> None:
    assert b"SIL OPEN FONT LICENSE" in fonts.fonts()["assets/fonts/OFL.txt"]


def test_bytes__are_the_same_when_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "CACHE", tmp_path / "one")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    first = fonts.subset_for("กขค น้ำ", 400)
    monkeypatch.setattr(fonts, "CACHE", tmp_path / "two")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "2000000000")
    assert fonts.subset_for("น้ำ คขก ก", 400) == first


def test_cache__is_asked_before_a_subset_is_made_and_keeps_weights_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "CACHE", tmp_path)
    made = fonts.subset_for("กข", 400)
    [kept] = (tmp_path / "fonts").iterdir()
    assert kept.read_bytes() == made
    kept.write_bytes(b"kept")
    assert fonts.subset_for("ขก", 400) == b"kept"
    assert fonts.subset_for("ขก", 700) != b"kept"
    assert fonts.subset_for("ขกค", 400) != b"kept"
