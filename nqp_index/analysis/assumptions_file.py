"""Assumptions as a YAML file: read with every objection at its line, written so that a person can edit it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from nqp_index.analysis.assumptions import alternative, as_set
from nqp_index.analysis.factors import (
    METHOD_FACTORS,
    NUMBER_FACTORS,
    Alternative,
    Assumptions,
    DataNoise,
    Dropped,
    MethodFactor,
    WeightNoise,
)
from nqp_index.errors import DefinitionError, NqpError, Place, Problem, Problems, problem
from nqp_index.methods.params import objections
from nqp_index.methods.registry import Family, method
from nqp_index.model.recipe import Choice, Choices, Combination, Recipe, Value, Weighting
from nqp_index.terms import Lang, current_language, label

#: Keys of an alternative that are not parameters of its method.
OWN_KEYS = frozenset({"method", "at", "structure", "of", "by"})

LARGEST = 1_000_000


def load_assumptions(file: Path | str, recipe: Recipe) -> Assumptions:
    """Read an assumptions file for a recipe.

    Raises DefinitionError with every unknown factor, method or parameter and every value out of range, with its line.
    Nodes and indicators are checked against the framework when the analysis starts.
    """
    path = Path(file)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise DefinitionError(problem("E6010", Place(path.name))) from None
    return assumptions_from_text(text, recipe, file=path.name)


def assumptions_from_text(text: str, recipe: Recipe, *, file: str = "") -> Assumptions:
    """Read assumptions from YAML text; `file` names it in objections."""
    content = _parsed(text, file)
    found = Problems()
    place = _place_of(content, file)
    for key in content:
        if key not in ("draws", "factors"):
            found.add("E6001", place(key), name=key, known=("draws", "factors"))
    draws = content.get("draws", 2000)
    if not isinstance(draws, int) or isinstance(draws, bool) or draws < 1:
        found.add("E6008", place("draws"), value=draws)
    factors = content.get("factors") or {}
    if not isinstance(factors, Mapping):
        found.add("E6011", place("factors"), name="factors")
        factors = {}
    made = _factors(factors, recipe, file, found)
    found.raise_errors(DefinitionError)
    numbers = {name: made.get(name) for name in NUMBER_FACTORS}
    methods = tuple(made[name] for name in METHOD_FACTORS if name in made)
    return Assumptions(methods, numbers["weight_noise"], numbers["drop"], numbers["data_noise"], draws)


def _factors(factors: Mapping[str, Any], recipe: Recipe, file: str, found: Problems) -> dict[str, Any]:
    place = _place_of(factors, file)
    numbers: dict[str, Callable[..., Any]] = {
        "weight_noise": _weight_noise,
        "drop": _dropped,
        "data_noise": _data_noise,
    }
    made: dict[str, Any] = {}
    for name, value in factors.items():
        if name in METHOD_FACTORS:
            made[name] = _method_factor(name, value, recipe, place(name), found)
        elif name in numbers:
            made[name] = numbers[name](value, place(name), found)
        else:
            found.add("E6001", place(name), name=name, known=(*METHOD_FACTORS, *NUMBER_FACTORS))
    return made


def _method_factor(name: str, value: Any, recipe: Recipe, place: Place, found: Problems) -> MethodFactor:
    if not isinstance(value, list) or not value:
        found.add("E6012", place, name=name)
        return MethodFactor(name, ())
    ways = (_alternative(name, item, recipe, place, found) for item in value)
    return MethodFactor(name, tuple(way for way in ways if way is not None))


def _alternative(name: str, item: Any, recipe: Recipe, place: Place, found: Problems) -> Alternative | None:
    if item == "as_set":
        return as_set(name, recipe)
    entry: Mapping[str, Any] = {"method": item} if isinstance(item, str) else item
    if not isinstance(entry, Mapping) or not {"method", "of"} & set(entry):
        found.add("E6013", place, name=name, value=item)
        return None
    objected = len(found)
    if "of" in entry:
        of = tuple(Choice(str(one)) for one in entry["of"])
        by = Choice(str(entry.get("by", "mean")))
        choice: Weighting = Combination(of, by)
        _check("combine", by, place, found)
        for one in of:
            _check("weight", one, place, found)
    else:
        params = {k: _value(v) for k, v in entry.items() if k not in OWN_KEYS}
        choice = Choice.of(str(entry["method"]), **params)
        _check(name, choice, place, found)
    if len(found) > objected:
        return None
    return alternative(name, recipe, choice, at=str(entry.get("at", "")), structure=str(entry.get("structure", "")))


def _check(step: str, choice: Choice, place: Place, found: Problems) -> None:
    """The method and its parameters, with the objection put at its line."""
    families: dict[str, Family] = {"impute": "impute", "treat": "treat", "normalise": "normalise", "weight": "weight",
                                   "aggregate": "aggregate", "combine": "combine"}  # fmt: skip
    try:
        chosen = method(families[step], choice.method)
    except NqpError as error:
        found.extend(Problem(p.code, place, p.args) for p in error.problems)
        return
    objected = objections(chosen.options, choice.options, method=chosen.name)
    found.extend(Problem(p.code, place, p.args) for p in objected)


def _weight_noise(value: Any, place: Place, found: Problems) -> WeightNoise:
    entry: Any = {"relative": value} if isinstance(value, int | float) else value
    if not isinstance(entry, Mapping):
        found.add("E6013", place, name="weight_noise", value=value)
        return WeightNoise()
    special = entry.get("special") or {}
    shares = [("relative", entry.get("relative", 0.25)), *special.items()]
    for name, share in shares:
        _check_share(share, 0.0, 1.0, name, place, found)
    return WeightNoise(shares[0][1], tuple((str(k), v) for k, v in special.items()))


def _dropped(value: Any, place: Place, found: Problems) -> Dropped:
    entry: Any = {"none": value} if isinstance(value, int | float) else value
    if not isinstance(entry, Mapping):
        found.add("E6013", place, name="drop", value=value)
        return Dropped()
    none = entry.get("none", 0.5)
    _check_share(none, 0.0, 1.0, "none", place, found)
    return Dropped(none, tuple(str(code) for code in entry.get("codes") or ()))


def _data_noise(value: Any, place: Place, found: Problems) -> DataNoise:
    if not isinstance(value, Mapping) or not value:
        found.add("E6013", place, name="data_noise", value=value)
        return DataNoise(())
    for name, share in value.items():
        _check_share(share, 0.0, 1.0, name, place, found)
    return DataNoise(tuple((str(name), share) for name, share in value.items()))


def _check_share(value: Any, low: float, high: float, name: str, place: Place, found: Problems) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        found.add("E6014", place, name=name, value=value, low=low, high=high)


def _value(value: Any) -> Value:
    return tuple(_value(v) for v in value) if isinstance(value, list) else value


def _parsed(text: str, file: str) -> Mapping[str, Any]:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    if len(text) > LARGEST:
        raise DefinitionError(problem("E6010", Place(file)))
    try:
        content = YAML(typ="rt", pure=True).load(text)
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(file, "", mark.line + 1, mark.column + 1, True) if mark else Place(file)
        raise DefinitionError(problem("E6015", place)) from None
    except (ValueError, RecursionError):
        raise DefinitionError(problem("E6015", Place(file))) from None
    if content is None:
        return {}
    if not isinstance(content, Mapping):
        raise DefinitionError(problem("E6011", Place(file, "", 1, 1, True), name=file))
    return content


def _place_of(content: Any, file: str) -> Callable[[Any], Place]:
    """Finds the line and column of a key."""

    def place(key: Any) -> Place:
        try:
            line, column = content.lc.key(key)
        except (AttributeError, KeyError, TypeError):
            return Place(file)
        return Place(file, "", line + 1, column + 1, True)

    return place


def assumptions_to_yaml(assumptions: Assumptions, *, lang: Lang | None = None) -> str:
    """The assumptions as a file that `load_assumptions` reads back, with a comment on every factor."""
    lang = lang or current_language()
    lines = [f"# {label('assumptions.head', lang)}", f"draws: {assumptions.draws}", "factors:"]
    for factor in assumptions.methods:
        lines.append(f"  {factor.name}:  # {label(f'factor.{factor.name}', lang)}")
        lines += [f"    - {_way(factor.name, way)}  # {way.label.of(lang)}" for way in factor.alternatives]
    lines += [f"  {line}" for line in _number_lines(assumptions, lang)]
    return "\n".join(lines) + "\n"


def _way(step: str, way: Alternative) -> str:
    if not way.changes:
        return "as_set"
    changes = dict(way.changes)
    choices: Choices[Any] = changes[step]
    at, choice = choices.special[-1] if choices.special else ("", choices.default)
    entry: dict[str, Any] = {}
    if isinstance(choice, Combination):
        entry |= {"of": [one.method for one in choice.of], "by": choice.by.method}
    else:
        entry |= {"method": choice.method, **choice.options}
    entry |= {"at": at} if at else {}
    entry |= {"structure": changes["structure"]} if "structure" in changes else {}
    return str(entry["method"]) if list(entry) == ["method"] else _inline(entry)


def _inline(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{k}: {_inline(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_inline(v) for v in value) + "]"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return str(value)


def _number_lines(assumptions: Assumptions, lang: Lang) -> list[str]:
    lines = []
    if (noise := assumptions.weight_noise) is not None:
        entry = {"relative": noise.relative} | ({"special": dict(noise.special)} if noise.special else {})
        lines.append(f"weight_noise: {_inline(entry)}  # {label('factor.weight_noise', lang)}")
    if (dropped := assumptions.dropped) is not None:
        kept = {"none": dropped.none} | ({"codes": list(dropped.codes)} if dropped.codes else {})
        lines.append(f"drop: {_inline(kept)}  # {label('factor.drop', lang)}")
    if (errors := assumptions.data_noise) is not None:
        lines.append(f"data_noise: {_inline(dict(errors.errors))}  # {label('factor.data_noise', lang)}")
    return lines
