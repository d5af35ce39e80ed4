"""Exact splits of the difference between two aggregated scores over their parts."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from nqp_index.methods.kernels import Floats

#: Up to this many parts every order is averaged (Shapley); beyond it so many orders, each with its reverse.
SHAPLEY_UP_TO = 10
SAMPLED_ORDERS = 64


def quasi_linear_slopes(a: Floats, b: Floats, w: Floats, *, q: float) -> Floats:
    """Slopes (k,) with F(a) - F(b) = Σ slope_j (a_j - b_j) exactly, for the power mean F of exponent q.

    q = 1 is the arithmetic mean, whose slopes are the weights; q = 0 the geometric mean, whose slopes are
    w_j L(F(a), F(b)) / L(a_j, b_j) with L the logarithmic mean (log-mean Divisia decomposition).
    A part that does not differ has a slope too, so that slopes can be multiplied down a tree; it is 0 where both are 0
    and no finite slope exists.
    a, b, w  (k,); positive for q <= 0, not negative for other q than 1
    """
    if q == 1.0:
        return w.copy()
    whole_a, whole_b = _power_mean(a, w, q), _power_mean(b, w, q)
    over = _steepness(whole_a, whole_b, q)
    if over == 0.0:
        return np.zeros(len(w))
    steep = np.array([_steepness(float(x), float(y), q) for x, y in zip(a, b, strict=True)])
    return np.asarray(w * steep / over)


def shapley_parts(a: Floats, b: Floats, score: Callable[[Floats], Floats], *, orders: int = SAMPLED_ORDERS) -> Floats:
    """Parts (k,) of score(a) - score(b), each the average effect of moving that part from b to a.

    score  f(rows (m, k)) -> (m,). Up to `SHAPLEY_UP_TO` parts the average runs over all orders (Shapley value); beyond
    it over `orders` of them, half drawn with a fixed seed and the other half their reverses. The parts sum to the
    difference in both cases.
    """
    k = len(a)
    if k > SHAPLEY_UP_TO:
        return _sampled(a, b, score, orders)
    members = (np.arange(2**k)[:, None] >> np.arange(k)) & 1
    values = score(np.where(members == 1, a, b))
    size = members.sum(axis=1)
    share = np.array([math.factorial(s) * math.factorial(k - s - 1) / math.factorial(k) for s in range(k)])
    parts = np.empty(k)
    for j in range(k):
        without = np.flatnonzero(members[:, j] == 0)
        parts[j] = (share[size[without]] * (values[without | (1 << j)] - values[without])).sum()
    return parts


def _sampled(a: Floats, b: Floats, score: Callable[[Floats], Floats], count: int) -> Floats:
    """Effects of moving the parts from b to a one after another, averaged over orders and their reverses."""
    k = len(a)
    drawn = np.random.default_rng(0).permuted(np.tile(np.arange(k), (count // 2, 1)), axis=1)
    orders = np.concatenate([drawn, drawn[:, ::-1]])
    step = np.argsort(orders, axis=1)  # when each part moves
    moved = step[:, None, :] < np.arange(k + 1)[:, None]
    values = score(np.where(moved, a, b).reshape(-1, k)).reshape(len(orders), k + 1)
    return np.asarray(np.take_along_axis(np.diff(values, axis=1), step, axis=1).mean(axis=0))


def _power_mean(z: Floats, w: Floats, q: float) -> float:
    if q == 0.0:
        return math.exp(float((w * np.log(z)).sum()))
    return math.pow(float((w * z**q).sum()), 1 / q)


def _steepness(x: float, y: float, q: float) -> float:
    """(g(x) - g(y)) / (x - y) with g = log for q = 0 and g = z^q otherwise; its limit where x = y."""
    if abs(x - y) <= 1e-9 * max(abs(x), abs(y)):
        middle = (x + y) / 2
        if middle == 0.0:
            return 0.0
        return 1 / middle if q == 0.0 else q * middle ** (q - 1)
    if q == 0.0:
        return math.log(x / y) / (x - y)
    return float((x**q - y**q) / (x - y))
