"""Answers into the blank files of real forms and back: nothing is lost, nothing is changed."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from publication.admission import admit
from publication.arrival import NotUsable
from publication.engine import ROOT
from publication.model.form import Form
from publication.model.read_form import form_from_schema
from publication.model.variant import Variant, variants
from publication.render import docx, xlsx
from publication.render.words import words
from tests.libreoffice import RECALCULATED, converted, needs_libreoffice
from tests.office_files import filled_document, filled_workbook, unzipped
from tests.workbooks import CLOCK

from .office_forms import ANSWERS, SHELTER, arrived, noted, published, random_answers, terms_of

WORD = "docx:MS Word 2007 XML"
Fill = Callable[[bytes, Form, dict[str, Any]], bytes]
FORMATS: dict[str, tuple[Callable[..., bytes], Fill]] = {
    "xlsx": (xlsx.blank, lambda blank, _, answers: filled_workbook(blank, answers)),
    "docx": (docx.blank, filled_document),
}


def all_variants() -> Iterator[Variant]:
    for form in (*published().values(), SHELTER):
        yield from variants(form)


def filled(variant: Variant, format_: str, seeds: range) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Answers, and the file they were typed into."""
    make, fill = FORMATS[format_]
    blank = make(variant, words(), CLOCK)
    for seed in seeds:
        answers = random_answers(Random(f"{variant.name} {seed}"), variant.form)
        kind = (
            {variant.whole.kind_field.id: variant.kind.id}
            if variant.whole.kind_field and variant.kind
            else {}
        )
        yield answers | kind, fill(blank, variant.form, answers)


@pytest.mark.parametrize("format_", FORMATS)
def test_round_trip__generated_answers_in_every_variant__come_back_the_same(format_: str) -> None:
    compared = 0
    for variant in all_variants():
        for answers, content in filled(variant, format_, range(6)):
            arrival = arrived(variant.whole, content)
            assert noted(arrival) == []
            assert arrival.answers == answers
            compared += len(answers)
    assert compared > 1_500


@pytest.mark.parametrize("format_", FORMATS)
def test_round_trip__two_thousand_characters_of_thai__every_one(format_: str) -> None:
    thai = ("ผู้ว่าราชการจังหวัดน้ำท่วม ๑๒๓ ฯลฯ\n" * 80)[:1999] + "ก"
    make, fill = FORMATS[format_]
    blank = make(variants(SHELTER)[0], words(), CLOCK)
    arrival = arrived(SHELTER, fill(blank, SHELTER, {"about": thai, "roof.note": thai}))
    assert arrival.answers == {"kind": "city", "about": thai, "roof.note": thai}


@pytest.mark.parametrize("format_", FORMATS)
def test_reading__blank_of_every_variant__has_all_places_and_nothing_in_them(format_: str) -> None:
    make, _ = FORMATS[format_]
    for variant in all_variants():
        arrival = arrived(variant.whole, make(variant, words(), CLOCK))
        assert noted(arrival) == []
        assert list(arrival.answers.values()) == [variant.kind.id if variant.kind else None]


@pytest.mark.parametrize("format_", FORMATS)
def test_reading__blank_of_an_older_version__as_its_answers_are_carried_over(format_: str) -> None:
    """The workbook or Word file of a version that was published, filled after the next came out."""
    published_before = ROOT / "forms" / "bcp-checklist" / "published" / "1.json"
    before = form_from_schema(json.loads(published_before.read_text("utf-8")))
    today = published()["bcp-checklist"]
    assert before.version < today.version
    for variant in variants(before):
        for answers, content in filled(variant, format_, range(4)):
            arrival = arrived(today, content)
            expected = admit(terms_of(today), answers)
            assert arrival.version == before.version
            assert arrival.answers == expected.answers
            assert arrival.unplaced == expected.unplaced
            assert sorted(noted(arrival)) == sorted(
                (note.reason, note.id + note.place, note.value) for note in expected.notes
            )


@needs_libreoffice
def test_workbooks__saved_anew_by_libreoffice__read_the_same(tmp_path: Path) -> None:
    expected = _saved(tmp_path, "xlsx", 2)
    for saved in converted([tmp_path / name for name in expected], tmp_path / "new", RECALCULATED):
        whole, answers = expected[saved.name]
        arrival = arrived(whole, saved.read_bytes())
        assert (arrival.answers, noted(arrival)) == (answers, [])


@needs_libreoffice
def test_word_files__saved_anew_by_libreoffice__read_the_same_or_refused(tmp_path: Path) -> None:
    """Before 7.5 it drops the tags of all controls; nothing can be told from the rest."""
    expected = _saved(tmp_path, "docx", 1)
    for saved in converted([tmp_path / name for name in expected], tmp_path / "new", WORD):
        whole, answers = expected[saved.name]
        if b"<w:tag " in unzipped(saved.read_bytes())["word/document.xml"]:
            arrival = arrived(whole, saved.read_bytes())
            # it writes what looks like an escape of workbooks as workbooks do
            told = json.dumps(arrival.answers).replace("_x005F_x000D_", "_x000D_")
            assert (json.loads(told), noted(arrival)) == (answers, [])
        else:
            with pytest.raises(NotUsable, match=r"^no-meta$"):
                arrived(whole, saved.read_bytes())


def _saved(folder: Path, format_: str, count: int) -> dict[str, tuple[Form, dict[str, Any]]]:
    """Form and answers by name of the file."""
    saved = {}
    for variant in all_variants():
        for at, (answers, content) in enumerate(filled(variant, format_, range(count))):
            name = f"{variant.name}-{at}.{format_}"
            (folder / name).write_bytes(content)
            saved[name] = (variant.whole, answers)
    return saved


def test_answers__of_every_kind_of_field__are_in_the_examples() -> None:
    kinds = {field.kind for field in SHELTER.every_field}
    assert set(ANSWERS) >= {field.id for field in SHELTER.every_field}
    assert kinds >= {"text", "long-text", "number", "date", "phone", "province", "choices", "rows"}
