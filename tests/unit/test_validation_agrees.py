"""Forms and answers by chance, through validation.py and through the bundle of validate.ts."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from publication.validation import (
    DEEPEST,
    KEYWORDS,
    MOST_ITEMS,
    MOST_PARTS,
    Fault,
    beyond,
    faults,
)

from .node import Node
from .random_schema import random_answer, random_schema
from .validation_node import VALIDATOR, node_with

FORMS, ANSWERS_EACH = 260, 20
DAY = {"format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
MUTANTS = {
    "every fourth year is a leap year": ("2000 + (year % 400)", "2000 + (year % 4)"),
    "months are one longer": ("day <= last", "day <= last + 1"),
    "there is a year 0": ("year >= 1 && ", ""),
    "dates are any text": ('format["date"] = isCalendarDay;', ""),
    "groups are faults, too": ("if (!PARENTS.has(unit.keyword)) ", ""),
    "the first fault hides the others": ("engine.lookup, false)", "engine.lookup, true)"),
    "what is missing stands in its object": ('if (keyword === "required")', 'if (place === "?")'),
    "unknown names are those of the form": (
        'if (keyword === "additionalProperties")',
        "if (!keyword)",
    ),
    "choices keep the engine's name": ('["enum", "oneOf"],', ""),
    "__proto__ sets the prototype": ("Object.create(null)", "{}"),
    "half a character is a name": ("!/\\p{Surrogate}/u.test(name)", "name"),
    "names with ~ are places": ('.replace(/~/g, "~0")', ""),
    "limits are not looked up behind a reference": ('key === "$ref" && ', "!key && "),
    "annotations are schemas": ('key.startsWith("x-") || ', ""),
    "one part fewer": ("this.parts > MOST_PARTS", "this.parts >= MOST_PARTS"),
    "one level fewer": ("depth > DEEPEST", "depth >= DEEPEST"),
    "one item fewer": ("value.length > MOST_ITEMS", "value.length >= MOST_ITEMS"),
}
"""What the comparison must notice: a piece of validate.ts, and what a slip would make of it."""


Found = list[tuple[str, str, str]]
"""Place, keyword and limit of every fault, in order."""


@pytest.fixture(scope="module")
def node() -> Iterator[Node]:
    with node_with() as started:
        yield started


@cache
def judged(seed: int) -> tuple[dict[str, Any], list[str], list[Found]]:
    """A form, answers to it, and what Python finds wrong with each."""
    random = Random(seed)
    schema = random_schema(random)
    assert beyond(schema) == []
    answers = [random_answer(random, schema) for _ in range(ANSWERS_EACH)]
    answers += BOUNDARIES if seed == 0 else []
    ours = [faults(schema, json.loads(answer)) for answer in answers]
    return schema, answers, [sorted((f.place, f.keyword, str(f.limit)) for f in o) for o in ours]


def differences(node: Node, seed: int) -> list[str]:
    """The answers that the browser's validator judges differently, or what it threw."""
    schema, answers, ours = judged(seed)
    told = node.ask(schema=schema, answers=answers)
    if isinstance(told, str):
        return [told]
    theirs = [
        sorted((f["place"], f["keyword"], str(f.get("limit"))) for f in each) for each in told
    ]
    return [answer for answer, a, b in zip(answers, ours, theirs, strict=True) if a != b]


def nested(levels: int) -> str:
    return "[" * levels + "]" * levels


BOUNDARIES = [
    *(nested(DEEPEST + more) for more in (0, 1, 2, 400)),
    *(json.dumps({"list": ["", *["x"] * (MOST_ITEMS + more)]}) for more in (-2, -1, 0)),
    *(json.dumps({str(n): 1 for n in range(MOST_PARTS + more)}) for more in (-2, -1, 0, 90_000)),
    json.dumps({"~/\ud83d": 1, "~0\ud83d~1": [{"/\ude00": 1}]}),
    json.dumps([[[1] * 499] * 4 + [[1] * MOST_ITEMS] * 20]),
]
"""Answers as large and as deep as can be, and a little more."""


def test_faults__generated_forms_and_answers__same_in_python_and_browser(node: Node) -> None:
    different = {seed: found for seed in range(FORMS) if (found := differences(node, seed))}
    assert different == {}


