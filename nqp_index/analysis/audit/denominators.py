"""Cells that are large because what they are divided by is tiny."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from nqp_index.analysis.audit.case import Case
from nqp_index.methods.kernels import Floats
from nqp_index.model.formula import Formula, Number, Scaled, SeriesName, Tree, denominators
from nqp_index.model.framework import Indicator


@dataclass(frozen=True, slots=True)
class SmallDenominator:
    """A value of an indicator, and the share of the median region's denominator that it is divided by."""

    region: int
    column: int
    series: tuple[str, ...]
    share: float


def small_denominators(case: Case) -> tuple[SmallDenominator, ...]:
    """The values of the judged year whose denominator is below a tenth (or the limit) of the median region's, the
    smallest first."""
    own = {i.code: i for i in case.result.framework.indicators}
    found = [one for j, code in enumerate(case.result.indicators) for one in _of(case, j, own[code])]
    return tuple(sorted(found, key=lambda one: one.share))


def _of(case: Case, j: int, indicator: Indicator) -> Iterator[SmallDenominator]:
    for tree in denominators(indicator.formula.tree):
        series = _series(tree)
        if not series or any(s not in case.result.panel.series_index for s in series):
            continue
        values = np.abs(_values(case, tree, series))
        middle = float(np.nanmedian(values)) if not np.isnan(values).all() else 0.0
        if middle <= 0:
            continue
        for r in np.flatnonzero((values < case.limit("small_denominator") * middle) & case.used[:, j]):
            yield SmallDenominator(int(r), j, series, float(values[r] / middle))


def _values(case: Case, tree: Tree, series: tuple[str, ...]) -> Floats:
    panel = case.result.panel
    at = [panel.region_index[region.code] for region in case.result.regions]
    cube = {s: panel.values[:, :, panel.series_index[s]] for s in series}
    return np.asarray(Formula("", series, tree).evaluate(cube, panel.years)[0][case.t, at])


def _series(tree: Tree) -> tuple[str, ...]:
    """The series of a part, each once."""
    match tree:
        case Number():
            return ()
        case SeriesName():
            return (tree.code,)
        case Scaled():
            return _series(tree.of)
    parts = tree.parts if hasattr(tree, "parts") else (tree.left, tree.right)
    return tuple(dict.fromkeys(code for part in parts for code in _series(part)))
