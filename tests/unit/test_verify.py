"""Each rule of the finished site fires where it is broken, and no rule fires where it is right."""

import re
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publication import load, model, verify
from publication.policy import with_policy
from publication.problems import Problem, Rule
from publication.render import qr
from publication.verify.document import style_references
from publication.verify.links import Site
from publication.verify.pages import image_set, page

LIBRARY = Path(__file__).resolve().parents[1] / "publications" / "library"
PUBLICATION = model.publication(load.everything_under(LIBRARY))
SITE_URL = "https://shelves.example/base/"
ADDRESS = "/7/70010-8/"
SCAN = "7/70010-8/index.html"
CIRCULAR = "circulars/lib-7/index.html"
CODE_PNG = "circulars/lib-7/qr.png"
CODE_SVG = "circulars/lib-7/qr.svg"
HEAVY = Random(1).randbytes(14 * 1024)

HEAD = '<!doctype html>\n<html lang="th">\n<head>\n<meta charset="utf-8">\n'
HOME = (
    HEAD
    + """<link rel="canonical" href="https://shelves.example/base/">
<link rel="icon" href="assets/icon.svg">
<link rel="stylesheet" href="assets/site.css?v=1">
<style>h1 { background: url("assets/icon.svg") }</style>
<script>document.title += "!"</script>
</head>
<body>
<h1 id="top-of-page">ก</h1>
<a href="#part">a</a> <a href="#">b</a> <a href="#top">c</a> <a href="?print=1">d</a>
<a href="circulars/lib-7/">e</a> <a href="circulars/lib-7">f</a> <a href="./">g</a>
<a href="/base/circulars/lib-7/?x=1#%E0%B8%81">h</a>
<a href="HTTPS://SHELVES.EXAMPLE:443/base/7/70010-8">i</a>
<a href="https://elsewhere.example/?a=1&amp;b=2">j</a> <a href="//elsewhere.example/">k</a>
<a href="mailto:a@b.example?subject=%20">l</a> <a href="tel:02">m</a>
<a href="circulars/lib-7/#answers=1">n</a>
<a href="downloads/%E0%B9%81%E0%B8%9A%E0%B8%9A%201.txt">o</a>
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="">
<img src="assets/icon.svg" srcset="assets/icon.svg 1x, assets/icon.svg?2 2x" alt="icon">
<svg><use href="#part"/></svg>
<template><h1 id="part">once a row</h1><p id="part"></p></template>
<p id="part">text that says style="x", onclick="y" and &lt;img src=z></p>
<script type="application/json">{"html": "<img src=https://elsewhere.example/x onclick=1>"}</script>
<!-- <img src="https://elsewhere.example/"> <h1 id="part"> -->
<script src="assets/site.js"></script>
</body>
</html>
"""
)


def _plain(body: str) -> str:
    return f"{HEAD}</head>\n<body>\n<h1>ข</h1>\n{body}\n</body>\n</html>\n"


def _right_site() -> dict[str, bytes]:
    code = qr.symbol(qr.printed_url(SITE_URL, ADDRESS))
    pages = {
        "index.html": HOME,
        "404.html": _plain('<a href="/base/">x</a><img src="/base/assets/icon.svg" alt="x">'),
        CIRCULAR: _plain('<p id="ก"></p><img src="qr.svg" alt="x"><a href="../../#part">x</a>'),
        SCAN: _plain(
            '<img src="../../assets/icon.svg" alt=""><a href="../../circulars/lib-7/">x</a>'
            '<a href="../../downloads/แบบ 1.txt">heavy, but only on demand</a>'
        ),
    }
    return {
        **{path: with_policy(html).encode() for path, html in pages.items()},
        CODE_PNG: qr.png(code),
        CODE_SVG: qr.svg(code, "ค"),
        "assets/site.css": b'@import "more.css";\n/* url(gone.png) */\n'
        b"@font-face { src: url('fonts/a.woff2?x#y') }\np { fill: url(#part) }\n"
        b'i { background: url("data:image/svg+xml,<svg fill=%22url(https://x.example)%22/>") }\n',
        "assets/more.css": b"a { background: URL( icon.svg ) }\n",
        "assets/fonts/a.woff2": b"font",
        "assets/site.js": b"",
        "assets/icon.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        "downloads/แบบ 1.txt": HEAVY,
        "sitemap.xml": b"<urlset/>",
    }


