"""Publications of 10, 100 and 1,000 pages built; cost per page beside plain MkDocs printed.

The peer is MkDocs with the same theme on the same pages as Markdown files, in the same run: only
the ratio says something about this code. Bytes are of the real publication.
"""

import gzip
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = ROOT / "tests" / "publications" / "library"
SIZES = (10, 100, 1000)
PLAIN = """\
site_name: plain
site_url: https://plain.example/
theme: { name: material, language: th, font: false }
plugins: [search]
markdown_extensions: [attr_list]
not_in_nav: |
  /guidelines/
nav: [index.md]
"""


@dataclass(frozen=True)
class Cost:
    seconds: float
    megabytes: float
    """Peak of resident memory over the whole run, subprocesses included one by one."""


def main(sizes: Sequence[int]) -> None:
    print(
        f"{'pages':>6} {'ours s':>8} {'ms/page':>8} {'MB':>6} {'plain s':>8} {'MB':>6} {'ratio':>6}"
    )
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            ours, plain = _both(Path(folder), size)
        per_page = 1000 * ours.seconds / size
        print(
            f"{size:>6} {ours.seconds:>8.2f} {per_page:>8.1f} {ours.megabytes:>6.0f} "
            f"{plain.seconds:>8.2f} {plain.megabytes:>6.0f} {ours.seconds / plain.seconds:>6.2f}",
            flush=True,
        )
    _weights()


def _both(folder: Path, size: int) -> tuple[Cost, Cost]:
    publication = _publication(folder / "ours", size)
    ours = _measured([sys.executable, str(ROOT / "scripts" / "build.py"), str(publication)])
    plain = folder / "plain"
    command = [sys.executable, "-m", "publication.cli", "render", str(publication)]
    _measured([*command, "--to", str(plain / "docs")])
    (plain / "mkdocs.yml").write_text(PLAIN, "utf-8")
    config = ["--config-file", str(plain / "mkdocs.yml")]
    return ours, _measured([sys.executable, "-m", "mkdocs", "build", "--quiet", *config])


def _publication(folder: Path, size: int) -> Path:
    """The library publication with this many guidelines, each its own page."""
    shutil.copytree(LIBRARY, folder)
    config = (folder / "mkdocs.yml").read_text("utf-8")
    (folder / "mkdocs.yml").write_text(config.replace("../../..", str(ROOT)), "utf-8")
    text = (folder / "docs/guidelines/survey.yml").read_text("utf-8")
    names = [f"survey-{number}" for number in range(2, size + 1)]
    for number, name in enumerate(names, 2):
        copy = text.replace("id: survey", f"id: {name}").replace("order: 1", f"order: {number}")
        (folder / f"docs/guidelines/{name}.yml").write_text(copy, "utf-8")
    circular = folder / "docs/circulars/lib-7.yml"
    listed = circular.read_text("utf-8") + f"guidelines: [{', '.join(names)}]\n"
    circular.write_text(listed, "utf-8")
    return folder


def _measured(command: list[str]) -> Cost:
    begun = time.monotonic()
    quiet = os.open(os.devnull, os.O_WRONLY)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1795305600", "NO_MKDOCS_2_WARNING": "1"}
    actions = [(os.POSIX_SPAWN_DUP2, quiet, 1)]
    process = os.posix_spawn(command[0], command, environment, file_actions=actions)
    _, status, usage = os.wait4(process, 0)
    os.close(quiet)
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    return Cost(time.monotonic() - begun, usage.ru_maxrss / 1024)


def _weights() -> None:
    """What a reader of the real publication loads, in bytes after gzip."""
    site = ROOT / "site"
    if not site.is_dir():
        print("no site/ here; make site first to see its weights")
        return
    print(f"\n{'file':<44} {'gzip B':>8}")
    names = ["index.html", "assets/site.css", "assets/site.js", "assets/form.js"]
    names += ["assets/search-worker.js", "assets/search-index.js", "search/search_index.json"]
    names += [
        path.relative_to(site).as_posix() for path in sorted(site.glob("[0-9]*/*/index.html"))
    ]
    names += ["assets/scan.css", "assets/fonts/scan.woff2"]
    names += [path.relative_to(site).as_posix() for path in sorted(site.glob("downloads/*.*"))]
    for name in names:
        path = site / name
        if path.is_file():
            content = path.read_bytes()
            packed = path.suffix in (".woff2", ".xlsx", ".docx", ".pdf", ".zip", ".png")
            size = len(content) if packed else len(gzip.compress(content, 9, mtime=0))
            print(f"{name:<44} {size:>8,}")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
    sys.stdout.flush()
    beside = Path(__file__).parent
    others = [beside / "blanks.py", beside / "office.py", beside / "forms" / "run.py"]
    done = [subprocess.run([sys.executable, str(other)], check=False) for other in others]
    sys.exit(max(each.returncode for each in done))
