"""Rows that add up regions, or stand beside them: the nation, groups of provinces, listed cities, parts abroad."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from functools import cache

from nqp_index.reading.names.plain import plain
from nqp_index.reading.names.table import indicators_folder, load_places, load_uncomputed


@dataclass(frozen=True, slots=True)
class Aggregate:
    """One name of an aggregate row.

    kind     national: all regions · group: some of them · city: inside a province · other: beyond the regions · mean
    members  (grouping, codes) for every grouping that knows a group of this name; dated groupings share names
    """

    name: str
    kind: str
    names: tuple[str, ...] = ()
    members: tuple[tuple[str, tuple[str, ...]], ...] = ()


#: Totals, means and other measures of the whole list that statistics write under any list of regions, parks included.
_TOTALS = ("总数", "sum")
#: Sums of some of the rows above them, nobody says of which.
SUBTOTAL = "小计"
_SUBTOTALS = (SUBTOTAL, "分计", "汇总", "subtotal", "sub-total")
_MEANS = (
    "平均", "平均值", "均值", "全国平均", "各省平均", "中位数", "最大值", "最小值", "标准差", "极差", "变异系数",
    "average", "mean", "median", "maximum", "minimum", "max", "min", "standard deviation",
)  # fmt: skip


@cache
def load_aggregates() -> dict[str, Aggregate]:
    """Plain name → aggregate, for every spelling known."""
    short = {plain(region.label.zh): region.code for region, _ in load_places()}
    found: dict[str, Aggregate] = {}
    with (indicators_folder() / "aggregates.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            codes = tuple(short[plain(m)] for m in (row["members"] or "").split("|") if plain(m) in short)
            names = tuple(n for n in (row["name"], *(row["aliases"] or "").split("|")) if n)
            members = ((row["grouping"], codes),) if row["grouping"] else ()
            _learn(found, Aggregate(row["name"], row["kind"], names, members))
    _learn(found, Aggregate("全国", "national", ("全国", *_TOTALS)))
    _learn(found, Aggregate(SUBTOTAL, "group", _SUBTOTALS))
    _learn(found, Aggregate("平均", "mean", _MEANS))
    for label, names in load_uncomputed().items():
        _learn(found, Aggregate(label, "other", names))
    return found


def _learn(found: dict[str, Aggregate], aggregate: Aggregate) -> None:
    for name in aggregate.names:
        known = found.get(plain(name))
        merged = replace(known, members=(*known.members, *aggregate.members)) if known else aggregate
        found[plain(name)] = merged
