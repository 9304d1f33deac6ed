"""The live preview follows every kind of source, and keeps its last good pages when one breaks."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.conftest import EPOCH, PUBLICATIONS, ROOT

PATIENCE = 60.0  # seconds; a rebuild takes about two on a quiet machine


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A copy of the library publication with engine sources of its own, and its address."""
    root = tmp_path_factory.mktemp("preview")
    ignored = shutil.ignore_patterns("node_modules", ".venv", ".git", "site", ".cache", "tests")
    shutil.copytree(ROOT, root, ignore=ignored, dirs_exist_ok=True)
    (root / "node_modules").symlink_to(ROOT / "node_modules")
    for name in ("docs", "forms"):
        shutil.rmtree(root / name)
        shutil.copytree(PUBLICATIONS["library"] / name, root / name)
    config = (PUBLICATIONS["library"] / "mkdocs.yml").read_text("utf-8").replace("../../../", "")
    (root / "mkdocs.yml").write_text(config.replace("[forms]", "[forms, overrides]"), "utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    environment = {**os.environ, "PYTHONPATH": str(root / "scripts"), "SOURCE_DATE_EPOCH": EPOCH}
    environment["SITE_URL"] = f"http://{address}/"
    command = [sys.executable, "-m", "mkdocs", "serve", "--no-strict", "--dev-addr", address]
    with (root / "serve.log").open("w") as log:
        process = subprocess.Popen(command, cwd=root, env=environment, stdout=log, stderr=log)
        try:
            yield root, f"http://{address}/"
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=30)


def read(url: str) -> str:
    try:
        with urlopen(url, timeout=5) as answer:
            return str(answer.read().decode("utf-8"))
    except (URLError, OSError):
        return ""


def soon(holds: Callable[[], bool], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < until, log.read_text("utf-8")[-3000:]
        time.sleep(0.3)


def test_the_preview_follows_and_survives(preview: tuple[Path, str]) -> None:
    root, url = preview
    log = root / "serve.log"
    page = f"{url}guidelines/survey/"
    soon(lambda: "นับหนังสือ" in read(page), log)

    guideline = root / "docs/guidelines/survey.yml"
    guideline.write_text(guideline.read_text("utf-8").replace("นับหนังสือ", "นับทุกเล่ม"), "utf-8")
    soon(lambda: "นับทุกเล่ม" in read(page), log)

    sound = guideline.read_text("utf-8")
    guideline.write_text(sound + "title: [", "utf-8")
    soon(lambda: "BAD_YAML" in log.read_text("utf-8"), log)
    soon(lambda: "นับทุกเล่ม" in read(page), log)
    assert "สิ่งพิมพ์ตัวอย่างสำหรับการทดสอบ" in read(page)  # the notice at the foot, too
    guideline.write_text(sound, "utf-8")

    form = root / "forms/shelf-survey/form.json"
    form.write_text(form.read_text("utf-8").replace("แยกเล่มชำรุดแล้วหรือไม่", "ซ่อมแล้วหรือไม่"), "utf-8")
    soon(lambda: "ซ่อมแล้วหรือไม่" in read(f"{url}forms/shelf-survey/"), log)

    style = root / "overrides/bundles/site.css"
    style.write_text(style.read_text("utf-8") + "\nbody { outline: 9px solid }\n", "utf-8")
    soon(lambda: "outline:9px solid" in read(f"{url}assets/site.css"), log)

    script = root / "overrides/bundles/site.ts"
    script.write_text(script.read_text("utf-8") + '\nconsole.debug("seen");\n', "utf-8")
    soon(lambda: '"seen"' in read(f"{url}assets/site.js"), log)

    template = root / "overrides/pages/guideline.html"
    text = template.read_text("utf-8")
    template.write_text(text.replace('class="lead"', 'class="lead seen"'), "utf-8")
    soon(lambda: 'class="lead seen"' in read(page), log)
    template.write_text(text + "{% if %}", "utf-8")
    time.sleep(0.1)
    soon(lambda: log.read_text("utf-8").count("not rebuilt") >= 2, log)
    soon(lambda: 'class="lead seen"' in read(page), log)
