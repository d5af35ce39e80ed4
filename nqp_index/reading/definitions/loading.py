"""Frameworks and recipes by name or by file."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path

from nqp_index.errors import DefinitionError, Place, problem
from nqp_index.model.framework import Framework
from nqp_index.model.recipe import Recipe
from nqp_index.reading.definitions.coinr import framework_of_imeta, is_imeta
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
    """The bundled framework of that name, or the one in a file, by content: YAML, the spreadsheet form, or an iMeta.

    Raises DefinitionError with every objection: file:line:column (or the cell), allowed words, the nearest name.
    """
    path = _located(name_or_path, indicators_folder(), list_frameworks(), "E2050", "E2051")
    content = definition_bytes(path)
    return _framework(content, path)


def _framework(content: bytes, path: Path) -> Framework:
    """A workbook by its first bytes, a table by its header line, else YAML."""
    file = path.name
    if not content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")) and not _is_table(content):
        return framework_from(found_in_yaml(content, file), file, Includes(path, content))
    sheets = sheets_of(content, file)
    imeta = next((sheet for sheet in sheets if is_imeta(sheet)), None)
    if imeta is not None:
        return framework_of_imeta(imeta, file, content)[0]
    return framework_from(found_in_sheets(sheets, file), file, Includes(path, content))


def _is_table(content: bytes) -> bool:
    """Whether the first line that is not blank names the columns of a definition table, or of COINr's iMeta."""
    text = content[:4000].decode("utf-8-sig", "replace").lstrip()
    fields = {f.strip() for f in re.split(r"[,;\t]", text.partition("\n")[0].replace('"', "").lower())}
    return {"kind", "code"} <= fields or {"level", "icode", "type"} <= fields


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