def _problems(folder: Path, files: dict[str, bytes]) -> list[Problem]:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return list(verify.site(folder, PUBLICATION, SITE_URL))


def test_a_right_site_is_silent(tmp_path: Path) -> None:
    assert _problems(tmp_path, _right_site()) == []


Change = Callable[[dict[str, bytes]], None]


def _put(path: str, content: bytes) -> Change:
    return lambda files: files.update({path: content})


def _without(path: str) -> Change:
    return lambda files: files.__delitem__(path)


def _text(path: str, old: str, new: str) -> Change:
    def change(files: dict[str, bytes]) -> None:
        before = files[path].decode()
        assert before.count(old) == 1
        files[path] = before.replace(old, new).encode()

    return change


def _body(path: str, added: str) -> Change:
    return _text(path, "</body>", f"{added}</body>")


def _each(*changes: Change) -> Change:
    def change(files: dict[str, bytes]) -> None:
        for one in changes:
            one(files)

    return change


def _without_policy(files: dict[str, bytes]) -> None:
    files[SCAN] = re.sub(rb"<meta http-equiv[^>]*>", b"", files[SCAN])


OTHER = qr.symbol(qr.printed_url("https://elsewhere.example", ADDRESS))
UNKNOWN = qr.symbol(qr.printed_url(SITE_URL, "/7/70010-9/"))

