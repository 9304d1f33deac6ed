"""Symbols hold the URL they were made from, in the smallest version, and survive paper."""

import re
from io import BytesIO
from random import Random
from xml.etree import ElementTree

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from publication.printed import printed_address
from publication.render import qr

ADDRESS = "/18/12000-7/"
URL = "https://PLANS.EXAMPLE.GO.TH/18/12000-7"
LABELS = st.from_regex(r"[a-z][a-z0-9-]{0,14}[a-z0-9]", fullmatch=True)
SITES = st.builds(
    "https://{}.{}{}".format, LABELS, LABELS, st.sampled_from(["", "/", "/base/", "/Pages/ก"])
)
ADDRESSES = st.builds(printed_address, st.integers(1, 9999), st.integers(100, 999_999))


@pytest.mark.parametrize(
    ("site_url", "expected"),
    [
        ("https://plans.example.go.th", URL),
        ("HTTPS://plans.example.go.th/", URL),
        ("https://agency.example/Base/path/", "https://AGENCY.EXAMPLE/Base/path/18/12000-7"),
        ("http://localhost:8000/", "http://LOCALHOST:8000/18/12000-7"),
        ("https://ตัวอย่าง.ไทย/", "https://XN--72C1A1BT4AWK9O.XN--O3CW4H/18/12000-7"),
    ],
)
def test_printed_url__keeps_the_base_path_and_raises_only_the_host(
    site_url: str, expected: str
) -> None:
    assert qr.printed_url(site_url, ADDRESS) == expected


@pytest.mark.parametrize(
    "site_url",
    ["", "example.go.th", "ftp://a.example/", "https:///x", "https://a.example/?q", "//a.example/"],
)
def test_printed_url__refuses_what_is_no_site(site_url: str) -> None:
    with pytest.raises(ValueError, match="not the address of a site"):
        qr.printed_url(site_url, ADDRESS)


@settings(max_examples=60, deadline=None)
@given(SITES, ADDRESSES, st.sampled_from(["L", "M", "Q", "H"]))
def test_every_code_decodes_to_its_url(
    site_url: str, address: str, correction: qr.Correction
) -> None:
    url = qr.printed_url(site_url, address)
    code = qr.symbol(url, correction)
    assert code.size == code.version * 4 + 17
    assert qr.read_back(qr.png(code, scale=4)) == url
    assert qr.read_back(qr.svg(code, "a <title> & more")) == url


def test_symbol__upper_case_host_saves_a_version() -> None:
    longest = "https://" + "A" * 17 + ".GO.TH/18/12000-7"
    assert qr.symbol(longest).version == 3
    assert qr.symbol(longest.lower()).version == 4
    assert qr.symbol(longest.replace("A", "AA", 1)).version == 4


def test_symbol__the_decoder_confirms_the_level_asked_for() -> None:
    for correction in ("L", "M", "Q", "H"):
        picture = Image.open(BytesIO(qr.png(qr.symbol(URL, correction))))
        found = zxingcpp.read_barcode(picture)
        assert found is not None
        assert found.ec_level == correction


def test_svg__is_one_labelled_drawing_of_the_size_asked_for() -> None:
    code = qr.symbol(URL)
    drawing = ElementTree.fromstring(qr.svg(code, "แผน & <plan>", side_mm=25))
    space = "{http://www.w3.org/2000/svg}"
    assert drawing.get("role") == "img"
    assert drawing.findtext(f"{space}title") == "แผน & <plan>"
    assert len(drawing.findall(f"{space}path")) == 1
    assert drawing.get("shape-rendering") == "crispEdges"
    width = float(drawing.get("viewBox", "").split()[2])
    side, unit = drawing.get("width", "")[:-2], drawing.get("width", "")[-2:]
    assert unit == "mm"
    assert float(side) * code.size / width == pytest.approx(25, abs=0.001)
    assert drawing.get("height") == drawing.get("width")


def test_png__has_one_bit_a_quiet_zone_and_the_printed_size() -> None:
    code = qr.symbol(URL)
    picture = Image.open(BytesIO(qr.png(code, scale=10)))
    assert picture.mode == "1"
    dark = ImageChops.invert(picture.convert("L")).getbbox()
    assert dark == (40, 40, 40 + code.size * 10, 40 + code.size * 10)
    inches = code.size * 10 / picture.info["dpi"][0]
    assert inches * 25.4 == pytest.approx(qr.SIDE_MM, abs=0.01)


def test_files__are_the_same_each_time() -> None:
    code = qr.symbol(URL)
    assert qr.symbol(URL) == code
    assert qr.png(code) == qr.png(code)
    assert qr.svg(code, "x") == qr.svg(code, "x")


