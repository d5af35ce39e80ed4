"""Measures written behind the number in its own cell: 1.2万, 175亿元, 3.5%."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from nqp_index.model.framework import Series
from nqp_index.model.measure import Measure, converted
from nqp_index.reading.amounts import Column
from nqp_index.reading.layouts.headings import Heading
from nqp_index.reading.meaning.facts import Rows
from nqp_index.reading.meaning.per_head import read_for
from nqp_index.reading.meaning.session import Task
from nqp_index.reading.measures import nearest_measure, parse_measure, prefix_size

_PREFIXES = {"百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "千亿": 11, "万亿": 12}


#: Two prefixes that make so much together are beyond anything that is counted: 200亿 in a column of 亿元 is 200亿元.
_NEVER_COUNTED = 10**16


@dataclass(frozen=True, slots=True)
class _Doubt:
    """Two ways to read a prefix word, as measures that the number would have."""

    one: str
    other: str


def apply_suffixes(
    task: Task, column: Column, rows: Rows, heading: Heading, chosen: np.ndarray, measure: str, code: str
) -> dict[int, float]:
    """Position → value in the series' measure, for every cell that names its own measure; nan after a refusal."""
    found: dict[int, float] = {}
    if not column.suffixes:
        return found
    series = task.session.series(code)
    own = series.measure
    beside_bare = _stands_beside_bare(column, chosen)
    told: set[str] = set()
    for i in map(int, chosen):
        suffix = column.suffixes.get(i)
        if suffix is None:
            continue
        factor = _factor(suffix, measure, series, beside_bare=beside_bare)
        known = isinstance(factor, Fraction)
        found[i] = float(converted(column.values[i : i + 1], factor)[0]) if isinstance(factor, Fraction) else np.nan
        if suffix in told or suffix == "share":
            continue
        told.add(suffix)
        text, at = column.texts.get(i, ""), (rows[i], heading.column)
        if isinstance(factor, _Doubt):
            number = text.replace(suffix, "").strip()
            one, other = f"{number} {factor.one}", f"{number} {factor.other}"
            task.add("E1272", *at, text=text, measure=measure or own.text, one=one, other=other)
        elif not known:
            task.add("E1253", *at, text=text, measure=measure or own.text, near=nearest_measure(suffix) or own.text)
        elif parse_measure(suffix) != parse_measure(measure or own.text):
            count = sum(1 for s in column.suffixes.values() if s == suffix)
            task.add("W1340", *at, text=text, suffix=suffix, measure=own.text, count=count)
    return found


def measure_of_cells(column: Column, chosen: np.ndarray) -> str:
    """What the first of the cells says behind its number, when all of them say something there."""
    if not column.suffixes or _stands_beside_bare(column, chosen):
        return ""
    said = (column.suffixes[i] for i in map(int, chosen) if i in column.suffixes)
    return next((suffix for suffix in said if suffix != "share"), "")


def _stands_beside_bare(column: Column, chosen: np.ndarray) -> bool:
    """Whether some of the numbers have nothing behind them."""
    return any(column.values[i] == column.values[i] and i not in column.suffixes for i in map(int, chosen))


def _factor(suffix: str, written: str, series: Series, *, beside_bare: bool) -> Fraction | _Doubt | None:
    """From the number as written with its suffix to the series' measure; None when the two do not go together."""
    own = series.measure.text
    target, column = parse_measure(own), parse_measure(written) if written else None
    if suffix == "share":
        base = target or column
        return 1 / base.scale if base else Fraction(1)
    if suffix in _PREFIXES:
        return _of_prefix(suffix, column or target, series.measure, is_said=column is not None, beside_bare=beside_bare)
    measure = parse_measure(suffix)
    if measure is None:
        return None
    if target is None or not own:
        return Fraction(1)
    measure = read_for(series, measure)
    return measure.scale / target.scale if measure.same_kind(target) else None


def _of_prefix(
    suffix: str, base: Measure | None, own: Measure, *, is_said: bool, beside_bare: bool
) -> Fraction | _Doubt | None:
    """A prefix word alone behind a number. It multiplies the unit of a column without a prefix; 1.2万 of 万元 may be
    1.2万元 or 12000 times 万元. A column that says nothing counts single units where all its cells have such words;
    beside bare numbers, which are in the series' own measure, nobody can say."""
    power = _PREFIXES[suffix]
    if base is None or not own.text:
        return Fraction(10) ** power
    if base.is_pure:
        return None
    prefix = prefix_size(base.text)
    unit = base.scale / prefix
    if prefix != 1 and (is_said or beside_bare) and prefix * 10**power < _NEVER_COUNTED:
        return _Doubt(f"{suffix}{_unit_text(base)}", f"{suffix}×{base.text}")
    return Fraction(10) ** power * unit / own.scale


def _unit_text(measure: Measure) -> str:
    """A measure without its prefix word."""
    bare = measure.text.lstrip("十百千万亿")
    return bare if parse_measure(bare) is not None else measure.text
