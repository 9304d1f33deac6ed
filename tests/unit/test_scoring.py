"""The score by golden vectors worked out by hand, and by laws that hold for every form."""

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from publication.model.form import Field, Form, Option, Question
from publication.scoring import Score, basis_points, holds, plan_of, score

from .random_form import random_answers, random_form, unconditional

CASES = Path(__file__).parents[1] / "cases" / "scoring"
chance = st.randoms(use_true_random=False)


def goldens() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.json")):
        case = json.loads(path.read_text("utf-8"))
        for number, vector in enumerate(case["cases"]):
            name = f"{path.stem}-{number}: {vector['why']}"
            yield pytest.param(case["plan"], vector["answers"], vector["score"], id=name)


@pytest.mark.parametrize(("plan", "answers", "expected"), [*goldens()])
def test_score__golden_vector__as_worked_out_by_hand(
    plan: dict[str, Any], answers: dict[str, Any], expected: dict[str, Any]
) -> None:
    assert json.loads(json.dumps(asdict(score(plan, answers)))) == expected


@given(chance)
def test_plan__through_json__scores_the_same(random: Random) -> None:
    form = random_form(random)
    answers = random_answers(random, form)
    plan = plan_of(form)
    assert score(json.loads(json.dumps(plan)), answers) == score(plan, answers)


@given(chance)
def test_better_answer__any_form__never_lowers_section_total_or_level(random: Random) -> None:
    form = unconditional(random_form(random))
    answers = random_answers(random, form)
    question, better = chosen_with(random, form, lambda option: option.points is not None)
    start = points_of(question, answers.get(question.id))
    assume(start is not None and better.points is not None and better.points >= start)

    before = score(plan_of(form), answers)
    after = score(plan_of(form), {**answers, question.id: better.id})

    tallies = zip((*before.sections, before.total), (*after.sections, after.total), strict=True)
    for old, new in tallies:
        assert (new.bp is None) == (old.bp is None)
        assert new.bp is None or old.bp is None or new.bp >= old.bp
    assert rank(form, after.level) >= rank(form, before.level)
    assert set(after.unmet) <= set(before.unmet)


@given(chance)
def test_not_applicable__any_question__sums_are_those_of_the_form_without_it(
    random: Random,
) -> None:
    form = unconditional(random_form(random))
    answers = random_answers(random, form)
    question, option = chosen_with(random, form, lambda option: option.points is None)

    with_it = score(plan_of(form), {**answers, question.id: option.id})
    without = score(plan_of(form_without(form, question)), answers)

    assert sums(with_it) == sums(without)
    assert with_it.level == without.level
    assert with_it.total.asked == without.total.asked + 1
    assert with_it.total.answered == without.total.answered + 1


@given(chance)
def test_hidden_question__answered_or_not__scores_as_if_it_did_not_exist(random: Random) -> None:
    form = random_form(random)
    answers = random_answers(random, form)
    asked: list[Field | Question] = [*form.every_field, *form.questions]
    hidden = [
        question
        for question in asked
        if question.condition is not None and not holds(question.condition, answers)
    ]
    assume(hidden)

    without = form
    for question in hidden:
        if isinstance(question, Question):
            without = form_without(without, question)
    left = {name: each for name, each in answers.items() if name not in {q.id for q in hidden}}
    assert score(plan_of(form), answers) == score(plan_of(without), left)


@given(chance)
def test_unanswered__any_question__counts_like_an_answer_without_points(random: Random) -> None:
    form = unconditional(random_form(random))
    answers = random_answers(random, form)
    question, nothing = chosen_with(random, form, lambda option: option.points == 0)
    unanswered = {name: answer for name, answer in answers.items() if name != question.id}

    before = score(plan_of(form), unanswered)
    after = score(plan_of(form), {**unanswered, question.id: nothing.id})

    assert sums(before) == sums(after)
    assert before.unmet == after.unmet
    assert after.total.answered == before.total.answered + 1


@given(chance)
def test_gaps__filled_one_at_a_time__must_haves_first_then_what_raises_the_total_most(
    random: Random,
) -> None:
    form = unconditional(random_form(random))
    answers = random_answers(random, form)
    plan = plan_of(form)
    now = score(plan, answers)
    questions = {question.id: question for question in form.questions}
    musts = [questions[gap].must_have for gap in now.gaps]
    assert musts == sorted(musts, reverse=True)

    def raised(gap: str) -> int:
        best = next(
            option for option in questions[gap].options if option.points == questions[gap].best
        )
        return score(plan, {**answers, gap: best.id}).total.bp or 0

    for must in (True, False):
        reached = [raised(gap) for gap in now.gaps if questions[gap].must_have is must]
        rounding = 3  # each section and the total are rounded
        assert all(later <= earlier + rounding for earlier, later in pairwise(reached))


@given(chance)
def test_level__must_have_unmet__is_the_lower_of_cap_and_total(random: Random) -> None:
    form = random_form(random)
    result = score(plan_of(form), random_answers(random, form))
    ranks = [rank(form, result.uncapped)]
    if form.cap and result.unmet:
        ranks.append(rank(form, form.cap))
    assert rank(form, result.level) == min(ranks)


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_basis_points__any_share__is_the_nearest_with_half_going_up(got: int, most: int) -> None:
    assume(got <= most)
    bp = basis_points(got, most)
    assert bp is not None
    over = 2 * (got * 10000 - bp * most)  # twice what is left over, in parts of a basis point
    assert -most <= over < most


def test_basis_points__nothing_to_share__is_none() -> None:
    assert basis_points(0, 0) is None


def chosen_with(random: Random, form: Form, wanted: Any) -> tuple[Question, Option]:
    """A question and one of its options of the wanted sort; the example is left out without one."""
    pairs = [
        (question, option)
        for question in form.questions
        for option in question.options
        if wanted(option)
    ]
    assume(pairs)
    return random.choice(pairs)


def points_of(question: Question, answer: Any) -> int | None:
    """Points of the answer as scoring counts them; None: not applicable."""
    return next((option.points for option in question.options if option.id == answer), 0)


def form_without(form: Form, gone: Question) -> Form:
    sections = tuple(
        replace(section, questions=tuple(each for each in section.questions if each.id != gone.id))
        for section in form.sections
    )
    return replace(form, sections=sections)


def sums(result: Score) -> list[tuple[int, int, int | None]]:
    return [(tally.got, tally.max, tally.bp) for tally in (*result.sections, result.total)]


def rank(form: Form, level: str | None) -> int:
    """Place of the level in the ladder; below all of them when none is reached."""
    return -1 if level is None else [each.id for each in form.levels].index(level)
