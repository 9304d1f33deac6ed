"""A deadline is told as of the reader's day, not of the day of the build."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.server import served
from tests.conftest import built_once


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The library publication: its deadline is 15 January 2027."""
    with served(built_once("library", tmp_path_factory).site) as url:
        yield url


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(timezone_id="Asia/Bangkok")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-12-31T23:30:00+07:00", "เหลือ ๑๕ วัน"),
        ("2027-01-14T23:59:00+07:00", "เหลือ ๑ วัน"),
        ("2027-01-15T00:01:00+07:00", "ครบกำหนดวันนี้"),
        ("2027-01-15T23:59:00+07:00", "ครบกำหนดวันนี้"),
        ("2027-01-16T00:01:00+07:00", "พ้นกำหนดแล้ว"),
    ],
)
def test_days_are_counted_in_the_readers_time(
    page: Page, address: str, moment: str, words: str
) -> None:
    page.clock.set_fixed_time(datetime.fromisoformat(moment))
    page.goto(f"{address}circulars/lib-7/")
    expect(page.locator(".deadline__state").first).to_have_text(words)
    expect(page.locator(".deadline__asof")).to_have_count(0)


def test_without_script_the_day_of_the_build_is_said(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}circulars/lib-7/")
    expect(page.locator(".deadline__asof").first).to_contain_text("๒๕๖๙")
    context.close()
