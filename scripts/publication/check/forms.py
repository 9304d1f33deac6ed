"""A form of sound shape in, problems of its questions, conditions and levels out."""

from collections.abc import Iterator, Mapping
from typing import Any

from publication.answers import options_of
from publication.check import form_conditions
from publication.check.index import Index
from publication.load import Source, Trail
from publication.problems import Problem, Rule
from publication.thai import arabic_digits, normal_order


def problems(source: Source, _index: Index) -> Iterator[Problem]:
    """Everything a form gets wrong within itself."""
    if source.kind != "form":
        return
    yield from _fields(source)
    for name, node in source.data["properties"].items():
        yield from _options(source, name, node)
        if "x-weight" in node:
            yield from _question(source, name, node)
    yield from form_conditions.problems(source)
    yield from _order(source)
    yield from _sections(source)
    yield from _levels(source)


def _fields(source: Source) -> Iterator[Problem]:
    kinds = [
        name for name, node in source.data["properties"].items() if node.get("x-field") == "kind"
    ]
    limited = [name for name, node in source.data["properties"].items() if "x-kinds" in node]
    if len(kinds) > 1 or (limited and not kinds):
        reason = f"{len(kinds)} fields ask for the kind of organisation"
        yield source.problem(("properties",), Rule.KIND_FIELD, reason=reason)
    yield from _kinds_offered(source, kinds[0] if kinds else "", limited)
    for name in source.data.get("required", ()):
        if name not in source.data["properties"]:
            known = sorted(source.data["properties"])
            yield source.problem(("required",), Rule.UNKNOWN_QUESTION, id=name, known=known)


def _kinds_offered(source: Source, field: str, limited: list[str]) -> Iterator[Problem]:
    """A kind can be chosen at all, and so can each kind that a question is limited to."""
    properties = source.data["properties"]
    offered = [option["const"] for option in options_of(properties.get(field, {}), source.data)]
    if field and not offered:
        reason = f"'{field}' offers no kind to choose"
        yield source.problem(("properties", field), Rule.KIND_FIELD, reason=reason)
    for name in limited if offered else ():
        for number, kind in enumerate(properties[name]["x-kinds"]):
            if kind not in offered:
                reason = f"'{field}' does not offer '{kind}'"
                words = {"question": name, "reason": reason}
                trail: Trail = ("properties", name, "x-kinds", number)
                yield source.problem(trail, Rule.CONDITION_NEVER_HOLDS, **words)


def _options(source: Source, name: str, node: Mapping[str, Any]) -> Iterator[Problem]:
    reference = node.get("$ref")
    if reference is not None and not options_of(node, source.data):
        trail: Trail = ("properties", name, "$ref")
        yield source.problem(trail, Rule.UNKNOWN_OPTIONS, ref=reference)
        return
    trail = ("properties", name)
    if reference is not None:
        trail = ("$defs", reference.removeprefix("#/$defs/"))
    seen_ids: dict[str, int] = {}
    seen_titles: set[str] = set()
    for number, option in enumerate(options_of(node, source.data)):
        place = (*trail, "oneOf", number)
        line = source.line(place)
        if option["const"] not in seen_ids:
            seen_ids[option["const"]] = line
        else:
            first = seen_ids[option["const"]]
            yield source.problem(place, Rule.DUPLICATE_ID, id=option["const"], first=first)
        if _as_read(option["title"]) in seen_titles:
            yield source.problem(place, Rule.EQUAL_LABELS, title=option["title"])
        seen_titles.add(_as_read(option["title"]))
        counted = "x-points" in option or "x-not-applicable" in option
        if "x-weight" in node and not counted:
            yield source.problem(place, Rule.OPTION_WITHOUT_POINTS, option=option["title"])


def _question(source: Source, name: str, node: Mapping[str, Any]) -> Iterator[Problem]:
    trail: Trail = ("properties", name)
    options = options_of(node, source.data)
    if "x-guidance" not in node:
        yield source.problem(trail, Rule.QUESTION_WITHOUT_GUIDANCE, question=name)
    if not options and "$ref" not in node:
        yield source.problem(trail, Rule.QUESTION_WITHOUT_ANSWERS, question=name)
    elif options and not any(option.get("x-points") for option in options):
        yield source.problem(trail, Rule.NO_POINTS, question=name)
    if node.get("x-must-have"):
        left_out = [option["title"] for option in options if "x-not-applicable" in option]
        for title in left_out:
            words = {"question": name, "option": title}
            yield source.problem(trail, Rule.MUST_HAVE_NOT_APPLICABLE, **words)


def _sections(source: Source) -> Iterator[Problem]:
    properties = source.data["properties"]
    used = {node.get("x-section") for node in properties.values()}
    scored = {node["x-section"] for node in properties.values() if "x-weight" in node}
    for number, section in enumerate(source.data["x-sections"]):
        trail: Trail = ("x-sections", number)
        if section["id"] not in used:
            yield source.problem(trail, Rule.EMPTY_SECTION, section=section["id"])
        if section["id"] in scored and section["weight"] == 0:
            yield source.problem(trail, Rule.SECTION_WITHOUT_WEIGHT, section=section["id"])
        if section["id"] in properties:  # both are places in the same page
            first = source.line(("properties", section["id"]))
            yield source.problem(trail, Rule.DUPLICATE_ID, id=section["id"], first=first)


def _order(source: Source) -> Iterator[Problem]:
    """Fields of a section stand before its questions, and no two questions read the same."""
    begun: set[str] = set()
    titles: dict[str, str] = {}
    for name, node in source.data["properties"].items():
        trail: Trail = ("properties", name)
        section = node.get("x-section", "")
        if "x-weight" in node:
            begun.add(section)
        elif section in begun:
            words = {"field": name, "section": section}
            yield source.problem(trail, Rule.FIELD_AFTER_QUESTION, **words)
        title = _as_read(node["title"])
        if title in titles and section:
            words = {"question": name, "other": titles[title]}
            yield source.problem(trail, Rule.EQUAL_QUESTIONS, **words)
        titles.setdefault(title, name)


def _as_read(title: str) -> str:
    """Two titles that readers take for the same become one."""
    return "".join(arabic_digits(normal_order(title)).split())


def _levels(source: Source) -> Iterator[Problem]:
    levels = source.data.get("x-levels", ())
    if not levels and any("x-weight" in node for node in source.data["properties"].values()):
        yield source.problem((), Rule.MISSING_FIELD, field="x-levels")
    if levels and levels[0]["from"] != 0:
        reason = f"nothing is reached below {levels[0]['from']} percent"
        words = {"level": levels[0]["id"], "reason": reason}
        yield source.problem(("x-levels", 0), Rule.LEVEL_UNREACHABLE, **words)
    for number in range(1, len(levels)):
        if levels[number]["from"] <= levels[number - 1]["from"]:
            reason = f"it starts no higher than '{levels[number - 1]['id']}'"
            words = {"level": levels[number]["id"], "reason": reason}
            yield source.problem(("x-levels", number), Rule.LEVEL_UNREACHABLE, **words)
    cap = source.data.get("x-cap")
    known = [level["id"] for level in levels]
    if cap is not None and cap not in known:
        yield source.problem(("x-cap",), Rule.UNKNOWN_LEVEL, id=cap, known=known)
    elif cap is not None and cap == known[-1]:
        yield source.problem(("x-cap",), Rule.CAP_WITHOUT_EFFECT, level=cap)
