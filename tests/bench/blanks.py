"""Every blank file of the publication made; bytes of each format and its share of the time printed.

The time of a format is told beside that of checking and modelling the definitions, in the same
run, and all of them as the build makes them beside the budget.
Alone: .venv/bin/python tests/bench/blanks.py
"""

import time
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from publication import check, load, model
from publication.model.variant import variants
from publication.render import pdf
from publication.render.downloads import RENDERERS, blank_files
from publication.render.words import words

ROOT = Path(__file__).resolve().parents[2]
CLOCK = datetime(2026, 11, 23, tzinfo=UTC)
LARGEST = {"xlsx": 30 * 1024, "docx": 60 * 1024, "pdf": 150 * 1024}
"""Bytes that a blank file may have."""
LONGEST = 10.0
"""Seconds for all of them on two cores."""


def main() -> None:
    begun = time.monotonic()
    sources = load.everything_under(ROOT)
    assert check.everything(sources) == ()
    publication = model.publication(sources)
    yardstick = time.monotonic() - begun
    made = [variant for form in publication.forms.values() for variant in variants(form)]
    with TemporaryDirectory() as empty, patch.object(pdf, "CACHE", Path(empty)):
        begun = time.monotonic()
        blank_files(publication, words(), CLOCK)
        total = time.monotonic() - begun
    print(f"{'blank files':<14} {'files':>5} {'largest B':>10} {'of B':>8} {'s':>6} {'× check':>8}")
    for ending, render in RENDERERS.items():
        begun = time.monotonic()
        if ending == "pdf":
            with pdf.preparing(made, words()):
                pass
        sizes = [len(render(variant, words(), CLOCK)) for variant in made]
        spent = time.monotonic() - begun
        verdict = "pass" if max(sizes) <= LARGEST[ending] else "FAIL"
        print(
            f"{ending:<14} {len(sizes):>5} {max(sizes):>10,} {LARGEST[ending]:>8,} {spent:>6.2f} "
            f"{spent / yardstick:>8.1f}  {verdict}",
            flush=True,
        )
    verdict = "pass" if total <= LONGEST else "FAIL"
    print(
        f"{verdict}  all of them as the build makes them, on all cores {total:.1f} of {LONGEST} s"
    )


if __name__ == "__main__":
    with TemporaryDirectory() as empty, patch.object(pdf, "CACHE", Path(empty)):
        main()
