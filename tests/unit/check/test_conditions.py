"""Conditions that can never hold are found, and no others: compared with trying every answer."""

import json
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest

from publication import load
from publication.check import form_conditions
from publication.check.form_conditions import satisfiable
from publication.conditions import Condition, complete_conditions
from publication.problems import Problem
from publication.scoring import holds

LIBRARY = Path(__file__).resolve().parents[2] / "publications" / "library"
OPTIONS = {"a": ("x", "y"), "b": ("x", "y", "z"), "c": ()}
FIELDS = {name: (options, False) for name, options in OPTIONS.items()} | {
    "d": (("x", "y"), True),
}
EVERY = [
    dict(zip(FIELDS, answers, strict=True))
    for answers in product(
        (None, "x", "y"), (None, "x", "y", "z"), (None, "text"), ([], ["x"], ["y"], ["x", "y"])
    )
]


def random_condition(random: Random, depth: int = 4) -> Condition:
    operator = random.choice(("all", "any", "not", "eq", "in", "answered"))
    if depth and operator == "not":
        return ("not", random_condition(random, depth - 1))
    if depth and operator in ("all", "any"):
        parts = range(random.randint(1, 4))
        return (operator, tuple(random_condition(random, depth - 1) for _ in parts))
    name = random.choice(list(FIELDS))
    options = FIELDS[name][0]
    if operator == "in" and options:
        return ("in", name, tuple(random.sample(options, random.randint(1, len(options)))))
    if operator == "eq" and options:
        return ("eq", name, random.choice(options))
    return ("answered", name)


def test_satisfiable__generated_conditions__as_trying_every_answer_says() -> None:
    found = {True: 0, False: 0}
    for seed in range(3000):
        condition = random_condition(Random(seed))
        answers = ({k: v for k, v in each.items() if v is not None} for each in EVERY)
        expected = any(holds(condition, each) for each in answers)
        assert satisfiable(condition, FIELDS) is expected, condition
        found[expected] += 1
    assert found[False] > 50


def test_complete_condition__chain_of_hidden_questions__carries_every_link() -> None:
    form = {
        "properties": {
            "kind": {"x-field": "kind"},
            "first": {"x-kinds": ["town"]},
            "second": {"x-visible-if": {"question": "first", "is": "yes"}},
            "third": {"x-visible-if": {"not": {"question": "second", "answered": True}}},
        }
    }
    complete = complete_conditions(form)
    second = ("all", (("in", "kind", ("town",)), ("eq", "first", "yes")))
    assert complete["second"] == second
    assert complete["third"] == ("not", ("all", (second, ("answered", "second"))))


def found_in(properties: dict[str, Any]) -> list[Problem]:
    form = json.loads((LIBRARY / "forms/shelf-survey/form.json").read_text("utf-8"))
    form["properties"] |= properties
    content = json.dumps(form).encode()
    source = load.from_bytes("forms/shelf-survey/form.json", "form", content)
    return list(form_conditions.problems(source))


def question(condition: dict[str, Any]) -> dict[str, Any]:
    return {"title": "ก", "$ref": "#/$defs/done", "x-visible-if": condition}


@pytest.mark.parametrize("links", [8, 400])
def test_condition__doubling_at_every_link__is_too_long_and_never_built(links: int) -> None:
    chain = {"q0": question({"question": "counted", "is": "all"})}
    for number in range(1, links):
        before = {"question": f"q{number - 1}", "answered": True}
        chain[f"q{number}"] = question({"any": [before, before]})
    problems = found_in(chain)
    assert {problem.rule for problem in problems} == {"CONDITION_TOO_LONG"}
    assert len(problems) == links - 7


def test_condition__a_circle__is_named() -> None:
    problems = found_in(
        {
            "here": question({"question": "there", "answered": True}),
            "there": question({"question": "here", "answered": True}),
        }
    )
    assert ["wait for each other" in problem.what for problem in problems] == [True]


def test_condition__needs_a_question_that_this_kind_is_never_asked__never_holds() -> None:
    after = question({"question": "budget", "is": "set"})
    (problem,) = found_in({"after": {**after, "x-kinds": ["school"]}})
    assert problem.rule == "CONDITION_NEVER_HOLDS"
