"""check: no input makes it raise, whatever the structure of a definition."""

import copy
import json
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publication import check, load
from publication.check.schema import is_email, is_url

LIBRARY = Path(__file__).resolve().parents[2] / "publications" / "library"
SOURCES = load.everything_under(LIBRARY)
STRANGE: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["survey#count", "a#b", "#", "2569-01-01", "shelf-survey", "ทํา"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=8,
)


def trails(data: Any, trail: load.Trail = ()) -> list[load.Trail]:
    found = [trail]
    if isinstance(data, dict):
        children: list[tuple[str | int, Any]] = list(data.items())
    elif isinstance(data, list):
        children = list(enumerate(data))
    else:
        children = []
    for key, child in children:
        found += trails(child, (*trail, key))
    return found


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_node_of_any_file_may_be_anything(data: st.DataObject) -> None:
    """Replaces, removes or doubles a node of a sound publication, then checks all of it."""
    number = data.draw(st.integers(0, len(SOURCES) - 1))
    source = SOURCES[number]
    if source.kind == "page":
        return
    content = copy.deepcopy(source.data)
    trail = data.draw(st.sampled_from(trails(content)[1:]))
    parent = content
    for key in trail[:-1]:
        parent = parent[key]
    if data.draw(st.booleans()):
        parent[trail[-1]] = data.draw(STRANGE)
    elif isinstance(parent, list):
        parent.append(copy.deepcopy(parent[-1]))
    else:
        del parent[trail[-1]]
    text = json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass")
    broken = load.from_bytes(source.path, source.kind, text)
    changed = (*SOURCES[:number], broken, *SOURCES[number + 1 :])
    for problem in check.everything(changed):
        assert str(problem).isprintable()
        assert problem.line >= 1


@settings(max_examples=200)
@given(st.binary(max_size=300), st.integers(0, len(SOURCES) - 1))
def test_any_bytes_in_place_of_any_file(content: bytes, number: int) -> None:
    source = SOURCES[number]
    broken = load.from_bytes(source.path, source.kind, content)
    changed = (*SOURCES[:number], broken, *SOURCES[number + 1 :])
    assert isinstance(check.everything(changed), tuple)


@given(STRANGE)
def test_a_definition_of_any_shape_is_a_problem_not_an_error(shape: Any) -> None:
    text = json.dumps(shape, ensure_ascii=False).encode("utf-8", "surrogatepass")
    for source in SOURCES:
        if source.kind != "page":
            broken = load.from_bytes(source.path, source.kind, text)
            assert check.everything([broken])


@given(st.text(max_size=40))
def test_addresses_are_judged_not_raised_on(text: str) -> None:
    assert is_email(text) in (True, False)
    assert is_url(text) in (True, False)


def test_addresses() -> None:
    assert is_email("opdc.team+a@dept.example.go.th")
    assert not any(
        map(is_email, ["a@b", "a b@c.go.th", "a@@b.co", ".a@b.co", "a..b@c.co", "ก@ข.ไทย"])
    )
    assert is_url("https://a.example/b?c=d#e")
    assert not any(
        map(
            is_url,
            [
                "a.example",
                "ftp://a.example",
                "https://",
                "https://a b.c",
                "https://u:p@a.b",
                "javascript:alert(1)",
                "https://[::1",
            ],
        )
    )
