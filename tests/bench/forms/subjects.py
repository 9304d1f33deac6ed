"""What is compared: where each page is, and where in it stand the answers and the live score."""

import json
from dataclasses import dataclass
from pathlib import Path

from tests.bench.forms.questions import FORM, LIBRARIES, PLAIN

HERE = Path(__file__).parent
PACKAGES = {"surveyjs": "survey-js-ui", "rjsf": "@rjsf/core", "jsonforms": "@jsonforms/react"}
"""The package whose version stands for the peer."""
TITLES = {"surveyjs": "SurveyJS", "rjsf": "RJSF", "jsonforms": "JSON Forms"}


@dataclass(frozen=True)
class Subject:
    title: str
    path: str
    """Of its page on the server."""
    strict: str
    """Of the same page under the policy of ours; our pages have no other."""
    alive: str = "#score:not(:empty)"
    """Selector that matches when the script has come; a peer draws nothing before."""
    radios: str = "#app input[type=radio]"
    score: str = "#score"
    """Selector of the text that changes with every answer."""


def ours() -> list[Subject]:
    """The frame for other sites, and the whole page with the theme around it."""
    pages = {"ours, embedded": f"/forms/{FORM}/embed/", "ours, whole page": f"/forms/{FORM}/"}
    return [
        Subject(
            title,
            path,
            path,
            alive="[data-component=form][data-live]",
            radios="[data-component=form] fieldset input[type=radio]",
            score="[data-component=form-bar] [data-part=answered]",
        )
        for title, path in pages.items()
    ]


def peers() -> list[Subject]:
    """The libraries, and last the page without any."""
    versions = json.loads((HERE / "package.json").read_text("utf-8"))["devDependencies"]
    titles = {name: f"{TITLES[name]} {versions[PACKAGES[name]]}" for name in LIBRARIES}
    titles[PLAIN] = "plain HTML, the floor"
    return [Subject(title, f"/{name}/", f"/{name}/strict/") for name, title in titles.items()]
