"""What all tests share: one built site of each publication, a browser, strict settings."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]
PUBLICATIONS = {"bcp": ROOT, "library": ROOT / "tests" / "publications" / "library"}
EPOCH = "1795305600"  # 2026-11-22: the day of the build is an argument

settings.register_profile(
    "shared-machine",
    deadline=None,  # two workers on two cores: time says nothing about the code
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("shared-machine")


@dataclass(frozen=True)
class Built:
    """A publication and the site that the build command made of it."""

    name: str
    root: Path
    site: Path
    site_url: str


def run_publication(*arguments: str, epoch: str = EPOCH) -> subprocess.CompletedProcess[str]:
    """The command as a person runs it."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": epoch, "NO_MKDOCS_2_WARNING": "1"}
    environment.pop("SITE_URL", None)
    return subprocess.run(
        [sys.executable, "-m", "publication.cli", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        cwd=ROOT,
    )


@pytest.fixture(scope="session", params=sorted(PUBLICATIONS))
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Each publication, built once for all workers."""
    return built_once(request.param, tmp_path_factory)


@pytest.fixture(scope="session")
def bcp(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return built_once("bcp", tmp_path_factory)


def built_once(name: str, tmp_path_factory: pytest.TempPathFactory) -> Built:
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    site = shared / f"site-{name}"
    url = f"https://{name}.example/"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (site / "sitemap.xml").exists():
            done = run_publication(
                "build", str(PUBLICATIONS[name]), "--site-dir", str(site), "--site-url", url
            )
            assert done.returncode == 0, done.stdout + done.stderr
    return Built(name, PUBLICATIONS[name], site, url)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the browser that browser tests drive."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    pytest.skip("no Chromium: install Debian's package chromium to run the browser tests")


def pytest_terminal_summary(terminalreporter: "pytest.TerminalReporter") -> None:
    """A test that was left out is never silent."""
    skipped = terminalreporter.stats.get("skipped", [])
    if skipped:
        terminalreporter.section(f"LEFT OUT: {len(skipped)} tests did not run", yellow=True)
        reasons = Counter(str(report.longrepr[-1]) for report in skipped)
        for reason, count in sorted(reasons.items()):
            terminalreporter.line(f"{count} × {reason}")
