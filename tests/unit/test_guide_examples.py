"""Every example of the guides, typed in where the guide says, leaves the publication clean."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from publication import check, load, model

ROOT = Path(__file__).resolve().parents[2]
GUIDES = (*sorted((ROOT / "docs" / "authoring").glob("*.md")), ROOT / "forms" / "README.md")
FENCE = re.compile(r"^ *```(\w*)[^\n]*\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
PLACE = re.compile(r"\*\*(ทั้งไฟล์|Whole file|ส่วนหนึ่งของ)\*\* `([^`]+)`(?: ใต้ ((?:`[^`]+`(?: → )?)+))?")
WHOLE = ("ทั้งไฟล์", "Whole file")


@dataclass(frozen=True)
class Example:
    """A block of YAML or JSON, and where its reader is told to type it."""

    path: str
    whole: bool
    trail: tuple[str, ...]
    text: str


def examples(guide: Path) -> list[Example]:
    return list(_examples(guide.read_text("utf-8")))


def _examples(text: str) -> Iterator[Example]:
    for fence in FENCE.finditer(text):
        language, content = fence.groups()
        if language not in ("yaml", "json"):
            continue
        above = text[: fence.start()].rstrip("\n").rpartition("\n")[2]
        place = PLACE.fullmatch(above)
        assert place, f"no place is told above this block, but: {above!r}\n{content}"
        trail = tuple(re.findall("`([^`]+)`", place[3] or ""))
        yield Example(place[2], place[1] in WHOLE, trail, content)


def typed_in(example: Example, files: dict[str, load.Source]) -> load.Source:
    """The file as it is once the example stands in it."""
    kind = load.kind_of(example.path)
    if example.whole:
        assert example.path not in files, f"{example.path} is there already"
        return load.from_bytes(example.path, kind, example.text.encode())
    data = json.loads(json.dumps(files[example.path].data))
    _join(_at(data, example.trail), _fragment(example))
    return load.from_bytes(example.path, kind, json.dumps(data, ensure_ascii=False).encode())


def _fragment(example: Example) -> Any:
    """The block as data; JSON members stand without the braces around them."""
    name, text = example.path, example.text
    if name.endswith(".json"):
        inner = text.rstrip().removesuffix(",")
        braces = "[]" if inner.lstrip().startswith("{") else "{}"
        text = f"{braces[0]}{inner}{braces[1]}"
    source = load.from_bytes(name, load.kind_of(name), text.encode())
    assert not source.problems, source.problems
    return source.data


def _at(data: Any, trail: tuple[str, ...]) -> Any:
    for name in trail:
        data = data[name] if isinstance(data, dict) else next(n for n in data if n["id"] == name)
    return data


def _join(target: Any, fragment: Any) -> None:
    if isinstance(target, list):
        target.extend(fragment)
    else:
        target.update(fragment)


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_examples_of_a_guide_leave_the_publication_clean(guide: Path) -> None:
    files = {source.path: source for source in load.everything_under(ROOT)}
    for example in examples(guide):
        files[example.path] = typed_in(example, files)
    assert check.everything(files.values()) == ()
    model.publication(files.values())


def test_the_message_that_tells_the_printed_address_is_the_one_in_the_guide() -> None:
    guide = ROOT / "docs" / "authoring" / "circular.md"
    files = {source.path: source for source in load.everything_under(ROOT)}
    circular = next(example for example in examples(guide) if example.whole)
    files[circular.path] = typed_in(circular, files)
    (problem,) = check.everything(files.values())
    assert f"\n{problem}\n" in guide.read_text("utf-8")


@pytest.mark.parametrize("name", ["guideline", "question", "circular", "README"])
def test_guides_that_teach_writing_show_examples(name: str) -> None:
    (guide,) = (guide for guide in GUIDES if guide.stem == name)
    assert examples(guide)


def test_a_wrong_example_is_found() -> None:
    files = {source.path: source for source in load.everything_under(ROOT)}
    wrong = Example("docs/publication.yml", False, (), "circular: never-issued\n")
    files[wrong.path] = typed_in(wrong, files)
    assert [problem.rule for problem in check.everything(files.values())] == ["UNKNOWN_CIRCULAR"]


def test_an_example_without_a_place_is_found() -> None:
    with pytest.raises(AssertionError, match="no place"):
        list(_examples("text\n\n```yaml\na: 1\n```\n"))
