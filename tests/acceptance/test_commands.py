"""The commands, run as a person runs them, on both publications."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from publication.render.words import words
from tests.conftest import EPOCH, PUBLICATIONS, ROOT, Built, run_publication

LIBRARY = PUBLICATIONS["library"]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A copy of the library publication that a test may break."""
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    config = (root / "mkdocs.yml").read_text("utf-8").replace("../../..", str(ROOT))
    (root / "mkdocs.yml").write_text(config, "utf-8")
    return root


@pytest.mark.parametrize("name", sorted(PUBLICATIONS))
def test_check_of_a_clean_publication_says_nothing_and_exits_0(name: str) -> None:
    done = run_publication("check", str(PUBLICATIONS[name]))
    assert (done.returncode, done.stdout) == (0, "")


def test_check_tells_file_line_rule_what_and_how_and_exits_1(library: Path) -> None:
    path = library / "docs/guidelines/survey.yml"
    path.write_text(path.read_text("utf-8").replace("minutes: 5", "minutes: ห้า"), "utf-8")
    done = run_publication("check", str(library))
    assert done.returncode == 1
    assert done.stdout == (
        "docs/guidelines/survey.yml:6: WRONG_TYPE: expected a whole number, found text; "
        "write a whole number\n"
    )


def test_check_as_json(library: Path) -> None:
    (library / "docs/lists.yml").write_text("a: [", "utf-8")
    done = run_publication("check", str(library), "--format", "json")
    (problem,) = json.loads(done.stdout)
    assert done.returncode == 1
    assert problem["file"] == "docs/lists.yml"
    assert problem["rule"] == "BAD_YAML"
    assert set(problem) == {"file", "line", "rule", "what", "mend"}


@pytest.mark.parametrize(
    "arguments",
    [[], ["unknown"], ["check", "no/such/folder"], ["check", "--format", "xml"], ["render"]],
    ids=" ".join,
)
def test_misuse_exits_2_without_a_traceback(arguments: list[str]) -> None:
    done = run_publication(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_broken_definition_stops_the_build_before_anything_is_written(library: Path) -> None:
    path = library / "docs/circulars/lib-7.yml"
    path.write_text(
        path.read_text("utf-8").replace("guideline: survey", "guideline: lost"), "utf-8"
    )
    done = run_publication("build", str(library))
    assert done.returncode == 1
    assert "docs/circulars/lib-7.yml:" in done.stdout
    assert "UNKNOWN_GUIDELINE" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert not (library / "site").exists()


def test_a_generated_page_is_never_shadowed_by_a_file_of_the_same_name(library: Path) -> None:
    (library / "docs/index.md").write_text("# เอง\n", "utf-8")
    done = run_publication("build", str(library))
    assert done.returncode == 1
    assert "index.md is generated" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_a_warning_of_the_generator_stops_the_build(library: Path) -> None:
    (library / "docs/about.md").write_text("# เกี่ยวกับ\n\n[หาย](lost.md)\n", "utf-8")
    done = run_publication("build", str(library))
    assert done.returncode == 1
    assert "lost.md" in done.stdout + done.stderr


def test_render_writes_the_pages_for_any_generator(library: Path, tmp_path: Path) -> None:
    done = run_publication("render", str(library), "--to", str(tmp_path / "pages"))
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "pages/guidelines/survey/index.md").read_text("utf-8")
    assert page.startswith('---\ntitle: "การสำรวจชั้นหนังสือ"\n')
    assert "นับทีละชั้น" in page
    assert (tmp_path / "pages/circulars/lib-7/qr.svg").exists()


@pytest.mark.parametrize(
    "site_url",
    [
        "",
        "http://bcp.go.th/",
        "https://localhost/",
        "https://10.0.0.1/",
        "https://bcp.example.go.th/",
    ],
)
def test_release_refuses_an_address_that_nobody_can_open(site_url: str) -> None:
    done = run_publication("release", str(LIBRARY), "--site-url", site_url)
    assert done.returncode == 2
    assert not (LIBRARY / "dist").exists()


def test_release_writes_the_codes_for_print(library: Path) -> None:
    done = run_publication("release", str(library), "--site-url", "https://survey.library.go.th/")
    assert done.returncode == 0, done.stdout + done.stderr
    printed = sorted(path.name for path in (library / "dist/print/lib-7").iterdir())
    assert printed == ["qr.png", "qr.svg"]
    page = (library / "site/circulars/lib-7/index.html").read_text("utf-8")
    assert str(words()["circular"]["code-draft"]) not in page


def test_a_build_repeated_gives_the_same_bytes(built: Built, tmp_path: Path) -> None:
    again = tmp_path / "again"
    arguments = ["--site-dir", str(again), "--site-url", built.site_url]
    done = run_publication("build", str(built.root), *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    assert contents(again) == contents(built.site)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_build_leaves_the_work_tree_clean(tmp_path: Path) -> None:
    """In a fresh clone, with the packages of this one."""
    clone = tmp_path / "clone"
    git = ["git", "-C", str(clone)]
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    (clone / "node_modules").symlink_to(ROOT / "node_modules")
    (clone / ".git/info/exclude").write_text("node_modules\n", "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(clone / "scripts"), "SOURCE_DATE_EPOCH": EPOCH}
    done = subprocess.run(
        [sys.executable, "scripts/build.py"],
        cwd=clone,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    status = subprocess.run(
        [*git, "status", "--porcelain"], capture_output=True, text=True, check=True
    )
    assert status.stdout == ""
    assert (clone / "site/index.html").exists()


def test_long_work_says_what_it_is_doing(built: Built) -> None:
    done = run_publication(
        "verify", str(built.root), "--site-dir", str(built.site), "--site-url", built.site_url
    )
    assert done.returncode == 0, done.stdout
    assert "verifying the site" in done.stderr


def test_text_of_a_definition_is_never_taken_for_html(library: Path) -> None:
    hostile = '"q" <script>document.title="pwned"</script></title>&amp; a<b'
    guideline = library / "docs/guidelines/survey.yml"
    text = guideline.read_text("utf-8")
    for old in ("summary: สองขั้นตอน นับแล้วส่ง", "title: การสำรวจชั้นหนังสือ", "title: นับหนังสือ"):
        key = old.partition(":")[0]
        text = text.replace(old, f"{key}: '{hostile}'", 1)
    guideline.write_text(text, "utf-8")
    site = library / "docs/publication.yml"
    notice = "notice: สิ่งพิมพ์ตัวอย่างสำหรับการทดสอบ ไม่ใช่เอกสารราชการ"
    text = site.read_text("utf-8")
    assert notice in text
    site.write_text(text.replace(notice, f"notice: '{hostile}'"), "utf-8")
    done = run_publication("build", str(library))
    assert done.returncode == 0, done.stdout + done.stderr
    for path in (library / "site").rglob("*.html"):
        html = path.read_text("utf-8")
        assert "<script>document.title" not in html, path
        assert "&lt;script&gt;document.title" in html, path
    index = json.loads((library / "site/search/search_index.json").read_text("utf-8"))
    titles = [entry["title"] for entry in index["docs"]]
    assert any('<script>document.title="pwned"</script>' in title for title in titles), titles
