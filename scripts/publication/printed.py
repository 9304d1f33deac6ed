"""The address that a printed code opens: digits only, with a check digit for those who type it."""

_QUASIGROUP = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
"""Totally anti-symmetric quasigroup of order 10 (H. M. Damm, 2004); a row an interim digit."""


def damm(digits: str) -> str:
    """Check digit that finds every wrong digit and every swap of neighbours."""
    interim = 0
    for digit in digits:
        interim = int(_QUASIGROUP[interim][int(digit)])
    return str(interim)


def printed_address(number: int, serial: int) -> str:
    """``/18/12000-7/`` for number 18, serial 12000; the check digit guards the serial."""
    return f"/{number}/{serial}-{damm(str(serial))}/"
