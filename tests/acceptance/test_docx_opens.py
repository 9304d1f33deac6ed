"""Blank Word documents in LibreOffice: every text of the form is there, and prints well."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from publication.model.form import Field, Question
from publication.model.variant import Variant
from publication.render.words import words
from tests.documents import VARIANTS, blank
from tests.libreoffice import PRINTED, READ, converted, needs_writer

pytestmark = needs_writer
NAMES = ("bcp-plan-v1-province", "bcp-checklist-v2-local", "shelf-survey-v1-town")
"""The largest form, the one with scores, and one of another publication."""
OPENED = [variant for variant in VARIANTS if variant.name in NAMES]
A4 = {(595, 842), (842, 595)}
every_file = pytest.mark.parametrize("variant", OPENED, ids=lambda variant: variant.name)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Each document as text and as PDF."""
    folder = tmp_path_factory.mktemp("docx")
    files = [folder / f"{variant.name}.docx" for variant in OPENED]
    for file, variant in zip(files, OPENED, strict=True):
        file.write_bytes(blank(variant))
    converted(files, folder, READ)
    converted(files, folder, PRINTED)
    return folder


def squeezed(text: str) -> str:
    return "".join(text.split())


def said(variant: Variant) -> Iterator[str]:
    """Every text that a reader must find, as often as it stands there."""
    form = variant.form
    yield form.title
    yield from form.intro
    yield from (section.title for section in form.sections)
    for asked in _asked(variant):
        yield from _of(asked)
        for column in asked.columns if isinstance(asked, Field) else ():
            yield column.title
            if column.kind != "province":
                yield from (option.title for option in column.options)


def _asked(variant: Variant) -> tuple[Field | Question, ...]:
    return (*variant.form.every_field, *variant.form.questions)


def _of(asked: Field | Question) -> Iterator[str]:
    yield asked.title
    yield from asked.hint.split(" · ")
    if not isinstance(asked, Field) or asked.kind != "province":
        yield from (option.title for option in asked.options)
    if isinstance(asked, Field):
        yield from (asked.example, asked.unit)
    else:
        yield asked.evidence_example


@every_file
def test_text__of_the_whole_form__is_there_as_often_as_in_the_form(
    variant: Variant, folder: Path
) -> None:
    text = squeezed((folder / f"{variant.name}.txt").read_text("utf-8"))
    counted = Counter(squeezed(each) for each in said(variant) if each)
    missing = {each: times for each, times in counted.items() if text.count(each) < times}
    assert missing == {}
    assert text.count("☐") >= len(list(_boxes(variant)))
    assert squeezed(words()["docx"]["signatures"]) in text


def _boxes(variant: Variant) -> Iterator[str]:
    for asked in _asked(variant):
        if not isinstance(asked, Field) or asked.kind != "province":
            yield from (option.id for option in asked.options)


@every_file
def test_pages__are_a4_and_none_is_empty(variant: Variant, folder: Path) -> None:
    with pypdfium2.PdfDocument(folder / f"{variant.name}.pdf") as printed:
        sizes = {tuple(round(side) for side in page.get_size()) for page in printed}
        texts = [page.get_textpage().get_text_bounded() for page in printed]
    assert sizes <= A4
    assert (len(sizes) == 2) == (variant.form.id == "bcp-plan")
    assert 1 < len(texts) < 60
    foot = f"{variant.form.id} "
    assert all(foot in text for text in texts)
    assert min(len(squeezed(text)) for text in texts) > 120
