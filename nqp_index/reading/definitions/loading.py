"""Frameworks and recipes by name or by file."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path

from nqp_index.errors import DefinitionError, Place, problem
from nqp_index.model.framework import Framework
from nqp_index.model.recipe import Recipe
from nqp_index.reading.definitions.found import Found
from nqp_index.reading.definitions.framework import framework_from
from nqp_index.reading.definitions.includes import Includes, definition_bytes
from nqp_index.reading.definitions.recipe import recipe_from
from nqp_index.reading.definitions.sheets import sheets_of
from nqp_index.reading.definitions.table_read import found_in_sheets
from nqp_index.reading.definitions.yaml_source import found_in_yaml
from nqp_index.resources import indicators_folder, recipes_folder

__all__ = ["list_frameworks", "list_recipes", "load_framework", "load_recipe"]

_SUFFIXES = {".yaml", ".yml", ".json", ".xlsx", ".csv"}


def load_framework(name_or_path: str | Path) -> Framework:
    """The bundled framework of that name, or the one in a file: YAML, or the spreadsheet form as .xlsx or .csv.

    Raises DefinitionError with every objection: file:line:column (or the cell), allowed words, the nearest name.
    """
    path = _located(name_or_path, indicators_folder(), list_frameworks(), "E2050", "E2051")
    content = definition_bytes(path)
    found = _found(content, path.name)
    return framework_from(found, path.name, Includes(path, content))


def _found(content: bytes, file: str) -> Found:
    """What the file says: a spreadsheet by its first bytes or its header line, else YAML."""
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")) or _is_table(content):
        return found_in_sheets(sheets_of(content, file), file)
    return found_in_yaml(content, file)


def _is_table(content: bytes) -> bool:
    """Whether the first line that is not blank names the columns `kind` and `code`."""
    text = content[:4000].decode("utf-8-sig", "replace").lstrip()
    fields = re.split(r"[,;\t]", text.partition("\n")[0].replace('"', "").lower())
    return {"kind", "code"} <= {field.strip() for field in fields}


def load_recipe(name_or_path: str | Path) -> Recipe:
    """The bundled recipe of that name, or the one in a YAML file. Raises DefinitionError with every objection."""
    path = _located(name_or_path, recipes_folder(), list_recipes(), "E2052", "E2053")
    return recipe_from(found_in_yaml(definition_bytes(path), path.name), path.name)


def list_frameworks() -> tuple[str, ...]:
    """Names of the bundled frameworks: the files of indicators/ that begin a framework."""
    found = (p for p in sorted(indicators_folder().glob("*.yaml")) if _begins_framework(p))
    return tuple(p.stem for p in found)


def list_recipes() -> tuple[str, ...]:
    """Names of the bundled recipes."""
    return tuple(p.stem for p in sorted(recipes_folder().glob("*.yaml")))


def _begins_framework(path: Path) -> bool:
    with path.open(encoding="utf-8") as lines:
        return any(line.startswith("framework:") for line in lines)


def _located(name: str | Path, folder: Path, known: tuple[str, ...], near_code: str, unknown_code: str) -> Path:
    """The file meant: a bundled name first, else a path that exists."""
    text = str(name)
    if isinstance(name, str) and text in known:
        return folder / f"{text}.yaml"
    path = Path(text)
    try:
        there = path.is_file()
    except (OSError, ValueError):
        there = False
    if there:
        return path
    if path.suffix.lower() in _SUFFIXES:
        raise DefinitionError(problem("E2012", Place(path.name)))
    near = get_close_matches(text.lower(), known, n=1)
    raise DefinitionError(problem(near_code if near else unknown_code, name=text, near=near, known=known))
