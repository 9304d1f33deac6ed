"""A source of chance in; forms with every kind of field, and answers of every kind to them, out."""

import json
from collections.abc import Callable
from random import Random
from typing import Any

Schema = dict[str, Any]


class Literal(str):
    """JSON text that stands as it is: 1.0 and 1e400 are told apart only before they are read."""


IDS = (
    *("kind", "name", "id", "x-ray", "constructor", "const", "type", "items", "if", "not", "enum"),
    *("properties", "length", "a-b-c", "q1", "q2", "q3", "q4", "q5", "then", "format", "required"),
)
NOTES = {"^[a-z][a-z0-9-]*\\.(note|evidence)$": {"type": "string", "maxLength": 20}}
PATTERNS = {
    "^[^ @]+@[^ @]+\\.[a-z]{2,}$": ("a@b.th", "a@b", "a@b.th\n", "a b@c.th", "ก@ข.th", "@.th"),
    "^0[0-9]{8,9}$": ("021234567", "0812345678", "08123456789", "๐๘๑๒๓๔๕๖๗๘", "021234567\n", ""),
    "^(?:[1-8][0-9]|9[0-6])$": ("10", "96", "97", "9", "1๐", "10\r", "\n10"),
    "^(?=[a-z])[^\\n]{1,3}$": ("abc", "ab\u2028", "a\n", "😀", "a😀😀", "a\ud83d", "abcd"),
}
DAYS = (
    *("2024-02-29", "2023-02-29", "1900-02-29", "2000-02-29", "2000-02-30", "2100-02-29"),
    *("0000-01-01", "0001-01-01", "0004-02-29", "0100-02-29", "9999-12-31", "10000-01-01"),
    *("2024-04-31", "2024-06-30", "2024-13-01", "2024-00-10", "2024-01-00", "2024-01-32"),
    *("2024-1-1", "20240101", "2024-W01-1", "2024-01-01T00:00", "2024-01-01\n", " 2024-01-01"),
    *("๒๕๖๗-๐๑-๐๑", "２０２４-01-01", "2567-12-05", "-001-01-01", "+2024-01-01", "2024-12-31"),
)
NUMBERS = (
    *("0", "-0", "-0.0", "1.0", "1e0", "10e-1", "1E2", "1.5", "0.1e1", "99999", "-7", "1e-400"),
    *("1e400", "-1e400", "9007199254740991", "9007199254740992", "9007199254740993"),
    *("9007199254740992.5", "123456789012345678901234567890", "1" + "0" * 400, "1e308", "-1e308"),
)
TEXTS = (
    *("", " ", "ก", "น้ำ", "😀", "👩‍🚒", "\ud83d", "\ude00\ud83d", "a\u0000b", "<b>&</b>", "=1+1"),
    *(
        "é",
        "e\u0301",
        "\u2028",
        "__proto__",
        "null",
        "1",
        "yes",
        "no",
        "na",
        "constructor",
        "x" * 300,
    ),
)
NAMES = (
    *("__proto__", "constructor", "hasOwnProperty", "toString", "", " ", "a/b", "a~b", "a~1b", "#"),
    *(
        "%2F",
        "%",
        "%zz",
        "ก",
        "😀",
        "\ud83d",
        "\ude00a",
        "q1.note",
        "q1.note\n",
        "q1.notes",
        ".note",
    ),
    *("Q1.note", "q1.evidence", "$ref", "$id", "0", "-1", 'a"b', "a\\b", "kind\n", "type.evidence"),
)


def random_schema(random: Random) -> Schema:
    """A form.json with up to nine fields of any kind, as far as validators read it."""
    ids = random.sample(IDS, random.randint(1, 9))
    shared = {"answers": {"type": "string", **_options(random, 4)}, "places": _options(random, 77)}
    makers = [*CELLS, _choices, _rows]
    properties = {each: _field(random, random.choice(makers), shared) for each in ids}
    schema: Schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:form:random:1",
        "title": "random",
        "x-form": {"id": "random", "version": 1},
        "x-sections": [{"id": "s", "title": "s"}],
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "patternProperties": NOTES,
        "$defs": shared,
    }
    if random.random() < 0.5:
        schema["required"] = random.sample(ids, random.randint(0, len(ids)))
    return schema


def random_answer(random: Random, schema: Schema) -> str:
    """JSON text of an answer: right, right but for one thing, or meant to do harm."""
    if random.random() < 0.03:
        return to_json(_harm(random, 3))
    share = random.choice((0.5, 0.9, 1.0))
    wrong = random.choice((0.0, 0.0, 0.1, 0.5))
    answer = _object(random, schema, schema["$defs"], share, wrong)
    for each in random.sample(sorted(schema["properties"]), 1):
        if random.random() < 0.3:
            answer[f"{each}.{random.choice(('note', 'evidence'))}"] = _text(random, 20, wrong)
    if random.random() < wrong:
        answer[random.choice(NAMES)] = _harm(random, 2)
    return to_json(answer)


def to_json(value: Any) -> str:
    if isinstance(value, Literal):
        return str(value)
    if isinstance(value, dict):
        members = (f"{json.dumps(name)}:{to_json(each)}" for name, each in value.items())
        return "{" + ",".join(members) + "}"
    if isinstance(value, list):
        return f"[{','.join(map(to_json, value))}]"
    return json.dumps(value)


def _options(random: Random, most: int) -> Schema:
    words = random.sample(
        [*TEXTS[13:19], *(f"o{each}" for each in range(80))], random.randint(2, most)
    )
    return {"oneOf": [{"const": word, "title": word, "x-points": 1} for word in words]}