def test_svg_and_png__show_the_same_modules() -> None:
    code = qr.symbol(URL)
    picture = Image.open(BytesIO(qr.png(code, scale=1)))
    zone = qr.QUIET_ZONE
    shown = tuple(
        tuple(picture.getpixel((x + zone, y + zone)) == 0 for x in range(code.size))
        for y in range(code.size)
    )
    assert shown == code.modules


@given(st.one_of(st.binary(max_size=200), st.binary(max_size=200).map(b"\x89PNG".__add__)))
def test_read_back__any_other_bytes_are_unreadable(content: bytes) -> None:
    with pytest.raises(qr.Unreadable):
        qr.read_back(content)


@pytest.mark.parametrize(
    ("whole", "broken"),
    [
        (r' d="', ' d="M0 0h40v40h-40z'),
        (r"<path", "<g"),
        (r"0 0 37 37", "0 0 999 999"),
        (r' d="[^"]*"', ' d=""'),
        (r"</svg>", ""),
    ],
)
def test_read_back__a_drawing_that_differs_is_unreadable(whole: str, broken: str) -> None:
    drawing = qr.svg(qr.symbol(URL), "x").decode()
    changed = re.sub(whole, broken, drawing, count=1)
    assert changed != drawing
    with pytest.raises(qr.Unreadable):
        qr.read_back(changed.encode())


def test_read_back__a_picture_without_one_code_is_unreadable() -> None:
    picture = Image.open(BytesIO(qr.png(qr.symbol(URL), scale=4))).convert("L")
    none = Image.new("L", picture.size, 255)
    two = Image.new("L", (picture.width * 2, picture.height), 255)
    two.paste(picture, (0, 0))
    two.paste(picture, (picture.width, 0))
    for content in (_as_png(none), _as_png(two), _as_png(picture)[:300]):
        with pytest.raises(qr.Unreadable):
            qr.read_back(content)


def test_level_q__reads_through_a_blot_that_defeats_level_l() -> None:
    """A blot over a tenth of the symbol's area, away from the finder patterns."""
    assert _read_blotted("Q") == URL
    assert _read_blotted("L") == ""


@pytest.mark.parametrize(("pixels_a_module", "rate"), [(4, 0.97), (3, 0.9)])
def test_photocopied_twice_and_photographed__still_decodes(
    pixels_a_module: float, rate: float
) -> None:
    """Copied with dirt and changing contrast, turned up to 30°, shaded, blurred, noisy, JPEG."""
    code = qr.symbol(URL)
    sharp = Image.open(BytesIO(qr.png(code, scale=8))).convert("L")
    trials = 40
    read = 0
    for seed in range(trials):
        chance = Random(seed)
        copied = _photocopied(_photocopied(sharp, chance), chance)
        width = round(pixels_a_module * (code.size + 2 * qr.QUIET_ZONE))
        found = zxingcpp.read_barcode(_photographed(copied, chance, width))
        read += found is not None and found.text == URL
    assert read / trials >= rate


def _read_blotted(correction: qr.Correction) -> str:
    code = qr.symbol(URL, correction)
    picture = Image.open(BytesIO(qr.png(code, scale=8))).convert("L")
    middle = picture.width / 2
    reach = 8 * code.size * 0.16
    ImageDraw.Draw(picture).rectangle((middle - reach, middle - reach, *(middle + reach,) * 2), 0)
    found = zxingcpp.read_barcode(picture)
    return found.text if found else ""


def _as_png(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _photocopied(picture: Image.Image, chance: Random) -> Image.Image:
    blurred = picture.filter(ImageFilter.GaussianBlur(1.5))
    threshold = chance.randint(150, 195)
    dirty = ImageChops.add(blurred, _noise(blurred.size, 90, chance))
    return dirty.point([0] * threshold + [255] * (256 - threshold))


def _photographed(picture: Image.Image, chance: Random, width: int) -> Image.Image:
    """On a white sheet twice as wide as the picture, which becomes ``width`` pixels wide."""
    sheet = Image.new("L", (picture.width * 2, picture.height * 2), 255)
    sheet.paste(picture, (picture.width // 2, picture.height // 2))
    turned = sheet.rotate(chance.uniform(-30, 30), Image.Resampling.BICUBIC, fillcolor=255)
    small = turned.resize((width * 2, width * 2), Image.Resampling.BOX)
    shade = Image.linear_gradient("L").resize(small.size).point([120 + v // 3 for v in range(256)])
    blur = ImageFilter.GaussianBlur(chance.uniform(0.3, 0.8))
    lit = ImageChops.multiply(small, shade).filter(blur)
    out = BytesIO()
    ImageChops.add(lit, _noise(lit.size, 40, chance)).save(out, "JPEG", quality=60)
    return Image.open(BytesIO(out.getvalue()))


def _noise(size: tuple[int, int], most: int, chance: Random) -> Image.Image:
    even = Image.frombytes("L", size, chance.randbytes(size[0] * size[1]))
    return even.point([value * most // 255 for value in range(256)])
