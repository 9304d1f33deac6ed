"""Links that carry answers: what comes back from them, and what hostile ones come to."""

import json
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from publication.answer_file import MOST_BYTES
from publication.model.read_form import form_from_schema
from publication.scoring import plan_of

from .node import Node
from .random_answer_file import Definition, random_definition
from .random_schema import random_answer
from .test_answer_file import CASES
from .travel_node import node_with, open_files

FORM = form_from_schema(json.loads((CASES / "form.json").read_text("utf-8")))
SHELTER: Definition = {
    "plan": plan_of(FORM),
    "schema": FORM.schema,
    "history": {"renamed": {}, "retired": {}, "since": {}},
}
ANSWERS = {"kind": "city", "name": "=1+1", "beds": 0, "roof": "na", "roof.note": "ก\n<b>"}
MOST_CHARACTERS, MOST_UNFOLDED = 65_536, 1_048_576
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
WORDS = ("broken-link", "other-version", "other-form", "no-unfolding")


@pytest.fixture(scope="module")
def node() -> Iterator[Node]:
    with node_with() as started:
        yield started


def link_of(node: Node, answers: Any, notes: bool = True) -> str:
    return str(node.ask(terms=SHELTER, links=[[answers, notes]])[0])


def opened(node: Node, *texts: str, terms: Definition = SHELTER) -> list[Any]:
    return list(node.ask(terms=terms, texts=texts))


def plain(said: Any) -> str:
    text = said if isinstance(said, str) else json.dumps(said)
    return f"#a=0{urlsafe_b64encode(text.encode()).decode().rstrip('=')}"


def test_link__answers__come_back_with_notes_or_without(node: Node) -> None:
    whole, short = link_of(node, ANSWERS), link_of(node, ANSWERS, notes=False)
    assert whole.startswith("#a=1")
    assert set(whole[4:]) <= set(ALPHABET)
    assert len(short) < len(whole)
    texts = (whole, f"https://a.example/x/{short}", f"เปิดลิงก์นี้\n https://a.example/{short} ครับ")
    told = [dict(each["answers"]) for each in opened(node, *texts)]
    without = {name: value for name, value in ANSWERS.items() if name != "roof.note"}
    assert told == [ANSWERS, without, without]


def test_link__generated_forms_and_answers__come_back(node: Node) -> None:
    random = Random(7)
    compared = 0
    for _ in range(60):
        definition = random_definition(random)
        files = [_valid(node, random, definition) for _ in range(10)]
        links = node.ask(terms=definition, links=[[answers, True] for answers in files])
        for answers, told in zip(files, opened(node, *links, terms=definition), strict=True):
            assert dict(told["answers"]) == answers
            assert told["notes"] == []
            compared += 1
    assert compared == 600


def _valid(node: Node, random: Random, definition: Definition) -> Any:
    """What the form accepts of an answer by chance, each text of an option one of this version."""
    answers = random_answer(random, definition["schema"])
    head = '{"format": "publication-answers", "form": "random", "version": 2, "answers": '
    calm = definition | {"history": {"renamed": {}, "retired": {}, "since": {}}}
    (told,) = open_files(node, calm, [f"{head}{answers}}}".encode()])
    definition["history"] = calm["history"]
    return dict(told.get("answers", ()))


def test_link__hostile_by_chance__arrives_or_says_why(node: Node) -> None:
    random = Random(3)
    good = [link_of(node, ANSWERS), plain(["shelter", 2, "y....", [], []]), "#a=1", "#a=0"]
    links = [_spoilt(random, random.choice(good)) for _ in range(2000)]
    told = opened(node, *links)
    thrown = [each for each in told if isinstance(each, str)]
    assert thrown == []
    refused = [each["refused"] for each in told if "refused" in each]
    as_files = {"not-json", "not-answers", "empty"}  # what those without the mark are taken for
    assert set(refused) <= {*WORDS, *as_files}
    assert len(refused) > 1000


