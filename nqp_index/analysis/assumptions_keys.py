"""The keys of an assumptions file, on the rules of the other definitions, with every method checked at its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from nqp_index.analysis.assumptions import FAMILIES, alternative, as_set
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
from nqp_index.errors import NqpError, Place, Problem, Problems, problem
from nqp_index.methods.params import objections
from nqp_index.methods.registry import method
from nqp_index.model.recipe import Combination, Recipe
from nqp_index.reading.definitions.found import Found, Listing, Scalar, Table
from nqp_index.reading.definitions.recipe_keys import CHOICE, WEIGHTING
from nqp_index.reading.definitions.rules import Code, Integer, Key, ListOf, Number, OneOf, Rule, TableOf, refuse
from nqp_index.reading.definitions.schema import Schema, schema_document
from nqp_index.terms import Text
from nqp_index.terms.lookup import labels

__all__ = ["AS_SET", "assumptions_schema", "file_rule"]

#: How a file calls the recipe's own way of doing a step.
AS_SET = "as_set"

#: Keys of an alternative that are not parameters of its method.
OWN_KEYS = ("at", "structure")

SHARE = Number(0, 1)
STRUCTURE = OneOf((("nested", "nested"), ("flat", "flat")))


@dataclass(frozen=True, slots=True)
class WayRule:
    """as_set, a method as recipes write it, or such a method with `at` (a level, node or indicator) and `structure`."""

    step: str
    recipe: Recipe

    def read(self, found: Found, problems: Problems) -> Alternative | None:
        if isinstance(found, Scalar) and found.text == AS_SET:
            return as_set(self.step, self.recipe)
        before, own, bare = len(problems), dict.fromkeys(OWN_KEYS, ""), found
        if isinstance(found, Table):
            own |= {name: _own(name, value, problems) for name, value in _under(found, own)}
            bare = Table(tuple(e for e in found.entries if e[0].text not in own), found.place)
        choice = (WEIGHTING if self.step == "weight" else CHOICE).read(bare, problems)
        problems.extend(_method_objections(self.step, bare))
        if choice is None or len(problems) > before:
            return None
        return alternative(self.step, self.recipe, choice, at=own["at"], structure=own["structure"])

    def schema(self) -> Schema:
        return (WEIGHTING if self.step == "weight" else CHOICE).schema()


def _under(table: Table, names: dict[str, str]) -> Iterator[tuple[str, Found]]:
    return ((key.text, value) for key, value in table.entries if key.text in names)


def _own(name: str, value: Found, problems: Problems) -> str:
    rule: Code | OneOf = Code() if name == "at" else STRUCTURE
    return rule.read(value, problems) or ""


def _method_objections(step: str, found: Found) -> Iterator[Problem]:
    """Unknown methods, and parameters that are unknown or out of range, each where it stands."""
    if isinstance(found, Table) and found.get("combine") is not None:
        yield from _of_choice("combine", "combine", found, without=("of",))
        several = found.get("of")
        for one in several.items if isinstance(several, Listing) else ():
            yield from _of_choice("weight", "method", one)
    else:
        yield from _of_choice(step, "method", found)


def _of_choice(step: str, naming: str, found: Found, without: tuple[str, ...] = ()) -> Iterator[Problem]:
    told = Problems()
    choice = CHOICE.read(_as_choice(found, naming, without), told)
    if choice is None or isinstance(choice, Combination) or len(told):  # objected to already
        return
    named = found.get(naming) if isinstance(found, Table) else found
    at = found.place if named is None else named.place
    try:
        chosen = method(FAMILIES[step], choice.method)
    except NqpError as error:
        yield from (Problem(p.code, at, p.args) for p in error.problems)
        return
    keys = {key.text: key.place for key, _ in found.entries} if isinstance(found, Table) else {}
    for one in objections(chosen.options, choice.options, method=chosen.name):
        name = str(dict(one.args).get("name"))
        near = get_close_matches(name, OWN_KEYS, n=1) if one.code == "E3002" else []
        own = problem("E2022", key=name, near=near, known=[*(p.name for p in chosen.options), *OWN_KEYS])
        yield replace(own if near else one, place=keys.get(name, at))


def _as_choice(found: Found, naming: str, without: tuple[str, ...]) -> Found:
    if not isinstance(found, Table):
        return found
    kept = ((key, value) for key, value in found.entries if key.text not in without)
    return Table(tuple((Scalar("method", k.place) if k.text == naming else k, v) for k, v in kept), found.place)


@dataclass(frozen=True, slots=True)
class SharesRule:
    """A table of codes, each with a share from 0 to 1."""

    def read(self, found: Found, problems: Problems) -> tuple[tuple[str, float], ...] | None:
        if not isinstance(found, Table) or not found.entries:
            refuse(problems, found, Text("{代码: 0 至 1 的数 …}", "{code: a number from 0 to 1 …}"))
            return None
        read = [(Code().read(key, problems), SHARE.read(value, problems)) for key, value in found.entries]
        return tuple((code, share) for code, share in read if code is not None and share is not None)

    def schema(self) -> Schema:
        return {"type": "object", "additionalProperties": SHARE.schema(), "minProperties": 1}


@dataclass(frozen=True, slots=True)
class NumberOr:
    """A share alone, which stands for a table's first key; or the table."""

    table: TableOf

    def read(self, found: Found, problems: Problems) -> Any:
        if isinstance(found, Table):
            return self.table.read(found, problems)
        share = SHARE.read(found, problems)
        return None if share is None else self.table.build({self.table.keys[0].name: share}, _NOTHING, problems)

    def schema(self) -> Schema:
        return {"anyOf": [SHARE.schema(), self.table.schema()]}


