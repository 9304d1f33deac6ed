"""The moment a build is made for, an argument: equal input then gives equal bytes."""

import os
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path


def build_clock(root: Path, environment: Mapping[str, str] = os.environ) -> datetime:
    """SOURCE_DATE_EPOCH where it is set, else the time of the last commit, else now."""
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    if not epoch.isdecimal():
        epoch = _last_commit(root)
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)


def _last_commit(root: Path) -> str:
    try:
        done = subprocess.run(
            ["git", "log", "-1", "--format=%ct"],
            cwd=root,
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
