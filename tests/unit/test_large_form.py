"""The form of the whole plan, without a score: 76 fields, 33 tables, variants by kind."""

import json
from pathlib import Path
from typing import Any

import pytest

from publication import check, load, model
from publication.engine import ROOT
from publication.scoring import holds, plan_of, score
from publication.validation import beyond

FOLDER = ROOT / "forms" / "bcp-plan"


@pytest.fixture(scope="module")
def publication() -> model.Publication:
    sources = load.everything_under(ROOT)
    assert check.everything(sources) == ()
    return model.publication(sources)


def read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return content


def test_form__has_every_table_and_no_score(publication: model.Publication) -> None:
    form = publication.forms["bcp-plan"]
    plan = plan_of(form)
    tables = [field for field in plan["fields"] if field["kind"] == "rows"]
    assert (len(plan["fields"]), len(tables)) == (76, 33)
    assert all(len(table["columns"]) <= 8 for table in tables)
    assert beyond(read(FOLDER / "form.json")) == []
    nothing = score(plan, {})
    assert (nothing.total.asked, nothing.total.bp, nothing.level) == (0, None, None)


@pytest.mark.parametrize("kind", ["department", "province", "provincial-office", "local"])
def test_variant__of_each_kind__asks_what_is_its_own(
    kind: str, publication: model.Publication
) -> None:
    fields = publication.forms["bcp-plan"].every_field
    asked = [
        field
        for field in fields
        if field.condition is None or holds(field.condition, {"kind": kind})
    ]
    own = [field for field in asked if field.kinds == (kind,)]
    assert len(own) >= 2
    assert 60 <= len(asked) < len(fields)
