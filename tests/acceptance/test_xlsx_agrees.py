"""Filled workbooks, recalculated by LibreOffice, say what ``scoring.score`` says."""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest
from openpyxl.workbook import Workbook

from publication.model.form import Form, Question
from publication.model.read_form import form_from_schema
from publication.scoring import Score, holds, percent, plan_of, score
from tests.libreoffice import converted, needs_libreoffice
from tests.workbooks import (
    FULL,
    MIXED,
    OWN_WORDS,
    Filling,
    blank,
    damaged,
    filled,
    input_name,
    named,
    opened,
    random_answers,
    value,
)

pytestmark = needs_libreoffice
ROOT = Path(__file__).resolve().parents[2]
FORMS = {"full": FULL, "mixed": MIXED} | {
    path.parent.name: form_from_schema(json.loads(path.read_text("utf-8")))
    for path in sorted((ROOT / "forms").glob("*/form.json"))
    if "x-levels" in path.read_text("utf-8")
}
RANDOM_CASES = {"full": 20, "mixed": 12}
"""How many by form; of forms that only repeat its features, a few."""


def fillings(name: str, form: Form) -> Iterator[Filling]:
    yield Filling("empty", {})
    yield from _by_rule(form)
    for number in range(RANDOM_CASES.get(name, 6)):
        random = Random(number)
        answers = random_answers(form, random, share=1 - number % 4 * 0.25)
        yield Filling(f"random-{number}", answers)
    if name == "mixed":
        yield from _odd_ticks()
    if name == "full":
        yield from _unmet(form)
        yield from _pasted(form)


def _odd_ticks() -> Iterator[Filling]:
    """Whatever counts as a tick, and what does not."""
    for number, (mark, other) in enumerate((("X", "✓✓"), (1, 0), (True, False), ("true", "#N/A"))):
        strange = {"hazards=flood": mark, "hazards=fire": other, "hazards=other": mark}
        yield Filling(f"ticks-{number}", {"hazards": ["flood", "other"]}, strange)


def _by_rule(form: Form) -> Iterator[Filling]:
    for kind in form.kind_field.options if form.kind_field else ():
        best = _everywhere(form, max) | {"kind": kind.id}
        yield Filling(f"best-{kind.id}", best)
        yield Filling(f"worst-{kind.id}", _everywhere(form, min) | {"kind": kind.id})
    yield Filling("not-applicable", _not_applicable(form))


def _unmet(form: Form) -> Iterator[Filling]:
    """All is best but one must-have, answered badly or not at all."""
    for must in (question for question in form.questions if question.must_have):
        answers = _everywhere(form, max)
        yield Filling(f"without-{must.id}", {**answers, must.id: must.options[-1].id})
        del answers[must.id]
        yield Filling(f"unanswered-{must.id}", answers)


def _everywhere(form: Form, pick: Any) -> dict[str, str]:
    """Every question answered, hidden ones included."""
    scored = {
        question.id: [option for option in question.options if option.points is not None]
        for question in form.questions
    }
    return {
        name: pick(options, key=lambda option: option.points).id for name, options in scored.items()
    }


def _not_applicable(form: Form) -> dict[str, str]:
    return {
        question.id: option.id
        for question in form.questions
        for option in question.options
        if option.points is None
    }


def _pasted(form: Form) -> Iterator[Filling]:
    """Texts that only pasting can bring: close to an answer, and no answer."""
    first = next(question for question in form.questions if question.must_have)
    title = first.options[0].title
    texts = ("*", "?", f"{title} ", f" {title}", f"{title}*", "~", f"ไม่{title}ๆ", 1, True, "#N/A")
    for number, text in enumerate(texts):
        answers = _everywhere(form, max)
        del answers[first.id]
        yield Filling(f"pasted-{number}", answers, {first.id: text})
    strange = {
        question.id: question.options[0].title.swapcase() + "x" for question in form.questions
    }
    kind = {form.kind_field.id: "*"} if form.kind_field else {}
    yield Filling("pasted-everywhere", {}, strange | kind)


