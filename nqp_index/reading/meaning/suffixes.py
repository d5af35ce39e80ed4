"""Measures written behind the number in its own cell: 1.2万, 175亿元, 3.5%."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from nqp_index.model.framework import Series
from nqp_index.model.measure import Measure, converted
from nqp_index.reading.amounts import Column
from nqp_index.reading.layouts.headings import Heading
from nqp_index.reading.meaning.facts import Rows
from nqp_index.reading.meaning.per_head import read_for
from nqp_index.reading.meaning.session import Task
from nqp_index.reading.measures import nearest_measure, parse_measure

_PREFIXES = {"百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "千亿": 11, "万亿": 12}


def apply_suffixes(
    task: Task, column: Column, rows: Rows, heading: Heading, chosen: np.ndarray, measure: str, code: str
) -> dict[int, float]:
    """Position → value in the series' measure, for every cell that names its own measure; nan after a refusal."""
    found: dict[int, float] = {}
    if not column.suffixes:
        return found
    own = task.session.series(code).measure
    told: set[str] = set()
    for i in map(int, chosen):
        suffix = column.suffixes.get(i)
        if suffix is None:
            continue
        factor = _factor(suffix, measure, task.session.series(code))
        found[i] = np.nan if factor is None else float(converted(column.values[i : i + 1], factor)[0])
        if suffix in told or suffix == "share":
            continue
        told.add(suffix)
        text, at = column.texts.get(i, ""), (rows[i], heading.column)
        if factor is None:
            task.add("E1253", *at, text=text, measure=measure or own.text, near=nearest_measure(suffix) or own.text)
        elif parse_measure(suffix) != parse_measure(measure or own.text):
            count = sum(1 for s in column.suffixes.values() if s == suffix)
            task.add("W1340", *at, text=text, suffix=suffix, measure=own.text, count=count)
    return found


def _factor(suffix: str, written: str, series: Series) -> Fraction | None:
    """From the number as written with its suffix to the series' measure; None when that cannot be said for sure."""
    own = series.measure.text
    target, column = parse_measure(own), parse_measure(written) if written else None
    if suffix == "share":
        base = target or column
        return 1 / base.scale if base else Fraction(1)
    if suffix in _PREFIXES:
        base = column or _without_prefix(own) or target
        if base is None or not own:
            return Fraction(10) ** _PREFIXES[suffix]
        if base.scale >= 100 or base.is_pure:
            return None
        return Fraction(10) ** _PREFIXES[suffix] * base.scale / (target or base).scale
    measure = parse_measure(suffix)
    if measure is None:
        return None
    if target is None or not own:
        return Fraction(1)
    measure = read_for(series, measure)
    return measure.scale / target.scale if measure.same_kind(target) else None


def _without_prefix(own: str) -> Measure | None:
    """The unit of a measure without its prefix word, of which a bare 万 in a cell counts when the column says nothing:
    2189万 of 万人 is 2189 times 10 000 人. None where the word may belong to the unit (千米)."""
    bare = own.lstrip("十百万亿")
    return parse_measure(bare) if bare and not bare.startswith("千") else None
