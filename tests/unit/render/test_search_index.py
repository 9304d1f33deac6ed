"""The search index before and after: what is lost, what is kept, and a real one of the theme."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from publication.render.search_index import compact, plain

CONFIG = {"lang": ["en"], "separator": r"[\s\-]+", "pipeline": ["stopWordFilter"], "fields": {}}


def index(*docs: dict[str, Any]) -> bytes:
    return json.dumps({"config": CONFIG, "docs": docs}).encode()


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>หนึ่ง</p> <p>สอง</p>", "หนึ่ง สอง"),
        ("<ul><li>หนึ่ง</li><li>สอง</li></ul>", "หนึ่ง สอง"),
        ("<p>น้ำ<code>ท่วม</code>ใหญ่ H<sub>2</sub>O</p>", "น้ำท่วมใหญ่ H2O"),
        ("<pre><code>บรรทัด\nถัดไป</code></pre>", "บรรทัด ถัดไป"),
        ("1 &lt; 2 &amp;&amp; a &gt; b", "1 < 2 && a > b"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;", "<script>alert(1)</script>"),
        ("&amp;lt;", "&lt;"),
        (" ก\u00a0ข \t\n ค ", "ก ข ค"),
        ("", ""),
    ],
)
def test_plain__is_what_readers_see(markup: str, text: str) -> None:
    assert plain(markup) == text


def test_compact__keeps_what_worker_and_theme_read_and_nothing_else() -> None:
    made = compact(
        index(
            {
                "location": "a/#b",
                "title": "แผน &amp; ผัง",
                "text": "<p>ก</p>",
                "tags": ["x"],
                "boost": 2,
            }
        )
    )
    assert json.loads(made) == {
        "config": CONFIG,
        "docs": [{"location": "a/#b", "title": "แผน & ผัง", "text": "ก"}],
    }


def test_compact__is_utf8_without_escapes_and_always_the_same() -> None:
    source = index(*({"location": f"{at}/", "title": "หน้า", "text": "แผน" * 50} for at in range(9)))
    made = compact(source)
    assert "หน้า".encode() in made
    assert b"\\u" not in made
    assert len(made) < len(source) * 0.55
    assert made == compact(source)


@pytest.mark.parametrize("wrong", [b"[]", b"{}", b'{"docs": 1}', b"not json"])
def test_compact__refuses_what_is_no_index(wrong: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        compact(wrong)


def test_compact__takes_the_index_that_the_theme_writes(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text(
        "# หน้าแรก\n\nน้ำ`ท่วม` & *แผน*\n\n- ก\n- ข\n\n## Section\n\n1 < 2\n", "utf-8"
    )
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: x\ntheme: material\nplugins: [{search: {lang: en}}]\n", "utf-8"
    )
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=tmp_path, check=True)
    made = compact((tmp_path / "site" / "search" / "search_index.json").read_bytes())
    assert json.loads(made)["docs"] == [
        {"location": "", "title": "หน้าแรก", "text": "น้ำท่วม & แผน ก ข"},
        {"location": "#section", "title": "Section", "text": "1 < 2"},
    ]
