"""Commands on forms: score filled ones, keep the published edition of one."""

import argparse
import json
import os
from pathlib import Path

from publication import publish
from publication.cli.outcome import CLEAN, MISUSE, PROBLEMS, Command, formats, publication_in
from publication.clock import build_clock
from publication.model.form import Form
from publication.progress import say
from publication.scored_file import in_text, scored
from publication.thai import day_in_thailand


def _form_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("form", metavar="FORM", help="id of the form, its folder under forms/")
    parser.add_argument("--path", default=".", help="folder of the publication; default: here")


def _score_arguments(parser: argparse.ArgumentParser) -> None:
    _form_arguments(parser)
    parser.add_argument(
        "files", metavar="FILE", nargs="+", help="filled files: .json, .xlsx, .docx"
    )
    formats(parser)


def _score(root: Path, options: argparse.Namespace) -> int:
    form = _form(root, options.form)
    if form is None:
        return MISUSE
    today = day_in_thailand(build_clock(root))
    results = [scored(form, Path(name).name, _content(Path(name)), today) for name in options.files]
    if options.format == "json":
        told = [result.as_data() for result in results]
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for result in results:
            print("\n".join(in_text(form, result)))
    return CLEAN if all(result.whole for result in results) else PROBLEMS


def _content(path: Path) -> bytes | OSError:
    try:
        return path.read_bytes()
    except OSError as error:
        return error


def _freeze(root: Path, options: argparse.Namespace) -> int:
    """An edition is kept once and never changed: drafts and files refer to it."""
    form = _form(root, options.form)
    if form is None:
        return MISUSE
    definition = (root / "forms" / form.id / "form.json").read_bytes()
    place = root / "forms" / form.id / "published"
    kept = place / f"{form.version}.json"
    shown = os.path.relpath(kept)
    if kept.is_file() and kept.read_bytes() != definition:
        say(f"{shown} is published and stays as it is; raise x-form.version, then freeze again")
        return PROBLEMS
    publish.write({kept.name: definition}, place)
    say(f"version {form.version} of {form.id} is kept in {shown}; commit it with the form")
    return CLEAN


def _form(root: Path, name: str) -> Form | None:
    forms = publication_in(root).forms
    if name not in forms:
        say(f"there is no form '{name}'; use one of {', '.join(sorted(forms))}")
    return forms.get(name)


COMMANDS = {
    "score": Command("score filled files as the browser does", _score_arguments, _score),
    "freeze": Command(
        "keep this version of a form as published, so that later ones can be compared",
        _form_arguments,
        _freeze,
    ),
}
