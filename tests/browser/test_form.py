"""The form page in a real browser: what it asks, scores, says, prints and protects."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import expect

from publication import scoring
from publication.engine import OVERRIDES
from publication.model.form import Field, Question
from publication.render.bundles import bundles
from publication.render.words import words
from publication.scoring import Score, Tally, holds, plan_of, score
from tests.browser.conftest import Visit
from tests.browser.form_page import FORM, FULL, PATH, answer, settled, write_site
from tests.browser.server import served

SAY = words()["form-live"]
BUDGET = 8 * 1024
STANDING = """() => {
    // the result is drawn while the page rests, or at once for paper
    for (const name of ["beforeprint", "afterprint"]) window.dispatchEvent(new Event(name));
    const text = (name, root) => root.querySelector(`[data-part="${name}"]`).textContent.trim();
    const links = (name) =>
        [...document.querySelectorAll(`[data-part="${name}"] li a[href^="#"]`)].map((a) => a.hash);
    const bar = document.querySelector("[data-component=form-bar]");
    const result = document.querySelector("[data-component=result]");
    return {
        asked: [...document.querySelectorAll("[data-component=question]")]
            .filter((question) => question.checkVisibility()).map((question) => question.id),
        answered: text("answered", bar),
        bar: text("total", bar),
        level: text("level", result),
        total: text("total", result),
        empty: result.querySelector("[data-part=outcome]").hidden,
        capped: !result.querySelector("[data-part=cap]").hidden,
        unmet: links("unmet"),
        unmetOpen: links("unmet-open"),
        gaps: [...links("gaps"), ...links("gaps-rest")],
        sections: [...result.querySelectorAll("tr[data-section]:not([hidden])")]
            .map((row) => [row.dataset.section, text("score", row), text("answered", row)]),
        headings: [...document.querySelectorAll("section[data-section]:not([hidden])")]
            .map((section) => [section.dataset.section, text("score", section)]),
    };
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("form")
    write_site(folder)
    with served(folder) as url:
        yield url


def percent(bp: int | None) -> str:
    if bp is None:
        return str(SAY["no-score"])
    return str(SAY["percent"].format(number=scoring.percent(bp)))


def section_percent(tally: Tally) -> str:
    return percent(tally.bp) if tally.answered else str(SAY["no-score-yet"])


def total_text(result: Score, so_far: str = "total-provisional") -> str:
    tally = result.total
    if tally.bp is None:
        return str(SAY["no-score"])
    name = "total" if tally.answered == tally.asked else so_far
    return str(SAY[name].format(percent=percent(tally.bp)))


def expected(answers: dict[str, str]) -> dict[str, Any]:
    """What the page must show for these answers, by scoring.py."""
    result = score(plan_of(FORM), answers)
    shown = [tally for tally in result.sections if tally.asked]
    of = {tally.id: SAY["section-answered"].format(**counts(tally)) for tally in shown}
    capped = result.level != result.uncapped
    return {
        "asked": [
            question.id
            for question in FORM.questions
            if question.condition is None or holds(question.condition, answers)
        ],
        "answered": SAY["answered"].format(**counts(result.total)),
        "bar": total_text(result, "result-so-far"),
        "total": total_text(result),
        "level": FORM.level(result.level).title if result.level else SAY["no-score"],
        "empty": False,
        "capped": capped,
        "unmet": [f"#{each}" for each in result.unmet if each in answers] if capped else [],
        "unmetOpen": [f"#{each}" for each in result.unmet if each not in answers] if capped else [],
        "gaps": [f"#{question}" for question in result.gaps],
        "sections": [[tally.id, section_percent(tally), of[tally.id]] for tally in shown],
        "headings": [
            [tally.id, SAY["section"].format(percent=percent(tally.bp), **counts(tally))]
            for tally in shown
        ],
    }


def counts(tally: Any) -> dict[str, int]:
    return {"answered": tally.answered, "asked": tally.asked}


@pytest.mark.parametrize("seed", range(3))
def test_every_answer__by_chance__page_shows_what_scoring_py_says(visit: Visit, seed: int) -> None:
    page = visit.open(PATH)
    assert page.evaluate(STANDING)["empty"]
    random = Random(seed)
    answers: dict[str, str] = {}
    choices: list[Field | Question] = [
        *FORM.questions,
        *([FORM.kind_field] if FORM.kind_field else []),
    ]
    for _ in range(24):
        asked = random.choice(choices)
        option = random.choice((*asked.options, asked.options[0])).id  # more often the best
        field = page.locator(f"input[name='{asked.id}'][value='{option}']")
        if not field.is_visible():
            continue
        field.check()
        answers[asked.id] = option
        if score(plan_of(FORM), answers).total.answered:
            wanted = expected(answers)
            assert settled(page, STANDING, wanted) == wanted


def test_hidden_question__asked_again__kept_its_answer_and_focus_was_not_lost(
    visit: Visit,
) -> None:
    page = visit.open(f"{PATH}?kind=city")
    assert page.locator("input[name=kind][value=city]").is_checked()
    answer(page, {"deputies": "yes", "deputies-told": "often", "mainframe": "yes"})
    page.locator("#mainframe input").first.focus()
    page.evaluate("document.querySelector('input[name=kind][value=village]').click()")
    expect(page.locator("#mainframe")).to_be_hidden()
    expect(page.locator("#restore")).to_be_focused()  # the nearest question above
    answer(page, {"deputies": "no"})
    wanted = expected({"kind": "village", "deputies": "no"})
    assert settled(page, STANDING, wanted) == wanted
    answer(page, {"kind": "city", "deputies": "partial"})
    kept = {"kind": "city", "deputies": "partial", "deputies-told": "often", "mainframe": "yes"}
    wanted = expected(kept)
    assert settled(page, STANDING, wanted) == wanted


@pytest.mark.parametrize("named", ["?kind=village", "#kind=village", "?kind=nobody"])
def test_kind__named_by_the_address__is_chosen_if_it_exists(visit: Visit, named: str) -> None:
    page = visit.open(PATH + named)
    known = "village" in named
    expect(page.locator("#headmen")).to_be_visible(visible=known)
    assert page.locator("input[name=kind]:checked").count() == int(known)


def test_cap__must_have_unmet__is_explained_and_leads_to_the_question(visit: Visit) -> None:
    page = visit.open(PATH)
    answer(page, {**FULL, "deputies": "yes", "deputies-told": "always", "backup": "partial"})
    cap = page.locator("[data-part=cap]")
    expect(cap).to_contain_text("พร้อมใช้")
    expect(cap).to_contain_text("กำลังพัฒนา")
    cap.get_by_role("link").click()
    expect(page.locator("#backup")).to_be_in_viewport()
    gap = page.locator("[data-part=gaps] li")
    expect(gap).to_contain_text("คัดลอกข้อมูลสำคัญวันนี้ 1 ชุด")
    link = gap.locator("[data-part=guidance]")
    assert link.get_attribute("href") == "../../guidelines/plan/#data"
    assert link.get_attribute("target") == "_blank"  # the reader stays with the answers


def test_copy__allowed_or_not__hands_over_the_result_as_text(visit: Visit) -> None:
    page = visit.open(f"{PATH}?kind=city")
    page.locator("#organisation").fill("เทศบาลเมืองตัวอย่าง")
    answer(page, {"order": "partial", "backup": "yes"})
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    actions = page.locator("[data-component=form-actions]")
    page.locator("[data-part=copy]").click()
    expect(actions.locator("[data-part=done]")).to_have_text(SAY["copied"])
    copied = page.evaluate("navigator.clipboard.readText()")
    result = score(plan_of(FORM), {"kind": "city", "order": "partial", "backup": "yes"})
    for piece in (
        FORM.title,
        "เทศบาลเมืองตัวอย่าง",
        total_text(result),
        "ร่างคำสั่ง 1 หน้าแล้วเสนอลงนาม",
        "สำเนาข้อมูลที่เก็บนอกอาคาร",
    ):
        assert piece in copied
    assert re.search(r"วันที่: \d+ \S+ 25\d\d", copied)

    page.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); }"
    )
    page.locator("[data-part=copy]").click()
    expect(actions.locator("[data-part=text]")).to_be_visible()
    assert actions.locator("[data-part=text]").input_value() == copied
    answer(page, {"order": "yes"})
    expect(actions.locator("[data-part=text]")).to_be_hidden()  # it told of the standing before


