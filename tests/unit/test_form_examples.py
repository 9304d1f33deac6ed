"""Example answer files of the forms: valid ones score as they say, invalid ones fail as named."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from publication import load, model
from publication.admission import Terms
from publication.answer_file import file_score, read
from publication.engine import ROOT
from publication.model.form import Form
from publication.scored_file import scored
from publication.scoring import plan_of

TODAY = date(2026, 11, 23)
VALID = sorted(ROOT.glob("forms/*/examples/valid/*.json"))
INVALID = sorted(ROOT.glob("forms/*/examples/invalid/*.json"))
SCORED = "bcp-checklist"
UNUSABLE = {"not-json": "cut off", "other-form": "the answers are to the form"}
"""Files of which nothing can be used, with what is said of them."""


@pytest.fixture(scope="module")
def forms() -> dict[str, Form]:
    return dict(model.publication(load.everything_under(ROOT)).forms)


def form_of(path: Path) -> str:
    return path.parents[2].name


@pytest.mark.parametrize("path", VALID, ids=lambda path: f"{form_of(path)}-{path.stem}")
def test_valid_example__is_taken_whole_and_scores_as_it_says(
    path: Path, forms: dict[str, Form]
) -> None:
    form = forms[form_of(path)]
    said = json.loads(path.read_text("utf-8"))
    schema = json.loads((path.parents[2] / "form.json").read_text("utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(said["answers"])) == []
    result = scored(form, path.name, path.read_bytes(), TODAY)
    assert result.whole
    assert result.score is not None
    golden = file_score(result.score)
    assert (golden is None) == (not form.questions)
    assert said["score"] == (golden and asdict(golden))


def test_valid_examples__reach_different_levels_and_every_kind() -> None:
    said = [json.loads(path.read_text("utf-8")) for path in VALID if path.parents[2].name == SCORED]
    assert {each["kind"] for each in said} == {
        "department",
        "province",
        "provincial-office",
        "local",
    }
    assert len({each["score"]["level"] for each in said}) >= 3
    assert {each["score"]["provisional"] for each in said} == {True, False}


@pytest.mark.parametrize("path", INVALID, ids=lambda path: f"{form_of(path)}-{path.stem}")
def test_invalid_example__fails_as_it_is_named_and_in_nothing_else(
    path: Path, forms: dict[str, Form]
) -> None:
    form = forms[form_of(path)]
    result = scored(form, path.name, path.read_bytes(), TODAY)
    if path.stem in UNUSABLE:
        assert UNUSABLE[path.stem] in result.why
        return
    assert [note.reason for note in result.notes] == [path.stem]
    assert not result.damaged


def test_invalid_example__what_is_no_longer_asked__is_kept(forms: dict[str, Form]) -> None:
    form = forms["bcp-checklist"]
    (path,) = (each for each in INVALID if each.stem == "retired")
    terms = Terms(plan_of(form), form.schema, form.history.renamed, form.history.retired)
    arrival = read(terms, path.read_bytes())
    assert arrival.unplaced == {"team-order": "na"}
