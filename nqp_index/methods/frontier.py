"""Weights that put a row in its best light, at which no row of a frontier may exceed 1."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nqp_index.methods.kernels import Floats
from nqp_index.methods.programmes import ROOM, maximised

#: Entries of the constraints of all rows solved at a time.
CONSTRAINT_CELLS = 4_000_000
#: By how little the score may fall when the weights are made even, so that rounding does not empty the choice.
SLACK = 1e-9


def undominated(rows: Floats) -> Floats:
    """Rows that no other row equals or exceeds in everything: the others can never bind."""
    distinct = np.unique(rows, axis=0)[::-1]
    kept = np.empty((0, rows.shape[1]))
    for row in distinct:  # in descending order, so that only earlier rows can dominate
        if not (kept >= row).all(axis=1).any():
            kept = np.vstack([kept, row])
    return kept


def best_weights(y: Floats, frontier: Floats, low: Floats, high: Floats, of: str = "score") -> Floats:
    """Weights (n, k) >= 0 with the largest sum w·y for each row of y (n, k), and w·f <= 1 for all of `frontier` (m, k).

    low, high  (k,) bounds of each column's part of w·y (of: score), or of the sum of w (of: weights)
    The programmes are written in u, each column's part: u = low·S + s with S = Σu leaves s >= 0 as the only bound from
    below. Where bounds leave nothing but 0 the weights are 0.
    """
    part = y if of == "score" else np.ones_like(y)
    with np.errstate(divide="ignore"):
        per_part = np.where(part > 0, 1.0 / part, 0.0)
    able = np.flatnonzero(~((part <= 0) & (low > 0)).any(axis=1) & (y > 0).any(axis=1))
    own = np.zeros(y.shape)
    solve = _only_low if low.sum() >= 1.0 - 1e-12 else _above_low
    for at in _portions(able, frontier):
        own[at] = solve(y[at], per_part[at], frontier, low, high)
        own[at] = _on_the_frontier(own[at], frontier)
    return own


def most_even(y: Floats, best: Floats, frontier: Floats, high: Floats) -> Floats:
    """Among weights (n, k) that serve the rows of y (n, k) as well as `best` does, those whose least part is largest.

    high  (k,) largest part of each column in w·y
    With u = (S - Σs)/k + s the least part is (S - Σs)/k, so that Σs is made small; its prices are what is solved for.
    """
    found = best.copy()
    k = y.shape[1]
    for at in _portions(np.arange(len(y)), frontier):
        per_part, total = 1.0 / y[at], (1 - SLACK) * (best[at] * y[at]).sum(axis=-1)
        g = frontier[None] * per_part[:, None, :]
        even = g.mean(axis=-1, keepdims=True)
        a = np.concatenate([g - even, np.broadcast_to(np.eye(k) - 1.0 / k, (len(at), k, k))], axis=1)
        b = np.concatenate([1.0 - total[:, None] * even[..., 0], total[:, None] * (high - 1.0 / k)], axis=1)
        solved = maximised(-np.swapaxes(a, 1, 2), np.ones((len(at), k)), -b)
        s = solved.prices
        u = (total[:, None] - s.sum(axis=-1, keepdims=True)) / k + s
        several = ((solved.x > ROOM).sum(axis=1) + (1 + (a * solved.x[:, :, None]).sum(axis=1) > ROOM).sum(axis=1)) < k
        for i in np.flatnonzero(several & solved.proved):
            u[i] = _nearest_to_even(g[i], total[i], u[i], high)
        found[at] = np.where(solved.proved[:, None], np.maximum(u, 0.0) * per_part, best[at])
    return found


def _nearest_to_even(g: Floats, total: float, u: Floats, high: Floats) -> Floats:
    """Of several u (k,) with the same least part, the one with the least sum of squares: there is only one.

    The least distance under inequalities as non-negative least squares (Lawson & Hanson 1974, ch. 23).
    """
    from scipy.optimize import nnls

    k = len(u)
    even, one = total / k, np.eye(k)
    above = np.vstack([-g, one, -one, np.ones(k), -np.ones(k)])
    least = np.concatenate([
        even * g.sum(axis=1) - 1.0, np.full(k, u.min() - even), even - high * total, [0.0, 0.0],
    ]) - SLACK * total  # fmt: skip
    turned = np.vstack([above.T, least])
    rest = turned @ nnls(turned, np.append(np.zeros(k), 1.0))[0]
    rest[k] -= 1.0
    return np.asarray(even - rest[:k] / rest[k] if rest[k] < -ROOM else u)


def _portions(places: NDArray[np.intp], frontier: Floats) -> list[NDArray[np.intp]]:
    """Rows that are solved at a time, so that their constraints fit into memory."""
    size = max(1, CONSTRAINT_CELLS // max(frontier.size, 1))
    return [places[start : start + size] for start in range(0, len(places), size)]


def _only_low(y: Floats, per_part: Floats, frontier: Floats, low: Floats, high: Floats) -> Floats:
    """Weights where the lower bounds take everything: their proportions are fixed."""
    return np.asarray(per_part * low)


def _above_low(y: Floats, per_part: Floats, frontier: Floats, low: Floats, high: Floats) -> Floats:
    """Weights where something is left above the lower bounds."""
    free, given = per_part > 0, 1.0 - low.sum()
    a = frontier[None] * per_part[:, None, :]
    gain = y * per_part
    a = np.where(free[:, None, :], a + (a * low).sum(axis=-1, keepdims=True) / given, 0.0)
    c = np.where(free, gain + (gain * low).sum(axis=-1, keepdims=True) / given, 0.0)
    b = np.ones(a.shape[:-1])
    if (high < 1).any():
        most = np.eye(len(low)) + ((low - high) / given)[:, None]
        a = np.concatenate([a, np.where(free[:, None, :], most, 0.0)], axis=1)
        b = np.concatenate([b, np.zeros((len(y), len(low)))], axis=1)
    found = maximised(a, b, c)
    s = found.x
    for i in np.flatnonzero(~found.proved):
        s[i] = _by_highs(a[i], b[i], c[i])
    return np.asarray(per_part * (s + low * s.sum(axis=-1, keepdims=True) / given))


def _by_highs(a: Floats, b: Floats, c: Floats) -> NDArray[np.float64]:
    from scipy.optimize import linprog

    return np.asarray(linprog(-c, A_ub=a, b_ub=b, bounds=(0, None), method="highs").x, dtype=np.float64)


def _on_the_frontier(w: Floats, frontier: Floats) -> Floats:
    """w (n, k) scaled so that the best row of `frontier` comes to exactly 1: what solvers leave of rounding goes."""
    most = (w[:, None, :] * frontier).sum(axis=-1).max(axis=-1, keepdims=True, initial=0.0)
    return np.asarray(np.divide(w, most, out=np.zeros_like(w), where=most > 0))
