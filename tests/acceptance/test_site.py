"""The finished site of both publications: what it holds, what it weighs, what it asks of others."""

import gzip
import json
import re
from pathlib import Path

import pytest

from publication import load, model
from publication.model import Publication
from publication.render import qr
from publication.render.words import words
from tests.conftest import Built


@pytest.fixture
def publication(built: Built) -> Publication:
    return model.publication(load.everything_under(built.root))


def pages(built: Built) -> list[Path]:
    return sorted(built.site.rglob("*.html"))


def test_every_definition_has_its_page(built: Built, publication: Publication) -> None:
    wanted = ["", "circulars/", "guidelines/", "downloads/", "glossary/"]
    wanted += [f"circulars/{name}/" for name in publication.circulars]
    wanted += [f"guidelines/{name}/" for name in publication.guidelines]
    wanted += [f"forms/{name}/" for name in publication.forms]
    wanted += [f"forms/{name}/embed/{own}" for name in publication.forms for own in ("", "en/")]
    wanted += [f"maps/{name}/" for name in publication.maps]
    wanted += [f"templates/{name}/" for name in publication.templates]
    wanted += [f"kinds/{kind.id}/" for kind in publication.site.kinds]
    wanted += [circular.address.lstrip("/") for circular in publication.circulars.values()]
    missing = [path for path in wanted if not (built.site / path / "index.html").exists()]
    assert missing == []


def test_every_text_of_every_guideline_reaches_the_reader(
    built: Built, publication: Publication
) -> None:
    for guideline in publication.guidelines.values():
        html = (built.site / "guidelines" / guideline.id / "index.html").read_text("utf-8")
        text = _text(html)
        for step in guideline.steps:
            wanted = [step.title, step.why, *step.do, step.product, *step.mistakes, step.example]
            for variant in step.variants.values():
                wanted += [variant.why, *variant.do, variant.example, *variant.mistakes]
            missing = [line for line in wanted if _folded(line) not in text]
            assert missing == [], f"{guideline.id}#{step.id}"


def _text(html: str) -> str:
    plain = re.sub(r"<[^>]+>", " ", html)
    for entity, char in (
        ("&#34;", '"'),
        ("&#39;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ):
        plain = plain.replace(entity, char)
    return _folded(plain)


def _folded(text: str) -> str:
    return " ".join(text.split())


def test_the_code_opens_the_scan_page(built: Built, publication: Publication) -> None:
    for circular in publication.circulars.values():
        for name in ("qr.svg", "qr.png"):
            code = (built.site / "circulars" / circular.id / name).read_bytes()
            read = qr.read_back(code)
            assert read.casefold() == (built.site_url.rstrip("/") + circular.address.rstrip("/"))
        assert (built.site / circular.address.strip("/") / "index.html").exists()


def test_a_code_with_a_placeholder_address_says_that_it_is_not_for_print(
    built: Built, publication: Publication
) -> None:
    warning = str(words()["circular"]["code-draft"])
    for circular in publication.circulars.values():
        html = (built.site / "circulars" / circular.id / "index.html").read_text("utf-8")
        assert warning in html


def test_the_scan_page_is_light_and_whole_without_script(
    built: Built, publication: Publication
) -> None:
    for circular in publication.circulars.values():
        path = built.site / circular.address.strip("/") / "index.html"
        html = path.read_text("utf-8")
        assert "<script" not in html
        for fact in (circular.number, circular.urgency, circular.subject, circular.send_to.email):
            assert fact in html
        loaded = [path, *_loaded(path, html)]
        total = sum(_weight(file) for file in loaded)
        assert total <= 14 * 1024, {file.name: _weight(file) for file in loaded}
        assert {file.suffix for file in loaded} >= {".css", ".woff2"}


def _loaded(page: Path, html: str) -> list[Path]:
    """Files that a browser fetches for the page: styles, icons, and what the styles load."""
    direct = [
        (page.parent / href).resolve()
        for tag in re.findall(r"<(?:link|img)[^>]+>", html)
        if 'rel="canonical"' not in tag
        for href in re.findall(r'(?:href|src)="([^"]+)"', tag)
    ]
    nested = [
        (style.parent / url.strip("\"'")).resolve()
        for style in direct
        if style.suffix == ".css"
        for url in re.findall(r"url\(([^)]+)\)", style.read_text("utf-8"))
    ]
    return direct + nested


def _weight(file: Path) -> int:
    content = file.read_bytes()
    return len(content) if file.suffix == ".woff2" else len(gzip.compress(content, 9, mtime=0))


def test_every_page_carries_a_strict_policy(built: Built) -> None:
    for path in pages(built):
        html = path.read_text("utf-8")
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
        assert policy, path
        assert "unsafe" not in policy[1]
        assert "default-src &#39;none&#39;" in policy[1] or "default-src 'none'" in policy[1]


def test_only_embed_pages_may_be_framed(built: Built, publication: Publication) -> None:
    headers = (built.site / "_headers").read_text("utf-8")
    rules = re.findall(r"^(/\S*)\n((?:[ \t]+.+\n?)+)", headers, re.MULTILINE)
    framed = {path for path, block in rules if "frame-ancestors *" in block}
    closed = {path for path, block in rules if "frame-ancestors 'none'" in block}
    assert framed == {f"/forms/{name}/embed/*" for name in publication.forms}
    assert "/" in closed
    assert any(path.startswith("/guidelines/") for path in closed)


def test_nothing_of_the_engine_or_of_a_definition_is_published_as_source(built: Built) -> None:
    sources = [
        path.relative_to(built.site).as_posix()
        for path in built.site.rglob("*")
        if path.suffix in {".ts", ".yml", ".yaml", ".md", ".py", ".map"}
    ]
    assert sources == []


def test_the_search_index_holds_thai_as_it_is_written(built: Built) -> None:
    content = (built.site / "search/search_index.json").read_bytes()
    index = json.loads(content)
    assert b"\\u0e" not in content
    assert any(entry["location"].startswith("guidelines/") for entry in index["docs"])
