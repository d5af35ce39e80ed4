"""What weights would it take? The smallest change after which a region has rank k or passes another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nqp_index.analysis.places import node_position, path_of, region_position, year_position
from nqp_index.errors import UsageError, problem
from nqp_index.methods.kernels import Floats
from nqp_index.methods.registry import method
from nqp_index.model.findings import WeightsNeeded
from nqp_index.model.result import Result
from nqp_index.terms import Text

#: Wanted advantage, as a share of the largest score: a tie is no overtaking.
MARGIN = 1e-9


@dataclass(frozen=True, eq=False)
class Field:
    """Scores a (R, k) of the free parts, with own weights w (k,): score = a @ w + rest (R,), rest fixed."""

    a: Floats
    w: Floats
    rest: Floats
    codes: tuple[str, ...]
    labels: tuple[Text, ...]


def weights_to_overtake(
    result: Result, region: str, rival: str, *, year: int | None = None, node: str = "", norm: str = "l1"
) -> WeightsNeeded:
    """The smallest change of weights after which `region` is ahead of `rival`; see `weights_for_rank`."""
    t = year_position(result, year)
    i, h = region_position(result, region), region_position(result, rival)
    if i == h:
        raise UsageError(problem("E6031", name=result.regions[i].label))
    field = _field(result, t, (i, h), node)
    w = _smallest_change(field, [(i, h)], norm)
    return _finding(result, t, i, "overtake", result.regions[h].code, field, w, norm, exact=True)


def weights_for_rank(
    result: Result, region: str, rank: int, *, year: int | None = None, node: str = "", norm: str = "l1"
) -> WeightsNeeded:
    """The smallest change of weights after which `region` has rank `rank` or better.

    node  whose children's weights are free, all other weights as they are; "" = all indicators' effective weights
    norm  l1: the sum of absolute changes, by linear programming; l2: the Euclidean distance, by quadratic programming
    Exact for weighted sums without gaps; `exact` says when it is not proven (l2 and a rank below the first, gaps).
    Whether no weights at all reach the goal is proven as well. Raises UsageError for other aggregations.
    """
    t = year_position(result, year)
    i = region_position(result, region)
    ranked = np.flatnonzero(~np.isnan(result.ranks[t, :, 0]))
    if not 1 <= rank <= len(ranked):
        raise UsageError(problem("E6023", value=rank, most=len(ranked)))
    field = _field(result, t, (i,), node)
    others = [int(h) for h in ranked if h != i]
    w, exact = _best_rank(field, i, others, rank - 1, norm)
    return _finding(result, t, i, "rank", str(rank), field, w, norm, exact=exact)


def _field(result: Result, t: int, needed: tuple[int, ...], node: str) -> Field:
    """The scores that free weights act on. A missing child counts as its parent's score, as renormalising makes it."""
    chosen = [result.recipe.aggregate.at(*path_of(result.framework, code)) for code in result.nodes]
    nonlinear = [c.method for c in chosen if "linear" not in method("aggregate", c.method).traits]
    if nonlinear:
        raise UsageError(problem("E6024", method=tuple(dict.fromkeys(nonlinear))))
    for i in needed:
        if np.isnan(result.scores[t, i, 0]):
            raise UsageError(problem("E6022", region=result.regions[i].label, year=result.years[t]))
    period = min(t, len(result.effective_weights) - 1)
    if not node:
        a = filled_from_parents(result, t)
        labels = {i.code: i.label for i in result.framework.indicators}
        w = result.effective_weights[period]
        used = np.flatnonzero(w > 0)  # an indicator that was given no weight is not brought in by the back door
        codes = tuple(result.indicators[j] for j in used)
        return Field(a[:, used], w[used], np.zeros(len(a)), codes, tuple(labels[c] for c in codes))
    position = node_position(result, node)
    codes = result.children[node]
    local = result.local_weights[node]
    w = local[min(t, len(local) - 1)]
    own = result.scores[t, :, position]
    parts = [_child_scores(result, t, code) for code in codes]
    a = np.stack([np.where(np.isnan(p), own, p) for p in parts], axis=-1)
    share = _share_of(result, node, t)
    index = result.scores[t, :, 0]
    labels = {n.code: n.label for n in result.framework.nodes} | {i.code: i.label for i in result.framework.indicators}
    return Field(share * a, w, index - share * (a @ w), codes, tuple(labels[c] for c in codes))


def _child_scores(result: Result, t: int, code: str) -> Floats:
    if code in result.node_index:
        return result.scores[t, :, result.node_index[code]]
    return result.normalised[t, :, result.indicator_index[code]]


def _share_of(result: Result, node: str, t: int) -> float:
    """Weight of a node in the index: the product of the local weights above it."""
    share, at = 1.0, node
    while (parent := result.framework.parents.get(at)) is not None:
        local = result.local_weights[parent]
        share *= float(local[min(t, len(local) - 1), result.children[parent].index(at)])
        at = parent
    return share


def filled_from_parents(result: Result, t: int) -> Floats:
    """(R, K) indicator scores of one year with each gap at its nearest scored ancestor's score: in a weighted mean
    with renormalised weights a missing child acts as its parent's score, and so does all below a missing parent."""
    found: Floats = result.normalised[t].copy()
    for j, code in enumerate(result.indicators):
        at = result.framework.parents.get(code)
        while at is not None:
            parent = result.scores[t, :, result.node_index[at]]
            found[:, j] = np.where(np.isnan(parent) | np.isnan(found[:, j]), parent, found[:, j])
            at = result.framework.parents.get(at)
    return found


