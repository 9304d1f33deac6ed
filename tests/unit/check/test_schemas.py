"""The schemas that editors use: valid, described in Thai, and named by each definition."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from publication import load
from publication.engine import ROOT, SCHEMAS

EVERY = sorted(SCHEMAS.glob("*.schema.json"))


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.stem)
def test_a_schema_is_one_of_draft_2020_12(path: Path) -> None:
    schema = json.loads(path.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"].rpartition("/")[2] == path.name
    assert re.search("[ก-๙]", schema["title"])


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.stem)
def test_every_pattern_means_the_same_to_editors_and_to_python(path: Path) -> None:
    """No \\d, \\w or \\b: ECMAScript and Python read them differently."""
    patterns = _patterns(json.loads(path.read_text("utf-8")))
    assert [pattern for pattern in patterns if re.search(r"\\[dwbsDWBS]", pattern)] == []


def _patterns(node: Any) -> list[str]:
    if isinstance(node, list):
        return [pattern for child in node for pattern in _patterns(child)]
    if not isinstance(node, dict):
        return []
    own = [node["pattern"]] if isinstance(node.get("pattern"), str) else []
    return own + [pattern for child in node.values() for pattern in _patterns(child)]


@pytest.mark.parametrize(
    "source",
    [source for source in load.everything_under(ROOT) if source.path.endswith(".yml")],
    ids=lambda source: source.path,
)
def test_a_definition_names_its_schema_for_editors(source: load.Source) -> None:
    first = source.text.splitlines()[0]
    found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert found, f"{source.path} does not start with its schema"
    target = (ROOT / source.path).parent / found[1]
    assert target.resolve() == SCHEMAS / f"{source.kind}.schema.json"
