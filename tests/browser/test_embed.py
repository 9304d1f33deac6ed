"""A form in a page of another site: one line there, a frame as tall as the form, nothing shared."""

import gzip
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Frame, Page, expect

from publication.model.form import Form
from publication.model.publication import Publication
from publication.policy import headers, with_policy
from publication.render import pages
from publication.render.bundles import bundles
from publication.render.fonts import fonts
from publication.render.words import words
from tests.browser.form_page import FORM, PUBLICATION, answer
from tests.browser.server import served

SECOND = replace(FORM, id="second", title="แบบตรวจฉบับที่สอง")
BUDGET = 1024
"""Bytes gzipped, of the script for other sites and of the script inside the frame, each."""
SENT = """([frame, origin, data]) => window.dispatchEvent(
    new MessageEvent("message", { source: frame.contentWindow, origin, data: eval(data) }))"""


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a site that holds two forms and the scripts."""
    folder = tmp_path_factory.mktemp("forms")
    write_forms(folder, FORM, SECOND)
    with served(folder) as url:
        yield url


def write_forms(folder: Path, *published: Form) -> None:
    forms = MappingProxyType({form.id: form for form in published})
    write_publication(folder, replace(PUBLICATION, forms=forms))


def write_publication(folder: Path, publication: Publication) -> None:
    """Its documents outside the theme, with what they load, on a site of their own."""
    context = pages.Context(publication, words(), date(2026, 11, 22), "https://forms.example/", ())
    documents = {
        path: with_policy(html.decode()).encode() for path, html in pages.documents(context)
    }
    files = {**bundles(), **fonts(), **documents, "assets/icon.svg": b"<svg/>"}
    files["_headers"] = headers(files).encode()
    # what a site must add before a module of another site may load the script
    files["_headers"] += b"/assets/embed.js\n  Access-Control-Allow-Origin: *\n"
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def link(forms: str, form: Form = FORM, query: str = "") -> str:
    return f'<a href="{forms}forms/{form.id}/{query}" data-embed-form>ทำแบบตรวจ</a>'


def script(forms: str, attributes: str = "async") -> str:
    return f'<script src="{forms}assets/embed.js" {attributes}></script>'


def line(forms: str, form: Form = FORM, query: str = "") -> str:
    """What the guide tells other sites to paste."""
    return link(forms, form, query) + script(forms)


@contextmanager
def hosted(
    browser: Browser, folder: Path, body: str, head: str = "", policy: str = "", **context: Any
) -> Iterator[Page]:
    """A page of another site, with a kilometre of its own text around what it embeds."""
    text = "<p>เว็บไซต์ของหน่วยงาน</p>" * 40
    (folder / "index.html").write_text(
        '<!doctype html><html lang="th"><head><meta charset="utf-8"><title>หน่วยงาน</title>'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<link rel="icon" href="data:,">{head}</head><body><main><h1>หน่วยงาน</h1>{text}'
        f'<div id="here">{body}</div><p><a id="after" href="#after">ต่อไป</a></p>{text}'
        "</main></body></html>",
        "utf-8",
    )
    if policy:
        (folder / "_headers").write_text(f"/*\n  Content-Security-Policy: {policy}\n", "utf-8")
    opened = browser.new_context(**{"viewport": {"width": 800, "height": 700}, **context})
    page = opened.new_page()
    with served(folder) as url:
        # another site for the browser, too: its frames run in processes of their own
        page.goto(url.replace("127.0.0.1", "localhost"))
        yield page
    opened.close()


def soon(holds: Callable[[], bool], told: Callable[[], object] = lambda: "") -> None:
    """Polls from outside, since a strict policy forbids what the driver would do inside."""
    until = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < until, told()
        time.sleep(0.05)


def inner(page: Page, number: int = 0) -> Frame:
    """The form inside the frame, once the frame is as tall as it."""
    frame = page.locator("iframe").nth(number)
    frame.scroll_into_view_if_needed()
    handle = frame.element_handle()
    assert handle is not None
    found = handle.content_frame()
    assert found is not None
    found.locator("[data-component=form-bar]").wait_for()
    soon(lambda: fits(page, found, number), lambda: heights(page, found, number))
    return found


def heights(page: Page, inside: Frame, number: int = 0) -> tuple[int, int]:
    """CSS pixels: of the frame, and of the page in it."""
    outer = page.locator("iframe").nth(number).evaluate("(frame) => frame.clientHeight")
    needed = inside.evaluate("Math.ceil(document.documentElement.getBoundingClientRect().height)")
    return int(outer), int(needed)


def fits(page: Page, inside: Frame, number: int = 0) -> bool:
    outer, needed = heights(page, inside, number)
    return outer == needed


def seen(page: Page, inside: Frame, selector: str) -> bool:
    """Whether the whole thing inside the frame is in the window of the page around it."""
    box = inside.locator(selector).bounding_box()
    window = page.viewport_size
    assert box is not None
    assert window is not None
    return box["y"] >= 0 and box["y"] + box["height"] <= window["height"]


def test_frame__answers_and_opened_notes__stays_as_tall_as_the_form(
    browser: Browser, forms: str, tmp_path: Path
) -> None:
    with hosted(browser, tmp_path, line(forms)) as page:
        frame = page.locator("iframe")
        assert frame.get_attribute("loading") == "lazy"
        assert frame.get_attribute("title") == "ทำแบบตรวจ"
        inside = inner(page)
        expect(frame).to_have_attribute("title", FORM.title)
        expect(page.get_by_text("ทำแบบตรวจ")).to_be_hidden()
        assert page.evaluate("document.querySelector('#here').clientWidth") == frame.evaluate(
            "(frame) => frame.clientWidth"
        )
        tall = []
        for change in ("check", "open", "write", "close"):
            if change == "check":
                inside.locator("input[name=deputies][value=yes]").check()
            elif change == "write":
                inside.locator("#order--note").fill("บรรทัด\n" * 30)
            else:
                inside.locator("#order summary").click()
            soon(lambda: fits(page, inside), lambda: heights(page, inside))
            tall.append(heights(page, inside)[0])
        assert tall[0] < tall[1] < tall[2] > tall[3]
        page.set_viewport_size({"width": 400, "height": 700})
        soon(lambda: fits(page, inside), lambda: heights(page, inside))
        assert heights(page, inside)[0] > tall[3]


def test_frame__left_alone__settles(browser: Browser, forms: str, tmp_path: Path) -> None:
    counted = "<script>addEventListener('message', () => { document.title += '.'; })</script>"
    with hosted(browser, tmp_path, line(forms), head=counted) as page:
        inside = inner(page)
        answer_in(inside, {"order": "yes"})
        for by in (9000, -9000):  # what is far away is laid out when it comes near
            page.mouse.wheel(0, by)
            page.wait_for_timeout(500)
        told = page.title()
        for by in (9000, -9000):
            page.mouse.wheel(0, by)
            page.wait_for_timeout(500)
        assert page.title() == told
        assert told.count(".") < 12


def answer_in(inside: Frame, answers: dict[str, str]) -> None:
    for question, option in answers.items():
        inside.locator(f"input[name='{question}'][value='{option}']").check()


@pytest.mark.parametrize(
    "where",
    [
        "after",
        "before",
        "head",
        "head, at once",
        "twice",
        "module",
        "module in head",
        "injected and removed",
    ],
)
def test_script__wherever_it_stands__makes_one_frame(
    browser: Browser, forms: str, tmp_path: Path, where: str
) -> None:
    anchor, own = link(forms), script(forms)
    module = script(forms, 'type="module"')
    inject = (
        "<script>{ const made = document.createElement('script');"
        f"made.src = '{forms}assets/embed.js';"
        "document.head.append(made); made.remove(); }</script>"
    )
    body, head = {
        "after": (anchor + own, ""),
        "before": (own + anchor, ""),
        "head": (anchor, own),
        "head, at once": (anchor, script(forms, "")),
        "twice": (anchor + own + own, own),
        "module": (anchor + module, ""),
        "module in head": (anchor, module),
        "injected and removed": (anchor, inject),
    }[where]
    with hosted(browser, tmp_path, body, head) as page:
        expect(page.locator("iframe")).to_have_count(1)
        assert page.locator("#here iframe").count() == 1
        inner(page)


def test_script__copied_into_the_page__frames_nothing_and_fails_nowhere(
    browser: Browser, forms: str, tmp_path: Path
) -> None:
    """It no longer knows which site it is of."""
    faults: list[str] = []
    copied = f"<script>{bundles()['assets/embed.js'].decode()}</script>"
    with hosted(browser, tmp_path, link(forms) + copied) as page:
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.reload()
        expect(page.get_by_text("ทำแบบตรวจ")).to_be_visible()
        assert page.locator("iframe").count() == 0
    assert faults == []


def test_line__twice_with_two_forms__each_frame_follows_its_own(
    browser: Browser, forms: str, tmp_path: Path
) -> None:
    body = line(forms) + line(forms, SECOND, "?kind=city")
    with hosted(browser, tmp_path, body) as page:
        one, two = inner(page, 0), inner(page, 1)
        expect(page.locator("iframe").nth(1)).to_have_attribute("title", SECOND.title)
        assert two.locator("input[name=kind][value=city]").is_checked()
        before = heights(page, two, 1)
        one.locator("#order summary").click()
        soon(lambda: fits(page, one, 0))
        assert heights(page, two, 1) == before


def test_links__that_are_not_forms_of_the_site__stay_links(
    browser: Browser, forms: str, tmp_path: Path
) -> None:
    """Text of visitors in the page around it must not be able to frame other sites."""
    addresses = (
        "https://elsewhere.example/forms/readiness/",
        f"{forms[:-1]}.elsewhere.example/forms/readiness/",
        f"{forms}guidelines/plan/",
        f"{forms}forms/",
        f"{forms}forms/readiness/embed/",
        f"{forms}forms/../assets/",
        "javascript:alert(1)",
        "#here",
    )
    links = "".join(f'<a href="{address}" data-embed-form>ก</a>' for address in addresses)
    links += f'<a href="{forms}forms/readiness/">ไม่ฝัง</a>'
    with hosted(browser, tmp_path, links + line(forms)) as page:
        inner(page)
        assert page.locator("iframe").count() == 1
        assert page.locator("#here a:visible").count() == len(addresses) + 1


ABSURD = (
    "null",
    "undefined",
    "'900'",
    "[900]",
    "900",
    "({ height: NaN })",
    "({ height: Infinity })",
    "({ height: -1 })",
    "({ height: 0 })",
    "({ height: 1e9 })",
    "({ height: '900' })",
    "({ height: '900px; position: fixed' })",
    "({ height: 900n })",
    "({ height: { valueOf: () => 900 } })",
    "({ height: [900] })",
    "({ show: -5 })",
    "({ show: 1e6 })",
    "({ show: 99999 })",
    "({ show: '0' })",
    "({ title: 5 })",
    "({ title: '' })",
    "(() => { let reads = 0; return { get height() { return reads++ ? 1e9 : 'x'; } } })()",
)
"""Scripts that make the data of a message."""


def test_messages__of_the_frame_but_absurd__change_nothing(
    browser: Browser, forms: str, tmp_path: Path
) -> None:
    faults: list[str] = []
    with hosted(browser, tmp_path, line(forms)) as page:
        page.on("pageerror", lambda error: faults.append(str(error)))
        inner(page)
        frame = page.locator("iframe").element_handle()
        before = state_of(page)
        for data in ABSURD:
            page.evaluate(SENT, [frame, forms.rstrip("/"), data])
            assert state_of(page) == before, data
        assert faults == []
        page.evaluate(SENT, [frame, forms.rstrip("/"), "({ height: 901, title: 'ก'.repeat(999) })"])
        height, title, _ = state_of(page)
        assert (height, len(title)) == (901, 300)


def state_of(page: Page) -> tuple[int, str, int]:
    found = page.evaluate(
        """() => {
            const frame = document.querySelector("iframe");
            return [frame.clientHeight, frame.title, Math.round(scrollY)];
        }"""
    )
    return found[0], found[1], found[2]


def test_messages__of_others__change_nothing(browser: Browser, forms: str, tmp_path: Path) -> None:
    """From the page itself, from another frame of the form's site, and with another origin."""
    other = f'<iframe id="other" src="{forms}forms/second/embed/" title="อื่น"></iframe>'
    with hosted(browser, tmp_path, line(forms) + other) as page:
        inside = inner(page)
        before = state_of(page)
        page.evaluate("postMessage({ height: 901, show: 0, title: 'x' }, '*')")
        stranger = page.frame_locator("#other").locator("body")
        stranger.evaluate("parent.postMessage({ height: 902, show: 0, title: 'x' }, '*')")
        frame = page.locator("iframe").first.element_handle()
        for origin in ("https://elsewhere.example", "null", "", forms):
            page.evaluate(SENT, [frame, origin, "({ height: 903, show: 0, title: 'x' })"])
        page.wait_for_timeout(300)
        assert state_of(page) == before
        inside.evaluate("parent.postMessage({ height: 904 }, '*')")
        soon(lambda: state_of(page)[0] == 904)


