"""An example map of sound shape in, its gaps out: an example must not teach a gap."""

from collections.abc import Iterator
from typing import Any

from publication.check.index import Index
from publication.load import Source, Trail
from publication.problems import Problem, Rule


def problems(source: Source, _index: Index) -> Iterator[Problem]:
    """Hazards that hit nothing, services without a strategy, idle strategies."""
    if source.kind == "map":
        for trail, gap in _gaps(source.data):
            yield source.problem(trail, Rule.MAP_GAP, gap=gap)


def _gaps(data: Any) -> Iterator[tuple[Trail, str]]:
    hit = {hazard for impact in data["impacts"] for hazard in impact["from"]}
    answered = {strategy["resource"] for strategy in data["strategies"]}
    served = {resource for service in data["services"] for resource in service["needs"]}
    served |= {impact["resource"] for impact in data["impacts"]}
    for number, hazard in enumerate(data["hazards"]):
        if hazard["id"] not in hit:
            yield ("hazards", number), f"the hazard '{hazard['id']}' hits no resource"
    for number, service in enumerate(data["services"]):
        for resource in sorted(set(service["needs"]) - answered):
            gap = f"the service '{service['id']}' needs '{resource}', which has no strategy"
            yield ("services", number, "needs"), gap
    for number, strategy in enumerate(data["strategies"]):
        if strategy["resource"] not in served:
            yield ("strategies", number), f"the strategy '{strategy['id']}' serves nothing"
