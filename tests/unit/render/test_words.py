"""The catalogues of interface words: English says what a form alone says, and in the same way."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from publication import thai
from publication.engine import OVERRIDES
from publication.render import form_view, pages
from publication.render.words import LANGUAGES, catalogue, long_date, words
from tests.browser.form_page import PUBLICATION

THAI, ENGLISH = catalogue("th"), catalogue("en")
COMPONENTS = ("draft", "embed", "field", "form", "result", "travel")
"""Those that a form alone is made of."""
PAGE = "forms/readiness/embed/index.html"
ENGLISH_PAGE = "forms/readiness/embed/en/index.html"


def placeholders(said: Any) -> Any:
    """Of a text, in any order; of a list, how long it is."""
    return sorted(re.findall(r"\{\w*\}", said)) if isinstance(said, str) else len(said)


def test_english__groups__are_all_that_a_form_alone_says() -> None:
    folders = [OVERRIDES / "components" / name for name in COMPONENTS]
    files = [file for folder in folders for file in folder.glob("*.html")]
    files += [OVERRIDES / "pages" / "embed.html", Path(form_view.__file__)]
    said = [re.findall(r'words\["([\w-]+)"\]', file.read_text("utf-8")) for file in files]
    assert set(ENGLISH) == {group for groups in said for group in groups}


@pytest.mark.parametrize("group", ENGLISH)
def test_english__names_of_a_group__are_those_of_thai(group: str) -> None:
    missing = [name for name in THAI[group] if name not in ENGLISH[group]]
    assert missing == [], f"add to overrides/words/en.yml, {group}: {missing}"
    assert [name for name in ENGLISH[group] if name not in THAI[group]] == []


@pytest.mark.parametrize("group", ENGLISH)
def test_english__placeholders__are_those_of_thai(group: str) -> None:
    differing = {
        name: (said, THAI[group][name])
        for name, said in ENGLISH[group].items()
        if placeholders(said) != placeholders(THAI[group].get(name, said))
    }
    assert differing == {}


def test_english__has_no_thai_letter() -> None:
    text = (OVERRIDES / "words" / "en.yml").read_text("utf-8")
    assert re.findall("[\u0e00-\u0e7f]+", text) == []


def test_words__of_a_language__are_thai_where_it_has_none() -> None:
    assert words() == THAI
    english = words("en")
    assert english.keys() == THAI.keys()
    assert english["form"]["must"] == ENGLISH["form"]["must"]
    assert english["home"] == THAI["home"]


@pytest.mark.parametrize("month", range(1, 13))
def test_long_date__is_of_the_buddhist_era_and_on_one_line(month: int) -> None:
    day = date(2026, month, 5)
    assert long_date(day, THAI["form"]) == thai.long_date(day)
    name = day.strftime("%B")
    assert long_date(day, ENGLISH["form"]) == f"5 {name} 2569 BE".replace(" ", "\u00a0")


@pytest.fixture(scope="module")
def documents() -> dict[str, str]:
    context = pages.Context(PUBLICATION, words(), date(2026, 11, 22), "https://a.example/", ())
    return {path: html.decode() for path, html in pages.documents(context)}


def test_documents__embedded_form__is_there_in_each_language(documents: dict[str, str]) -> None:
    assert set(documents) == {PAGE, ENGLISH_PAGE}
    for path, own, other in ((PAGE, THAI, ENGLISH), (ENGLISH_PAGE, ENGLISH, THAI)):
        for group, name in (("form", "result"), ("form-draft", "manage"), ("form-travel", "title")):
            assert f">{own[group][name]}<" in documents[path]
            assert other[group][name] not in documents[path]
        assert f'"locale":"{own["form-live"]["locale"]}"' in documents[path]


def test_documents__embedded_form__leads_to_the_other_language(documents: dict[str, str]) -> None:
    assert '<a href="en/" hreflang="en" lang="en">English</a>' in documents[PAGE]
    assert '<a href="../" hreflang="th" lang="th">ไทย</a>' in documents[ENGLISH_PAGE]
    assert 'src="../../../../assets/form.js"' in documents[ENGLISH_PAGE]


def test_embedding_script__knows_the_other_languages() -> None:
    script = (OVERRIDES / "components" / "embed" / "host.ts").read_text("utf-8")
    told = re.search(r"OTHER_LANGUAGES = \[(.*)\];", script)
    assert told
    assert re.findall(r'"(\w+)"', told[1]) == list(LANGUAGES[1:])
