"""A reader's way: scan, circular, guideline, checklist, score, download; at two widths."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from publication import load, model, scoring
from publication.model import Publication
from publication.model.form import Form
from tests.browser.conftest import Visit
from tests.conftest import Built
from tests.workbooks import opened


@pytest.fixture
def publication(built: Built) -> Publication:
    return model.publication(load.everything_under(built.root))


def first_form(publication: Publication) -> Form:
    return next(iter(publication.forms.values()))


def test_from_the_scan_to_the_score_and_the_download(
    visit: Visit, publication: Publication, tmp_path: Path
) -> None:
    circular = publication.circulars[publication.site.circular]
    form = first_form(publication)
    page = visit.open(circular.address.strip("/"))  # as printed: without the closing slash
    expect(page.get_by_role("heading", level=1)).to_contain_text(circular.number)
    expect(page.get_by_text(circular.urgency).first).to_be_visible()
    door = page.locator("a.first")
    box = door.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 800, "the first door stands on the first screen"
    door.click()

    expect(page).to_have_url(re.compile(f"/circulars/{circular.id}/$"))
    expect(page.get_by_role("link", name=circular.send_to.email).first).to_be_visible()
    guideline = publication.guidelines[circular.asks[0].guideline]
    page.locator(f"a[href*='guidelines/{guideline.id}/']").first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text(guideline.title)
    reference = next(answer for step in guideline.steps for answer in step.answers)
    page.locator(f"a[href*='forms/'][href$='#{reference.split('#')[1]}']").first.click()

    expect(page).to_have_url(re.compile(f"/forms/{form.id}/#"))
    answers = answer_everything(page, form, publication)
    wanted = scoring.score(scoring.plan_of(form), answers)
    assert wanted.total.bp is not None
    shown = page.locator("[data-component=result]")
    expect(shown).to_contain_text(f"{scoring.percent(wanted.total.bp)}%")
    assert wanted.level is not None
    expect(shown).to_contain_text(form.level(wanted.level).title)

    visit.open("downloads/")
    with page.expect_download() as waiting:
        kind = answers[form.kind_field.id] if form.kind_field else "all"
        page.locator(f"a[href$='{form.id}-v{form.version}-{kind}.xlsx']").click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    assert opened(file).sheetnames
    # leaving a form asks the reader while the last answer is still being saved; that is no fault


def answer_everything(page: Page, form: Form, publication: Publication) -> dict[str, str]:
    """Chooses a kind, then answers what is asked, each in turn with another of its answers."""
    page.on("dialog", lambda dialog: dialog.accept())
    answers: dict[str, str] = {}
    if form.kind_field:
        kind = publication.site.kinds[-1].id
        page.locator(f"input[name='{form.kind_field.id}'][value='{kind}']").check()
        answers[form.kind_field.id] = kind
    for number, question in enumerate(form.questions):
        if question.condition is not None and not scoring.holds(question.condition, answers):
            expect(page.locator(f"fieldset#{question.id}")).to_be_hidden()
            continue
        option = question.options[number % len(question.options)]
        page.locator(f"input[name='{question.id}'][value='{option.id}']").check()
        answers[question.id] = option.id
    return answers


def test_nothing_scrolls_sideways_and_targets_are_large(
    visit: Visit, built: Built, publication: Publication
) -> None:
    page = visit.page
    for path in sorted(path for path in built.site.rglob("index.html")):
        address = path.parent.relative_to(built.site).as_posix()
        visit.open("" if address == "." else f"{address}/")
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{address} is {wide} px too wide"
        small = page.evaluate(
            """() => [...document.querySelectorAll(
                '.door__link, .button, .first, .doors a, .form__option, .variant > summary')]
              .filter(item => item.offsetParent && item.getBoundingClientRect().height < 44)
              .map(item => item.className + ': ' + item.textContent.trim().slice(0, 30))"""
        )
        assert small == [], f"{address}: {small}"


def test_search_finds_thai_in_the_middle_of_unspaced_text(
    visit: Visit, publication: Publication
) -> None:
    guideline = next(iter(publication.guidelines.values()))
    step = guideline.steps[-1]
    word = re.sub(r"\s.*", "", step.why)
    middle = word[4:16].strip()
    page = visit.open()
    if page.locator("label[for=__search]").first.is_visible():
        page.locator("label[for=__search]").first.click()
    box = page.get_by_role("textbox")
    box.click()
    page.wait_for_timeout(300)
    box.press_sequentially(middle, delay=15)
    result = page.locator(f".md-search-result__link[href*='guidelines/{guideline.id}/']")
    expect(result.first).to_be_attached(timeout=10_000)


def test_choosing_a_kind_shows_what_is_meant_for_it(visit: Visit, publication: Publication) -> None:
    guideline, step = next(
        (guideline, step)
        for guideline in publication.guidelines.values()
        for step in guideline.steps
        if step.variants
    )
    kind = next(iter(step.variants))
    page = visit.open(f"guidelines/{guideline.id}/?kind={kind}")
    shown = page.locator(f"section[aria-labelledby='{step.id}'] details.variant[open]")
    assert [item.get_attribute("data-kinds") for item in shown.all()] == [kind]
    visit.open(f"guidelines/{guideline.id}/")
    expect(page.locator("#kind-switch")).to_have_value(kind)  # remembered on this device
    page.locator("#kind-switch").select_option("")
    hidden = page.locator("details.variant[hidden]")
    expect(hidden).to_have_count(0)


def test_a_wrong_address_helps_on(visit: Visit) -> None:
    page = visit.page
    page.goto(visit.address + "18/12000-8")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.locator("a[href$='circulars/']").count() >= 1
    visit.faults.clear()  # the console's note of the 404 itself
