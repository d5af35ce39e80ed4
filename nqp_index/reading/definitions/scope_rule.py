"""What may stand under `scope`: one reference set for all steps, or others for treatment, weights and aggregation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from nqp_index.errors import Problems
from nqp_index.model.recipe import Scope
from nqp_index.reading.definitions.found import Found, Scalar, Table
from nqp_index.reading.definitions.rules import Integer, Key, OneOf, keyed, refuse
from nqp_index.terms import Text

Schema = dict[str, Any]
SETS = OneOf((("pooled", "pooled"), ("yearly", "yearly")))
EXPECTED = Text(
    "pooled、yearly、{base: 年份}、{fixed: 文件}，或 {normalise: …, treat: …, weight: …, aggregate: …}",
    "pooled, yearly, {base: year}, {fixed: file}, or {normalise: …, treat: …, weight: …, aggregate: …}",
)


@dataclass(frozen=True, slots=True)
class FileRule:
    """The file of an earlier result, beside the recipe or in a folder below it."""

    def read(self, found: Found, problems: Problems) -> str | None:
        if not isinstance(found, Scalar) or not found.text.strip():
            refuse(problems, found, Text("先前结果的文件名", "the file of an earlier result"))
            return None
        parts = re.split(r"[/\\]", found.text)
        if ".." in parts or not parts[0] or ":" in parts[0]:
            problems.add("E2014", found.place, file=found.text)
            return None
        return found.text

    def schema(self) -> Schema:
        return {"type": "string"}


#: The set of all steps, of which exactly one stands in a table; and the sets of single steps.
WHOLE = (
    Key("normalise", SETS, Text("上下限所依据的年份", "the years that fix the bounds")),
    Key("base", Integer(1900, 2200), Text("基期年份", "the base year")),
    Key("fixed", FileRule(), Text("先前的结果", "an earlier result")),
)
STEPS = (
    Key("treat", SETS, Text("异常值处理所依据的年份", "the years that outliers are treated among")),
    Key("weight", SETS, Text("赋权所依据的年份", "the years that weights are fitted on")),
    Key("aggregate", SETS, Text("合成时相互比较的年份", "the years that an aggregation compares")),
)


@dataclass(frozen=True, slots=True)
class ScopeRule:
    """pooled, yearly, {base: year} or {fixed: file}; {normalise: pooled, treat: yearly, weight: yearly, aggregate:
    yearly}, the last three beside `base` too."""

    def read(self, found: Found, problems: Problems) -> Scope | None:
        if isinstance(found, Scalar):
            kind = SETS.read(found, problems)
            return None if kind is None else Scope(kind)
        stated = [key for key in WHOLE if isinstance(found, Table) and found.get(key.name) is not None]
        if len(stated) != 1:
            refuse(problems, found, EXPECTED)
            return None
        values = keyed(found, (*WHOLE, *STEPS), problems) or {}
        if stated[0].name not in values:
            return None
        own: dict[str, Any] = {key.name: values.get(key.name) for key in STEPS}
        if "normalise" in values:
            return Scope(values["normalise"], **own)
        if "base" in values:
            return Scope("base", base_year=values["base"], **own)
        return Scope("fixed", file=values["fixed"], **own)

    def schema(self) -> Schema:
        steps = {key.name: key.rule.schema() for key in STEPS}
        return {"anyOf": [SETS.schema(), *(
            {"type": "object", "additionalProperties": False, "required": [key.name],
             "properties": {key.name: key.rule.schema(), **steps}}
            for key in WHOLE
        )]}  # fmt: skip
