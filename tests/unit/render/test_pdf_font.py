"""The paper's cut of Sarabun: it looks like Sarabun, and each of its glyphs stands for one text."""

import io
from typing import cast

import fontpkg_sarabun
import pytest
from fontTools.ttLib import TTFont
from PIL import Image, ImageChops, ImageDraw, ImageFont

from publication.render.fonts import WEIGHTS
from publication.render.pdf.font import BOX, FAMILY, cut

TEXTS = [
    "ที่ น้ำ ก็ สิ้น ปั้น ฟื้น ครั้ง เมื่อ ซึ่ง",
    "ปี่ ฝ้า ฟิ้ว ป้ำ ฬ่อ ฝำ",
    "ญี่ปุ่น ฐานุ กฎุ ปฏิบัติ ฤๅ",
    "ทำ กำ จำ ซ้ำ ค่ำ ป้ำ ฬำ",
]


def original(weight: int) -> bytes:
    path = fontpkg_sarabun.ROOT / "files" / f"Sarabun-{WEIGHTS[weight]}.ttf"
    return bytes(path.read_bytes())


def drawn(font: bytes, text: str) -> Image.Image:
    """As a shaping engine draws it, large and then made small."""
    face = ImageFont.truetype(io.BytesIO(font), 256, layout_engine=ImageFont.Layout.RAQM)
    image = Image.new("L", (6000, 512), 255)
    ImageDraw.Draw(image).text((10, 64), text, fill=0, font=face)
    return image.reduce(16)


@pytest.mark.parametrize("weight", sorted(WEIGHTS))
@pytest.mark.parametrize("text", TEXTS)
def test_cut__looks_like_the_font_that_it_is_made_of(text: str, weight: int) -> None:
    differing = ImageChops.difference(
        drawn(cut(weight).content, text), drawn(original(weight), text)
    )
    most = cast(tuple[int, int], differing.getextrema())[1]
    assert most < 60  # a hundredth of an em; a misplaced mark brings 200


@pytest.mark.parametrize("weight", sorted(WEIGHTS))
def test_cut__every_character__is_what_its_glyph_stands_for(weight: int) -> None:
    made = cut(weight)
    with TTFont(io.BytesIO(made.content)) as font:
        for code, name in font.getBestCmap().items():
            text = made.texts[font.getGlyphID(name)]
            assert text == chr(code) or font.getBestCmap()[ord(text)] == name
        assert ord(BOX) in font.getBestCmap()
        thai = [name for name in font.getGlyphOrder() if "0E" in name or "thai" in name]
        assert all(made.texts[font.getGlyphID(name)] for name in thai)
    assert "\u0e33" in made.texts.values()


def test_cut__is_the_same_each_time() -> None:
    first = cut(400)
    cut.cache_clear()
    assert cut(400) == first


@pytest.mark.parametrize("weight", sorted(WEIGHTS))
def test_names__are_its_own_and_keep_authors_and_licence(weight: int) -> None:
    with TTFont(io.BytesIO(cut(weight).content)) as font:
        names = {entry.nameID: str(entry) for entry in font["name"].names}
    assert names[1] == FAMILY
    assert "Sarabun Project Authors" in names[0]
    assert "SIL Open Font License" in names[13]
    assert (
        "Reserved Font Name" not in (fontpkg_sarabun.ROOT / "LICENSE").read_text().split("---")[0]
    )
