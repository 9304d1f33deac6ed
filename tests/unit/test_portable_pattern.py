"""Patterns by chance: what passes the lint means the same to Python and to browsers."""

import re
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publication.portable_pattern import as_browsers_do, pattern_problem

from .node import Node
from .validation_node import node_with

PATTERNS, TEXTS_EACH = 2500, 12
ALPHABET = "ab09-_ .]/^&~กำ๑é😀\n"
"""Of what patterns and texts are made; texts also hold what `\\d`, `.` and `$` tell apart."""
ODD = "\r\u2028\u0301\ud83d\ude00\x1c\u0663\u212a"


@pytest.fixture(scope="module")
def node() -> Iterator[Node]:
    with node_with() as started:
        yield started


def test_pattern_problem__generated_portable_patterns__match_alike(node: Node) -> None:
    random = Random(11)
    cases = []
    for _ in range(PATTERNS):
        pattern = f"^{_sequence(random, 2)}$"
        assert pattern_problem(pattern) == "", pattern
        cases.append((pattern, [_text(random) for _ in range(TEXTS_EACH)]))
    theirs = node.ask(patterns=cases)
    ours = [[bool(as_browsers_do(p).search(text)) for text in texts] for p, texts in cases]
    assert [case for case, a, b in zip(cases, ours, theirs, strict=True) if a != b] == []
    matched = sum(map(sum, ours))
    assert PATTERNS * TEXTS_EACH / 20 < matched < PATTERNS * TEXTS_EACH * 19 / 20


def test_pattern_problem__portable_patterns__differ_for_plain_python_at_a_final_newline() -> None:
    random = Random(11)
    for _ in range(PATTERNS // 5):
        pattern = f"^{_sequence(random, 2)}$"
        for text in (_text(random) for _ in range(TEXTS_EACH)):
            if not text.endswith("\n"):
                plain = bool(re.search(pattern, text))
                assert plain is bool(as_browsers_do(pattern).search(text)), (pattern, text)


def _sequence(random: Random, depth: int) -> str:
    return "".join(_part(random, depth) for _ in range(random.randint(0, 2)))


def _part(random: Random, depth: int) -> str:
    if depth and random.random() < 0.3:
        inside = "|".join(_sequence(random, depth - 1) for _ in range(random.randint(1, 3)))
        mark = random.choice(("", "?:", "?:", "?=", "?!"))
        group = f"({mark}{inside})"
        return group + ("" if mark in ("?=", "?!") else _repetition(random))
    atom = _class(random) if random.random() < 0.4 else _character(random, "^$\\.*+?()[]{}|")
    return atom + _repetition(random)


def _class(random: Random) -> str:
    members = []
    for _ in range(random.randint(1, 3)):
        first, last = sorted(random.choices("abz09ก๑😀", k=2))
        ranged = random.random() < 0.5
        members.append(f"{first}-{last}" if ranged else _character(random, "^\\[]-&~|"))
    inside = "".join(members).replace("~~", "~").replace("&&", "&")
    return f"[{random.choice(('', '^'))}{inside}{random.choice(('', '', '-'))}]"


def _character(random: Random, escaped: str) -> str:
    character = random.choice(ALPHABET)
    if character == "\n":
        return "\\n"
    # outside a class, "-", "&" and "~" may not be escaped
    return f"\\{character}" if character in escaped and character not in "&~" else character


def _repetition(random: Random) -> str:
    return random.choice(("", "", "", "*", "+", "?", "{0}", "{2}", "{1,}", "{1,2}", "+?", "*?"))


def _text(random: Random) -> str:
    length = random.choice((0, 1, 1, 2, 3, 5))
    return "".join(
        random.choice(ALPHABET + ODD if random.random() < 0.3 else "ab0-ก\n") for _ in range(length)
    )


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("a", "does not start with ^"),
        ("^a", "does not end with $"),
        ("a$", "does not start with ^"),
        ("^a|b$", "outside a group"),
        ("^a$b$", "may only end"),
        ("^(a$)$", "may only end"),
        ("^(?:^a)$", "'^' has nothing to belong to"),
        ("^\\d$", "[0-9]"),
        ("^\\D$", "[^0-9]"),
        ("^[\\d]$", "[0-9]"),
        ("^\\w$", "[A-Za-z0-9_]"),
        ("^\\W+$", "[^A-Za-z0-9_]"),
        ("^\\s$", "spaces"),
        ("^\\S$", "[^ ]"),
        ("^\\ba$", "beside"),
        ("^\\Ba$", "beside"),
        ("^.$", "[^\\n]"),
        ("^(?P<a>b)$", "not a group in both"),
        ("^(?<a>b)$", "not a group in both"),
        ("^(?i)a$", "not a group in both"),
        ("^(?i:a)$", "not a group in both"),
        ("(?i)^a$", "does not start with ^"),
        ("^(?<=a)b$", "not a group in both"),
        ("^(?<!a)b$", "not a group in both"),
        ("^(?#a)b$", "not a group in both"),
        ("^(?>a)$", "not a group in both"),
        ("^(?=a)*$", "look-ahead cannot be repeated"),
        ("^(a)\\1$", "not read alike"),
        ("^\\Aa$", "not read alike"),
        ("^a\\Z$", "not read alike"),
        ("^\\p{L}$", "not read alike"),
        ("^\\u0e01$", "not read alike"),
        ("^\\x41$", "not read alike"),
        ("^\\0$", "not read alike"),
        ("^\\-$", "not read alike"),
        ("^\\ $", "not read alike"),
        ("^\\$", "does not end with $"),
        ("^\\", "not read alike"),
        ("^a++$", "possessive"),
        ("^a?+$", "possessive"),
        ("^a{2}+$", "possessive"),
        ("^a**$", "possessive"),
        ("^a{2}{3}$", "possessive"),
        ("^*a$", "nothing to belong to"),
        ("^a{,2}$", "needs a backslash"),
        ("^a{$", "needs a backslash"),
        ("^a{b}$", "needs a backslash"),
        ("^a{3,2}$", "from few to many"),
        ("^a{5000}$", "from few to many"),
        ("^a{1,5000}$", "from few to many"),
        ("^}$", "nothing to belong to"),
        ("^]$", "nothing to belong to"),
        ("^)$", "closes no group"),
        ("^a)$", "closes no group"),
        ("^(a$", "may only end"),
        ("^(a", "a group stays open"),
        ("^[a", "a class stays open"),
        ("^[]$", "an empty class"),
        ("^[^]$", "an empty class"),
        ("^[[:alpha:]]$", "needs a backslash"),
        ("^[a&&b]$", "kept for sets"),
        ("^[a--b]$", "kept for sets"),
        ("^[a||b]$", "kept for sets"),
        ("^[a~~b]$", "kept for sets"),
        ("^[z-a]$", "runs backwards"),
        ("^\ud83d$", "surrogate"),
        ("^[\ud83d]$", "surrogate"),
    ],
)
def test_pattern_problem__what_may_differ__is_named(pattern: str, reason: str) -> None:
    assert reason in pattern_problem(pattern)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("^\\d$", "๑"),
        ("^\\w$", "ก"),
        ("^\\s$", "\ufeff"),
        ("^[\\s]$", "\x1c"),
        ("^.$", "\u2028"),
        ("^(?:a|b\\b)$", "bก"[:1]),
        ("^a$", "a\n"),
    ],
)
def test_pattern_problem__its_reasons__are_real(pattern: str, text: str, node: Node) -> None:
    """Read as it stands, each of these matches in one of the two only, or is refused by the lint
    for the company it keeps; ``$`` is the one that as_browsers_do mends."""
    in_browsers = node.ask(patterns=[[pattern, [text]]])[0][0]
    in_python = bool(re.search(pattern, text))
    if pattern == "^a$":
        assert in_python and not in_browsers and not as_browsers_do(pattern).search(text)
    elif "\\b" not in pattern:
        assert in_python is not in_browsers


