"""A strategy map and the lists it names in, what its page shows out: rows, columns and gaps."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from publication import map_gaps
from publication.map_gaps import Gap, GapKind
from publication.model.map import Service, StrategyMap
from publication.model.site import Item, ItemList
from publication.render.strategy_map_sheet import Sheet, print_size
from publication.render.thai_lines import kept


@dataclass(frozen=True, slots=True)
class ShownGap:
    kind: GapKind
    """Also the name of its sentence in the catalogue."""
    titles: Mapping[str, str]
    """What the sentence's placeholders stand for."""


@dataclass(frozen=True, slots=True)
class Action:
    number: int
    """That of its strategy in the column, from 1."""
    text: Markup


@dataclass(frozen=True, slots=True)
class ShownImpact:
    text: Markup
    hazards: tuple[str, ...]
    """Titles of its causes."""


@dataclass(frozen=True, slots=True)
class Column:
    """One resource: what hits it, and what keeps it working."""

    title: Markup
    short: str
    missing: bool
    """A service needs it, and there is no strategy."""
    strategies: tuple[Markup, ...]
    phases: tuple[tuple[Action, ...], ...]
    """For each phase of the view, the actions in it."""
    impacts: tuple[ShownImpact, ...]


@dataclass(frozen=True, slots=True)
class ServiceRow:
    title: Markup
    rto: str
    channels: tuple[str, ...]
    needs: tuple[bool, ...]
    """For each column, whether the service stops without it."""


@dataclass(frozen=True, slots=True)
class HazardRow:
    title: str
    hits: tuple[bool, ...]
    """For each column, whether the hazard hits it."""


@dataclass(frozen=True, slots=True)
class MapView:
    organisation: str
    revised: date
    services: tuple[ServiceRow, ...]
    """The most urgent first."""
    columns: tuple[Column, ...]
    phases: tuple[str, ...]
    """Titles."""
    hazards: tuple[HazardRow, ...]
    gaps: tuple[ShownGap, ...]
    print_size: str
    """Size of the text on one landscape sheet of A4, such as "9" or "9-5" for nine and a half
    points; part of a class name."""


def view(map: StrategyMap, lists: Mapping[str, ItemList]) -> MapView:
    """The map as its page shows it, from top to bottom and from left to right."""
    services = _by_urgency(map, lists)
    columns = tuple(_column(map, lists, item) for item in lists[map.resources].items)
    resources = [item.id for item in lists[map.resources].items]
    return MapView(
        organisation=map.organisation,
        revised=map.revised,
        services=tuple(
            ServiceRow(
                kept(service.title),
                lists[map.rtos].item(service.rto).title,
                service.channels,
                tuple(resource in service.needs for resource in resources),
            )
            for service in services
        ),
        columns=columns,
        phases=tuple(phase.title for phase in lists[map.phases].items),
        hazards=tuple(
            HazardRow(hazard.title, tuple(_hits(map, hazard.id, name) for name in resources))
            for hazard in map.hazards
        ),
        gaps=tuple(_shown(gap, map, lists) for gap in gaps(map, lists)),
        print_size=print_size(_sheet(map, services, columns)),
    )


def gaps(map: StrategyMap, lists: Mapping[str, ItemList] | None = None) -> tuple[Gap, ...]:
    """What the map leaves open; "too-late" needs the lists, whose order is that of time."""
    found = map_gaps.gaps(
        hazards=[hazard.id for hazard in map.hazards],
        causes={hazard for impact in map.impacts for hazard in impact.from_},
        needs={service.id: service.needs for service in map.services},
        strategies={strategy.id: strategy.resource for strategy in map.strategies},
    )
    return (*found, *(_too_late(map, lists) if lists else ()))


def _too_late(map: StrategyMap, lists: Mapping[str, ItemList]) -> Iterator[Gap]:
    """Lists tell the order of times, not their length; so only the shortest recovery time can be
    held against a phase: it ends in the first one, whatever both are called."""
    shortest, first = lists[map.rtos].items[0].id, lists[map.phases].items[0].id
    planned = {strategy.resource: False for strategy in map.strategies}
    for strategy in map.strategies:
        planned[strategy.resource] |= first in strategy.actions
    for service in map.services:
        for resource in service.needs:
            if service.rto == shortest and not planned.get(resource, True):
                yield Gap("too-late", service=service.id, resource=resource)


def _by_urgency(map: StrategyMap, lists: Mapping[str, ItemList]) -> list[Service]:
    order = {item.id: place for place, item in enumerate(lists[map.rtos].items)}
    return sorted(map.services, key=lambda service: order[service.rto])


def _column(map: StrategyMap, lists: Mapping[str, ItemList], item: Item) -> Column:
    strategies = [strategy for strategy in map.strategies if strategy.resource == item.id]
    hazards = {hazard.id: hazard.title for hazard in map.hazards}
    return Column(
        title=kept(item.title),
        short=item.short or item.title,
        missing=not strategies and any(item.id in service.needs for service in map.services),
        strategies=tuple(kept(strategy.title) for strategy in strategies),
        phases=tuple(
            tuple(
                Action(number, kept(strategy.actions[phase.id]))
                for number, strategy in enumerate(strategies, 1)
                if phase.id in strategy.actions
            )
            for phase in lists[map.phases].items
        ),
        impacts=tuple(
            ShownImpact(kept(impact.text), tuple(hazards[hazard] for hazard in impact.from_))
            for impact in map.impacts
            if impact.resource == item.id
        ),
    )


def _sheet(map: StrategyMap, services: Iterable[Service], columns: Iterable[Column]) -> Sheet:
    columns = tuple(columns)
    strategies = [[title.striptags() for title in column.strategies] for column in columns]
    actions = [
        [[action.text.striptags() for action in phase] for phase in column.phases]
        for column in columns
    ]
    impacts = [
        [f"{impact.text.striptags()} ({', '.join(impact.hazards)})" for impact in column.impacts]
        for column in columns
    ]
    return Sheet(
        title=map.title,
        lead=map.summary,
        services=[(service.title, " · ".join(service.channels)) for service in services],
        heads=[column.title.striptags() for column in columns],
        rows=[strategies, *zip(*actions, strict=True), impacts],
        hazards=len(map.hazards),
    )


def _hits(map: StrategyMap, hazard: str, resource: str) -> bool:
    return any(impact.resource == resource and hazard in impact.from_ for impact in map.impacts)


def _shown(gap: Gap, map: StrategyMap, lists: Mapping[str, ItemList]) -> ShownGap:
    titles = {
        "service": {service.id: service.title for service in map.services},
        "resource": {item.id: item.title for item in lists[map.resources].items},
        "hazard": {hazard.id: hazard.title for hazard in map.hazards},
        "strategy": {strategy.id: strategy.title for strategy in map.strategies},
    }
    named = {name: known.get(getattr(gap, name), "") for name, known in titles.items()}
    phase = lists[map.phases].items[0].title
    return ShownGap(gap.kind, {**named, "phase": phase})
