"""Adds up the ranks of draws round by round, so that memory does not grow with their number."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from nqp_index.analysis.runs import Ranked
from nqp_index.methods.kernels import Floats
from nqp_index.methods.statistics.rank_draws import batch_error, mean_shift, paired, rank_counts, rank_quantile

Ints = NDArray[np.int64]

#: Batches of draws whose spread gives the Monte Carlo error.
BATCHES = 10

#: Ends and middle of the rank interval.
ENDS = (0.05, 0.5, 0.95)


class Tally:
    """Counts (T, R, R + 1) of every rank over all draws, and the ends of each tenth of the draws.

    wins, met  (T, R, R) how often region i was ahead of h, and how often both had a rank; empty with many regions
    ran        (T,) draws that rank anybody
    """

    def __init__(self, draws: int, nominal: Ints) -> None:
        T, R = nominal.shape
        self.counts = np.zeros((T, R, R + 1), dtype=np.int64)
        pairs = paired(R)
        self.wins, self.met = np.zeros((T, pairs, pairs), dtype=np.int64), np.zeros((T, pairs, pairs), dtype=np.int64)
        self.ran = np.zeros(T, dtype=np.int64)
        self.failures: dict[str, int] = {}
        self.shifts: list[Floats] = []
        self._nominal = nominal
        self._open = np.zeros_like(self.counts)
        self._edges = [math.ceil(draws * (b + 1) / BATCHES) for b in range(BATCHES)] if draws >= 2 * BATCHES else []
        self._low: list[Floats] = []
        self._high: list[Floats] = []
        self._seen = 0

    def add(self, found: Ranked) -> None:
        """Count the next draws, in the order of the draws."""
        whole = found.ranks.astype(np.int64)
        self.wins += found.wins
        self.met += found.met
        self.ran += (whole > 0).any(axis=-1).sum(axis=0)
        for reason, times in found.failures:
            self.failures[reason] = self.failures.get(reason, 0) + times
        self.shifts.append(np.stack([mean_shift(whole[:, t], self._nominal[t]) for t in range(whole.shape[1])], axis=1))
        start = 0
        while start < len(whole):
            edge = self._edges[len(self._low)] if len(self._low) < len(self._edges) else math.inf
            stop = int(min(len(whole), start + edge - self._seen))
            part = whole[start:stop]
            self._open += np.stack([rank_counts(part[:, t]) for t in range(whole.shape[1])])
            self._seen += stop - start
            start = stop
            if self._seen == edge:
                self._close()

    def _close(self) -> None:
        self._low.append(rank_quantile(self._open, ENDS[0]))
        self._high.append(rank_quantile(self._open, ENDS[2]))
        self.counts += self._open
        self._open[:] = 0

    def totals(self) -> Ints:
        """Counts over all draws added so far."""
        return self.counts + self._open

    def unranked(self) -> Floats:
        """(T, R) share of the draws that rank anybody in which a region has no rank; NaN in years without any."""
        ranked = self.totals()[..., 1:].sum(axis=-1)
        ran = np.where(self.ran > 0, self.ran, np.nan)[:, None]
        return np.asarray(1.0 - ranked / ran)

    def errors(self) -> tuple[Floats, Floats]:
        """(T, R) Monte Carlo standard errors of the two ends; NaN with too few draws."""
        if len(self._low) < 2:
            missing = np.full(self.counts.shape[:2], np.nan)
            return missing, missing
        return batch_error(self._low), batch_error(self._high)

    def shift(self) -> Floats:
        """(T, 3) mean, 5 % and 95 % of the draws' mean rank shift."""
        return np.stack([_mean_and_ends(own) for own in np.concatenate(self.shifts).T])


def _mean_and_ends(shifts: Floats) -> Floats:
    """Mean, 5 % and 95 % of one year's shifts (M,), over the draws that rank somebody in that year."""
    known = np.sort(shifts[~np.isnan(shifts)])
    if not len(known):
        return np.full(3, np.nan)
    at = [max(math.ceil(p * len(known) - 1e-9), 1) - 1 for p in (ENDS[0], ENDS[2])]
    return np.array([known.mean(), known[at[0]], known[at[1]]])
