"""A form of sound shape in, problems of the conditions under which its properties are asked out."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from publication.answers import options_of
from publication.conditions import Condition, complete_conditions
from publication.load import Source, Trail
from publication.problems import Problem, Rule

MOST_LEAVES = 200
"""Of a complete condition: Excel takes 255 arguments, and no reader follows so many."""
_MOST_TRIES = 20_000
Node = Mapping[str, Any]
Given = str | frozenset[str] | None
"""An answer: an option, several, or none. A typed text is just some text."""
_TEXT = "\0"
_OTHER = "\1"


def problems(source: Source) -> Iterator[Problem]:
    """Conditions that refer to nothing, look ahead, are too long, or can never hold."""
    properties = source.data["properties"]
    found: list[Problem] = []
    for name, node in properties.items():
        if "x-visible-if" in node:
            trail: Trail = ("properties", name, "x-visible-if")
            found += _references(source, name, trail, node["x-visible-if"])
    yield from found
    if not found:
        yield from _unsatisfiable(source, properties)


def _references(source: Source, name: str, trail: Trail, node: Node) -> Iterator[Problem]:
    """A condition looks at earlier properties only, and at answers that these have."""
    for operator in ("all", "any"):
        for number, child in enumerate(node.get(operator, ())):
            yield from _references(source, name, (*trail, operator, number), child)
    if "not" in node:
        yield from _references(source, name, (*trail, "not"), node["not"])
    if "question" not in node:
        return
    properties = source.data["properties"]
    if node["question"] not in properties:
        words = {"id": node["question"], "known": sorted(properties)}
        yield source.problem(trail, Rule.UNKNOWN_QUESTION, **words)
        return
    reason = _why_never(name, node, source.data)
    if reason:
        yield source.problem(trail, Rule.CONDITION_NEVER_HOLDS, question=name, reason=reason)


def _why_never(name: str, node: Node, form: Node) -> str:
    """Why a condition on one property can never hold; empty when it can."""
    names = list(form["properties"])
    asked = node["question"]
    if names.index(asked) >= names.index(name):
        circle = _refers_to(form["properties"][asked].get("x-visible-if", {}), name)
        return (
            f"'{asked}' and '{name}' wait for each other"
            if circle
            else f"'{asked}' is not asked before it"
        )
    if "answered" in node:
        return ""
    known = [option["const"] for option in _options(form["properties"][asked], form)]
    if not known:
        return f"'{asked}' has no answers to choose from; use answered"
    wanted = [node["is"]] if "is" in node else node["in"]
    strange = next((value for value in wanted if value not in known), None)
    return f"'{strange}' is no answer of '{asked}'" if strange is not None else ""


def _refers_to(node: Node, name: str) -> bool:
    if node.get("question") == name:
        return True
    children = [*node.get("all", ()), *node.get("any", ()), *filter(None, [node.get("not")])]
    return any(_refers_to(child, name) for child in children)


def _options(node: Node, form: Node) -> Sequence[Node]:
    return options_of(node.get("items", {}) if node.get("type") == "array" else node, form)


def _unsatisfiable(source: Source, properties: Node) -> Iterator[Problem]:
    sizes: dict[str, int] = {}
    for name, node in properties.items():
        sizes[name] = ("x-kinds" in node) + _leaves(node.get("x-visible-if", {}), sizes)
    long = [name for name, size in sizes.items() if size > MOST_LEAVES]
    for name in long:
        words = {"question": name, "size": sizes[name], "limit": MOST_LEAVES}
        trail: Trail = ("properties", name, "x-visible-if")
        yield source.problem(trail, Rule.CONDITION_TOO_LONG, **words)
    if long:
        return
    answers = {name: _possible(node, source.data) for name, node in properties.items()}
    answers.setdefault("", ((), False))  # a kind that no field asks for is a problem of its own
    for name, condition in complete_conditions(source.data).items():
        if not satisfiable(condition, answers):
            limited = "x-visible-if" if "x-visible-if" in properties[name] else "x-kinds"
            reason = "no answers meet all parts of it, those of the questions it looks at included"
            words = {"question": name, "reason": reason}
            trail = ("properties", name, limited)
            yield source.problem(trail, Rule.CONDITION_NEVER_HOLDS, **words)


def _leaves(node: Node, sizes: Mapping[str, int]) -> int:
    """Parts of the complete condition, counted without making it."""
    if "question" in node:
        return 1 + sizes.get(node["question"], 0)
    children = [*node.get("all", ()), *node.get("any", ()), *filter(None, [node.get("not")])]
    return sum(_leaves(child, sizes) for child in children)


def _possible(node: Node, form: Node) -> tuple[tuple[str, ...], bool]:
    """Options that can be chosen, and whether several can at once."""
    return tuple(option["const"] for option in _options(node, form)), node.get("type") == "array"


def satisfiable(condition: Condition, options: Mapping[str, tuple[tuple[str, ...], bool]]) -> bool:
    """Whether some answers meet the condition; ``options`` by property, empty for typed ones.

    Gives up, and says yes, where that would take too many tries.
    """
    looked_at = {name: sorted(values) for name, values in _looked_at(condition).items()}
    domains = {name: _domain(*options[name], values) for name, values in looked_at.items()}
    return _search(condition, domains, {}, [_MOST_TRIES])


def _search(
    condition: Condition,
    domains: Mapping[str, Sequence[Given]],
    given: dict[str, Given],
    tries: list[int],
) -> bool:
    """Answers one property after the other, and goes on only while the condition may still hold."""
    tries[0] -= 1
    truth = _truth(condition, given)
    if truth is not None or tries[0] < 0:
        return truth is not False
    name = next(name for name in domains if name not in given)
    return any(
        _search(condition, domains, {**given, name: answer}, tries) for answer in domains[name]
    )


def _domain(options: tuple[str, ...], several: bool, looked_at: Sequence[str]) -> list[Given]:
    """Every answer that makes a difference to the condition."""
    if not options:
        return [None, _TEXT]
    if not several:
        return [None, *options]
    some = list(looked_at[:6])
    chosen: list[Given] = [
        frozenset(each) for size in range(len(some) + 1) for each in combinations(some, size)
    ]
    return [*chosen, frozenset([_OTHER])]


def _truth(condition: Condition, given: Mapping[str, Given]) -> bool | None:
    """Whether the condition holds with the answers so far; None: that depends on the others."""
    operator: Any = condition[0]
    argument: Any = condition[1]
    if operator == "not":
        inner = _truth(argument, given)
        return None if inner is None else not inner
    if operator in ("all", "any"):
        truths = [_truth(part, given) for part in argument]
        decisive: bool = operator == "any"
        if decisive in truths:
            return decisive
        return None if None in truths else not decisive
    if argument not in given:
        return None
    answer = given[argument]
    if operator == "answered":
        return bool(answer)
    wanted: Any = condition[2] if operator == "in" else (condition[2],)
    chosen = answer if isinstance(answer, frozenset) else {answer}
    return any(value in chosen for value in wanted)


def _looked_at(condition: Condition) -> dict[str, set[str]]:
    """Properties in the condition, each with the options it is compared with."""
    operator: Any = condition[0]
    argument: Any = condition[1]
    if operator not in ("not", "all", "any"):
        wanted: Any = condition[2:] if operator == "eq" else (condition[2:] or ((),))[0]
        return {argument: set(wanted)}
    found: dict[str, set[str]] = {}
    for part in (argument,) if operator == "not" else argument:
        for name, values in _looked_at(part).items():
            found.setdefault(name, set()).update(values)
    return found
