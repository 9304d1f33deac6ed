"""Answers on the device: saved at once, shared by tabs, lost by nothing, and said so when not."""

import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize, expect

from tests.browser.conftest import Visit
from tests.browser.draft_page import (
    LIVE,
    SAY,
    WIDE,
    WIDE_PATH,
    expect_saved,
    listed,
    panel,
    put,
    reopen,
    stored,
    write,
)
from tests.browser.form_page import FULL, PATH, answer
from tests.chromium import ARGUMENTS

DESK: ViewportSize = {"width": 1280, "height": 800}


BUSY = """() => {
    const request = indexedDB.open("forms");
    request.onsuccess = () => {
        const store = request.result.transaction("answers", "readwrite").objectStore("answers");
        const again = () => window.idle || (store.get(["", ""]).onsuccess = again);
        again();
    };
}"""
"""Keeps the database to itself until the page is idle, or left."""


def unsaved(page: Page) -> Any:
    return panel(page).locator("[data-part=unsaved]")


def test_answers_of_every_kind__reloaded__stand_in_the_page_again(visit: Visit) -> None:
    page = visit.open(PATH)
    expect(panel(page)).to_contain_text(SAY["none"])
    answer(page, {"kind": "city", **FULL})
    write(page, "order.note", "บรรทัดหนึ่ง\nบรรทัดสอง")
    page.locator("#organisation").fill("เทศบาลเมืองตัวอย่าง")
    expect_saved(page)
    shown = panel(page).locator("[data-part=saved]").inner_text()
    assert re.search(r" [0-9]{2}:[0-9]{2} น\.$", shown)
    bar = page.locator("[data-component=form-bar]")
    expect(bar).to_contain_text(LIVE["draft-saved-short"].partition("{")[0])
    reopen(page)
    for name, option in {"kind": "city", **FULL}.items():
        expect(page.locator(f"input[name='{name}'][value='{option}']")).to_be_checked()
    assert page.locator("#order--note").input_value() == "บรรทัดหนึ่ง\nบรรทัดสอง"
    assert page.locator("#organisation").input_value() == "เทศบาลเมืองตัวอย่าง"
    page.locator("#organisation").fill("")
    page.locator("#organisation").blur()
    expect_saved(page)
    assert "organisation" not in stored(page)["readiness"]


def test_kind_alone__reloaded__makes_no_draft(tab: Visit) -> None:
    page = tab.open(f"{PATH}?kind=city")
    page.wait_for_timeout(300)
    assert listed(page) == []
    answer(page, {"order": "yes"})
    expect_saved(page)
    assert stored(page)["readiness"] == {"kind": "city", "order": "yes"}
    # what was chosen elsewhere on the site does not change a draft
    tab.open(f"{PATH}?kind=village")
    expect_saved(page)
    assert page.locator("input[name=kind][value=city]").is_checked()


def test_leaving__asks_only_while_something_is_unsaved(tab: Visit) -> None:
    page = tab.open(PATH)
    asked: list[str] = []

    def note(dialog: Any) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", note)
    page.locator("#organisation").press_sequentially("ก")
    expect_saved(page)
    page.reload()
    assert asked == []
    page.evaluate(BUSY)
    answer(page, {"order": "yes"})
    expect(panel(page).locator("[data-part=saved]")).to_have_text(LIVE["draft-saving"])
    page.wait_for_timeout(200)  # what is saved sooner is worth no question
    page.reload()
    assert asked == ["beforeunload"]


def test_typing__page_gone_at_once__was_saved_on_the_way_out(tab: Visit) -> None:
    page = tab.open(PATH)
    page.evaluate("addEventListener('beforeunload', (e) => e.stopImmediatePropagation(), true)")
    answer(page, {"order": "yes"})
    expect_saved(page)
    page.locator("#organisation").press_sequentially("กขค")
    tab.open("assets/form.css")
    tab.open(PATH)
    expect_saved(page)
    assert page.locator("#organisation").input_value() == "กขค"


