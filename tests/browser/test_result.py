"""The result of a form in a real browser: what it says, what it draws, keeps, and prints."""

import gzip
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from publication import scoring
from publication.model.form import Level, Question, Section
from publication.render.bundles import bundles
from publication.render.words import words
from publication.scoring import Score, plan_of, score
from tests.browser.conftest import Visit
from tests.browser.form_page import FORM, READY, answer, document, write_site
from tests.browser.server import served
from tests.conftest import Built

SAY = words()["form-live"]
BUDGET = 6.5 * 1024
WIDE = "forms/wide/"
GENERATED = 240
DAYS = ("2026-05-04T09:00:00", "2026-11-23T09:00:00")


def _questions(name: str, count: int, **named: Any) -> tuple[Question, ...]:
    return tuple(
        Question(
            f"{name}-{number}",
            f"เรื่องที่ {number} ของหมวด {name}",
            READY,
            weight=1 + number % 3,
            guidance="plan#people",
            if_missing=f"เริ่ม {name}-{number}",
            if_partial=f"ต่อ {name}-{number}",
            **named,
        )
        for number in range(1, count + 1)
    )


def _with_conditions(questions: Sequence[Question]) -> tuple[Question, ...]:
    """A must-have, a question asked after a good answer, one that a good answer makes needless."""
    first, second, third, *rest = questions
    return (
        replace(first, must_have=True),
        replace(second, condition=("in", first.id, ("yes", "partial"))),
        replace(third, condition=("not", ("eq", first.id, "yes"))),
        *rest,
    )


FORM_WIDE = replace(
    FORM,
    id="wide",
    sections=tuple(
        Section(name, f"หมวด {name}", title, weight, _with_conditions(_questions(name, count)))
        for name, title, weight, count in (
            ("aa", "ทีมงาน", 30, 5),
            ("bb", "ขอบเขต", 20, 4),
            ("cc", "ผลกระทบ", 15, 4),
            ("dd", "ทรัพยากรที่มีชื่อยาวกว่าที่ว่าง", 20, 4),
            ("ee", "ฝึกซ้อม", 15, 3),
        )
    ),
    levels=(*FORM.levels, Level("strong", "เข้มแข็ง", 80, "ครบแล้ว")),
)
PLAN = plan_of(FORM_WIDE)
BEST = {question.id: "yes" for question in FORM_WIDE.questions}

