"""office_file: Word files as different programs and people leave them."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from lxml import etree

from publication.arrival import Arrival, NotUsable
from publication.model.variant import variants
from publication.render import docx
from publication.render.words import words
from tests.office_files import (
    W14,
    W15,
    WORD,
    WORD_2010,
    W,
    changed,
    document_part,
    filled_document,
    tagged,
    tick,
    unzipped,
    with_document,
    write,
    zipped,
)
from tests.workbooks import CLOCK

from .office_forms import ANSWERS, SHELTER, arrived, noted

VARIANT = variants(SHELTER)[0]
GIVEN = {name: value for name, value in ANSWERS.items() if name != "kind"}
Root = Any
"""An element of lxml, which ships no types."""


@cache
def blank() -> bytes:
    return docx.blank(VARIANT, words(), CLOCK)


@cache
def filled() -> bytes:
    return filled_document(blank(), VARIANT.form, GIVEN)


def read(change: Callable[[Root], None], content: bytes | None = None) -> Arrival:
    content = blank() if content is None else content
    root = document_part(content)
    change(root)
    return arrived(SHELTER, with_document(content, root))


def element(markup: str) -> Root:
    return etree.fromstring(f'<w:p xmlns:w="{WORD}" xmlns:w14="{WORD_2010}">{markup}</w:p>')


def content_of(control: Root) -> Root:
    found = control.find(f"{W}sdtContent")
    assert found is not None
    return found


def test_reading__a_blank__is_the_kind_it_was_made_for() -> None:
    arrival = arrived(SHELTER, blank())
    assert (arrival.answers, arrival.notes, arrival.version) == ({"kind": "city"}, (), 2)


def test_reading__filled__every_answer_as_it_was_typed() -> None:
    arrival = arrived(SHELTER, filled())
    assert (arrival.answers, arrival.notes) == (ANSWERS, ())


def test_reading__typed_in_pieces__put_together_as_it_is_seen() -> None:
    def change(root: Root) -> None:
        (control,) = tagged(root, "about")
        write(control, "")
        pieces = element(
            "<w:r><w:t>ห</w:t></w:r><w:bookmarkStart/><w:proofErr/><w:hyperlink><w:r><w:t>นึ่ง</w:t>"
            '</w:r></w:hyperlink><w:ins><w:r><w:t xml:space="preserve"> ใส่</w:t></w:r></w:ins>'
            "<w:del><w:r><w:delText>ลบ</w:delText><w:t>ลบ</w:t></w:r></w:del>"
            "<w:moveFrom><w:r><w:t>ย้าย</w:t></w:r></w:moveFrom><w:r><w:rPr><w:tab/></w:rPr><w:br/>"
            "<w:t>สอง</w:t><w:tab/><w:t>ท้าย</w:t><w:cr/><w:noBreakHyphen/></w:r>"
        )
        content_of(control)[:] = pieces[:]

    assert read(change).answers["about"] == "หนึ่ง ใส่\nสอง\tท้าย\n-"


def test_reading__control_that_word_put_round_a_cell_or_paragraphs__as_before() -> None:
    def change(root: Root) -> None:
        for control in tagged(root, "staff/who")[:1]:
            write(control, "ก")
            paragraph = control.getparent()
            assert paragraph is not None
            cell = paragraph.getparent()
            assert cell is not None
            row = cell.getparent()
            assert row is not None
            row.replace(cell, control)
            runs = list(content_of(control))
            for run in runs:
                paragraph.append(run)
            content_of(control).append(cell)
        (control,) = tagged(root, "about")
        write(control, "")
        lines = "".join(f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>" for each in ("หนึ่ง", "สอง"))
        content_of(control)[:] = element(lines)[:]

    answers = read(change).answers
    assert (answers["staff"], answers["about"]) == ([{"who": "ก"}], "หนึ่ง\nสอง")


def test_reading__rows_without_their_repeating_section__by_the_rows_of_the_table() -> None:
    def change(root: Root) -> None:
        for control in [*tagged(root, "staff")]:
            for item in content_of(control):
                _unwrap(item)
            _unwrap(control)
        for each in root.iter(f"{W15}repeatingSection", f"{W15}repeatingSectionItem"):
            raise AssertionError(each)

    assert read(change, filled()).answers["staff"] == ANSWERS["staff"]


def _unwrap(control: Root) -> None:
    parent = control.getparent()
    assert parent is not None
    for each in list(content_of(control)):
        control.addprevious(each)
    parent.remove(control)


def test_reading__deleted_row__is_gone() -> None:
    def change(root: Root) -> None:
        (row,) = [each for each in root.iter(f"{W}tr") if len(_controls(each, "staff/who", "ก"))]
        properties = row.find(f"{W}trPr")
        assert properties is not None
        etree.SubElement(properties, f"{W}del")

    assert read(change, filled()).answers["staff"] == ANSWERS["staff"][1:]


def _controls(root: Root, tag: str, text: str) -> list[Root]:
    return [each for each in tagged(root, tag) if "".join(each.itertext()) == text]


def test_reading__two_ticks_of_one_choice__none_is_taken() -> None:
    def change(root: Root) -> None:
        for tag in ("roof=yes", "roof=no", "needs=water", "needs=blanket", "staff/shift=day"):
            tick(tagged(root, tag)[0])
        tick(tagged(root, "staff/shift=night")[0])
        write(tagged(root, "staff/who")[0], "ก")

    arrival = read(change)
    assert arrival.answers == {
        "kind": "city",
        "needs": ["water", "blanket"],
        "staff": [{"who": "ก"}],
    }
    assert noted(arrival) == [
        ("several", "roof", ["yes", "no"]),
        ("several", "staff/0/shift", ["day", "night"]),
    ]


def test_reading__boxes_whose_mark_an_editor_dropped__as_they_look() -> None:
    def change(root: Root) -> None:
        for tag, shown in (("roof=yes", "☒"), ("toilet=no", "☐"), ("rice=na", "✓")):
            (control,) = tagged(root, tag)
            for box in list(control.iter(f"{W14}checkbox")):
                box.getparent().remove(box)
            (text,) = control.iter(f"{W}t")
            text.text = shown

    assert read(change).answers == {"kind": "city", "roof": "yes", "rice": "na"}


def test_reading__what_is_no_answer__noted_with_its_reason() -> None:
    typed = {
        "beds": "๑๒ ที่",
        "checked-on": "30 ก.พ. 2569",
        "province": "ภาคเหนือ",
        "staff/tel": "ไม่มี",
    }

    def change(root: Root) -> None:
        for tag, text in typed.items():
            write(tagged(root, tag)[0], text)

    assert noted(read(change)) == [
        ("number", "beds", "๑๒ ที่"),
        ("date", "checked-on", "30 ก.พ. 2569"),
        ("option", "province", "ภาคเหนือ"),
        ("pattern", "staff/0/tel", "ไม่มี"),
    ]


def test_reading__typed_as_people_do__canonical() -> None:
    typed = {"beds": "๑,๒๓๔", "checked-on": "๒๓ พ.ย. ๖๙", "province": " เลย ", "phone": "๐๒–๑๒๓"}

    def change(root: Root) -> None:
        for tag, text in typed.items():
            write(tagged(root, tag)[0], text)

    assert read(change).answers == {
        "kind": "city",
        "beds": 1234,
        "checked-on": "2026-11-23",
        "province": "42",
        "phone": "02-123",
    }


def test_reading__one_place_twice__the_first_counts_and_another_value_is_noted() -> None:
    def change(root: Root) -> None:
        (control,) = tagged(root, "name")
        write(control, "หนึ่ง")
        for text in ("หนึ่ง", "สอง"):
            again = etree.fromstring(etree.tostring(control))
            write(again, text)
            control.addnext(again)

    arrival = read(change)
    assert arrival.answers["name"] in ("หนึ่ง", "สอง")
    assert [reason for reason, *_ in noted(arrival)] == ["repeated"]


def test_reading__places_that_are_gone__each_lost_once() -> None:
    def change(root: Root) -> None:
        gone = ["name", "roof.note", "staff/tel", *(f"rice={each}" for each in ("yes", "no"))]
        gone += ["rice=partial", "rice=na", "rice.note", "rice.evidence", "needs=water"]
        for tag in gone:
            for control in tagged(root, tag):
                control.getparent().remove(control)

    arrival = read(change)
    assert noted(arrival) == [
        ("lost", "name", ""),
        ("lost", "staff", ""),
        ("lost", "rice", ""),
        ("lost", "roof.note", ""),
    ]


def _custom(text: str) -> str:
    return text.replace("publication-", "gone-")


def _settings(text: str) -> str:
    return text.replace("w:docVar ", "w:docGone ")


def _footer(text: str) -> str:
    return text.replace(" · ", " ")


META: dict[str, Callable[[str], str]] = {
    "docProps/custom.xml": _custom,
    "word/settings.xml": _settings,
    "word/footer.xml": _footer,
}


@pytest.mark.parametrize("left", META)
def test_reading__meta_that_stands_in_one_place_only__is_found(left: str) -> None:
    content = filled()
    for part, change in META.items():
        if part != left:
            content = changed(content, part, change)
    assert arrived(SHELTER, content).answers == ANSWERS


def test_reading__no_meta_or_no_tags__nothing_is_guessed() -> None:
    content = filled()
    for part, change in META.items():
        content = changed(content, part, change)
    for unusable in (
        content,
        changed(filled(), "word/document.xml", lambda text: text.replace("<w:tag ", "<w:gone ")),
    ):
        with pytest.raises(NotUsable, match=r"^no-meta$"):
            arrived(SHELTER, unusable)


def test_reading__of_another_form__says_which() -> None:
    content = changed(
        filled(), "docProps/custom.xml", lambda text: text.replace("shelter", "every-feature")
    )
    with pytest.raises(NotUsable, match=r"^other-form every-feature$"):
        arrived(SHELTER, content)


def test_reading__of_an_older_version__carried_over_to_the_ids_of_today() -> None:
    def older(text: str) -> str:
        for today, old in (('"phone"', '"telephone"'), ('"name"', '"fax"'), ('"about"', '"x"')):
            text = text.replace(f"<w:tag w:val={today}/>", f"<w:tag w:val={old}/>")
        return text

    content = changed(filled(), "word/document.xml", older)
    content = changed(content, "docProps/custom.xml", lambda text: text.replace(">2<", ">1<"))
    arrival = arrived(SHELTER, content)
    taken: dict[str, Any] = {k: v for k, v in ANSWERS.items() if k not in ("name", "about")}
    assert arrival.answers == taken
    assert arrival.unplaced == {"fax": ANSWERS["name"]}
    assert noted(arrival) == [
        ("retired", "fax", ANSWERS["name"]),
        ("unknown", "x", ANSWERS["about"]),
    ]


def test_reading__parts_named_in_another_way__found_by_their_relations() -> None:
    parts = unzipped(filled())
    renamed: dict[str, str | bytes] = {
        name.replace("/", "\\"): each for name, each in parts.items()
    }
    assert arrived(SHELTER, zipped(renamed)).answers == ANSWERS