def test_answers_before_the_draft_has_come__win(tab: Visit) -> None:
    page = tab.open(PATH)
    answer(page, {"order": "no", "backup": "yes"})
    expect_saved(page)
    page.add_init_script(
        """const open = indexedDB.open.bind(indexedDB);
        IDBFactory.prototype.open = function (...args) {
            const request = open(...args);
            const slow = {};
            setTimeout(() => {
                for (const name of ["onsuccess", "onerror"]) request[name] = slow[name];
                if (request.readyState === "done") slow.onsuccess?.call(request);
            }, 600);
            Object.defineProperty(slow, "result", {get: () => request.result});
            return slow;
        };"""
    )
    page.reload()
    answer(page, {"order": "yes"})
    expect(page.locator("input[name=backup][value=yes]")).to_be_checked()
    expect_saved(page)
    assert page.locator("input[name=order][value=yes]").is_checked()


def test_back_button__page_kept_or_not__shows_what_was_saved(tab: Visit) -> None:
    page = tab.open(PATH)
    answer(page, {"order": "yes"})
    expect_saved(page)
    tab.open("assets/form.css")
    page.go_back()
    expect_saved(page)
    assert page.locator("input[name=order][value=yes]").is_checked()


def test_two_tabs_at_once__400_answers__none_is_lost(tab: Visit, context: BrowserContext) -> None:
    first = tab.open(WIDE_PATH)
    second = context.new_page()
    second.goto(tab.address + WIDE_PATH)
    for page, rest in ((first, 0), (second, 1)):
        page.evaluate(
            """([count, rest]) => {
                window.done = (async () => {
                    for (let at = rest; at < count; at += 2) {
                        const control = document.querySelector(`[name=f${at}]`);
                        control.value = `ตอบ ${at}`;
                        control.dispatchEvent(new Event("input", {bubbles: true}));
                        await new Promise((next) => setTimeout(next, 3));
                    }
                })();
            }""",
            [WIDE, rest],
        )
    wanted = {f"f{at}": f"ตอบ {at}" for at in range(WIDE)}
    for page in (first, second):
        page.evaluate("() => window.done")
    expect(second.locator(f"[name=f{WIDE - 2}]")).to_have_value(f"ตอบ {WIDE - 2}")
    expect(first.locator(f"[name=f{WIDE - 1}]")).to_have_value(f"ตอบ {WIDE - 1}")
    in_page = """() => Object.fromEntries(
        [...document.querySelectorAll(".form__body [name]")].map((c) => [c.name, c.value]))"""
    for page in (first, second):
        expect_saved(page)
        assert page.evaluate(in_page) == wanted
    assert stored(first) == {"wide": wanted}
    assert len(listed(first)) == 1
    # one tab takes an answer back while the other has a newer one elsewhere
    first.locator("[name=f0]").fill("")
    second.locator("[name=f1]").fill("ใหม่")
    expect(second.locator("[name=f0]")).to_have_value("")
    expect(first.locator("[name=f1]")).to_have_value("ใหม่")


