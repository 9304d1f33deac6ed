"""clock: the moment of a build is an argument."""

import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from publication.clock import build_clock


def test_the_environment_says_when(tmp_path: Path) -> None:
    moment = build_clock(tmp_path, {"SOURCE_DATE_EPOCH": "1592438400"})
    assert moment == datetime(2020, 6, 18, tzinfo=UTC)


def test_else_the_last_commit_says_when(tmp_path: Path) -> None:
    date = "2020-06-18T00:00:00+00:00"
    names = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b.c"}
    names |= {"GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b.c", "GIT_COMMITTER_DATE": date}
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    commit = ["git", "commit", "--quiet", "--allow-empty", "--message", "x"]
    subprocess.run(commit, cwd=tmp_path, check=True, env=names)
    assert build_clock(tmp_path, {}) == datetime(2020, 6, 18, tzinfo=UTC)


@pytest.mark.parametrize("value", ["", "yesterday", "-5", "1e9"])
def test_else_it_is_now(tmp_path: Path, value: str) -> None:
    moment = build_clock(tmp_path, {"SOURCE_DATE_EPOCH": value, "PATH": ""})
    assert abs(datetime.now(UTC) - moment) < timedelta(minutes=1)
