"""A form that keeps drafts, on a site of its own: in several versions, wide, and in a frame."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from publication import load, model
from publication.model.form import Field, Form, History, Option
from publication.model.publication import Publication
from publication.model.read_form import form_from_schema
from publication.render.words import words
from tests.browser.form_page import FORM, document, write_site
from tests.conftest import ROOT

SAY = words()["form-draft"]
LIVE = words()["form-live"]

WIDE_PATH = "forms/wide/"
OLDER_PATH = "forms/older/"
NEWER_PATH = "forms/newer/"
BCP_PATH = "forms/bcp/"
BCP_FIRST_PATH = "forms/bcp-1/"
WIDE = 400

WIDE_FORM = replace(
    FORM,
    id="wide",
    fields=tuple(Field(f"f{number}", f"ช่อง {number}", "text") for number in range(WIDE)),
    sections=(),
    levels=(),
    cap="",
)
NAME = Field("name", "ชื่อ", "text")
PHONE = Field("phone", "โทรศัพท์", "phone", max_length=40)
TABLE = Field(
    "contacts",
    "ผู้ติดต่อ",
    "rows",
    columns=(NAME, PHONE),
    max_rows=5,
)
TOOLS = (Option("radio", "วิทยุ", None), Option("boat", "เรือ", None), Option("pump", "สูบน้ำ", None))
OLD_FORM = replace(
    FORM,
    id="moved",
    version=1,
    fields=(
        *FORM.fields,
        TABLE,
        Field("tools", "เครื่องมือ", "choices", TOOLS),
        Field("motto", "คำขวัญ", "long-text", max_length=200),
    ),
)
"""What the form below was in its first version."""
NEW_FORM = replace(
    OLD_FORM,
    version=2,
    fields=(
        *FORM.fields,
        replace(TABLE, id="people", columns=(NAME, replace(PHONE, id="line"))),
        Field("tools", "เครื่องมือ", "choices", (*TOOLS[:1], Option("raft", "แพยาง", None))),
        Field("slogan", "ข้อความประจำหน่วยงาน", "text"),
    ),
    history=History(
        renamed={"contacts": "people", "people/phone": "line", "tools=boat": "raft"},
        retired={"motto": "คำขวัญ", "tools=pump": "สูบน้ำ"},
        since={"slogan": 2},
    ),
)


def bcp() -> tuple[Form, Form, Publication]:
    """The publication's own checklist: as first published, and as it is."""
    publication = model.publication(load.everything_under(ROOT))
    newest = publication.forms["bcp-checklist"]
    first = ROOT / "forms" / newest.id / "published" / "1.json"
    return form_from_schema(json.loads(first.read_text("utf-8"))), newest, publication


def write_drafts_site(folder: Path) -> None:
    write_site(folder)
    pages = {
        WIDE_PATH: document(WIDE_FORM),
        OLDER_PATH: document(OLD_FORM),
        NEWER_PATH: document(NEW_FORM),
    }
    first, newest, publication = bcp()
    pages |= {BCP_FIRST_PATH: document(first, publication), BCP_PATH: document(newest, publication)}
    for path, html in pages.items():
        (folder / path).mkdir(parents=True)
        (folder / path / "index.html").write_text(html, "utf-8")


def panel(page: Page) -> Locator:
    return page.locator("#form-draft")


def expect_saved(page: Page) -> None:
    """The panel says that everything is saved."""
    start = LIVE["draft-saved"].partition("{")[0].strip()
    expect(panel(page).locator("[data-part=saved]")).to_contain_text(start)


def reopen(page: Page) -> None:
    """Loads the page again and waits until the draft stands in it."""
    page.reload()
    expect_saved(page)


def open_list(page: Page) -> None:
    # by key: what is reported above it may come at that moment and move it from under a pointer
    panel(page).locator("summary", has_text=SAY["manage"]).press("Enter")
    expect(panel(page).locator("[data-part=clear]")).to_be_visible()


def write(page: Page, name: str, text: str) -> None:
    """Types into a control, folded away or not."""
    page.evaluate(
        """([name, text]) => {
            const control = document.querySelector(`[name="${name}"]`);
            control.value = text;
            control.dispatchEvent(new Event("input", {bubbles: true}));
        }""",
        [name, text],
    )


def stored(page: Page) -> dict[str, dict[str, Any]]:
    """What the database holds: answers by draft and name."""
    found: dict[str, dict[str, Any]] = {}
    for (draft, name), value in page.evaluate(ENTRIES, "answers"):
        if isinstance(value, dict):
            found.setdefault(str(draft), {})[str(name)] = value.get("v")
    return found


def listed(page: Page) -> list[dict[str, Any]]:
    """What the database says of each draft."""
    return [value for _, value in page.evaluate(ENTRIES, "drafts")]


def put(page: Page, store: str, key: Any, value: str) -> None:
    """Edits the database by hand; the value is a JavaScript expression."""
    page.evaluate(
        f"""([store, key]) => new Promise((done) => {{
            const request = indexedDB.open("forms");
            request.onsuccess = () => {{
                const change = request.result.transaction(store, "readwrite");
                change.objectStore(store).put({value}, key);
                change.oncomplete = () => (request.result.close(), done());
            }};
        }})""",
        [store, key],
    )


ENTRIES = """(store) => new Promise((done) => {
    const request = indexedDB.open("forms");
    request.onupgradeneeded = () => request.transaction.abort();
    request.onerror = () => done([]);
    request.onsuccess = () => {
        const source = request.result.transaction(store).objectStore(store);
        const keys = source.getAllKeys();
        const values = source.getAll();
        source.transaction.oncomplete = () => {
            request.result.close();
            done(keys.result.map((key, at) => [key, values.result[at]]));
        };
    };
})"""