def test_policy__strict_in_the_page_around__is_kept(
    browser: Browser, forms: str, tmp_path: Path
) -> None:
    faults: list[str] = []
    policy = (
        f"default-src 'none'; script-src {forms}assets/embed.js; frame-src {forms}forms/;"
        " require-trusted-types-for 'script'"
    )
    with hosted(browser, tmp_path, "", policy=policy) as page:
        page.on(
            "console",
            lambda said: faults.append(said.text) if "Security Policy" in said.text else None,
        )
        page.on("pageerror", lambda error: faults.append(str(error)))
        (tmp_path / "index.html").write_text(
            f'<!doctype html><meta charset="utf-8"><body>{line(forms)}', "utf-8"
        )
        page.reload()
        inside = inner(page)
        answer_in(inside, {"order": "yes"})
        inside.locator("#order summary").click()
        soon(lambda: fits(page, inside))
        assert page.locator("iframe").evaluate("(frame) => getComputedStyle(frame).border") in (
            "0px none rgb(0, 0, 0)",
            "0px rgb(0, 0, 0)",
        )
    assert faults == []


@pytest.mark.parametrize("policy", ["frame-src 'none'", "script-src 'none'"])
def test_blocked__frame_or_script__leaves_the_link(
    browser: Browser, forms: str, tmp_path: Path, policy: str
) -> None:
    with hosted(browser, tmp_path, line(forms), policy=policy) as page:
        page.wait_for_timeout(500)
        expect(page.get_by_role("link", name="ทำแบบตรวจ")).to_be_visible()


