"""thai: dates, digits, order of marks, places where lines do not break."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publication import thai

NBSP = "\N{NO-BREAK SPACE}"
THAI = st.text(alphabet=[chr(code) for code in range(0x0E01, 0x0E5C)] + list(" ab1"), max_size=40)


def test_dates_are_told_in_the_buddhist_era() -> None:
    day = date(2020, 6, 18)
    assert thai.long_date(day) == f"18{NBSP}มิถุนายน{NBSP}2563"
    assert thai.letter_date(day) == f"๑๘{NBSP}มิถุนายน{NBSP}๒๕๖๓"


@given(st.integers(0, 10**12))
def test_digits_go_there_and_back(number: int) -> None:
    assert thai.arabic_digits(thai.thai_digits(number)) == str(number)


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("ทํา", "ทำ"),
        ("น้ํา", "น้ำ"),
        ("นํ้า", "น้ำ"),
        ("เเผน", "แผน"),
        ("ที่", "ที่"),
        ("ท่ี", "ที่"),
        ("\u0e48\u0e34\u0e34", "\u0e34\u0e34\u0e48"),
    ],
)
def test_marks_stand_in_the_order_that_readers_search_for(typed: str, normal: str) -> None:
    assert thai.normal_order(typed) == normal


@given(THAI)
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = thai.normal_order(text)
    assert thai.normal_order(once) == once


@given(THAI)
def test_setting_text_changes_spaces_only_and_is_done_once(text: str) -> None:
    once = thai.typeset(text)
    assert thai.typeset(once) == once
    assert once.replace(NBSP, " ") == text.replace(NBSP, " ")


def test_lines_never_break_before_maiyamok_or_inside_a_date() -> None:
    assert thai.typeset("ต่าง ๆ ภายใน ๓๐ มิถุนายน ๒๕๖๓") == (
        f"ต่าง{NBSP}ๆ ภายใน ๓๐{NBSP}มิถุนายน{NBSP}๒๕๖๓"
    )


def test_the_day_is_that_of_thailand() -> None:
    assert thai.day_in_thailand(datetime(2026, 11, 21, 17, tzinfo=UTC)) == date(2026, 11, 22)
    assert thai.day_in_thailand(datetime(2026, 11, 21, 16, 59, tzinfo=UTC)) == date(2026, 11, 21)
