"""A hand-written page in, problems of the form blocks in it out."""

from collections.abc import Iterator

from publication.check.index import Index
from publication.fences import form_blocks
from publication.load import Source
from publication.problems import Problem, Rule


def problems(source: Source, index: Index) -> Iterator[Problem]:
    """Blocks that are broken, name no form of the publication, or are one too many."""
    if source.kind != "page":
        return
    first = 0
    for block in form_blocks(source.text):
        if block.fault:
            yield Problem.of(source.path, block.first, Rule.FORM_BLOCK, reason=block.fault)
        elif block.form not in index.forms:
            words = {"id": block.form, "known": sorted(index.forms)}
            yield Problem.of(source.path, block.first + 1, Rule.UNKNOWN_FORM, **words)
        elif first:
            yield Problem.of(source.path, block.first, Rule.SECOND_FORM, first=first)
        else:
            first = block.first
