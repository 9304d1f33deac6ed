"""A form.json (JSON Schema with our annotations) in, a Form out."""

from datetime import date

from publication.answers import Schema, options_of
from publication.model.form import Condition, Field, Form, Level, Option, Question, Section


def form_from_schema(schema: Schema) -> Form:
    about = schema["x-form"]
    properties = schema["properties"]
    fields = tuple(
        _field(field_id, node, schema) for field_id, node in properties.items() if "x-field" in node
    )
    kind_field = next((field.id for field in fields if field.kind == "kind"), "")
    return Form(
        id=about["id"],
        title=schema["title"],
        short_title=about["short-title"],
        description=schema["description"],
        version=about["version"],
        published=date.fromisoformat(about["published"]),
        minutes=about["minutes"],
        intro=tuple(about.get("intro", ())),
        fields=fields,
        sections=tuple(
            Section(
                id=section["id"],
                title=section["title"],
                short=section["short"],
                weight=section["weight"],
                questions=tuple(
                    _question(question_id, node, schema, kind_field)
                    for question_id, node in properties.items()
                    if node.get("x-section") == section["id"]
                ),
            )
            for section in schema["x-sections"]
        ),
        levels=tuple(
            Level(level["id"], level["title"], level["from"], level["meaning"])
            for level in schema["x-levels"]
        ),
        cap=schema.get("x-cap", ""),
    )


def condition_from(node: Schema) -> Condition:
    """An ``x-visible-if`` as the plan writes it."""
    if "question" in node:
        field = node["question"]
        if "is" in node:
            return ("eq", field, node["is"])
        if "in" in node:
            return ("in", field, tuple(node["in"]))
        return ("answered", field)
    if "not" in node:
        return ("not", condition_from(node["not"]))
    (operator,) = node
    return (operator, tuple(condition_from(child) for child in node[operator]))


def _field(field_id: str, node: Schema, schema: Schema) -> Field:
    return Field(
        id=field_id,
        title=node["title"],
        kind=node["x-field"],
        options=tuple(_option(option) for option in options_of(node, schema)),
        max_length=node.get("maxLength", 200),
    )


def _question(question_id: str, node: Schema, schema: Schema, kind_field: str) -> Question:
    kinds = tuple(node.get("x-kinds", ()))
    conditions: list[Condition] = [("in", kind_field, kinds)] if kinds else []
    if "x-visible-if" in node:
        conditions.append(condition_from(node["x-visible-if"]))
    return Question(
        id=question_id,
        title=node["title"],
        options=tuple(_option(option) for option in options_of(node, schema)),
        weight=node["x-weight"],
        must_have=node.get("x-must-have", False),
        guidance=node.get("x-guidance", ""),
        hint=node.get("x-hint", ""),
        evidence_example=node.get("x-evidence-example", ""),
        if_missing=node.get("x-if-missing", ""),
        kinds=kinds,
        condition=_together(conditions),
    )


def _together(conditions: list[Condition]) -> Condition | None:
    if not conditions:
        return None
    return conditions[0] if len(conditions) == 1 else ("all", tuple(conditions))


def _option(node: Schema) -> Option:
    return Option(node["const"], node["title"], node.get("x-points"))
