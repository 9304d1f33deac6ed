"""A printed address in, its QR symbol out as modules, SVG or PNG; a file back in, its text out."""

import re
from dataclasses import dataclass
from html import escape
from io import BytesIO
from typing import Literal
from urllib.parse import urlsplit
from xml.etree import ElementTree

import zxingcpp
from PIL import Image, ImageDraw
from qrcode import constants
from qrcode.image.pil import PilImage
from qrcode.main import QRCode

Correction = Literal["L", "M", "Q", "H"]

QUIET_ZONE = 4
"""Modules of white that ISO/IEC 18004 asks for on each side."""
SIDE_MM = 20.0
"""Side of the printed symbol without its quiet zone: 0.69 mm a module at version 3."""
_LEVELS: dict[Correction, Literal[0, 1, 2, 3]] = {
    "L": constants.ERROR_CORRECT_L,
    "M": constants.ERROR_CORRECT_M,
    "Q": constants.ERROR_CORRECT_Q,
    "H": constants.ERROR_CORRECT_H,
}
_SHORTEST_RUN = 11
"""A shorter run of alphanumeric characters costs more bits in mode headers than it saves."""
_RUN = re.compile(r"M(\d{1,3}) (\d{1,3})h(\d{1,3})v1h-(\d{1,3})z")
_WIDEST = 177 + 2 * QUIET_ZONE
_READ_SCALE = 8
_QR_CODE = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_SVG = "{http://www.w3.org/2000/svg}"


class Unreadable(ValueError):
    """No QR code, or more than one, was found in the file."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A QR symbol, without its quiet zone."""

    url: str
    version: int
    correction: Correction
    modules: tuple[tuple[bool, ...], ...]
    """Rows from the top; True is dark."""

    @property
    def size(self) -> int:
        """Modules a side."""
        return len(self.modules)


def printed_url(site_url: str, address: str) -> str:
    """``https://HOST/18/12000-7``: the site's base path is kept, the last slash is left out.

    Host names have no case, and upper case lets the symbol use the alphanumeric mode, which makes
    it a version smaller. The scheme stays lower case, since some readers know no other. Raises
    ValueError when the site's address is not a plain web address.
    """
    parts = urlsplit(site_url)
    plain = not (parts.query or parts.fragment or parts.username)
    if parts.scheme not in ("http", "https") or not parts.hostname or not plain:
        raise ValueError(f"not the address of a site: {site_url}")
    host = parts.netloc.encode("idna").decode("ascii").upper()
    return f"{parts.scheme}://{host}{parts.path.rstrip('/')}/{address.strip('/')}"


def symbol(url: str, correction: Correction = "Q") -> Symbol:
    """The smallest symbol that holds the URL, in the cheapest mix of modes."""
    code = QRCode(error_correction=_LEVELS[correction], border=0, image_factory=PilImage)
    code.add_data(url, optimize=_SHORTEST_RUN)
    code.make(fit=True)
    modules = tuple(tuple(bool(module) for module in row) for row in code.modules)
    return Symbol(url, code.version, correction, modules)


def svg(code: Symbol, title: str, side_mm: float = SIDE_MM) -> bytes:
    """One unit a module; all dark modules are one path, so that no seam shows between them."""
    width = code.size + 2 * QUIET_ZONE
    side = f"{side_mm * width / code.size:.3f}mm"
    path = "".join(
        f"M{column + QUIET_ZONE} {row + QUIET_ZONE}h{length}v1h-{length}z"
        for row, modules in enumerate(code.modules)
        for column, length in _dark_runs(modules)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{side}" height="{side}" '
        f'viewBox="0 0 {width} {width}" shape-rendering="crispEdges">\n'
        f"<title>{escape(title, quote=False)}</title>\n"
        f'<rect width="{width}" height="{width}" fill="#fff"/>\n'
        f'<path d="{path}"/>\n'
        "</svg>\n"
    ).encode()


def png(code: Symbol, scale: int = 16, side_mm: float = SIDE_MM) -> bytes:
    """One bit a pixel, ``scale`` pixels a module; states the resolution that prints at the size."""
    width = code.size + 2 * QUIET_ZONE
    image = Image.new("1", (width, width), 1)
    for row, modules in enumerate(code.modules, QUIET_ZONE):
        for column, length in _dark_runs(modules):
            image.paste(0, (column + QUIET_ZONE, row, column + QUIET_ZONE + length, row + 1))
    image = image.resize((width * scale, width * scale), Image.Resampling.NEAREST)
    dots_per_inch = code.size * scale / side_mm * 25.4
    out = BytesIO()
    image.save(out, "PNG", optimize=True, dpi=(dots_per_inch, dots_per_inch))
    return out.getvalue()


def read_back(content: bytes) -> str:
    """The text of the one QR code in a PNG, or in an SVG of :func:`svg`, by a decoder that shares
    nothing with the encoder. Raises Unreadable."""
    image = _from_png(content) if content.startswith(b"\x89PNG") else _from_svg(content)
    found = zxingcpp.read_barcodes(image, formats=_QR_CODE)
    if len(found) != 1:
        raise Unreadable(f"{len(found)} codes found")
    return found[0].text


def _dark_runs(modules: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Start and length of each run of dark modules in a row."""
    text = "".join("#" if module else " " for module in modules)
    return [(match.start(), len(match.group())) for match in re.finditer("#+", text)]


def _from_png(content: bytes) -> Image.Image:
    try:
        return Image.open(BytesIO(content), formats=["PNG"]).convert("L")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise Unreadable(str(error)) from error


def _from_svg(content: bytes) -> Image.Image:
    """The path drawn anew, since no library here draws SVG."""
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError as error:
        raise Unreadable(str(error)) from error
    box = re.fullmatch(r"0 0 (\d{1,3}) \1", root.get("viewBox", ""))
    paths = [path.get("d", "") for path in root.iter(f"{_SVG}path")]
    if box is None or int(box[1]) > _WIDEST or len(paths) != 1 or _RUN.sub("", paths[0]):
        raise Unreadable("the drawing is not one path of modules")
    width = int(box[1]) * _READ_SCALE
    image = Image.new("L", (width, width), 255)
    draw = ImageDraw.Draw(image)
    for match in _RUN.finditer(paths[0]):
        left, top, length = (int(number) * _READ_SCALE for number in match.groups()[:3])
        draw.rectangle((left, top, left + length - 1, top + _READ_SCALE - 1), fill=0)
    return image
