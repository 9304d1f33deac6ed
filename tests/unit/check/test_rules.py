"""check: every rule fires on the fault it is named after, and says where."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from publication import check, load
from publication.problems import Problem, Rule

LIBRARY = Path(__file__).resolve().parents[2] / "publications" / "library"
CASES: list[dict[str, Any]] = yaml.safe_load(
    (LIBRARY.parents[1] / "cases" / "check" / "rules.yml").read_text("utf-8")
)
SITE_RULES = list(Rule)[list(Rule).index(Rule.BROKEN_LINK) :]
"""Rules of the finished site; tests of verify cover them."""
ELSEWHERE = {
    *(Rule.UNREADABLE_FILE, Rule.UNKNOWN_HAZARD, Rule.UNKNOWN_PHASE, Rule.MAP_GAP),
    Rule.CONDITION_TOO_LONG,
}
"""Covered beside load, in the test of maps (the library has none), in that of conditions."""


def problems_in(root: Path) -> tuple[Problem, ...]:
    return check.everything(load.everything_under(root))


def break_it(root: Path, case: dict[str, Any]) -> None:
    target = root / case["file"]
    if "bytes" in case:
        target.write_bytes(bytes.fromhex(case["bytes"]))
        return
    if "content" in case:
        if case["content"] is None:
            target.unlink()
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(case["content"], "utf-8")
        return
    for beside, (old, new) in case.get("beside", {}).items():
        kept = (root / beside).read_text("utf-8")
        (root / beside).write_text(kept.replace(old, new, 1), "utf-8")
    text = (root / case.get("copy", case["file"])).read_text("utf-8")
    assert case["old"] in text, "the case no longer fits the library publication"
    new = case["old"] * case["repeat"] if "repeat" in case else case["new"]
    new = new.replace("title: ", "") if "repeat" in case else new
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(
        text.replace(case["old"], f"title: {new}" if "repeat" in case else new, 1), "utf-8"
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']}-{case['file']}")
def test_rule_fires(case: dict[str, Any], tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    break_it(root, case)
    found = [problem for problem in problems_in(root) if problem.rule == case["rule"]]
    assert found, f"{case['rule']} was not reported: {problems_in(root)}"
    files = {problem.file for problem in found}
    if case["rule"] not in {"ADDRESS_LOST", "DUPLICATE_ORDER"}:
        assert case["file"] in files
    if "line" in case:
        assert case["line"] in {problem.line for problem in found}
    assert all("{" not in problem.what.replace("{…", "") for problem in found)


def test_every_rule_has_a_case() -> None:
    covered = {case["rule"] for case in CASES}
    missing = [
        rule.name
        for rule in Rule
        if rule not in SITE_RULES and rule not in ELSEWHERE and rule.name not in covered
    ]
    assert missing == []


def test_both_publications_are_clean() -> None:
    assert problems_in(LIBRARY) == ()
    assert problems_in(LIBRARY.parents[2]) == ()


def test_problems_of_several_files_come_in_one_run(tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    for rule in ("WRONG_TYPE", "BAD_EMAIL", "EQUAL_LABELS"):
        break_it(root, next(case for case in CASES if case["rule"] == rule))
    assert {problem.file for problem in problems_in(root)} == {
        "docs/guidelines/survey.yml",
        "docs/circulars/lib-7.yml",
        "forms/shelf-survey/form.json",
    }


@pytest.mark.parametrize(
    "path",
    sorted(source.path for source in load.everything_under(LIBRARY) if source.kind != "page"),
)
def test_a_broken_file_does_not_blame_those_who_refer_to_it(path: str, tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    (root / path).write_text("[", "utf-8")
    assert {problem.file for problem in problems_in(root)} == {path}


@pytest.mark.parametrize("rule", list(Rule), ids=lambda rule: rule.name)
def test_every_rule_says_how_to_mend(rule: Rule) -> None:
    assert rule.what
    assert rule.mend
    assert not rule.mend.endswith(".")
