"""Forms with all their blank office files in, a site with a page for each out; and what its script
makes of office files, asked directly."""

import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from publication.admission import Terms
from publication.engine import OVERRIDES, ROOT
from publication.model.form import Form
from publication.model.publication import Publication
from publication.model.variant import Variant, variants
from publication.policy import policy
from publication.render.bundles import bundles
from publication.render.downloads import RENDERERS
from publication.render.fonts import fonts
from publication.render.words import words
from publication.scoring import plan_of
from tests.browser.form_page import document

CLOCK = datetime(2026, 11, 23, tzinfo=UTC)
TWIN = "assets/office-twin.js"


ENDINGS = ("xlsx", "docx")


def blank(variant: Variant, ending: str) -> bytes:
    return RENDERERS[ending](variant, words(), CLOCK)


def terms_of(form: Form) -> Terms:
    return Terms(plan_of(form), form.schema, form.history.renamed, form.history.retired)


def variant_of(form: Form, kind: str) -> Variant:
    return next(each for each in variants(form) if (each.kind.id if each.kind else "") == kind)


def write_site(folder: Path, publication: Publication, sources: Path = OVERRIDES) -> None:
    """Everything that the pages load, the blanks, and the policy of the host; the script that tests
    ask is built from these sources."""
    files = {**bundles(), **fonts(), TWIN: twin(sources)}
    files["_headers"] = f"/*\n  Content-Security-Policy: {policy([])}\n".encode()
    for form in publication.forms.values():
        files[f"forms/{form.id}/index.html"] = document(form, publication).encode()
        for variant in variants(form):
            for ending in ENDINGS:
                files[f"downloads/{variant.name}.{ending}"] = blank(variant, ending)
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def twin(sources: Path) -> bytes:
    """The script of office_twin.ts, with the components that stand in these sources."""
    entry = Path(__file__).with_name("office_twin.ts")
    text = entry.read_text("utf-8").replace("../../overrides", sources.as_posix())
    (esbuild,) = (ROOT / "node_modules" / "@esbuild").glob("*/bin/esbuild")
    command = [str(esbuild), "--bundle", "--format=iife", "--loader=ts", "--charset=utf8"]
    return subprocess.run(
        command,
        input=text.encode(),
        capture_output=True,
        check=True,
        cwd=ROOT,
        env={"NODE_PATH": str(ROOT / "node_modules")},
    ).stdout


def opened(page: Page, address: str, form: Form) -> Page:
    """The form's page, ready to be asked."""
    page.goto(f"{address}forms/{form.id}/")
    page.add_script_tag(url=f"{address}{TWIN}")
    return page


def filled(page: Page, blank: bytes, answers: Mapping[str, Any]) -> tuple[bytes, list[Any]]:
    """The blank with the answers in it, and notes of what it could not hold."""
    script = "([blank, answers]) => officeTwin.fill(blank, answers)"
    file, notes = page.evaluate(script, [b64encode(blank).decode(), answers])
    return b64decode(file), notes


def read(page: Page, files: Iterable[bytes]) -> list[Any]:
    given = [b64encode(each).decode() for each in files]
    told: list[Any] = page.evaluate("(files) => officeTwin.read(files)", given)
    return told
