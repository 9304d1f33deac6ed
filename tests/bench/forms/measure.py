"""A page and a reader with a slow phone in; times, bytes and names as Chromium tells them out."""

import json
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, ViewportSize

from tests.bench.forms.questions import QUESTIONS, steps
from tests.bench.forms.subjects import HERE, Subject

WINDOW: ViewportSize = {"width": 412, "height": 823}
LINE = {
    "offline": False,
    "latency": 150,  # ms from request to first byte
    "downloadThroughput": 1_600_000 // 8,  # bytes a second
    "uploadThroughput": 750_000 // 8,
}
SLOWER = 4
PATIENCE = 30_000
"""Milliseconds until a page counts as one that never reacts."""


@dataclass(frozen=True)
class Visit:
    """One page load, and all answers given."""

    usable: float
    """Milliseconds from the start of navigation until the first answer has changed the score."""
    first: int
    """Bytes of scripts, after gzip, that had come by then."""
    scripts: int
    """The same after the last answer: with all that was loaded on demand."""
    everything: int
    """Bytes of page, styles, fonts and scripts, packed as they were sent."""
    shown: list[float]
    """Milliseconds from each tap on an answer to the frame with the new score."""
    named: int
    """Questions that are a group with the question's text as its name."""


def visit(browser: Browser, address: str, subject: Subject) -> Visit:
    """Raises RuntimeError when the page never reacts or asks another number of questions."""
    page, session = _open(browser, subject)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address + subject.path, wait_until="commit")
    if page.evaluate("bench.ready") is None:
        raise RuntimeError(f"{subject.title}: the first answer changed no score")
    page.wait_for_load_state("load")
    if (asked := page.evaluate("bench.asked()")) != len(QUESTIONS):
        raise RuntimeError(f"{subject.title}: asks {asked} questions, not {len(QUESTIONS)}")
    shown = [_answer(page, *step) for step in steps()]
    report = page.evaluate("bench.report()")
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    named = _named(session)
    page.context.close()
    return Visit(**report, shown=shown, named=named)


def work(browser: Browser, address: str, subject: Subject) -> list[float]:
    """Milliseconds of processor time that each answer costs the page's main thread, not slowed.

    Time on the thread's own clock: a busy machine makes it longer, but not by waiting.
    """
    page, session = _open(browser, subject)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(address + subject.path)
    page.evaluate("bench.ready")
    costs = []
    for question, answer in steps():
        place = _aimed(page, question, answer)
        before = _thread_time(session)
        _tap(page, place)
        costs.append(_thread_time(session) - before)
    page.context.close()
    return costs


def under_policy(browser: Browser, address: str, subject: Subject) -> tuple[bool, int]:
    """Whether the page reacts under the policy of our pages, and how much that refused."""
    page, _ = _open(browser, subject, patience=5_000)
    page.goto(address + subject.strict)
    works = page.evaluate("bench.ready") is not None
    refused = page.evaluate("bench.refused.length")
    page.context.close()
    return works, refused


def _open(browser: Browser, subject: Subject, patience: int = PATIENCE) -> tuple[Page, CDPSession]:
    """A window that has never seen the page, with the probe in it."""
    context = browser.new_context(viewport=WINDOW, has_touch=True, locale="th-TH")
    where = {"alive": subject.alive, "radios": subject.radios, "score": subject.score}
    probe = (HERE / "probe.js").read_text("utf-8").rstrip()
    context.add_init_script(f"{probe}({json.dumps({**where, 'patience': patience})});")
    page = context.new_page()
    return page, context.new_cdp_session(page)


def _answer(page: Page, question: int, answer: int) -> float:
    return _tap(page, _aimed(page, question, answer))


def _aimed(page: Page, question: int, answer: int) -> tuple[float, float]:
    x, y = page.evaluate("([question, answer]) => bench.aim(question, answer)", [question, answer])
    return x, y


def _tap(page: Page, place: tuple[float, float]) -> float:
    """Milliseconds from the tap to the new score; raises RuntimeError when there is none."""
    page.touchscreen.tap(*place)
    shown: float | None = page.evaluate("bench.shown")
    if shown is None:
        raise RuntimeError(f"{page.url}: an answer changed no score")
    return shown


def _thread_time(session: CDPSession) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    seconds = {metric["name"]: metric["value"] for metric in metrics}["TaskDuration"]
    return 1000 * float(seconds)


def _named(session: CDPSession) -> int:
    tree: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    names = [
        node.get("name", {}).get("value", "")
        for node in tree
        if node.get("role", {}).get("value") in ("group", "radiogroup")
    ]
    return sum(any(question.title in name for name in names) for question in QUESTIONS)
