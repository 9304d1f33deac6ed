"""Commands on the finished site: build it, verify it, release it for print."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from publication import publish, verify
from publication.cli.outcome import (
    CLEAN,
    MISUSE,
    PROBLEMS,
    Command,
    finished_site,
    publication_in,
    reported,
    site_url,
)
from publication.clock import build_clock
from publication.progress import say, step
from publication.release import refusal


def _build(root: Path, options: argparse.Namespace) -> int:
    with step("checking definitions"):
        publication_in(root)
    environment = {
        **os.environ,
        "SOURCE_DATE_EPOCH": str(int(build_clock(root).timestamp())),
        "NO_MKDOCS_2_WARNING": "1",
        **({"SITE_URL": options.site_url} if options.site_url else {}),
    }
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--clean"]
    command += ["--config-file", str(root / "mkdocs.yml")]
    command += ["--site-dir", str(root / options.site_dir)]
    if subprocess.run(command, env=environment, check=False).returncode:
        return PROBLEMS
    return _verify(root, options)


def _release(root: Path, options: argparse.Namespace) -> int:
    """A placeholder on paper can never be called back, so such an address is refused."""
    reason = refusal(options.site_url)
    if reason:
        say(reason)
        return MISUSE
    status = _build(root, options)
    if status != CLEAN:
        return status
    site = root / options.site_dir
    codes = {
        f"{circular}/{name}": (site / "circulars" / circular / name).read_bytes()
        for circular in publication_in(root).circulars
        for name in ("qr.svg", "qr.png")
    }
    publish.write(codes, root / "dist" / "print")
    say(f"{len(codes)} files for print are in {os.path.relpath(root / 'dist' / 'print')}")
    return CLEAN


def _verify(root: Path, options: argparse.Namespace) -> int:
    site = root / options.site_dir
    if not site.is_dir():
        say(f"{site}: no finished site here; build it first")
        return MISUSE
    with step("verifying the site") as report:
        found = verify.site(site, publication_in(root), site_url(root, options), report)
        problems = sorted(set(found))
    status = reported(problems, "text")
    if status == CLEAN:
        say(f"the site is in {os.path.relpath(site)}")
    return status


COMMANDS = {
    "build": Command("check, build the site, verify it", finished_site, _build),
    "verify": Command("report every problem in a finished site", finished_site, _verify),
    "release": Command(
        "build for print and write the codes to dist/print/", finished_site, _release
    ),
}
