"""A form and its published editions in; what old drafts and files could not follow, out.

What was asked once stays readable: an id that goes is renamed or retired in writing, and a change
that moves scores or answers raises the version.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from publication.answers import options_of
from publication.load import Source, Trail
from publication.problems import Problem, Rule

Node = Mapping[str, Any]
_COUNTS = ("x-weight", "x-must-have", "x-visible-if", "x-kinds", "x-section", "x-field")
_VALIDATES = ("type", "maxLength", "minimum", "maximum", "maxItems", "pattern", "format")


def problems(
    forms: Iterable[Source], editions: Iterable[Source], known: Collection[str]
) -> Iterator[Problem]:
    """``forms`` and ``editions`` of sound shape; ``known``: ids of all forms, broken ones too."""
    published: dict[str, list[Source]] = {}
    for edition in editions:
        yield from _name(edition)
        published.setdefault(_folder(edition), []).append(edition)
    for form in forms:
        mine = sorted(published.pop(form.data["x-form"]["id"], []), key=_version)
        if mine:
            yield from _against(form, mine)
    for folder, left in published.items():
        for edition in left:
            if folder not in known:
                words = {"id": folder, "known": sorted(known)}
                yield edition.problem((), Rule.UNKNOWN_FORM, **words)


def _folder(edition: Source) -> str:
    return PurePosixPath(edition.path).parent.parent.name


def _version(edition: Source) -> int:
    return int(edition.data["x-form"]["version"])


def _name(edition: Source) -> Iterator[Problem]:
    about = edition.data["x-form"]
    path = PurePosixPath(edition.path)
    if about["id"] != _folder(edition):
        words = {"id": about["id"], "name": _folder(edition)}
        yield edition.problem(("x-form", "id"), Rule.WRONG_NAME, **words)
    if str(about["version"]) != path.stem:
        words = {"id": about["version"], "name": path.stem}
        yield edition.problem(("x-form", "version"), Rule.WRONG_NAME, **words)


def _against(form: Source, editions: list[Source]) -> Iterator[Problem]:
    newest = editions[-1]
    version = form.data["x-form"]["version"]
    if version < _version(newest):
        trail: Trail = ("x-form", "version")
        words = {"version": version, "published": _version(newest)}
        yield form.problem(trail, Rule.VERSION_GOES_BACK, **words)
        return
    if version == _version(newest):
        yield from _unchanged(form, newest)
    else:
        yield from _date(form, newest)
    yield from _vanished(form, newest)
    yield from _explanations(form, editions)


def _date(form: Source, newest: Source) -> Iterator[Problem]:
    before = str(newest.data["x-form"].get("published", ""))
    now = form.data["x-form"]["published"]
    try:
        earlier = date.fromisoformat(now) < date.fromisoformat(before)
    except ValueError:
        return  # an edition in another shape is kept as it was
    if earlier:
        words = {"date": now, "version": _version(newest), "published": before}
        yield form.problem(("x-form", "published"), Rule.PUBLISHED_BEFORE, **words)


def _unchanged(form: Source, newest: Source) -> Iterator[Problem]:
    """The same version scores and reads answers the same; words may be mended."""
    now, then = _substance(form.data), _substance(newest.data)
    for name in {**then, **now}:
        if now.get(name) != then.get(name):
            trail: Trail = ("properties", name) if name in form.data["properties"] else ()
            if name in ("x-sections", "x-levels", "x-cap"):
                trail = (name,)
            words = {"what": name, "version": _version(newest), "next": _version(newest) + 1}
            yield form.problem(trail, Rule.CHANGED_WITHOUT_VERSION, **words)


def _substance(form: Node) -> dict[str, Any]:
    """What scores or answers depend on, by property or part of the form."""
    found: dict[str, Any] = {
        "x-sections": [(each["id"], each.get("weight")) for each in form.get("x-sections", ())],
        "x-levels": [(each["id"], each.get("from")) for each in form.get("x-levels", ())],
        "x-cap": form.get("x-cap"),
    }
    for name, node in form["properties"].items():
        columns = node.get("items", {}).get("properties", {})
        found[name] = (
            {key: node.get(key) for key in (*_COUNTS, *_VALIDATES)},
            [(each["const"], each.get("x-points")) for each in _options(node, form)],
            {
                column: {key: cell.get(key) for key in _VALIDATES}
                for column, cell in columns.items()
            },
        )
    return found


def _options(node: Node, form: Node) -> list[Node]:
    return [*options_of(node, form), *options_of(node.get("items", {}), form)]


def _vanished(form: Source, newest: Source) -> Iterator[Problem]:
    """Every id of the newest edition is still there, or says where it went."""
    now = _ids(form.data)
    gone = {entry["id"] for entry in form.data.get("x-retired", ())} | set(_renamed(form.data))
    for old, kind in _ids(newest.data).items():
        owner = old.partition("=")[0].partition("/")[0]
        if old in gone or owner in gone or (old not in now and owner not in now and owner != old):
            continue  # explained, or its owner is what vanished
        trail: Trail = (
            ("properties", owner) if owner in form.data["properties"] else ("properties",)
        )
        if old not in now:
            words = {"id": old, "version": _version(newest)}
            yield form.problem(trail, Rule.ID_VANISHED, **words)
        elif now[old] != kind:
            words = {"id": old, "was": kind, "now": now[old]}
            yield form.problem(trail, Rule.ID_CHANGED_KIND, **words)


def _ids(form: Node) -> dict[str, str]:
    """Everything that stands in saved answers, with what it is; options as question=option."""
    found: dict[str, str] = {}
    for name, node in form["properties"].items():
        found[name] = node.get("x-field", "question")
        for option in _options(node, form):
            found[f"{name}={option['const']}"] = "answer"
        for column, cell in node.get("items", {}).get("properties", {}).items():
            found[f"{name}/{column}"] = cell.get("x-field", "text")
    return found


def _renamed(form: Node) -> dict[str, str]:
    """The owner by old id, where x-renamed-from says so."""
    found: dict[str, str] = {}
    for name, node in form["properties"].items():
        found |= dict.fromkeys(node.get("x-renamed-from", ()), name)
        for option in _options(node, form):
            found |= {f"{name}={old}": name for old in option.get("x-renamed-from", ())}
        for cell in node.get("items", {}).get("properties", {}).values():
            found |= {f"{name}/{old}": name for old in cell.get("x-renamed-from", ())}
    return found


def _explanations(form: Source, editions: list[Source]) -> Iterator[Problem]:
    """What is said to be renamed or retired was published once, and is not asked again."""
    ever = {name for edition in editions for name in _ids(edition.data)}
    now = _ids(form.data)
    retired: list[tuple[str, Trail]] = [
        (entry["id"], ("x-retired", number))
        for number, entry in enumerate(form.data.get("x-retired", ()))
    ]
    renamed: list[tuple[str, Trail]] = [
        (old, ("properties", name)) for old, name in _renamed(form.data).items()
    ]
    for old, trail in retired + renamed:
        if old in now:
            yield form.problem(trail, Rule.ID_USED_AGAIN, id=old)
        elif old not in ever:
            yield form.problem(trail, Rule.NEVER_PUBLISHED, id=old)