def test_without_script__line__is_a_link_to_the_whole_form(
    browser: Browser, forms: str, tmp_path: Path
) -> None:
    with hosted(browser, tmp_path, line(forms), java_script_enabled=False) as page:
        found = page.get_by_role("link", name="ทำแบบตรวจ")
        expect(found).to_be_visible()
        assert found.get_attribute("href") == f"{forms}forms/readiness/"
        assert page.locator("iframe").count() == 0


def test_sandbox__without_an_origin__form_still_scores(
    browser: Browser, forms: str, tmp_path: Path
) -> None:
    faults: list[str] = []
    sandboxed = (
        f'<iframe sandbox="allow-scripts allow-forms" src="{forms}forms/readiness/embed/?kind=city"'
        ' title="แบบตรวจ" width="600" height="500"></iframe>'
    )
    with hosted(browser, tmp_path, sandboxed) as page:
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.reload()
        page.locator("iframe").scroll_into_view_if_needed()
        inside = page.frames[1]
        assert inside.evaluate("origin") == "null"
        answer_in(inside, {"order": "yes"})
        expect(inside.locator("[data-component=form-bar] [data-part=answered]")).to_contain_text(
            "1"
        )
        expect(inside.locator("[data-component=form-bar] [data-part=total]")).to_contain_text("%")
        assert inside.locator("input[name=kind][value=city]").is_checked()
    assert faults == []


