"""Indicator values from series: every formula evaluated once, on the whole cube."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nqp_index.errors import Problem, problem
from nqp_index.methods.kernels import Floats
from nqp_index.model.framework import Framework, Indicator
from nqp_index.model.panel import Panel
from nqp_index.terms import LANGUAGES, Text
from nqp_index.terms.measures import measure_name

#: No statistic is larger; beyond this, differences and squares leave the range of numbers.
LARGEST = 1e120


@dataclass(frozen=True, eq=False)
class Derived:
    """values (T, R, K) of the indicators that can be computed; left_out: (indicator code, series that are absent)."""

    indicators: tuple[Indicator, ...]
    values: Floats
    left_out: tuple[tuple[str, tuple[str, ...]], ...]
    problems: tuple[Problem, ...]


def derived(panel: Panel, framework: Framework) -> Derived:
    """Evaluate every formula whose series the panel holds, each in its indicator's declared measure.

    An indicator without a single value is left out like one whose series are absent. A division by zero or a
    logarithm of a number that has none gives a missing value and a warning naming the cells.
    """
    series = {code: panel.values[:, :, k] for code, k in panel.series_index.items()}
    there = {code for code, values in series.items() if not np.isnan(values).all()}
    kept, columns, left_out = [], [], []
    problems: list[Problem] = []
    for indicator in framework.indicators:
        absent = tuple(name for name in indicator.formula.names if name not in there)
        if absent:
            left_out.append((indicator.code, absent))
            continue
        values, undefined = indicator.formula.evaluate(series, panel.years)
        undefined = undefined | (np.abs(values) > LARGEST)
        values = np.where(np.abs(values) > LARGEST, np.nan, values)
        if np.isnan(values).all():
            left_out.append((indicator.code, indicator.formula.names))
            continue
        problems.extend(_undefined_cells(panel, indicator, undefined))
        problems.extend(_implausible(panel, indicator, values))
        kept.append(indicator)
        columns.append(values)
    shape = (len(panel.years), len(panel.regions), 0)
    cube = np.stack(columns, axis=-1) if columns else np.empty(shape)
    return Derived(tuple(kept), cube, tuple(left_out), tuple(problems))


def _cells(panel: Panel, mask: NDArray[np.bool_]) -> list[Text]:
    """The first regions and years in words, and how many more there are."""
    found = [_cell(panel.regions[r].label, panel.years[t]) for t, r in np.argwhere(mask)[:8]]
    more = int(mask.sum()) - len(found)
    return [*found, Text(f"+{more}", f"+{more}")] if more > 0 else found


def _cell(region: Text, year: int) -> Text:
    return Text(*(f"{region.of(lang)} {year}" for lang in LANGUAGES))


def _undefined_cells(panel: Panel, indicator: Indicator, undefined: NDArray[np.bool_]) -> list[Problem]:
    if not undefined.any():
        return []
    formula, cells = indicator.formula.text, _cells(panel, undefined)
    return [problem("W4010", indicator.place, code=indicator.code, label=indicator.label, formula=formula, cells=cells)]


def _implausible(panel: Panel, indicator: Indicator, values: Floats) -> list[Problem]:
    low, high = indicator.plausible
    with np.errstate(invalid="ignore"):
        outside = np.zeros(values.shape, bool)
        if low is not None:
            outside |= values < low
        if high is not None:
            outside |= values > high
    if not outside.any():
        return []
    cells, text = _cells(panel, outside), indicator.measure.text
    measure = Text(*(measure_name(text, lang) for lang in LANGUAGES))
    return [
        problem("W4011", indicator.place, code=indicator.code, label=indicator.label, measure=measure, cells=cells,
                low=_end(low), high=_end(high))
    ]  # fmt: skip


def _end(bound: float | None) -> str:
    return "…" if bound is None else f"{bound:g}"
