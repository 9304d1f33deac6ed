"""Provinces: our list beside ISO 3166-2:TH as pycountry carries it."""

import gettext
import json
import re

import pycountry

from publication.engine import SCHEMAS
from publication.provinces import PROVINCES

ISO = {
    division.code.removeprefix("TH-"): division.name
    for division in pycountry.subdivisions
    if division.country_code == "TH"
    and division.code != "TH-S"  # Phatthaya is a special local authority, in no province of its own
}
OTHERWISE = {"10": "Krung Thep Maha Nakhon", "38": "Bueng Kan", "39": "หนองบัวลำพู"}
"""Where the Thai translation of pycountry is missing or misspelt."""


def test_codes_are_those_of_the_standard() -> None:
    assert len(PROVINCES) == 77
    assert set(PROVINCES) == set(ISO)


def test_names_are_those_of_the_standard_in_thai() -> None:
    thai = gettext.translation("iso3166-2", pycountry.LOCALES_DIR, ["th"])
    differ = {
        code: thai.gettext(ISO[code])
        for code, name in PROVINCES.items()
        if thai.gettext(ISO[code]) != name
    }
    assert differ == OTHERWISE


def test_pattern_of_the_field__all_codes_of_two_digits__exactly_the_provinces() -> None:
    schema = json.loads((SCHEMAS / "form.schema.json").read_text("utf-8"))
    (pattern,) = (
        rule["then"]["properties"]["pattern"]["const"]
        for rule in schema["$defs"]["kinds"]["allOf"]
        if rule["if"].get("properties", {}).get("x-field", {}).get("const") == "province"
    )
    matching = {f"{code:02}" for code in range(100) if re.search(pattern, f"{code:02}")}
    assert matching == set(PROVINCES)
