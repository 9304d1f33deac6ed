"""Texts, sentences with gaps and condition trees in, pieces of Excel formulas out; no I/O.

Texts are compared by EXACT: ``=`` and MATCH ignore case, and MATCH takes ``*`` as a wildcard.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as with_default
from string import Formatter
from typing import Any

from publication.conditions import Condition

LONGEST_LITERAL = 255
"""Excel refuses longer text constants in a formula."""
TICKS = ("✓", "x", "1", "TRUE")
"""What counts as a tick, in either case."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a formula asks about the answer to a field or question."""

    given: str
    """A truth value: whether there is an answer."""
    chosen: Mapping[str, str] = with_default(default_factory=dict)
    """Truth values by option id: whether that is the answer, or one of several."""
    text: str = ""
    """The cell of an answer that is typed and compares as text; empty: it equals no text."""


def ticked(cell: str) -> str:
    """A truth value: whether a cell for a tick holds one, as programs that read it take it."""
    marks = ",".join(literal(mark) for mark in TICKS)
    return f'OR({cell}&""={{{marks}}})'


def literal(text: str) -> str:
    """The text as a constant of a formula, in parts where Excel wants them shorter."""
    parts = [
        text[start : start + LONGEST_LITERAL] for start in range(0, len(text), LONGEST_LITERAL)
    ]
    return "&".join('"' + part.replace('"', '""') + '"' for part in parts or [""])


def sentence(template: str, **expressions: object) -> str:
    """A template with {names} as a formula that joins its texts with the expressions."""
    parts: list[str] = []
    for text, name, _, _ in Formatter().parse(template):
        if text:
            parts.append(literal(text))
        if name is not None:
            parts.append(str(expressions[name]))
    return "&".join(parts) or '""'


def percent(basis_points: str) -> str:
    """Basis points as readers see them, as scoring.percent says; of integers, so that no locale
    changes the point."""
    tenth = f"MIN(9,INT((MOD({basis_points},100)+5)/10))"
    return f'INT({basis_points}/100)&IF({tenth}=0,"","."&{tenth})'


def share(got: str, most: str) -> str:
    """``got`` of ``most`` in basis points, half up; empty text when there is nothing to share."""
    return f'IF({most}=0,"",INT(({got}*20000+{most})/(2*{most})))'


def condition(tree: Condition, answers: Mapping[str, Answer]) -> str:
    """A truth value: whether the answers meet the condition."""
    operator: Any = tree[0]
    argument: Any = tree[1]
    if operator in ("all", "any"):
        parts = [condition(part, answers) for part in argument]
        if not parts:
            return "TRUE" if operator == "all" else "FALSE"
        return f"{'AND' if operator == 'all' else 'OR'}({','.join(parts)})"
    if operator == "not":
        return f"NOT({condition(argument, answers)})"
    answer = answers[argument]
    if operator == "answered":
        return answer.given
    wanted: Any = tree[2]
    return _one_of(answer, tuple(wanted) if operator == "in" else (wanted,))


def _one_of(answer: Answer, wanted: tuple[str, ...]) -> str:
    tests = [test for option, test in answer.chosen.items() if option in wanted]
    if answer.text:
        tests = [f"EXACT({answer.text},{literal(value)})" for value in wanted]
    if not tests:
        return "FALSE"
    return tests[0] if len(tests) == 1 else f"OR({','.join(tests)})"
