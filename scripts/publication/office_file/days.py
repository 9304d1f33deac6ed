"""A day as people write it, or as workbooks count it, in; that day out.

The twin of ``overrides/components/field/date.ts``.
"""

import re
import unicodedata
from datetime import date

from publication import thai

SPACES = "\t\n\v\f\r \xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(
    map(chr, range(0x2000, 0x200B))
)
"""What browsers take for one."""
RUN_OF_SPACES = re.compile(f"[{SPACES}]+")

_MONTHS_SHORT = (
    *("มค", "กพ", "มีค", "เมย", "พค", "มิย"),
    *("กค", "สค", "กย", "ตค", "พย", "ธค"),
)
"""Without their dots."""
_WEEKDAYS = "อาทิตย์|จันทร์|อังคาร|พุธ|พฤหัสบดี|ศุกร์|เสาร์"
_TELLING = 4
"""Fewest letters that tell a month: no two begin alike so far."""
_NEAR = 10
"""A year of two digits is the one of the Buddhist era within so many years of today."""
_LONGEST_DATE = 200
_BUDDHIST_FROM = 2400
_DAY_0 = date(1899, 12, 30).toordinal()
_NO_DAY = 60
"""Workbooks count a 29 February 1900, which was none."""
_TO_1904 = 1462
"""Some count from there."""
_LAST_SERIAL = 2_958_465
"""31 December 9999."""
_ERA = re.compile(r"([พค])\.? ?ศ\.?")
_ERA_AND_SPACE = re.compile(r"[พค]\.? ?ศ\.? ?")
_DAY_NAME = re.compile(rf"^(วัน)?({_WEEKDAYS})?(ที่)? ?")
_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_RUN_TOGETHER = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")
_IN_ORDER = re.compile(r"([0-9]{1,2})[-/. ]*([-/. ][0-9]{1,2}(?![0-9])|[ก-์][ก-์. ]*)[-/. ]*([0-9]*)")


def trimmed(text: str) -> str:
    return text.strip(SPACES)


def written_day(text: str, today: date) -> date | None:
    """The day that a text names; never guesses: what could be two days is none."""
    plain = thai.arabic_digits(unicodedata.normalize("NFC", text))
    plain = trimmed(RUN_OF_SPACES.sub(" ", plain))
    if len(plain) > _LONGEST_DATE:
        return None
    era = _ERA.search(plain)
    bare = _ERA_AND_SPACE.sub("", plain, count=1).replace("เดือน", "", 1)
    bare = _DAY_NAME.sub("", bare, count=1)
    found = _ISO.fullmatch(bare) or _RUN_TOGETHER.fullmatch(bare) or _IN_ORDER.fullmatch(bare)
    if found is None:
        return None
    first, middle, last = found.groups()
    day, year = (last, first) if len(first) == len("2569") else (first, last)
    month = _month(re.sub("[-/. ]", "", middle))
    return _real(_year(year, era[1] if era else "", today), month, int(day))


def of_either_era(day: date) -> date | None:
    """A year of the Buddhist era was typed into a program that took it for the other one."""
    buddhist = day.year >= _BUDDHIST_FROM
    return _real(day.year - thai.ERA_OFFSET * buddhist, day.month, day.day)


def day_of_serial(serial: float, from_1904: bool = False) -> date | None:
    """The day a workbook means by a number, hours left out; None: it means none."""
    days = int(serial) + _TO_1904 * from_1904 if abs(serial) <= _LAST_SERIAL else 0
    if not 1 <= days <= _LAST_SERIAL or days == _NO_DAY:
        return None
    return date.fromordinal(_DAY_0 + days + (days < _NO_DAY))


def _month(text: str) -> int:
    """1 to 12; 0: none."""
    if re.search("[0-9]", text):
        return int(text)
    for at, month in enumerate(thai.MONTHS):
        if text == _MONTHS_SHORT[at] or (len(text) >= _TELLING and month.startswith(text)):
            return at + 1
    return 0


def _year(text: str, era: str, today: date) -> int:
    """Of the Christian era; 0: not told."""
    if len(text) == len("69"):
        year = 2500 + int(text) - thai.ERA_OFFSET
        return year if era != "ค" and abs(year - today.year) <= _NEAR else 0
    if len(text) != len("2569"):
        return 0
    number = int(text)
    is_buddhist = era == "พ" or (not era and number >= _BUDDHIST_FROM)
    return number - thai.ERA_OFFSET if is_buddhist else number


def _real(year: int, month: int, day: int) -> date | None:
    """A day of the calendar that somebody may mean."""
    try:
        return date(year, month, day) if 1800 <= year <= 2200 else None
    except ValueError:
        return None
