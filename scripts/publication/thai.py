"""Thai as it is written: Buddhist-era dates, digits, order of marks."""

import re
import unicodedata
from datetime import date, datetime, timedelta, timezone

MONTHS = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
ERA_OFFSET = 543
_TONES = "\u0e48\u0e49\u0e4a\u0e4b"
_MARKS = re.compile(f"[{_TONES}\u0e31\u0e34-\u0e3a]{{2,}}")
"""A run of vowels and tones over or under one consonant."""
_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def thai_digits(text: object) -> str:
    return str(text).translate(_TO_THAI)


def arabic_digits(text: object) -> str:
    return str(text).translate(_TO_ARABIC)


def long_date(day: date) -> str:
    """``18 มิถุนายน 2563``, with no-break spaces so that a date stays on one line."""
    parts = (str(day.day), MONTHS[day.month - 1], str(day.year + ERA_OFFSET))
    return "\N{NO-BREAK SPACE}".join(parts)


def letter_date(day: date) -> str:
    """``๑๘ มิถุนายน ๒๕๖๓``, as letters write it."""
    return thai_digits(long_date(day))


def normal_order(text: str) -> str:
    """The text with marks in the order that fonts, search and copying expect; NFC.

    Mends a doubled SARA E typed for SARA AE, NIKHAHIT + SARA AA typed for SARA AM, and a tone
    mark typed before the vowel it sits on (WTT 2.0 input order).
    """
    text = unicodedata.normalize("NFC", text).replace("เเ", "แ")
    text = re.sub("([\u0e48-\u0e4b]?)\u0e4d([\u0e48-\u0e4b]?)\u0e32", "\\1\\2\u0e33", text)
    return _MARKS.sub(lambda found: "".join(sorted(found[0], key=_TONES.__contains__)), text)


def dictionary_order(text: str) -> tuple[str, str]:
    """A key that sorts as Thai dictionaries do: a vowel written before its consonant counts after
    it, and tone marks count only between words that are else equal."""
    spoken = re.sub("([\u0e40-\u0e44])([\u0e01-\u0e2e])", "\\2\\1", text)
    return re.sub("[\u0e47-\u0e4e]", "", spoken), spoken


def day_in_thailand(moment: datetime) -> date:
    """The calendar day in Thailand (UTC+7, no summer time) at an aware moment."""
    return moment.astimezone(timezone(timedelta(hours=7))).date()


_WRITTEN_DATE = re.compile(rf"([0-9๐-๙]{{1,2}}) ({'|'.join(MONTHS)}) ([0-9๐-๙]{{4}})")


def typeset(text: str) -> str:
    """The text with no-break spaces where Thai keeps together: before MAIYAMOK, inside dates."""
    tied = text.replace(" ๆ", "\N{NO-BREAK SPACE}ๆ")
    return _WRITTEN_DATE.sub("\\1\N{NO-BREAK SPACE}\\2\N{NO-BREAK SPACE}\\3", tied)