def _spoilt(random: Random, link: str) -> str:
    for _ in range(random.randint(1, 3)):
        place = random.randrange(len(link) + 1)
        link = random.choice(
            (
                link[:place],
                link[:place] + random.choice(ALPHABET) + link[place + 1 :],
                link[:place] + random.choice("%=+/ #\x00ก😀.") + link[place:],
                link[:place] + "".join(random.choices(ALPHABET, k=random.randint(1, 99))),
            )
        )
    return link


LINE = "0" * len([question for section in FORM.sections for question in section.questions])


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (["other", 2, LINE, []], "other-form"),
        (["shelter", 1, LINE, []], "other-version"),
        (["shelter", 3, LINE, []], "other-version"),
        (["shelter", "2", LINE, []], "broken-link"),
        (["shelter", 2, LINE[1:], []], "broken-link"),
        (["shelter", 2, LINE + "0", []], "broken-link"),
        (["shelter", 2, LINE, {"length": 3}], "broken-link"),
        (["shelter", 2, LINE, [], {"0": 1}], "broken-link"),
        (["shelter", 2, LINE, [], [["__proto__", "x", "y"]]], "broken-link"),
        (["shelter", 2, LINE, [], [[99, "x"]]], "broken-link"),
        (["shelter", 2, LINE, [], ["x"]], "broken-link"),
        ({"form": "shelter"}, "broken-link"),
        ("[" * 100_000, "broken-link"),
        ('["shelter",2,NaN]', "broken-link"),
        ("", "broken-link"),
        ("null", "broken-link"),
    ],
)
def test_link__wrong_in_one_way__says_why(node: Node, said: Any, why: str) -> None:
    assert opened(node, plain(said))[0]["refused"] == why


def test_link__values_that_the_form_does_not_take__are_named(node: Node) -> None:
    fields: list[Any] = [["city"], "x" * 99, {"a": 1}, "many", 5, [[]], True]
    line = "zy" + LINE[2:]
    (told,) = opened(node, plain(["shelter", 2, line, fields, [[0, 5, "ok"]]]))
    assert {note[1] for note in told["notes"]} == {
        *("roof", "toilet", "kind", "name", "about", "beds", "checked-on", "phone", "province"),
        "roof.note",
    }
    assert ["roof.evidence", "ok"] in told["answers"]


def test_link__that_unfolds_to_too_much__stops_early(node: Node) -> None:
    text = json.dumps(["shelter", 2, LINE, ["", "", "x" * MOST_UNFOLDED]])
    bomb = b" " * 50_000_000
    packed = [b64encode(each).decode() for each in (text.encode(), bomb)]
    told = node.ask(terms=SHELTER, folded=packed)
    assert [each["refused"] for each in told] == ["broken-link", "broken-link"]


def test_link__longer_than_a_fragment_may_be__is_broken(node: Node) -> None:
    long = "#a=0" + "A" * MOST_CHARACTERS
    assert opened(node, long)[0]["refused"] == "broken-link"


def test_file__of_50_megabytes__is_refused_unread(node: Node) -> None:
    assert node.ask(terms=SHELTER, zeros=52_428_800) == {"refused": "too-large"}
    assert node.ask(terms=SHELTER, zeros=MOST_BYTES)["refused"] == "not-json"


def test_link__browser_without_streams__plain_and_says_so() -> None:
    with node_with() as new:
        folded = link_of(new, ANSWERS)
    with node_with() as old:
        assert old.ask(streams=False)
        flat = link_of(old, ANSWERS)
        assert flat.startswith("#a=0")
        there, refused = opened(old, flat, folded)
    assert dict(there["answers"]) == ANSWERS
    assert refused == {"refused": "no-unfolding"}


@pytest.mark.parametrize(("zone", "offset"), [("Asia/Bangkok", "+07:00"), ("Etc/GMT+3", "-03:00")])
def test_time__of_this_device__has_its_offset(
    monkeypatch: pytest.MonkeyPatch, zone: str, offset: str
) -> None:
    monkeypatch.setenv("TZ", zone)
    with node_with() as there:
        (told,) = there.ask(times=[1_800_000_000_000])
    hour = {"+07:00": "15", "-03:00": "05"}[offset]
    assert told == f"2027-01-15T{hour}:00:00{offset}"
