"""Sources of sound shape in, problems of their references out."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from publication.check.index import Index, Names, ids
from publication.load import Source, Trail
from publication.problems import Problem, Rule


def problems(source: Source, index: Index) -> Iterator[Problem]:
    """References of one file that lead nowhere, and ids it uses twice."""
    check = _CHECKS.get(source.kind)
    if check:
        yield from check(_Links(source, index))


@dataclass(frozen=True, slots=True)
class _Links:
    """Follows references of one source."""

    source: Source
    index: Index

    @property
    def data(self) -> Any:
        return self.source.data

    def one(self, trail: Trail, known: Collection[str], rule: Rule) -> Iterator[Problem]:
        """The value at the trail, if there is one, must be a known id."""
        node = _at(self.data, trail)
        if node is not None and node not in known:
            yield self.source.problem(trail, rule, id=node, known=sorted(known))

    def many(self, trail: Trail, known: Collection[str], rule: Rule) -> Iterator[Problem]:
        for number, _ in enumerate(_at(self.data, trail) or ()):
            yield from self.one((*trail, number), known, rule)

    def keys(self, trail: Trail, known: Collection[str], rule: Rule) -> Iterator[Problem]:
        for key in _at(self.data, trail) or ():
            if key not in known:
                yield self.source.problem((*trail, key), rule, id=key, known=sorted(known))

    def pair(self, trail: Trail, names: Names, outer: Rule, inner: Rule) -> Iterator[Problem]:
        """The value ``a#b`` must name a known a, and a b inside it."""
        node = _at(self.data, trail)
        if node is None:
            return
        first, _, second = node.partition("#")
        if first not in names:
            yield self.source.problem(trail, outer, id=first, known=sorted(names))
        elif second not in names[first]:
            yield self.source.problem(trail, inner, id=second, known=sorted(names[first]))

    def pairs(self, trail: Trail, names: Names, outer: Rule, inner: Rule) -> Iterator[Problem]:
        for number, _ in enumerate(_at(self.data, trail) or ()):
            yield from self.pair((*trail, number), names, outer, inner)

    def unique(self, trail: Trail) -> Iterator[Problem]:
        """No two entries of the list at the trail share an id."""
        first: dict[str, int] = {}
        for number, node in enumerate(_at(self.data, trail) or ()):
            line = self.source.line((*trail, number))
            if node["id"] not in first:
                first[node["id"]] = line
            else:
                words = {"id": node["id"], "first": first[node["id"]]}
                yield self.source.problem((*trail, number), Rule.DUPLICATE_ID, **words)

    def item(self, trail: Trail, list_id: str) -> Iterator[Problem]:
        """The value at the trail must be an item of the list, where that list exists."""
        node = _at(self.data, trail)
        items = self.index.lists.get(list_id)
        if items is not None and node is not None and node not in items:
            words = {"list": list_id, "id": node, "known": sorted(items)}
            yield self.source.problem(trail, Rule.UNKNOWN_ITEM, **words)

    def picture(self, trail: Trail) -> Iterator[Problem]:
        node = _at(self.data, trail)
        if node is None:
            return
        yield from self.one((*trail, "list"), self.index.lists, Rule.UNKNOWN_LIST)
        for number, _ in enumerate(node.get("entries", ())):
            yield from self.item((*trail, "entries", number, "item"), node.get("list", ""))


def _at(data: Any, trail: Trail) -> Any:
    for key in trail:
        try:
            data = data[key]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _publication(links: _Links) -> Iterator[Problem]:
    yield from links.one(("circular",), links.index.circulars, Rule.UNKNOWN_CIRCULAR)
    yield from links.unique(("kinds",))


def _lists(links: _Links) -> Iterator[Problem]:
    for name in links.data:
        yield from links.unique((name, "items"))


def _glossary(links: _Links) -> Iterator[Problem]:
    yield from links.unique(("terms",))
    for number, _ in enumerate(links.data["terms"]):
        trail: Trail = ("terms", number, "see")
        names = links.index.guidelines
        yield from links.pairs(trail, names, Rule.UNKNOWN_GUIDELINE, Rule.UNKNOWN_STEP)


def _templates(links: _Links) -> Iterator[Problem]:
    for name, node in links.data.items():
        yield from links.one((name, "form"), links.index.forms, Rule.UNKNOWN_FORM)
        yield from links.unique((name, "sections"))
        for number, section in enumerate(node["sections"]):
            if isinstance(section.get("rows"), str):
                trail: Trail = (name, "sections", number, "rows")
                yield from links.one(trail, links.index.lists, Rule.UNKNOWN_LIST)


