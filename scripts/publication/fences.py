"""A Markdown text in, its form blocks out: the places where a hand-written page holds a form."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_OPENING = re.compile(r"([ \t]*)(`{3,}|~{3,}) *([^`\n]*)")
_CLOSING = re.compile(r"(`{3,}|~{3,}) *")
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LINE_END = re.compile("\r\n?|\n")


@dataclass(frozen=True, slots=True)
class FormBlock:
    """A fenced block that begins with the word ``form``."""

    first: int
    """Line of its opening fence, from 1."""
    last: int
    """Line of its closing fence."""
    form: str
    """Id of the form; empty when the block is not as it should be."""
    fault: str = ""
    """What is wrong with the block; empty: nothing."""


def form_blocks(text: str) -> Iterator[FormBlock]:
    """In order; those inside other fenced blocks are text to read, not forms.

    Fences are those of Python-Markdown: at the start of a line, closed by the same characters.
    """
    lines = _LINE_END.split(text)
    closings = _closings(lines)
    at = 0
    while at < len(lines):
        opening = _OPENING.fullmatch(lines[at])
        end = 0
        if opening:
            indent, fence, info = opening.groups()
            known = closings.get(fence, [])
            later = bisect_right(known, at)
            end = known[later] if later < len(known) and not indent else 0
            if info.split()[:1] == ["form"]:
                yield _block(lines, at, end, info.split(), bool(indent))
        at = max(at, end) + 1


def with_places(text: str, place: str) -> str:
    """The text with each sound block replaced by the place; ``{form}`` in it becomes the id."""
    lines = _LINE_END.split(text)
    for block in reversed([block for block in form_blocks(text) if block.form]):
        filled = place.replace("{form}", block.form)
        lines[block.first - 1 : block.last] = ["", filled, ""]
    return "\n".join(lines)


def _closings(lines: list[str]) -> dict[str, list[int]]:
    """Where each fence could be closed, found once so that many open fences cost nothing."""
    found: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        closing = _CLOSING.fullmatch(line)
        if closing:
            found.setdefault(closing[1], []).append(number)
    return found


def _block(lines: list[str], at: int, end: int, info: list[str], indented: bool) -> FormBlock:
    named = [line.strip() for line in lines[at + 1 : end] if line.strip()]
    fault = ""
    if indented:
        fault = "is indented, so nothing would be shown"
    elif not end:
        fault = "is not closed"
    elif info != ["form"] or len(named) != 1:
        fault = "does not name one form between its fences"
    elif not _ID.fullmatch(named[0]):
        fault = f"names '{named[0]}', which is no id of a form"
    return FormBlock(at + 1, max(at, end) + 1, "" if fault else named[0], fault)