@contextmanager
def on_disk(browser: Browser, chromium: str, profile: Path) -> Iterator[tuple[int, Page]]:
    """A browser of its own whose profile outlives it, by the id of its process group."""
    port = profile / "DevToolsActivePort"
    port.unlink(missing_ok=True)
    arguments = [f"--user-data-dir={profile}", "--headless=new", "--remote-debugging-port=0"]
    with subprocess.Popen(
        [chromium, *ARGUMENTS, *arguments, "about:blank"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            while not (port.exists() and "\n" in port.read_text()):
                time.sleep(0.02)
            number = port.read_text().split()[0]
            attached = browser.browser_type.connect_over_cdp(f"http://127.0.0.1:{number}")
            yield process.pid, attached.contexts[0].pages[0]
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


@pytest.mark.parametrize("pace", [(5, 0), (40, 40)])
def test_kill__within_50_ms_of_the_last_answer__loses_nothing_said_to_be_saved(
    browser: Browser, chromium: str, address: str, tmp_path: Path, pace: tuple[int, int]
) -> None:
    script = """([count, delay]) => {
        const answered = ["f0"];
        document.querySelector("[data-component=form]").addEventListener("draft", () => {
            const text = document.querySelector("#form-draft [data-part=saved]").textContent;
            if (/[0-9]:[0-9]/.test(text)) console.log(JSON.stringify(answered));
        });
        (async () => {
            while (!/[0-9]:[0-9]/.test(document.querySelector("#form-draft").textContent)) {
                await new Promise((next) => setTimeout(next, 5));
            }
            for (let at = 1; at < count; at++) {
                const control = document.querySelector(`[name=f${at}]`);
                control.value = `ตอบ ${at}`;
                answered.push(control.name);
                control.dispatchEvent(new Event("input", {bubbles: true}));
                if (at % 2) control.dispatchEvent(new Event("change", {bubbles: true}));
                await new Promise((next) => setTimeout(next, at < count - 1 ? 20 : delay));
            }
            console.log("last");
        })();
    }"""
    said: list[str] = []
    with on_disk(browser, chromium, tmp_path) as (group, page):
        page.goto(address + WIDE_PATH)

        def hear(message: ConsoleMessage) -> None:
            if message.text == "last":
                os.killpg(group, signal.SIGKILL)
            else:
                said[:] = json.loads(message.text)

        page.on("console", hear)
        write(page, "f0", "ตอบ 0")
        with page.expect_event("close"):
            page.evaluate(script, pace)
    assert said
    with on_disk(browser, chromium, tmp_path) as (group, page):
        page.goto(address + WIDE_PATH)
        expect_saved(page)
        found = stored(page)["wide"]
        wanted = {name: f"ตอบ {name[1:]}" for name in said}
        assert {name: found.get(name) for name in said} == wanted
        for name in said:
            assert page.locator(f"[name={name}]").input_value() == wanted[name]


def test_disk_full__says_so_and_offers_the_file_until_there_is_room(tab: Visit) -> None:
    page = tab.page
    session = page.context.new_cdp_session(page)
    origin = tab.address.rstrip("/")
    session.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 1})
    tab.open(PATH)
    answer(page, {"order": "yes", "backup": "yes"})
    expect(unsaved(page)).to_contain_text(LIVE["draft-full"])
    bar = page.locator("[data-component=form-bar]")
    expect(bar.get_by_text(SAY["unsaved"])).to_be_visible()
    assert bar.get_by_role("link", name=SAY["as-file"]).get_attribute("href") == "#form-travel"
    expect(panel(page).get_by_role("status").first).to_have_text(SAY["unsaved"])
    answer(page, {"restore": "often"})
    assert page.locator("input[name=backup][value=yes]").is_checked()
    session.send("Storage.overrideQuotaForOrigin", {"origin": origin})
    answer(page, {"restore": "always"})
    expect_saved(page)
    expect(unsaved(page)).to_be_hidden()
    expect(panel(page).get_by_role("status").first).to_have_text(SAY["news-saved"])
    assert stored(page)["readiness"] == {"order": "yes", "backup": "yes", "restore": "always"}


