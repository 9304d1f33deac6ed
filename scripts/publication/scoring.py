"""A form's plan, and plan + answers in, a score out; pure, integers only, the same as score.ts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from publication.conditions import Condition
from publication.model.form import Field, Form

Plan = Mapping[str, Any]
"""The form as scoring needs it; becomes plan.json, which the browser reads too."""
Value = str | int | Sequence[Any]
"""An option id, a text, a number, several option ids, or the rows of a table."""
Answers = Mapping[str, Value]
"""By field or question id; a question without an entry is unanswered."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Sums of one section, or of all."""

    id: str
    got: int
    """Weighted points; for the total, basis points times section weights."""
    max: int
    bp: int | None
    """Share of the maximum in basis points (100 = 1 %), half up; None: nothing applicable."""
    answered: int
    asked: int


@dataclass(frozen=True, slots=True)
class Score:
    sections: tuple[Tally, ...]
    total: Tally
    level: str | None
    """Id of the level reached, cap included; None while there is no score."""
    uncapped: str | None
    """Id of the level that the total alone would give."""
    unmet: tuple[str, ...]
    """Must-haves that are asked and not fully met, unanswered ones included."""
    gaps: tuple[str, ...]
    """Answered questions with points to gain, must-haves first, then by what they would add."""


def plan_of(form: Form) -> dict[str, Any]:
    """The plan of a form: plain data, ready for JSON."""
    return {
        "form": form.id,
        "version": form.version,
        "fields": [_field(field) for field in form.every_field],
        "sections": [
            {
                "id": section.id,
                "weight": section.weight,
                "questions": [
                    {
                        "id": question.id,
                        "weight": question.weight,
                        "best": question.best,
                        "must": question.must_have,
                        "when": question.condition,
                        "points": {option.id: option.points for option in question.options},
                    }
                    for question in section.questions
                ],
            }
            for section in form.sections
        ],
        "levels": [[level.start * 100, level.id] for level in form.levels],
        "cap": form.cap or None,
    }


def _field(field: Field) -> dict[str, Any]:
    return {**_column(field), "when": field.condition} | (
        {"columns": [_column(column) for column in field.columns]} if field.columns else {}
    )


def _column(field: Field) -> dict[str, Any]:
    plan: dict[str, Any] = {"id": field.id, "kind": field.kind, "required": field.required}
    return plan | ({"options": [option.id for option in field.options]} if field.options else {})


def basis_points(got: int, most: int) -> int | None:
    """``got`` of ``most`` in basis points, rounded half up; None when there is nothing to share."""
    return None if most == 0 else (got * 20000 + most) // (2 * most)


def percent(bp: int) -> str:
    """Basis points with at most one decimal, half up, without the sign: 6250 reads 62.5.

    Never up to a whole percent: levels start there, and 59.96 must not read 60.
    """
    whole, rest = divmod(bp, 100)
    tenth = min(9, (rest + 5) // 10)
    return f"{whole}.{tenth}" if tenth else str(whole)


def holds(condition: Condition, answers: Answers) -> bool:
    """Whether the answers so far meet the condition."""
    operator: Any = condition[0]
    argument: Any = condition[1]
    if operator == "all":
        return all(holds(part, answers) for part in argument)
    if operator == "any":
        return any(holds(part, answers) for part in argument)
    if operator == "not":
        return not holds(argument, answers)
    answer = answers.get(argument)
    if operator == "answered":
        return answer not in (None, "", [], ())
    wanted: Any = condition[2]
    given = answer if isinstance(answer, list | tuple) else [answer]
    return any(each in given for each in (wanted if operator == "in" else [wanted]))


def points_of(question: Plan, answers: Answers) -> tuple[bool, int | None]:
    """Whether the question is answered, and the points of the answer; None: not applicable."""
    answer = answers.get(question["id"])
    known = isinstance(answer, str) and answer in question["points"]
    return known, question["points"][answer] if known else 0


def score(plan: Plan, answers: Answers) -> Score:
    """The score of the answers; an unanswered question counts its maximum and brings nothing."""
    tallies: list[Tally] = []
    unmet: list[str] = []
    gains: list[tuple[int, int, int, str]] = []
    for section in plan["sections"]:
        got = most = answered = asked = 0
        open_points: list[tuple[int, str, bool]] = []
        for question in section["questions"]:
            if question["when"] is not None and not holds(question["when"], answers):
                continue
            asked += 1
            known, points = points_of(question, answers)
            answered += known
            if points is None:
                continue
            missing = (question["best"] - points) * question["weight"]
            got += points * question["weight"]
            most += question["best"] * question["weight"]
            if question["must"] and missing:
                unmet.append(question["id"])
            if known and missing:
                open_points.append((missing, question["id"], question["must"]))
        tallies.append(Tally(section["id"], got, most, basis_points(got, most), answered, asked))
        gains += [
            (not must, -_gain(missing, section["weight"], most), len(gains) + index, question)
            for index, (missing, question, must) in enumerate(open_points)
        ]
    total = _total(plan, tallies)
    uncapped = _level(plan, total.bp)
    return Score(
        sections=tuple(tallies),
        total=total,
        level=_capped(plan, uncapped) if unmet else uncapped,
        uncapped=uncapped,
        unmet=tuple(unmet),
        gaps=tuple(question for *_, question in sorted(gains)),
    )


def _gain(missing: int, weight: int, most: int) -> int:
    """What the missing points would add, in units that compare across sections."""
    return missing * weight * 10000 // most


def _total(plan: Plan, tallies: list[Tally]) -> Tally:
    counted = [
        (section["weight"], tally.bp)
        for section, tally in zip(plan["sections"], tallies, strict=True)
        if tally.bp is not None
    ]
    got = sum(weight * bp for weight, bp in counted)
    most = sum(weight * 10000 for weight, _ in counted)
    answered = sum(tally.answered for tally in tallies)
    asked = sum(tally.asked for tally in tallies)
    return Tally("", got, most, basis_points(got, most), answered, asked)


def _level(plan: Plan, bp: int | None) -> str | None:
    if bp is None:
        return None
    reached: list[str] = [level for start, level in plan["levels"] if bp >= start]
    return reached[-1] if reached else None


def _capped(plan: Plan, level: str | None) -> str | None:
    order: list[str] = [name for _, name in plan["levels"]]
    if level is None or plan["cap"] is None:
        return level
    return order[min(order.index(level), order.index(plan["cap"]))]