def test_faults__generated_forms_and_answers__try_every_keyword() -> None:
    found: Counter[str] = Counter()
    for seed in range(FORMS):
        for fault in judged(seed)[2]:
            found.update({keyword for _, keyword, _ in fault} or ["none"])
    assert found.keys() == KEYWORDS | {"none"}
    assert min(found.values()) >= 5
    assert found["none"] >= FORMS * ANSWERS_EACH / 5, "too few valid answers"
    assert FORMS * ANSWERS_EACH >= 5000


def test_faults__generated_answers__none_where_any_validator_finds_none() -> None:
    """Stock jsonschema lets ``$`` stand before a final newline; nothing else tells it apart."""
    dates = FormatChecker(["date"])
    for seed in range(0, FORMS, 3):
        schema, answers, ours = judged(seed)
        stock = Draft202012Validator(schema, format_checker=dates)
        for answer, found in zip(answers, ours, strict=True):
            if len(answer) < 100_000 and '\\n"' not in answer:
                assert stock.is_valid(json.loads(answer)) is (found == []), answer


@pytest.mark.parametrize(("was", "becomes"), MUTANTS.values(), ids=MUTANTS)
def test_comparison__slip_in_validate_ts__is_noticed(
    was: str, becomes: str, tmp_path: Path
) -> None:
    source = (VALIDATOR / "validate.ts").read_text("utf-8")
    assert source.count(was) == 1
    (tmp_path / "validate.ts").write_text(source.replace(was, becomes), "utf-8")
    with node_with(tmp_path) as mutant:
        assert any(differences(mutant, seed) for seed in range(100))


def test_faults__slowest_answers__are_found_at_once(node: Node) -> None:
    """Lists, tables and names as many as are read at all, all of them wrong in every way."""
    columns = {f"c{n}": {"type": "string", **DAY, "maxLength": 1} for n in range(30)}
    row = {"type": "object", "additionalProperties": False, "properties": columns}
    row["required"] = [*columns]
    table = {"type": "array", "maxItems": 1, "items": row}
    picks = {"type": "array", "uniqueItems": True, "items": {"oneOf": [{"const": "a"}]}}
    schema = {"type": "object", "properties": {"t": table, "p": picks}, "required": ["p"]}
    full = dict.fromkeys(columns, "ก" * 20)
    answers: tuple[dict[str, Any], ...] = (
        {"t": [full] * 310},
        {"t": [{}] * MOST_ITEMS},
        {"t": [{str(n): 1 for n in range(18)}] * MOST_ITEMS},
        {"p": [{"a": [n, {"b": n}]} for n in range(MOST_ITEMS)] * 3},
    )
    for answer in answers:
        told = node.ask(seconds=schema, answer=json.dumps(answer))
        assert told["found"] == len(faults(schema, answer)) > 500
        assert told["seconds"] < 2


def test_faults__values_that_no_json_holds__throw_nothing(node: Node) -> None:
    assert node.ask(oddities=judged(0)[0]) == []


def test_keywords__of_browser_and_python__are_the_same() -> None:
    source = (VALIDATOR / "validate.ts").read_text("utf-8")
    listed = source.partition("KEYWORDS = [")[2].partition("]")[0]
    assert set(re.findall(r'"(\w+)"', listed)) == KEYWORDS


@pytest.mark.parametrize(
    ("schema", "value", "place", "keyword", "limit"),
    [
        ({"maxLength": 2}, "กขค", "", "maxLength", 2),
        ({"format": "date"}, "2023-02-30", "", "format", "date"),
        ({"type": "integer"}, 1.5, "", "type", "integer"),
        ({"type": "integer", "maximum": 9}, float("inf"), "", "maximum", 9),
        ({"required": ["a/b"]}, {}, "/a~1b", "required", None),
        ({"additionalProperties": False}, {"a~": 1}, "/a~0", "additionalProperties", None),
        ({"items": {"oneOf": [{"const": "a"}]}}, ["a", "b"], "/1", "oneOf", None),
        ({"uniqueItems": True}, [[True], [1], [True]], "", "uniqueItems", None),
        ({"pattern": "^a$"}, "a\n", "", "pattern", "^a$"),
    ],
)
def test_faults__one_thing_wrong__one_fault_at_its_place(
    schema: Any, value: Any, place: str, keyword: str, limit: int | str | None
) -> None:
    assert faults(schema, value) == [Fault(place, keyword, limit)]
