"""The text of a finished page in, its links, anchors and own problems out."""

import re
from collections.abc import Iterator

from publication.policy import POLICY_META, Attributes, InlineReader, digest, policy
from publication.problems import Problem, Rule
from publication.verify.document import Document, Reference, style_references

_LINKS = {"a": ("href", "xlink:href"), "area": ("href",), "form": ("action",)}
_LOADS = {
    "audio": ("src",),
    "embed": ("src",),
    "iframe": ("src",),
    "image": ("href", "xlink:href"),
    "img": ("src",),
    "input": ("src",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src",),
    "track": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}
_FOLLOWED_RELATIONS = {"alternate", "author", "canonical", "help", "license", "next", "prev"}
"""Relations of <link> that readers follow; any other makes the browser ask by itself."""
_REFRESH = re.compile(r"\s*[\d.]*\s*[;,]?\s*(?:url\s*=\s*)?[\"']?(.*?)[\"']?\s*", re.IGNORECASE)


def page(path: str, text: str) -> Document:
    """Everything the checks need to know of the page, from one reading of it."""
    reader = _PageReader(path)
    reader.feed(text)
    reader.close()
    for tag, line, content in reader.inline:
        if tag == "style":
            reader.references.extend(style_references(content, line))
    problems = (*reader.problems, *_of_the_whole(reader), *_of_the_policy(reader))
    return Document(path, tuple(reader.references), frozenset(reader.anchors), problems)


def image_set(value: str) -> Iterator[str]:
    """The addresses in a srcset; a comma may stand inside an address, so commas end candidates
    only behind white space or at an address's end."""
    for candidate in re.finditer(r"[\s,]*(\S*[^\s,])(?:\s[^,]*)?(?:,|$)", value):
        yield candidate[1]


class _PageReader(InlineReader):
    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.references: list[Reference] = []
        self.anchors: set[str] = set()
        self.problems: list[Problem] = []
        self.language = ""
        self.language_line = 1
        self.headings: list[int] = []
        self.policy: tuple[int, str] | None = None
        self.ungoverned: tuple[int, str] | None = None
        """The first tag that loads or runs something before a policy stands."""
        self._templates = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        super().start(tag, attributes)
        line = self.getpos()[0]
        self._structure(tag, attributes, line)
        self._attributes(tag, attributes, line)
        references = list(_references(tag, attributes, line))
        self.references.extend(references)
        if not (self.policy or self.ungoverned) and (
            tag in ("script", "style") or any(reference.loads for reference in references)
        ):
            self.ungoverned = (line, tag)

    def handle_endtag(self, tag: str) -> None:
        super().handle_endtag(tag)
        if tag == "template":
            self._templates = max(0, self._templates - 1)

    def _structure(self, tag: str, attributes: Attributes, line: int) -> None:
        if tag == "html":
            self.language, self.language_line = attributes.get("lang", "").strip(), line
        elif tag == "h1" and not self._templates:
            self.headings.append(line)
        elif tag == "template":
            self._templates += 1
        elif tag == "meta" and attributes.get("http-equiv", "").lower() == POLICY_META:
            self.policy = self.policy or (line, attributes.get("content", ""))
        elif _is_image(tag, attributes) and "alt" not in attributes:
            self.problems.append(Problem.of(self.path, line, Rule.NO_ALT))

    def _attributes(self, tag: str, attributes: Attributes, line: int) -> None:
        for name, value in attributes.items():
            if name == "id" and not self._templates:
                if value in self.anchors:
                    self._report(line, Rule.DUPLICATE_ANCHOR, id=value)
                self.anchors.add(value)
            elif name == "style":
                self._report(line, Rule.INLINE_STYLE, tag=tag)
            elif name.startswith("on"):
                self._report(line, Rule.INLINE_HANDLER, handler=name, tag=tag)
            elif value[:11].lower() == "javascript:":
                self._report(line, Rule.INLINE_HANDLER, handler="javascript:", tag=tag)

    def _report(self, line: int, rule: Rule, **words: object) -> None:
        self.problems.append(Problem.of(self.path, line, rule, **words))


def _is_image(tag: str, attributes: Attributes) -> bool:
    return tag == "img" or (tag == "input" and attributes.get("type", "").lower() == "image")


def _references(tag: str, attributes: Attributes, line: int) -> Iterator[Reference]:
    for name in _LINKS.get(tag, ()):
        if name in attributes:
            yield Reference(attributes[name], line, loads=False)
    for name in _LOADS.get(tag, ()):
        if name in attributes:
            yield Reference(attributes[name], line, loads=True)
    if tag in ("img", "source"):
        for url in image_set(attributes.get("srcset", "")):
            yield Reference(url, line, loads=True)
    elif tag in ("link", "meta"):
        yield from _head_references(tag, attributes, line)


def _head_references(tag: str, attributes: Attributes, line: int) -> Iterator[Reference]:
    if tag == "link" and attributes.get("href"):
        relations = set(attributes.get("rel", "").lower().split())
        followed = bool(relations & _FOLLOWED_RELATIONS) and "stylesheet" not in relations
        yield Reference(attributes["href"], line, loads=not followed)
    elif tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
        match = _REFRESH.fullmatch(attributes.get("content", ""))
        yield Reference(match[1] if match else "", line, loads=True)


def _of_the_whole(reader: _PageReader) -> Iterator[Problem]:
    if not reader.language:
        yield Problem.of(reader.path, reader.language_line, Rule.NO_LANGUAGE)
    if len(reader.headings) != 1:
        line = reader.headings[1] if reader.headings else 1
        yield Problem.of(reader.path, line, Rule.HEADINGS, count=len(reader.headings))


def _of_the_policy(reader: _PageReader) -> Iterator[Problem]:
    if reader.policy is None:
        yield Problem.of(reader.path, 1, Rule.NO_POLICY)
        return
    policy_line, content = reader.policy
    if reader.ungoverned:
        line, tag = reader.ungoverned
        yield Problem.of(reader.path, line, Rule.POLICY_LATE, tag=tag)
    allowed = set(content.replace(";", " ").split())
    uncovered = [entry for entry in reader.inline if digest(entry[2]) not in allowed]
    for tag, line, _ in uncovered:
        yield Problem.of(reader.path, line, Rule.POLICY_HASH, tag=tag)
    if not uncovered and content != policy(reader.inline):
        yield Problem.of(reader.path, policy_line, Rule.POLICY_DIFFERS)
