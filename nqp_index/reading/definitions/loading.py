"""Frameworks and recipes by name or by file."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

from nqp_index.errors import DefinitionError, Place, problem
from nqp_index.model.framework import Framework
from nqp_index.model.recipe import Recipe
from nqp_index.reading.definitions.framework import framework_from
from nqp_index.reading.definitions.includes import Includes, definition_bytes
from nqp_index.reading.definitions.recipe import recipe_from
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
    return framework_from(found_in_yaml(content, path.name), path.name, Includes(path, content))


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
