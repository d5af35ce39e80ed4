"""Scopes that a title gives to all columns below it: the same label over another scope is another series."""

from __future__ import annotations

from nqp_index.model.framework import Series
from nqp_index.reading.names.plain import plain

#: One scope a line: all the ways to write it.
SCOPES: tuple[tuple[str, ...], ...] = (
    ("规模以上工业企业", "规上工业企业", "规模以上工业", "规上工业"),
    ("大中型工业企业", "大中型工业"),
    ("高技术产业", "高技术制造业", "高技术产业(制造业)", "high-tech industry"),
    ("研究与开发机构", "研究机构", "科研机构"),
    ("高等学校", "高等院校", "高校"),
    ("国家高新技术产业开发区", "国家级高新区", "国家高新区", "高新区"),
)


def scope_of(text: str) -> tuple[str, ...]:
    """The scope that a title names, in all its spellings; empty when it names none or more than one.

    >>> scope_of("5-2 各地区高技术产业生产经营情况")[0], scope_of("各地区生产总值")
    ('高技术产业', ())
    """
    key = plain(text)
    found = [scope for scope in SCOPES if any(plain(word) in key for word in scope)]
    return found[0] if len(found) == 1 else ()


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
