"""TypeScript and CSS under overrides/bundles in, one classic script or stylesheet each out."""

import subprocess
import tempfile
from functools import lru_cache
from pathlib import Path

from publication.engine import OVERRIDES, ROOT


class BundlesFailed(Exception):
    """esbuild refused; the message is its own report, which names file and line."""


def bundles() -> dict[str, bytes]:
    """Path on the site to content, one for each file in overrides/bundles; IIFE, so that it runs
    from file:// too. Raises BundlesFailed."""
    sources = [path for path in OVERRIDES.rglob("*") if path.suffix in (".ts", ".css")]
    return _built(tuple(sorted((str(path), path.stat().st_mtime_ns) for path in sources)))


@lru_cache(maxsize=1)
def _built(_sources: tuple[tuple[str, int], ...]) -> dict[str, bytes]:
    entries = sorted(
        path for path in (OVERRIDES / "bundles").iterdir() if path.suffix in (".ts", ".css")
    )
    with tempfile.TemporaryDirectory() as folder:
        command = [
            str(_esbuild()),
            *map(str, entries),
            "--bundle",
            "--minify",
            "--format=iife",
            "--target=es2022,chrome100,firefox100,safari15.4",
            "--charset=utf8",
            "--external:*.woff2",
            "--log-level=warning",
            f"--outdir={folder}",
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
        if done.returncode:
            raise BundlesFailed(done.stderr.strip())
        return {f"assets/{path.name}": path.read_bytes() for path in sorted(Path(folder).iterdir())}


def _esbuild() -> Path:
    """The native binary that npm installed for this platform."""
    found = sorted((ROOT / "node_modules" / "@esbuild").glob("*/bin/esbuild")) + sorted(
        (ROOT / "node_modules" / "@esbuild").glob("*/esbuild.exe")
    )
    if not found:
        raise BundlesFailed("esbuild is not installed; run: make site")
    return found[0]
