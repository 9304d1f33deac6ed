"""answer_file: what a file looks like, what comes back from it, and what a form does not take."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publication.admission import Terms
from publication.answer_file import (
    MOST_BYTES,
    Content,
    checksum,
    file_bytes,
    file_name,
    file_score,
    read,
)
from publication.arrival import NotUsable
from publication.model.read_form import form_from_schema
from publication.scoring import plan_of, score

CASES = Path(__file__).parents[1] / "cases" / "travel"
FORM = form_from_schema(json.loads((CASES / "form.json").read_text("utf-8")))
TERMS = Terms(plan_of(FORM), FORM.schema, FORM.history.renamed, FORM.history.retired)
SAVED = datetime.fromisoformat("2026-11-22T10:42:00+07:00")
ANSWERS: dict[str, Any] = {
    "kind": "city",
    "beds": 7,
    "needs": ["water"],
    "staff": [{"who": "ก"}],
    "roof": "yes",
}


def content(answers: Any = ANSWERS, **more: Any) -> Content:
    return Content("shelter", 2, "city", SAVED, answers, **more)


def written(**changes: Any) -> bytes:
    """A file with other parts than the writer would put, its checksum right for them."""
    said = json.loads(file_bytes(content())) | changes
    said = {name: value for name, value in said.items() if value is not ...}
    said.pop("checksum", None)
    return json.dumps({**said, "checksum": checksum(said)}).encode()


def test_file__answers__as_the_golden_file_says() -> None:
    result = score(TERMS.plan, ANSWERS)
    made = content(name="ร่าง", unplaced={"fax": "02"}, score=file_score(result))
    golden = CASES / "shelter-v2-city-20261122.json"
    assert file_name(made) == golden.name
    assert file_bytes(made).decode() == golden.read_text("utf-8")


@given(st.text(min_size=1).filter(lambda text: len(text) <= 2000))
def test_reading__text_of_any_kind__comes_back_well_formed(text: str) -> None:
    arrival = read(TERMS, file_bytes(content({"roof.note": text})))
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    assert len(str(arrival.answers["roof.note"])) == len(whole)
    assert not arrival.damaged
    assert arrival.notes == ()
    if text == whole:
        assert arrival.answers == {"roof.note": text}


@given(st.binary(max_size=400))
def test_reading__any_bytes__arrives_or_says_why(data: bytes) -> None:
    with pytest.raises(NotUsable) as refused:
        read(TERMS, data)
    assert refused.value.why in ("empty", "not-text", "too-deep", "not-json", "not-answers")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b" " * (MOST_BYTES + 1), "too-large"),
        (b"\xff", "not-text"),
        (b"\xff\xfe[", "not-text"),
        (b"[" * 100_000, "too-deep"),
        (b'{"answers": NaN}', "not-json"),
        (b"{}", "not-answers"),
        (b"[]", "not-answers"),
        (written(format="publication-answer"), "not-answers"),
        (written(answers=[]), "not-answers"),
        (written(version=True), "not-answers"),
        (written(version=0), "not-answers"),
        (written(form=...), "not-answers"),
        (written(form="strategy-map"), "other-form"),
    ],
)
def test_reading__what_is_no_answer_file__says_why(data: bytes, why: str) -> None:
    with pytest.raises(NotUsable, match=f"^{why}"):
        read(TERMS, data)


@pytest.mark.parametrize(
    ("given_answers", "kept", "noted"),
    [
        ({"roof": "maybe"}, {}, [("oneOf", "roof", "")]),
        ({"roof": ["yes"]}, {}, [("oneOf", "roof", "")]),
        ({"beds": "7"}, {}, [("type", "beds", "")]),
        ({"beds": 7.0}, {"beds": 7}, []),
        ({"beds": 9999}, {}, [("maximum", "beds", "")]),
        ({"checked-on": "2026-02-29"}, {}, [("format", "checked-on", "")]),
        ({"name": "ก" * 81}, {}, [("maxLength", "name", "")]),
        ({"name": "", "needs": [], "staff": [{}]}, {}, []),
        ({"needs": ["water", "wine", "water"]}, {"needs": ["water"]}, [("oneOf", "needs", "/1")]),
        (
            {"staff": [{"who": "ก", "tel": "x"}, "ข", {"who": ""}, {"age": 1}]},
            {"staff": [{"who": "ก"}]},
            [
                *(("pattern", "staff", "/0/tel"), ("type", "staff", "/1")),
                ("additionalProperties", "staff", "/3/age"),
            ],
        ),
        (
            {"staff": [{"who": str(at)} for at in range(7)]},
            {"staff": [{"who": str(at)} for at in range(5)]},
            [("maxItems", "staff", "")],
        ),
        ({"telephone": "021234567"}, {"phone": "021234567"}, []),
        ({"telephone": "02", "phone": "021"}, {"phone": "021"}, [("repeated", "telephone", "")]),
        ({"fax": "02"}, {}, [("retired", "fax", "")]),
        ({"name.note": "x"}, {}, [("unknown", "name.note", "")]),
        ({"__proto__": {"roof": "yes"}}, {}, [("unknown", "__proto__", "")]),
        ({"constructor": "x", "roof": "no"}, {"roof": "no"}, [("unknown", "constructor", "")]),
    ],
)
def test_reading__answers__keeps_what_fits_and_names_the_rest(
    given_answers: dict[str, Any], kept: dict[str, Any], noted: list[tuple[str, str, str]]
) -> None:
    arrival = read(TERMS, written(answers=given_answers))
    assert arrival.answers == kept
    assert [(note.reason, note.id, note.place) for note in arrival.notes] == noted
    assert arrival.unplaced == ({"fax": "02"} if "fax" in given_answers else {})


def test_reading__changed_by_hand__is_damaged_and_still_read() -> None:
    changed = file_bytes(content()).replace(b'"beds": 7', b'"beds": 8')
    assert read(TERMS, changed).damaged
    assert read(TERMS, changed).answers["beds"] == 8
    assert read(TERMS, written(checksum=...)).damaged is False


def test_reading__utf16_with_its_mark__as_utf8() -> None:
    text = file_bytes(content()).decode()
    for encoding in ("utf-16", "utf-8-sig"):
        assert read(TERMS, text.encode(encoding)).answers == ANSWERS
    assert read(TERMS, b"\xfe\xff" + text.encode("utf-16-be")).answers == ANSWERS
