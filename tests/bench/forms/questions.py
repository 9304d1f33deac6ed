"""One list of 60 questions in; the same checklist in the idiom of each form library out.

Every question has four answers and nothing else: the peers are spared the fields for evidence and
notes, the links and the result that each question or page of ours carries. Nothing is required and
nothing is validated while answering.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

TITLE = "แบบประเมิน 60 ข้อ"
FORM = "sixty-questions"
GUIDANCE = "survey#count"
"""A step of the library publication: our check wants one for each question."""
SECTIONS = (
    ("team", "ทีมงานและคำสั่งแต่งตั้ง"),
    ("hazards", "ภัยและขอบเขต"),
    ("impact", "ผลกระทบต่องานบริการ"),
    ("resources", "ทรัพยากรและสถานที่สำรอง"),
    ("systems", "ระบบงานและข้อมูล"),
    ("contact", "การติดต่อและแจ้งเหตุ"),
    ("drill", "การฝึกซ้อม"),
    ("review", "การทบทวนแผน"),
)
ASPECTS = (
    "มีผู้รับผิดชอบที่ระบุชื่อและตำแหน่งไว้เป็นลายลักษณ์อักษร",
    "มีเอกสารที่ผู้บริหารลงนามภายในปีงบประมาณนี้",
    "เอกสารที่ลงนามแล้วเก็บไว้นอกอาคารสำนักงานด้วย",
    "มีขั้นตอนที่ผู้ปฏิบัติทำตามได้โดยไม่ต้องถามผู้เขียน",
    "มีผู้ทำแทนได้เมื่อผู้รับผิดชอบไม่อยู่",
    "เคยทดลองทำจริงและจดผลไว้ภายใน 12 เดือน",
    "ผู้เกี่ยวข้องทุกคนได้รับแจ้งและยืนยันว่าเข้าใจ",
    "มีงบประมาณสำหรับปีนี้และปีถัดไป",
)
ANSWERS = (
    ("yes", "มีครบและชี้หลักฐานได้", 2),
    ("partial", "มีบางส่วน", 1),
    ("no", "ยังไม่มี", 0),
    ("na", "ไม่เกี่ยวข้องกับหน่วยงานนี้", None),
)
"""Id, title and points; an answer without points leaves the sum and the maximum."""
NOT_APPLICABLE = 3
GATE, GATED = 1, 2
"""Places in a section: the second of these is asked unless the first is not applicable."""


@dataclass(frozen=True)
class Question:
    id: str
    title: str
    section: str
    unless: str | None
    """Id of the question above that hides this one when it is not applicable."""


def _questions() -> Iterator[Question]:
    for order, (section, title) in enumerate(SECTIONS):
        for place, aspect in enumerate(ASPECTS[: 8 if order < 4 else 7]):
            unless = f"{section}-{GATE + 1}" if place == GATED else None
            yield Question(f"{section}-{place + 1}", f"{title}: {aspect}", section, unless)


QUESTIONS = tuple(_questions())


def steps() -> Iterator[tuple[int, int]]:
    """Place of a question among those asked, and of an answer: what the benchmark clicks, in order.

    The first question is answered already, by the click that found the page usable. Each gate is
    answered twice, so that a question leaves the page and comes back.
    """
    gates = {question.unless for question in QUESTIONS}
    for place, question in enumerate(QUESTIONS[1:], 1):
        if question.id in gates:
            yield place, NOT_APPLICABLE
        yield place, (place + 1) % NOT_APPLICABLE


def scoring() -> dict[str, Any]:
    """What a peer's page needs to show the live score."""
    asked = [{"id": question.id, "unless": question.unless} for question in QUESTIONS]
    return {"questions": asked, "points": {answer: points for answer, _, points in ANSWERS}}


def ours() -> dict[str, Any]:
    """form.json"""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:form:{FORM}:1",
        "title": TITLE,
        "description": "ตอบตามสภาพวันนี้",
        "x-form": {
            "id": FORM,
            "short-title": TITLE,
            "version": 1,
            "published": "2026-11-02",
            "minutes": 20,
        },
        "x-sections": [
            {"id": section, "title": title, "short": title, "weight": 10}
            for section, title in SECTIONS
        ],
        "x-levels": [
            {"id": "begun", "title": "เริ่มแล้ว", "from": 0, "meaning": "ยังขาดหลายเรื่อง"},
            {"id": "ready", "title": "พร้อม", "from": 75, "meaning": "ใช้รับเหตุได้"},
        ],
        "type": "object",
        "additionalProperties": False,
        "properties": {question.id: _our_question(question) for question in QUESTIONS},
        "patternProperties": {
            "^[a-z][a-z0-9-]*\\.(note|evidence)$": {"type": "string", "maxLength": 2000}
        },
        "$defs": {"answers": {"oneOf": [_our_answer(*answer) for answer in ANSWERS]}},
    }


