"""Clean sources in, guidelines that no reader would ever be led to out."""

from collections.abc import Iterable, Iterator
from typing import Any

from publication.check.index import Index
from publication.load import Source
from publication.problems import Problem, Rule


def problems(sources: Iterable[Source], index: Index) -> Iterator[Problem]:
    """Follows circulars, forms and the glossary to guidelines, and from step to step."""
    every = tuple(sources)
    guidelines = {source.data["id"]: source for source in every if source.kind == "guideline"}
    reached: set[str] = set()
    waiting = [name for source in every for name in _starts(source)]
    while waiting:
        name = waiting.pop()
        if name in reached or name not in guidelines:
            continue
        reached.add(name)
        waiting += _seen(guidelines[name].data)
    for name in sorted(index.guidelines.keys() - reached):
        yield guidelines[name].problem(("id",), Rule.UNREACHABLE_GUIDELINE, id=name)
    yield from _orders(guidelines.values())


def _starts(source: Source) -> list[str]:
    data: Any = source.data
    if source.kind == "circular":
        return [ask["guideline"] for ask in data["asks"]] + list(data.get("guidelines", ()))
    if source.kind == "form":
        references = (node.get("x-guidance", "") for node in data["properties"].values())
        return [reference.partition("#")[0] for reference in references if reference]
    return []


def _seen(guideline: Any) -> list[str]:
    return [
        reference.partition("#")[0]
        for step in guideline["steps"]
        for reference in step.get("see", ())
    ]


def _orders(guidelines: Iterable[Source]) -> Iterator[Problem]:
    taken: dict[int, str] = {}
    for source in guidelines:
        order = source.data["order"]
        other = taken.setdefault(order, source.data["id"])
        if other != source.data["id"]:
            yield source.problem(("order",), Rule.DUPLICATE_ORDER, order=order, other=other)
