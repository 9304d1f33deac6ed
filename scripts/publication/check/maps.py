"""An example map of sound shape in, its gaps out: an example must not teach a gap."""

from collections.abc import Iterator
from typing import Any

from publication.check.index import Index
from publication.load import Source, Trail
from publication.map_gaps import Gap, gaps
from publication.problems import Problem, Rule

_SAID = {
    "no-strategy": "the service '{service}' needs '{resource}', which has no strategy",
    "no-effect": "the hazard '{hazard}' hits no resource",
    "no-service": "the strategy '{strategy}' serves nothing: no service needs '{resource}'",
}


def problems(source: Source, _index: Index) -> Iterator[Problem]:
    """What the map leaves open, told at the entry that is left open."""
    if source.kind != "map":
        return
    data = source.data
    found = gaps(
        hazards=[hazard["id"] for hazard in data["hazards"]],
        causes={hazard for impact in data["impacts"] for hazard in impact["from"]},
        needs={service["id"]: service["needs"] for service in data["services"]},
        strategies={strategy["id"]: strategy["resource"] for strategy in data["strategies"]},
    )
    for gap in found:
        words = {
            "service": gap.service,
            "resource": gap.resource,
            "hazard": gap.hazard,
            "strategy": gap.strategy,
        }
        said = _SAID[gap.kind].format(**words)
        yield source.problem(_place(gap, data), Rule.MAP_GAP, gap=said)


def _place(gap: Gap, data: Any) -> Trail:
    where = {
        "no-strategy": ("services", gap.service),
        "no-effect": ("hazards", gap.hazard),
        "no-service": ("strategies", gap.strategy),
    }
    name, wanted = where[gap.kind]
    number = next(at for at, node in enumerate(data[name]) if node["id"] == wanted)
    return (name, number)
