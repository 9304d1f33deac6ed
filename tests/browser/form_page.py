"""A form with every feature in, a site of one page out: the real template, script and styles."""

import time
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from playwright.sync_api import Page

from publication.model.form import Field, Form, Level, Option, Question, Section
from publication.model.guideline import Guideline, Step
from publication.model.publication import Publication
from publication.model.site import Agency, Door, Doors, Kind, Site
from publication.policy import policy
from publication.render.bundles import bundles
from publication.render.fonts import fonts
from publication.render.templating import environment
from publication.render.words import words

PATH = "forms/readiness/"
FULL = {"order": "yes", "deputies": "no", "backup": "yes", "restore": "always"}
"""Answers that bring a total above the cap."""

READY = (
    Option("yes", "มี", 2),
    Option("partial", "มีบางส่วน", 1),
    Option("no", "ไม่มี", 0),
    Option("na", "ไม่เกี่ยวข้อง", None),
)
OFTEN = (
    Option("always", "ทุกครั้ง", 3),
    Option("often", "ส่วนใหญ่", 2),
    Option("never", "ไม่เคย", 0),
)
KINDS = (Option("city", "เทศบาลเมือง", None), Option("village", "องค์การบริหารส่วนตำบล", None))

FORM = Form(
    id="readiness",
    title="แบบตรวจความพร้อม",
    short_title="ความพร้อม",
    description="ตรวจความพร้อมของสำนักงานตัวอย่าง",
    version=3,
    published=date(2024, 2, 29),
    minutes=10,
    intro=("ตอบตามสภาพวันนี้", "ข้อที่ไม่แน่ใจให้เว้นไว้"),
    fields=(
        Field("organisation", "ชื่อหน่วยงาน", "text", max_length=80),
        Field("kind", "ประเภทหน่วยงาน", "kind", KINDS),
        Field("checked-on", "วันที่ตรวจ", "date"),
    ),
    sections=(
        Section(
            "team",
            "ก. ทีมงาน",
            "ทีมงาน",
            60,
            (
                Question(
                    "order",
                    "คำสั่งแต่งตั้งทีมงานที่ลงนามแล้ว",
                    READY,
                    3,
                    must_have=True,
                    guidance="plan#people",
                    hint="มี: ลงนามแล้วและรายชื่อเป็นปัจจุบัน",
                    evidence_example="คำสั่งเลขที่และวันที่",
                    if_missing="ร่างคำสั่ง 1 หน้าแล้วเสนอลงนาม",
                ),
                Question("deputies", "ผู้สำรองของทุกตำแหน่ง", READY, 2, guidance="plan#people"),
                Question(
                    "deputies-told",
                    "ผู้สำรองรับทราบหน้าที่แล้ว",
                    OFTEN,
                    1,
                    if_missing="แจ้งผู้สำรองทีละคน",
                    condition=("in", "deputies", ("yes", "partial")),
                ),
            ),
        ),
        Section(
            "systems",
            "ข. ระบบงาน",
            "ระบบงาน",
            40,
            (
                Question(
                    "backup",
                    "สำเนาข้อมูลที่เก็บนอกอาคาร",
                    READY,
                    3,
                    must_have=True,
                    guidance="plan#data",
                    if_missing="คัดลอกข้อมูลสำคัญวันนี้ 1 ชุด",
                ),
                Question("restore", "ซ้อมกู้คืนข้อมูล", OFTEN, 2, if_missing="ลองกู้คืน 1 ไฟล์"),
                Question(
                    "mainframe",
                    "ห้องแม่ข่ายสำรอง",
                    READY,
                    1,
                    kinds=("city",),
                    condition=(
                        "all",
                        (("in", "kind", ("city",)), ("not", ("eq", "backup", "na"))),
                    ),
                ),
            ),
        ),
        Section(
            "villages",
            "ค. หมู่บ้าน",
            "หมู่บ้าน",
            20,
            (
                Question(
                    "headmen",
                    "เบอร์ผู้ใหญ่บ้านทุกหมู่ </script><b>",
                    READY,
                    1,
                    kinds=("village",),
                    condition=("in", "kind", ("village",)),
                ),
            ),
        ),
    ),
    levels=(
        Level("starting", "เริ่มต้น", 0, "ยังขาดส่วนหลัก"),
        Level("growing", "กำลังพัฒนา", 40, "มีโครงแล้วแต่ยังใช้จริงไม่ได้"),
        Level("ready", "พร้อมใช้", 60, "ใช้รับเหตุได้"),
    ),
    cap="growing",
)


def _step(step_id: str, title: str) -> Step:
    return Step(step_id, title, "เหตุผล", ("ทำ",), "ผลผลิต", (), "ตัวอย่าง")


PUBLICATION = Publication(
    site=Site(
        title="คู่มือตัวอย่าง",
        short_title="คู่มือ",
        lead="ตัวอย่าง",
        agency=Agency("หน่วยงานตัวอย่าง", "ตัวอย่าง"),
        notice="เพื่อการทดสอบ",
        circular="",
        doors=Doors(*(Door("ทาง", "ข้อความ", "5 นาที") for _ in range(3))),
        kinds=(
            Kind("city", "เทศบาลเมือง", "เทศบาล", "นำ", ()),
            Kind("village", "อบต.", "อบต.", "นำ", ()),
        ),
    ),
    circulars=MappingProxyType({}),
    guidelines=MappingProxyType(
        {
            "plan": Guideline(
                id="plan",
                title="แผน",
                short_title="แผน",
                summary="สรุป",
                order=1,
                minutes=5,
                steps=(_step("people", "ตั้งทีมงาน"), _step("data", "สำรองข้อมูล")),
            )
        }
    ),
    forms=MappingProxyType({FORM.id: FORM}),
    maps=MappingProxyType({}),
    lists=MappingProxyType({}),
    templates=MappingProxyType({}),
    terms=(),
    printed=(),
)

PAGE = """{% from "components/form/form.html" import form as form_component %}
<!doctype html>
<html lang="th">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{{ form.title }}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/embed.css">
<link rel="stylesheet" href="/assets/form.css">
</head>
<body class="embed">
<main><h1>{{ form.title }}</h1>{{ form_component(form, publication, url, words) }}</main>
<script src="/assets/form.js"></script>
</body>
</html>"""


def document(form: Form = FORM, publication: Publication = PUBLICATION) -> str:
    """The form in a page of its own, as in a frame on another site."""
    return (
        environment()
        .from_string(PAGE)
        .render(form=form, publication=publication, url=lambda path: f"../..{path}", words=words())
    )


def write_site(folder: Path) -> None:
    """Everything the page loads, and the policy of the host, into the folder."""
    files = {**bundles(), **fonts(), f"{PATH}index.html": document().encode()}
    files["_headers"] = f"/*\n  Content-Security-Policy: {policy([])}\n".encode()
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def answer(page: Page, answers: dict[str, str]) -> None:
    for question, option in answers.items():
        page.locator(f"input[name='{question}'][value='{option}']").check()


def settled(page: Page, script: str, wanted: Any, patience: float = 10) -> Any:
    """What the script tells once it tells what is wanted, or after these seconds, whatever it is:
    some of a page is drawn when the browser is idle. Not by wait_for_function, which the policy of
    our pages forbids."""
    until = time.monotonic() + patience
    while (told := page.evaluate(script)) != wanted and time.monotonic() < until:
        page.wait_for_timeout(25)
    return told
