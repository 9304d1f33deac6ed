"""Forms and answers by chance, through scoring.py and through the bundle of score.ts in Node."""

import json
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Any

import pytest

from publication.engine import OVERRIDES
from publication.scoring import percent, plan_of, score

from .node import Node, node_running
from .random_form import random_answers, random_form

SCORE = OVERRIDES / "components" / "score"
CASES = Path(__file__).parents[1] / "cases" / "scoring"
FORMS, ANSWERS_EACH = 1000, 24
MUTANTS = {
    "rounds down": ("(got * 20000 + max) / (2 * max)", "(got * 10000) / max"),
    "cap lifts": ("Math.min(order", "Math.max(order"),
    "must-haves stand anywhere": ("Number(b.must) - Number(a.must) || ", ""),
    "not applicable is unanswered": ("points !== undefined) answered", "points != null) answered"),
    "hidden questions count": ("if (!isAsked(question, answers)) continue;", ""),
    "level needs more": ("bp >= start", "bp > start"),
    "several answers are none": ("Array.isArray(answer) ? answer.includes(option) : ", ""),
    "an empty list is an answer": ("answer.length > 0", "answer.length >= 0"),
}
"""What the comparison must notice: a piece of score.ts, and what a slip would make of it."""

Scores = list[Any]


def node_with(folder: Path) -> AbstractContextManager[Node]:
    return node_running("score_host.mjs", folder)


@pytest.fixture(scope="module")
def node() -> Iterator[Node]:
    with node_with(SCORE) as started:
        yield started


def differences(node: Node, forms: int) -> tuple[int, list[tuple[int, dict[str, Any]]]]:
    """How many answers were compared, and the seed and answers of those scored differently."""
    compared = 0
    different = []
    for seed in range(forms):
        random = Random(seed)
        form = random_form(random)
        plan = plan_of(form)
        answers = [random_answers(random, form) for _ in range(ANSWERS_EACH)]
        told = node.ask(plan=plan, answers=answers)
        compared += len(told)
        different += [
            (seed, each)
            for each, theirs in zip(answers, told, strict=True)
            if theirs != by_python(plan, each)
        ]
    return compared, different


def by_python(plan: dict[str, Any], answers: dict[str, Any]) -> Any:
    return json.loads(json.dumps(asdict(score(plan, answers))))


def test_score__generated_forms_and_answers__same_in_python_and_browser(node: Node) -> None:
    compared, different = differences(node, FORMS)
    assert compared >= 20000
    assert different == []


@pytest.mark.parametrize("path", sorted(CASES.glob("*.json")), ids=lambda path: path.stem)
def test_score__golden_vectors__same_in_browser(node: Node, path: Path) -> None:
    case = json.loads(path.read_text("utf-8"))
    told = node.ask(plan=case["plan"], answers=[vector["answers"] for vector in case["cases"]])
    assert told == [vector["score"] for vector in case["cases"]]


@pytest.mark.parametrize(("was", "becomes"), MUTANTS.values(), ids=MUTANTS)
def test_comparison__slip_in_score_ts__is_noticed(was: str, becomes: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SCORE, tmp_path / "score"))
    source = (folder / "score.ts").read_text("utf-8")
    assert source.count(was) == 1
    (folder / "score.ts").write_text(source.replace(was, becomes), "utf-8")
    with node_with(folder) as mutant:
        _, different = differences(mutant, 100)
    assert different


@pytest.mark.parametrize(
    ("bp", "text"),
    [
        (0, "0"),
        (10000, "100"),
        (6250, "62.5"),
        (6667, "66.7"),
        (3333, "33.3"),
        (6005, "60.1"),
        (4, "0"),
        (6000, "60"),
        (5996, "59.9"),
        (9999, "99.9"),
    ],
)
def test_percent__basis_points__one_decimal_and_no_level_not_reached(bp: int, text: str) -> None:
    assert percent(bp) == text


def test_percent__every_share__the_same_in_python_and_browser(node: Node) -> None:
    every = list(range(10001))
    assert node.ask(percent=every) == [percent(bp) for bp in every]
