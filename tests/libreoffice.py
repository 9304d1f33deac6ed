"""Office files in, the same files recalculated or printed by LibreOffice out."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

RECALCULATED = "xlsx:Calc MS Excel 2007 XML"
PRINTED = "pdf"
READ = "txt:Text (encoded):UTF8"


def found() -> str | None:
    """The program, under either of its names."""
    return shutil.which("soffice") or shutil.which("libreoffice")


needs_libreoffice = pytest.mark.skipif(
    found() is None,
    reason="no LibreOffice: install Debian's libreoffice-calc-nogui to recalculate workbooks",
)


def writes() -> bool:
    """Whether it opens Word files; Calc comes without that."""
    program = found()
    libraries = Path(program).resolve().parent if program else Path()
    return program is not None and any(libraries.glob("*swlo.*"))


needs_writer = pytest.mark.skipif(
    not writes(),
    reason="no LibreOffice Writer: install Debian's libreoffice-writer-nogui to open Word files",
)


def converted(files: Sequence[Path], folder: Path, target: str = RECALCULATED) -> list[Path]:
    """All files in one run, which has a profile of its own and therefore disturbs no other.

    Formulas without a stored result are calculated; a stored one may be believed.
    """
    program = found()
    assert program is not None, "mark the test with needs_libreoffice"
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as profile:
        done = subprocess.run(
            [
                program,
                "--headless",
                f"-env:UserInstallation={Path(profile).as_uri()}",
                "--convert-to",
                target,
                "--outdir",
                str(folder),
                *map(str, files),
            ],
            capture_output=True,
            text=True,
            check=False,
            timeout=540,
        )
    ending = target.split(":", maxsplit=1)[0]
    made = [folder / f"{file.stem}.{ending}" for file in files]
    missing = [file.name for file in made if not file.exists()]
    assert not missing, f"LibreOffice made no {missing}: {done.stdout}{done.stderr}"
    return made
