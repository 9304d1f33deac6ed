"""A form.json and a filled form in, everything that is wrong with it out.

The twin of ``overrides/components/form/validate.ts``: generated answers and the official
JSON-Schema-Test-Suite prove that both find the same.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, TypeChecker
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from publication.portable_pattern import as_browsers_do, pattern_problem

MOST_PARTS = 10_000
MOST_ITEMS = 500
DEEPEST = 100
"""A larger value is no filled form, but would cost its reader minutes."""
KEYWORDS = frozenset(
    {
        "additionalProperties",
        "format",
        "maxItems",
        "maxLength",
        "maximum",
        "minimum",
        "oneOf",
        "pattern",
        "required",
        "size",
        "type",
        "uniqueItems",
    }
)
"""Every keyword that a fault can name; all but ``size`` are those of JSON Schema."""
VOCABULARY = (KEYWORDS - {"size"}) | {
    "$defs",
    "$id",
    "$ref",
    "$schema",
    "const",
    "description",
    "items",
    "patternProperties",
    "properties",
    "title",
}
"""Keywords that a form.json may hold, beside its annotations, which start with ``x-``."""
MOST_NUMBER = 2**53 - 1
"""Beyond it a browser rounds integers."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HALF = re.compile("[\ud800-\udfff]")

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, where it is wrong: never a group that holds a faulty part."""

    place: str
    """JSON pointer to the value; for ``required`` to where the missing value belongs."""
    keyword: str
    limit: int | float | str | None = None
    """What the form says for the keyword, where that is a number or a word: maxLength → 200."""


def faults(schema: Schema, value: Any) -> list[Fault]:
    """Everything that is wrong with a value of JSON; empty for a valid answer. Raises on none."""
    sound = _SoundCopy()
    copy = sound.of(value, "", 0)
    if sound.too_large:
        return [Fault("", "size")]
    errors = _Validator(schema, format_checker=_FORMATS).iter_errors(copy)
    return sound.faults + [_fault(error) for error in errors]


def beyond(schema: Any) -> list[str]:
    """What a schema holds that no form may hold; for all else, browser and Python agree."""
    return list(_beyond(schema, VOCABULARY))


def _beyond(schema: Any, vocabulary: frozenset[str]) -> Iterator[str]:
    if not isinstance(schema, dict):
        yield f"schema {schema!r}"
        return
    for key, said in schema.items():
        inner: list[Any] = [said] if key == "items" else []
        if key in ("properties", "patternProperties", "$defs"):
            inner = list(said.values())
        for each in inner:
            yield from _beyond(each, VOCABULARY - _WHOLE)
        if key not in vocabulary and not key.startswith("x-"):
            yield f"keyword {key} here"
        elif key in _VALUES and not _VALUES[key](said):
            yield f"{key} of this kind"


def _are_options(options: list[Any]) -> bool:
    """Whether a choice is one of different words, each with nothing beside it but its title."""
    if not all(isinstance(option, dict) for option in options):
        return False
    words = [option.get("const") for option in options]
    beside = {key for option in options for key in option if not key.startswith("x-")}
    return (
        len({word for word in words if isinstance(word, str)}) == len(options) and beside <= _OPTION
    )


def _is_exact(number: Any) -> bool:
    return type(number) is int and abs(number) <= MOST_NUMBER


_WHOLE = frozenset({"$defs", "$id", "$schema"})
"""What only the form as a whole may hold."""
_OPTION = frozenset({"const", "title", "description"})
_VALUES: Mapping[str, Callable[[Any], bool]] = {
    "$ref": lambda said: bool(re.fullmatch(r"#/\$defs/[a-z0-9-]+", said)),
    "$schema": lambda said: said == "https://json-schema.org/draft/2020-12/schema",
    "additionalProperties": lambda said: said is False,
    "const": lambda said: False,  # it stands in options alone
    "format": lambda said: said == "date",
    "maxItems": lambda said: _is_exact(said) and said <= MOST_ITEMS,
    "maxLength": _is_exact,
    "maximum": _is_exact,
    "minimum": _is_exact,
    "oneOf": _are_options,
    "pattern": lambda said: pattern_problem(said) == "",
    "patternProperties": lambda said: not any(map(pattern_problem, said)),
    "type": lambda said: said in ("array", "integer", "object", "string"),
}
"""Which values of a keyword a form may hold, where not all."""


def _fault(error: ValidationError) -> Fault:
    place = "".join(f"/{_escaped(str(step))}" for step in error.absolute_path)
    limit: Any = error.validator_value
    said = isinstance(limit, (int, float, str)) and not isinstance(limit, bool)
    return Fault(place, str(error.validator), limit if said else None)


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


class _SoundCopy:
    """A copy of limited size and with names that are Unicode text, so that no reader stumbles.

    No list of a form is longer and no name of it holds half a character, so these are faults
    wherever they stand."""

    def __init__(self) -> None:
        self.too_large = False
        self.faults: list[Fault] = []
        """Those of what was left out."""
        self._parts = 0

    def of(self, value: Any, place: str, depth: int) -> Any:
        self._parts += 1
        if self._parts > MOST_PARTS or depth > DEEPEST:
            self.too_large = True
        if self.too_large:
            return None
        if isinstance(value, list):
            return self._of_array(value, place, depth)
        return self._of_object(value, place, depth) if isinstance(value, dict) else value

    def _of_array(self, value: list[Any], place: str, depth: int) -> list[Any]:
        if len(value) > MOST_ITEMS:
            self.faults.append(Fault(place, "size", MOST_ITEMS))
        kept = enumerate(value[:MOST_ITEMS])
        return [self.of(each, f"{place}/{at}", depth + 1) for at, each in kept]

    def _of_object(self, value: dict[str, Any], place: str, depth: int) -> dict[str, Any]:
        copy = {}
        for name, each in value.items():
            inner = f"{place}/{_escaped(name)}"
            sound = self.of(each, inner, depth + 1)
            if _HALF.search(name):
                self.faults.append(Fault(inner, "additionalProperties"))
            else:
                copy[name] = sound
        return copy


_FORMATS = FormatChecker(formats=())


@_FORMATS.checks("date", raises=ValueError)
def _is_calendar_day(value: object) -> bool:
    """Whether a text is a day of the years 1 to 9999, as ``yyyy-mm-dd``."""
    if not isinstance(value, str):
        return True
    return bool(_DAY.fullmatch(value)) and bool(date.fromisoformat(value))


def _is_integer(_: TypeChecker, value: object) -> bool:
    """1.0 is one; so is 1e400, which reads as infinity and lies beyond every maximum."""
    if isinstance(value, float):
        return value.is_integer() or value in (float("inf"), float("-inf"))
    return isinstance(value, int) and not isinstance(value, bool)


def _pattern(validator: Any, pattern: str, value: Any, schema: Schema) -> Iterator[ValidationError]:
    if isinstance(value, str) and not as_browsers_do(pattern).search(value):
        yield ValidationError("does not match the pattern")


def _pattern_properties(
    validator: Any, patterns: Mapping[str, Any], value: Any, schema: Schema
) -> Iterator[ValidationError]:
    if isinstance(value, dict):
        for pattern, inner in patterns.items():
            for name, each in value.items():
                if as_browsers_do(pattern).search(name):
                    yield from validator.descend(each, inner, path=name, schema_path=pattern)


def _additional_properties(
    validator: Any, allowed: Any, value: Any, schema: Schema
) -> Iterator[ValidationError]:
    """One error for each name that is not known, at its own place."""
    assert allowed is False, "a form that passes check closes every object"
    if isinstance(value, dict):
        for name in value:
            patterns = schema.get("patternProperties", ())
            known = name in schema.get("properties", ())
            if not known and not any(as_browsers_do(each).search(name) for each in patterns):
                yield ValidationError("unknown name", path=(name,))


def _required(
    validator: Any, names: list[str], value: Any, schema: Schema
) -> Iterator[ValidationError]:
    if isinstance(value, dict):
        yield from (ValidationError("missing", path=(name,)) for name in names if name not in value)


def _unique_items(
    validator: Any, wanted: bool, value: Any, schema: Schema
) -> Iterator[ValidationError]:
    if wanted and isinstance(value, list) and len({_identity(each) for each in value}) < len(value):
        yield ValidationError("repeats an item")


def _identity(value: Any) -> Any:
    """Equal for what is equal in JSON: 1 and 1.0 are, 1 and true are not."""
    if isinstance(value, list):
        return ("array", *map(_identity, value))
    if isinstance(value, dict):
        return ("object", frozenset((name, _identity(each)) for name, each in value.items()))
    if isinstance(value, int) and not isinstance(value, bool):
        try:
            return ("number", float(value))
        except OverflowError:
            return ("number", float("inf") if value > 0 else float("-inf"))
    return ("number", value) if isinstance(value, float) else (type(value).__name__, value)


_Validator = extend(  # type: ignore[no-untyped-call] # typeshed leaves it untyped
    Draft202012Validator,
    validators={
        "additionalProperties": _additional_properties,
        "pattern": _pattern,
        "patternProperties": _pattern_properties,
        "required": _required,
        "uniqueItems": _unique_items,
    },
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine("integer", _is_integer),
)
