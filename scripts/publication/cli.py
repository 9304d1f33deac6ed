"""The publication command: translates arguments, calls functions, translates the outcome."""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from publication import check, load, model, publish, render, verify
from publication.check.schema import is_url
from publication.clock import build_clock
from publication.problems import Problem, ProblemsFound
from publication.progress import say, step
from publication.release import refusal
from publication.render import pages
from publication.render.bundles import BundlesFailed
from publication.render.words import words
from publication.verify.address import stated_site_url

CLEAN, PROBLEMS, MISUSE = 0, 1, 2
DEFAULT_SITE_URL = "https://publication.example/"


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
        status: int = options.run(root, options)
    except ProblemsFound as found:
        status = _report(found.problems, "text")
    except BundlesFailed as failure:
        say(str(failure))
        status = PROBLEMS
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = PROBLEMS
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="publication", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, run, about in (
        ("check", _check, "report every problem in every definition"),
        ("build", _build, "check, build the site, verify it"),
        ("render", _render, "write the generated pages as Markdown files"),
        ("verify", _verify, "report every problem in a finished site"),
        ("release", _release, "build for print and write the codes to dist/print/"),
    ):
        command = commands.add_parser(name, help=about, description=about)
        command.add_argument("path", nargs="?", default=".", help="folder of the publication")
        command.set_defaults(run=run)
        if name == "check":
            command.add_argument("--format", choices=("text", "json"), default="text")
        else:
            command.add_argument("--site-dir", default="site", help="default: PATH/site")
            command.add_argument("--site-url", default=os.environ.get("SITE_URL", ""))
        if name == "render":
            command.add_argument("--to", required=True, help="folder to write the pages to")
    return parser


def _check(root: Path, options: argparse.Namespace) -> int:
    return _report(check.everything(load.everything_under(root)), options.format)


def _report(problems: Sequence[Problem], form: str) -> int:
    if form == "json":
        print(json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2))
    else:
        for problem in problems:
            print(problem)
    if problems and form == "text":
        files = len({problem.file for problem in problems})
        say(f"problems: {len(problems)}, in files: {files}")
    return PROBLEMS if problems else CLEAN


def _publication(root: Path) -> model.Publication:
    """Raises ProblemsFound unless every definition is clean."""
    sources = load.everything_under(root)
    check.require_clean(sources)
    return model.publication(sources)


def _build(root: Path, options: argparse.Namespace) -> int:
    with step("checking definitions"):
        _publication(root)
    environment = {
        **os.environ,
        "SOURCE_DATE_EPOCH": str(int(build_clock(root).timestamp())),
        "NO_MKDOCS_2_WARNING": "1",
        **({"SITE_URL": options.site_url} if options.site_url else {}),
    }
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--clean"]
    command += ["--config-file", str(root / "mkdocs.yml")]
    command += ["--site-dir", str(root / options.site_dir)]
    if subprocess.run(command, env=environment, check=False).returncode:
        return PROBLEMS
    return _verify(root, options)


def _release(root: Path, options: argparse.Namespace) -> int:
    """A placeholder on paper can never be called back, so such an address is refused."""
    reason = refusal(options.site_url)
    if reason:
        say(reason)
        return MISUSE
    status = _build(root, options)
    if status != CLEAN:
        return status
    site = root / options.site_dir
    codes = {
        f"{circular}/{name}": (site / "circulars" / circular / name).read_bytes()
        for circular in _publication(root).circulars
        for name in ("qr.svg", "qr.png")
    }
    publish.write(codes, root / "dist" / "print")
    say(f"{len(codes)} files for print are in {os.path.relpath(root / 'dist' / 'print')}")
    return CLEAN


def _verify(root: Path, options: argparse.Namespace) -> int:
    site = root / options.site_dir
    if not site.is_dir():
        say(f"{site}: no finished site here; build it first")
        return MISUSE
    with step("verifying the site") as report:
        found = verify.site(site, _publication(root), _site_url(root, options), report)
        problems = sorted(set(found))
    status = _report(problems, "text")
    if status == CLEAN:
        say(f"the site is in {os.path.relpath(site)}")
    return status


def _render(root: Path, options: argparse.Namespace) -> int:
    site_url = _site_url(root, options)
    rendered = render.everything(_publication(root), words(), build_clock(root), site_url)
    bodies = {page.source_path: pages.markdown(page).encode() for page in rendered.pages}
    publish.write({**bodies, **rendered.files}, Path(options.to))
    say(f"{len(bodies)} pages and {len(rendered.files)} files in {options.to}")
    return CLEAN


def _site_url(root: Path, options: argparse.Namespace) -> str:
    """The address the site is built for: the option, or what the finished site says of itself."""
    if options.site_url:
        return str(options.site_url)
    return stated_site_url(root / options.site_dir) or DEFAULT_SITE_URL


if __name__ == "__main__":
    sys.exit(main())
