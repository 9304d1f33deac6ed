"""Commands on definitions: report their problems, write the pages made from them."""

import argparse
from pathlib import Path

from publication import check, load, publish, render
from publication.cli.outcome import (
    CLEAN,
    Command,
    finished_site,
    folder,
    formats,
    publication_in,
    reported,
    site_url,
)
from publication.clock import build_clock
from publication.progress import say
from publication.render import pages
from publication.render.words import words


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    folder(parser)
    formats(parser)


def _check(root: Path, options: argparse.Namespace) -> int:
    return reported(check.everything(load.everything_under(root)), options.format)


def _render_arguments(parser: argparse.ArgumentParser) -> None:
    finished_site(parser)
    parser.add_argument("--to", required=True, help="folder to write the pages to")


def _render(root: Path, options: argparse.Namespace) -> int:
    rendered = render.everything(
        publication_in(root), words(), build_clock(root), site_url(root, options)
    )
    bodies = {page.source_path: pages.markdown(page).encode() for page in rendered.pages}
    publish.write({**bodies, **rendered.files}, Path(options.to))
    say(f"{len(bodies)} pages and {len(rendered.files)} files in {options.to}")
    return CLEAN


COMMANDS = {
    "check": Command("report every problem in every definition", _check_arguments, _check),
    "render": Command("write the generated pages as Markdown files", _render_arguments, _render),
}