def _field(random: Random, make: Callable[[Random, Schema], Schema], shared: Schema) -> Schema:
    field = {"title": "a field", "x-field": "any", **make(random, shared)}
    if random.random() < 0.3:
        field["x-visible-if"] = {"all": [{"question": "kind", "is": "city"}], "id": "not an id"}
    return field


def _line(random: Random, shared: Schema) -> Schema:
    return {"type": "string", "maxLength": random.choice((0, 1, 5, 200))}


def _number(random: Random, shared: Schema) -> Schema:
    least = random.choice((-7, 0, 1, 2**53 - 101))
    return {"type": "integer", "minimum": least, "maximum": least + random.choice((0, 1, 100))}


def _day(random: Random, shared: Schema) -> Schema:
    return {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


def _patterned(random: Random, shared: Schema) -> Schema:
    return {"type": "string", "pattern": random.choice(list(PATTERNS)), "maxLength": 12}


def _choice(random: Random, shared: Schema) -> Schema:
    own = (
        {"type": "string", **_options(random, 3)} if random.random() < 0.5 else _options(random, 3)
    )
    return own if random.random() < 0.5 else {"$ref": f"#/$defs/{random.choice(sorted(shared))}"}


def _choices(random: Random, shared: Schema) -> Schema:
    return {"type": "array", "uniqueItems": True, "items": _choice(random, shared)}


def _rows(random: Random, shared: Schema) -> Schema:
    columns = random.sample(IDS, random.randint(1, 5))
    row: Schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": {each: _field(random, random.choice(CELLS), shared) for each in columns},
    }
    if random.random() < 0.7:
        row["required"] = random.sample(columns, random.randint(0, len(columns)))
    return {"type": "array", "maxItems": random.choice((1, 2, 5)), "items": row}


CELLS = (_line, _number, _day, _patterned, _choice)


def _value(random: Random, field: Schema, shared: Schema, wrong: float) -> Any:
    if random.random() < wrong / 4:
        return _harm(random, 2)
    if "$ref" in field:
        field = shared[field["$ref"].rpartition("/")[2]]
    if "oneOf" in field:
        offered = [option["const"] for option in field["oneOf"]]
        return random.choice(TEXTS if random.random() < wrong else offered)
    makers = {"integer": _any_number, "array": _list, "string": _any_text}
    return makers[field["type"]](random, field, shared, wrong)


def _any_number(random: Random, field: Schema, shared: Schema, wrong: float) -> Any:
    least, most = field["minimum"], field["maximum"]
    if random.random() < wrong:
        return random.choice((Literal(random.choice(NUMBERS)), least - 1, most + 1))
    return random.choice((least, most, random.randint(least, most), Literal(f"{least}.0")))


def _any_text(random: Random, field: Schema, shared: Schema, wrong: float) -> Any:
    if field.get("format") == "date":
        year = random.choice((1, 4, 1900, 2000, 2024, random.randint(0, 9999)))
        month = random.randint(0, 13) if random.random() < wrong else random.randint(1, 12)
        day = random.randint(0, 32) if random.random() < wrong else random.randint(1, 28)
        built = f"{year:04}-{month:02}-{day:02}"
        return random.choice(DAYS) if random.random() < wrong else built
    if "pattern" in field:
        texts = PATTERNS[field["pattern"]]
        return random.choice(texts) if random.random() < wrong else texts[0]
    return _text(random, field["maxLength"], wrong)


def _text(random: Random, most: int, wrong: float) -> str:
    length = most + random.choice((0, 1)) if random.random() < wrong else random.randint(0, most)
    return "".join(random.choice("aก😀\ud83d\u0e33") for _ in range(length))


def _list(random: Random, field: Schema, shared: Schema, wrong: float) -> list[Any]:
    length = random.randint(0, field.get("maxItems", 3) + (random.random() < wrong))
    items = field["items"]
    if items.get("type") == "object":
        return [_object(random, items, shared, 0.9, wrong) for _ in range(length)]
    found = [_value(random, items, shared, wrong) for _ in range(length)]
    distinct = [each for at, each in enumerate(found) if each not in found[:at]]
    return found if random.random() < wrong else distinct


def _object(
    random: Random, schema: Schema, shared: Schema, share: float, wrong: float
) -> dict[str, Any]:
    needed = [] if random.random() < wrong else schema.get("required", [])
    answer = {
        each: _value(random, field, shared, wrong)
        for each, field in schema["properties"].items()
        if each in needed or random.random() < share
    }
    if random.random() < wrong / 2:
        answer[random.choice(NAMES)] = _harm(random, 1)
    return answer


def _harm(random: Random, depth: int) -> Any:
    """Something that no form asks for; equal and nearly equal items stand in lists."""
    if not depth or random.random() < 0.5:
        flat = (None, True, False, Literal(random.choice(NUMBERS)), *random.sample(TEXTS, 3))
        return random.choice(flat)
    if random.random() < 0.05:
        return (
            Literal("[" * 97 + "]" * 97)
            if random.random() < 0.5
            else Literal("[1" + ",1" * 500 + "]")
        )
    if random.random() < 0.3:
        near: tuple[Any, ...] = (
            [1],
            [True],
            [Literal("1.0")],
            {"a": 1},
            {"a": True},
            [[]],
            [{}],
            1,
            True,
            "1",
            None,
        )
        return [random.choice(near) for _ in range(random.randint(2, 5))]
    if random.random() < 0.5:
        return [_harm(random, depth - 1) for _ in range(random.randint(0, 3))]
    return {random.choice(NAMES): _harm(random, depth - 1) for _ in range(random.randint(0, 3))}