BROKEN: dict[str, tuple[Change, list[str]]] = {
    "link to a missing page": (
        _body("index.html", '\n<a href="gone/">x</a>'),
        ["index.html:30: BROKEN_LINK: the link to gone/"],
    ),
    "link above the site": (_body(SCAN, '<a href="../../../x/">x</a>'), [f"{SCAN}:9: BROKEN_LINK"]),
    "link to the host, beside the base path": (
        _body("404.html", '<a href="/assets/site.css">x</a>'),
        ["404.html:9: BROKEN_LINK"],
    ),
    "absolute link to a missing page of this site": (
        _body("index.html", '<a href="https://shelves.example/base/gone/">x</a>'),
        ["index.html:29: BROKEN_LINK"],
    ),
    "link that is no address": (
        _body("index.html", '<a href="http://[x/">x</a>'),
        ["index.html:29: BROKEN_LINK"],
    ),
    "link to a folder without a page": (
        _body("index.html", '<a href="assets/">x</a>'),
        ["index.html:29: BROKEN_LINK"],
    ),
    "file asked for as a folder": (
        _body("index.html", '<a href="sitemap.xml/">x</a>'),
        ["index.html:29: BROKEN_LINK"],
    ),
    "missing image": (_body(SCAN, '<img src="x.png" alt="">'), [f"{SCAN}:9: BROKEN_LINK"]),
    "missing candidate of an image": (
        _body(SCAN, '<img srcset="a.png 1x, ../../assets/icon.svg 2x" alt="">'),
        [f"{SCAN}:9: BROKEN_LINK: the link to a.png"],
    ),
    "missing script": (_without("assets/site.js"), ["index.html:28: BROKEN_LINK"]),
    "missing font": (_without("assets/fonts/a.woff2"), ["assets/site.css:3: BROKEN_LINK"]),
    "missing import": (_without("assets/more.css"), ["assets/site.css:1: BROKEN_LINK"]),
    "missing anchor": (
        _body(SCAN, '<a href="../../#gone">x</a>'),
        [f"{SCAN}:9: BROKEN_ANCHOR: index.html has no place called 'gone'"],
    ),
    "anchor that only a template holds": (
        _text("index.html", '<p id="part">text', "<p>text"),
        [
            "index.html:13: BROKEN_ANCHOR",
            "index.html:23: BROKEN_ANCHOR",
            f"{CIRCULAR}:8: BROKEN_ANCHOR",
        ],
    ),
    **{
        f"asked of another origin: {added}": (
            _body("index.html", added),
            ["index.html:29: OTHER_ORIGIN"],
        )
        for added in (
            '<img src="https://x.example/a.png" alt="">',
            '<img src="//x.example/a.png" alt="">',
            '<img src="http://shelves.example/base/assets/icon.svg" alt="">',
            '<img srcset="https://x.example/a.png 2x" alt="">',
            '<script src="https://x.example/a.js"></script>',
            '<link rel="stylesheet alternate" href="https://x.example/a.css">',
            '<link rel="preconnect" href="https://x.example">',
            '<link rel="shortcut icon" href="https://x.example/a.ico">',
            '<iframe src="https://x.example/"></iframe>',
            '<video poster="https://x.example/a.png"></video>',
            '<svg><image href="https://x.example/a.png"/></svg>',
            '<object data="https://x.example/a"></object>',
            '<meta http-equiv="refresh" content="0; url=https://x.example/">',
        )
    },
    "stylesheet from another origin": (
        _text("assets/site.css", '"more.css"', "url(https://x.example/a.css)"),
        ["assets/site.css:1: OTHER_ORIGIN"],
    ),
    "font from another origin": (
        _text("assets/site.css", "fonts/a", "https://x.example/a"),
        ["assets/site.css:3: OTHER_ORIGIN"],
    ),
    "style attribute": (
        _body(SCAN, '<p style="color: red">'),
        [f"{SCAN}:9: INLINE_STYLE: inline style on <p>"],
    ),
    "style element without its hash": (
        _body(SCAN, "<style>p { color: red }</style>"),
        [f"{SCAN}:9: POLICY_HASH: an inline <style>"],
    ),
    "inline handler": (
        _body(SCAN, '<p ONCLICK="x()">'),
        [f"{SCAN}:9: INLINE_HANDLER: inline handler onclick on <p>"],
    ),
    "script in an address": (
        _body(SCAN, '<a href="JavaScript:x()">x</a>'),
        [f"{SCAN}:9: INLINE_HANDLER: inline handler javascript: on <a>"],
    ),
    "no policy": (
        _without_policy,
        [f"{SCAN}:1: NO_POLICY"],
    ),
    "script without its hash": (
        _text("index.html", 'title += "!"', 'title += "?"'),
        ["index.html:9: POLICY_HASH: an inline <script>"],
    ),
    "policy behind a script": (
        _text(SCAN, "<head>", '<head><script src="../../assets/site.js"></script>'),
        [f"{SCAN}:3: POLICY_LATE: <script> stands before the policy"],
    ),
    "policy that allows too much": (
        _text(SCAN, "script-src 'self'", "script-src 'self' 'unsafe-inline'"),
        [f"{SCAN}:4: POLICY_DIFFERS"],
    ),
    "hash of a script that is gone": (
        _text("index.html", '<script>document.title += "!"</script>', ""),
        ["index.html:4: POLICY_DIFFERS"],
    ),
    "no language": (_text(SCAN, ' lang="th"', ""), [f"{SCAN}:2: NO_LANGUAGE"]),
    "no heading": (_text(SCAN, "h1>ข</h1", "p>ข</p"), [f"{SCAN}:1: HEADINGS: the page has 0"]),
    "two headings": (_body(SCAN, "\n<h1>x</h1>"), [f"{SCAN}:10: HEADINGS: the page has 2"]),
    "image without alt": (
        _body(SCAN, '<img src="../../assets/icon.svg">'),
        [f"{SCAN}:9: NO_ALT"],
    ),
    "id given twice": (
        _body("index.html", '\n<p id="part">'),
        ["index.html:30: DUPLICATE_ANCHOR: the id 'part'"],
    ),
    "page that is not UTF-8": (
        _put("404.html", b"a\n" + "ก".encode("cp874")),
        ["404.html:2: NOT_UTF8"],
    ),
    "no home page": (
        _each(_without("index.html"), _text(CIRCULAR, "../../#part", "../../404.html")),
        ["404.html:8: BROKEN_LINK", "index.html:1: MISSING_FILE"],
    ),
    "no file of the code": (_without(CODE_PNG), [f"{CODE_PNG}:1: CODE_MISSING"]),
    "code that cannot be read": (_put(CODE_PNG, b"\x89PNG"), [f"{CODE_PNG}:1: CODE_UNREADABLE"]),
    "drawing that cannot be read": (_put(CODE_SVG, b"<svg/>"), [f"{CODE_SVG}:1: CODE_UNREADABLE"]),
    "code of another site": (
        _put(CODE_SVG, qr.svg(OTHER, "x")),
        [
            f"{CODE_SVG}:1: CODE_DIFFERS: the QR code reads https://ELSEWHERE",
            f"{CODE_SVG}:1: CODE_TARGET",
        ],
    ),
    "code of a missing page": (
        _put(CODE_PNG, qr.png(UNKNOWN)),
        [f"{CODE_PNG}:1: CODE_DIFFERS", f"{CODE_PNG}:1: CODE_TARGET"],
    ),
    "printed address without a page": (
        _without(SCAN),
        [
            "index.html:16: BROKEN_LINK",
            f"{SCAN}:1: ADDRESS_SILENT: the printed address {ADDRESS}",
            f"{CODE_PNG}:1: CODE_TARGET",
            f"{CODE_SVG}:1: CODE_TARGET",
        ],
    ),
    "printed address with another page": (
        _text(SCAN, 'href="../../circulars/lib-7/"', 'href="../../"'),
        [f"{SCAN}:1: ADDRESS_ELSEWHERE"],
    ),
    "heavy image on the scan page": (
        _put("assets/icon.svg", HEAVY),
        [f"{SCAN}:1: OVER_BUDGET: {ADDRESS} with all it loads weighs"],
    ),
    "heavy font behind stylesheets of the scan page": (
        _each(
            _put("assets/fonts/a.woff2", HEAVY),
            _body(SCAN, '<link rel="stylesheet" href="../../assets/site.css">'),
        ),
        [f"{SCAN}:1: OVER_BUDGET"],
    ),
}
"""What is done to the right site, and every problem that comes of it."""


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_site_has_exactly_these_problems(name: str, tmp_path: Path) -> None:
    change, expected = BROKEN[name]
    files = _right_site()
    change(files)
    found = sorted(str(problem) for problem in _problems(tmp_path, files))
    expected = sorted(expected)
    assert len(found) == len(expected), found
    for problem, beginning in zip(found, expected, strict=True):
        assert problem.startswith(beginning)


