"""Breaks in time: single regions that jump, whole nations that jump, breaks that the dictionary declares."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nqp_index.model.panel import Floats
from nqp_index.reading.consistency.magnitude import slip_text
from nqp_index.reading.consistency.view import View, named
from nqp_index.terms import Text

_JUMP = float(np.log(5))
_STRANGE = 6.0
_NAMED = 5
#: Regions up to which single strange changes are worth a note.
_MOST = 500
_NATION = float(np.log(2))
#: Powers of ten by which measures differ, and how near a jump of the sum comes to one when it is a slip.
_SLIPS = (3, 4, 8)
_NEAR = 0.25


def review_jumps(view: View) -> None:
    """Tell yearly changes above fivefold, changes strange among their own, jumps of the sum, and declared breaks."""
    years = np.array(view.panel.years)
    next_year = np.flatnonzero(np.diff(years) == 1)
    every = len(next_year) == len(years) - 1
    for k in range(len(view.series)):
        values = view.panel.values[:, :, k]
        before, after = (values[:-1], values[1:]) if every else (values[next_year], values[next_year + 1])
        if values.shape[1] <= _MOST or _may_jump(before, after):
            logs = view.logs(k)
            _tell_series(view, k, logs[next_year + 1] - logs[next_year], next_year)
        _tell_sum(view, k, next_year)
    _tell_declared(view)


def _may_jump(before: Floats, after: Floats) -> bool:
    """Whether any value may be more than fivefold or less than a fifth: a few are not, but no jump is overlooked."""
    ratio = after / before
    return bool(
        np.fmax.reduce(ratio, axis=None, initial=1.0) > 4.99 or np.fmin.reduce(ratio, axis=None, initial=1.0) < 0.201
    )


def _tell_series(view: View, k: int, change: Floats, at: np.ndarray) -> None:
    there = change[~np.isnan(change)]
    if not len(there):
        return
    size = np.abs(change)
    _tell_changes(view, "W1373", k, change, np.where(size > _JUMP, size, 0.0), at)
    if change.shape[1] > _MOST:
        return
    middle = np.median(there)
    scale = 1.4826 * np.median(np.abs(there - middle))
    if scale > 0:
        z = np.abs(change - middle) / scale
        _tell_changes(view, "N1373", k, change, np.where((z > _STRANGE) & (size <= _JUMP), z, 0.0), at)


def _tell_changes(view: View, code: str, k: int, change: Floats, badness: Floats, at: np.ndarray) -> None:
    """Tell the changes whose badness is above zero, the worst by name."""
    count = int(np.count_nonzero(badness))
    if not count:
        return
    flat = badness.ravel()
    few = np.argpartition(-flat, min(_NAMED, len(flat) - 1))[: min(_NAMED, count)]
    worst = [divmod(int(i), badness.shape[1]) for i in few[np.argsort(-flat[few], kind="stable")]]
    t, r = worst[0]
    cells = [_with_ratio(view, int(at[i]) + 1, j, float(change[i, j])) for i, j in worst]
    view.problems.add(
        code, view.place(int(at[t]) + 1, r, k), series=view.series[k].label, count=count,
        cells=named(cells, count),
    )  # fmt: skip


def _with_ratio(view: View, t: int, r: int, change: float) -> Text:
    cell = view.cell(t, r)
    return Text(f"{cell.zh}（×{np.exp(change):.3g}）", f"{cell.en} (×{np.exp(change):.3g})")


def _tell_sum(view: View, k: int, at: np.ndarray) -> None:
    """A jump of the sum over the regions that both years have: a new price base or definition rather than an event."""
    if view.series[k].kind not in {"stock", "flow"}:
        return
    values = view.panel.values[:, :, k]
    declared = {b.year for b in view.series[k].breaks}
    for t in at[~_steady(values, at)].tolist():
        before, after = values[t], values[t + 1]
        both = ~np.isnan(before) & ~np.isnan(after)
        if np.count_nonzero(both) < 3 or before[both].sum() <= 0 or after[both].sum() <= 0:
            continue
        change = float(np.log(after[both].sum() / before[both].sum()))
        year = view.panel.years[t + 1]
        if abs(change) <= _NATION:
            continue
        named = {"series": view.series[k].label, "year": year, "ratio": f"{np.exp(change):.3g}"}
        if power := _power_of_ten(change):
            view.problems.add("W1381", None, slip=slip_text(power, view.series[k].measure), **named)
        elif year not in declared:
            view.problems.add("W1374", None, **named)


def _power_of_ten(change: float) -> int:
    """The power of ten of a measure slip that a jump of the sum betrays; 0 when it is none. No event multiplies a
    nation a thousandfold."""
    size = abs(change) / np.log(10)
    power = next((p for p in _SLIPS if abs(size - p) <= _NEAR), 0)
    return power if change > 0 else -power


def _steady(values: Floats, at: np.ndarray) -> NDArray[np.bool_]:
    """Where the sum has surely neither doubled nor halved; with values below zero nothing is sure."""
    total = values.sum(axis=1)
    before, after = total[at], total[at + 1]
    if np.isnan(total).any():
        there = ~np.isnan(values)
        both = there[at] & there[at + 1]
        before, after = (np.sum(values[t], axis=1, where=both) for t in (at, at + 1))
    steady: NDArray[np.bool_] = (after > 0.51 * before) & (after < 1.96 * before) & ~(values < 0).any()
    return steady


def _tell_declared(view: View) -> None:
    """Breaks that the dictionary declares, where the panel has values on both sides."""
    for k, series in enumerate(view.series):
        if not series.breaks:
            continue
        there = np.flatnonzero((~np.isnan(view.panel.values[:, :, k])).any(axis=1)).tolist()
        years = [view.panel.years[t] for t in there]
        for declared in series.breaks:
            if years and years[0] < declared.year <= years[-1]:
                view.problems.add("W1375", None, series=series.label, year=declared.year, note=declared.note)
