"""Blank PDF files by what readers find in them: text, tags, words, places on the page."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import accumulate
from pathlib import Path
from random import Random

import page as pdf_checker
import pikepdf
import pypdfium2
import pytest
from markupsafe import Markup
from pikepdf import Dictionary, Name, Object, Pdf

from publication import load, model, thai
from publication.engine import OVERRIDES
from publication.model.form import Field, Form
from publication.model.variant import Variant, variants
from publication.render import downloads, pdf
from publication.render.pdf import document, paper
from publication.render.pdf.lines import lined
from publication.render.pdf.mended import mended
from publication.render.thai_lines import pieces, text_width
from publication.render.words import words
from tests.conftest import PUBLICATIONS
from tests.pdf_files import (
    closed_up,
    needs_poppler,
    read_by_pdfium,
    read_by_poppler,
    strings,
    unread,
)
from tests.unit.node import node_running
from tests.unit.random_form import random_form
from tests.workbooks import FULL

CLOCK = datetime(2026, 11, 22, 3, 4, 5, tzinfo=UTC)
BUDGET = 150 * 1024
MARGIN = 15 * 72 / 25.4
"""Points; no margin is narrower."""
CONSONANTS = [chr(code) for code in range(0x0E01, 0x0E2F)]
VOWELS = ["", *"\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e33"]
TONES = ["", *"\u0e48\u0e49\u0e4a\u0e4b"]
SYLLABLES = [
    letter + (tone + vowel if vowel == "\u0e33" else vowel + tone)
    for letter in CONSONANTS
    for vowel in VOWELS
    for tone in TONES
]
VILLAGE = variants(FULL)[1]
Read = Callable[[Path], str]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Variant, Path]]:
    """Every blank of every publication."""
    folder = tmp_path_factory.mktemp("pdf")
    made = {}
    for root in PUBLICATIONS.values():
        for form in model.publication(load.everything_under(root)).forms.values():
            for variant in variants(form):
                path = folder / f"{variant.name}.pdf"
                path.write_bytes(pdf.blank(variant, words(), CLOCK))
                made[variant.name] = (variant, path)
    return made


@pytest.fixture(scope="module")
def smallest(files: dict[str, tuple[Variant, Path]]) -> tuple[Variant, Path]:
    return min(files.values(), key=lambda each: each[1].stat().st_size)


@pytest.fixture(scope="module")
def plan(files: dict[str, tuple[Variant, Path]]) -> tuple[Variant, Path]:
    """The form with most tables."""
    return max(files.values(), key=lambda each: len(tables(each[0].form)))


@pytest.fixture(
    scope="module", params=["pdfium", pytest.param("poppler", marks=needs_poppler), "pdf.js"]
)
def read(request: pytest.FixtureRequest) -> Iterator[Read]:
    if request.param != "pdf.js":
        yield {"pdfium": read_by_pdfium, "poppler": read_by_poppler}[request.param]
        return
    with node_running("pdf_text_host.mjs", OVERRIDES) as node:
        yield lambda path: str(node.ask(path=str(path)))


def tables(form: Form) -> list[Field]:
    return [field for field in form.every_field if field.kind == "rows"]


def html_of(*paragraphs: str) -> str:
    """In both weights, apart: pdfium takes a text twice in one place for a text in bold."""
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    body += "".join(f"<p><b>{text}</b></p>" for text in paragraphs)
    head = '<html lang="th-TH"><head><title>ทดสอบ</title></head>'
    return f'{head}<body data-running="" data-foot="" data-page="">{body}</body></html>'


def elements(file: Pdf, kind: str) -> list[Object]:
    """Of the tree of tags, as a reader walks it."""

    def below(element: Object) -> Iterator[Object]:
        yield element
        for kid in element.K:
            if isinstance(kid, Dictionary):
                yield from below(kid)

    root = file.Root.StructTreeRoot.K[0]
    return [element for element in below(root) if str(element.S) == f"/{kind}"]


def test_text__every_string_of_every_variant__is_read(
    files: dict[str, tuple[Variant, Path]], read: Read
) -> None:
    found = {name: unread(variant, read(path)) for name, (variant, path) in files.items()}
    assert len(found) >= 9
    assert {name: missing for name, missing in found.items() if missing} == {}


def test_text__every_syllable_in_both_weights__is_read_as_typed(read: Read, tmp_path: Path) -> None:
    rows = [" ".join(SYLLABLES[start : start + 30]) for start in range(0, len(SYLLABLES), 30)]
    path = tmp_path / "syllables.pdf"
    path.write_bytes(mended(document.drawn(html_of(*rows))))
    text = closed_up(read(path))
    assert [row for row in rows if text.count(closed_up(row)) != 2] == []


def test_text__as_shaping_leaves_it__is_noticed(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "unmended.pdf"
    path.write_bytes(document.drawn(html_of(" ".join(SYLLABLES))))
    text = closed_up(read(path))
    assert any(text.count(syllable) < 2 for syllable in SYLLABLES)


def test_text__of_a_reader__has_nothing_that_is_not_seen(plan: tuple[Variant, Path]) -> None:
    text = read_by_pdfium(plan[1])
    assert "\u200b" not in text
    assert "\u0e4d" not in text


def test_tags__of_every_file__satisfy_pdf_ua(files: dict[str, tuple[Variant, Path]]) -> None:
    for name, (_, path) in files.items():
        report = pdf_checker.validate_pdf(path, profile="ua1")
        assert report.failures == [], name
        assert report.rules.passed == report.rules.total > 100


def test_tags__headings_of_tables__say_of_what(plan: tuple[Variant, Path]) -> None:
    variant, path = plan
    with Pdf.open(path) as file:
        scopes = [str(heading.A.Scope) for heading in elements(file, "TH")]
        shown = [paper.table(field) for field in tables(variant.form)]
        assert scopes.count("/Column") == sum(len(table.columns) + 1 for table in shown)
        assert scopes.count("/Row") == sum(table.rows for table in shown)


def test_tags__what_stands_on_every_page__is_not_read_out(plan: tuple[Variant, Path]) -> None:
    variant, path = plan
    with Pdf.open(path) as file:
        said = 0
        for page in file.pages:
            marks = re.findall(rb"/MCID (\d+)", page.Contents.read_bytes())
            owners = dict(_owners(file))[int(page.StructParents)]
            assert all(owners[int(mark)] is not None for mark in marks)
            said += len(marks)
        kept = sum(
            isinstance(kid, int)
            for kind in ("P", "H1", "H2", "H3", "LBody", "Lbl", "TH")
            for element in elements(file, kind)
            for kid in element.K
        )
    assert kept == said
    foot = f"{variant.form.id} · "
    assert closed_up(read_by_pdfium(path)).count(closed_up(foot)) == len(
        pypdfium2.PdfDocument(path)
    )


def _owners(file: Pdf) -> Iterator[tuple[int, Object]]:
    numbers = file.Root.StructTreeRoot.ParentTree.Nums
    return ((int(numbers[at]), numbers[at + 1]) for at in range(0, len(numbers), 2))


def test_file__tells_title_language_and_day_and_has_nothing_to_fill_in(
    smallest: tuple[Variant, Path],
) -> None:
    variant, path = smallest
    assert variant.kind
    with Pdf.open(path) as file:
        assert str(file.Root.Lang) == "th-TH"
        assert file.Root.ViewerPreferences.DisplayDocTitle
        assert str(file.docinfo.Title).startswith(variant.form.title)
        assert str(file.docinfo.Title).endswith(variant.kind.title)
        assert str(file.docinfo.CreationDate) == "D:20261122030405Z"
        with file.open_metadata() as metadata:
            assert metadata["xmp:ModifyDate"].startswith("2026-11-22T03:04:05")
        assert Name.AcroForm not in file.Root
        fonts = {str(font.BaseFont) for font in file.pages[0].Resources.Font.as_dict().values()}
        assert all("Sarabun-Paper" in font for font in fonts)


def test_bookmarks__are_the_parts_of_the_form_and_its_tables(plan: tuple[Variant, Path]) -> None:
    variant, path = plan
    with pypdfium2.PdfDocument(path) as file:
        titles = [bookmark.get_title() for bookmark in file.get_toc(max_depth=5)]
    wanted = [variant.form.title, *(section.title for section in variant.form.sections)]
    wanted += [field.title for field in tables(variant.form)]
    assert [title for title in wanted if not any(title in each for each in titles)] == []


def test_size__of_every_file__is_within_the_budget(
    files: dict[str, tuple[Variant, Path]],
) -> None:
    sizes = {name: path.stat().st_size for name, (_, path) in files.items()}
    assert {name: size for name, size in sizes.items() if size > BUDGET} == {}


def test_bytes__of_two_builds__are_the_same(
    smallest: tuple[Variant, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    variant, path = smallest
    monkeypatch.setattr(pdf, "CACHE", tmp_path)
    assert pdf.blank(variant, words(), CLOCK) == path.read_bytes()
    later = pdf.blank(variant, words(), CLOCK.replace(year=2027))
    assert later != path.read_bytes()
    assert len(list((tmp_path / "pdf").iterdir())) == 1


def test_preparing__on_all_cores__makes_what_blank_makes_by_itself(
    files: dict[str, tuple[Variant, Path]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    two = sorted(files.values(), key=lambda each: each[1].stat().st_size)[:2]
    monkeypatch.setattr(pdf, "CACHE", tmp_path)
    with pdf.preparing([variant for variant, _ in two], words()):
        pass
    assert len(list((tmp_path / "pdf").iterdir())) == 2
    monkeypatch.setattr(pdf, "_made", lambda html: pytest.fail("it is in the cache"))
    for variant, path in two:
        assert pdf.blank(variant, words(), CLOCK) == path.read_bytes()


def test_cache__of_another_wording__is_not_used(
    smallest: tuple[Variant, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    variant, path = smallest
    monkeypatch.setattr(pdf, "CACHE", tmp_path)
    own = {**words(), "pdf": {**words()["pdf"], "how": "ก่อนกรอก"}}
    assert pdf.blank(variant, own, CLOCK) != path.read_bytes()


def test_pages__text_stands_within_the_margins(files: dict[str, tuple[Variant, Path]]) -> None:
    for name, (_, path) in files.items():
        with pypdfium2.PdfDocument(path) as file:
            for number, sheet in enumerate(file, 1):
                text, width = sheet.get_textpage(), sheet.get_width()
                for index in range(text.count_rects()):
                    left, bottom, right, top = text.get_rect(index)
                    assert left >= MARGIN, (name, number)
                    assert right <= width - MARGIN, (name, number)
                    assert bottom > 0 < sheet.get_height() - top, (name, number)


def test_pages__of_a_part_with_a_wide_table__are_turned(plan: tuple[Variant, Path]) -> None:
    variant, path = plan
    with pypdfium2.PdfDocument(path) as file:
        pages = [
            (closed_up(sheet.get_textpage().get_text_range()), sheet.get_width() > 600)
            for sheet in file
        ]
    turned = set()
    for section in variant.form.sections:
        wide = any(paper.table(field).wide for field in section.fields if field.kind == "rows")
        [landscape] = {turn for text, turn in pages if closed_up(section.title) in text}
        assert landscape == wide, section.title
        turned.add(landscape)
    assert turned == {False, True}


@pytest.mark.parametrize("kind", ["wide", "upright"])
def test_tables__columns__are_as_wide_as_their_longest_word(
    kind: str, plan: tuple[Variant, Path]
) -> None:
    width = {"wide": 261.0, "upright": 174.0}[kind]
    shown = [paper.table(field) for field in tables(plan[0].form)]
    for table in (each for each in shown if each.wide == (kind == "wide")):
        assert sum(column.share for column in table.columns) == pytest.approx(
            100 * (width - 8) / width, abs=0.1
        )
        for column in table.columns:
            words_of_heading = [piece.rstrip() for piece in pieces(column.field.title)]
            longest = max(text_width(word, 3.175, bold=True) for word in words_of_heading)
            assert column.share * width / 100 > longest + 2


def test_tables__longer_than_a_page__repeat_their_headings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper, "_ROWS", 50)
    columns = (Field("a", "หัวคอลัมน์แรก", "text"), Field("b", "หัวอื่น", "date"))
    form = replace(
        FULL, fields=(Field("t", "ตาราง", "rows", columns=columns, max_rows=50),), sections=()
    )
    path = tmp_path / "long.pdf"
    path.write_bytes(pdf.blank(Variant(form, form, None), words(), CLOCK))
    with pypdfium2.PdfDocument(path) as file:
        texts = [sheet.get_textpage().get_text_range() for sheet in file]
    assert sum("หัวคอลัมน์แรก" in text for text in texts) >= 3
    assert pdf_checker.is_pdf_compliant(path, profile="ua1")


def test_form__with_every_feature__says_conditions_must_haves_and_levels(tmp_path: Path) -> None:
    path = tmp_path / "full.pdf"
    path.write_bytes(pdf.blank(VILLAGE, words(), CLOCK))
    text = closed_up(read_by_pdfium(path))
    assert unread(VILLAGE, read_by_pdfium(path)) == []
    for said in ("ตอบเมื่อข้อ 1 ตอบ มี", "จำเป็น", "หลักฐาน", "หมายเหตุ", "ลงชื่อ", "☐ มีบางส่วน"):
        assert closed_up(said) in text
    assert "๑/" in text


@pytest.mark.parametrize("seed", range(4))
def test_form__by_chance__is_made_whole(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "CACHE", tmp_path)
    variant = variants(random_form(Random(seed)))[0]
    path = tmp_path / "chance.pdf"
    path.write_bytes(pdf.blank(variant, words(), CLOCK))
    assert unread(variant, read_by_pdfium(path)) == []
    assert pdf_checker.is_pdf_compliant(path, profile="ua1")


def test_form__with_a_letter_of_no_font__is_made_all_the_same(tmp_path: Path) -> None:
    odd = replace(VILLAGE, form=replace(VILLAGE.form, title="แบบ 漢 \U0001f4a7 <b>"))
    path = tmp_path / "odd.pdf"
    path.write_bytes(pdf.blank(odd, words(), CLOCK))
    assert "แบบ" in read_by_pdfium(path)


def test_lines__of_every_string__end_between_words(
    files: dict[str, tuple[Variant, Path]],
) -> None:
    from weasyprint.text.line_break import get_log_attrs

    for text in {string for variant, _ in files.values() for string in strings(variant)}:
        allowed, at = set(), 0
        for place, part in enumerate(
            re.split('<span class="whole">(.*?)</span>', str(lined(text)))
        ):
            shown = Markup(part).unescape()
            breaks = get_log_attrs(shown, "th") if shown and place % 2 == 0 else ()
            ends = {end for end in range(1, len(shown)) if breaks and breaks[end].is_line_break}
            allowed |= {at + end - shown[:end].count("\u200b") for end in ends}
            at += len(shown) - shown.count("\u200b")
        assert allowed <= set(accumulate(map(len, pieces(thai.typeset(text))))), text


def test_lines__with_room__cost_nothing() -> None:
    assert lined("หน่วยงาน", 40) == "หน่วยงาน"
    assert "whole" in lined("หน่วยงาน")
    assert lined("<b> & หน่วยงาน", 40) == "&lt;b&gt; &amp; หน่วยงาน"


def test_missing__of_pango__is_one_line_that_says_how_to_mend_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import builtins

    real = builtins.__import__

    def without(name: str, *rest: object) -> object:
        if name == "weasyprint":
            print("a page of advice")
            raise OSError("cannot load library")
        return real(name, *rest)  # type: ignore[arg-type]

    pdf.missing.cache_clear()
    monkeypatch.setattr(builtins, "__import__", without)
    said = pdf.missing()
    monkeypatch.undo()
    pdf.missing.cache_clear()
    assert "Pango" in said
    assert "\n" not in said
    assert pdf.missing() == ""


def test_downloads__without_pango__are_the_other_formats_and_one_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[str] = []
    monkeypatch.setattr(pdf, "missing", lambda: "no PDF files: …")
    monkeypatch.setattr(downloads, "say", said.append)
    library = model.publication(load.everything_under(PUBLICATIONS["library"]))
    made = downloads.blank_files(library, words(), CLOCK)
    assert {blank.format for blank in made} == {*downloads.RENDERERS} - {"pdf"}
    assert said == ["no PDF files: …"]


def test_unmended__is_not_what_the_checker_takes(plan: tuple[Variant, Path]) -> None:
    content = document.drawn(paper.page(plan[0], words(), lined))
    assert not pdf_checker.is_pdf_compliant_bytes(content, profile="ua1")
    assert pdf_checker.is_pdf_compliant_bytes(mended(content), profile="ua1")
    with pikepdf.open(io.BytesIO(mended(content))) as file:
        assert len(elements(file, "Span")) == 0
