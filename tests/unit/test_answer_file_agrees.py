"""Files by chance and by malice, through answer_file.py and through the page's bundle in Node."""

import json
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from publication.admission import Terms
from publication.answer_file import Content, FileScore, file_bytes, file_name, read
from publication.arrival import NotUsable

from .node import Node
from .random_answer_file import NASTY, Definition, random_definition, random_file, terms_of
from .random_schema import random_answer
from .travel_node import TRAVEL, node_with, open_files

FORMS, FILES_EACH = 130, 40
MUTANTS = {
    "any checksum will do": ("answer-file.ts", "stated === checksum(rest)", "true"),
    "depth is not counted": ("answer-file.ts", "depth > DEEPEST", "depth > 1e9"),
    "keys in no order": ("answer-file.ts", "Object.keys(value).sort()", "Object.keys(value)"),
    "retired is unknown": ("admit.ts", 'isRetired ? "retired" : "unknown"', '"unknown"'),
    "old ids win": ("admit.ts", "if (schema) admission", "if (true) admission"),
    "one fault condemns all": ("admit.ts", "found.get(place)", "[...found.values()][0]"),
    "what is given twice counts": ("admit.ts", '"uniqueItems"', '"required"'),
    "last fault is told": ("admit.ts", "< KEYWORDS.indexOf", "> KEYWORDS.indexOf"),
}
"""What the comparison must notice: a piece of a module, and what a slip would make of it."""


@pytest.fixture(scope="module")
def node() -> Iterator[Node]:
    with node_with() as started:
        yield started


def by_python(terms: Terms, content: bytes) -> Any:
    try:
        arrival = read(terms, content)
    except NotUsable as refused:
        return {"refused": refused.why} | ({"form": refused.form} if refused.form else {})
    return json.loads(
        json.dumps(
            {
                "name": arrival.name,
                "saved": arrival.saved,
                "version": arrival.version,
                "isDamaged": arrival.damaged,
                "answers": _entries(arrival.answers),
                "unplaced": _entries(arrival.unplaced),
                "notes": sorted((note.reason, note.id, note.place) for note in arrival.notes),
            }
        )
    )


def _entries(answers: Any) -> list[list[Any]]:
    return sorted([each, value] for each, value in answers.items())


def by_browser(told: Any) -> Any:
    if isinstance(told, dict) and "notes" in told:
        return told | {"notes": sorted(told["notes"])}
    if isinstance(told, dict) and told.get("form") == "":
        return {"refused": told["refused"]}
    return told


def comparisons(node: Node) -> Iterator[tuple[bytes, Any, Any]]:
    """Files, what Python makes of each and what the browser does."""
    for seed in range(FORMS):
        random = Random(seed)
        definition = random_definition(random)
        terms = terms_of(definition)
        files = [random_file(random, definition) for _ in range(FILES_EACH)]
        for content, told in zip(files, open_files(node, definition, files), strict=True):
            yield content, by_python(terms, content), by_browser(told)


def test_reading__generated_and_hostile_files__same_in_python_and_browser(node: Node) -> None:
    compared = 0
    ends: set[str] = set()
    for content, ours, theirs in comparisons(node):
        assert ours == theirs, content[:2000]
        compared += 1
        ends |= {ours.get("refused", "read"), *(note[0] for note in ours.get("notes", ()))}
    assert compared >= 5000
    assert ends >= {
        *("read", "empty", "too-large", "not-text", "too-deep", "not-json", "not-answers"),
        *("other-form", "unknown", "retired", "repeated", "type", "oneOf", "maxLength", "maxItems"),
        *("maximum", "minimum", "pattern", "additionalProperties", "size", "format"),
    }


LARGE: dict[str, Any] = {
    "text that a pattern goes back over": {"mail": "a@" + "a." * 950_000},
    "rows": {"list": [{"cell": "a"}] * 120_000},
    "ids": {f"x{number}": 1 for number in range(50_000)},
    "digits": {"mail": int("9" * 4000)},
}
MAIL = "^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+([.][A-Za-z0-9-]+)*[.][A-Za-z]{2,63}$"


@pytest.mark.parametrize("answers", LARGE.values(), ids=LARGE)
def test_reading__two_megabytes_of_one_thing__same_in_python_and_browser(
    node: Node, answers: Any
) -> None:
    cell = {"type": "string", "maxLength": 9}
    row = {"type": "object", "additionalProperties": False, "properties": {"cell": cell}}
    properties = {
        "mail": {"type": "string", "maxLength": 254, "pattern": MAIL},
        "list": {"type": "array", "maxItems": 20, "items": row},
    }
    definition = {
        "plan": {"form": "random", "version": 2, "fields": [], "sections": []},
        "schema": {"type": "object", "properties": properties},
        "history": {"renamed": {}, "retired": {}, "since": {}},
    }
    head = {"format": "publication-answers", "form": "random", "version": 2}
    content = json.dumps({**head, "answers": answers}).encode()
    (told,) = open_files(node, definition, [content])
    assert by_browser(told) == by_python(terms_of(definition), content)
    assert told["notes"]


@pytest.mark.parametrize(("module", "was", "becomes"), MUTANTS.values(), ids=MUTANTS)
def test_comparison__slip_in_a_module__is_noticed(
    module: str, was: str, becomes: str, tmp_path: Path
) -> None:
    for name in ("travel", "form", "score", "field"):
        shutil.copytree(TRAVEL.parent / name, tmp_path / name)
    source = (tmp_path / "travel" / module).read_text("utf-8")
    assert source.count(was) == 1
    (tmp_path / "travel" / module).write_text(source.replace(was, becomes), "utf-8")
    with node_with(tmp_path / "travel") as mutant:
        assert any(ours != theirs for _, ours, theirs in comparisons(mutant))


def random_content(random: Random, definition: Definition) -> dict[str, Any]:
    """What both writers are told; valid or not, since drafts hold what has been typed so far."""
    text = random_answer(random, definition["schema"])
    answers = json.loads(text, parse_float=lambda _: -7, parse_int=lambda each: int(each[:15]))
    answers = answers if isinstance(answers, dict) else {}
    # ids of forms are never numbers, which objects in a browser put first
    answers = {
        each: value for each, value in answers.items() if '"0"' not in json.dumps({each: value})
    }
    answers |= {f"t{at}": random.choice(NASTY) for at in range(random.randint(0, 3))}
    score = {"bp": 6250, "level": random.choice((None, "ready")), "provisional": True}
    return {
        "form": "random",
        "version": random.randint(1, 99),
        "kind": random.choice((None, "city")),
        "name": random.choice(("", "ร่าง", *NASTY)),
        "saved": random.choice(("2026-11-22T10:42:00+07:00", "2024-02-29T23:59:59-03:30")),
        "answers": answers,
        "unplaced": random.choice(({}, {"old": "ค่าเดิม", "older": ["a", "b"]})),
        "score": random.choice((None, {**score, "sections": {"s": 10000}})),
    }


def test_writing__generated_contents__same_bytes_in_python_and_browser(node: Node) -> None:
    random = Random(1)
    contents = [random_content(random, random_definition(random)) for _ in range(500)]
    written = node.ask(contents=contents)
    for content, (name, text) in zip(contents, written, strict=True):
        score = content["score"]
        ours = Content(
            **(
                content
                | {
                    "saved": datetime.fromisoformat(content["saved"]),
                    "score": score and FileScore(**score),
                }
            )
        )
        assert (file_name(ours), file_bytes(ours)) == (name, text.encode())
