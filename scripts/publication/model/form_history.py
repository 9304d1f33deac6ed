"""A form.json and its published editions in, what changed since each of them out."""

from collections.abc import Iterable, Iterator

from publication.answers import Schema, options_of
from publication.model.form import History


def history(schema: Schema, editions: Iterable[Schema]) -> History:
    """``editions`` in any order; this version may be among them."""
    known = tuple(editions)
    return History(
        renamed=dict(_renamed(schema)),
        retired=_retired(schema, known),
        since=_since(schema, known),
    )


def _retired(schema: Schema, editions: Iterable[Schema]) -> dict[str, str]:
    """What is retired in writing, and the options of what is, as they were called last."""
    retired: dict[str, str] = {entry["id"]: entry["title"] for entry in schema.get("x-retired", ())}
    options: dict[str, str] = {}
    for edition in sorted(editions, key=lambda each: int(each["x-form"]["version"])):
        for name, node in edition["properties"].items():
            if name in retired:
                asked = (*options_of(node, edition), *options_of(node.get("items", {}), edition))
                options |= {f"{name}={option['const']}": option["title"] for option in asked}
    return options | retired


def _renamed(schema: Schema) -> Iterator[tuple[str, str]]:
    for name, node in schema["properties"].items():
        before = node.get("x-renamed-from", ())
        yield from ((old, name) for old in before)
        items = node.get("items", {})
        for option in (*options_of(node, schema), *options_of(items, schema)):
            for owner in (name, *before):
                for old in option.get("x-renamed-from", ()):
                    yield f"{owner}={old}", option["const"]
        for column, cell in items.get("properties", {}).items():
            for old in cell.get("x-renamed-from", ()):
                yield f"{name}/{old}", column


def _since(schema: Schema, editions: Iterable[Schema]) -> dict[str, int]:
    version = schema["x-form"]["version"]
    asked = {
        edition["x-form"]["version"]: set(edition["properties"])
        for edition in editions
        if edition["x-form"]["version"] < version
    }
    if not asked:
        return {}
    first = min(asked)
    since = {}
    for name, node in schema["properties"].items():
        known = {name, *node.get("x-renamed-from", ())}
        since[name] = min((each for each, ids in asked.items() if ids & known), default=version)
    return {name: each for name, each in since.items() if each > first}
