"""Forms that office files are made of, and answers to them as people give them."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from publication import load, model
from publication.admission import Terms
from publication.arrival import Arrival
from publication.engine import ROOT
from publication.model.form import Field, Form, Question
from publication.model.read_form import form_from_schema
from publication.office_file import read
from publication.scoring import plan_of

TODAY = date(2026, 11, 23)
SHELTER = form_from_schema(
    json.loads((Path(__file__).parents[1] / "cases" / "travel" / "form.json").read_text("utf-8"))
)
"""Of nearly every kind of field, with a past."""
ANSWERS: dict[str, Any] = {
    "kind": "city",
    "name": "=1+1",
    "about": '007\nสอง <&"> 😀',
    "beds": 12,
    "checked-on": "2026-11-23",
    "phone": "02 123 4567 ต่อ 5",
    "province": "42",
    "power": "solar",
    "needs": ["water", "medicine"],
    "staff": [
        {"who": "ก", "tel": "191", "shift": "day"},
        {"who": "'ข"},
        {"who": "ค", "tel": "001"},
    ],
    "roof": "yes",
    "roof.note": "001",
    "roof.evidence": "ก\nข",
    "rice": "na",
}
TEXTS = (
    *(
        "=1+1",
        "+66",
        "-1",
        "@SUM(A1)",
        "'007",
        "007",
        "0",
        "1e3",
        "TRUE",
        '<&">]]>',
        "a  b",
        "_x000D_",
    ),
    *("น้ำ ผู้ ที่ กำลัง", "😀👍🏽", "é", "e\u0301", "x", "บรรทัด\nสอง\n\nสี่", "\u200bก\u200b", "&amp;"),
    *(
        "ก" * 60,
        "ราชการ " * 8 + "ก",
        '"',
        "\\n",
        "{{a}}",
        "#REF!",
        "23/11/2569",
        "☒",
        "\u2028ก"[1:],
    ),
)


def published() -> Mapping[str, Form]:
    """The forms of the publication itself."""
    return model.publication(load.everything_under(ROOT)).forms


def terms_of(form: Form) -> Terms:
    return Terms(plan_of(form), form.schema, form.history.renamed, form.history.retired)


def arrived(form: Form, content: bytes) -> Arrival:
    return read(terms_of(form), form.kind_field, content, TODAY)


def noted(arrival: Arrival) -> list[tuple[str, str, Any]]:
    """Reason, place and value of each note."""
    return [(note.reason, note.id + note.place, note.value) for note in arrival.notes]


def random_answers(random: Random, form: Form, share: float = 0.8) -> dict[str, Any]:
    """Valid answers to what a variant asks; each is given with the probability."""
    asked: list[Field | Question] = [*form.every_field, *form.questions]
    answers = {each.id: _answer(random, each) for each in asked if random.random() < share}
    for question in form.questions:
        for beside in ("evidence", "note"):
            if random.random() < share / 3:
                answers[f"{question.id}.{beside}"] = _text(random, 2000)
    return answers


def _answer(random: Random, asked: Field | Question) -> Any:
    offered = [option.id for option in asked.options]
    if isinstance(asked, Question):
        return random.choice(offered)
    if asked.kind == "choices":
        picked = set(random.sample(offered, random.randint(1, len(offered))))
        return [each for each in offered if each in picked]
    if asked.kind == "rows":
        return [_row(random, asked) for _ in range(random.randint(1, min(4, asked.max_rows)))]
    return random.choice(offered) if offered else _typed(random, asked)


def _row(random: Random, table: Field) -> dict[str, Any]:
    first, *others = table.columns
    columns = [first, *(each for each in others if random.random() < 0.7)]
    return {column.id: _answer(random, column) for column in columns}


def _typed(random: Random, field: Field) -> Any:
    if field.kind == "number":
        return random.randint(field.minimum, field.maximum)
    if field.kind == "date":
        return (date(1990, 1, 1) + timedelta(random.randint(0, 25_000))).isoformat()
    if field.kind == "phone":
        return random.choice(("191", "0 2123 4567", "+66 2 123 4567", "02-123-4567 ต่อ 89"))
    if field.kind == "email":
        return random.choice(("a@b.go.th", "first.last+x@example.or.th"))
    return _text(random, field.max_length)


def _text(random: Random, most: int) -> str:
    if random.random() < 0.02:
        return ("ที่ทำการปกครอง น้ำ ผู้ " * 100)[:most].strip()
    return random.choice(TEXTS)[:most].strip()
