"""Fonts, colours, widths and heights of a workbook, and how many lines a Thai text takes."""

import unicodedata
from collections.abc import Mapping
from math import ceil
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

FONT = "TH Sarabun New"
SIZE = 16
SMALL = 14
_ADVANCES = (
    dict.fromkeys(" .,:;()/-·", 0.6)
    | dict.fromkeys("โใไ", 0.67)
    | dict.fromkeys("าำรงวf", 0.9)
    | dict.fromkeys("เilj", 0.56)
)
"""Widths of narrow characters in digits; marks above and below take no room, the rest 1.06."""
LINE = 1.46
"""Height of a line, in font sizes: two storeys of marks above and one below fit."""
TALLEST = 409
"""Points; programs know no taller row."""

ACCENT = "#0B5A66"
BAND = "#E3EFF1"
INPUT = "#FFF8DC"
WARNING = "#9C2F00"
WARNING_BACK = "#FDE7DC"
GREY = "#595959"
GREY_BACK = "#EDEDED"
LINE_COLOUR = "#9AA5A8"
BAR = "#8FC1C9"
WHITE = "#FFFFFF"

# Formats that every program has built in: text, which never becomes a formula, and 0.00%.
_TEXT, _PERCENT = 49, 10
_BOXED = {"border": 1, "border_color": LINE_COLOUR, "valign": "top"}
_WRAPPED = {**_BOXED, "text_wrap": True}
_CENTRED = {**_BOXED, "align": "center"}
_TYPED = {**_WRAPPED, "locked": False, "bg_color": INPUT, "num_format": _TEXT}
_MIDDLE = {"bold": True, "text_wrap": True, "valign": "vcenter"}
_STYLES: dict[str, dict[str, Any]] = {
    "title": {**_MIDDLE, "font_size": 20},
    "live": {**_MIDDLE, "font_color": ACCENT, "align": "right"},
    "heading": {**_BOXED, **_MIDDLE, "align": "center", "bg_color": ACCENT, "font_color": WHITE},
    "band": {**_BOXED, "bold": True, "bg_color": BAND, "text_wrap": True},
    "prose": {"text_wrap": True, "valign": "top"},
    "note": {"text_wrap": True, "valign": "top", "font_size": SMALL, "font_color": GREY},
    "remark": {"text_wrap": True, "valign": "top", "bold": True},
    "warning": {"text_wrap": True, "valign": "top", "bold": True, "font_color": WARNING},
    "label": {**_WRAPPED, "bold": True},
    "text": _WRAPPED,
    "small": {**_WRAPPED, "font_size": SMALL},
    "link": {**_WRAPPED, "font_color": ACCENT, "underline": 1},
    "number": _CENTRED,
    "most": {**_CENTRED, "num_format": '0;-0;"–"'},
    "sum": {**_CENTRED, "bold": True, "bg_color": GREY_BACK},
    "sum-label": {**_WRAPPED, "bold": True, "bg_color": GREY_BACK, "align": "right"},
    "sum-percent": {**_CENTRED, "bold": True, "bg_color": GREY_BACK, "num_format": _PERCENT},
    "percent": {**_BOXED, "num_format": _PERCENT, "align": "right"},
    "big-label": {**_BOXED, **_MIDDLE},
    "big": {
        **_BOXED,
        **_MIDDLE,
        "font_size": 22,
        "font_color": ACCENT,
        "num_format": _PERCENT,
        "align": "left",
    },
    "choice": {**_TYPED, "align": "center"},
    "typed": _TYPED,
    "typed-date": {**_TYPED, "num_format": "[$-107041E]d mmmm yyyy", "align": "left"},
    "typed-number": {**_TYPED, "num_format": "0", "align": "left"},
    "shown-date": {**_WRAPPED, "num_format": "[$-107041E]d mmmm yyyy", "align": "left"},
    "open": {"text_wrap": True, "valign": "top"},
    "open-small": {"text_wrap": True, "valign": "top", "font_size": SMALL},
    "open-number": {"align": "center", "valign": "top"},
    "run": {},
    "run-bold": {"bold": True},
    "run-title": {"bold": True, "font_size": 20},
    "run-must": {"bold": True, "font_color": WARNING},
    "run-hint": {"font_size": SMALL, "font_color": GREY},
}
_RULES: dict[str, dict[str, Any]] = {
    "rule-answered": {"bg_color": WHITE},
    "rule-skipped": {"font_color": GREY, "bg_color": GREY_BACK},
    "rule-strange": {"font_color": WARNING, "bg_color": WARNING_BACK, "bold": True},
    "rule-listed": {"border": 1, "border_color": LINE_COLOUR},
}
"""What conditional formatting changes; nothing else may stand here."""

Look = Mapping[str, Format]
"""Format by name."""


def options() -> dict[str, Any]:
    """For the writer of the workbook, which changes what it is given."""
    return {
        "in_memory": True,
        # The normal style decides what a column width of 1 means; with the font of the texts,
        # columns grow with them where that font is missing and another steps in.
        "default_format_properties": {
            "font_name": FONT,
            "font_size": SIZE,
            "font_scheme": "none",  # a theme would put its own font in place of this one
            "font_charset": 222,  # Thai, for the choice of a substitute
        },
        # Pixels of an empty row, and of a column, in that font; the writer derives from the
        # latter that a digit is 9 wide.
        "default_row_height": 32,
        "default_column_width": 80,
    }


def look(file: Workbook) -> Look:
    return {name: file.add_format(dict(style)) for name, style in (_STYLES | _RULES).items()}


def lines(text: str, width: float, size: int = SIZE) -> int:
    """Lines the text takes in a column ``width`` digits wide, rather one too many than too few."""
    room = width * SIZE / size * 0.95  # words do not fill a line to its end
    return sum(max(1, ceil(_advance(part) / room)) for part in text.split("\n"))


def height(count: int, size: int = SIZE) -> float:
    """Height in points of a row with so many lines, as far as programs let rows grow."""
    return min(TALLEST, count * size * LINE + 2)


def _advance(text: str) -> float:
    """Width of the text in digits."""
    return sum(
        _ADVANCES.get(character, 1.06)
        for character in text
        if unicodedata.category(character) not in ("Mn", "Cf")
    )
