"""Office files filled and read in a browser; milliseconds beside those of unpacking and packing.

The page is a phone's: Chromium with a processor four times slower. The ratio says something about
this code, the budget is for a full checklist. Alone: .venv/bin/python tests/bench/office.py
"""

import gzip
import shutil
import sys
import tempfile
from base64 import b64encode
from pathlib import Path
from random import Random
from statistics import median

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from publication import load, model
from publication.model.form import Form
from publication.model.variant import variants
from publication.render.bundles import bundles
from tests.bench.forms.run import BROWSERS
from tests.browser.office_page import ENDINGS, blank, opened, write_site
from tests.browser.server import served
from tests.chromium import ARGUMENTS
from tests.random_answers import random_answers

ROOT = Path(__file__).resolve().parents[2]
SLOWER, ROUNDS = 4, 7
LONGEST = {"bcp-checklist": 300.0}
"""Milliseconds that filling a form may take."""
HEAVIEST = 15 * 1024
"""Bytes gzipped of the bundle."""


def main() -> int:
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        print("no Chromium: install Debian's package chromium to measure filling in the browser")
        return 1
    publication = model.publication(load.everything_under(ROOT))
    size = len(gzip.compress(bundles()["assets/form-office.js"], 9, mtime=0))
    print(f"{'pass' if size <= HEAVIEST else 'FAIL'}  form-office.js {size:,} of {HEAVIEST:,} B")
    print(f"{'filled, ms at 4× slower':<28} {'fill':>6} {'×':>5} {'read':>6} {'×':>5}")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        write_site(Path(folder), publication)
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        with served(Path(folder)) as address:
            for form in publication.forms.values():
                page = opened(browser.new_page(), address, form)
                session = page.context.new_cdp_session(page)
                session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
                for ending in ENDINGS:
                    _measure(page, form, ending)
        browser.close()
    return 0


def _measure(page: Page, form: Form, ending: str) -> None:
    """All answers of one kind of organisation; the first round warms up and does not count."""
    variant = variants(form)[0]
    given = [b64encode(blank(variant, ending)).decode(), random_answers(Random(1), variant.form, 1)]
    script = "([blank, answers]) => officeTwin.times(blank, answers)"
    rounds = [page.evaluate(script, given) for _ in range(ROUNDS + 1)][1:]
    fill, read, floor = (median(times) for times in zip(*rounds, strict=True))
    limit = LONGEST.get(form.id)
    verdict = "" if limit is None else "pass" if fill <= limit else "FAIL"
    print(
        f"{form.id + '.' + ending:<28} {fill:>6.0f} {fill / floor:>5.1f} "
        f"{read:>6.0f} {read / floor:>5.1f}  {verdict}",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
