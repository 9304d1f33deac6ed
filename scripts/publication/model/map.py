"""A strategy map: hazards hit resources, strategies answer impacts, services need resources."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Hazard:
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Impact:
    resource: str
    from_: tuple[str, ...]
    """Ids of the hazards that cause it."""
    text: str


@dataclass(frozen=True, slots=True)
class Strategy:
    id: str
    resource: str
    title: str
    actions: Mapping[str, str]
    """What is done, by id of the phase."""


@dataclass(frozen=True, slots=True)
class Service:
    id: str
    title: str
    rto: str
    """Id of an item of the map's list of recovery time objectives."""
    channels: tuple[str, ...]
    needs: tuple[str, ...]
    """Ids of the resources without which the service stops."""


@dataclass(frozen=True, slots=True)
class StrategyMap:
    id: str
    title: str
    kind: str
    organisation: str
    summary: str
    revised: date
    resources: str
    """Id of the list whose items are the columns."""
    phases: str
    """Id of the list whose items are the phases of action."""
    rtos: str
    """Id of the list of recovery time objectives."""
    hazards: tuple[Hazard, ...]
    impacts: tuple[Impact, ...]
    strategies: tuple[Strategy, ...]
    services: tuple[Service, ...]
