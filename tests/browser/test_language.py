"""The same form with English interface words: nothing left in Thai but what its definition says."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from publication import load, model
from publication.provinces import PROVINCES
from publication.render.words import words
from tests.browser.conftest import watched
from tests.browser.form_page import FORM, answer
from tests.browser.server import served
from tests.browser.test_embed import hosted, inner, write_forms
from tests.conftest import PUBLICATIONS

LIBRARY = model.publication(load.everything_under(PUBLICATIONS["library"]))
SAY, THAI = words("en"), words()
LEAST = 60
"""Interface texts that a page of a form shows at least; fewer, and nobody has looked."""
TEXTS = """() => {
    for (const kept of document.querySelectorAll("span.whole")) kept.replaceWith(...kept.childNodes);
    document.body.normalize();
    const found = [document.title];
    const look = (root) => {
        const nodes = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
        for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
            if (node.nodeType === Node.TEXT_NODE) found.push(node.data);
            else if (node.matches("template")) look(node.content);
            else for (const name of ["aria-label", "title", "placeholder", "alt", "abbr"]) {
                found.push(node.getAttribute(name) ?? "");
            }
        }
    };
    document.querySelectorAll("script").forEach((script) => script.remove());
    look(document.documentElement);
    return found.map((text) => text.replace(/\\s+/g, " ").trim()).filter(Boolean);
}"""
"""Every text of the page, hidden ones and those of attributes too; spoils the page."""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a site that holds the library's forms, each embedded in both languages."""
    folder = tmp_path_factory.mktemp("library")
    write_forms(folder, *LIBRARY.forms.values(), publication=LIBRARY)
    with served(folder) as url:
        yield url


def texts_in(value: Any) -> Iterator[str]:
    """Every text of a definition, also in the pieces that a page makes of it."""
    if isinstance(value, str):
        yield from (value, *value.split(" · "))
    elif isinstance(value, Mapping):
        yield from (text for each in value.values() for text in texts_in(each))
    elif isinstance(value, Iterable):
        yield from (text for each in value for text in texts_in(each))


def of_definitions() -> re.Pattern[str]:
    plain = asdict(replace(LIBRARY, forms={}, **{"lists": {}})) if False else {}
    return re.compile("|".join(map(re.escape, plain)))
