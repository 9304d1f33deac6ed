"""Data flows one way: each stage imports only itself and the stages before it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "scripts" / "publication"
STAGES = ["load", "check", "model", "render", "publish", "verify", "cli"]
BESIDE = {
    "admission",
    "answer_file",
    "answers",
    "arrival",
    "clock",
    "conditions",
    "engine",
    "fences",
    "map_gaps",
    "office_file",
    "policy",
    "portable_pattern",
    "printed",
    "problems",
    "progress",
    "provinces",
    "release",
    "scored_file",
    "scoring",
    "thai",
    "validation",
}
"""Modules that stages share; they may import no stage but the model."""


def modules(name: str) -> list[Path]:
    single = PACKAGE / f"{name}.py"
    return [single] if single.exists() else sorted((PACKAGE / name).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            yield node.module or ""
            if node.module == "publication":
                yield from (f"publication.{alias.name}" for alias in node.names)


def imported_stages(name: str) -> set[str]:
    every = {target for path in modules(name) for target in imported(path)}
    return {target.split(".")[1] for target in every if target.startswith("publication.")} - BESIDE


@pytest.mark.parametrize("stage", STAGES)
def test_imports_point_backwards(stage: str) -> None:
    assert imported_stages(stage) <= set(STAGES[: STAGES.index(stage) + 1])


@pytest.mark.parametrize("module", sorted(BESIDE))
def test_shared_modules_import_no_stage_but_the_model(module: str) -> None:
    assert imported_stages(module) <= {"model"}


def test_every_module_is_a_stage_or_shared() -> None:
    names = {path.stem for path in PACKAGE.glob("*.py")} | {
        path.name for path in PACKAGE.iterdir() if path.is_dir() and any(path.glob("*.py"))
    }
    assert names - {"__init__"} == set(STAGES) | BESIDE


def test_only_the_hooks_know_mkdocs() -> None:
    scripts = PACKAGE.parent
    knowing = {
        path.relative_to(scripts).as_posix()
        for path in scripts.rglob("*.py")
        if any(name.split(".")[0] == "mkdocs" for name in imported(path))
    }
    assert knowing == {"hooks.py"}


def test_the_build_script_stays_a_few_lines() -> None:
    lines = (PACKAGE.parent / "build.py").read_text("utf-8").splitlines()
    assert len([line for line in lines if line.strip()]) <= 12


@pytest.mark.parametrize(
    "folder", [PACKAGE, PACKAGE.parent.parent / "overrides"], ids=["package", "overrides"]
)
def test_nothing_of_one_publication_stands_in_the_engine(folder: Path) -> None:
    """Words that only a definition may hold: its subject, its agency, its circular."""
    forbidden = ["bcp", "opdc", "ก.พ.ร", "ดำเนินธุรกิจ", "ว๐๐๑๘", "strategy-map#", "จังหวัด", "อปท"]
    found = [
        f"{path.name}: {word}"
        for path in folder.rglob("*")
        if path.suffix in {".py", ".html", ".ts", ".css", ".yml", ".json"}
        for word in forbidden
        if word in path.read_text("utf-8").lower()
    ]
    assert found == []
