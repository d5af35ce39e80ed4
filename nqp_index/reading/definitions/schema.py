"""JSON Schema of definition files, from the very keys that the loader checks."""

from __future__ import annotations

from typing import Any, Literal

from nqp_index.reading.definitions.framework_keys import (
    BREAK,
    CONFUSABLE,
    CONSTRUCT,
    FRAMEWORK,
    INDICATOR,
    LEVEL,
    NODE,
    SERIES,
)
from nqp_index.reading.definitions.recipe_keys import CHOICE, COVERAGE, RANKING, RECIPE, WEIGHTING
from nqp_index.reading.definitions.rules import TableOf

__all__ = ["Schema", "SchemaKind", "json_schema", "schema_document"]

Schema = dict[str, Any]
SchemaKind = Literal["framework", "series", "constructs", "recipe"]

_TEXT: Schema = {
    "anyOf": [
        {"type": ["string", "number"]},
        {"type": "object", "properties": {"zh": {"type": "string"}, "en": {"type": "string"}}, "minProperties": 1,
         "additionalProperties": False},
    ],
}  # fmt: skip
_PARAMETER: Schema = {
    "anyOf": [
        {"type": ["string", "number", "boolean", "null"]},
        {"type": "array", "items": {"$ref": "#/$defs/parameter"}},
    ]
}
_TITLES: dict[SchemaKind, str] = {
    "framework": "指标体系 / framework", "series": "原始序列 / series", "constructs": "论断 / constructs",
    "recipe": "评价方案 / recipe",
}  # fmt: skip


def json_schema(kind: SchemaKind) -> Schema:
    """The JSON Schema (draft 2020-12) of one kind of definition file, with descriptions in Chinese and English.

    kind  framework, series (the file named under `series`), constructs (under `constructs`) or recipe
    """
    top: Schema
    tables: tuple[TableOf, ...]
    if kind == "recipe":
        top, tables = {"$ref": "#/$defs/recipe"}, (RECIPE, COVERAGE, RANKING)
    elif kind == "framework":
        top, tables = (
            {"$ref": "#/$defs/framework"},
            (FRAMEWORK, LEVEL, NODE, INDICATOR, SERIES, BREAK, CONFUSABLE, CONSTRUCT),
        )
    else:
        item = SERIES if kind == "series" else CONSTRUCT
        top = {"type": "object", "properties": {kind: {"type": "array", "items": item.schema()}}, "required": [kind],
               "additionalProperties": False}  # fmt: skip
        tables = (SERIES, BREAK, CONFUSABLE) if kind == "series" else (CONSTRUCT,)
    return schema_document(_TITLES[kind], top, tables, with_methods=kind == "recipe")


def schema_document(title: str, top: Schema, tables: tuple[TableOf, ...], *, with_methods: bool = False) -> Schema:
    """A whole schema: what stands at the top, and the tables and (where it names methods) choices it refers to."""
    own = {table.name: table.own_schema() for table in tables}
    if with_methods:
        own |= {"choice": CHOICE.own_schema(), "weighting": WEIGHTING.own_schema(), "parameter": _PARAMETER}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **top,
        "$defs": {"text": _TEXT, **own},
    }