def test_every_rule_of_the_finished_site_is_broken_above() -> None:
    rules = [rule.name for rule in Rule]
    finished = rules[rules.index("BROKEN_LINK") : rules.index("OVER_BUDGET") + 1]
    fired = {problem.split(": ")[1] for _, problems in BROKEN.values() for problem in problems}
    assert set(finished) <= fired


def test_progress_counts_up_to_the_number_of_files_read(tmp_path: Path) -> None:
    _problems(tmp_path, _right_site())
    told: list[tuple[int, int]] = []
    list(verify.site(tmp_path, PUBLICATION, SITE_URL, lambda done, of: told.append((done, of))))
    assert told == [(number, 6) for number in range(1, 7)]


def test_site__an_international_host_is_the_same_in_both_spellings() -> None:
    site = Site(frozenset({"a/index.html"}), "https://ตัวอย่าง.ไทย/")
    assert site.target("", qr.printed_url("https://ตัวอย่าง.ไทย/", "/a/")).file == "a/index.html"


@pytest.mark.parametrize(
    ("value", "urls"),
    [
        ("a.png", ["a.png"]),
        ("a.png 1x, b.png 2x", ["a.png", "b.png"]),
        (" a.png ,b.png 100w,\n c.png", ["a.png", "b.png", "c.png"]),
        ("data:image/png;base64,AA== 1x, b,c.png 2x", ["data:image/png;base64,AA==", "b,c.png"]),
        ("", []),
    ],
)
def test_image_set(value: str, urls: list[str]) -> None:
    assert list(image_set(value)) == urls


def test_style_references__have_lines_and_leave_out_comments() -> None:
    css = "a{b:url(x y)}\n/* url(c)\n */ d{e:url( \"f(1)\" ),url(g)}\n@import 'h';"
    found = [(reference.url, reference.line) for reference in style_references(css, 10)]
    assert found == [("f(1)", 12), ("g", 12), ("h", 13)]


PIECES = [
    *("<", ">", "<![", "<!--", "<a href='", '"', "'", "//[", "#", "%ZZ", "&#xD800;", "url(", "\0"),
    *("<style>", "<script>", "</script", "<template>", "</template>", "<img srcset=", ","),
]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=30).map("".join))
def test_no_page_makes_reading_or_resolving_raise(text: str) -> None:
    document = page("a/index.html", text)
    site = Site(frozenset({"a/index.html"}), SITE_URL)
    targets = [site.target("a/index.html", reference.url) for reference in document.references]
    assert all(target.file in (None, "a/index.html") for target in targets)
    assert any(problem.rule == "NO_POLICY" for problem in document.problems)
