"""The keys of frameworks, series and constructs: one table from which the loader and the JSON Schema both follow."""

# ruff: noqa: E501
from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from nqp_index.errors import Problems
from nqp_index.model.framework import Break, Confusable, Construct, Series
from nqp_index.reading.definitions.found import Found, Table
from nqp_index.reading.definitions.framework_rules import DirectionRule, Draft, Ends, FileOrList, MeasureRule
from nqp_index.reading.definitions.rules import (
    Code,
    Flag,
    Integer,
    Key,
    ListOf,
    Number,
    OneOf,
    TableOf,
    TextOf,
    Word,
)
from nqp_index.terms import Text

__all__ = ["CONSTRUCT", "FRAMEWORK", "INDICATOR", "NODE", "SERIES", "TreePart"]

Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class TreePart:
    """A node or an indicator, told apart by the key `indicator`."""

    def read(self, found: Found, problems: Problems) -> Draft | None:
        is_leaf = isinstance(found, Table) and any(found.get(k) is not None for k in ("indicator", "formula"))
        read: Draft | None = (INDICATOR if is_leaf else NODE).read(found, problems)
        return read

    def schema(self) -> Schema:
        return {"anyOf": [NODE.schema(), INDICATOR.schema()]}


@dataclass(frozen=True, slots=True)
class Deferred:
    """A rule that is looked up when it is used, so that a table may hold tables of its own kind."""

    fewest: int = 0

    def read(self, found: Found, problems: Problems) -> tuple[Draft, ...] | None:
        return ListOf(TreePart(), self.fewest).read(found, problems)

    def schema(self) -> Schema:
        return ListOf(TreePart(), self.fewest).schema()


def _draft_node(values: dict[str, Any], table: Table, problems: Problems) -> Draft:
    return Draft(values, table, False, values.get("children", ()))


def _draft_indicator(values: dict[str, Any], table: Table, problems: Problems) -> Draft:
    return Draft(values, table, True)


def _series(values: dict[str, Any], table: Table, problems: Problems) -> Series:
    return Series(**values, place=table.place)


def _construct(values: dict[str, Any], table: Table, problems: Problems) -> Construct:
    return Construct(**values, place=table.place)


def _level(values: dict[str, Any], table: Table, problems: Problems) -> tuple[str, Text]:
    return values["code"], Text(values.get("zh", ""), values.get("en", ""))


def _break(values: dict[str, Any], table: Table, problems: Problems) -> Break:
    return Break(values["year"], values.get("note", Text()))


def _confusable(values: dict[str, Any], table: Table, problems: Problems) -> Confusable:
    return Confusable(values["name"], values.get("note", Text()))


def _kept(values: dict[str, Any], table: Table, problems: Problems) -> dict[str, Any]:
    return values


_LABEL = Text("名称，{zh: …, en: …}", "name, {zh: …, en: …}")
_NOTE = Text("说明", "remarks")
_SOURCE = Text("数据来源", "where the data come from")
_PLAUSIBLE = Text("合理范围 [下限, 上限]，可为 null", "plausible range [low, high]; an end may be null")
_WEIGHT = Text("在同级中的权重，默认 1", "weight among its siblings, 1 by default")

BREAK = TableOf("break", (
    Key("year", Integer(1900, 2200), Text("口径变化的起始年份", "first year of the new definition"), True),
    Key("note", TextOf(), Text("变化的原因", "what changed")),
), _break)  # fmt: skip

CONFUSABLE = TableOf("confusable", (
    Key("name", Word(), Text("容易误认为本序列的名称", "a published name that means another scope"), True),
    Key("note", TextOf(), Text("两者的差别", "how the two differ")),
), _confusable)  # fmt: skip