def _best_rank(field: Field, i: int, others: list[int], ahead: int, norm: str) -> tuple[Floats | None, bool]:
    """Weights after which at most `ahead` of the others are ahead of i, nearest to the present ones; whether that is
    proven. In the l2 norm the regions that stay ahead are those of the l1 solution, which is proven for none only."""
    if ahead == 0:
        return _smallest_change(field, [(i, h) for h in others], norm), True
    w, let_go, proven = _l1_letting_go(field, i, others, ahead)
    if w is None or norm == "l1":
        return w, proven
    return _smallest_change(field, [(i, h) for h in others if h not in let_go], norm), False


def _l1_letting_go(field: Field, i: int, others: list[int], ahead: int) -> tuple[Floats | None, set[int], bool]:
    """The l1 programme with a switch per region that lets it stay ahead, at most `ahead` of them on."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    k, m = len(field.w), len(others)
    differences, wanted = _conditions(field, [(i, h) for h in others])
    slack = np.abs(differences).max(axis=1) + np.abs(wanted)
    eye, none = np.eye(k), np.zeros((k, m))
    rows = [
        LinearConstraint(np.hstack([eye, -eye, none]), ub=field.w),
        LinearConstraint(np.hstack([-eye, -eye, none]), ub=-field.w),
        LinearConstraint(np.hstack([differences, np.zeros((m, k)), np.diag(slack)]), lb=wanted),
        LinearConstraint(np.concatenate([np.ones(k), np.zeros(k + m)])[None], lb=1.0, ub=1.0),
        LinearConstraint(np.concatenate([np.zeros(2 * k), np.ones(m)])[None], ub=float(ahead)),
    ]
    upper = np.concatenate([np.ones(k), np.full(k, np.inf), np.ones(m)])
    found = milp(np.concatenate([np.zeros(k), np.ones(k), np.zeros(m)]), constraints=rows, bounds=Bounds(0.0, upper),
                 integrality=np.concatenate([np.zeros(2 * k), np.ones(m)]), options={"time_limit": 60.0})  # fmt: skip
    if found.x is None:
        return None, set(), found.status == 2
    let_go = {h for h, on in zip(others, found.x[2 * k :], strict=True) if on > 0.5}
    return np.asarray(found.x[:k]), let_go, found.status == 0


def _conditions(field: Field, pairs: list[tuple[int, int]]) -> tuple[Floats, Floats]:
    """D (m, k) and c (m,) with D w >= c when i is ahead of h in every pair."""
    scale = float(np.nanmax(np.abs(field.a @ field.w + field.rest)))
    differences = np.array([field.a[i] - field.a[h] for i, h in pairs])
    return differences, np.array([field.rest[h] - field.rest[i] for i, h in pairs]) + MARGIN * scale


def _smallest_change(field: Field, pairs: list[tuple[int, int]], norm: str) -> Floats | None:
    """Weights nearest to the present ones under which i is ahead of h in every pair; None where there are none."""
    differences, wanted = _conditions(field, pairs)
    if (differences @ field.w >= wanted).all():
        return field.w.copy()
    w = _l1(field.w, differences, wanted)
    if w is None or norm == "l1":
        return w
    return _l2(field.w, differences, wanted, w)


def _l1(w0: Floats, differences: Floats, wanted: Floats) -> Floats | None:
    """min Σ u over (w, u) with -u <= w - w0 <= u, D w >= c, Σ w = 1, w >= 0."""
    from scipy.optimize import linprog

    k = len(w0)
    eye = np.eye(k)
    above = np.block([[eye, -eye], [-eye, -eye], [-differences, np.zeros_like(differences)]])
    limits = np.concatenate([w0, -w0, -wanted])
    total = np.concatenate([np.ones(k), np.zeros(k)])[None]
    cost = np.concatenate([np.zeros(k), np.ones(k)])
    found = linprog(cost, A_ub=above, b_ub=limits, A_eq=total, b_eq=[1.0], bounds=(0, None), method="highs")
    return np.asarray(found.x[:k]) if found.status == 0 else None


def _l2(w0: Floats, differences: Floats, wanted: Floats, start: Floats) -> Floats:
    """min Σ (w - w0)² over the same weights, from a point that is admissible: a convex programme."""
    from scipy.optimize import minimize

    bounds = [(0.0, 1.0)] * len(w0)
    limits = (
        {"type": "eq", "fun": lambda w: w.sum() - 1.0, "jac": lambda w: np.ones(len(w))},
        {"type": "ineq", "fun": lambda w: differences @ w - wanted, "jac": lambda w: differences},
    )
    found = minimize(lambda w: float(((w - w0) ** 2).sum()), start, jac=lambda w: 2 * (w - w0), bounds=bounds,
                     constraints=limits, method="SLSQP", options={"maxiter": 500, "ftol": 1e-14})  # fmt: skip
    return np.asarray(found.x, dtype=np.float64) if found.success else start


def _distance(w: Floats, w0: Floats, norm: str) -> float:
    return float(np.abs(w - w0).sum()) if norm == "l1" else float(np.sqrt(((w - w0) ** 2).sum()))


def _finding(
    result: Result, t: int, i: int, goal: str, target: str, field: Field, w: Floats | None, norm: str, *, exact: bool
) -> WeightsNeeded:
    rank_after = None
    if w is not None:
        score = field.a @ w + field.rest
        rank_after = 1 + int((score > score[i] + 1e-12 * np.nanmax(np.abs(score))).sum())
    return WeightsNeeded(
        region=result.regions[i].label, year=result.years[t], goal=goal, target=target, attainable=w is not None,
        norm=norm, codes=field.codes, labels=field.labels, before=field.w,
        after=np.full(len(field.w), np.nan) if w is None else w,
        distance=float("nan") if w is None else _distance(w, field.w, norm),
        exact=exact and not np.isnan(result.normalised[t]).any(),
        rank_before=int(result.ranks[t, i, 0]), rank_after=rank_after,
    )  # fmt: skip
