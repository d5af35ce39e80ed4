"""Assumptions as a YAML file: read with every objection at its line, written so that a person can edit it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nqp_index.analysis.assumptions_keys import AS_SET, file_rule
from nqp_index.analysis.factors import Alternative, Assumptions
from nqp_index.errors import DefinitionError, Place, Problems, problem
from nqp_index.model.recipe import Choices, Recipe
from nqp_index.reading.definitions.recipe import weighting_to_yaml
from nqp_index.reading.definitions.yaml_source import found_in_yaml
from nqp_index.terms import Lang, current_language, label


def load_assumptions(file: Path | str, recipe: Recipe) -> Assumptions:
    """Read an assumptions file for a recipe.

    Raises DefinitionError with every unknown key, method or parameter and every value that is out of range or of the
    wrong kind, at its line and column. Nodes and indicators are checked against the framework when the analysis starts.
    """
    path = Path(file)
    try:
        content = path.read_bytes()
    except OSError:
        raise DefinitionError(problem("E6010", Place(path.name))) from None
    return _assumptions(content, recipe, path.name)


def assumptions_from_text(text: str, recipe: Recipe, *, file: str = "") -> Assumptions:
    """Read assumptions from YAML text; `file` names it in objections."""
    return _assumptions(text.encode("utf-8"), recipe, file)


def _assumptions(content: bytes, recipe: Recipe, file: str) -> Assumptions:
    problems = Problems()
    read: Assumptions | None = file_rule(recipe, file).read(found_in_yaml(content, file), problems)
    problems.raise_errors(DefinitionError)
    return read or Assumptions()


def assumptions_to_yaml(assumptions: Assumptions, *, lang: Lang | None = None) -> str:
    """The assumptions as a file that `load_assumptions` reads back, with a comment on every factor."""
    lang = lang or current_language()
    lines = [f"# {label('assumptions.head', lang)}", f"draws: {assumptions.draws}"]
    factors = [*_method_lines(assumptions, lang), *_number_lines(assumptions, lang)]
    lines += ["factors:", *(f"  {line}" for line in factors)] if factors else ["factors: {}"]
    return "\n".join(lines) + "\n"


def _method_lines(assumptions: Assumptions, lang: Lang) -> list[str]:
    lines = []
    for factor in assumptions.methods:
        lines.append(f"{factor.name}:  # {label(f'factor.{factor.name}', lang)}")
        lines += [f"  - {_way(factor.name, way)}  # {way.label.of(lang)}" for way in factor.alternatives]
    return lines


def _way(step: str, way: Alternative) -> str:
    if not way.changes:
        return AS_SET
    changes = dict(way.changes)
    choices: Choices[Any] = changes[step]
    at, choice = choices.special[-1] if choices.special else ("", choices.default)
    own = {"at": at, "structure": changes.get("structure", "")}
    return weighting_to_yaml(choice, **{key: value for key, value in own.items() if value})


def _number_lines(assumptions: Assumptions, lang: Lang) -> list[str]:
    shown = {}
    if (noise := assumptions.weight_noise) is not None:
        special = f", special: {_shares(noise.special)}" if noise.special else ""
        shown["weight_noise"] = f"{{relative: {noise.relative}{special}}}"
    if (dropped := assumptions.dropped) is not None:
        codes = f", codes: [{', '.join(dropped.codes)}]" if dropped.codes else ""
        shown["drop"] = f"{{none: {dropped.none}{codes}}}"
    if (errors := assumptions.data_noise) is not None:
        shown["data_noise"] = _shares(errors.errors)
    return [f"{name}: {value}  # {label(f'factor.{name}', lang)}" for name, value in shown.items()]


def _shares(shares: tuple[tuple[str, float], ...]) -> str:
    return "{" + ", ".join(f"{code}: {share}" for code, share in shares) + "}"
