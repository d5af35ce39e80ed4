"""Sobol shares: the design of the runs, the estimators of first-order and total shares, and their bootstrap."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nqp_index.methods.kernels import Floats


@dataclass(frozen=True, eq=False)
class Shares:
    """S and ST (f,) with their bootstrap intervals; variance of the output. A factor that changes nothing has 0.

    rows  rows of the design that were used: those without a missing output
    """

    first: Floats
    total: Floats
    first_interval: Floats
    total_interval: Floats
    variance: float
    mean: float
    rows: int


def sobol_design(rows: int, factors: int, seed: int) -> Floats:
    """Points of N(f + 2) runs in [0, 1): A, B, then A with column j taken from B, for each factor j.

    rows  N, a power of 2; returns (f + 2, N, f). A scrambled Sobol sequence of 2f dimensions: equal seed, equal points.
    """
    from scipy.stats import qmc

    sequence = qmc.Sobol(2 * factors, scramble=True, seed=np.random.default_rng(seed))
    base = np.minimum(sequence.random(rows), np.nextafter(1.0, 0.0))
    a, b = base[:, :factors], base[:, factors:]
    mixed = np.repeat(a[None], factors, axis=0)
    for j in range(factors):
        mixed[j, :, j] = b[:, j]
    return np.concatenate([a[None], b[None], mixed])


def shares(f_a: Floats, f_b: Floats, f_ab: Floats) -> tuple[Floats, Floats]:
    """First-order and total Sobol shares (f,) from outputs f_a, f_b (N,) and f_ab (f, N).

    S_j = mean(f_B (f_ABj - f_A)) / V (Saltelli et al. 2010); ST_j = mean((f_A - f_ABj)²) / (2V) (Jansen 1999).
    V is the variance of f_A and f_B together, ddof 0; V = 0 gives NaN. A factor that changes nothing has exactly 0.
    Small negative values are noise and are not cut off.
    """
    both = np.concatenate([f_a, f_b])
    variance = float(np.var(both))
    if variance <= 1e-24 * max(1.0, float(np.mean(both**2))):
        return np.full(len(f_ab), np.nan), np.full(len(f_ab), np.nan)
    centre = float(np.mean(both))
    first = np.mean((f_b - centre) * (f_ab - f_a), axis=1) / variance
    total = np.mean((f_a - f_ab) ** 2, axis=1) / (2 * variance)
    return first, total


def shares_with_intervals(f_a: Floats, f_b: Floats, f_ab: Floats, *, resamples: int = 500, seed: int = 0) -> Shares:
    """Sobol shares with 95 % percentile intervals from resampling the N rows of the design.

    Runs without an output (NaN) are left out together with their row, and the rows that are left are counted: with
    many rows gone the shares are those of a conditional law. Where no run differs from another, no factor moves the
    output: every share is 0.
    first_interval, total_interval  (2, f) lower and upper end
    """
    good = ~(np.isnan(f_a) | np.isnan(f_b) | np.isnan(f_ab).any(axis=0))
    f_a, f_b, f_ab = f_a[good], f_b[good], f_ab[:, good]
    if len(f_a) < 2:
        nothing = np.full(len(f_ab), np.nan)
        ends = np.full((2, len(f_ab)), np.nan)
        return Shares(nothing, nothing, ends, ends, float("nan"), float("nan"), len(f_a))
    if np.ptp(np.concatenate([f_a[None], f_b[None], f_ab])) == 0.0:
        nothing, ends = np.zeros(len(f_ab)), np.zeros((2, len(f_ab)))
        return Shares(nothing, nothing, ends, ends, 0.0, float(f_a[0]), len(f_a))
    first, total = shares(f_a, f_b, f_ab)
    rng = np.random.default_rng(seed)
    drawn = [shares(f_a[i], f_b[i], f_ab[:, i]) for i in rng.integers(0, len(f_a), (resamples, len(f_a)))]
    intervals = [_ends(np.stack([pair[which] for pair in drawn])) for which in (0, 1)]
    both = np.concatenate([f_a, f_b])
    return Shares(first, total, intervals[0], intervals[1], float(np.var(both)), float(np.mean(both)), len(f_a))


def _ends(drawn: Floats) -> Floats:
    known = drawn[~np.isnan(drawn).any(axis=1)]
    if len(known) == 0:
        return np.full((2, drawn.shape[1]), np.nan)
    return np.asarray(np.percentile(known, [2.5, 97.5], axis=0))