@pytest.mark.parametrize("width", [320, 360, 800])
def test_narrow__nothing_sideways(browser: Browser, forms: str, tmp_path: Path, width: int) -> None:
    size = {"width": width, "height": 640}
    with hosted(browser, tmp_path, line(forms), viewport=size) as page:
        inside = inner(page)
        answer_in(inside, {"order": "no", "backup": "yes"})
        inside.locator("#order summary").click()
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert inside.evaluate("document.documentElement.scrollWidth - innerWidth") == 0


def test_keyboard__goes_in_and_out_and_sees_where_it_is(
    browser: Browser, forms: str, tmp_path: Path
) -> None:
    with hosted(browser, tmp_path, '<a id="before" href="#here">ก่อน</a>' + line(forms)) as page:
        inside = inner(page)
        page.locator("#before").focus()
        page.keyboard.press("Tab")
        soon(lambda: bool(page.evaluate("document.activeElement.tagName === 'IFRAME'")))
        for _ in range(80):
            if page.evaluate("document.activeElement.id") == "after":
                break
            at = inside.evaluate(
                """() => {
                    const box = document.activeElement.getBoundingClientRect();
                    return [box.top, Math.min(box.height, 44)];
                }"""
            )
            top = page.locator("iframe").evaluate("(frame) => frame.getBoundingClientRect().top")
            assert 0 <= top + at[0] <= 702 - at[1], inside.evaluate(
                "document.activeElement.outerHTML"
            )
            page.keyboard.press("Tab")
            page.wait_for_timeout(20)
        assert page.evaluate("document.activeElement.id") == "after"
        page.keyboard.press("Shift+Tab")
        soon(lambda: bool(page.evaluate("document.activeElement.tagName === 'IFRAME'")))


