"""The keys of recipes: shape and types only. Which methods and parameters exist is checked when scoring is planned."""

# ruff: noqa: E501
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from nqp_index.errors import Problems
from nqp_index.model.recipe import Choice, Choices, Combination, Coverage, Ranking, Value, Weighting
from nqp_index.reading.definitions.found import Found, Listing, Scalar, Table
from nqp_index.reading.definitions.rules import (
    CODE,
    NUMBER,
    Code,
    Integer,
    Key,
    ListOf,
    Number,
    OneOf,
    Rule,
    TableOf,
    TextOf,
    finite_number,
    refuse,
)
from nqp_index.reading.definitions.scope_rule import ScopeRule
from nqp_index.terms import Text

__all__ = ["CHOICE", "RECIPE", "WEIGHTING", "parameter_value"]

Schema = dict[str, Any]
#: A method's name or alias, or its label with Chinese in it; the pattern means the same in a JSON schema.
_METHOD = re.compile(
    r"(?:[A-Za-z][A-Za-z0-9_]{0,39}|[A-Za-z -]{0,20}[\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff（）、() -]{0,40})"
)


@dataclass(frozen=True, slots=True)
class ChoiceRule:
    """A method's name, or {method: name, parameter: value …}."""

    combines: bool = False

    def read(self, found: Found, problems: Problems) -> Weighting | None:
        if isinstance(found, Scalar):
            method = _method(found, problems)
            return None if method is None else Choice(method)
        if isinstance(found, Table) and found.get("method") is not None:
            return _choice(found, "method", problems)
        if self.combines and isinstance(found, Table) and found.get("combine") is not None:
            return _combination(found, problems)
        also = ("，或 {combine: 名称, of: [...]}", ", or {combine: name, of: [...]}") if self.combines else ("", "")
        refuse(
            problems,
            found,
            Text(
                f"方法名，或 {{method: 名称, 参数: 值}}{also[0]}",
                f"a method, or {{method: name, parameter: value}}{also[1]}",
            ),
        )
        return None

    def schema(self) -> Schema:
        return {"$ref": "#/$defs/weighting" if self.combines else "#/$defs/choice"}

    def own_schema(self) -> Schema:
        """The rule's own schema, to stand among $defs."""
        name = {"type": "string", "pattern": f"^{_METHOD.pattern}$"}
        codes = {"type": "array", "items": {"type": "string"}}
        choice = {"type": "object", "properties": {"method": name, "codes": codes}, "required": ["method"],
                  "additionalProperties": {"$ref": "#/$defs/parameter"}}  # fmt: skip
        if not self.combines:
            return {"anyOf": [name, choice]}
        several = {"type": "array", "items": {"$ref": "#/$defs/choice"}, "minItems": 2}
        joined = {"type": "object", "properties": {"combine": name, "of": several}, "required": ["combine", "of"],
                  "additionalProperties": {"$ref": "#/$defs/parameter"}}  # fmt: skip
        return {"anyOf": [name, choice, joined]}


def _method(found: Found, problems: Problems) -> str | None:
    if isinstance(found, Scalar) and _METHOD.fullmatch(found.text) and not found.is_null:
        return found.text
    refuse(problems, found, Text("方法名（或其别名、中文名称）", "a method's name, alias or Chinese label"))
    return None


def _choice(table: Table, naming: str, problems: Problems, without: tuple[str, ...] = ()) -> Choice | None:
    method = None
    params: dict[str, Value] = {}
    codes: tuple[str, ...] = ()
    for key, value in table.entries:
        if key.text == naming:
            method = _method(value, problems)
        elif key.text == "codes":
            codes = ListOf(Code()).read(value, problems) or ()
        elif key.text not in without:
            params[key.text] = parameter_value(value, problems)
    return None if method is None else Choice(method, tuple(sorted(params.items())), codes)


def _combination(table: Table, problems: Problems) -> Combination | None:
    by = _choice(table, "combine", problems, without=("of",))
    of = table.get("of")
    if of is None:
        problems.add("E2027", table.place, key="of", about=Text("要组合的赋权方法列表", "the weightings to combine"))
        return None
    several = ListOf(ChoiceRule(), 2).read(of, problems)
    return None if by is None or several is None else Combination(several, by)


def parameter_value(found: Found, problems: Problems) -> Value:
    """A parameter as YAML 1.2 types it: null, true, false, a whole number, a number, a text, or a list of them."""
    if isinstance(found, Listing):
        return tuple(parameter_value(item, problems) for item in found.items)
    if isinstance(found, Table):
        refuse(
            problems,
            found,
            Text("数、文字、true、false、null 或它们的列表", "a number, text, true, false, null, or a list of them"),
        )
        return None
    if found.quoted:
        return found.text
    if found.is_null:
        return None
    if found.text.lower() in {"true", "false"}:
        return found.text.lower() == "true"
    if not NUMBER.fullmatch(found.text) and found.text.lower().strip("+-") not in {".inf", ".nan"}:
        return found.text
    value = finite_number(found)
    if value is None:
        refuse(problems, found, Text("有限的数", "a finite number"))
        return None
    return int(value) if re.fullmatch(r"[-+]?[0-9]{1,15}", found.text) else value


