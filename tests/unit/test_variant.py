"""What a kind of organisation is asked, on paper and in office files."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as some

from publication import load, model
from publication.conditions import Condition, settled
from publication.engine import ROOT
from publication.model.form import Form
from publication.model.variant import Variant, variants
from publication.scoring import holds, plan_of, score

from .random_form import random_answers, random_form

VALUES = ("", "a", "b", "c")
LEAVES = some.one_of(
    some.tuples(some.just("eq"), some.sampled_from("kxy"), some.sampled_from("abc")),
    some.tuples(
        some.just("in"), some.sampled_from("kxy"), some.tuples(*[some.sampled_from("abc")] * 2)
    ),
    some.tuples(some.just("answered"), some.sampled_from("kxy")),
)
CONDITIONS = some.recursive(
    LEAVES,
    lambda inner: some.one_of(
        some.tuples(some.just("not"), inner),
        some.tuples(
            some.sampled_from(("all", "any")), some.lists(inner, min_size=1, max_size=3).map(tuple)
        ),
    ),
)


@given(CONDITIONS, some.sampled_from("abc"))
def test_settled__every_answer_to_the_rest__holds_as_before(
    condition: Condition, value: str
) -> None:
    left = settled(condition, "k", value)
    for x in VALUES:
        for y in VALUES:
            given_answers = {"k": value, "x": x, "y": y}
            now = left if isinstance(left, bool) else holds(left, {"x": x, "y": y})
            assert now == holds(condition, given_answers)


@pytest.mark.parametrize("seed", range(300))
def test_variants__any_answers_of_that_kind__score_as_the_whole_form(seed: int) -> None:
    random = Random(seed)
    form = random_form(random)
    answers = random_answers(random, form)
    for variant in variants(form):
        assert variant.kind is not None
        whole = score(plan_of(form), {**answers, "kind": variant.kind.id})
        part = score(plan_of(variant.form), answers)
        shown = {section.id for section in variant.form.sections}
        assert all(tally.asked == 0 for tally in whole.sections if tally.id not in shown)
        kept = tuple(tally for tally in whole.sections if tally.id in shown)
        assert part == replace(whole, sections=kept)


@pytest.fixture(scope="module")
def checklist() -> Form:
    return model.publication(load.everything_under(ROOT)).forms["bcp-checklist"]


def test_variants__of_the_checklist__are_four_without_a_word_on_other_kinds(
    checklist: Form,
) -> None:
    found = variants(checklist)
    assert [variant.name for variant in found] == [
        f"bcp-checklist-v{checklist.version}-{kind}"
        for kind in ("department", "province", "provincial-office", "local")
    ]
    for variant in found:
        own = variant.form
        assert own.kind_field is None
        assert 30 <= len(own.questions) < len(checklist.questions)
        assert not any(question.kinds for question in own.questions)
        assert variant.skips
        numbers = [variant.numbers[question.id] for question in own.questions]
        assert numbers == sorted(numbers)
        assert [checklist.questions[number - 1].id for number in numbers] == [
            question.id for question in own.questions
        ]
        assert not any(field.kinds for field in own.every_field)


def test_variants__of_a_form_for_everybody__are_the_form_itself(checklist: Form) -> None:
    same = replace(checklist, fields=tuple(f for f in checklist.fields if f.kind != "kind"))
    assert variants(same) == (Variant(same, same, None),)
    assert variants(same)[0].name.endswith("-all")
