"""Sources in, every id that a reference may name out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from publication.load import Source


class Anything(frozenset[str]):
    """Stands for the ids of a broken file: its own problems are told, not those of its users."""

    __slots__ = ()

    def __contains__(self, _: object) -> bool:
        return True


class AnyNames(Mapping[str, frozenset[str]]):
    """Stands for all the names of a broken file."""

    def __getitem__(self, _: str) -> frozenset[str]:
        return Anything()

    def __contains__(self, _: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


Names = Mapping[str, frozenset[str]]
"""Ids inside a definition, by the definition's id."""


@dataclass(frozen=True, slots=True)
class Index:
    """Every id that a reference may name."""

    kinds: frozenset[str] = Anything()
    lists: Names = field(default_factory=dict)
    guidelines: Names = field(default_factory=dict)
    forms: Names = field(default_factory=dict)
    templates: Names = field(default_factory=dict)
    circulars: frozenset[str] = frozenset()
    maps: frozenset[str] = frozenset()
    words: tuple[Mapping[str, Any], ...] = ()
    """Wording rules of the glossary."""

    @classmethod
    def of(cls, sound: Iterable[Source], broken: Iterable[Source]) -> "Index":
        """Ids of sound sources; whatever a broken one might hold counts as known."""
        by_kind: dict[str, list[Any]] = {}
        for source in sound:
            by_kind.setdefault(source.kind, []).append(source.data)
        lost: dict[str, list[str]] = {}
        for source in broken:
            lost.setdefault(source.kind, []).append(_name(source))
        site = next(iter(by_kind.get("publication", [])), None)
        glossary: Any = next(iter(by_kind.get("glossary", [])), {"wording": []})
        return cls(
            kinds=ids(site["kinds"]) if site else Anything(),
            lists=_one_file(by_kind, lost, "lists", "items"),
            guidelines={
                **{node["id"]: ids(node["steps"]) for node in by_kind.get("guideline", [])},
                **{name: Anything() for name in lost.get("guideline", [])},
            },
            forms={
                **{
                    node["x-form"]["id"]: frozenset(node["properties"])
                    for node in by_kind.get("form", [])
                },
                **{name: Anything() for name in lost.get("form", [])},
            },
            templates=_one_file(by_kind, lost, "templates", "sections"),
            circulars=ids(by_kind.get("circular", [])) | set(lost.get("circular", [])),
            maps=ids(by_kind.get("map", [])) | set(lost.get("map", [])),
            words=tuple(glossary["wording"]),
        )


def ids(nodes: Iterable[Any]) -> frozenset[str]:
    return frozenset(node["id"] for node in nodes)


def _one_file(
    by_kind: Mapping[str, list[Any]], lost: Mapping[str, list[str]], kind: str, inner: str
) -> Names:
    if kind in lost:
        return AnyNames()
    data: Any = next(iter(by_kind.get(kind, [])), {})
    return {name: ids(node[inner]) for name, node in data.items()}


def _name(source: Source) -> str:
    path = PurePosixPath(source.path)
    return path.parent.name if source.kind == "form" else path.stem
