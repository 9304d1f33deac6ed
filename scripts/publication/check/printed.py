"""Circulars and the list of printed addresses in, problems of their addresses out."""

from collections.abc import Iterable, Iterator
from typing import Any

from publication.load import Source, Trail
from publication.printed import printed_address
from publication.problems import Problem, Rule


def problems(sources: Iterable[Source]) -> Iterator[Problem]:
    """Addresses that two circulars claim, that are not kept, or that were printed and lost."""
    every = tuple(sources)
    circulars = [source for source in every if source.kind == "circular"]
    permanent = next((source for source in every if source.kind == "permanent"), None)
    kept = permanent.data["addresses"] if permanent else []
    owners: dict[str, str] = {}
    for source in circulars:
        address = _address(source.data)
        other = owners.setdefault(address, source.data["id"])
        if other != source.data["id"]:
            yield source.problem(("printed",), Rule.ADDRESS_TAKEN, address=address, other=other)
        if all(entry["address"] != address for entry in kept):
            yield source.problem(("printed",), Rule.ADDRESS_NOT_KEPT, address=address)
    if permanent is None:
        return
    for number, entry in enumerate(kept):
        now = [
            _address(source.data) for source in circulars if source.data["id"] == entry["circular"]
        ]
        if entry["address"] not in now and now:
            trail: Trail = ("addresses", number, "address")
            words = {"address": entry["address"], "circular": entry["circular"], "now": now}
            yield permanent.problem(trail, Rule.ADDRESS_LOST, **words)


def _address(circular: Any) -> str:
    return printed_address(circular["printed"]["number"], circular["printed"]["serial"])