SET = """(answers) => {
    for (const input of document.querySelectorAll(".form__body input[type=radio]")) {
        input.checked = answers[input.name] === input.value;
    }
    document.querySelector(".form__body").dispatchEvent(new Event("input", {bubbles: true}));
    // the result is drawn while the page rests, or at once for paper
    for (const name of ["beforeprint", "afterprint"]) window.dispatchEvent(new Event(name));
}"""
SHOWN = """() => {
    const result = document.querySelector("[data-component=result]");
    const text = (name, root = result) => {
        const found = root.querySelector(`[data-part="${name}"]`);
        return found.closest("[hidden]") ? "" : found.textContent.trim();
    };
    const lines = (name) => [...result.querySelectorAll(`[data-part="${name}"] > li`)]
        .filter((line) => !line.closest("[hidden]"));
    return {
        level: `${text("level-label")} ${text("level")}`,
        total: text("total"),
        meaning: text("meaning"),
        open: text("open"),
        cap: text("cap-why"),
        unmet: lines("unmet").map((line) => line.querySelector("a").hash.slice(1)),
        unmetOpen: lines("unmet-open").map((line) => line.querySelector("a").hash.slice(1)),
        ahead: text("look-ahead"),
        gaps: [...lines("gaps"), ...lines("gaps-rest")].map((line) => [
            line.querySelector("a").hash.slice(1),
            line.querySelector(".form__gain").textContent,
            line.querySelector("p + p").textContent,
        ]),
        more: text("gaps-more"),
        reasons: lines("reasons").map((line) => line.querySelector("a").hash.slice(1)),
        strengths: [...result.querySelectorAll("[data-part=strengths] > *")]
            .map((each) => each.tagName === "H4" ? each.textContent : each.children.length),
        table: [...result.querySelectorAll("tr[data-section]:not([hidden])")]
            .map((row) => [row.querySelector("th").abbr, text("score", row)]),
        radar: result.querySelector("[data-part=radar]").hidden
            ? null
            : [...result.querySelectorAll(".form__spoke")]
                .map((label) => [label.textContent, label.nextSibling.textContent]),
        drawn: result.querySelector(".form__now")?.getAttribute("d").split("M").length - 1,
        message: text("radar-says"),
    };
}"""
GENERATE = f"""(every) => every.map((answers) => {{
    ({SET})(answers);
    return ({SHOWN})();
}})"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("result")
    write_site(folder)
    (folder / WIDE).mkdir(parents=True)
    (folder / WIDE / "index.html").write_text(document(FORM_WIDE), "utf-8")
    with served(folder) as url:
        yield url


@pytest.fixture
def desk(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="th-TH")
    yield context
    context.close()


def open_wide(context: BrowserContext, address: str, day: str = DAYS[1]) -> Page:
    page = context.new_page()
    page.clock.set_fixed_time(day)
    page.goto(address + WIDE)
    answer(page, {"aa-1": "yes"})
    expect(page.locator("[data-component=result][data-live]")).to_be_attached()
    return page


def begin(visit: Visit) -> Page:
    """The wide form, with its result on the page."""
    page = visit.open(WIDE)
    answer(page, {"aa-1": "yes"})
    expect(page.locator("[data-component=result][data-live]")).to_be_attached()
    return page


def show(page: Page, answers: Mapping[str, str]) -> Any:
    page.evaluate(SET, answers)
    return page.evaluate(SHOWN)


def percent(bp: int | None) -> str:
    return str(SAY["no-score"] if bp is None else SAY["percent"].format(number=scoring.percent(bp)))


def tenths(bp: int | None) -> int:
    return round(10 * float(scoring.percent(bp or 0)))


def better(answers: Mapping[str, str], *ids: str) -> dict[str, str]:
    return {**answers, **dict.fromkeys(ids, "yes")}


def level(level_id: str | None) -> str:
    return FORM_WIDE.level(level_id).title if level_id else ""


def ahead(answers: Mapping[str, str], now: Score) -> str:
    """The sentence on the first three gaps, by scoring.py."""
    first = now.gaps[:3]
    if not first:
        return ""
    then = score(PLAN, better(answers, *first))
    name = "result-first" if len(now.gaps) > 3 else "result-all"
    so_far = "" if then.total.answered == then.total.asked else "-so-far"
    parts = [
        SAY[name].format(count=len(first)),
        SAY[f"result-then{so_far}"].format(percent=percent(then.total.bp)),
        SAY["level"].format(level=level(then.level))
        if then.level == then.uncapped
        else SAY["result-then-capped"].format(level=level(then.level), count=len(then.unmet)),
    ]
    if then.total.asked > now.total.asked:
        more = then.total.asked - now.total.asked
        parts.append(SAY["result-then-more"].format(count=more))
    return " ".join(parts)


def gap(answers: Mapping[str, str], now: Score, question: str) -> list[str]:
    then = score(PLAN, better(answers, question)).total
    gain = tenths(then.bp) - tenths(now.total.bp)
    parts = [SAY["result-gain"].format(points=f"{gain / 10:g}")] if gain > 0 else []
    if then.asked > now.total.asked:
        parts.append(SAY["result-follow-ups"].format(count=then.asked - now.total.asked))
    advice = "ต่อ" if answers[question] == "partial" else "เริ่ม"
    return [question, " ".join(parts), f"{advice} {question}"]


def generated() -> list[dict[str, str]]:
    """Answers from nearly none to nearly all, from bad to good."""
    made = []
    for seed in range(GENERATED):
        random = Random(seed)
        share, good = random.choice((0.1, 0.6, 0.9, 1.0)), random.choice((1, 3, 9))
        options = ["yes"] * good + ["partial", "no", "na"]
        answers = {
            question.id: random.choice(options)
            for question in FORM_WIDE.questions
            if random.random() < share
        }
        if score(PLAN, answers).total.answered:
            made.append(answers)
    return made


def test_generated_answers__every_figure__is_what_scoring_py_says(
    desk: BrowserContext, address: str
) -> None:
    page = open_wide(desk, address)
    every = generated()
    assert len(every) >= 200
    told = page.evaluate(GENERATE, every)
    for answers, shown in zip(every, told, strict=True):
        now = score(PLAN, answers)
        assert shown["gaps"] == [gap(answers, now, each) for each in now.gaps]
        assert shown["ahead"] == ahead(answers, now)
        asked = [tally for tally in now.sections if tally.asked]
        table = [
            [section.short, percent(tally.bp) if tally.answered else SAY["no-score-yet"]]
            for section, tally in zip(FORM_WIDE.sections, asked, strict=True)
        ]
        assert shown["table"] == table
        scored = [tally for tally in asked if tally.answered and tally.bp is not None]
        if len(scored) < 3:
            assert shown["radar"] is None
        else:
            none = (SAY["no-score-yet"], SAY["no-score"])
            assert shown["radar"] == [
                [short, "–" if said in none else said] for short, said in table
            ]


def test_provisional__says_so_counts_what_is_open_and_gives_no_meaning(visit: Visit) -> None:
    page = begin(visit)
    shown = show(page, {"aa-1": "yes", "aa-2": "yes", "bb-1": "partial"})
    now = score(PLAN, {"aa-1": "yes", "aa-2": "yes", "bb-1": "partial"})
    open_questions = now.total.asked - now.total.answered
    assert shown["level"] == "ระดับชั่วคราว เริ่มต้น"
    assert shown["open"] == SAY["open"].format(count=open_questions)
    assert shown["meaning"] == ""
    assert [said for _, said in shown["table"]][2:] == [SAY["no-score-yet"]] * 3
    assert shown["radar"] is None
    bar = page.locator("[data-component=form-bar] [data-part=total]")
    expect(bar).to_have_text(f"ชั่วคราว {percent(now.total.bp)}")
    page.locator("[data-part=to-open]").click()
    expect(page.locator("#aa-4")).to_be_in_viewport()


def test_complete__stands_and_says_what_the_level_means(visit: Visit) -> None:
    page = begin(visit)
    shown = show(page, BEST)
    assert shown["level"] == "ระดับ เข้มแข็ง"
    assert shown["total"] == SAY["total"].format(percent="100%")
    assert (shown["meaning"], shown["open"], shown["cap"]) == ("ครบแล้ว", "", "")
    assert (shown["gaps"], shown["ahead"], shown["more"]) == ([], "", "")
    assert shown["message"] == SAY["result-even"].format(percent="100%", sections="")
    assert shown["strengths"][:2] == ["หมวด aa", 4]
    expect(page.locator("[data-component=form-bar] [data-part=total]")).to_have_text("คะแนน 100%")


def test_cap__tells_unmet_from_unanswered_and_what_three_gaps_leave(visit: Visit) -> None:
    page = begin(visit)
    answers = {**BEST, "aa-1": "partial", "bb-1": "no", "cc-1": "no", "dd-1": "partial"}
    answers |= {"aa-3": "yes", "dd-3": "yes", "bb-2": "na"}
    del answers["ee-1"]
    shown = show(page, answers)
    assert shown["cap"].startswith("ระดับถูกจำกัดเพราะข้อจำเป็นยังไม่ครบ 4 ข้อ และยังไม่ตอบ 1 ข้อ")
    assert shown["unmet"] == ["aa-1", "bb-1", "cc-1", "dd-1"]
    assert shown["unmetOpen"] == ["ee-1"]
    assert "แต่ระดับยังถูกจำกัดที่กำลังพัฒนา เพราะข้อจำเป็นยังไม่ครบอีก 2 ข้อ" in shown["ahead"]
    page.locator("[data-part=unmet-open] a").click()
    expect(page.locator("#ee-1")).to_be_in_viewport()


def test_section_without_anything_applicable__has_no_score_and_leaves_a_gap(visit: Visit) -> None:
    page = begin(visit)
    answers = BEST | {question: "na" for question in BEST if question.startswith("cc")}
    shown = show(page, answers)
    assert dict(shown["table"])["ผลกระทบ"] == SAY["no-score"]
    assert dict(shown["radar"])["ผลกระทบ"] == "–"
    assert shown["drawn"] == 3  # of five sides two would touch the section that has none
    assert shown["reasons"] == ["cc-1", "cc-3", "cc-4"]


def test_reason__written_in_the_note__leaves_the_list_and_the_text(visit: Visit) -> None:
    page = begin(visit)
    assert show(page, BEST | {"aa-4": "na", "bb-4": "na"})["reasons"] == ["aa-4", "bb-4"]
    page.locator("#bb-4 textarea[name='bb-4.note']").evaluate(
        "note => { note.value = 'ไม่มีงานนี้';"
        " note.dispatchEvent(new Event('input', {bubbles: true})); }"
    )
    expect(page.locator("[data-part=reasons] li")).to_have_count(1)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("[data-part=copy]").click()
    actions = page.locator("[data-component=form-actions]")
    expect(actions.locator("[data-part=done]")).to_have_text(SAY["copied"])
    copied = page.evaluate("navigator.clipboard.readText()")
    heading = SAY["result-reasons"].format(count=1)
    assert f"{heading}\n- ข้อ 4 เรื่องที่ 4 ของหมวด aa\n" in copied
    assert f"{SAY['strengths']} · หมวด bb" in copied
    assert "ระดับ เข้มแข็ง" in copied


def test_gaps__more_than_five__wait_behind_a_summary_and_are_all_on_paper(visit: Visit) -> None:
    page = begin(visit)
    shown = show(page, dict.fromkeys(BEST, "no"))
    assert shown["more"] == SAY["result-more"].format(count=len(shown["gaps"]) - 5)
    last = page.locator("[data-part=gaps-rest] li").last
    expect(last).to_be_hidden()
    page.locator("[data-part=gaps-more]").click()
    expect(last).to_be_visible()
    page.locator("[data-part=gaps-more]").click()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(last).to_be_visible()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(last).to_be_hidden()


def test_radar__is_text_shapes_and_classes__nothing_inline(visit: Visit) -> None:
    page = begin(visit)
    shown = show(page, BEST | {"ee-1": "no", "ee-3": "no"})
    assert shown["message"] == SAY["result-weakest"].format(sections="ฝึกซ้อม", percent="0%")
    page.locator("#form-result").scroll_into_view_if_needed()
    picture = page.get_by_role("img", name=shown["message"])
    expect(picture).to_be_visible()
    assert picture.locator("[style]").count() == 0
    box = picture.bounding_box()
    assert box
    for label in picture.locator("text").all():
        inside = label.bounding_box()
        assert inside
        assert inside["x"] >= box["x"] - 1
        assert inside["x"] + inside["width"] <= box["x"] + box["width"] + 1
        assert inside["height"] >= 9  # small, yet legible at 320 px too


def kept_days(page: Page) -> list[str]:
    days: list[str] = page.evaluate(
        """() => new Promise((done, failed) => {
            const request = indexedDB.open("forms");
            request.onerror = () => failed(request.error);
            request.onsuccess = () => {
                const asked = request.result.transaction("results").objectStore("results").getAll();
                asked.onsuccess = () => {
                    request.result.close();
                    done(asked.result.map(({day}) => day).sort());
                };
            };
        })"""
    )
    return days


def wait_for_days(page: Page, days: list[str]) -> None:
    for _ in range(50):
        if kept_days(page) == days:
            return
        page.wait_for_timeout(100)
    assert kept_days(page) == days


def test_comparison__finished_result_kept_by_itself__is_shown_on_a_later_day(
    desk: BrowserContext, address: str
) -> None:
    first = open_wide(desk, address, DAYS[0])
    first.locator("#organisation").fill("เทศบาลเมืองตัวอย่าง")
    show(first, {**BEST, "aa-1": "no", "aa-3": "no", "aa-4": "no"})
    wait_for_days(first, ["2026-05-04"])
    earlier = {**BEST, **dict.fromkeys(("aa-1", "aa-2", "aa-3", "aa-4", "aa-5"), "no")}
    show(first, earlier)
    expect(first.locator("[data-part=earlier]")).to_be_hidden()  # of today there is but one
    expect(first.locator("[data-part=earlier-none]")).to_be_attached()
    first.wait_for_timeout(500)
    first.close()

    page = desk.new_page()
    page.clock.set_fixed_time(DAYS[1])
    page.goto(address + WIDE)
    expect(page.locator("[data-part=earlier-since]")).to_contain_text("4 พฤษภาคม 2569")
    expect(page.locator("[data-part=earlier-since]")).to_contain_text("เทศบาลเมืองตัวอย่าง")
    assert kept_days(page) == ["2026-05-04"]  # nothing has changed since
    answers = {**BEST, "bb-1": "na", "ee-1": "no", "ee-3": "no"}
    show(page, answers)
    before = score(PLAN, earlier)
    now = score(PLAN, answers)
    changes = page.locator("[data-part=earlier-changes] li")
    change = tenths(now.total.bp) - tenths(before.total.bp)
    expect(changes.nth(0)).to_contain_text(
        f"{percent(before.total.bp)} → {percent(now.total.bp)} เพิ่มขึ้น {change / 10:g}"
    )
    expect(changes.nth(1).locator(".form__change--up")).to_be_attached()
    expect(changes.nth(2)).to_contain_text("เท่าเดิม")
    expect(changes.nth(5).locator(".form__change--down")).to_contain_text("ลดลง")
    shape = "getComputedStyle(document.querySelector('.form__change--down'), '::before').content"
    assert page.evaluate(shape) == '""'
    dashes = page.locator(".form__before")
    assert dashes.get_attribute("d")
    assert dashes.evaluate("path => getComputedStyle(path).strokeDasharray") != "none"
    wait_for_days(page, ["2026-05-04", "2026-11-23"])


def test_comparison__unfinished_kept_on_request__other_version_is_marked(
    desk: BrowserContext, address: str
) -> None:
    first = open_wide(desk, address, DAYS[0])
    show(first, {"aa-1": "yes", "bb-1": "no"})
    first.locator("[data-part=keep]").click()
    kept = SAY["result-kept"].format(date="4 พฤษภาคม 2569")
    expect(first.locator("[data-part=kept]")).to_have_text(kept)
    first.evaluate(
        """() => new Promise((done) => {
            indexedDB.open("forms").onsuccess = ({target: {result: database}}) => {
                const shelf = database.transaction("results", "readwrite").objectStore("results");
                shelf.openCursor().onsuccess = ({target: {result: cursor}}) => {
                    cursor.update({...cursor.value, version: 1});
                    cursor.request.transaction.oncomplete = () => (database.close(), done());
                };
            };
        })"""
    )
    first.close()
    page = desk.new_page()
    page.clock.set_fixed_time(DAYS[1])
    page.goto(address + WIDE)
    notes = page.locator("[data-part=earlier-notes]")
    expect(notes).to_contain_text("แบบรุ่น 1 เทียบตรงไม่ได้ทั้งหมด")
    expect(notes).to_contain_text(SAY["result-rough"])
    expect(page.locator("[data-part=earlier-changes]")).to_contain_text(SAY["result-incomparable"])


def test_comparison__storage_impossible__says_that_nothing_is_kept(
    desk: BrowserContext, address: str
) -> None:
    desk.add_init_script("Object.defineProperty(window, 'indexedDB', {value: undefined})")
    page = open_wide(desk, address)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    show(page, BEST)
    expect(page.locator("[data-part=keep-impossible]")).to_be_visible()
    expect(page.locator("[data-part=keep]")).to_be_hidden()
    expect(page.locator("[data-part=earlier-none]")).to_be_hidden()
    page.wait_for_timeout(300)
    assert faults == []


def test_part_not_loaded__says_why_there_is_no_result_until_the_next_answer_brings_it(
    desk: BrowserContext, address: str
) -> None:
    page = desk.new_page()
    page.route("**/form-result.js", lambda route: route.abort())
    page.goto(address + WIDE)
    expect(page.locator(".form__empty")).to_be_visible()
    answer(page, {"aa-1": "yes"})
    expect(page.locator(".form__waiting")).to_be_visible()
    expect(page.locator(".form__empty")).to_be_hidden()
    page.unroute("**/form-result.js")
    answer(page, {"aa-2": "yes"})
    expect(page.locator("#form-result [data-part=level]")).to_have_text("เริ่มต้น")
    expect(page.locator(".form__waiting")).to_be_hidden()


TYPICAL = """() => {
    let number = 0;
    for (const question of document.querySelectorAll("[data-component=question]")) {
        number += 1;
        const at = number % 7 === 3 ? 1 : number % 11 === 5 ? 2 : 0;
        const options = [...question.querySelectorAll("input[type=radio]")];
        options[Math.min(at, options.length - 1)].checked = true;
    }
    document.querySelector(".form__body").dispatchEvent(new Event("input", {bubbles: true}));
    window.print = () => {};
}"""


def test_paper__typical_result_of_the_real_checklist__is_one_page_to_sign(
    bcp: Built, desk: BrowserContext
) -> None:
    with served(bcp.site) as url:
        page = desk.new_page()
        page.goto(f"{url}forms/bcp-checklist/?kind=local")
        page.locator("#organisation").fill("เทศบาลตำบลตัวอย่าง")
        page.evaluate(TYPICAL)
        expect(page.locator("[data-component=result][data-live]")).to_be_attached()
        page.locator("[data-part=print-result]").click()
        pdf = page.pdf(format="A4")
        assert len(re.findall(rb"/Type /Page\b", pdf)) == 1
        page.emulate_media(media="print")
        for part in ("level", "total", "who", "radar-says", "look-ahead"):
            expect(page.locator(f"#form-result [data-part='{part}']")).to_be_visible()
        expect(page.locator(".form__signatures")).to_be_visible()
        expect(page.locator(".form__signatures")).to_contain_text("หัวหน้าหน่วยงาน")
        table = page.locator(".form__table").bounding_box()
        radar = page.locator("[data-part=chart]").bounding_box()
        assert table
        assert radar
        assert table["x"] + table["width"] <= radar["x"]
        assert abs(table["y"] - radar["y"]) < 60
        page.emulate_media(media="screen")
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        expect(page.locator(".form__signatures")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe__capped_compared_and_unexplained__finds_nothing(
    browser: Browser, address: str, scheme: Any
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800}, color_scheme=scheme)
    first = open_wide(context, address, DAYS[0])
    show(first, dict.fromkeys(BEST, "partial"))
    wait_for_days(first, ["2026-05-04"])
    first.close()
    page = open_wide(context, address)
    shown = show(page, {**BEST, "aa-1": "no", "aa-3": "no", "bb-3": "na", "cc-4": "na"})
    assert shown["cap"]
    assert shown["reasons"]
    expect(page.locator("[data-part=earlier-since]")).to_be_attached()
    page.locator("#form-result").scroll_into_view_if_needed()
    found = Axe().run(page).response["violations"]
    assert [f"{each['id']}: {node['target']}" for each in found for node in each["nodes"]] == []
    context.close()


def test_narrow__320_px__nothing_sideways_with_every_part_of_the_result(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, has_touch=True)
    first = open_wide(context, address, DAYS[0])
    first.locator("#organisation").fill("องค์การบริหารส่วนตำบลตัวอย่างที่มีชื่อยาวมากเป็นพิเศษ")
    show(first, dict.fromkeys(BEST, "partial"))
    wait_for_days(first, ["2026-05-04"])
    first.close()
    page = open_wide(context, address)
    show(page, {**dict.fromkeys(BEST, "no"), "bb-3": "na", "cc-4": "na"})
    page.locator("[data-part=gaps-more]").click()
    page.locator("#form-result").scroll_into_view_if_needed()
    expect(page.locator("[data-part=earlier-since]")).to_be_attached()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    bar = page.locator("[data-component=form-bar]").bounding_box()
    assert bar
    assert bar["height"] < 110
    context.close()


def test_answer__of_a_result_far_below__draws_nothing_before_the_page_rests(
    desk: BrowserContext, address: str
) -> None:
    page = open_wide(desk, address)
    show(page, BEST)
    changed: list[int] = page.evaluate(
        """() => new Promise((done) => {
            const result = document.querySelector("[data-component=result]");
            const counts = [0, 0];
            let at = 0;
            new MutationObserver((all) => (counts[at] += all.length))
                .observe(result, {childList: true, subtree: true, characterData: true});
            const form = document.querySelector(".form__body");
            const say = (answer) => {
                form.querySelector(`[name="aa-4"][value="${answer}"]`).checked = true;
                form.dispatchEvent(new Event("input", {bubbles: true}));
            };
            say("no");
            queueMicrotask(() => {
                at = 1;
                setTimeout(() => done(counts), 1000);
            });
        })"""
    )
    assert changed[0] <= 2  # no more than the notice of the buttons below it
    assert changed[1] > 5


def test_bundle__gzipped__keeps_to_its_budget() -> None:
    assert len(gzip.compress(bundles()["assets/form-result.js"], 9)) <= BUDGET


def test_words__of_the_result__are_all_used() -> None:
    folder = Path(__file__).parents[2] / "overrides" / "components"
    source = "".join(path.read_text("utf-8") for path in folder.rglob("*.ts"))
    source += "".join(path.read_text("utf-8") for path in folder.rglob("*.html"))
    every = [*words()["form"], *SAY]
    mine = {name for name in every if name.startswith("result-")}
    made = {"result-up", "result-down", "result-same", "result-incomparable"}
    assert {name for name in mine - made if f'"{name}"' not in source} == set()