def cases() -> list[tuple[str, Filling]]:
    return [(name, filling) for name, form in FORMS.items() for filling in fillings(name, form)]


def mutants() -> list[tuple[str, str, str, str, Mapping[str, str]]]:
    """Name, cell of a result, a piece of its formula, what stands there instead, answers."""
    best = _everywhere(FULL, max) | {"kind": "village", "organisation": "Abc"}
    third = {**best, "a": "partial", "plan": "partial"}
    return [
        ("half-down", "bp_halves", "+D", "+0*D", {**best, "fine": "few"}),
        ("total-without-weights", "score_got", "SUM(", "1+SUM(", third),
        ("unanswered-lost", "score_unanswered", "-SUM", "-1-SUM", {}),
        ("no-cap", "score_reached", "MIN(score_uncapped,2)", "score_uncapped", third),
        ("wrong-start", "score_uncapped", ">=6000", ">=8000", {**best, "a": "partial"}),
    ]


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every workbook of this module, recalculated once for all workers."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    folder = shared / "xlsx-agrees"
    with (shared / "xlsx-agrees.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "out").exists():
            folder.mkdir()
            converted(written(folder), folder / "made")
            (folder / "made").rename(folder / "out")
    return folder / "out"


def written(folder: Path) -> list[Path]:
    """Every workbook of this module, filled or damaged."""
    blanks = {name: blank(form) for name, form in FORMS.items()}
    books = {
        f"{name}--{filling.name}": filled(blanks[name], FORMS[name], filling)
        for name, filling in cases()
    }
    for name, cell, piece, instead, answers in mutants():
        book = filled(blanks["full"], FULL, Filling(name, answers))
        books[f"damaged--{name}"] = damaged(book, cell, piece, instead)
    files = [folder / f"{name}.xlsx" for name in books]
    for file, content in zip(files, books.values(), strict=True):
        file.write_bytes(content)
    return files


@pytest.mark.parametrize(("name", "filling"), cases(), ids=lambda each: getattr(each, "name", each))
def test_workbook__filled__agrees_with_scoring(
    recalculated: Path, name: str, filling: Filling
) -> None:
    book = opened(recalculated / f"{name}--{filling.name}.xlsx", results=True)
    assert list(disagreements(book, FORMS[name], filling)) == []


@pytest.mark.parametrize("name", [name for name, *_ in mutants()])
def test_workbook__formula_damaged__disagrees(recalculated: Path, name: str) -> None:
    answers = next(answers for each, *_, answers in mutants() if each == name)
    book = opened(recalculated / f"damaged--{name}.xlsx", results=True)
    assert list(disagreements(book, FULL, Filling(name, answers)))


@pytest.mark.parametrize("name", sorted(FORMS))
def test_blank__recalculated__says_what_it_stored(recalculated: Path, name: str) -> None:
    stored = opened(blank(FORMS[name]), results=True)
    formulas = opened(blank(FORMS[name]))
    again = opened(recalculated / f"{name}--empty.xlsx", results=True)
    compared = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    where = (sheet.title, cell.coordinate)
                    kept = stored[where[0]][where[1]].value
                    fresh = again[where[0]][where[1]].value
                    assert (kept or fresh or "") == (fresh or kept or ""), (*where, cell.value)
                    assert bool(kept) == bool(fresh), (*where, cell.value)
                    compared += 1
    assert compared > 100


def disagreements(
    book: Workbook, form: Form, filling: Filling, numbers: Mapping[str, int] | None = None
) -> Iterator[str]:
    """Every result of the workbook that differs from the score of the same answers; numbers of the
    questions where they do not count from 1."""
    strange = dict(filling.strange or {})
    answers = {field: each for field, each in filling.answers.items() if field not in strange}
    expected = score(plan_of(form), answers)
    pairs = (
        dict(_facts(book, form, expected))
        | dict(_sections(book, form, expected))
        | dict(_questions(book, form, answers, strange))
        | dict(_lists(book, form, expected, numbers or _counted(form)))
    )
    for what, (found, wanted) in pairs.items():
        if found != wanted:
            yield f"{what}: {found!r} instead of {wanted!r}"


Pairs = Iterator[tuple[str, tuple[object, object]]]


def _facts(book: Workbook, form: Form, expected: Score) -> Pairs:
    def title(level: str | None) -> str | None:
        return form.level(level).title if level else None

    uncapped = value(book, "score_uncapped")
    total = expected.total
    yield "total", (value(book, "score_bp"), total.bp)
    yield "got", (value(book, "score_got"), total.got)
    yield "max", (value(book, "score_most"), total.max)
    yield "level", (value(book, "score_level"), title(expected.level))
    reached = form.levels[uncapped - 1].title if uncapped else None
    yield "uncapped", (reached, title(expected.uncapped))
    yield "unanswered", (value(book, "score_unanswered"), total.asked - total.answered)
    yield "unmet", (value(book, "score_unmet"), len(expected.unmet))
    yield "gaps", (value(book, "score_gaps"), len(expected.gaps))
    shown = None if total.bp is None else percent(total.bp)
    yield "percent", (value(book, "score_percent"), shown)


def _sections(book: Workbook, form: Form, expected: Score) -> Pairs:
    sheet = book[OWN_WORDS["sheet-form"]]
    for section, tally in zip(form.sections, expected.sections, strict=True):
        if not section.questions:
            continue
        name = f"bp_{section.id.replace('-', '_')}"
        yield f"section {section.id}", (value(book, name), tally.bp)
        last = named(book, input_name(section.questions[-1].id)).row
        got, most, share = (sheet.cell(last + 1, column).value for column in (5, 6, 7))
        yield f"sums of {section.id}", ((got, most), (tally.got, tally.max))
        shown = OWN_WORDS["no-score"] if tally.bp is None else tally.bp / 10000
        yield f"share of {section.id}", (share, shown)


def _questions(
    book: Workbook, form: Form, answers: Mapping[str, str], strange: Mapping[str, object]
) -> Pairs:
    for question in form.questions:
        cell = named(book, input_name(question.id))
        shown = book[OWN_WORDS["sheet-form"]].cell(cell.row, cell.column + 2).value
        wanted = _points(question, answers, strange)
        yield f"points of {question.id}", (None if shown == "" else shown, wanted)


def _points(
    question: Question, answers: Mapping[str, str], strange: Mapping[str, object]
) -> object:
    """What stands beside the answer: points, or the word for what keeps it from having any."""
    if question.condition is not None and not holds(question.condition, answers):
        return OWN_WORDS["skipped"]
    if question.id in strange:
        return OWN_WORDS["strange"]
    if question.id not in answers:
        return None
    (option,) = (option for option in question.options if option.id == answers[question.id])
    return OWN_WORDS["not-counted"] if option.points is None else option.points * question.weight


def _counted(form: Form) -> dict[str, int]:
    return {question.id: number for number, question in enumerate(form.questions, start=1)}


def _lists(book: Workbook, form: Form, expected: Score, numbers: Mapping[str, int]) -> Pairs:
    """Gaps in their order, must-haves in words, on the summary."""
    rows = [[cell.value or None for cell in row] for row in book[OWN_WORDS["sheet-summary"]]]
    titles = [row[1] for row in rows]
    start = titles.index(OWN_WORDS["heading-question"]) + 1
    listed = [row[0] for row in rows[start:] if row[0]]
    yield "listed gaps", (listed, [numbers[gap] for gap in expected.gaps][:10])
    first_steps = {question.id: question.if_missing or None for question in form.questions}
    steps = [row[3] for row in rows[start:] if row[0]]
    yield "first steps", (steps, [first_steps[gap] for gap in expected.gaps][:10])
    if OWN_WORDS["must"] in titles:
        head = titles.index(OWN_WORDS["must"])
        words = {OWN_WORDS["unmet"], OWN_WORDS["unanswered-one"]}
        unmet = [row[0] for row in rows[head + 1 : start] if row[3] in words]
        yield "unmet must-haves", (unmet, [numbers[must] for must in expected.unmet])