SERIES = TableOf("series", (
    Key("code", Code(), Text("序列代码", "code of the series"), True),
    Key("label", TextOf(), _LABEL, True),
    Key("measure", MeasureRule(), Text("计量单位", "unit of measurement"), True),
    Key("kind", OneOf((("stock", "stock"), ("flow", "flow"), ("ratio", "ratio"), ("index", "index"))),
        Text("存量、流量、比率或指数，默认流量", "stock, flow, ratio or index; flow by default")),
    Key("aliases", ListOf(Word()), Text("其他名称", "other names")),
    Key("plausible", Ends(open_ends=True), _PLAUSIBLE),
    Key("scope", TextOf(), Text("统计口径", "what the statistic covers")),
    Key("source", TextOf(), _SOURCE),
    Key("note", TextOf(), _NOTE),
    Key("breaks", ListOf(BREAK), Text("口径变化", "breaks in comparability")),
    Key("confusable", ListOf(CONFUSABLE), Text("易混名称", "names that look alike but mean another scope")),
    Key("instead", ListOf(Code()), Text("缺数时依次代用的同一统计的序列", "series of the same statistic that fill its gaps, in order")),
), _series)  # fmt: skip

CONSTRUCT = TableOf("construct", (
    Key("code", Code(), Text("论断代码", "code of the claim"), True),
    Key("section", TextOf(), Text("出处", "section of the text"), True),
    Key("claim", TextOf(), Text("论断（自己的话）", "the claim, in own words"), True),
    Key("analysis", TextOf(), Text("没有单项指标时如何考察", "how it is looked at when no indicator carries it")),
), _construct)  # fmt: skip

LEVEL = TableOf("level", (
    Key("code", Code(), Text("层级代码", "code of the level"), True),
    Key("zh", Word(), Text("中文名", "Chinese name")),
    Key("en", Word(), Text("英文名", "English name")),
), _level)  # fmt: skip

INDICATOR = TableOf("indicator", (
    Key("indicator", Code(), Text("指标代码，一经使用不再更改", "code of the indicator; it never changes"), True),
    Key("label", TextOf(), _LABEL, True),
    Key("formula", Word(), Text("由序列计算的公式；计量单位自动换算", "formula over series; measures convert themselves"), True),
    Key("measure", MeasureRule(), Text("指标的计量单位", "measure of the indicator"), True),
    Key("direction", DirectionRule(), Text("指标方向，默认正向", "which way is better; positive by default")),
    Key("weight", Number(0), _WEIGHT),
    Key("goalposts", Ends(), Text("标准化的上下限", "the ends of the scale, [low, high]")),
    Key("plausible", Ends(open_ends=True), _PLAUSIBLE),
    Key("constructs", ListOf(Code()), Text("所对应的论断", "the claims it serves")),
    Key("source", TextOf(), _SOURCE),
    Key("note", TextOf(), _NOTE),
    Key("stands_for", TextOf(), Text("本指标代替哪个更好的指标", "the better indicator it stands in for")),
    Key("core", Flag(), Text("是否核心指标，默认 true", "whether it belongs to the core set; true by default")),
), _draft_indicator, partial=True)  # fmt: skip

NODE = TableOf("node", (
    Key("code", Code(), Text("节点代码", "code of the node"), True),
    Key("label", TextOf(), _LABEL, True),
    Key("weight", Number(0), _WEIGHT),
    Key("note", TextOf(), _NOTE),
    Key("children", Deferred(1), Text("下级节点或指标", "nodes or indicators below it"), True),
), _draft_node, partial=True)  # fmt: skip

FRAMEWORK = TableOf("framework", (
    Key("framework", Code(), Text("指标体系名称", "name of the framework"), True),
    Key("version", Word(), Text("版本", "version"), True),
    Key("label", TextOf(), _LABEL, True),
    Key("source", TextOf(), _SOURCE),
    Key("note", TextOf(), _NOTE),
    Key("regions", OneOf((("province", "province"), ("free", "free"))),
        Text("评价对象：province（省级）或 free（任意名称）", "what is assessed: province, or free names")),
    Key("levels", ListOf(LEVEL), Text("自上而下各层级的名称", "names of the levels from the root down")),
    Key("series", FileOrList(SERIES), Text("原始序列：文件名或列表", "the raw series: a file name or a list"), True),
    Key("constructs", FileOrList(CONSTRUCT), Text("论断：文件名或列表", "the claims: a file name or a list")),
    Key("tree", NODE, Text("指标树", "the tree of indicators"), True),
), _kept, partial=True)  # fmt: skip
