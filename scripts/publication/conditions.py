"""A form.json in, the complete condition of each property out."""

from collections.abc import Mapping

from publication.answers import Schema

Condition = tuple[object, ...]
"""A tree as in the plan: ("eq", field, value), ("in", field, values), ("answered", field),
("not", c), ("all", cs), ("any", cs)."""


def complete_conditions(schema: Schema) -> dict[str, Condition]:
    """By property, for those not always asked. A reference to a property that may be hidden holds
    only while that one is asked, so an answer left behind in a hidden question counts nowhere."""
    properties = schema["properties"]
    kind_field = next(
        (name for name, node in properties.items() if node.get("x-field") == "kind"), ""
    )
    complete: dict[str, Condition] = {}
    for name, node in properties.items():
        parts: list[Condition] = []
        if "x-kinds" in node:
            parts.append(("in", kind_field, tuple(node["x-kinds"])))
        if "x-visible-if" in node:
            parts.append(completed(condition_from(node["x-visible-if"]), complete))
        if parts:
            complete[name] = _together(parts)
    return complete


def condition_from(node: Schema) -> Condition:
    """An ``x-visible-if`` as the plan writes it."""
    if "question" in node:
        field = node["question"]
        if "is" in node:
            return ("eq", field, node["is"])
        if "in" in node:
            return ("in", field, tuple(node["in"]))
        return ("answered", field)
    if "not" in node:
        return ("not", condition_from(node["not"]))
    (operator,) = node
    return (operator, tuple(condition_from(child) for child in node[operator]))


def completed(condition: Condition, complete: Mapping[str, Condition]) -> Condition:
    """The condition with every reference joined by the complete condition of what it refers to."""
    operator, argument = condition[0], condition[1]
    if operator == "not":
        assert isinstance(argument, tuple)
        return ("not", completed(argument, complete))
    if operator in ("all", "any"):
        assert isinstance(argument, tuple)
        return (operator, tuple(completed(part, complete) for part in argument))
    hidden_by = complete.get(str(argument))
    return _together([hidden_by, condition]) if hidden_by else condition


def settled(condition: Condition, field: str, value: str) -> Condition | bool:
    """What is left of the condition once this field has this value; a truth when that decides."""
    operator, argument = condition[0], condition[1]
    if operator == "not":
        assert isinstance(argument, tuple)
        inner = settled(argument, field, value)
        return not inner if isinstance(inner, bool) else ("not", inner)
    if operator in ("all", "any"):
        assert isinstance(argument, tuple)
        parts = [settled(part, field, value) for part in argument]
        decisive = operator == "any"
        rest = [part for part in parts if not isinstance(part, bool)]
        if decisive in parts or not rest:
            return (decisive in parts) == decisive
        return rest[0] if len(rest) == 1 else (operator, tuple(rest))
    if argument != field:
        return condition
    return operator == "answered" or value == condition[2] or value in _several(condition[2])


def _several(wanted: object) -> tuple[object, ...]:
    return wanted if isinstance(wanted, tuple) else ()


def _together(parts: list[Condition]) -> Condition:
    return parts[0] if len(parts) == 1 else ("all", tuple(parts))
