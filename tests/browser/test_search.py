"""The theme's search dialog with our worker in it, as a reader of a small site meets it."""

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Locator, Page, expect

from publication.engine import OVERRIDES
from publication.policy import with_policy
from publication.render.bundles import bundles
from publication.render.search_index import compact
from publication.render.words import words

INDEX = "search/search_index.json"
MAIN = """{% extends "base.html" %}
{% block config %}{% include "components/search/config.html" %}{% endblock %}
{% block scripts %}{% include "components/search/dialog.html" %}{{ super() }}{% endblock %}
"""
PAGES = {
    "index.md": "# หน้าแรก\n\nยินดีต้อนรับ\n\n## แผนสำรอง\n\nปั๊มน้ำ`ท่วม`ทางเมื่อฝนตก & 1 < 2\n",
    "flood.md": "# น้ำท่วม\n\nเปิดศูนย์พักพิง ๑๒ แห่ง ตามหนังสือ ก.พ.ร.\n",
}


class Recorder(SimpleHTTPRequestHandler):
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=600")  # as static hosts do
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages by the theme with the policy of all our pages, our bundles, and the compacted index."""
    root = tmp_path_factory.mktemp("search")
    settings = {
        "site_name": "ทดสอบ",
        "theme": {"name": "material", "custom_dir": "theme", "language": "th", "font": False},
        "plugins": [{"search": {"lang": "en"}}],
        "extra": {"words": words()},
    }
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    shutil.copytree(OVERRIDES / "components" / "search", root / "theme" / "components" / "search")
    (root / "theme" / "main.html").write_text(MAIN, "utf-8")
    (root / "docs").mkdir()
    for name, text in PAGES.items():
        (root / "docs" / name).write_text(text, "utf-8")
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=root, check=True)
    made = root / "site"
    for page in made.rglob("*.html"):
        page.write_text(with_policy(page.read_text("utf-8")), "utf-8")
    for name in ("assets/search-worker.js", "assets/search-index.js"):
        (made / name).write_bytes(bundles()[name])
    (made / INDEX).write_bytes(compact((made / INDEX).read_bytes()))
    return made


@pytest.fixture
def server(site: Path) -> Iterator[tuple[str, list[str]]]:
    """The site's address, and the paths that were asked for."""
    asked: list[str] = []
    handler = type("Handler", (Recorder,), {"asked": asked})
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(site))) as served:
        threading.Thread(target=served.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{served.server_port}/", asked
        served.shutdown()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on which every error and every breach of the policy fails the test."""
    with browser.new_context() as context:
        opened = context.new_page()
        wrong: list[str] = []
        opened.on("pageerror", lambda error: wrong.append(str(error)))
        opened.on(
            "console", lambda line: wrong.append(line.text) if "Policy" in line.text else None
        )
        yield opened
        assert wrong == []


def results(page: Page) -> Locator:
    return page.locator(".md-search-result__item")


def message(page: Page) -> Locator:
    return page.locator(".md-search-result__meta")


def test_index__waits_until_search_is_opened_and_comes_once(
    page: Page, server: tuple[str, list[str]]
) -> None:
    base, asked = server
    page.goto(f"{base}flood/", wait_until="networkidle")
    assert "/assets/search-worker.js" in asked
    assert f"/{INDEX}" not in asked
    page.keyboard.press("/")
    page.keyboard.insert_text("น้ำ")
    expect(results(page)).to_have_count(2)
    assert asked.count(f"/{INDEX}") == 1


def test_results__lead_to_the_section_with_the_words_marked(
    page: Page, server: tuple[str, list[str]]
) -> None:
    page.goto(server[0])
    page.keyboard.press("/")
    page.keyboard.insert_text("เเผนสํารอง")
    found = results(page).first
    expect(found.locator("h2 mark")).to_have_text("แผนสำรอง")
    found.locator("h2").click()
    expect(page).to_have_url(f"{server[0]}#_2")


def test_texts_with_markup__are_shown_as_they_are(
    page: Page, server: tuple[str, list[str]]
) -> None:
    page.goto(f"{server[0]}flood/")
    page.keyboard.press("/")
    page.keyboard.insert_text("น้ำท่วมทาง")
    expect(results(page).locator("a").last).to_contain_text("ปั๊มน้ำท่วมทางเมื่อฝนตก & 1 < 2")


def test_words_in_the_address__are_searched_for(page: Page, server: tuple[str, list[str]]) -> None:
    page.goto(f"{server[0]}?q=กพร 12 แห่ง")
    expect(results(page)).to_have_count(1)
    expect(results(page).locator("mark")).to_have_text(["๑๒", "แห่ง", "ก.พ.ร"])


def test_index_that_does_not_come__is_said_and_asked_for_again(
    page: Page, server: tuple[str, list[str]]
) -> None:
    page.goto(server[0])
    page.context.route(f"**/{INDEX}", lambda route: route.abort())
    page.keyboard.press("/")
    page.keyboard.insert_text("น้ำ")
    expect(message(page)).to_have_text(words()["search"]["failed"])
    page.wait_for_timeout(1000)  # the worker's own request for the first query fails, too
    page.context.unroute(f"**/{INDEX}")
    page.keyboard.insert_text("ท่วม")
    expect(results(page)).to_have_count(2, timeout=20_000)


def test_without_the_dialog_script__the_theme_brings_the_index(
    page: Page, server: tuple[str, list[str]]
) -> None:
    base, asked = server
    page.route("**/search-index.js", lambda route: route.abort())
    page.goto(base, wait_until="networkidle")
    assert asked.count(f"/{INDEX}") == 1
    page.keyboard.press("/")
    page.keyboard.insert_text("น้ำ")
    page.keyboard.press("End")
    expect(results(page)).to_have_count(2)
