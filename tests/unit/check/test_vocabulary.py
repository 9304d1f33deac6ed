"""The meta-schema of our annotations: complete, met by every form, without effect on answers."""

import json
import re
from pathlib import Path
from random import Random
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.validators import validator_for
from jsonschema_specifications import REGISTRY
from referencing import Resource

from publication.engine import ROOT, SCHEMAS

FORMS = sorted(ROOT.glob("forms/*/form.json")) + sorted(
    ROOT.glob("tests/publications/*/forms/*/form.json")
)
LOADED = {path.name: json.loads(path.read_text("utf-8")) for path in SCHEMAS.glob("*.json")}
BASE = "https://publication.example/schemas/"
VOCABULARY = LOADED["form-vocabulary.schema.json"]


def read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return content


def names_in(node: Any) -> set[str]:
    if isinstance(node, list):
        return {name for each in node for name in names_in(each)}
    if not isinstance(node, dict):
        return set()
    own = {name for name in node if re.fullmatch("x-[a-z-]+", name)}
    return own | {name for each in node.values() for name in names_in(each)}


def without_annotations(node: Any) -> Any:
    if isinstance(node, list):
        return [without_annotations(each) for each in node]
    if not isinstance(node, dict):
        return node
    return {
        name: without_annotations(each) for name, each in node.items() if not name.startswith("x-")
    }


def faults(validator: Draft202012Validator, answers: object) -> tuple[tuple[str, str], ...]:
    errors = validator.iter_errors(answers)
    return tuple(sorted((error.json_path, str(error.validator)) for error in errors))


def test_vocabulary__declares_itself_optional_beside_the_standard_ones() -> None:
    own = {name for name, needed in VOCABULARY["$vocabulary"].items() if not needed}
    assert own == {"https://publication.example/vocabularies/form"}
    standard = REGISTRY.contents("https://json-schema.org/draft/2020-12/schema")
    assert set(VOCABULARY["$vocabulary"]) - own == set(standard["$vocabulary"])


def test_vocabulary__describes_every_annotation_that_a_form_may_hold() -> None:
    assert set(VOCABULARY["properties"]) == names_in(LOADED["form.schema.json"])


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.parent.name)
def test_form__meets_the_standard_and_our_meta_schema(path: Path) -> None:
    form = read(path)
    assert validator_for(form) is Draft202012Validator
    Draft202012Validator.check_schema(form)
    registry = REGISTRY.with_resources(
        (BASE + name, Resource.from_contents(content)) for name, content in LOADED.items()
    )
    errors = Draft202012Validator(VOCABULARY, registry=registry).iter_errors(form)
    assert [error.message for error in errors] == []


def test_meta_schema__annotation_of_the_wrong_shape_anywhere__is_refused() -> None:
    form = read(FORMS[0])
    name = next(name for name, node in form["properties"].items() if "x-weight" in node)
    form["properties"][name]["x-weight"] = "heavy"
    registry = REGISTRY.with_resources(
        (BASE + name, Resource.from_contents(content)) for name, content in LOADED.items()
    )
    errors = list(Draft202012Validator(VOCABULARY, registry=registry).iter_errors(form))
    assert [list(error.absolute_path) for error in errors] == [["properties", name, "x-weight"]]


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.parent.name)
def test_annotations__taken_away__change_no_verdict(path: Path) -> None:
    form = read(path)
    plain = Draft202012Validator(without_annotations(form))
    annotated = Draft202012Validator(form)
    random, verdicts = Random(1), []
    values = ["yes", "no", "partial", "na", "", "10", 7, None, [], ["flood"], [{}], "2026-11-23"]
    for _ in range(400):
        some = random.sample(list(form["properties"]), random.randint(0, 4))
        answers = {name: random.choice(values) for name in some}
        answers |= {"kind": random.choice(["local", "school", 3])}
        verdicts.append(faults(annotated, answers))
        assert faults(plain, answers) == verdicts[-1]
    assert len(set(verdicts)) > 10
