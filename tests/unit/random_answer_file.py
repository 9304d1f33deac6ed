"""A source of chance in; forms with a past, and files for them that are right or hostile, out."""

import json
from collections.abc import Callable
from random import Random
from typing import Any

from publication.admission import Terms
from publication.answer_file import MOST_BYTES, checksum, parsed
from publication.arrival import NotUsable

from .random_schema import TEXTS, Literal, Schema, random_answer, random_schema, to_json

Definition = dict[str, Any]
"""What a page gets of a form, as far as travelling answers need it."""

OLD_IDS = ("old", "older-one", "gone", "toString", "valueOf", "a1", "a2")
STRAY: tuple[Any, ...] = (None, True, 0, -1, 1.5, "", "x", [], {}, [1], {"a": 1}, 10**20)
PARTS = ("format", "form", "version", "answers", "unplaced", "score", "checksum", "name", "saved")
NASTY = (
    *("=1+1", '@SUM("a")', "<img src=x onerror=alert(1)>", "</script>", "a\x00b", "007", "น้ำ"),
    *("\ud800", "\ud83d\ude00", "\\u0000", "บรรทัด\nสอง", "\u2028", "ก" * 2000, "constructor"),
)


def random_definition(random: Random) -> Definition:
    """A form of its own version 2, half of its choices scored, with a past for some ids."""
    schema = random_schema(random)
    schema = {key: said for key, said in schema.items() if not key.startswith(("x-", "$s", "$i"))}
    properties = schema["properties"]
    single = [each for each, node in properties.items() if _options(node, schema)]
    scored = [each for each in single if random.random() < 0.5]
    fields = [
        {"id": each, "kind": "any", "when": None, "required": False, **_parts(node, schema)}
        for each, node in properties.items()
        if each not in scored
    ]
    questions = [
        {"id": each, "points": dict.fromkeys(_options(properties[each], schema), 1)}
        for each in scored
    ]
    renamed = {old: random.choice(sorted(properties)) for old in random.sample(OLD_IDS[:4], 2)}
    retired = {"gone": "ข้อเดิม", "toString": "ชื่อแปลก"}
    for each in properties:
        if random.random() < 0.3:
            renamed |= {f"{each}=o1": "o2", f"{each}/name": "type"}
            retired |= {f"{each}=o3": "คำตอบเดิม", f"{each}/kind": "ช่องเดิม"}
    return {
        "plan": {
            "form": "random",
            "version": 2,
            "fields": fields,
            "sections": [{"id": "s", "questions": questions}],
        },
        "schema": schema,
        "history": {"renamed": renamed, "retired": retired, "since": {}},
    }


def terms_of(definition: Definition) -> Terms:
    history = definition["history"]
    plan, schema = definition["plan"], definition["schema"]
    return Terms(plan, schema, history["renamed"], history["retired"])


def random_file(random: Random, definition: Definition) -> bytes:
    """Right, or changed on the way by chance or by somebody who means harm."""
    said = _parcel(random, definition)
    for _ in range(random.choice((0, 0, 1, 2))):
        random.choice(CHANGES)(random, said)
    if random.random() < 0.03:
        others: tuple[Any, ...] = ({}, [], [said], "text", 1, None, {"answers": {}})
        said = random.choice(others)
    text = to_json(said)
    if random.random() < 0.6 and isinstance(said, dict):
        text = _sealed(text)
    if random.random() < 0.6:
        return random.choice(WRITINGS)(random, text)
    return text.encode()


def _sealed(text: str) -> str:
    """With the checksum that its writer would have put, where a reader gets as far as that."""
    try:
        said = parsed(text)
    except NotUsable:
        return text
    said.pop("checksum", None)
    return text[:-1] + f', "checksum": "{checksum(said)}"}}'


def _parcel(random: Random, definition: Definition) -> dict[str, Any]:
    answers = random_answer(random, definition["schema"])
    given = {"answers": Literal(answers)}
    if random.random() < 0.4:
        given["answers"] = Literal(_with_strays(random, answers, definition))
    return {
        "format": "publication-answers",
        "form": "random",
        "version": random.choice((1, 2, 2, 2, 3)),
        "kind": None,
        "name": random.choice(("", "ร่าง 1", *TEXTS)),
        "saved": "2026-11-22T10:42:00+07:00",
        **given,
        "unplaced": {random.choice(OLD_IDS): random.choice((*NASTY, ["a"], [{"b": 1}], None))},
        "score": None,
        "checksum": "crc32:00000000",
    }


