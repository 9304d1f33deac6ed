"""A form with every kind of field and a past in, a site of one page out."""

import json
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from playwright.sync_api import Locator, Page, expect

from publication.admission import Terms
from publication.model.read_form import form_from_schema
from publication.policy import policy
from publication.render.bundles import bundles
from publication.render.fonts import fonts
from publication.scoring import plan_of
from tests.browser.form_page import PUBLICATION, document

PATH = "forms/shelter/"
CASES = Path(__file__).parents[1] / "cases" / "travel"
FORM = form_from_schema(json.loads((CASES / "form.json").read_text("utf-8")))
TERMS = Terms(plan_of(FORM), FORM.schema, FORM.history.renamed, FORM.history.retired)

ANSWERS: dict[str, Any] = {
    "kind": "city",
    "name": "=1+1",
    "about": "007 <&\">'\nบรรทัดที่สอง 👩‍🚒\n" + "ก้" * 950,
    "beds": 120,
    "checked-on": "2026-02-28",
    "phone": "0 2123 4567 ต่อ 89",
    "province": "10",
    "power": "solar",
    "needs": ["water", "medicine"],
    "staff": [
        {"who": "สมชาย <b>ใจดี</b>", "tel": "0812345678", "shift": "night"},
        {"who": "@SUM(1)"},
    ],
    "roof": "yes",
    "roof.note": "ก" * 2000,
    "roof.evidence": "ภาพถ่าย 007",
    "toilet": "partial",
    "rice": "no",
}
"""Every kind of answer, with texts that a careless reader would run, cut or count."""


def write_site(folder: Path) -> None:
    """Everything the page loads, and the policy of the host, into the folder."""
    publication = replace(PUBLICATION, forms=MappingProxyType({FORM.id: FORM}))
    page = document(FORM, publication)
    files = {**bundles(), **fonts(), f"{PATH}index.html": page.encode()}
    files["_headers"] = f"/*\n  Content-Security-Policy: {policy([])}\n".encode()
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def panel(page: Page) -> Locator:
    """The panel, opened and ready."""
    if not part(page, "save-file").is_visible():
        page.locator("#form-travel summary").click()
    expect(part(page, "save-file")).to_be_visible()
    return page.locator("#form-travel")


def part(page: Page, name: str) -> Locator:
    return page.locator(f"#form-travel [data-part='{name}']")


def choose(page: Page, content: bytes, name: str = "answers.json") -> Locator:
    """The dialog that a chosen file brings up."""
    panel(page)
    part(page, "choose").set_input_files(
        {"name": name, "mimeType": "application/json", "buffer": content}
    )
    dialog = page.locator("dialog[open]")
    expect(dialog).to_be_visible()
    return dialog


def exported(page: Page) -> tuple[str, bytes]:
    panel(page)
    with page.expect_download() as download:
        part(page, "save-file").click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def answers_in(page: Page) -> Any:
    return json.loads(exported(page)[1])["answers"]
