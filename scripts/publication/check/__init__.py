"""Sources in, problems out: every problem of every file in one run; no input makes it raise."""

from collections.abc import Iterable, Iterator

from publication.check import (
    form_editions,
    forms,
    links,
    maps,
    pages,
    printed,
    reach,
    schema,
    wording,
)
from publication.check.index import Index
from publication.load import Source
from publication.problems import Problem, ProblemsFound

_REQUIRED = {"publication": "docs/publication.yml"}


def everything(sources: Iterable[Source]) -> tuple[Problem, ...]:
    """All problems, in the order of files and lines, each once."""
    every = tuple(sources)
    return tuple(sorted(set(_problems(every))))


def require_clean(sources: Iterable[Source]) -> None:
    """Raises ProblemsFound unless the sources are clean."""
    problems = everything(sources)
    if problems:
        raise ProblemsFound(problems)


def _problems(sources: tuple[Source, ...]) -> Iterator[Problem]:
    for source in sources:
        yield from source.problems
    yield from schema.missing(sources, _REQUIRED)
    sound: list[Source] = []
    broken: list[Source] = []
    for source in sources:
        found = tuple(schema.problems(source))
        yield from found
        (broken if found or source.problems else sound).append(source)
    index = Index.of(sound, broken)
    for source in sound:
        yield from wording.problems(source, index.words)
        yield from links.problems(source, index)
        yield from forms.problems(source, index)
        yield from maps.problems(source, index)
        yield from pages.problems(source, index)
    yield from form_editions.problems(
        [source for source in sound if source.kind == "form"],
        [source for source in sound if source.kind == "edition"],
        index.forms,
    )
    if all(source.kind != "permanent" for source in broken):
        yield from printed.problems(sound)
    if not broken:
        yield from reach.problems(sound, index)
