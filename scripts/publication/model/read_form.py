"""A form.json (JSON Schema with our annotations) and its published editions in, a Form out."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from publication.answers import Schema, options_of
from publication.conditions import Condition, complete_conditions
from publication.model.form import Field, Form, Level, Option, Question, Section
from publication.model.form_history import history
from publication.provinces import PROVINCES

_PROVINCES = tuple(Option(code, name, None) for code, name in PROVINCES.items())


def form_from_schema(schema: Schema, editions: Iterable[Schema] = ()) -> Form:
    """The form; ``editions`` are its published versions, this one among them or not."""
    about = schema["x-form"]
    conditions = complete_conditions(schema)
    fields = {
        name: _field(name, node, schema, name in schema.get("required", ()), conditions.get(name))
        for name, node in schema["properties"].items()
        if "x-field" in node
    }
    questions = {
        name: _question(name, node, schema, conditions.get(name))
        for name, node in schema["properties"].items()
        if "x-weight" in node
    }

    def within(section: str, asked: Mapping[str, Any]) -> tuple[Any, ...]:
        home = {name: node.get("x-section", "") for name, node in schema["properties"].items()}
        return tuple(each for name, each in asked.items() if home[name] == section)

    return Form(
        id=about["id"],
        title=schema["title"],
        short_title=about["short-title"],
        description=schema["description"],
        version=about["version"],
        published=date.fromisoformat(about["published"]),
        minutes=about["minutes"],
        intro=tuple(about.get("intro", ())),
        fields=within("", fields),
        sections=tuple(
            Section(
                id=section["id"],
                title=section["title"],
                short=section["short"],
                weight=section["weight"],
                questions=within(section["id"], questions),
                fields=within(section["id"], fields),
            )
            for section in schema["x-sections"]
        ),
        levels=tuple(
            Level(level["id"], level["title"], level["from"], level["meaning"])
            for level in schema.get("x-levels", ())
        ),
        cap=schema.get("x-cap", ""),
        history=history(schema, editions),
        schema=_bare(schema),
    )


def _field(
    name: str, node: Schema, form: Schema, required: bool, condition: Condition | None = None
) -> Field:
    kind = node["x-field"]
    items = node.get("items", {})
    options = options_of(items if kind == "choices" else node, form)
    return Field(
        id=name,
        title=node["title"],
        kind=kind,
        options=_PROVINCES if kind == "province" else tuple(map(_option, options)),
        max_length=node.get("maxLength", 200),
        required=required,
        hint=node.get("x-hint", ""),
        example=node.get("x-example", ""),
        guidance=node.get("x-guidance", ""),
        minimum=node.get("minimum", 0),
        maximum=node.get("maximum", 0),
        unit=node.get("x-unit", ""),
        columns=tuple(
            _field(column, cell, form, column in items.get("required", ()))
            for column, cell in (items["properties"].items() if kind == "rows" else ())
        ),
        max_rows=node.get("maxItems", 0),
        kinds=tuple(node.get("x-kinds", ())),
        condition=condition,
    )


def _question(name: str, node: Schema, form: Schema, condition: Condition | None) -> Question:
    return Question(
        id=name,
        title=node["title"],
        options=tuple(map(_option, options_of(node, form))),
        weight=node["x-weight"],
        must_have=node.get("x-must-have", False),
        guidance=node.get("x-guidance", ""),
        hint=node.get("x-hint", ""),
        evidence_example=node.get("x-evidence-example", ""),
        if_missing=node.get("x-if-missing", ""),
        if_partial=node.get("x-if-partial", ""),
        kinds=tuple(node.get("x-kinds", ())),
        condition=condition,
    )


def _option(node: Schema) -> Option:
    return Option(node["const"], node["title"], node.get("x-points"))


def _bare(node: Any) -> Any:
    """A schema without titles, descriptions and annotations; what validates stays."""
    if isinstance(node, list):
        return [_bare(each) for each in node]
    if not isinstance(node, dict):
        return node
    bare: dict[str, Any] = {}
    for keyword, value in node.items():
        if keyword in ("properties", "patternProperties", "$defs"):
            bare[keyword] = {name: _bare(each) for name, each in value.items()}
        elif not keyword.startswith("x-") and keyword not in ("title", "description", "$id"):
            bare[keyword] = _bare(value)
    return bare
