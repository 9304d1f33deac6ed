"""A form with every feature, and answers written into and results read from workbooks."""

import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
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
from publication.provinces import PROVINCES
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

HAZARDS = (
    Option("flood", "อุทกภัย", None),
    Option("fire", "อัคคีภัย", None),
    Option("other", "=ภัยอื่น", None),
)
YES_NO = (Option("yes", "ใช่", None), Option("no", "ไม่ใช่", None))
PROVINCE_OPTIONS = tuple(Option(code, name, None) for code, name in PROVINCES.items())
COLUMNS = (
    Field("post", "ตำแหน่ง", "text", max_length=120, required=True, hint="ตามคำสั่ง"),
    Field("duty", "หน้าที่", "long-text", max_length=1500),
    Field("staff", "จำนวน", "number", minimum=1, maximum=99, unit="คน"),
    Field("since", "ตั้งแต่", "date"),
    Field("mail", "อีเมล", "email", max_length=254),
    Field("phone", "โทรศัพท์", "phone"),
    Field("province", "จังหวัด", "province", PROVINCE_OPTIONS),
    Field("hazard", "ภัย", "choice", HAZARDS),
    Field("ready", "พร้อม", "yes-no", YES_NO),
)
MIXED = Form(
    id="every-kind",
    title="แบบกรอกทุกชนิด",
    short_title="ทุกชนิด",
    description="แบบสำหรับทดสอบ",
    version=2,
    published=date(2026, 1, 2),
    minutes=5,
    fields=(
        Field("kind", "ประเภทหน่วยงาน", "kind", KINDS),
        Field("organisation", "ชื่อหน่วยงาน", "text", example="อบต. ตัวอย่าง", required=True),
        Field("hazards", "ภัยที่แผนครอบคลุม", "choices", HAZARDS, hint="เลือกเท่าที่มี"),
        Field("people", "บุคลากร", "rows", columns=COLUMNS[:1], max_rows=200),
    ),
    sections=(
        Section(
            "place",
            "ก. ที่ทำการ",
            "ที่ทำ[การ]",
            0,
            (),
            (
                Field("about", "ที่ตั้ง", "long-text", max_length=1500),
                Field("staff", "จำนวน", "number", minimum=0, maximum=5000, unit="คน"),
                Field("checked-on", "วันที่ตรวจ", "date"),
                Field("mail", "อีเมล", "email", max_length=254),
                Field("phone", "โทรศัพท์", "phone"),
                Field("province", "จังหวัด", "province", PROVINCE_OPTIONS),
                Field("power", "ไฟฟ้าสำรอง", "choice", READY),
                Field("water", "น้ำสำรอง", "yes-no", YES_NO, condition=("answered", "people")),
                Field("other", "ภัยอื่น", "text", condition=("eq", "hazards", "other")),
                Field("team", "ทีมงาน", "rows", columns=COLUMNS, max_rows=12),
                Field(
                    "boats",
                    "เรือ",
                    "rows",
                    columns=COLUMNS[2:4],
                    max_rows=3,
                    condition=("in", "hazards", ("flood", "other")),
                ),
            ),
        ),
        Section(
            "drill",
            "ข. การซ้อม",
            "ที่ทำ การ",
            3,
            (
                _asked("teamed", when=("answered", "team")),
                _asked("chosen", OFTEN, when=("answered", "hazards")),
                _asked("spared", when=("not", ("in", "hazards", ("fire", "other")))),
                _asked("dated", must=True, when=("answered", "checked-on")),
                _asked("counted", when=("answered", "staff")),
                _asked("watered", COUNTS, when=("eq", "water", "yes")),
                _asked("located", when=("answered", "province")),
                _asked("always"),
            ),
            (
                Field("means", "สิ่งที่ใช้", "choices", YES_NO, condition=("eq", "power", "yes")),
                Field("table", "รายการ", "rows", columns=COLUMNS[7:], max_rows=2),
            ),
        ),
    ),
    levels=FULL.levels,
)
"""Every kind of field, in sections with and without questions."""
PLAIN = replace(MIXED, id="no-score", sections=MIXED.sections[:1], levels=())


@dataclass(frozen=True)
class Filling:
    """What somebody typed: option ids by question, and cells that hold what no dropdown offers."""

    name: str
    answers: Mapping[str, Any]
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
    return [*form.every_field, *form.questions]


def records(book: Workbook) -> list[list[Any]]:
    """Rows of the hidden sheet, each as long as it says something; gaps are None."""
    rows = [list(row) for row in book["_meta"].iter_rows(values_only=True)]
    for row in rows:
        while row and row[-1] is None:
            row.pop()
    return [row for row in rows if row]


