"""The publication command: translates arguments, calls functions, translates the outcome."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from publication.check.schema import is_url
from publication.cli import definitions, forms, site
from publication.cli.outcome import MISUSE, PROBLEMS, Command, reported
from publication.problems import ProblemsFound
from publication.progress import say
from publication.render.bundles import BundlesFailed

COMMANDS: dict[str, Command] = {
    **definitions.COMMANDS,
    **site.COMMANDS,
    **forms.COMMANDS,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status: 0 clean, 1 problems found, 2 misuse."""
    options = _parser().parse_args(arguments)
    root = Path(options.path).resolve()
    if not (root / "docs").is_dir():
        say(f"{options.path}: no publication here; name a folder that holds docs/")
        return MISUSE
    site_url = getattr(options, "site_url", "")
    if site_url and (not is_url(site_url) or "?" in site_url or "#" in site_url):
        say(
            f"'{site_url}' is not the address of a site; write it as https://host/ or https://host/path/"
        )
        return MISUSE
    try:
        return COMMANDS[options.command].run(root, options)
    except ProblemsFound as found:
        return reported(found.problems, "text")
    except BundlesFailed as failure:
        say(str(failure))
        return PROBLEMS
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="publication", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")
    for name, command in COMMANDS.items():
        command.arguments(commands.add_parser(name, help=command.about, description=command.about))
    return parser
