"""load: data and lines of every node; nothing in a file makes it raise."""

import json
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from publication import load
from publication.problems import Rule

JSON_LEAVES = st.none() | st.booleans() | st.integers(-(10**17), 10**17) | st.text(max_size=12)
STRUCTURES = st.recursive(
    JSON_LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=25,
)


def read(text: str, path: str = "docs/lists.yml") -> load.Source:
    return load.from_bytes(path, "lists", text.encode())


def rules(source: load.Source) -> list[str]:
    return [problem.rule for problem in source.problems]


@given(st.binary(max_size=400), st.sampled_from(["docs/lists.yml", "forms/x/form.json"]))
def test_loading_never_raises_on_any_bytes(content: bytes, path: str) -> None:
    source = load.from_bytes(path, load.kind_of(path), content)
    assert source.path == path


@given(st.text(alphabet="{}[]:,-#&*!|>'\"%@`\n\t ab1\u0e01\u0e33", max_size=200))
def test_loading_never_raises_on_text_made_of_syntax(text: str) -> None:
    for path in ("docs/lists.yml", "forms/x/form.json"):
        assert isinstance(load.from_bytes(path, "lists", text.encode()), load.Source)


@given(STRUCTURES)
def test_json_comes_back_as_it_went_in_with_a_line_for_each_node(data: Any) -> None:
    text = json.dumps(data, indent=1, ensure_ascii=False)
    source = load.from_bytes("forms/x/form.json", "form", text.encode("utf-8", "surrogatepass"))
    if "NOT_UTF8" in rules(source):
        return
    assert source.data == data
    last = len(text.splitlines())
    assert all(1 <= line <= last for line in source.lines.values())


def test_lines_of_keys_and_entries() -> None:
    source = read("a:\n  b: 1\n  c:\n    - x\n    - y\n")
    assert source.data == {"a": {"b": 1, "c": ["x", "y"]}}
    places: list[load.Trail] = [("a",), ("a", "b"), ("a", "c", 1)]
    assert [source.line(place) for place in places] == [1, 2, 5]


def test_a_missing_node_is_told_at_the_line_above_it() -> None:
    assert read("a: 1\nb:\n  c: 2\n").line(("b", "nothing", 3)) == 2


def test_dates_and_yes_stay_text_and_numbers_are_numbers() -> None:
    data = read("day: 2020-06-18\nyes: no\ncode: 007\ncount: 12\noff: true\nnone: null\n").data
    assert data == {
        "day": "2020-06-18",
        "yes": "no",
        "code": "007",
        "count": 12,
        "off": True,
        "none": None,
    }


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("a:\n\tb: 1\n", Rule.TAB, 2),
        ("a: 1\nb: 2\na: 3\n", Rule.DUPLICATE_KEY, 3),
        ("a: &x 1\nb: *x\n", Rule.ALIAS, 1),
        ("a: !!python/object:os.system x\n", Rule.ALIAS, 1),
        ("a: [1, 2\nb: 3\n", Rule.BAD_YAML, 2),
        ("a: 1\n---\nb: 2\n", Rule.BAD_YAML, 1),
        ("? [a, b]\n: 1\n", Rule.BAD_YAML, 1),
        ("  \n", Rule.EMPTY_FILE, 1),
        ("[" * 60 + "]" * 60, Rule.TOO_DEEP, 1),
        ("[" * 200_000, Rule.TOO_DEEP, 1),
    ],
)
def test_bad_yaml_is_a_problem_with_its_line(text: str, rule: Rule, line: int) -> None:
    (problem,) = read(text).problems
    assert (problem.rule, problem.line) == (rule.name, line)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ('{"a": 1,}', Rule.BAD_JSON),
        ('{"a": NaN}', Rule.BAD_JSON),
        ('{"a": ' + "1" * 5000 + "}", Rule.BAD_JSON),
        ("[" * 100_000, Rule.BAD_JSON),
        ('{"a": 1,\n "a": 2}', Rule.DUPLICATE_KEY),
    ],
)
def test_bad_json_is_a_problem(text: str, rule: Rule) -> None:
    source = load.from_bytes("forms/x/form.json", "form", text.encode())
    assert rules(source) == [rule.name]


def test_bytes_that_are_no_text_are_told_with_their_line() -> None:
    source = load.from_bytes("docs/lists.yml", "lists", b"a: 1\nb: \xff\xfe\n")
    assert [(problem.rule, problem.line) for problem in source.problems] == [("NOT_UTF8", 2)]


def test_a_file_that_cannot_be_read_is_a_problem() -> None:
    source = load.from_bytes("docs/lists.yml", "lists", PermissionError(13, "Permission denied"))
    assert rules(source) == ["UNREADABLE_FILE"]


@given(STRUCTURES.filter(lambda data: isinstance(data, (dict, list)) and bool(data)))
def test_yaml_written_by_another_writer_reads_back(data: Any) -> None:
    """PyYAML's own writer quotes what would be read as something else; ours must agree."""
    text = yaml.safe_dump(data, allow_unicode=True, default_style='"', width=10_000)
    source = read(text)
    if source.problems:
        assert rules(source)[0] in {"ALIAS", "BAD_YAML", "TAB", "NOT_UTF8"}
    else:
        assert json.dumps(source.data, sort_keys=True) == json.dumps(_as_text(data), sort_keys=True)


def _as_text(data: Any) -> Any:
    """What a double-quoted scalar says: every leaf is text unless it carries a tag."""
    if isinstance(data, dict):
        return {key: _as_text(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_as_text(value) for value in data]
    return data


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("docs/publication.yml", "publication"),
        ("docs/guidelines/a.yml", "guideline"),
        ("docs/circulars/permanent.yml", "permanent"),
        ("docs/circulars/a.yml", "circular"),
        ("docs/other.yml", "unknown"),
        ("docs/guidelines/deep/a.yml", "unknown"),
        ("forms/a/form.json", "form"),
    ],
)
def test_the_kind_follows_from_the_place(path: str, kind: str) -> None:
    assert load.kind_of(path) == kind


@pytest.mark.parametrize("wrapped", ["{}", '{{"not": {}}}'])
def test_an_escaped_emoji_loses_neither_lines_nor_duplicates_nor_depth(wrapped: str) -> None:
    text = '{\n "a": "\\ud83d\\ude00 \\\\ud83d",\n "b": 1,\n "b": 2}'
    source = load.from_bytes("forms/x/form.json", "form", text.encode())
    assert [(problem.rule, problem.line) for problem in source.problems] == [("DUPLICATE_KEY", 4)]
    inner = '"\\ud83d\\ude00"'
    for _ in range(60):
        inner = '{"not": ' + inner + "}"
    deep = load.from_bytes("forms/x/form.json", "form", wrapped.format(inner).encode())
    assert rules(deep) == ["TOO_DEEP"]


def test_a_number_with_a_point_is_no_whole_number() -> None:
    assert load.from_bytes("forms/x/form.json", "form", b'{"a": 1.0}').data == {"a": "1.0"}
