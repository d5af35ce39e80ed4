"""Claims about the JSON Schema: it admits what the loader admits and refuses what the loader refuses."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest

from nqp_index.errors import DefinitionError
from nqp_index.reading.definitions import json_schema, load_framework, load_recipe
from nqp_index.reading.definitions.found import Found, Listing, Scalar
from nqp_index.reading.definitions.rules import NUMBER
from nqp_index.reading.definitions.schema import SchemaKind
from nqp_index.reading.definitions.yaml_source import found_in_yaml
from nqp_index.resources import indicators_folder, recipes_folder

KINDS: tuple[SchemaKind, ...] = ("framework", "series", "constructs", "recipe")
FILES = [(p, "recipe") for p in sorted(recipes_folder().glob("*.yaml"))] + [
    (p, "constructs" if p.stem == "constructs" else "series" if p.stem.endswith("_series") else "framework")
    for p in sorted(indicators_folder().glob("*.yaml"))
]


#: The keywords of JSON Schema that ours use.
KEYWORDS = {"$schema", "$defs", "title", "description", "$ref", "anyOf", "type", "enum", "pattern", "minimum",
            "maximum", "items", "minItems", "maxItems", "properties", "required", "additionalProperties",
            "minProperties"}  # fmt: skip


def plain(found: Found) -> Any:
    """What an editor would see: YAML 1.2 typed."""
    if isinstance(found, Listing):
        return [plain(item) for item in found.items]
    if isinstance(found, Scalar):
        if found.quoted:
            return found.text
        if found.is_null:
            return None
        if found.text in {"true", "false"}:
            return found.text == "true"
        if NUMBER.fullmatch(found.text):
            return int(found.text) if found.text.lstrip("+-").isdigit() else float(found.text)
        return found.text
    return {key.text: plain(value) for key, value in found.entries}


def is_of_type(value: Any, names: str | list[str]) -> bool:
    types = {"string": str, "boolean": bool, "null": type(None), "array": list, "object": dict}
    for name in [names] if isinstance(names, str) else names:
        if name in {"number", "integer"}:
            if (
                isinstance(value, int | float)
                and not isinstance(value, bool)
                and (name == "number" or value == int(value))
            ):
                return True
        elif isinstance(value, types[name]):
            return True
    return False


def admits(schema: dict[str, Any], value: Any, whole: dict[str, Any]) -> bool:
    """The keywords that our schemas use, checked structurally."""
    assert set(schema) <= KEYWORDS
    if "$ref" in schema and not admits(whole["$defs"][schema["$ref"].rsplit("/", 1)[1]], value, whole):
        return False
    if "anyOf" in schema and not any(admits(one, value, whole) for one in schema["anyOf"]):
        return False
    if "type" in schema and not is_of_type(value, schema["type"]):
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        return False
    if isinstance(value, int | float) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        return False
    if isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            return False
        return all(admits(schema.get("items", {}), item, whole) for item in value)
    return not isinstance(value, dict) or admits_table(schema, value, whole)


def admits_table(schema: dict[str, Any], value: dict[str, Any], whole: dict[str, Any]) -> bool:
    if not set(schema.get("required", ())) <= value.keys() or len(value) < schema.get("minProperties", 0):
        return False
    known, other = schema.get("properties", {}), schema.get("additionalProperties", True)
    for key, inner in value.items():
        if key in known:
            if not admits(known[key], inner, whole):
                return False
        elif other is False or (isinstance(other, dict) and not admits(other, inner, whole)):
            return False
    return True


def valid(kind: SchemaKind, value: Any) -> bool:
    schema = json_schema(kind)
    return admits(schema, value, schema)


@pytest.mark.parametrize(("path", "kind"), FILES, ids=lambda x: x.stem if isinstance(x, Path) else x)
def test_every_bundled_file_fits_its_schema(path: Path, kind: SchemaKind) -> None:
    assert valid(kind, plain(found_in_yaml(path.read_bytes(), path.name)))


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_whole_and_explains_every_key_in_both_languages(kind: SchemaKind) -> None:
    schema = json_schema(kind)
    text = json.dumps(schema)
    refs = set(re.findall(r'"#/\$defs/(\w+)"', text))
    assert refs <= schema["$defs"].keys()
    assert schema["$schema"].endswith("2020-12/schema")
    for table in schema["$defs"].values():
        for key in table.get("properties", {}).values():
            if "properties" in table and table.get("required") is not None:
                assert " / " in key.get("description", " / ")


RECIPE = {"recipe": "r", "label": "R", "weight": "manual", "scope": {"base": 2020}, "coverage": {"node": "2/3"}}
FRAMEWORK: dict[str, Any] = {
    "framework": "f", "version": "1", "label": {"zh": "框架"}, "series": [{"code": "s", "label": "S", "measure": "元"}],
    "tree": {"code": "T", "label": "T", "children": [
        {"indicator": "I", "label": "I", "formula": "s", "measure": "元", "direction": "positive", "weight": 1}]},
}  # fmt: skip


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ((), None),
        (("weight",), {"method": "entropy", "shift": 0.1}),
        (("weight",), ["entropy"]),
        (("weight",), {"x": 1}),
        (("weight",), {"combine": "game", "of": ["entropy", "critic"]}),
        (("weight",), {"combine": "game", "of": ["critic"]}),
        (("weight",), {"default": "manual", "pillar": "entropy"}),
        (("normalise",), {"method": "minmax", "low": {"a": 1}}),
        (("scope",), "pooled"),
        (("scope",), "pool"),
        (("scope",), {"base": 20}),
        (("scope",), {"base": 2020, "fixed": "a"}),
        (("scope",), {"normalise": "pooled", "weight": "yearly", "aggregate": "yearly"}),
        (("scope",), {"base": 2020, "weight": "pooled"}),
        (("scope",), {"weight": "yearly"}),
        (("scope",), {"normalise": "pooled", "weight": "base"}),
        (("coverage",), {"node": 0.5}),
        (("coverage",), {"node": 2}),
        (("coverage",), {"nodes": 0.5}),
        (("label",), None),
        (("ranking",), {"ties": "dense", "decimals": None}),
        (("ranking",), {"decimals": 1.5}),
        (("structure",), "flat"),
        (("structure",), "flatt"),
        (("wieght",), "x"),
        (("grade",), None),
        (("recipe",), "a b"),
    ],
)
def test_schema_and_loader_agree_on_recipes(tmp_path: Path, path: tuple[str, ...], value: Any) -> None:
    changed = edited(RECIPE, path, value)
    assert loads(load_recipe, tmp_path, changed) == valid("recipe", changed)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ((), None),
        (("regions",), "free"),
        (("regions",), "all"),
        (("tree", "children"), []),
        (("tree", "weight"), -1),
        (("tree", "wieght"), 1),
        (("tree", "children", 0, "direction"), {"target": 3}),
        (("series",), "missing"),
        (("tree", "children", 0, "direction"), {"interval": [1, 2]}),
        (("tree", "children", 0, "direction"), "up"),
        (("tree", "children", 0, "direction"), -1),
        (("tree", "children", 0, "goalposts"), [0, None]),
        (("tree", "children", 0, "goalposts"), [0, 1]),
        (("tree", "children", 0, "plausible"), [0, None]),
        (("tree", "children", 0, "core"), "yes"),
        (("tree", "children", 0, "core"), True),
        (("tree", "children", 0, "weight"), "1"),
        (("tree", "children", 0, "indicator"), "1I"),
        (("version",), 2026.1),
        (("series", 0, "kind"), "stock"),
        (("series", 0, "kind"), "level"),
        (("series", 0, "breaks"), [{"year": 2021}]),
        (("series", 0, "breaks"), [{"note": "x"}]),
        (("series", 0, "aliases"), "S"),
        (("note",), None),
        (("label",), {}),
        (("label",), {"de": "x"}),
        (("levels",), [{"code": "index"}]),
        (("tree", "children", 0, "formula"), None),
    ],
)
def test_schema_and_loader_agree_on_frameworks(tmp_path: Path, path: tuple[str | int, ...], value: Any) -> None:
    changed = edited(FRAMEWORK, path, value)
    if changed.get("series") == "missing":
        assert valid("framework", changed)
        return
    assert loads(load_framework, tmp_path, changed) == valid("framework", changed)


def edited(whole: dict[str, Any], path: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    changed: Any = copy.deepcopy(whole)
    at = changed
    for key in path[:-1]:
        at = at[key]
    if path:
        at[path[-1]] = value
    return dict(changed)


def loads(load: Any, folder: Path, value: Any) -> bool:
    path = folder / "file.yaml"
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    try:
        load(path)
    except DefinitionError:
        return False
    return True
