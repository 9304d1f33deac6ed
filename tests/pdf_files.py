"""PDF files in, their text as three independent readers see it out; and what a form must say."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from publication.model.form import Field, Option
from publication.model.variant import Variant

needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None,
    reason="no poppler: install Debian's poppler-utils to read PDF files as it does",
)


def read_by_pdfium(path: Path) -> str:
    """As Chrome does."""
    with pypdfium2.PdfDocument(path) as file:
        return "\n".join(page.get_textpage().get_text_range() for page in file)


def read_by_poppler(path: Path) -> str:
    """As Linux desktops do, in the order of the file."""
    done = subprocess.run(
        ["pdftotext", "-raw", str(path), "-"], capture_output=True, text=True, check=True
    )
    return done.stdout


def closed_up(text: str) -> str:
    """Without white space, which readers put at the ends of lines, and between them."""
    return "".join(text.split())


def strings(variant: Variant) -> Iterator[str]:
    """All that this kind of organisation reads in its form."""
    form = variant.form
    yield from (form.title, form.description, *form.intro)
    if variant.kind:
        yield variant.kind.title
    for field in form.every_field:
        yield from _asked(field)
    for section in form.sections:
        yield section.title
    for question in form.questions:
        yield from (question.title, *question.hint.split(" · "), question.evidence_example)
        yield from _titles(question.options)
    for level in form.levels:
        yield from (level.title, level.meaning)


def _asked(field: Field) -> Iterator[str]:
    yield from (field.title, *field.hint.split(" · "), field.example, field.unit)
    if field.kind != "province":  # a name to write
        yield from _titles(field.options)
    for column in field.columns:
        yield from _asked(column)


def _titles(options: tuple[Option, ...]) -> Iterator[str]:
    return (option.title for option in options)


def unread(variant: Variant, text: str) -> list[str]:
    """Strings of the form that are not in the text."""
    read = closed_up(text)
    return [string for string in strings(variant) if closed_up(string) not in read]