def test_links__within_the_form__bring_the_place_into_sight(
    browser: Browser, forms: str, tmp_path: Path
) -> None:
    """A frame that is whole in sight cannot scroll: the page around it has to."""
    with hosted(browser, tmp_path, line(forms)) as page:
        inside = inner(page)
        for selector, place in (
            (".form__jump a[href='#systems']", "#systems"),
            (".form__to-result", "#form-result-title"),
            (".form__jump a[href='#team']", "#team"),
        ):
            inside.locator(selector).click()
            soon(partial(seen, page, inside, place))
            box = inside.locator(place).bounding_box()
            assert box is not None
            assert box["y"] < 350


def test_links__in_a_page_part_that_scrolls__bring_the_place_into_sight(
    browser: Browser, forms: str, tmp_path: Path
) -> None:
    part = "<style>#here { height: 500px; overflow: auto }</style>"
    with hosted(browser, tmp_path, line(forms), head=part) as page:
        inside = inner(page)
        inside.locator(".form__jump a[href='#systems']").click()
        soon(lambda: seen(page, inside, "#systems"))


ASK = """([before, height]) => {
    const [button, dialog, close] = ["button", "dialog", "button"]
        .map((tag) => document.createElement(tag));
    Object.assign(button, { id: "ask", textContent: "ถาม", onclick: () => dialog.showModal() });
    Object.assign(close, { textContent: "ปิด" });
    dialog.ariaLabel = "ถาม";
    dialog.className = "form__dialog";
    dialog.style.minHeight = height;
    dialog.append(close);
    document.querySelector(before).before(button, dialog);
}"""
"""Puts a button that opens a dialog into the form."""


