"""The check digit finds the slips that people make when they type an address."""

from hypothesis import assume, given
from hypothesis import strategies as st

from publication.printed import damm, printed_address

DIGITS = st.text("0123456789", min_size=1, max_size=12)


def _holds(number: str) -> bool:
    return damm(number[:-1]) == number[-1]


def test_printed_address__is_the_one_on_paper() -> None:
    assert printed_address(18, 12000) == "/18/12000-7/"


@given(DIGITS)
def test_check_digit__closes_the_number(digits: str) -> None:
    assert _holds(digits + damm(digits))
    assert damm(digits + damm(digits)) == "0"


@given(DIGITS, st.data())
def test_check_digit__finds_every_wrong_digit(digits: str, data: st.DataObject) -> None:
    number = digits + damm(digits)
    place = data.draw(st.integers(0, len(number) - 1))
    wrong = data.draw(st.sampled_from("0123456789"))
    assume(wrong != number[place])
    assert not _holds(number[:place] + wrong + number[place + 1 :])


@given(DIGITS, st.data())
def test_check_digit__finds_every_swap_of_neighbours(digits: str, data: st.DataObject) -> None:
    number = digits + damm(digits)
    place = data.draw(st.integers(0, len(number) - 2))
    first, second = number[place], number[place + 1]
    assume(first != second)
    assert not _holds(number[:place] + second + first + number[place + 2 :])


def test_check_digit__finds_every_slip_in_every_serial_of_three_digits() -> None:
    """Exhaustive where generated input might miss an entry of the table."""
    for serial in range(100, 1000):
        number = str(serial) + damm(str(serial))
        slips = [
            number[:place] + digit + number[place + 1 :]
            for place in range(4)
            for digit in "0123456789"
            if digit != number[place]
        ]
        slips += [
            number[:place] + number[place + 1] + number[place] + number[place + 2 :]
            for place in range(3)
            if number[place] != number[place + 1]
        ]
        assert not any(map(_holds, slips))