def places(content: bytes) -> dict[str, tuple[str, str]]:
    """Sheet and cell of everything that can be filled in, by place name; of tables also the row,
    as in ``team/0/post``."""
    found: dict[str, tuple[str, str]] = {}
    tables: dict[str, tuple[str, int, int]] = {}
    for kind, name, *rest in records(opened(content)):
        if kind == "answer":
            _, _, sheet, *cells = rest
            names = (name, f"{name}.evidence", f"{name}.note")
            found |= {each: (sheet, cell) for each, cell in zip(names, cells, strict=False)}
        elif kind == "tick":
            option, sheet, cell = rest
            found[f"{name}={option}"] = (sheet, cell)
        elif kind == "table":
            tables[name] = tuple(rest)
        elif kind == "column":
            column, _, _, letters = rest
            sheet, first, last = tables[name]
            for row in range(first, last + 1):
                found[f"{name}/{row - first}/{column}"] = (sheet, f"{letters}{row}")
    return found


def filled(content: bytes, form: Form, filling: Filling) -> bytes:
    """The blank with answers typed in, and without any stored result."""
    typed = dict(_typed(form, filling.answers)) | dict(filling.strange or {})
    at = _places(content)
    sheets = _sheet_parts(content)
    cells = {(sheets[at[name][0]], at[name][1]): each for name, each in typed.items()}

    def change(part: str, text: str) -> str:
        def write(cell: re.Match[str]) -> str:
            found = cells.get((part, cell[2]))
            return cell[0] if found is None else f"<c {cell[1]} {_content(found)}</c>"

        if part.startswith("xl/worksheets/"):
            text = re.sub(r'<c (r="([A-Z]+[0-9]+)" s="[0-9]+")/>', write, text)
        return re.sub("(</f>)<v>[^<]*</v>", r"\1", text)

    return changed(content, change)


def _typed(form: Form, answers: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    """What stands in the cells of these answers, by place name."""
    for holder in holders(form):
        given = answers.get(holder.id)
        if given is None:
            continue
        if isinstance(holder, Question) or holder.kind not in ("choices", "rows"):
            yield holder.id, _cell_of(holder, given)
        elif holder.kind == "choices":
            yield from ((f"{holder.id}={option}", "✓") for option in given)
        else:
            columns = {column.id: column for column in holder.columns}
            for number, row in enumerate(given):
                for name, each in row.items():
                    yield f"{holder.id}/{number}/{name}", _cell_of(columns[name], each)


def _cell_of(holder: Field | Question, given: Any) -> object:
    if isinstance(holder, Field) and holder.kind == "date":
        return (date.fromisoformat(given) - date(1899, 12, 30)).days
    return {option.id: option.title for option in holder.options}.get(given, given)


@lru_cache
def _places(content: bytes) -> dict[str, tuple[str, str]]:
    return places(content)


@lru_cache
def _sheet_parts(content: bytes) -> dict[str, str]:
    """Name of the part that holds a sheet."""
    return {
        sheet: f"xl/worksheets/sheet{number}.xml"
        for number, sheet in enumerate(opened(content).sheetnames, start=1)
    }


def damaged(content: bytes, name: str, piece: str, instead: str) -> bytes:
    """The workbook with one piece of one formula of the helper sheet replaced."""
    cell = named(opened(content), name)
    assert piece in str(cell.value), f"{name} holds {cell.value}"
    start = f'<c r="{cell.coordinate}"'

    calculated = _sheet_parts(content)["_calc"]

    def change(part: str, text: str) -> str:
        if part != calculated:
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


def random_answers(form: Form, random: Random, share: float = 1.0) -> dict[str, Any]:
    """Any answers at all, hidden questions included; each is given with the probability."""
    return {
        holder.id: random_value(holder, random)
        for holder in holders(form)
        if random.random() < share
    }


def random_value(holder: Field | Question, random: Random) -> Any:
    """An answer as it is kept."""
    kind = holder.kind if isinstance(holder, Field) else "choice"
    if isinstance(holder, Field) and kind == "rows":
        return [
            {each.id: random_value(each, random) for each in holder.columns}
            for _ in range(random.randint(1, holder.max_rows))
        ]
    if kind == "choices":
        return random.sample([each.id for each in holder.options], 1 + random.randrange(2))
    if holder.options:
        return random.choice(holder.options).id
    if isinstance(holder, Field) and kind == "number":
        return random.randint(holder.minimum, holder.maximum)
    if kind == "date":
        return date.fromordinal(random.randint(730000, 750000)).isoformat()
    return random.choice(("Abc", "abc", "=1+1", "หน่วยงานตัวอย่าง", "0123", "<&>"))
