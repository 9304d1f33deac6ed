"""The official JSON-Schema-Test-Suite, draft 2020-12, through the engine of validate.ts.

The set-up fetches the suite; every test of the engine that comes out otherwise than the suite says
stands by name in known-differences.yml, and none of them can be met by a form that passes check.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema_specifications import REGISTRY

from publication.validation import beyond, faults

from .node import Node
from .validation_node import node_with

ROOT = Path(__file__).parents[2]
SUITE = ROOT / ".cache" / "json-schema-suite"
DIFFERENCES = ROOT / "tests" / "cases" / "validation" / "known-differences.yml"
SERVED = "http://localhost:1234/"
"""Where the suite's schemas say that its remote ones stand; nothing is asked for there."""

pytestmark = pytest.mark.skipif(
    not (SUITE / ".made-from").is_file(),
    reason="THE OFFICIAL JSON-SCHEMA-TEST-SUITE IS MISSING: run python3 scripts/setup.py test",
)


@pytest.fixture(scope="module")
def node() -> Iterator[Node]:
    with node_with() as started:
        assert started.ask(remotes=remotes()) is True
        yield started


def remotes() -> dict[str, Any]:
    folder = SUITE / "remotes"
    own = [*folder.glob("*.json"), *(folder / "draft2020-12").rglob("*.json")]
    served = {SERVED + each.relative_to(folder).as_posix(): read(each) for each in own}
    meta = {uri: REGISTRY.contents(uri) for uri in REGISTRY if "2020-12" in uri}
    return served | meta


@cache
def groups() -> list[tuple[str, dict[str, Any]]]:
    """Every required group of tests, after the name of its file."""
    files = sorted((SUITE / "tests").glob("*.json"))
    return [(path.stem, group) for path in files for group in read(path)]


def read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def name(file: str, group: dict[str, Any], test: dict[str, Any]) -> str:
    return f"{file} › {group['description']} › {test['description']}"


def known() -> dict[str, str]:
    """Name of the test to the reason of the difference."""
    reasons = yaml.safe_load(DIFFERENCES.read_text("utf-8"))
    return {test: each["reason"] for each in reasons for test in each["tests"]}


def test_suite__every_required_test__as_the_suite_says_but_for_known_differences(
    node: Node,
) -> None:
    different = set()
    ran = 0
    for file, group in groups():
        told = node.ask(suite=group["schema"], values=[test["data"] for test in group["tests"]])
        for test, verdict in zip(group["tests"], told, strict=True):
            ran += 1
            if verdict is not test["valid"]:
                different.add(name(file, group, test))
    assert ran > 1200
    assert different - known().keys() == set(), "new differences"
    assert known().keys() - different == set(), "no longer different: remove from the list"


def test_known_differences__each__takes_what_no_form_may_hold_or_is_ours_on_purpose() -> None:
    """On purpose: dates are days of the calendar, for Python as for browsers."""
    tests = {
        name(file, group, test): (group["schema"], test)
        for file, group in groups()
        for test in group["tests"]
    }
    for listed in known():
        schema, test = tests[listed]
        if beyond(schema):
            continue
        assert schema["format"] == "date", listed
        assert [fault.keyword for fault in faults(schema, test["data"])] == ["format"]


def test_suite__schemas_that_a_form_may_hold__browser_and_python_as_the_suite_says(
    node: Node,
) -> None:
    """The same tests through what pages and programs call, in both languages."""
    on_purpose = known()
    ran = 0
    for file, group in groups():
        if beyond(group["schema"]):
            continue
        values = [test["data"] for test in group["tests"]]
        told = node.ask(schema=group["schema"], answers=[json.dumps(value) for value in values])
        for test, browser in zip(group["tests"], told, strict=True):
            ran += 1
            valid = test["valid"] and name(file, group, test) not in on_purpose
            assert (browser == []) is valid, name(file, group, test)
            assert (faults(group["schema"], test["data"]) == []) is valid
    assert ran > 100
