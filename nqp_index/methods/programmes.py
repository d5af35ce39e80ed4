"""Many small linear programmes solved side by side: the same pivots, each on a table of its own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nqp_index.methods.kernels import Floats

#: Room for rounding in tables whose columns are scaled to at most 1, and whose objective is not below that.
ROOM = 1e-11
#: How far a solution may miss a constraint, or its bound from above, and still be taken for exact.
EXACT = 1e-9
#: Table cells worked on at a time: few enough to stay in the processor's cache.
CELLS = 60_000


@dataclass(frozen=True)
class Solutions:
    """Of programmes max c·x, A x <= b, x >= 0: x (n, k), the prices of the constraints (n, m), and which (n,) are
    proved best by those prices. The others are not to be used."""

    x: Floats
    prices: Floats
    proved: NDArray[np.bool_]


def maximised(a: Floats, b: Floats, c: Floats) -> Solutions:
    """The simplex method from x = 0 on every programme, by the steepest column, and by Bland's rule where that stalls.

    a  (n, m, k)  constraints      b  (n, m)  >= 0      c  (n, k)
    A programme's solution does not depend on which others are solved with it.
    """
    n, m, k = a.shape
    x, prices, proved = np.zeros((n, k)), np.zeros((n, m)), np.zeros(n, dtype=bool)
    step = max(1, CELLS // ((m + 1) * (k + 1)))
    for start in range(0, n, step):
        at = slice(start, start + step)
        scale = np.abs(a[at]).max(axis=1, initial=0.0)
        scale = np.where(scale > 0, scale, 1.0)
        gain = np.abs(c[at] / scale).max(axis=1, initial=0.0)[:, None]
        gain = np.where(gain > 0, np.minimum(gain, 1.0), 1.0)
        table = _Tables(a[at] / scale[:, None, :], b[at], c[at] / scale / gain)
        found = table.solved()
        x[at] = found.x / scale
        prices[at] = found.prices * gain
        proved[at] = found.proved & _is_proved(a[at], b[at], c[at], x[at], prices[at])
    return Solutions(x, prices, proved)


def _is_proved(a: Floats, b: Floats, c: Floats, x: Floats, prices: Floats) -> NDArray[np.bool_]:
    """Whether x keeps the constraints, the prices theirs, and both come to the same sum."""
    value = (c * x).sum(axis=-1)
    room = EXACT * np.maximum(1.0, np.abs(value))
    kept = ((a * x[:, None, :]).sum(axis=-1) - b).max(axis=-1, initial=0.0) <= room
    size = np.maximum(1.0, np.abs(c).max(axis=-1, initial=0.0))
    dear = (c - (a * prices[:, :, None]).sum(axis=1)).max(axis=-1, initial=0.0) <= EXACT * size
    return np.asarray(kept & dear & (np.abs((b * prices).sum(axis=-1) - value) <= room))


class _Tables:
    """Condensed simplex tables (n, m + 1, k + 1): constraints and their right sides, below them the objective.

    rows, columns  which variable stands in each row (m) and column (k); from k on they are the constraints' slacks
    """

    def __init__(self, a: Floats, b: Floats, c: Floats) -> None:
        n, self.m, self.k = a.shape
        self.t = np.zeros((n, self.m + 1, self.k + 1))
        self.t[:, :-1, :-1], self.t[:, :-1, -1], self.t[:, -1, :-1] = a, b, -c
        self.rows = np.tile(self.k + np.arange(self.m), (n, 1))
        self.columns = np.tile(np.arange(self.k), (n, 1))
        self.which = np.arange(n)
        self.values = np.zeros((n, self.k + self.m))
        self.costs = np.zeros((n, self.k + self.m))
        self.done = np.zeros(n, dtype=bool)

    def solved(self) -> Solutions:
        """x, prices and whether an end was reached at all."""
        patience = 4 * (self.m + self.k) + 20
        for turn in range(2 * patience):
            if not self._advance(by_order=turn >= patience):
                break
        return Solutions(self.values[:, : self.k], self.costs[:, self.k :], self.done)

    def _advance(self, *, by_order: bool) -> bool:
        """One pivot in every table that is not finished; whether any was left."""
        cost = self.t[:, -1, :-1]
        entering = _first(cost < -ROOM, self.columns) if by_order else cost.argmin(axis=1)
        place = np.arange(len(cost))
        ended = ~(cost[place, entering] < -ROOM)
        if ended.any():
            self._record(ended)
            self._keep(~ended)
            if not len(self.which):
                return False
            entering, place = entering[~ended], place[: len(self.which)]
        leaving, bounded = self._leaving(entering, place, by_order=by_order)
        if not bounded.all():
            self._keep(bounded)
            entering, leaving, place = entering[bounded], leaving[bounded], place[: len(self.which)]
        self._pivot(leaving, entering, place)
        return len(self.which) > 0

    def _leaving(
        self, entering: NDArray[np.intp], place: NDArray[np.intp], *, by_order: bool
    ) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
        """The row that gives way first in each table; of several, the one with the largest entry (or by order)."""
        column = self.t[place, :-1, entering]
        usable = column > ROOM
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.where(usable, self.t[:, :-1, -1] / column, np.inf)
        least = ratio.min(axis=1, initial=np.inf)
        near = usable & (ratio <= least[:, None] + ROOM)
        chosen = _first(near, self.rows) if by_order else np.where(near, column, -1.0).argmax(axis=1)
        return np.asarray(chosen, dtype=np.intp), np.asarray(np.isfinite(least))

    def _pivot(self, r: NDArray[np.intp], s: NDArray[np.intp], place: NDArray[np.intp]) -> None:
        t = self.t
        column = t[place, :, s]
        pivot = column[place, r]
        row = t[place, r] / pivot[:, None]
        row[place, s] = 1.0 / pivot
        t -= column[:, :, None] * row[:, None, :]
        t[place, :, s] = -column / pivot[:, None]
        t[place, r] = row
        np.maximum(t[:, :-1, -1], 0.0, out=t[:, :-1, -1])
        self.rows[place, r], self.columns[place, s] = self.columns[place, s], self.rows[place, r]

    def _record(self, ended: NDArray[np.bool_]) -> None:
        which = self.which[ended][:, None]
        self.values[which, self.rows[ended]] = self.t[ended, :-1, -1]
        self.costs[which, self.columns[ended]] = np.maximum(self.t[ended, -1, :-1], 0.0)
        self.done[which[:, 0]] = True

    def _keep(self, kept: NDArray[np.bool_]) -> None:
        self.t, self.rows, self.columns = self.t[kept], self.rows[kept], self.columns[kept]
        self.which = self.which[kept]


def _first(marked: NDArray[np.bool_], labels: NDArray[np.intp]) -> NDArray[np.intp]:
    """Position of the smallest label among those marked; 0 where none is."""
    return np.asarray(np.where(marked, labels, np.iinfo(labels.dtype).max).argmin(axis=1))
