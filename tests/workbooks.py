"""A form with every feature, and answers written into and results read from workbooks."""

import re
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook

from publication.conditions import Condition
from publication.model.form import Field, Form, Level, Option, Question, Section
from publication.model.variant import Variant
from publication.render import xlsx
from publication.render.words import words

CLOCK = datetime(2026, 11, 22, 3, 4, 5, tzinfo=UTC)
OWN_WORDS: Mapping[str, str] = words()["xlsx"]

READY = (
    Option("yes", "มี", 2),
    Option("partial", "มีบางส่วน", 1),
    Option("no", "ไม่มี", 0),
    Option("na", "ไม่เกี่ยวข้อง", None),
)
OFTEN = (
    Option("never", "Never", 0),
    Option("seldom", "NEVER, or hardly", 1),
    Option("often", 'ทำ "บ่อย" *', 3),
    Option("always", "=ทุกครั้ง", 7),
)
COUNTS = (Option("one", "1", 1), Option("three", "3", 3), Option("none", "ไม่นับ ~?", None))
HALVES = (Option("few", "น้อย", 1), Option("all", "ทั้งหมด", 32))
"""One of 32 is 312.5 basis points: rounding half up and half to even part ways."""
KINDS = (
    Option("city", "เทศบาลเมือง", None),
    Option("village", "องค์การบริหารส่วนตำบล (อบต.)", None),
    Option("office", "สำนักงานจังหวัด", None),
)


def _asked(
    name: str,
    options: tuple[Option, ...] = READY,
    weight: int = 1,
    must: bool = False,
    when: Condition | None = None,
) -> Question:
    return Question(
        id=name,
        title=f"ข้อ {name} ที่หน่วยงานต้องตอบ",
        options=options,
        weight=weight,
        must_have=must,
        condition=when,
        hint="มี: ครบทุกคน · มีบางส่วน: ยังไม่ครบ" if must else "",
        evidence_example="คำสั่งที่ลงนามแล้ว " * 20 if must else "",
        if_missing=f"เริ่มที่ {name}" if name != "plan-b" else "",
    )


FULL = Form(
    id="every-feature",
    title="=แบบตรวจ & ทดสอบ",
    short_title="แบบตรวจ",
    description="แบบสำหรับทดสอบ",
    version=3,
    published=date(2026, 1, 2),
    minutes=5,
    intro=("ตอบตามสภาพวันนี้", "ข้อที่ไม่แน่ใจให้เว้นไว้"),
    fields=(
        Field("organisation", "ชื่อหน่วยงาน", "text", max_length=80),
        Field("kind", "ประเภทหน่วยงาน", "kind", KINDS),
        Field("checked-on", "วันที่ตรวจ", "date"),
    ),
    sections=(
        Section(
            "team-work",
            "ก. ทีมงาน",
            "ทีมงาน",
            7,
            (
                _asked("plan", weight=3, must=True),
                _asked("plan-b", OFTEN, weight=2),
                _asked("drill", OFTEN, weight=10, when=("eq", "plan", "yes")),
                _asked("drill-note", when=("in", "plan-b", ("often", "always"))),
            ),
        ),
        Section(
            "team",
            "ข. เฉพาะบางประเภท",
            "เฉพาะ",
            11,
            (
                _asked("boats", COUNTS, must=True, when=("in", "kind", ("village",))),
                _asked("trucks", weight=5, when=("in", "kind", ("city", "village"))),
            ),
        ),
        Section(
            "deep",
            "ค. เงื่อนไขซ้อน",
            "ซ้อน",
            1,
            (
                _asked("named", weight=9, when=("answered", "organisation")),
                _asked("exact", when=("eq", "organisation", "Abc")),
                _asked("after", COUNTS, when=("answered", "plan")),
                _asked("inverted", must=True, when=("not", ("eq", "drill", "never"))),
                _asked(
                    "nested",
                    OFTEN,
                    weight=4,
                    when=(
                        "any",
                        (
                            ("all", (("eq", "plan", "no"), ("not", ("answered", "boats")))),
                            ("in", "trucks", ("partial", "no", "na")),
                            ("eq", "kind", "office"),
                        ),
                    ),
                ),
            ),
        ),
        Section("halves", "ง. ครึ่งหน่วย", "ครึ่ง", 4, (_asked("fine", HALVES),)),
        Section("last", "จ. ปิดท้าย", "ท้าย", 77, (_asked("a", weight=3), _asked("b", COUNTS))),
    ),
    levels=(
        Level("low", "เริ่มต้น", 0, "ยังขาดส่วนหลัก"),
        Level("mid", "กำลังพัฒนา", 40, "มีโครงแล้ว"),
        Level("good", "พร้อมใช้", 60, "รับเหตุได้"),
        Level("top", "เข้มแข็ง", 85, "ครบและฝึกแล้ว"),
    ),
    cap="mid",
)


