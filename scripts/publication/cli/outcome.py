"""What commands share: exit status, how problems are told, the publication they read."""

import argparse
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from publication import check, load, model
from publication.problems import Problem
from publication.progress import say
from publication.verify.address import stated_site_url

CLEAN, PROBLEMS, MISUSE = 0, 1, 2
DEFAULT_SITE_URL = "https://publication.example/"


@dataclass(frozen=True, slots=True)
class Command:
    about: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[Path, argparse.Namespace], int]
    """Folder of the publication and options in, exit status out."""


def folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", nargs="?", default=".", help="folder of the publication")


def formats(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("text", "json"), default="text")


def finished_site(parser: argparse.ArgumentParser) -> None:
    folder(parser)
    parser.add_argument("--site-dir", default="site", help="default: PATH/site")
    parser.add_argument("--site-url", default=os.environ.get("SITE_URL", ""))


def site_url(root: Path, options: argparse.Namespace) -> str:
    """The address the site is built for: the option, or what the finished site says of itself."""
    if options.site_url:
        return str(options.site_url)
    return stated_site_url(root / options.site_dir) or DEFAULT_SITE_URL


def publication_in(root: Path) -> model.Publication:
    """Raises ProblemsFound unless every definition is clean."""
    sources = load.everything_under(root)
    check.require_clean(sources)
    return model.publication(sources)


def reported(problems: Sequence[Problem], form: str) -> int:
    if form == "json":
        print(json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2))
    else:
        for problem in problems:
            print(problem)
    if problems and form == "text":
        files = len({problem.file for problem in problems})
        say(f"problems: {len(problems)}, in files: {files}")
    return PROBLEMS if problems else CLEAN
