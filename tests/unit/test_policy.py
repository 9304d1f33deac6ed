"""The policy names what stands inline in a page and nothing else; headers reach each path once."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publication import policy

HELLO = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
"""The W3C's own example: the hash of ``alert('Hello, world.');``."""
PAGE = (
    '<!doctype html>\n<html lang="th">\n<head>\n<meta charset="utf-8">\n<title>ก</title>\n'
    "{head}</head>\n<body><h1>ก</h1>{body}</body>\n</html>\n"
)
PATHS = [
    "404.html",
    "index.html",
    "sitemap.xml",
    "assets/site.css",
    "assets/fonts/a.woff2",
    "forms/index.html",
    "forms/one/index.html",
    "forms/one/embed/en/index.html",
    "forms/one/embed/index.html",
    "forms/two/index.html",
    "forms/two/form.json",
    "guidelines/embed/index.html",
    "18/12000-7/index.html",
]


def _page(head: str = "", body: str = "") -> str:
    return PAGE.format(head=head, body=body)


def _policy_of(html: str) -> dict[str, set[str]]:
    found = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html)
    assert len(found) == 1
    directives = (directive.split() for directive in found[0].split(";"))
    return {name: set(sources) for name, *sources in directives}


def test_policy__closes_everything_that_the_site_does_not_need() -> None:
    closed = {"'none'"}
    own = {"'self'"}
    assert _policy_of(policy.with_policy(_page())) == {
        "default-src": closed,
        "script-src": own,
        "style-src": own,
        "img-src": {"'self'", "data:"},
        "font-src": own,
        "connect-src": own,
        "worker-src": own,
        "manifest-src": own,
        "base-uri": closed,
        "form-action": closed,
        "object-src": closed,
    }


def test_with_policy__stands_behind_the_charset_and_before_all_that_loads() -> None:
    made = policy.with_policy(_page(head='<link rel="stylesheet" href="a.css">'))
    assert re.search(r'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy"', made)
    assert made.replace(re.findall(r"<meta http-equiv[^>]*>", made)[0], "") == _page(
        head='<link rel="stylesheet" href="a.css">'
    )


def test_with_policy__a_late_charset_does_not_leave_a_script_ungoverned() -> None:
    page = '<html><head data-x=">"><script src="a.js"></script><meta charset="utf-8"></head></html>'
    made = policy.with_policy(page)
    assert made.index('">"><meta http-equiv') < made.index("<script")


@pytest.mark.parametrize(
    ("element", "governed"),
    [
        ("<script>alert('Hello, world.');</script>", "script-src"),
        ("<SCRIPT TYPE=' text/JavaScript '>alert('Hello, world.');</SCRIPT>", "script-src"),
        ("<script type=module>alert('Hello, world.');</script>", "script-src"),
        ("<style>alert('Hello, world.');</style>", "style-src"),
        ("<svg><style>alert('Hello, world.');</style></svg>", "style-src"),
        ("<script type='application/json'>alert('Hello, world.');</script>", None),
        ("<script type=text/plain type=module>alert('Hello, world.');</script>", None),
        ("<script src='a.js'>alert('Hello, world.');</script>", None),
        ("<!-- <script>alert('Hello, world.');</script> -->", None),
        ("&lt;script>alert('Hello, world.');&lt;/script>", None),
    ],
)
def test_with_policy__names_what_would_run_or_apply(element: str, governed: str | None) -> None:
    for page in (_page(head=element), _page(body=element)):
        directives = _policy_of(policy.with_policy(page))
        naming = {name for name, sources in directives.items() if HELLO in sources}
        assert naming == ({governed} if governed else set())


def test_digest__is_of_the_text_with_the_line_ends_that_browsers_make() -> None:
    assert policy.digest("alert('Hello, world.');") == HELLO
    assert policy.digest("ก\r\nข\rค") == policy.digest("ก\nข\nค") != policy.digest("กขค")


def test_with_policy__scripts_are_hashed_letter_for_letter() -> None:
    script = "\n if (a < b && c) { d = '&amp; ก</p>' } \n"
    made = policy.with_policy(_page(body=f"<script>{script}</script>"))
    assert policy.digest(script) in _policy_of(made)["script-src"]


def test_with_policy__replaces_an_older_policy() -> None:
    old = "<meta content=\"default-src *\" http-equiv='content-security-policy'>"
    for page in (_page(head=old), _page(body=old), f"{old}{_page()}"):
        made = policy.with_policy(page)
        assert made == policy.with_policy(_page())


def test_with_policy__refuses_a_text_without_a_head() -> None:
    with pytest.raises(ValueError, match="no <head>"):
        policy.with_policy("<p>a fragment</p>")


PIECES = [
    *("<script>", "</script>", "<style>", "</style>", "<!--", "-->", "<![x]>", "<p a='>'", "</"),
    *("<meta charset=x>", "<meta http-equiv='Content-Security-Policy' content='a'>", "\r\n", "ก"),
]
MARKUP = st.lists(st.sampled_from(PIECES)).map("".join)


@given(MARKUP, MARKUP)
def test_with_policy__twice_is_once(head: str, body: str) -> None:
    once = policy.with_policy(f"<html><head>{head}</head><body>{body}</body></html>")
    assert policy.with_policy(once) == once


@given(st.text())
def test_reader__nothing_makes_it_raise(text: str) -> None:
    reader = policy.InlineReader()
    reader.feed(text)
    reader.close()
    assert all(tag in ("script", "style") for tag, _, _ in reader.inline)


def _blocks(text: str) -> dict[str, dict[str, str]]:
    blocks: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        if line.startswith("/"):
            assert line not in blocks
            blocks[line] = {}
        elif line.startswith("  "):
            name, value = line.strip().split(": ", 1)
            blocks[list(blocks)[-1]][name] = value
    return blocks


def _matches(rule: str, path: str) -> bool:
    return path.startswith(rule[:-1]) if rule.endswith("*") else path == rule


@pytest.mark.parametrize(
    "path", [f"/{path}" for path in PATHS] + ["/", "/forms/", "/forms/one/", "/18/12000-7/"]
)
def test_headers__exactly_one_rule_reaches_each_path(path: str) -> None:
    """Hosts join the headers of all rules that match, so a second rule would spoil the first."""
    blocks = _blocks(policy.headers(PATHS))
    found = [headers for rule, headers in blocks.items() if _matches(rule, path)]
    assert len(found) == 1
    framed = "*" if path.startswith("/forms/one/embed/") else "'none'"
    assert found[0]["Content-Security-Policy"] == f"frame-ancestors {framed}"
    assert found[0]["X-Content-Type-Options"] == "nosniff"
    assert found[0]["Referrer-Policy"] == "no-referrer"
    assert "geolocation=()" in found[0]["Permissions-Policy"]


def test_headers__a_folder_without_embeds_is_one_rule() -> None:
    rules = list(_blocks(policy.headers([*PATHS, *(f"maps/{n}/index.html" for n in range(500))])))
    assert "/maps/*" in rules
    assert "/guidelines/*" in rules
    assert len(rules) < 20


def test_nginx__says_the_same_as_the_headers_file() -> None:
    text = policy.nginx()
    pattern = re.search(r'"~(\S+)" "\*";', text)
    assert pattern
    blocks = _blocks(policy.headers(PATHS))
    for rule, headers in blocks.items():
        framed = "*" if re.search(pattern[1], rule) else "'none'"
        assert headers.pop("Content-Security-Policy") == f"frame-ancestors {framed}"
        for name, value in headers.items():
            assert f'add_header {name} "{value}" always;' in text
