"""The same 60 questions by us and by three form libraries: size, speed and reach, one table out.

All pages come from one local server into a phone's window that has not seen them, in rounds, each
page once a round, so that whatever else the machine does falls on all. Bytes are what they are; of
the times only the ratios say something about this code, and the page without a library says how
much of each the browser needs anyway. The work of an answer is processor time, not slowed: the
figure that a busy machine bends least. Alone: .venv/bin/python tests/bench/forms/run.py
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from tests.bench.forms import measure, questions, site
from tests.bench.forms.subjects import Subject, ours, peers
from tests.chromium import ARGUMENTS

ROUNDS = 3
PATIENCE = 100
"""Seconds after which no further round begins, so that a busy machine ends, too."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
TRAVEL = ("form-travel.js", "form-office.js")
"""Import and export, fetched by those who open them; the budget of a form's script is without."""
CROWDED = 1.5
"""Processes for each processor from which on others than the benchmark must be at work."""
KB = 1024
HEAD = (
    f"{'':<22} {'scripts, KB gzip':^20}  {'all KB':>7}  {'usable':^11}  "
    f"{'answer to paint':^16}  {'its work':^9}  {'named':>5}  policy\n"
    f"{'':<22} {'first':>6} {'all':>7} {'×':>5}  {'gzip':>7}  {'s':>5} {'×':>5}  "
    f"{'p50':>4} {'p98 ms':>6} {'×':>4}  {'ms':>4} {'×':>4}  {'of 60':>5}  of ours"
)


@dataclass
class Measured:
    subject: Subject
    works: bool = False
    """Under the security policy of our pages."""
    refused: int = 0
    """How much that policy refused."""
    work: list[float] = field(default_factory=list)
    """Milliseconds of processor time of each answer."""
    visits: list[measure.Visit] = field(default_factory=list)

    @property
    def usable(self) -> float:
        """Seconds; the median of the rounds."""
        return median(visit.usable for visit in self.visits) / 1000

    @property
    def answers(self) -> list[float]:
        """Milliseconds from tap to score of each answer, the median of its rounds; ascending."""
        return sorted(median(times) for times in zip(*(v.shown for v in self.visits), strict=True))

    def kilobytes(self, name: str) -> float:
        """The median of the rounds; name: first, scripts or everything."""
        size: float = median(getattr(visit, name) for visit in self.visits)
        return size / KB


def main() -> int:
    begun = time.monotonic()
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        print("no Chromium: install Debian's package chromium to compare the forms")
        return 1
    site.install()
    with tempfile.TemporaryDirectory() as folder:
        made = site.files(Path(folder))
    rows = _measured(program, made)
    print(HEAD)
    for row in rows:
        print(_line(row, rows[0]))
    print()
    for line in _budgets(rows[0], rows[-1], site.our_scripts(made)):
        print(line)
    busy = f"{os.getloadavg()[0]:.1f} processes on {os.cpu_count()} processors"
    print(f"rounds: {len(rows[0].visits)}, {time.monotonic() - begun:.0f} s; at the end {busy}")
    return 0


def _measured(program: str, made: dict[str, bytes]) -> list[Measured]:
    rows = [Measured(subject) for subject in (*ours(), *peers())]
    with sync_playwright() as playwright, site.served(made) as address:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        print(
            f"Chromium {browser.version}, processor {measure.SLOWER} times slower, 1.6 Mbit/s, "
            f"{measure.LINE['latency']} ms; {len(list(questions.steps()))} answers a visit\n",
            flush=True,
        )
        begun = time.monotonic()
        while len(rows[0].visits) < ROUNDS and time.monotonic() - begun < PATIENCE:
            for row in rows:
                row.visits.append(measure.visit(browser, address, row.subject))
        for row in rows:
            row.work = measure.work(browser, address, row.subject)
            row.works, row.refused = measure.under_policy(browser, address, row.subject)
        browser.close()
    return rows


def _line(row: Measured, base: Measured) -> str:
    scripts, times, work = row.kilobytes("scripts"), row.answers, median(row.work)
    named = min(visit.named for visit in row.visits)
    refused = f", {row.refused} refused" if row.refused else ""
    return (
        f"{row.subject.title:<22} {row.kilobytes('first'):>6.1f} {scripts:>7.1f} "
        f"{scripts / base.kilobytes('scripts'):>5.1f}  {row.kilobytes('everything'):>7.1f}  "
        f"{row.usable:>5.2f} {row.usable / base.usable:>5.1f}  "
        f"{median(times):>4.0f} {_p98(times):>6.0f} {_p98(times) / _p98(base.answers):>4.1f}  "
        f"{work:>4.1f} {work / median(base.work):>4.1f}  "
        f"{named:>5}  {'works' if row.works else 'fails'}{refused}"
    )


def _budgets(row: Measured, floor: Measured, scripts: dict[str, int]) -> Iterator[str]:
    """What was promised for the form of 60 questions, and what is.

    A time over its budget is not held against us while others have the machine, or while the page
    without a library breaks that budget, too: it is reported as "busy".
    """
    crowded = os.getloadavg()[0] > CROWDED * (os.cpu_count() or 1)
    yield " + ".join(f"{name} {size:,}" for name, size in scripts.items()) + " bytes"
    filling = sum(size for name, size in scripts.items() if name not in TRAVEL)
    paint, least = _p98(row.answers), _p98(floor.answers)
    for what, value, limit, unit, needed in (
        ("filling in to result", filling / KB, 30, "KB", 0.0),
        ("its core, form.js", scripts["form.js"] / KB, 8, "KB", 0.0),
        ("usable", row.usable, 1.0, "s", floor.usable),
        ("answer to paint, p98", paint, 48, "ms", least),
    ):
        verdict = (
            "pass"
            if value <= limit
            else "busy"
            if needed > limit or (needed and crowded)
            else "FAIL"
        )
        beside = f", the floor is {needed:.2f}" if needed else ""
        yield f"{verdict}  {what:<22} {value:>6.2f} of {limit} {unit}{beside}"


def _p98(ordered: Sequence[float]) -> float:
    """The nearest rank."""
    return ordered[-(len(ordered) * 2 // 100) - 1]


if __name__ == "__main__":
    sys.exit(main())
