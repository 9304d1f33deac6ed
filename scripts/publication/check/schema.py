"""One source in, the problems of its shape out, found by the JSON Schema of its kind."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from functools import cache, lru_cache
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from referencing import Registry, Resource

from publication.engine import SCHEMAS
from publication.load import PLACES, Source, Trail
from publication.problems import Problem, Rule
from publication.thai import ERA_OFFSET

_LATEST_CHRISTIAN_YEAR = 2300
_TYPES = {
    "object": "a mapping",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "boolean": "true or false",
    "number": "a number",
    "null": "nothing",
}
_HINTS = {
    "id": "use a-z, 0-9 and single hyphens, starting with a letter",
    "ref": "write two ids joined by #",
}


def missing(sources: Iterable[Source], required: Mapping[str, str]) -> Iterator[Problem]:
    """A problem for each kind of definition that a publication cannot do without."""
    present = {source.kind for source in sources}
    for kind, path in required.items():
        if kind not in present:
            yield Problem.of(path, 1, Rule.MISSING_FILE, what=kind, path=path)


def problems(source: Source) -> Iterator[Problem]:
    """What is wrong with the shape of one file; nothing where the file could not be read."""
    unread = source.data is None and source.problems
    if source.kind == "page" or unread:
        return
    if source.kind == "unknown":
        yield source.problem((), Rule.WRONG_PLACE, places=PLACES)
        return
    for error in _validator(source.kind).iter_errors(source.data):
        yield from _translated(source, error)
    yield from _file_name(source)
    if source.kind == "circular" and isinstance(source.data, dict):
        yield from _contacts(source)


def _contacts(source: Source) -> Iterator[Problem]:
    """The value of a contact is what its kind says."""
    entries = source.data.get("contacts")
    for number, entry in enumerate(entries if isinstance(entries, list) else ()):
        if not isinstance(entry, dict):
            continue
        rule = _CONTACTS.get(str(entry.get("kind")))
        value = entry.get("value")
        if rule and isinstance(value, str) and not rule[0](value):
            yield source.problem(("contacts", number, "value"), rule[1], value=value)


def _file_name(source: Source) -> Iterator[Problem]:
    data = source.data
    if not isinstance(data, dict):
        return
    about = data.get("x-form") if source.kind == "form" else data
    declared = about.get("id") if isinstance(about, dict) else None
    path = PurePosixPath(source.path)
    name = path.parent.name if source.kind == "form" else path.stem
    if isinstance(declared, str) and declared != name:
        trail: Trail = ("x-form", "id") if source.kind == "form" else ("id",)
        yield source.problem(trail, Rule.WRONG_NAME, id=declared, name=name)


@lru_cache(maxsize=1)
def _registry() -> Registry[Any]:
    loaded = [(path.name, json.loads(path.read_text("utf-8"))) for path in SCHEMAS.glob("*.json")]
    resources = [(name, Resource.from_contents(content)) for name, content in loaded]
    return Registry().with_resources(resources)


@cache
def _validator(kind: str) -> Draft202012Validator:
    schema = _registry().contents(f"{kind}.schema.json")
    return Draft202012Validator(schema, registry=_registry(), format_checker=_formats())


def _formats() -> FormatChecker:
    checker = FormatChecker(formats=())
    checker.checks("date")(lambda value: not isinstance(value, str) or _is_date(value))
    checker.checks("email")(lambda value: not isinstance(value, str) or is_email(value))
    checker.checks("uri")(lambda value: not isinstance(value, str) or is_url(value))
    return checker


def _is_date(value: str) -> bool:
    return next(iter(_date_faults(value)), None) is None


def is_email(value: str) -> bool:
    """One ASCII mailbox at a host with a dot; display names and quoted parts are refused."""
    pattern = (
        r"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
    )
    return re.fullmatch(pattern, value) is not None and ".." not in value and value[0] != "."


def is_url(value: str) -> bool:
    """A full https or http address without spaces or credentials."""
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and bool(host)
        and "@" not in parts.netloc
        and not re.search(r"[\s<>\"\\^`{|}\x00-\x20]", value)
    )


def _date_faults(value: str) -> Iterator[tuple[Rule, dict[str, object]]]:
    found = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", value)
    if not found:
        yield Rule.DATE_FORMAT, {"value": value}
        return
    year, month, day = map(int, found.groups())
    christian = year - ERA_OFFSET if year > _LATEST_CHRISTIAN_YEAR else year
    try:
        real = date(christian, month, day)
    except ValueError:
        yield Rule.DATE_DOES_NOT_EXIST, {"value": value}
        return
    if christian != year:
        yield Rule.DATE_BUDDHIST_ERA, {"value": value, "mended": real.isoformat()}


def _translated(source: Source, error: ValidationError) -> Iterator[Problem]:
    """An error in the words of the catalogue; of alternatives, the nearest one counts."""
    if error.validator == "oneOf" and error.context:
        branches: dict[object, list[ValidationError]] = {}
        for nested in error.context:
            branches.setdefault(nested.schema_path[0], []).append(nested)
        for nested in min(branches.values(), key=len):
            yield from _translated(source, nested)
        return
    trail: Trail = tuple(error.absolute_path)
    translate = _TRANSLATIONS.get(str(error.validator), _bad_shape)
    for place, rule, words in translate(error, trail):
        yield source.problem(place, rule, **words)


_Found = Iterator[tuple[Trail, Rule, dict[str, object]]]
_Error = Any
"""A ValidationError; its stubs allow unset attributes, which an error that was raised never has."""


def _unknown_fields(error: _Error, trail: Trail) -> _Found:
    known = sorted(error.schema.get("properties", ()))
    for field in error.instance:
        if field not in known:
            near = get_close_matches(str(field), known, n=1) or known
            yield (*trail, field), Rule.UNKNOWN_FIELD, {"field": field, "known": near}


def _missing_fields(error: _Error, trail: Trail) -> _Found:
    for field in error.validator_value:
        if field not in error.instance:
            yield trail, Rule.MISSING_FIELD, {"field": field}


def _wrong_type(error: _Error, trail: Trail) -> _Found:
    wanted = error.validator_value
    names = [wanted] if isinstance(wanted, str) else list(wanted)
    expected = " or ".join(_TYPES.get(name, name) for name in names)
    yield trail, Rule.WRONG_TYPE, {"expected": expected, "found": _type_of(error.instance)}


def _not_allowed(error: _Error, trail: Trail) -> _Found:
    allowed = error.validator_value if error.validator == "enum" else [error.validator_value]
    yield trail, Rule.NOT_ALLOWED, {"value": error.instance, "allowed": list(allowed)}


def _bad_pattern(error: _Error, trail: Trail) -> _Found:
    pattern = str(error.validator_value)
    hint = _HINTS["ref" if "#" in pattern else "id"]
    if pattern.startswith("^["):
        hint = error.schema.get("description", hint)
    yield trail, Rule.BAD_PATTERN, {"value": error.instance, "hint": hint}


def _bad_format(error: _Error, trail: Trail) -> _Found:
    value = error.instance
    if error.validator_value == "email":
        yield trail, Rule.BAD_EMAIL, {"value": value}
    elif error.validator_value == "uri":
        yield trail, Rule.BAD_URL, {"value": value}
    else:
        for rule, words in _date_faults(value):
            yield trail, rule, words


def _length(error: _Error, trail: Trail) -> _Found:
    short = str(error.validator).startswith("min")
    rule = Rule.TOO_SHORT if short else Rule.TOO_LONG
    unit = "characters" if str(error.validator).endswith("Length") else "entries"
    field = trail[-1] if trail else "the file"
    yield trail, rule, {"field": field, "limit": f"{error.validator_value} {unit}"}


def _range(error: _Error, trail: Trail) -> _Found:
    word = "at least" if error.validator == "minimum" else "at most"
    limit = f"{word} {error.validator_value}"
    yield trail, Rule.OUT_OF_RANGE, {"value": error.instance, "limit": limit}


def _excluded(error: _Error, trail: Trail) -> _Found:
    fields = error.validator_value.get("required", ())
    reason = f"{', '.join(fields)} cannot stand together with the other fields here"
    yield trail, Rule.BAD_SHAPE, {"reason": reason, "schema": "of this kind"}


def _bad_shape(error: _Error, trail: Trail) -> _Found:
    words = {"reason": error.message, "schema": error.schema.get("title", "of this kind")}
    yield trail, Rule.BAD_SHAPE, words


_TRANSLATIONS = {
    "additionalProperties": _unknown_fields,
    "required": _missing_fields,
    "type": _wrong_type,
    "enum": _not_allowed,
    "const": _not_allowed,
    "pattern": _bad_pattern,
    "format": _bad_format,
    "not": _excluded,
    "minLength": _length,
    "maxLength": _length,
    "minItems": _length,
    "maxItems": _length,
    "minProperties": _length,
    "minimum": _range,
    "maximum": _range,
}


def _type_of(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    names = {dict: "object", list: "array", str: "string", int: "integer", type(None): "null"}
    return _TYPES[names.get(type(value), "number")]


_CONTACTS: Mapping[str, tuple[Callable[[str], bool], Rule]] = {
    "email": (is_email, Rule.BAD_EMAIL),
    "web": (is_url, Rule.BAD_URL),
    "phone": (lambda value: bool(re.fullmatch(r"[0-9+() -]{3,20}", value)), Rule.BAD_PHONE),
}
