"""Where a series has no value, the series its dictionary names instead: converted, with the way back kept."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from nqp_index.errors import Problem, problem
from nqp_index.methods.kernels import Floats
from nqp_index.model.framework import Framework, Series
from nqp_index.model.measure import converted
from nqp_index.model.panel import Panel

#: Values, status and origin of one series, each (T, R).
Column = tuple[Floats, NDArray[np.uint8], NDArray[np.int32]]


def substituted(panel: Panel, framework: Framework) -> tuple[Panel, tuple[Problem, ...]]:
    """The panel with every empty cell of a series taken from the series that may stand in for it.

    A cell taken over keeps its own origin and status, so that an explanation still leads to the file and the cell it
    came from. One note per pair of series tells how many cells were taken.
    """
    notes: list[Problem] = []
    taken: dict[str, Column] = {}
    for series in framework.series:
        if series.instead and any(code in panel.series_index for code in series.instead):
            taken[series.code] = _filled(panel, framework, series, notes)
    if not notes:
        return panel, ()
    codes = tuple(s.code for s in framework.series if s.code in panel.series_index or s.code in taken)
    codes += tuple(c for c in panel.series if c not in codes)
    columns = [taken.get(code) or _own(panel, code) for code in codes]
    return replace(
        panel, series=codes, values=np.stack([values for values, _, _ in columns], axis=-1),
        status=np.stack([status for _, status, _ in columns], axis=-1),
        origin=np.stack([origin for _, _, origin in columns], axis=-1),
    ), tuple(notes)  # fmt: skip


def _own(panel: Panel, code: str) -> Column:
    """Values, status and origin of one series; all missing where the panel does not have it."""
    if code not in panel.series_index:
        shape = panel.values.shape[:2]
        return np.full(shape, np.nan), np.zeros(shape, np.uint8), np.full(shape, -1, np.int32)
    k = panel.series_index[code]
    return panel.values[:, :, k].copy(), panel.status[:, :, k].copy(), panel.origin[:, :, k].copy()


def _filled(panel: Panel, framework: Framework, series: Series, notes: list[Problem]) -> Column:
    values, status, origin = _own(panel, series.code)
    for code in series.instead:
        other = framework.series_by_code[code]
        theirs, their_status, their_origin = _own(panel, code)
        gaps = np.isnan(values) & ~np.isnan(theirs)
        if not gaps.any():
            continue
        values[gaps] = converted(theirs, other.measure.factor_to(series.measure))[gaps]
        status[gaps], origin[gaps] = their_status[gaps], their_origin[gaps]
        notes.append(problem("N4020", code=series.code, label=series.label, other=code, count=int(gaps.sum())))
    return values, status, origin
