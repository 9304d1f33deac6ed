"""A source of chance in; forms with every feature of scoring, and answers to them, out."""

from dataclasses import replace
from datetime import date
from random import Random

from publication.conditions import Condition, completed
from publication.model.form import Field, Form, Level, Option, Question, Section

KINDS = ("city", "village", "constructor")
KIND_FIELD = Field("kind", "kind", "kind", tuple(Option(kind, kind, None) for kind in KINDS))
NAME_FIELD = Field("name", "name", "text")
HAZARDS = ("flood", "fire", "toString")
HAZARD_FIELD = Field(
    "hazards",
    "hazards",
    "choices",
    tuple(Option(hazard, hazard, None) for hazard in HAZARDS),
    condition=("in", "kind", ("city", "constructor")),
)
TEAM_FIELD = Field(
    "team", "team", "rows", columns=(Field("post", "post", "text"), Field("staff", "", "number"))
)
FIELDS = (KIND_FIELD, NAME_FIELD, HAZARD_FIELD, TEAM_FIELD)
Answer = str | list[str] | list[dict[str, str | int]]


def random_form(random: Random) -> Form:
    """Up to five sections of up to five questions; sections may be empty, points may all be 0."""
    known: list[Question] = []
    sections = []
    for number in range(random.randint(1, 5)):
        questions = [_question(random, known) for _ in range(random.randint(0, 5))]
        weight = random.choice((1, 7, 20, 33, 100))
        sections.append(Section(f"s{number}", "", "", weight, tuple(questions)))
    starts = sorted(random.sample(range(101), random.randint(1, 4)))
    levels = tuple(Level(f"l{start}", "", start, "") for start in starts)
    cap = random.choice(("", random.choice(levels).id))
    return Form(
        id="random",
        title="",
        short_title="",
        description="",
        version=1,
        published=date(2024, 1, 1),
        minutes=1,
        fields=FIELDS,
        sections=tuple(sections),
        levels=levels,
        cap=cap,
    )


def random_answers(random: Random, form: Form) -> dict[str, Answer]:
    """Answers to some questions, hidden ones too, some of them to no option that exists."""
    share = random.choice((0.0, 0.5, 0.9, 1.0))
    answers: dict[str, Answer] = {}
    for question in form.questions:
        if random.random() < share:
            offered = [option.id for option in question.options]
            answers[question.id] = random.choice([*offered * 4, "", "constructor"])
    if random.random() < 0.8:
        answers["kind"] = random.choice(KINDS)
    if random.random() < 0.5:
        answers["name"] = random.choice(("", "อบต."))
    if random.random() < 0.5:
        answers["hazards"] = random.sample(HAZARDS, random.randint(0, len(HAZARDS)))
    if random.random() < 0.5:
        row: dict[str, str | int] = {"post": "ปลัด", "staff": 2}
        answers["team"] = [row] * random.randint(0, 2)
    return answers


def unconditional(form: Form) -> Form:
    """The same form with every question asked of everybody."""
    sections = tuple(
        replace(
            section,
            questions=tuple(replace(question, condition=None) for question in section.questions),
        )
        for section in form.sections
    )
    return replace(form, sections=sections)


def _question(random: Random, known: list[Question]) -> Question:
    points = [random.choice((0, 0, 1, 2, 3, 7, 32, 100)) for _ in range(random.randint(1, 3))]
    options = [Option(f"o{index}", "", each) for index, each in enumerate(points)]
    if random.random() < 0.5:
        options.append(Option("na", "", None))
    question = Question(
        id=f"q{len(known)}",
        title="",
        options=tuple(options),
        weight=random.randint(1, 10),
        must_have=random.random() < 0.3,
        condition=_complete(random, known) if random.random() < 0.4 else None,
    )
    known.append(question)
    return question


def _complete(random: Random, known: list[Question]) -> Condition:
    asked: list[Field | Question] = [*FIELDS, *known]
    hidden = {each.id: each.condition for each in asked if each.condition is not None}
    return completed(_condition(random, known, 3), hidden)


def _condition(random: Random, known: list[Question], depth: int) -> Condition:
    if depth and random.random() < 0.4:
        operator = random.choice(("all", "any", "not"))
        if operator == "not":
            return ("not", _condition(random, known, depth - 1))
        parts = range(random.randint(1, 3))
        return (operator, tuple(_condition(random, known, depth - 1) for _ in parts))
    if known and random.random() < 0.6:
        asked = random.choice(known)
        offered = [option.id for option in asked.options]
        field = asked.id
    else:
        field, offered = random.choice(
            (
                ("kind", list(KINDS)),
                ("name", ["", "อบต."]),
                ("hazards", list(HAZARDS)),
                ("team", ["post"]),
            )
        )
    operator = random.choice(("eq", "in", "answered"))
    if operator == "eq":
        return ("eq", field, random.choice(offered))
    if operator == "in":
        return ("in", field, tuple(random.sample(offered, random.randint(1, len(offered)))))
    return ("answered", field)
