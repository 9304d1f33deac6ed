"""Files in, Sources out: data with the line of every node; nothing in a file makes it raise."""

import json
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from publication.problems import Problem, Rule

Trail = tuple[str | int, ...]
"""Where a node stands: keys and indexes from the root."""

MAX_DEPTH = 40
MAX_BYTES = 5_000_000
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_KINDS_BY_NAME = {
    "publication.yml": "publication",
    "lists.yml": "lists",
    "glossary.yml": "glossary",
    "templates.yml": "templates",
}
_KINDS_BY_FOLDER = {"circulars": "circular", "guidelines": "guideline", "maps": "map"}
_KINDS_OF_FORMS = {
    "forms/*/form.json": "form",
    "forms/*/published/*.json": "edition",
    "forms/*/examples/*/*.json": "example",
}
PLACES = (
    *(f"docs/{name}" for name in _KINDS_BY_NAME),
    *(f"docs/{folder}/" for folder in _KINDS_BY_FOLDER),
    *_KINDS_OF_FORMS,
)
"""Where definitions may stand, for messages."""


@dataclass(frozen=True, slots=True)
class Source:
    """One definition file: its kind, its data and where each part of the data stands."""

    path: str
    """Relative to the publication's root, with forward slashes."""
    kind: str
    data: Any
    """Mappings, lists, strings, numbers, booleans and None; None when the file is broken."""
    lines: Mapping[Trail, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    text: str = ""

    def line(self, trail: Trail) -> int:
        """Line of the node, or of the nearest node above it that has one."""
        while trail and trail not in self.lines:
            trail = trail[:-1]
        return self.lines.get(trail, 1)

    def problem(self, trail: Trail, rule: Rule, **words: object) -> Problem:
        return Problem.of(self.path, self.line(trail), rule, **words)


def everything_under(root: Path) -> tuple[Source, ...]:
    """Every definition and every hand-written page of the publication, in a fixed order."""
    return tuple(
        from_bytes(path.relative_to(root).as_posix(), kind, _bytes(path))
        for path, kind in _definition_files(root)
    )


def from_bytes(path: str, kind: str, content: bytes | OSError) -> Source:
    """The source in these bytes; what cannot be read becomes problems, never an exception."""
    if isinstance(content, OSError):
        reason = content.strerror or "unknown error"
        return _broken(path, kind, Problem.of(path, 1, Rule.UNREADABLE_FILE, reason=reason))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return _broken(path, kind, Problem.of(path, line, Rule.NOT_UTF8, offset=error.start))
    if kind == "page":
        return Source(path, kind, text, text=text)
    if not text.strip():
        return _broken(path, kind, Problem.of(path, 1, Rule.EMPTY_FILE))
    return _from_json(path, kind, text) if path.endswith(".json") else _from_yaml(path, kind, text)


def _definition_files(root: Path) -> Iterator[tuple[Path, str]]:
    docs = root / "docs"
    for path in sorted(docs.rglob("*")):
        if path.suffix == ".md":
            yield path, "page"
        elif path.suffix == ".yml":
            yield path, kind_of(path.relative_to(root).as_posix())
        elif path.suffix.lower() in (".yaml", ".yml", ".json"):
            yield path, "unknown"
    for path in sorted((root / "forms").rglob("*")):
        if path.suffix.lower() in (".yaml", ".yml", ".json"):
            kind = kind_of(path.relative_to(root).as_posix())
            if kind != "example":
                yield path, kind


def kind_of(path: str) -> str:
    """The kind of definition by its place; "unknown" where no definition belongs."""
    pure = PurePosixPath(path)
    if pure.parts[:1] == ("forms",):
        for pattern, kind in _KINDS_OF_FORMS.items():
            if pure.match(pattern):
                return kind
        return "unknown"
    if pure.parent.as_posix() == "docs":
        return _KINDS_BY_NAME.get(pure.name, "unknown")
    if pure.as_posix() == "docs/circulars/permanent.yml":
        return "permanent"
    if pure.parent.parent.as_posix() == "docs":
        return _KINDS_BY_FOLDER.get(pure.parent.name, "unknown")
    return "unknown"


def _bytes(path: Path) -> bytes | OSError:
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode) or about.st_size > MAX_BYTES:
            return OSError(0, "not a file of at most 5 MB")
        return path.read_bytes()
    except OSError as error:
        return error


def _broken(path: str, kind: str, *problems: Problem, text: str = "") -> Source:
    return Source(path, kind, None, problems=problems, text=text)


def _from_yaml(path: str, kind: str, text: str) -> Source:
    for number, line in enumerate(text.splitlines(), 1):
        if "\t" in line[: len(line) - len(line.lstrip())]:
            return _broken(path, kind, Problem.of(path, number, Rule.TAB), text=text)
    builder = _Builder(path)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        at = mark.line + 1 if mark else 1
        reason = getattr(error, "problem", None) or str(error).splitlines()[0]
        return _broken(path, kind, Problem.of(path, at, Rule.BAD_YAML, reason=reason), text=text)
    except _Refused as refusal:
        return _broken(path, kind, refusal.problem, text=text)
    if builder.documents != 1:
        reason = "a file holds exactly one document"
        return _broken(path, kind, Problem.of(path, 1, Rule.BAD_YAML, reason=reason), text=text)
    return Source(path, kind, builder.root, builder.lines, tuple(builder.problems), text)


