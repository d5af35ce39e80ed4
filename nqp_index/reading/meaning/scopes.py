"""Scopes that title, sheet or file give to all columns: the same label over another scope is another series."""

from __future__ import annotations

from dataclasses import dataclass

from nqp_index.model.framework import Series
from nqp_index.reading.meaning.session import Task
from nqp_index.reading.names import SeriesNames
from nqp_index.reading.names.plain import plain

#: One scope a line: all the ways to write it.
SCOPES: tuple[tuple[str, ...], ...] = (
    ("规模以上工业企业", "规上工业企业", "规模以上工业", "规上工业"),
    ("大中型工业企业", "大中型工业"),
    ("高技术产业", "高技术制造业", "高技术产业(制造业)", "high-tech industry"),
    ("研究与开发机构", "研究机构", "科研机构"),
    ("高等学校", "高等院校", "高校"),
    ("城镇单位", "城镇非私营单位", "非私营单位"),
    ("国有单位", "国有企业", "国有控股企业", "国有及国有控股"),
    ("私营企业", "民营企业", "私营单位"),
    ("外商投资企业", "外资企业"),
    ("限额以上",),
    ("规模以上服务业", "规上服务业"),
    ("市辖区",),
    ("城镇居民", "城镇常住居民"),
    ("农村居民", "农村常住居民"),
    ("国家高新技术产业开发区", "国家级高新区", "国家高新区", "高新区"),
)
_EVERYTHING = ("全社会", "wholesociety")


def scope_of(text: str) -> tuple[str, ...]:
    """The scope that a title names, in all its spellings; empty when it names none or more than one.

    >>> scope_of("5-2 各地区高技术产业生产经营情况")[0], scope_of("各地区生产总值")
    ('高技术产业', ())
    """
    key = plain(text)
    found = [scope for scope in SCOPES if any(plain(word) in key for word in scope)]
    return found[0] if len(found) == 1 else ()


@dataclass(frozen=True, slots=True)
class Scope:
    """What a table is about, in all its spellings. `said_by` = title, sheet or file; empty words = nothing is said."""

    words: tuple[str, ...] = ()
    said_by: str = ""

    def excludes(self, names: SeriesNames, code: str, text: str) -> bool:
        """Whether a series found by `text` is another one than the table's. What only the name of a sheet or a file
        says counts for series that are known to have a scope: such a name often speaks of half of the contents."""
        series = names.series[code]
        if not self.words or names.is_own(text) or plain(text) == plain(code) or speaks_of(series, self.words):
            return False
        if any(plain(word) in plain(text) for word in self.words):
            return False
        return self.said_by == "title" or bool(series.scope.zh or series.scope.en)


def scope_of_table(task: Task) -> Scope:
    """The scope that the titles name, else the sheet, else the file; none where a title says 全社会."""
    table = task.table
    titles = " ".join((*table.meta.titles, table.meta.indicator))
    if any(word in plain(titles) for word in _EVERYTHING):
        return Scope()
    said = {"title": titles, "sheet": table.grid.sheet.name, "file": task.stem}
    found_in = scope_beyond_parks if task.session.lexicon.regions.free else scope_of
    for where, text in said.items():
        if words := found_in(text):
            return Scope(words, where)
    return Scope()


def speaks_of(series: Series, scope: tuple[str, ...]) -> bool:
    """Whether a series is about this scope by any of its names or its declared scope."""
    names = (series.label.zh, series.label.en, *series.aliases, series.scope.zh, series.scope.en)
    return any(plain(word) in plain(name) for name in names for word in scope if name)


def scope_beyond_parks(text: str) -> tuple[str, ...]:
    """The scope of a title where parks are what is assessed: that it speaks of national zones narrows nothing there.

    >>> scope_beyond_parks("国家高新区主要经济指标"), scope_beyond_parks("国家高新区高技术产业营业收入")[0]
    ((), '高技术产业')
    """
    key = plain(text)
    for zones in (scope for scope in SCOPES if "国家高新区" in scope):
        for word in zones:
            key = key.replace(plain(word), " ")
    return scope_of(key)