def _our_question(question: Question) -> dict[str, Any]:
    made: dict[str, Any] = {
        "title": question.title,
        "$ref": "#/$defs/answers",
        "x-section": question.section,
        "x-weight": 1,
        "x-guidance": GUIDANCE,
    }
    if question.unless:
        made["x-visible-if"] = {"not": {"question": question.unless, "is": "na"}}
    return made


def _our_answer(answer: str, title: str, points: int | None) -> dict[str, Any]:
    worth = {"x-not-applicable": True} if points is None else {"x-points": points}
    return {"const": answer, "title": title, **worth}


def surveyjs() -> dict[str, Any]:
    """A panel for each section, all on one page, ``visibleIf`` for the conditions."""
    choices = [{"value": answer, "text": title} for answer, title, _ in ANSWERS]
    panels = []
    for section, title in SECTIONS:
        elements = []
        for question in _of(section):
            element = {"type": "radiogroup", "name": question.id, "title": question.title}
            if question.unless:
                element["visibleIf"] = f"{{{question.unless}}} <> 'na'"
            elements.append({**element, "choices": choices})
        panels.append({"type": "panel", "name": section, "title": title, "elements": elements})
    return {"title": TITLE, "showNavigationButtons": False, "pages": [{"elements": panels}]}


def rjsf() -> dict[str, Any]:
    """An object for each section, ``if`` and ``else`` for the conditions, radio widgets."""
    sections, widgets = {}, {}
    for section, title in SECTIONS:
        questions = list(_of(section))
        sections[section] = {
            "type": "object",
            "title": title,
            "properties": {q.id: _choice(q) for q in questions if not q.unless},
            "allOf": [
                {
                    "if": {"properties": {q.unless: {"const": "na"}}, "required": [q.unless]},
                    "else": {"properties": {q.id: _choice(q)}},
                }
                for q in questions
                if q.unless
            ],
        }
        radios: dict[str, Any] = {q.id: {"ui:widget": "radio"} for q in questions}
        widgets[section] = {"ui:order": [q.id for q in questions], **radios}
    submit = {"ui:submitButtonOptions": {"norender": True}}
    schema = {"type": "object", "title": TITLE, "properties": sections}
    return {"schema": schema, "uiSchema": {**widgets, **submit}}


def jsonforms() -> dict[str, Any]:
    """A flat object, a group for each section, rules for the conditions, radio controls."""
    groups = []
    for section, title in SECTIONS:
        controls = []
        for question in _of(section):
            control: dict[str, Any] = {
                "type": "Control",
                "scope": f"#/properties/{question.id}",
                "options": {"format": "radio"},
            }
            if question.unless:
                scope = f"#/properties/{question.unless}"
                condition = {"scope": scope, "schema": {"const": "na"}}
                control["rule"] = {"effect": "HIDE", "condition": condition}
            controls.append(control)
        groups.append({"type": "Group", "label": title, "elements": controls})
    properties = {question.id: _choice(question) for question in QUESTIONS}
    return {
        "schema": {"type": "object", "properties": properties},
        "uischema": {"type": "VerticalLayout", "elements": groups},
    }


def plain() -> str:
    """HTML that needs no library."""
    return "".join(
        f'<fieldset id="{question.id}"><legend>{escape(question.title)}</legend>'
        + "".join(
            f'<p><label><input type="radio" name="{question.id}" value="{answer}">{title}</label>'
            for answer, title, _ in ANSWERS
        )
        + "</fieldset>"
        for question in QUESTIONS
    )


def _choice(question: Question) -> dict[str, Any]:
    answers = [{"const": answer, "title": title} for answer, title, _ in ANSWERS]
    return {"type": "string", "title": question.title, "oneOf": answers}


def _of(section: str) -> Iterator[Question]:
    return (question for question in QUESTIONS if question.section == section)


LIBRARIES = {"surveyjs": surveyjs, "rjsf": rjsf, "jsonforms": jsonforms}
"""Name of the entry file in peers/, and what it is handed."""
PLAIN = "plain"
"""Name of the entry file for the page without a library."""