def test_storage_blocked__in_a_frame__says_so_at_once_and_still_scores(
    context: BrowserContext, address: str
) -> None:
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    html = f'<iframe sandbox="allow-scripts" src="{address}{PATH}" width=600 height=900>'
    page.route("**/host", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(f"{address}host")
    frame = page.frame_locator("iframe")
    expect(frame.locator("#form-draft [data-part=unsaved]")).to_contain_text(LIVE["draft-blocked"])
    frame.locator("input[name=order][value=yes]").check()
    expect(frame.locator("[data-component=form-bar]")).to_contain_text("%")
    expect(frame.locator("#form-draft [data-part=unsaved]")).to_be_visible()
    # the panel opens, and clearing works
    frame.get_by_text(SAY["manage"]).click()
    frame.locator("[data-part=clear]").click()
    frame.locator("dialog[open] button[value=ok]").click()
    expect(frame.locator("input[name=order][value=yes]")).not_to_be_checked()
    assert errors == []


def test_database_that_does_not_answer__is_said_to_be_so_and_waited_for(tab: Visit) -> None:
    page = tab.page
    page.clock.install()
    tab.open(PATH)
    answer(page, {"order": "yes"})
    page.clock.run_for(1000)
    expect_saved(page)
    page.evaluate(BUSY)
    answer(page, {"backup": "yes"})
    for _ in range(2):  # it is tried twice
        page.clock.run_for(6000)
        page.wait_for_timeout(50)
    expect(unsaved(page)).to_contain_text(LIVE["draft-slow"])
    page.evaluate("window.idle = true")
    page.clock.run_for(6000)
    expect_saved(page)
    assert stored(page)["readiness"] == {"order": "yes", "backup": "yes"}


def test_database_closed_under_the_page__opens_it_again(tab: Visit) -> None:
    page = tab.page
    page.add_init_script(
        """const open = IDBFactory.prototype.open;
        IDBFactory.prototype.open = function (...args) {
            const request = open.apply(this, args);
            request.addEventListener("success", () => (window.lastOpened = request.result));
            return request;
        };"""
    )
    tab.open(PATH)
    answer(page, {"order": "yes"})
    expect_saved(page)
    page.evaluate("window.lastOpened.close()")
    answer(page, {"backup": "yes"})
    expect_saved(page)
    assert stored(page)["readiness"] == {"order": "yes", "backup": "yes"}


def test_database_cleared_by_the_browser__page_saves_all_it_holds_again(tab: Visit) -> None:
    page = tab.open(PATH)
    answer(page, {"order": "yes", "backup": "no"})
    expect_saved(page)
    session = page.context.new_cdp_session(page)
    session.send(
        "Storage.clearDataForOrigin",
        {"origin": tab.address.rstrip("/"), "storageTypes": "indexeddb"},
    )
    answer(page, {"restore": "often"})
    expect_saved(page)
    reopen(page)
    for name, option in {"order": "yes", "backup": "no", "restore": "often"}.items():
        assert page.locator(f"input[name={name}][value={option}]").is_checked()


def test_database_of_a_later_site__in_another_tab__page_gives_way_and_says_so(
    tab: Visit, context: BrowserContext
) -> None:
    page = tab.open(PATH)
    answer(page, {"order": "yes"})
    expect_saved(page)
    later = context.new_page()
    later.goto(f"{tab.address}assets/form.css")
    upgraded = """() => new Promise((done) => {
        const request = indexedDB.open("forms", 2);
        request.onsuccess = () => done(true);
        request.onblocked = () => done(false);
    })"""
    assert later.evaluate(upgraded)
    expect(unsaved(page)).to_contain_text(LIVE["draft-newer"])
    answer(page, {"backup": "yes"})
    expect(unsaved(page)).to_be_visible()


def test_records_of_any_kind__edited_by_hand__are_left_out_and_counted(tab: Visit) -> None:
    page = tab.open(PATH)
    page.evaluate("() => { window.touched = 1; }")
    answer(page, {"order": "yes"})
    expect_saved(page)
    odd = {
        "backup": "null",
        "restore": "{v: 5}",
        "deputies": "{v: {toString: 1}}",
        "order.note": "{v: [['x']]}",
        "mainframe": "'text'",
    }
    for name, value in odd.items():
        put(page, "answers", ["readiness", name], value)
    put(page, "answers", ["readiness", ["deep", ["er"]]], "{v: 'x'}")
    put(page, "answers", ["readiness", 7], "{v: 'x', t: NaN}")
    put(page, "answers", ["readiness", "__proto__"], "{v: '<img src=x onerror=alert(1)>'}")
    put(page, "answers", ["readiness", "nowhere"], "{v: ['a', 'b']}")
    for key, value in {
        "a": "null",
        "b": "{id: 'b', form: 'readiness', version: 'x', name: {}, made: 1e300, saved: 'never'}",
        "c": "{id: 7, form: 'readiness'}",
        "d": "new Map()",
        "e": "{id: 'e', form: 'readiness', version: 1e9, saved: -5, name: 'x'.repeat(1e5)}",
    }.items():
        put(page, "drafts", key, value)
    reopen(page)
    assert page.locator("input[name=order][value=yes]").is_checked()
    count = len(odd) + 2
    expect(panel(page)).to_contain_text(LIVE["draft-odd"].format(count=count))
    expect(panel(page)).to_contain_text(LIVE["draft-aside"].format(count=2))
    expect(panel(page).locator("[data-part=aside-list]")).to_contain_text("<img src=x")
    panel(page).get_by_text(SAY["manage"]).click()
    expect(panel(page).locator("[data-draft]")).to_have_count(3)
    answer(page, {"backup": "partial"})
    expect_saved(page)
    assert stored(page)["readiness"]["backup"] == "partial"
    panel(page).locator("[data-draft=b] [data-do=open]").click()
    expect(panel(page).locator("[data-draft=b]")).to_contain_text(SAY["is-open"])
    answer(page, {"order": "no"})
    expect_saved(page)


def test_without_script__says_that_answers_are_in_the_page_alone(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PATH)
    # this browser's parser does not know that scripts are off
    assert f'<noscript><p class="form__memory">{SAY["no-script"]}' in page.content()
    expect(panel(page)).to_be_hidden()
    expect(page.get_by_text(SAY["none"])).to_be_hidden()
    context.close()