@pytest.mark.parametrize(
    "pattern",
    [
        "^$",
        "^[a-z][a-z0-9-]*\\.(note|evidence)$",
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        "^(?:|a)$",
        "^[-a]$",
        "^[a-]$",
        "^[\\]\\[\\-\\\\^]$",
        "^a/b\\/c$",
        "^[ก-๙ ]{1,3}?$",
        "^(?!a)[^\\n\\r\\t]*$",
    ],
)
def test_pattern_problem__portable__none_and_both_read_it(pattern: str, node: Node) -> None:
    assert pattern_problem(pattern) == ""
    assert as_browsers_do(pattern)
    assert isinstance(node.ask(patterns=[[pattern, ["a"]]])[0], list)


@given(st.text(alphabet=st.sampled_from("^$\\.*+?()[]{}|/-:=!<P&ab0,1dwn😀\ud83d"), max_size=12))
def test_pattern_problem__any_text__never_raises_and_passes_only_what_python_reads(
    text: str,
) -> None:
    for pattern in (text, f"^{text}$"):
        if pattern_problem(pattern) == "":
            assert isinstance(as_browsers_do(pattern), re.Pattern)


def test_pattern_problem__any_text_that_passes__is_read_by_browsers(node: Node) -> None:
    random = Random(13)
    pieces = ["^", "$", "\\", ".", "*", "+", "?", "(", ")", "[", "]", "{", "}", "|", "-", "(?:"]
    pieces += ["(?=", "a", "b-", "0", ",", "{1}", "&", "~", "\\n", "\\-", "/", "[a", "[^", "1"]
    passing: list[Any] = []
    while len(passing) < 500:
        pattern = f"^{''.join(random.choices(pieces, k=random.randint(1, 6)))}$"
        if pattern_problem(pattern) == "":
            passing.append([pattern, ["a", "ab-", "0", "\n", "a\n"]])
    theirs = node.ask(patterns=passing)
    ours = [[bool(as_browsers_do(p).search(each)) for each in texts] for p, texts in passing]
    assert ours == theirs
