"""Averages per head are printed in 元 and in 元/人 alike: for a series that is per head the two are one measure."""

from __future__ import annotations

import re

from nqp_index.model.framework import Series
from nqp_index.model.measure import Measure
from nqp_index.reading.measures import parse_measure

_PER_HEAD = re.compile(r"人均|per\s+(?:head|capita)", re.IGNORECASE)


def read_for(series: Series, written: Measure) -> Measure:
    """The measure that `written` stands for in this series: X for X/人, or X/人 for X, where it is one per head."""
    own, person = series.measure, parse_measure("人")
    if not own.text or written.same_kind(own) or person is None or not is_per_head(series):
        return written
    readings = (written.times(person, power) for power in (-1, 1))
    return next((r for r in readings if r.same_kind(own)), written)


def is_per_head(series: Series) -> bool:
    """Whether a series is an average per head by its own name or measure: 人均地区生产总值, 万元/人."""
    return series.measure.text.endswith("/人") or any(
        _PER_HEAD.search(name) for name in (series.label.zh, series.label.en)
    )