_NOTHING = Table((), Place())


def _weight_noise(values: dict[str, Any], table: Table, problems: Problems) -> WeightNoise:
    return WeightNoise(**values)


def _dropped(values: dict[str, Any], table: Table, problems: Problems) -> Dropped:
    return Dropped(**values)


NOISE = TableOf("weight_noise", (
    Key("relative", SHARE, Text("所有权重的相对浮动", "relative noise of every weight")),
    Key("special", SharesRule(), Text("个别节点、层级或指标的浮动", "other noise for nodes, levels or indicators")),
), _weight_noise)  # fmt: skip

DROP = TableOf("drop", (
    Key("none", SHARE, Text("一个指标也不剔除的概率", "probability that none is left out")),
    Key("codes", ListOf(Code(), 1), Text("可被剔除的指标；不写则为全部", "indicators that may be left out; else all")),
), _dropped)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DataNoiseRule:
    """Relative errors of series or indicators."""

    def read(self, found: Found, problems: Problems) -> DataNoise | None:
        errors = SharesRule().read(found, problems)
        return None if errors is None else DataNoise(errors)

    def schema(self) -> Schema:
        return SharesRule().schema()


@dataclass(frozen=True, slots=True)
class TableOrExample:
    """A table of known keys; anything else is told where to find an example."""

    name: str
    table: TableOf

    def read(self, found: Found, problems: Problems) -> Any:
        if not isinstance(found, Table):
            problems.add("E6011", found.place, name=self.name)
            return None
        return self.table.read(found, problems)

    def schema(self) -> Schema:
        return self.table.schema()


def file_rule(recipe: Recipe, file: str = "") -> TableOrExample:
    """What stands in an assumptions file for a recipe; read into Assumptions."""
    return TableOrExample(file, _top(recipe))


def _top(recipe: Recipe) -> TableOf:
    return TableOf("assumptions", (
        Key("draws", Integer(1, 10**9), Text("抽样次数", "number of draws")),
        Key("factors", TableOrExample("factors", _factors(recipe)), Text("可变的因素", "what is varied")),
    ), _assumptions)  # fmt: skip


def _factors(recipe: Recipe) -> TableOf:
    about = labels()
    numbers: tuple[Rule, ...] = (NumberOr(NOISE), NumberOr(DROP), DataNoiseRule())
    keys = [Key(name, ListOf(WayRule(name, recipe), 1), about[f"factor.{name}"]) for name in METHOD_FACTORS]
    keys += [Key(name, rule, about[f"factor.{name}"]) for name, rule in zip(NUMBER_FACTORS, numbers, strict=True)]
    return TableOf("factors", tuple(keys), lambda values, table, problems: values)


def _assumptions(values: dict[str, Any], table: Table, problems: Problems) -> Assumptions:
    factors = values.pop("factors", {})
    methods = tuple(MethodFactor(name, factors[name]) for name in METHOD_FACTORS if name in factors)
    noise, dropped, errors = (factors.get(name) for name in NUMBER_FACTORS)
    return Assumptions(methods, noise, dropped, errors, **values)


def assumptions_schema() -> Schema:
    """The JSON Schema of assumptions files, from the very keys that are checked."""
    recipe = Recipe()
    top, factors = _top(recipe), _factors(recipe)
    return schema_document(
        "不确定性分析的假设 / assumptions", top.schema(), (top, factors, NOISE, DROP), with_methods=True
    )
