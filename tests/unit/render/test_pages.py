"""pages: links that hold wherever the site lies, and the words they are made with."""

import posixpath
import re
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from publication.engine import OVERRIDES
from publication.render.pages import Page, front_matter, headings, link_from, markdown
from publication.render.words import words

SEGMENTS = st.lists(st.sampled_from(["a", "b", "18", "forms"]), max_size=4)
REPOSITORY = Path(__file__).resolve().parents[3]


@given(SEGMENTS, SEGMENTS, st.sampled_from(["", "#x", "?kind=a", "?kind=a#x"]))
def test_a_relative_link_leads_where_the_absolute_one_does(
    page: list[str], target: list[str], rest: str
) -> None:
    base = "/" + "".join(f"{part}/" for part in page)
    address = "/" + "".join(f"{part}/" for part in target)
    link = link_from(base)(address + rest)
    assert not link.startswith("/")
    end = min((link.find(mark) for mark in "?#" if mark in link), default=len(link))
    assert posixpath.normpath(base + link[:end]) == posixpath.normpath(address)
    assert link[end:] == rest
    assert link[:end].endswith("/")


def test_a_link_to_a_file_stays_one() -> None:
    assert link_from("forms/a/")("/downloads/a-v1.xlsx") == "../../downloads/a-v1.xlsx"


def test_headings_with_an_id_make_the_contents() -> None:
    found = headings(
        '<h2 id="a">ก <b>ข</b></h2><h3>no id</h3><h3 id="b">\n ค\n</h3><h4 id="c">ง</h4>'
    )
    assert [(heading.level, heading.id, heading.text) for heading in found] == [
        (2, "a", "ก ข"),
        (3, "b", "ค"),
    ]


def test_front_matter_keeps_any_title() -> None:
    page = Page("a/", 'ชื่อ: "x" # y', "", "<p>z</p>", (), ("form",))
    assert front_matter(page).splitlines()[1] == 'title: "ชื่อ: \\"x\\" # y"'
    assert markdown(page).endswith("<p>z</p>\n")
    assert page.source_path == "a/index.md"


def test_every_word_of_the_catalogue_is_used() -> None:
    """By its section and name in a template, or by its name in a script or renderer."""
    code = {
        path: path.read_text("utf-8")
        for folder in (OVERRIDES, REPOSITORY / "scripts")
        for path in folder.rglob("*")
        if path.suffix in {".html", ".ts", ".py"}
    }
    everything = "\n".join(code.values())
    unused = [
        f"{section}.{name}"
        for section, entries in words().items()
        for name in _names(entries)
        if not re.search(rf"[\"'.\[]{re.escape(name)}\b", everything)
        and f"{name.partition('-')[0]}-{{" not in everything  # a name put together
        and f"{{name}}-{name.rpartition('-')[2]}" not in everything
        and f'~ "-{name.rpartition("-")[2]}"' not in everything
    ]
    assert unused == []


def _names(entries: Any) -> list[str]:
    return list(entries) if isinstance(entries, dict) else []
