"""What the code has and what the guides tell of it are the same, in both directions."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from publication import policy
from publication.cli import main
from publication.engine import SCHEMAS
from publication.problems import Rule

ROOT = Path(__file__).resolve().parents[2]
AUTHORING = ROOT / "docs" / "authoring"
PAGES = ("index", "guideline", "question", "circular", "rules", "hosting", "embed", "commands")
REPOSITORY = ("README.md", "CHANGELOG.md", ".github/CONTRIBUTING.md", "forms/README.md")


def page(name: str) -> str:
    return (AUTHORING / f"{name}.md").read_text("utf-8")


def section(text: str, title: str) -> str:
    """What stands under the heading, up to the next one of its level."""
    found = re.search(rf"^## {re.escape(title)} \{{#.*?\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    assert found, f"no section is called {title!r}"
    return found[1]


def shown_help(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as stop:
        main([*arguments, "--help"])
    assert stop.value.code == 0
    return capsys.readouterr().out


def annotations(node: Any) -> set[str]:
    """Names of our annotations anywhere in a schema."""
    if isinstance(node, list):
        return {name for child in node for name in annotations(child)}
    if not isinstance(node, dict):
        return set()
    here = {key for key in node.get("properties", ()) if key.startswith("x-")}
    return here | annotations(list(node.values()))


FORM_SCHEMA: Any = json.loads((SCHEMAS / "form.schema.json").read_text("utf-8"))


def test_rules__are_explained_in_the_order_of_the_catalogue() -> None:
    explained = re.findall(r"^- \*\*`(\w+)`\*\* .+ แก้: .+\n  \{: #(\w+) \}$", page("rules"), re.M)
    assert explained == [(rule.name, rule.name) for rule in Rule]


def test_commands__and_their_options_have_a_section(capsys: pytest.CaptureFixture[str]) -> None:
    guide = page("commands")
    commands = re.findall(r"^    (\w+) ", shown_help(capsys), re.M)
    assert sorted(re.findall(r"^## publication (\w+) ", guide, re.M)) == sorted(commands)
    for command in commands:
        options = set(re.findall(r"--[a-z-]+", shown_help(capsys, command))) - {"--help"}
        told = section(guide, f"publication {command}")
        assert set(re.findall(r"--[a-z-]+", told)) == options, command


def test_commands__tell_each_exit_status() -> None:
    table = section(page("commands"), "รหัสออก")
    assert re.findall(r"^\| `(\d)` \|", table, re.M) == ["0", "1", "2"]


def test_make__targets_are_told_and_no_other() -> None:
    targets = re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.M)
    told = re.findall(r"^\| `make ([a-z]+)[ `]", section(page("commands"), "คำสั่ง make"), re.M)
    assert sorted(told) == sorted(targets)
    texts = [page(name) for name in PAGES]
    texts += [(ROOT / name).read_text("utf-8") for name in REPOSITORY]
    named = {name for text in texts for name in re.findall(r"(?:`|^)make ([a-z]+)", text, re.M)}
    assert named <= set(targets)


def test_settings__are_told_where_they_are_set() -> None:
    code = "".join(path.read_text("utf-8") for path in (ROOT / "scripts").rglob("*.py"))
    code += (ROOT / "mkdocs.yml").read_text("utf-8") + (ROOT / "Makefile").read_text("utf-8")
    read = r'environ(?:ment)?\.get\("([A-Z_]+)"|!ENV \[([A-Z_]+)|^(?:export )?([A-Z_]+) \?='
    settings = {"".join(found) for found in re.findall(read, code, re.M)}
    assert {"SITE_URL", "SOURCE_DATE_EPOCH"} <= settings
    told = section(page("commands"), "ค่าที่ตั้งได้")
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", told, re.M)) == settings


@pytest.mark.parametrize("guide", ["docs/authoring/question.md", "forms/README.md"])
def test_annotations__of_forms_are_told_and_no_other(guide: str) -> None:
    text = (ROOT / guide).read_text("utf-8")
    assert set(re.findall(r"\bx-[a-z]+(?:-[a-z]+)*", text)) == annotations(FORM_SCHEMA)


def test_conditions__are_told() -> None:
    told = section(page("question"), "เงื่อนไข")
    for shape in FORM_SCHEMA["$defs"]["condition"]["oneOf"]:
        assert f'"{shape["required"][-1]}": ' in told


@pytest.mark.parametrize("name", ["guideline", "circular"])
def test_fields__of_a_definition_are_told(name: str) -> None:
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
    fields = set(schema["properties"])
    if name == "guideline":
        fields |= set(schema["properties"]["steps"]["items"]["properties"])
    assert {field for field in fields if f"`{field}`" not in page(name)} == set()


def test_headers__of_the_guide_are_those_of_the_code() -> None:
    guide = page("hosting")
    told = {line.strip() for line in guide.splitlines()}
    assert {line.strip() for line in policy.nginx().splitlines()} <= told
    written = policy.headers(["guidelines/a/index.html", "forms/bcp-checklist/embed/index.html"])
    assert set(map(str.strip, written.splitlines()[1:])) <= told


@pytest.mark.parametrize("name", PAGES)
def test_pages__have_what_the_site_needs(name: str) -> None:
    text = page(name)
    assert re.match(r"---\ntitle: .+\ndescription: .+\n(?:search: .+\n)?---\n", text)
    outside = re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S)
    headings = re.findall(r"^(#+) .*?(\{#[a-z][a-z0-9-]*\})?$", outside, re.M)
    assert [level for level, _ in headings].count("#") == 1
    assert all(anchor for _, anchor in headings), "a heading has no ASCII id"


@pytest.mark.parametrize("name", REPOSITORY)
def test_paths__named_in_the_repository_exist(name: str) -> None:
    document = ROOT / name
    text = re.sub(
        r"^\*\*Whole file\*\* .*?^```$", "", document.read_text("utf-8"), flags=re.M | re.S
    )
    links = re.findall(r"\]\(([^)#:]+)[^)]*\)", text)
    paths = re.findall(
        r"`((?:docs|forms|overrides|scripts|tests)/[\w./-]*)`", text.replace("<name>/", "")
    )
    missing = [link for link in links if not (document.parent / link).exists()]
    missing += [path for path in paths if not (ROOT / path).exists()]
    assert missing == []