def test_news__after_quick_answers__is_told_once_they_rest(visit: Visit) -> None:
    page = visit.open(PATH)
    page.evaluate(
        """() => {
            window.told = [];
            const news = document.querySelector("[data-component=score-news]");
            new MutationObserver(() => window.told.push(news.textContent))
                .observe(news, {childList: true});
        }"""
    )
    answer(page, FULL)
    page.wait_for_timeout(2000)
    told = page.evaluate("window.told")
    assert len(told) == 1
    result = score(plan_of(FORM), FULL)
    assert SAY["answered"].format(**counts(result.total)) in told[0]
    assert total_text(result) in told[0]
    assert FORM.level(result.level or "").title in told[0]
    answer(page, {"order": "no", "restore": "never"})
    page.wait_for_timeout(2000)
    change = SAY["result-level-changed"].format(before="พร้อมใช้", level="เริ่มต้น")
    assert change in page.locator("[data-component=score-news]").inner_text()


def test_bundle__gzipped__keeps_to_its_budget() -> None:
    assert len(gzip.compress(bundles()["assets/form.js"], 9)) <= BUDGET


def test_words__script_and_catalogue__name_the_same() -> None:
    source = Path(OVERRIDES / "components" / "form" / "words.ts").read_text("utf-8")
    assert set(re.findall(r'^  \| "([a-z-]+)"', source, re.MULTILINE)) == set(SAY)