def _circular(links: _Links) -> Iterator[Problem]:
    index = links.index
    yield from links.unique(("asks",))
    yield from links.unique(("cascade", "stops"))
    for number, _ in enumerate(links.data["asks"]):
        trail: Trail = ("asks", number)
        yield from links.one((*trail, "guideline"), index.guidelines, Rule.UNKNOWN_GUIDELINE)
        yield from links.one((*trail, "template"), index.templates, Rule.UNKNOWN_TEMPLATE)
        yield from links.one((*trail, "form"), index.forms, Rule.UNKNOWN_FORM)
        yield from links.one((*trail, "map"), index.maps, Rule.UNKNOWN_MAP)
    yield from links.many(("guidelines",), index.guidelines, Rule.UNKNOWN_GUIDELINE)


def _permanent(links: _Links) -> Iterator[Problem]:
    for number, _ in enumerate(links.data["addresses"]):
        trail: Trail = ("addresses", number, "circular")
        yield from links.one(trail, links.index.circulars, Rule.UNKNOWN_CIRCULAR)


def _guideline(links: _Links) -> Iterator[Problem]:
    index = links.index
    yield from links.unique(("steps",))
    yield from links.picture(("picture",))
    for number, _ in enumerate(links.data["steps"]):
        step: Trail = ("steps", number)
        guidance = (index.guidelines, Rule.UNKNOWN_GUIDELINE, Rule.UNKNOWN_STEP)
        sections = (index.templates, Rule.UNKNOWN_TEMPLATE, Rule.UNKNOWN_SECTION)
        questions = (index.forms, Rule.UNKNOWN_FORM, Rule.UNKNOWN_QUESTION)
        yield from links.pair((*step, "template"), *sections)
        yield from links.pairs((*step, "answers"), *questions)
        yield from links.pairs((*step, "see"), *guidance)
        yield from links.keys((*step, "variants"), index.kinds, Rule.UNKNOWN_KIND)
        yield from links.picture((*step, "picture"))


def _form(links: _Links) -> Iterator[Problem]:
    index = links.index
    yield from links.unique(("x-sections",))
    yield from links.unique(("x-levels",))
    sections = ids(links.data["x-sections"])
    for name in links.data["properties"]:
        trail: Trail = ("properties", name)
        guidance = (index.guidelines, Rule.UNKNOWN_GUIDELINE, Rule.UNKNOWN_STEP)
        yield from links.one((*trail, "x-section"), sections, Rule.UNKNOWN_SECTION)
        yield from links.many((*trail, "x-kinds"), index.kinds, Rule.UNKNOWN_KIND)
        yield from links.pair((*trail, "x-guidance"), *guidance)
        if links.data["properties"][name].get("x-field") == "kind":
            for number, _ in enumerate(links.data["properties"][name].get("oneOf", ())):
                option: Trail = (*trail, "oneOf", number, "const")
                yield from links.one(option, index.kinds, Rule.UNKNOWN_KIND)


def _map(links: _Links) -> Iterator[Problem]:
    data, index = links.data, links.index
    yield from links.one(("kind",), index.kinds, Rule.UNKNOWN_KIND)
    for name in ("resources", "phases", "rtos"):
        yield from links.one((name,), index.lists, Rule.UNKNOWN_LIST)
    for name in ("hazards", "strategies", "services"):
        yield from links.unique((name,))
    for number, _ in enumerate(data["impacts"]):
        trail: Trail = ("impacts", number)
        yield from links.item((*trail, "resource"), data["resources"])
        yield from links.many((*trail, "from"), ids(data["hazards"]), Rule.UNKNOWN_HAZARD)
    for number, strategy in enumerate(data["strategies"]):
        trail = ("strategies", number)
        yield from links.item((*trail, "resource"), data["resources"])
        phases = index.lists.get(data["phases"], frozenset(strategy["actions"]))
        yield from links.keys((*trail, "actions"), phases, Rule.UNKNOWN_PHASE)
    for number, service in enumerate(data["services"]):
        trail = ("services", number)
        yield from links.item((*trail, "rto"), data["rtos"])
        for place, _ in enumerate(service["needs"]):
            yield from links.item((*trail, "needs", place), data["resources"])


_CHECKS: Mapping[str, Callable[[_Links], Iterator[Problem]]] = {
    "publication": _publication,
    "lists": _lists,
    "glossary": _glossary,
    "templates": _templates,
    "circular": _circular,
    "permanent": _permanent,
    "guideline": _guideline,
    "form": _form,
    "map": _map,
}
