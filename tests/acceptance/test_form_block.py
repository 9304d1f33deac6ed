"""A form inside a hand-written page, from three lines of Markdown; and the line for other sites."""

import json
import re
import shutil
from html import escape
from pathlib import Path

import pytest

from publication import load, model
from tests.conftest import PUBLICATIONS, ROOT, Built, run_publication

BLOCK = "```form\nshelf-survey\n```\n"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A copy of the library publication, to write pages into."""
    root = tmp_path / "library"
    shutil.copytree(PUBLICATIONS["library"], root)
    config = (root / "mkdocs.yml").read_text("utf-8").replace("../../..", str(ROOT))
    (root / "mkdocs.yml").write_text(config, "utf-8")
    return root


def write(library: Path, text: str, name: str = "about.md") -> None:
    (library / "docs" / name).write_text(
        f"---\ntitle: เกี่ยวกับ\ndescription: ทดสอบ\n---\n# เกี่ยวกับ\n\n{text}", "utf-8"
    )


def test_block__names_a_form__is_the_form_and_loads_what_it_needs(library: Path) -> None:
    text = f"## ก่อนตอบ {{#before}}\n\nอ่านแนวทาง\n\n{BLOCK}\n## หลังตอบ {{#after}}\n\nส่ง\n"
    write(library, text)
    config = library / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("about.md", "more/about.md"), "utf-8")
    config.write_text(config.read_text("utf-8").replace("path: about/", "path: more/about/"))
    (library / "docs/more").mkdir()
    (library / "docs/about.md").rename(library / "docs/more/about.md")
    done = run_publication("build", str(library))
    assert done.returncode == 0, done.stdout + done.stderr
    html = (library / "site/more/about/index.html").read_text("utf-8")
    whole = (library / "site/forms/shelf-survey/index.html").read_text("utf-8")
    assert questions(html) == questions(whole) != []
    assert '<script src="../../assets/form.js" defer></script>' in html
    assert '<link rel="stylesheet" href="../../assets/form.css">' in html
    assert "data-form-block" not in html
    assert "```" not in html
    places = [html.index(f'id="{name}"') for name in ("before", "form-organisation", "after")]
    assert places == sorted(places)
    contents = re.findall(r'<a href="#([^"]+)" class="md-nav__link">', html)
    assert contents.index("before") < contents.index("form-organisation") < contents.index("after")
    index = json.loads((library / "site/search/search_index.json").read_text("utf-8"))
    texts = {entry["location"]: entry["text"] for entry in index["docs"]}
    assert "อ่านแนวทาง" in texts["more/about/#before"]
    found = {place for place in texts if place.startswith("more/about/")}
    assert found == {"more/about/", "more/about/#before", "more/about/#after"}
    assert "embed.js" not in texts["forms/shelf-survey/"]


def questions(html: str) -> list[str]:
    return re.findall(r'<fieldset class="form__question" id="([^"]+)"', html)


def test_block__in_front_matter_with_bundles__keeps_them(library: Path) -> None:
    path = library / "docs/about.md"
    path.write_text(f"---\ntitle: ก\nbundles: [scan]\n---\n# ก\n\n{BLOCK}", "utf-8")
    done = run_publication("build", str(library))
    html = (library / "site/about/index.html").read_text("utf-8")
    assert 'href="../assets/scan.css"' in html
    assert 'href="../assets/form.css"' in html
    assert done.returncode == 1  # there is no script of that name, and the site is verified
    assert "BROKEN_LINK" in done.stdout


@pytest.mark.parametrize(
    ("text", "line", "rule"),
    [
        ("```form\nshelves\n```\n", 8, "UNKNOWN_FORM"),
        (f"{BLOCK}\n{BLOCK}", 11, "SECOND_FORM"),
        ("- ก\n\n    ```form\n    shelf-survey\n    ```\n", 9, "FORM_BLOCK"),
        ("```form\n```\n", 7, "FORM_BLOCK"),
        ("```form\nshelf-survey\n", 7, "FORM_BLOCK"),
    ],
)
def test_block__at_fault__stops_the_build_with_file_and_line(
    library: Path, text: str, line: int, rule: str
) -> None:
    write(library, text)
    done = run_publication("build", str(library))
    assert done.returncode == 1
    (problem,) = done.stdout.splitlines()
    assert problem.startswith(f"docs/about.md:{line}: {rule}: ")
    assert not (library / "site").exists()


def test_block__shown_as_an_example__stays_text(library: Path) -> None:
    write(library, f"~~~markdown\n{BLOCK}~~~\n")
    done = run_publication("build", str(library))
    assert done.returncode == 0, done.stdout + done.stderr
    html = (library / "site/about/index.html").read_text("utf-8")
    assert "```form\nshelf-survey\n```" in html
    assert questions(html) == []
    assert "form.js" not in html


def test_line__at_the_foot_of_a_form__is_the_one_of_the_guide(built: Built) -> None:
    guide = (ROOT / "docs/authoring/embed.md").read_text("utf-8")
    (told,) = re.findall(r"^<a .*data-embed-form.*$", guide, re.M)
    publication = model.publication(load.everything_under(built.root))
    for form in publication.forms.values():
        wanted = re.sub(r"forms/[a-z-]+/", f"forms/{form.id}/", told)
        wanted = re.sub(r"form>[^<]+<", f"form>{form.title}<", wanted)
        wanted = wanted.replace("https://HOST/", built.site_url)
        page = (built.site / "forms" / form.id / "index.html").read_text("utf-8")
        assert escape(wanted, quote=False) in page.replace("&#34;", '"')
        assert (built.site / "assets/embed.js").exists()
