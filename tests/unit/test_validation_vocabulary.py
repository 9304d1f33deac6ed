"""What a form may hold is what browser and Python judge alike, and check lets nothing else pass."""

import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from publication import check, load
from publication.portable_pattern import pattern_problem
from publication.validation import beyond

ROOT = Path(__file__).parents[2]
EVERY_KIND: dict[str, dict[str, Any]] = {
    "a-text": {"x-field": "text", "type": "string", "maxLength": 20},
    "a-number": {"x-field": "number", "type": "integer", "minimum": 0, "maximum": 9},
    "a-day": {
        "x-field": "date",
        "type": "string",
        "format": "date",
        "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    },
    "a-choice": {"x-field": "choice", "$ref": "#/$defs/done"},
    "choices": {
        "x-field": "choices",
        "type": "array",
        "uniqueItems": True,
        "items": {"$ref": "#/$defs/done"},
    },
    "rows": {
        "x-field": "rows",
        "type": "array",
        "maxItems": 5,
        "items": {
            "type": "object",
            "additionalProperties": False,
            "required": ["name"],
            "properties": {
                "name": {
                    "title": "ชื่อ",
                    "x-field": "text",
                    "type": "string",
                    "maxLength": 20,
                }
            },
        },
    },
}
FOREIGN: dict[str, list[Any]] = {
    **{key: [{"const": 1}, True] for key in ("not", "if", "contains", "propertyNames", "items")},
    **{key: [[{}]] for key in ("allOf", "anyOf", "prefixItems", "oneOf")},
    **{key: [1, 0.5] for key in ("multipleOf", "exclusiveMinimum", "minLength", "maxLength")},
    **{key: [10**17, 0.5] for key in ("minimum", "maximum", "maxItems")},
    **{key: ["urn:other"] for key in ("$id", "$schema", "$anchor", "$dynamicAnchor")},
    **{key: ["#", "#/$defs/done", "other.json"] for key in ("$ref", "$dynamicRef")},
    "$defs": [{"other": {"not": {}}}],
    "additionalProperties": [True, {}],
    "const": [1, "all", None],
    "enum": [["all"]],
    "format": ["email", "date", "regex"],
    "pattern": ["\\d", "^a|b$", "(?i)a"],
    "patternProperties": [{".": {}}, {"^a$": {"not": {}}}],
    "properties": [{"other": {"not": {}}}],
    "required": [["kind"]],
    "type": ["number", "boolean", ["string", "null"], "object"],
    "unevaluatedProperties": [False],
    "uniqueItems": [False, True],
}
"""Keywords and values that would be foreign in most places of a form."""


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("forms/*/form.json")), ids=lambda p: p.parent.name
)
def test_beyond__forms_of_this_publication__hold_nothing_that_could_differ(path: Path) -> None:
    assert beyond(json.loads(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        (True, "schema True"),
        ({"not": {}}, "keyword not here"),
        ({"items": {"enum": [1]}}, "keyword enum here"),
        ({"properties": {"a": {"$id": "urn:a"}}}, "keyword $id here"),
        ({"$defs": {"a": {"const": "a"}}}, "const of this kind"),
        ({"patternProperties": {"a": {}}}, "patternProperties of this kind"),
        ({"oneOf": [True]}, "oneOf of this kind"),
        ({"oneOf": [{"const": 1}]}, "oneOf of this kind"),
        ({"oneOf": [{"const": "a"}, {"const": "a"}]}, "oneOf of this kind"),
        ({"oneOf": [{"const": "a", "maxLength": 1}]}, "oneOf of this kind"),
        ({"maximum": 2**53}, "maximum of this kind"),
        ({"maxItems": 501}, "maxItems of this kind"),
        ({"maxLength": 2.0}, "maxLength of this kind"),
        ({"type": ["string"]}, "type of this kind"),
        ({"format": "email"}, "format of this kind"),
        ({"$ref": "other.json"}, "$ref of this kind"),
    ],
)
def test_beyond__what_no_form_may_hold__is_named(schema: Any, said: str) -> None:
    assert beyond(schema) == [said]


def test_check__form_with_what_none_may_hold__is_refused() -> None:
    """Each of the foreign keywords at each place of a form with every kind of field."""
    sources = load.everything_under(ROOT / "tests" / "publications" / "library")
    form = next(source for source in sources if source.path == "forms/shelf-survey/form.json")
    base = copy.deepcopy(form.data)
    base["properties"] = {each: base["properties"][each] for each in ("kind", "counted")}
    for field, node in EVERY_KIND.items():
        base["properties"][field] = {"title": f"ช่อง {field}", **copy.deepcopy(node)}
    assert list(check.schema.problems(replace(form, data=base))) == []
    refused = 0
    for place in places_of(base, ()):
        for keyword, values in FOREIGN.items():
            for value in values:
                changed = replace(form, data=with_keyword(base, place, keyword, value))
                if beyond(changed.data):
                    refused += 1
                    assert any(check.schema.problems(changed)), (place, keyword, value)
    assert refused > 500, "the foreign keywords are foreign no longer"


def places_of(node: Any, place: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """Where mappings stand that validators read; of like places only the first."""
    if isinstance(node, dict):
        yield place
    inner = node.items() if isinstance(node, dict) else enumerate(node)
    for key, each in inner:
        first = type(key) is not int or key == 0
        if isinstance(each, (dict, list)) and first and not str(key).startswith("x-"):
            yield from places_of(each, (*place, key))


def with_keyword(data: Any, place: tuple[Any, ...], keyword: str, value: Any) -> Any:
    changed = copy.deepcopy(data)
    node = changed
    for step in place:
        node = node[step]
    node[keyword] = value
    return changed


def test_patterns__all_that_a_form_may_hold__are_portable() -> None:
    schema = json.loads(
        (Path(check.schema.__file__).parents[1] / "schemas" / "form.schema.json").read_text("utf-8")
    )
    patterns = set(patterns_in(schema))
    assert len(patterns) >= 5
    assert [each for each in patterns if pattern_problem(each)] == []


def patterns_in(node: Any) -> Iterator[str]:
    """What the schema of forms says a pattern must be, and names that a form may match."""
    if isinstance(node, list):
        for each in node:
            yield from patterns_in(each)
    elif isinstance(node, dict):
        allowed = node.get("pattern")
        if isinstance(allowed, dict):
            yield from allowed.get("enum", [])
            yield from [allowed["const"]] if "const" in allowed else []
        names = node.get("patternProperties")
        if isinstance(names, dict):
            yield from names.get("const", {})
        for each in node.values():
            yield from patterns_in(each)
