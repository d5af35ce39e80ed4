"""The weights nearest to the present ones under which a region is ahead of others, by linear, mixed-integer and
quadratic programming."""

from __future__ import annotations

import numpy as np

from nqp_index.analysis.free_weights import Field
from nqp_index.methods.kernels import Floats

#: Seconds that one search over which regions stay ahead may take.
SECONDS = 60.0


def best_rank(
    field: Field, i: int, others: list[int], ahead: int, norm: str, margin: float
) -> tuple[Floats | None, bool]:
    """Weights after which at most `ahead` of the others are ahead of i, nearest to the present ones; whether that is
    proven. In the l2 norm the regions that stay ahead are those of the l1 solution, which is proven for none only."""
    if ahead == 0:
        return smallest_change(field, [(i, h) for h in others], norm, margin)
    w, let_go, proven = _l1_letting_go(field, i, others, ahead, margin)
    if w is None or norm == "l1":
        return w, proven
    return smallest_change(field, [(i, h) for h in others if h not in let_go], norm, margin)[0], False


def _l1_letting_go(
    field: Field, i: int, others: list[int], ahead: int, margin: float
) -> tuple[Floats | None, set[int], bool]:
    """The l1 programme with a switch per region that lets it stay ahead, at most `ahead` of them on."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    k, m = len(field.w), len(others)
    differences, wanted = _conditions(field, [(i, h) for h in others], margin)
    slack = np.abs(differences).max(axis=1) + np.abs(wanted)
    switches = np.concatenate([np.diag(slack[:m]), np.zeros((len(wanted) - m, m))])
    eye, none = np.eye(k), np.zeros((k, m))
    rows = [
        LinearConstraint(np.hstack([eye, -eye, none]), ub=field.w),
        LinearConstraint(np.hstack([-eye, -eye, none]), ub=-field.w),
        LinearConstraint(np.hstack([differences, np.zeros_like(differences), switches]), lb=wanted),
        LinearConstraint(np.concatenate([np.ones(k), np.zeros(k + m)])[None], lb=1.0, ub=1.0),
        LinearConstraint(np.concatenate([np.zeros(2 * k), np.ones(m)])[None], ub=float(ahead)),
    ]
    upper = np.concatenate([np.ones(k), np.full(k, np.inf), np.ones(m)])
    found = milp(np.concatenate([np.zeros(k), np.ones(k), np.zeros(m)]), constraints=rows, bounds=Bounds(0.0, upper),
                 integrality=np.concatenate([np.zeros(2 * k), np.ones(m)]),
                 options={"time_limit": SECONDS})  # fmt: skip
    if found.x is None:
        return None, set(), found.status == 2
    let_go = {h for h, on in zip(others, found.x[2 * k :], strict=True) if on > 0.5}
    return np.asarray(found.x[:k]), let_go, found.status == 0


def _conditions(field: Field, pairs: list[tuple[int, int]], margin: float) -> tuple[Floats, Floats]:
    """D (m + g, k) and c (m + g,) with D w >= c when i is ahead of h in every pair, and every region keeps its rank."""
    scale = float(np.nanmax(np.abs(field.a @ field.w + field.rest)))
    differences = np.array([field.a[i] - field.a[h] for i, h in pairs])
    wanted = np.array([field.rest[h] - field.rest[i] for i, h in pairs]) + margin * scale
    kept = np.full(len(field.keep), margin)
    return np.concatenate([differences, field.keep]), np.concatenate([wanted, kept])


def smallest_change(field: Field, pairs: list[tuple[int, int]], norm: str, margin: float) -> tuple[Floats | None, bool]:
    """Weights nearest to the present ones under which i is ahead of h in every pair, None where there are none; and
    whether that is proven."""
    differences, wanted = _conditions(field, pairs, margin)
    if (differences[: len(pairs)] @ field.w >= wanted[: len(pairs)]).all():
        return field.w.copy(), True
    w, proven = _l1(field.w, differences, wanted)
    if w is None or norm == "l1":
        return w, proven
    return _l2(field.w, differences, wanted, w)


def _l1(w0: Floats, differences: Floats, wanted: Floats) -> tuple[Floats | None, bool]:
    """min Σ u over (w, u) with -u <= w - w0 <= u, D w >= c, Σ w = 1, w >= 0; and whether the outcome is proven."""
    from scipy.optimize import linprog

    k = len(w0)
    eye = np.eye(k)
    above = np.block([[eye, -eye], [-eye, -eye], [-differences, np.zeros_like(differences)]])
    limits = np.concatenate([w0, -w0, -wanted])
    total = np.concatenate([np.ones(k), np.zeros(k)])[None]
    cost = np.concatenate([np.zeros(k), np.ones(k)])
    found = linprog(cost, A_ub=above, b_ub=limits, A_eq=total, b_eq=[1.0], bounds=(0, None), method="highs")
    return (np.asarray(found.x[:k]), True) if found.status == 0 else (None, found.status == 2)


def _l2(w0: Floats, differences: Floats, wanted: Floats, start: Floats) -> tuple[Floats, bool]:
    """min Σ (w - w0)² over the same weights, from a point that is admissible: a convex programme; and whether it was
    solved."""
    from scipy.optimize import minimize

    bounds = [(0.0, 1.0)] * len(w0)
    limits = (
        {"type": "eq", "fun": lambda w: w.sum() - 1.0, "jac": lambda w: np.ones(len(w))},
        {"type": "ineq", "fun": lambda w: differences @ w - wanted, "jac": lambda w: differences},
    )
    found = minimize(lambda w: float(((w - w0) ** 2).sum()), start, jac=lambda w: 2 * (w - w0), bounds=bounds,
                     constraints=limits, method="SLSQP", options={"maxiter": 500, "ftol": 1e-14})  # fmt: skip
    return (np.asarray(found.x, dtype=np.float64), True) if found.success else (start, False)


def distance(w: Floats, w0: Floats, norm: str) -> float:
    return float(np.abs(w - w0).sum()) if norm == "l1" else float(np.sqrt(((w - w0) ** 2).sum()))
