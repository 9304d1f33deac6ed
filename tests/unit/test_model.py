"""model: checked sources become frozen dataclasses with every value in its place."""

from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path

import pytest

from publication import load, model
from publication.model import Publication

LIBRARY = Path(__file__).resolve().parents[1] / "publications" / "library"


@pytest.fixture(scope="module")
def library() -> Publication:
    return model.publication(load.everything_under(LIBRARY))


def test_keys_become_fields_and_dates_become_dates(library: Publication) -> None:
    circular = library.circulars["lib-7"]
    assert circular.short_number == "ว7/2569"
    assert circular.date == date(2026, 11, 2)
    assert circular.issuer.signed_by == "ผู้อำนวยการหอสมุดกลาง"
    assert circular.contacts[0].for_ == "สอบถาม"
    assert circular.deadline.date == date(2027, 1, 15)
    assert circular.address == library.printed[0].address


def test_what_is_not_given_is_empty(library: Publication) -> None:
    guideline = library.guidelines["survey"]
    assert (guideline.english, guideline.intro, guideline.picture) == ("", (), None)
    assert guideline.steps[1].variants == {}
    assert guideline.steps[0].variants["school"].do == ("ให้นักเรียนช่วยเรียงก่อนนับ",)


def test_a_form_knows_its_questions_options_and_conditions(library: Publication) -> None:
    form = library.forms["shelf-survey"]
    assert [section.id for section in form.sections] == ["counting", "care"]
    assert [question.id for question in form.questions] == [
        "counted",
        "loans",
        "repaired",
        "budget",
    ]
    counted, loans, _, budget = form.questions
    assert [(option.id, option.points) for option in counted.options] == [
        ("all", 3),
        ("some", 1),
        ("not-yet", 0),
        ("not-here", None),
    ]
    assert counted.best == 3
    assert loans.condition == ("eq", "counted", "all")
    assert budget.condition == ("in", "kind", ("town",))
    assert form.kind_field is not None
    assert form.level("done").start == 75


def test_references_are_followed(library: Publication) -> None:
    guideline, step = library.step("survey#repair")
    assert (guideline.id, step.title) == ("survey", "คัดเล่มชำรุด")
    assert library.kind("town").title == "ห้องสมุดประชาชน"
    assert library.lists["shelves"].item("fiction").note == "เล่มที่ยืมบ่อย"


def test_nothing_can_be_changed_afterwards(library: Publication) -> None:
    with pytest.raises(FrozenInstanceError):
        library.site.title = "x"  # type: ignore[misc]  # that is what is tried
    with pytest.raises(TypeError):
        library.forms["x"] = library.forms["shelf-survey"]  # type: ignore[index]  # the same


def test_texts_are_set_as_thai_is_set(library: Publication) -> None:
    sources = load.everything_under(LIBRARY)
    data = next(source for source in sources if source.kind == "guideline").data
    data["summary"] = "ต่าง ๆ ภายใน ๓๐ มิถุนายน ๒๕๖๓"
    summary = model.publication(sources).guidelines["survey"].summary
    assert " ๆ" not in summary
    assert "๓๐ มิถุนายน" not in summary
    assert "ต่าง\u00a0ๆ" in summary