@dataclass(frozen=True, slots=True)
class ChoicesRule:
    """One choice for all, or {default: choice, level, node or indicator code: choice …}."""

    one: ChoiceRule

    def read(self, found: Found, problems: Problems) -> Choices[Any] | None:
        if not isinstance(found, Table) or found.get("default") is None:
            choice = self.one.read(found, problems)
            return None if choice is None else Choices(choice)
        default, special = None, []
        for key, value in found.entries:
            choice = self.one.read(value, problems)
            if key.text == "default":
                default = choice
            elif not CODE.fullmatch(key.text):
                problems.add("E2021", key.place, found=key.text)
            elif choice is not None:
                special.append((key.text, choice))
        return None if default is None else Choices(default, tuple(special))

    def schema(self) -> Schema:
        one = self.one.schema()
        return {"anyOf": [one, {"type": "object", "properties": {"default": one}, "required": ["default"],
                                "additionalProperties": one}]}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShareRule:
    """A share from 0 to 1, as a number or as a fraction such as 2/3."""

    def read(self, found: Found, problems: Problems) -> float | None:
        match = re.fullmatch(r"([0-9]{1,6})/([1-9][0-9]{0,5})", found.text) if isinstance(found, Scalar) else None
        if match and int(match[1]) <= int(match[2]):
            return int(match[1]) / int(match[2])
        return Number(0, 1).read(found, problems)

    def schema(self) -> Schema:
        return {"anyOf": [Number(0, 1).schema(), {"type": "string", "pattern": "^[0-9]{1,6}/[1-9][0-9]{0,5}$"}]}


@dataclass(frozen=True, slots=True)
class Nullable:
    """What another rule admits, or null."""

    rule: Rule

    def read(self, found: Found, problems: Problems) -> Any:
        return None if isinstance(found, Scalar) and found.is_null else self.rule.read(found, problems)

    def schema(self) -> Schema:
        return {"anyOf": [self.rule.schema(), {"type": "null"}]}


def _coverage(values: dict[str, Any], table: Table, problems: Problems) -> Coverage:
    return Coverage(**values)


def _ranking(values: dict[str, Any], table: Table, problems: Problems) -> Ranking:
    return Ranking(**values)


def _kept(values: dict[str, Any], table: Table, problems: Problems) -> dict[str, Any]:
    return values


CHOICE, WEIGHTING = ChoiceRule(), ChoiceRule(combines=True)

COVERAGE = TableOf("coverage", (
    Key("indicator", ShareRule(), Text("指标至少有多大比例的对象有值，低于则提示", "share of regions with a value, below which an indicator is flagged")),
    Key("node", ShareRule(), Text("节点至少有多大权重有值才计分", "share of a node's weight that must be present for a score")),
    Key("pillars", ShareRule(), Text("至少有多大比例的维度有得分才排名", "share of pillars a region needs to be ranked")),
    Key("by", OneOf((("weight", "weight"), ("children", "children"))),
        Text("node 的比例按 weight（权重）还是 children（下级个数，同 COINr 的 dat_thresh）计", "node counts weight, or children, as COINr's dat_thresh does")),
), _coverage)  # fmt: skip

RANKING = TableOf("ranking", (
    Key("ties", OneOf((("competition", "competition"), ("dense", "dense"), ("average", "average"))),
        Text("同分的位次：competition（1224）、dense（1223）、average", "equal scores: competition (1224), dense (1223), average")),
    Key("decimals", Nullable(Integer(0, 12)), Text("先按几位小数取整再排名；null 为不取整", "round scores to so many decimals before ranking; null = do not")),
), _ranking)  # fmt: skip

RECIPE = TableOf("recipe", (
    Key("recipe", Code(), Text("方案名称", "name of the recipe"), True),
    Key("label", TextOf(), Text("显示名称", "name shown"), True),
    Key("reason", TextOf(), Text("为什么这样选", "why these choices")),
    Key("impute", ChoicesRule(CHOICE), Text("缺失值处理", "filling of gaps")),
    Key("treat", ChoicesRule(CHOICE), Text("异常值处理", "treatment of outliers")),
    Key("normalise", ChoicesRule(CHOICE), Text("标准化", "normalisation")),
    Key("weight", ChoicesRule(WEIGHTING), Text("赋权", "weighting")),
    Key("aggregate", ChoicesRule(CHOICE), Text("合成", "aggregation")),
    Key("structure", OneOf((("nested", "nested"), ("flat", "flat"))), Text("逐级合成或一次合成", "level by level, or all indicators at once")),
    Key("scope", ScopeRule(), Text("参照期", "reference set")),
    Key("coverage", COVERAGE, Text("数据完备率要求", "how much must be present")),
    Key("ranking", RANKING, Text("排序规则", "how scores become ranks")),
    Key("time", CHOICE, Text("各年权重，用于跨年综合得分", "weights of the years, for one score over all of them")),
    Key("grade", CHOICE, Text("分级方法", "grading into classes")),
), _kept)  # fmt: skip
