"""The commands on forms: answer files scored, editions kept."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from publication.answer_file import Content, file_bytes
from publication.cli.outcome import publication_in
from publication.model.variant import variants
from publication.render import docx, xlsx
from publication.render.words import words
from tests.conftest import PUBLICATIONS, ROOT, run_publication
from tests.office_files import filled_document, filled_workbook
from tests.unit.office_forms import random_answers
from tests.workbooks import CLOCK

LIBRARY = PUBLICATIONS["library"]
FORM = "shelf-survey"
GOOD: dict[str, Any] = {"kind": "town", "counted": "all", "loans": "some", "repaired": "not-here"}


def answer_file(folder: Path, name: str, answers: dict[str, Any], form: str = FORM) -> str:
    content = Content(form, 1, "town", datetime(2026, 11, 23, 10, 42, tzinfo=UTC), answers)
    path = folder / name
    path.write_bytes(file_bytes(content))
    return str(path)


def score(*arguments: str) -> tuple[int, str]:
    done = run_publication("score", FORM, "--path", str(LIBRARY), *arguments)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout


def test_score__a_whole_file__told_in_words_and_exits_0(tmp_path: Path) -> None:
    status, told = score(answer_file(tmp_path, "answers.json", GOOD))
    assert (status, told.splitlines()) == (
        0,
        [
            "answers.json: 58.3% เริ่มแล้ว (provisional, 1 unanswered)",
            "     77.8%  การนับ (2/2)",
            "        0%  การดูแล (1/2)",
        ],
    )


def test_score__several_files__each_told_and_what_was_not_taken_named(tmp_path: Path) -> None:
    strange = {**GOOD, "repaired": "=1+1", "lost": "<b>"}
    files = [
        answer_file(tmp_path, "good.json", GOOD),
        answer_file(tmp_path, "strange.json", strange),
        answer_file(tmp_path, "other.json", {}, form="other"),
    ]
    (tmp_path / "cut.json").write_bytes(Path(files[0]).read_bytes()[:80])
    files += [str(tmp_path / "cut.json"), str(tmp_path / "missing.json")]
    status, told = score(*files)
    assert status == 1
    assert "  not taken: repaired: oneOf: =1+1" in told
    assert "  not taken: lost: unknown: <b>" in told
    assert "other.json: the answers are to the form 'other', not to 'shelf-survey'" in told
    assert "cut.json: the file is cut off" in told
    assert "missing.json: the file cannot be read: No such file or directory" in told


def test_score__as_json__the_numbers_of_the_scorer(tmp_path: Path) -> None:
    status, told = score("--format", "json", answer_file(tmp_path, "answers.json", GOOD))
    (result,) = json.loads(told)
    assert status == 0
    assert (result["bp"], result["level"], result["sections"]) == (
        5834,
        "begun",
        {"counting": 7778, "care": 0},
    )


def test_score__changed_by_hand__says_that_the_checksum_disagrees(tmp_path: Path) -> None:
    name = answer_file(tmp_path, "answers.json", GOOD)
    text = Path(name).read_text("utf-8")
    Path(name).write_text(text.replace('"some"', '"all"'), "utf-8")
    status, told = score(name)
    assert status == 1
    assert "the checksum disagrees" in told


def test_score__the_same_answers_in_every_format__score_the_same(tmp_path: Path) -> None:
    form = publication_in(ROOT).forms["bcp-checklist"]
    variant = variants(form)[0]
    assert variant.kind is not None
    answers = random_answers(Random(4), variant.form)
    whole = answers | {"kind": variant.kind.id}
    saved = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)
    blank_workbook = xlsx.blank(variant, words(), CLOCK)
    blank_document = docx.blank(variant, words(), CLOCK)
    files = {
        "a.json": file_bytes(Content(form.id, form.version, variant.kind.id, saved, whole)),
        "a.xlsx": filled_workbook(blank_workbook, answers),
        "a.docx": filled_document(blank_document, variant.form, answers),
        "a.xls": bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    names = [str(tmp_path / name) for name in files]
    done = run_publication("score", form.id, "--format", "json", *names)
    assert (done.returncode, done.stderr) == (1, "")
    *told, refused = json.loads(done.stdout)
    results = [{**each, "file": ""} for each in told]
    assert results[0]["bp"] is not None
    assert results[0]["not-taken"] == []
    assert results == [results[0]] * 3
    assert refused["unusable"].startswith("the file has a password or is older than 2007")


def test_score__unknown_form__names_those_there_are() -> None:
    done = run_publication("score", "lost", "--path", str(LIBRARY), "x.json")
    assert done.returncode == 2
    assert "use one of " in done.stderr
    assert FORM in done.stderr


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return Path(shutil.copytree(LIBRARY, tmp_path / "library"))


def test_freeze__new_version__kept_as_it_is_and_never_overwritten(library: Path) -> None:
    folder = library / "forms" / FORM
    definition = folder / "form.json"
    text = definition.read_text("utf-8")
    definition.write_text(text.replace('"version": 1', '"version": 2'), "utf-8")
    done = run_publication("freeze", FORM, "--path", str(library))
    assert done.returncode == 0, done.stdout + done.stderr
    kept = folder / "published" / "2.json"
    assert kept.read_bytes() == definition.read_bytes()

    definition.write_text(definition.read_text("utf-8").replace("ตอบตามที่นับ", "ตอบเท่าที่นับ"), "utf-8")
    again = run_publication("freeze", FORM, "--path", str(library))
    assert again.returncode == 1
    assert "raise x-form.version" in again.stderr
    assert kept.read_text("utf-8") == text.replace('"version": 1', '"version": 2')


def test_freeze__a_form_with_problems__keeps_nothing(library: Path) -> None:
    definition = library / "forms" / FORM / "form.json"
    text = definition.read_text("utf-8").replace('"version": 1', '"version": 2')
    definition.write_text(text.replace('"budget": {', '"money": {'), "utf-8")
    done = run_publication("freeze", FORM, "--path", str(library))
    assert done.returncode == 1
    assert "ID_VANISHED" in done.stdout
    assert not (library / "forms" / FORM / "published" / "2.json").exists()
