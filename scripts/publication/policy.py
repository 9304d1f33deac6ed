"""A finished page in, the page with its security policy out; a site's paths in, headers out."""

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from html import escape
from html.parser import HTMLParser

Attributes = dict[str, str]

POLICY_META = "content-security-policy"
"""Name of the meta element, in lower case."""
_FROM_HERE = ("style-src", "img-src", "font-src", "connect-src", "worker-src", "manifest-src")
_RUNS = re.compile(
    r"|module|importmap|speculationrules"
    r"|(text|application)/(x-)?(java|ecma)script|text/(jscript|livescript|javascript1\.[0-5])"
)
"""Types of <script> that the policy governs; any other type is data to the browser."""
_LOADING = ("base", "link", "script", "style")
_COMMON_HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)
_EMBED = re.compile(r"forms/[^/]+/embed/")


class InlineReader(HTMLParser):
    """Reads a page and collects what stands inline in it and would run or apply."""

    def __init__(self) -> None:
        super().__init__()
        self.inline: list[tuple[str, int, str]] = []
        """Tag, line and text of each inline script that runs and each inline style."""
        self._text: list[str] = []
        self._since = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.start(tag, {name: value or "" for name, value in reversed(attrs)})

    def start(self, tag: str, attributes: Attributes) -> None:
        """A tag opens; of a name given twice the first counts, as in browsers."""
        if tag == "style" or (tag == "script" and "src" not in attributes and _runs(attributes)):
            self._text, self._since = [], self.getpos()[0]

    def handle_data(self, data: str) -> None:
        if self._since:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._since and tag in ("script", "style"):
            self.inline.append((tag, self._since, "".join(self._text)))
            self._since = 0

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """``<![…>`` is a comment to browsers, where the base class raises AssertionError."""
        return self.parse_bogus_comment(i, report)


def digest(text: str) -> str:
    """Source expression of an inline script or style; browsers hash normalised line ends."""
    content = re.sub("\r\n?", "\n", text).encode()
    return f"'sha256-{base64.b64encode(hashlib.sha256(content).digest()).decode()}'"


def policy(inline: Iterable[tuple[str, int, str]]) -> str:
    """Everything from this site alone, and inline only what is named by its hash.

    ``data:`` images are icons in stylesheets. Who may frame a page is not here: browsers take
    ``frame-ancestors`` from a header only.
    """
    hashes: dict[str, dict[str, None]] = {"script": {}, "style": {}}
    for tag, _, text in inline:
        hashes[tag][digest(text)] = None
    sources = {name: ["'self'"] for name in ("script-src", *_FROM_HERE)}
    sources["script-src"] += hashes["script"]
    sources["style-src"] += hashes["style"]
    sources["img-src"].append("data:")
    allowed = [f"{name} {' '.join(values)}" for name, values in sources.items()]
    closed = [f"{name} 'none'" for name in ("base-uri", "form-action", "object-src")]
    return "; ".join(["default-src 'none'", *allowed, *closed])


def with_policy(html: str) -> str:
    """The page with a policy for what it holds now, in place of any that it had.

    Stands behind the declaration of the character set, which browsers look for in the first 1,024
    bytes, but before anything that loads. Raises ValueError when the page has no head.
    """
    reader = _HeadReader(html)
    for start, end in reversed(reader.policies):
        html = html[:start] + html[end:]
    place = reader.place - sum(end - start for start, end in reader.policies if end <= reader.place)
    content = escape(policy(reader.inline)).replace("&#x27;", "'")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{content}">'
    return html[:place] + meta + html[place:]


def headers(paths: Iterable[str]) -> str:
    """The ``_headers`` file of a static host, for all files of the site.

    Such hosts join the headers of every rule that matches, so no two rules here match one path:
    a folder gets one rule unless an embeddable form lies below it. Addresses that the site does
    not have match none; there the policy inside the error page holds.
    """
    lines = ["# Made by publication, do not edit."]
    for rule in _rules(sorted(set(paths)), ""):
        framers = "*" if _EMBED.match(rule.lstrip("/")) else "'none'"
        lines.append(rule)
        lines.append(f"  Content-Security-Policy: frame-ancestors {framers}")
        lines += (f"  {name}: {value}" for name, value in _COMMON_HEADERS)
    return "\n".join(lines) + "\n"


def nginx() -> str:
    """The same headers for nginx: the map goes into ``http``, the rest into ``server``."""
    lines = [
        "map $uri $framers {",
        "  default \"'none'\";",
        '  "~/forms/[^/]+/embed/" "*";',
        "}",
        'add_header Content-Security-Policy "frame-ancestors $framers" always;',
        *(f'add_header {name} "{value}" always;' for name, value in _COMMON_HEADERS),
    ]
    return "\n".join(lines) + "\n"


def _runs(attributes: Attributes) -> bool:
    return _RUNS.fullmatch(attributes.get("type", "").strip().lower()) is not None


def _rules(paths: list[str], folder: str) -> Iterator[str]:
    """Patterns that together match each path below the folder once."""
    children: dict[str, list[str]] = {}
    for path in paths:
        name, slash, _ = path[len(folder) :].partition("/")
        children.setdefault(name + slash, []).append(path)
    for name, below in children.items():
        inner = folder + name
        if not name.endswith("/"):
            yield f"/{inner}"
            if name == "index.html":
                yield f"/{folder}"
        elif _EMBED.fullmatch(inner) or not any(map(_EMBED.match, below)):
            yield f"/{inner}*"
        else:
            yield from _rules(below, inner)


class _HeadReader(InlineReader):
    """Finds where the policy goes and where policies stand."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.policies: list[tuple[int, int]] = []
        self._lines = [0, *(match.end() for match in re.finditer("\n", html))]
        self._head: int | None = None
        self._charset: int | None = None
        self._loads = False
        self.feed(html)
        self.close()

    @property
    def place(self) -> int:
        place = self._head if self._charset is None else self._charset
        if place is None:
            raise ValueError("the page has no <head>")
        return place

    def start(self, tag: str, attributes: Attributes) -> None:
        super().start(tag, attributes)
        line, column = self.getpos()
        begin = self._lines[line - 1] + column
        end = begin + len(self.get_starttag_text() or "")
        self._loads = self._loads or tag in _LOADING
        if tag == "head" and self._head is None:
            self._head = end
        elif tag == "meta" and attributes.get("http-equiv", "").lower() == POLICY_META:
            self.policies.append((begin, end))
        elif tag == "meta" and "charset" in attributes and not self._loads:
            self._charset = end