def _from_json(path: str, kind: str, text: str) -> Source:
    """JSON by the standard library; lines by reading the same text once more as YAML."""
    try:
        data = json.loads(text, parse_constant=_no_constant, parse_float=str)
    except json.JSONDecodeError as error:
        found = Problem.of(path, error.lineno, Rule.BAD_JSON, reason=error.msg)
        return _broken(path, kind, found, text=text)
    except (ValueError, RecursionError):
        reason = "a number or a nesting that JSON does not have"
        return _broken(path, kind, Problem.of(path, 1, Rule.BAD_JSON, reason=reason), text=text)
    if _deeper_than(MAX_DEPTH, data):
        return _broken(path, kind, Problem.of(path, 1, Rule.TOO_DEEP, limit=MAX_DEPTH), text=text)
    builder = _Builder(path)
    try:
        for event in yaml.parse(_without_surrogates(text).replace("\t", " "), Loader=_LOADER):
            builder.take(event)
    except yaml.YAMLError:
        return Source(path, kind, data, {}, (), text)
    except _Refused as refusal:
        return _broken(path, kind, refusal.problem, text=text)
    return Source(path, kind, data, builder.lines, tuple(builder.problems), text)


def _deeper_than(limit: int, data: Any) -> bool:
    """Whether collections are nested deeper, found level by level instead of by recursion."""
    level = [data]
    for _ in range(limit + 1):
        level = [
            child
            for node in level
            if isinstance(node, (dict, list))
            for child in (node.values() if isinstance(node, dict) else node)
        ]
        if not level:
            return False
    return True


def _without_surrogates(text: str) -> str:
    """The same text at the same places, less the escapes that JSON knows and YAML refuses."""
    return re.sub(r"(?<!\\)((?:\\\\)*)\\u[dD][89a-fA-F][0-9a-fA-F]{2}", r"\1xxxxxx", text)


def _no_constant(name: str) -> None:
    raise ValueError(name)


class _Refused(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(slots=True)
class _Open:
    """A collection whose end has not been seen yet."""

    value: dict[str, Any] | list[Any]
    trail: Trail
    key: str | None = None
    key_lines: dict[str, int] = field(default_factory=dict)


class _Builder:
    """Builds data and lines from parse events, with a stack of its own instead of recursion."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.root: Any = None
        self.documents = 0
        self.lines: dict[Trail, int] = {}
        self.problems: list[Problem] = []
        self._stack: list[_Open] = []

    def take(self, event: yaml.Event) -> None:
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
        elif isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self._refuse(line, Rule.ALIAS)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._open(event, line)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._stack.pop()
        elif isinstance(event, yaml.ScalarEvent):
            self._scalar(event, line)

    def _refuse(self, line: int, rule: Rule, **words: object) -> None:
        raise _Refused(Problem.of(self.path, line, rule, **words))

    def _open(self, event: yaml.CollectionStartEvent, line: int) -> None:
        if event.tag:
            self._refuse(line, Rule.ALIAS)
        if len(self._stack) >= MAX_DEPTH:
            self._refuse(line, Rule.TOO_DEEP, limit=MAX_DEPTH)
        if self._awaits_key():
            self._refuse(line, Rule.BAD_YAML, reason="a key must be plain text")
        value: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._stack.append(_Open(value, self._place(value, line)))

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        if event.tag:
            self._refuse(line, Rule.ALIAS)
        if self._awaits_key():
            self._key(event.value, line)
        else:
            self._place(_plain(event.value) if event.implicit[0] else event.value, line)

    def _awaits_key(self) -> bool:
        return bool(
            self._stack and isinstance(self._stack[-1].value, dict) and self._stack[-1].key is None
        )

    def _key(self, key: str, line: int) -> None:
        top = self._stack[-1]
        if key in top.key_lines:
            first = top.key_lines[key]
            found = Problem.of(self.path, line, Rule.DUPLICATE_KEY, key=key, first=first)
            self.problems.append(found)
        top.key_lines.setdefault(key, line)
        top.key = key

    def _place(self, value: Any, line: int) -> Trail:
        """Put the value where it belongs and remember its line; returns its trail."""
        trail: Trail = ()
        if not self._stack:
            self.root = value
        else:
            top = self._stack[-1]
            if isinstance(top.value, dict):
                assert top.key is not None
                trail = (*top.trail, top.key)
                line = top.key_lines.get(top.key, line)
                top.value[top.key], top.key = value, None
            else:
                trail = (*top.trail, len(top.value))
                top.value.append(value)
        self.lines[trail] = line
        return trail


def _plain(text: str) -> Any:
    """An unquoted scalar by the core schema of YAML 1.2; dates and yes/no stay text."""
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    digits = text[1:] if text[:1] in "+-" else text
    if digits.isascii() and digits.isdigit() and len(digits) <= 18:
        return int(text) if digits == "0" or not digits.startswith("0") else text
    return text
