"""The ids of a strategy map in, what the map leaves open out; checking and showing both read it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

GapKind = Literal["no-strategy", "no-effect", "no-service", "too-late"]
"""no-strategy: a service needs a resource without strategy; no-effect: a hazard hits nothing;
no-service: a strategy on a resource that no service needs; too-late: a service has the shortest
recovery time of all, but a resource it needs has nothing planned for the first phase."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that the map leaves open, by the ids it is about; the others are empty."""

    kind: GapKind
    service: str = ""
    resource: str = ""
    hazard: str = ""
    strategy: str = ""


def gaps(
    hazards: Iterable[str],
    causes: Collection[str],
    needs: Mapping[str, Iterable[str]],
    strategies: Mapping[str, str],
) -> Iterator[Gap]:
    """Gaps that ids alone show.

    ``causes`` are the hazards that some impact names, ``needs`` the resources by service, and
    ``strategies`` the resource by strategy.
    """
    for service, resources in needs.items():
        for resource in resources:
            if resource not in strategies.values():
                yield Gap("no-strategy", service=service, resource=resource)
    for hazard in hazards:
        if hazard not in causes:
            yield Gap("no-effect", hazard=hazard)
    needed = {resource for resources in needs.values() for resource in resources}
    for strategy, resource in strategies.items():
        if resource not in needed:
            yield Gap("no-service", strategy=strategy, resource=resource)