def _with_strays(random: Random, answers: str, definition: Definition) -> str:
    """The JSON text with more members at its end, some of an id that is already there."""
    history = definition["history"]
    ids = [*definition["schema"]["properties"], *OLD_IDS, *history["renamed"], *history["retired"]]
    names = [*ids, *(f"{each}.note" for each in ids), "__proto__", "constructor", "\ud800", "1"]
    rows = [{"name": "x", "kind": "y"}, {}]
    values: list[Any] = [*NASTY, *STRAY, "o1", "o3", ["o1", "o3", "o1", 1], rows, [[]]]
    more = {random.choice(names): random.choice(values) for _ in range(random.randint(1, 4))}
    inner = answers[1:-1] if answers.startswith("{") else ""
    return f"{{{','.join(filter(None, (inner, json.dumps(more)[1:-1])))}}}"


def _drop(random: Random, said: dict[str, Any]) -> None:
    said.pop(random.choice(PARTS), None)


def _replace(random: Random, said: dict[str, Any]) -> None:
    said[random.choice(PARTS)] = random.choice(STRAY)


def _other_form(random: Random, said: dict[str, Any]) -> None:
    said["form"] = random.choice(("strategy-map", "Random", "random ", "<b>", ""))


def _add(random: Random, said: dict[str, Any]) -> None:
    said[random.choice(("__proto__", "constructor", "extra", ""))] = random.choice(STRAY)


CHANGES: tuple[Callable[[Random, dict[str, Any]], None], ...] = (_drop, _replace, _other_form, _add)


def _cut(random: Random, text: str) -> bytes:
    content = text.encode()
    return content[: random.randrange(len(content) + 1)]


def _flip(random: Random, text: str) -> bytes:
    content = bytearray(text.encode())
    for _ in range(random.randint(1, 3)):
        content[random.randrange(len(content))] ^= 1 << random.randrange(8)
    return bytes(content)


def _nest(random: Random, text: str) -> bytes:
    deep = random.choice(("[" * 100_000, '{"a":' * 100_000, "[" * 9 + "]" * 9, "[" * 17, '"[[[['))
    return text.replace('"saved": ', f'"saved": {deep}', 1).replace("null", deep, 1).encode()


def _widen(random: Random, text: str) -> bytes:
    encoding = random.choice(("utf-8-sig", "utf-16", "utf-16-be", "utf-16-le", "utf-32", "cp874"))
    mark = random.choice((b"", b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf"))
    return mark + text.encode(encoding, "replace")


PIECES = ("NaN", "-Infinity", "1e400", "01", "\\ud800", "\x00", "\t", "\ufeff", '"', ",", "{}")


def _insert(random: Random, text: str) -> bytes:
    piece = random.choice(PIECES)
    place = random.randrange(len(text) + 1)
    return (text[:place] + piece + text[place:]).encode()


def _half(random: Random, text: str) -> bytes:
    broken = random.choice((b"\xed\xa0\x80", b"\xff", b"\xc0\xaf"))
    content = text.encode()
    return content.replace(b"random", broken, 1)


def _pad(random: Random, text: str) -> bytes:
    padding = random.choice((" ", "\n\r\t", "\ufeff", "\xa0", "\x0c"))
    return random.choice((padding + text, text + padding, padding)).encode()


def _swell(random: Random, text: str) -> bytes:
    if random.random() < 0.9:  # two megabytes are slow to carry
        return b""
    content = text.encode()
    return content + b" " * (MOST_BYTES - len(content) + random.choice((0, 1)))


WRITINGS: tuple[Callable[[Random, str], bytes], ...] = (
    *(_cut, _flip, _nest, _widen, _insert, _half, _pad, _swell),
)


def _parts(node: Schema, schema: Schema) -> dict[str, Any]:
    items = node.get("items", {})
    columns = [
        {"id": each, "kind": "any", "required": False, **_parts(cell, schema)}
        for each, cell in items.get("properties", {}).items()
    ]
    options = _options(node, schema) or _options(items, schema)
    return ({"columns": columns} if columns else {}) | ({"options": options} if options else {})


def _options(node: Schema, schema: Schema) -> list[str]:
    if "$ref" in node:
        node = schema["$defs"][node["$ref"].rpartition("/")[2]]
    return [option["const"] for option in node.get("oneOf", ())]
