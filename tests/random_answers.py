"""A source of chance in; valid answers to a form, with texts that are easily lost or run, out."""

from datetime import date, timedelta
from random import Random
from typing import Any

from publication.model.form import Field, Form

TEXTS = (
    *("007", "=1+1", "@SUM(A1)", '<&">', "น้ำท่วมซ้ำซาก", "👩‍🚒 กู้ภัย", "1,234.50", "TRUE", "-5"),
    *("_x0041_", "_x000D_", "a  b", "'x", "๑๒๓", "x\tสอง", "ก" * 2000, "#REF!", "2026-01-02", "é"),
)
LINES = ("บรรทัดหนึ่ง\nบรรทัดสอง", "a\n\nb", "1.\t=x\n2.\t<y>", *TEXTS)
PHONES = ("0812345678", "0 2123 4567 ต่อ 89", "+66 2 123 4567", "191")
MAILS = ("a@example.go.th", "first.last+x@sub.example.com")
FIRST, LAST = date(1900, 3, 1), date(2199, 12, 31)


def random_answers(random: Random, form: Form, share: float = 0.8) -> dict[str, Any]:
    """Of everything that the form asks, the kind of organisation aside, so large a share."""
    answers: dict[str, Any] = {}
    for field in form.every_field:
        if field.kind != "kind" and random.random() < share:
            answers[field.id] = _answer(random, field, share)
    for question in form.questions:
        if random.random() < share:
            answers[question.id] = random.choice(question.options).id
        for beside in ("evidence", "note"):
            if random.random() < share / 2:
                answers[f"{question.id}.{beside}"] = random.choice(LINES)
    return answers


def _answer(random: Random, field: Field, share: float) -> Any:
    if field.kind == "rows":
        return [_row(random, field, share) for _ in range(random.randint(1, field.max_rows))]
    if field.kind == "choices":
        chosen = random.sample(field.options, random.randint(1, len(field.options)))
        return [option.id for option in field.options if option in chosen]
    return _single(random, field)


def _row(random: Random, table: Field, share: float) -> dict[str, Any]:
    """Never blank: one column is always answered."""
    sure = random.choice(table.columns)
    return {
        column.id: _single(random, column)
        for column in table.columns
        if column is sure or column.required or random.random() < share
    }


def _single(random: Random, field: Field) -> Any:
    if field.options:
        return random.choice(field.options).id
    if field.kind == "number":
        return random.randint(field.minimum, max(field.minimum, field.maximum))
    if field.kind == "date":
        days = random.randint(0, (LAST - FIRST).days)
        return (FIRST + timedelta(days)).isoformat()
    if field.kind in ("email", "phone"):
        return random.choice(MAILS if field.kind == "email" else PHONES)
    texts = LINES if field.kind == "long-text" else TEXTS
    fitting = [each for each in texts if len(each) <= field.max_length]
    return random.choice(fitting)
