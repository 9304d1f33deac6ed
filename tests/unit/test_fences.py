"""fences: form blocks are where Python-Markdown sees fenced blocks, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown  # type: ignore[import-untyped]  # ships no types
from markdown.extensions.fenced_code import (  # type: ignore[import-untyped]  # ships no types
    FencedBlockPreprocessor,
)

from publication.fences import form_blocks, with_places

FENCES = ("```form", "``` form", "~~~form", "````form", "```", "~~~", "````", "``` ", "```text")
OTHERS = ("a", "a-b", "", " ```form", "text ```", "`form`", "```form a", "```form`", "<!--", "-->")
LINES = st.sampled_from(FENCES + OTHERS)
TEXTS = st.lists(LINES, max_size=14).map("\n".join)


def blocks_of_the_generator(text: str) -> list[tuple[int, int]]:
    """First and last line of each block in the language ``form``, as Python-Markdown reads it."""
    found, at = [], 0
    while match := FencedBlockPreprocessor.FENCED_BLOCK_RE.search(text, at):
        if match["lang"] == "form":
            first = text.count("\n", 0, match.start()) + 1
            found.append((first, first + match[0].count("\n")))
        at = match.end()
    return found


@given(TEXTS)
def test_blocks__in_any_text__are_those_of_the_generator(text: str) -> None:
    # an info string of two words is no fence to the generator; here it is told as a fault
    if "```form a" not in text and "```form`" not in text:
        whole = [block for block in form_blocks(text) if block.last > block.first]
        assert [(block.first, block.last) for block in whole] == blocks_of_the_generator(text)


@given(TEXTS)
def test_places__stand_for_sound_blocks_only(text: str) -> None:
    sound = [block for block in form_blocks(text) if not block.fault]
    placed = with_places(text, "<div>{form}</div>")
    assert placed.count("<div>") == len(sound)
    assert [block for block in form_blocks(placed) if not block.fault] == []


@given(st.text(alphabet="`~ form-a\n\r\t\u0e01\u2028", max_size=60))
def test_blocks__of_any_characters__never_raise(text: str) -> None:
    for block in form_blocks(text):
        assert bool(block.form) != bool(block.fault)
        assert 1 <= block.first <= block.last


@pytest.mark.parametrize(
    ("text", "form", "fault"),
    [
        ("```form\na-b\n```", "a-b", ""),
        ("text\n\n~~~~ form \n\n a-b \n\n~~~~  \nmore", "a-b", ""),
        ("```form\r\na-b\r\n```\r\n", "a-b", ""),
        ("```form\n```", "", "does not name one form"),
        ("```form\na\nb\n```", "", "does not name one form"),
        ("```form a-b\n```", "", "does not name one form"),
        ("```form\n../a\n```", "", "no id of a form"),
        ("```form\nA\n```", "", "no id of a form"),
        ("```form\na-b", "", "not closed"),
        ("    ```form\n    a-b\n    ```", "", "indented"),
    ],
)
def test_block__sound_or_not__is_told(text: str, form: str, fault: str) -> None:
    (block,) = form_blocks(text)
    assert block.form == form
    assert fault in block.fault
    assert bool(fault) == bool(block.fault)


def test_block__inside_another__is_text() -> None:
    text = "~~~markdown\n```form\na-b\n```\n~~~\n"
    assert list(form_blocks(text)) == []
    assert with_places(text, "<div>{form}</div>") == text


def test_many_open_fences__cost_no_more_than_reading() -> None:
    assert list(form_blocks("```a\n" * 100_000)) == []


def test_place__goes_through_markdown_as_it_is() -> None:
    place = '<div data-form-block="{form}"></div>'
    text = with_places("ก่อน\n```form\na-b\n```\nหลัง", place)
    html = Markdown(extensions=["fenced_code", "tables", "attr_list", "toc"]).convert(text)
    assert html == '<p>ก่อน</p>\n<div data-form-block="a-b"></div>\n\n<p>หลัง</p>'