def test_dialog__in_a_tall_frame__opens_where_the_reader_is(
    browser: Browser, forms: str, tmp_path: Path
) -> None:
    with hosted(browser, tmp_path, line(forms)) as page:
        inside = inner(page)
        inside.evaluate(ASK, ["#deputies", "100px"])
        button = inside.locator("#ask")
        button.scroll_into_view_if_needed()
        around = page.evaluate("scrollY")
        button.click()
        soon(lambda: seen(page, inside, "dialog[open]"))
        assert abs(page.evaluate("scrollY") - around) < 350
        page.keyboard.press("Escape")
        expect(button).to_be_focused()
        soon(lambda: seen(page, inside, "#ask"))


def test_dialog__tall_and_opened_at_the_foot__is_whole_in_the_frame_and_in_sight(
    browser: Browser, forms: str, tmp_path: Path
) -> None:
    with hosted(browser, tmp_path, line(forms)) as page:
        inside = inner(page)
        inside.evaluate(ASK, [".form__running", "600px"])
        button = inside.locator("#ask")
        button.scroll_into_view_if_needed()
        box = button.bounding_box()
        assert box is not None
        page.mouse.wheel(0, box["y"] + box["height"] - 690)
        page.wait_for_timeout(300)
        button.click()
        soon(lambda: seen(page, inside, "dialog[open]"))
        places = inside.evaluate(
            """() => {
                const { top, bottom } = document.querySelector("dialog[open]")
                    .getBoundingClientRect();
                return [0, top, bottom, innerHeight];
            }"""
        )
        assert places == sorted(places)


def test_bar__in_a_tall_frame__stands_between_questions_and_result(
    browser: Browser, forms: str, tmp_path: Path
) -> None:
    with hosted(browser, tmp_path, line(forms)) as page:
        inside = inner(page)
        places = inside.evaluate(
            """() => ["form.form__body", "[data-component=form-bar]", "#form-result"]
                .map((selector) => document.querySelector(selector).getBoundingClientRect())
                .flatMap(({ top, bottom }) => [top, bottom])"""
        )
        assert places == sorted(places)


def test_bar__in_a_frame_that_scrolls__stays_at_its_foot(
    browser: Browser, forms: str, tmp_path: Path
) -> None:
    plain = f'<iframe src="{forms}forms/readiness/embed/" title="แบบ" width="600" height="500">'
    with hosted(browser, tmp_path, f"{plain}</iframe>") as page:
        page.locator("iframe").scroll_into_view_if_needed()
        bar = page.frames[1].locator("[data-component=form-bar]")
        bar.wait_for()
        assert bar.evaluate("(bar) => Math.abs(bar.getBoundingClientRect().bottom - 500)") <= 4


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe__page_around_and_form_inside__finds_nothing(
    browser: Browser, forms: str, tmp_path: Path, scheme: Any
) -> None:
    with hosted(browser, tmp_path, line(forms), color_scheme=scheme) as page:
        inner(page)
        assert violations(page) == []
        page.goto(f"{forms}forms/readiness/embed/")
        answer(page, {"order": "no", "backup": "yes"})
        page.locator("#form-result").scroll_into_view_if_needed()
        page.wait_for_load_state("networkidle")  # the result's own script comes when it is needed
        page.wait_for_timeout(300)
        assert violations(page) == []


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {node['target']}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize("name", ["embed", "embed-page"])
def test_budget__of_each_script__is_kept(name: str) -> None:
    assert len(gzip.compress(bundles()[f"assets/{name}.js"], 9, mtime=0)) <= BUDGET


def test_links__that_leave_the_form__open_outside_the_frame(
    browser: Browser, forms: str, tmp_path: Path
) -> None:
    """Pages of the site refuse to be framed, so a link that stays in the frame shows nothing."""
    with hosted(browser, tmp_path, line(forms)) as page:
        inside = inner(page)
        answer_in(inside, {"order": "no"})
        staying = inside.evaluate(
            """() => [...document.querySelectorAll("a[href]:not([href^='#'], [hreflang])")]
                .filter((link) => link.target !== "_blank").map((link) => link.outerHTML)"""
        )
        assert staying == []
