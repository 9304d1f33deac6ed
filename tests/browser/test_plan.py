"""The form of the whole plan: every table in the page, filled from a file and given back."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from publication.engine import ROOT
from publication.render.words import words
from tests.browser.conftest import Visit
from tests.browser.server import served
from tests.browser.travel_page import answers_in, choose, part
from tests.conftest import Built

EXAMPLES = sorted((ROOT / "forms" / "bcp-plan" / "examples" / "valid").glob("*.json"))
SAY = words()["form-live"]
PATH = "forms/bcp-plan/"


@pytest.fixture
def address(bcp: Built) -> Iterator[str]:
    with served(bcp.site) as url:
        yield url


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_plan__opened_from_a_file__shows_every_row_and_gives_it_back(
    visit: Visit, example: Any
) -> None:
    said = json.loads(example.read_text("utf-8"))["answers"]
    page = visit.open(PATH)
    choose(page, example.read_bytes())
    part(page, "into-page").click()
    expect(part(page, "arrived")).to_have_text(SAY["travel-arrived"].format(count=len(said)))
    rows = [value for value in said.values() if isinstance(value, list) and value]
    tables = [table for table in rows if isinstance(table[0], dict)]
    assert page.locator("[data-row]:visible").count() >= sum(map(len, tables)) > 60
    assert answers_in(page) == said


def test_plan__is_not_scored__and_says_nothing_of_a_score(visit: Visit) -> None:
    page = visit.open(PATH)
    about = page.locator(".form__edition")
    expect(about).to_contain_text("12 ส่วน ใช้เวลาประมาณ 4 ชั่วโมง")
    page.locator("input[name=kind][value=local]").check()
    expect(about).not_to_contain_text("ข้อ")
    for words_of_scores in ("คะแนน", "ดูผล"):
        expect(
            page.locator(".form").get_by_text(words_of_scores).locator("visible=true")
        ).to_have_count(0)