@dataclass(frozen=True)
class Filling:
    """What somebody typed: option ids by question, and cells that hold what no dropdown offers."""

    name: str
    answers: Mapping[str, str]
    strange: Mapping[str, object] | None = None


def blank(form: Form) -> bytes:
    """Of all kinds at once, with the kind as a question: what a variant has less."""
    return xlsx.blank(Variant(form, form, None), words(), CLOCK)


def opened(content: bytes | Path, *, results: bool = False) -> Workbook:
    """The workbook with formulas, or with the results stored beside them."""
    source = BytesIO(content) if isinstance(content, bytes) else content
    with warnings.catch_warnings():
        # The reader knows neither solid data bars nor what LibreOffice adds.
        warnings.filterwarnings("ignore", "Unknown extension|Conditional Formatting extension")
        return openpyxl.load_workbook(source, data_only=results)


def named(book: Workbook, name: str) -> Cell:
    """The cell behind a defined name."""
    ((sheet, reference),) = book.defined_names[name].destinations
    found = book[sheet][reference.replace("$", "")]
    assert isinstance(found, Cell), f"{name} is no single cell"
    return found


def input_name(field: str) -> str:
    owner, _, beside = field.partition(".")
    return f"{beside or 'f'}_{owner.replace('-', '_')}"


def holders(form: Form) -> list[Field | Question]:
    """Everything that a form asks."""
    return [*form.fields, *form.questions]


def filled(content: bytes, form: Form, filling: Filling) -> bytes:
    """The blank with answers typed in, and without any stored result."""
    titles = {
        holder.id: {option.id: option.title for option in holder.options}
        for holder in holders(form)
    }
    typed: dict[str, object] = {
        field: titles[field].get(answer, answer) for field, answer in filling.answers.items()
    }
    places = _places(content)
    cells = {
        places[input_name(field)]: typed_value
        for field, typed_value in (typed | dict(filling.strange or {})).items()
    }

    def write(cell: re.Match[str]) -> str:
        return f"<c {cell[1]} {_content(cells[cell[2]])}</c>" if cell[2] in cells else cell[0]

    def change(part: str, text: str) -> str:
        if part == "xl/worksheets/sheet1.xml":
            text = re.sub(r'<c (r="([A-Z]+[0-9]+)" s="[0-9]+")/>', write, text)
        return re.sub("(</f>)<v>[^<]*</v>", r"\1", text)

    return changed(content, change)


@lru_cache
def _places(content: bytes) -> dict[str, str]:
    """Coordinate of each named input cell."""
    book = opened(content)
    inputs = [name for name in book.defined_names if name.startswith(("f_", "note_", "evidence_"))]
    return {name: named(book, name).coordinate for name in inputs}


def damaged(content: bytes, name: str, piece: str, instead: str) -> bytes:
    """The workbook with one piece of one formula of the helper sheet replaced."""
    cell = named(opened(content), name)
    assert piece in str(cell.value), f"{name} holds {cell.value}"
    start = f'<c r="{cell.coordinate}"'

    def change(part: str, text: str) -> str:
        if part != "xl/worksheets/sheet3.xml":
            return text
        before, after = text.split(start)
        return before + start + after.replace(escape(piece), escape(instead), 1)

    return changed(content, change)


def changed(content: bytes, change: Callable[[str, str], str]) -> bytes:
    """The archive with every XML part passed through a function of its name and text."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name).decode("utf-8")))
    return out.getvalue()


def _content(typed: object) -> str:
    """Rest of a cell's element, as a program writes what was typed or pasted."""
    if isinstance(typed, bool):
        return f't="b"><v>{int(typed)}</v>'
    if isinstance(typed, int):
        return f"><v>{typed}</v>"
    if str(typed).startswith("#"):
        return f't="e"><v>{typed}</v>'
    return f't="inlineStr"><is><t xml:space="preserve">{escape(str(typed))}</t></is>'


def value(book: Workbook, name: str) -> Any:
    """Result behind a defined name; empty text counts as nothing."""
    found = named(book, name).value
    return None if found == "" else found


def random_answers(form: Form, random: Random, share: float = 1.0) -> dict[str, str]:
    """Any answers at all, hidden questions included; each is given with the probability."""
    answers = {
        holder.id: random.choice(holder.options).id
        for holder in holders(form)
        if holder.options and random.random() < share
    }
    for field in form.fields:
        if field.kind == "text" and random.random() < share:
            answers[field.id] = random.choice(("Abc", "abc", "=1+1", "หน่วยงานตัวอย่าง"))
    return answers
