"""A property of a form.json in, the answers it allows out; checking and modelling both read it."""

from collections.abc import Mapping
from typing import Any

Schema = Mapping[str, Any]


def options_of(node: Schema, form: Schema) -> list[Schema]:
    """The property's own answers, or those its ``$ref`` names; none where neither is given."""
    if "oneOf" in node:
        return list(node["oneOf"])
    name = str(node.get("$ref", "")).removeprefix("#/$defs/")
    return list(form.get("$defs", {}).get(name, {}).get("oneOf", ()))
