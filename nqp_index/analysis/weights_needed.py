"""What weights would it take? The smallest change after which a region has rank k or passes another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from nqp_index.analysis.free_weights import Field, free_field
from nqp_index.analysis.places import path_of, region_position, year_position
from nqp_index.analysis.rescoring import rescoring
from nqp_index.errors import UsageError, problem
from nqp_index.methods.kernels import Floats
from nqp_index.methods.registry import method
from nqp_index.model.findings import WeightsNeeded
from nqp_index.model.result import Result

#: Wanted advantages, as shares of the largest score, tried one after another: a tie is no overtaking, and a solver's
#: own tolerance or a gap may eat a small one. The first ones give the weights time to settle where there are gaps.
MARGINS = (1e-9, 1e-9, 1e-7, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3)

#: Seconds that one search over which regions stay ahead may take.
SECONDS = 60.0


#: The weights found for a field and a margin, None where there are none; and whether that is proven.
Solver = Callable[[Field, float], tuple[Floats | None, bool]]


def weights_to_overtake(
    result: Result, region: str, rival: str, *, year: int | None = None, node: str = "", norm: str = "l1"
) -> WeightsNeeded:
    """The smallest change of weights after which `region` is ahead of `rival`; see `weights_for_rank`."""
    t = year_position(result, year)
    i, h = region_position(result, region), region_position(result, rival)
    if i == h:
        raise UsageError(problem("E6031", name=result.regions[i].label))
    _check(result, t, (i, h))

    def solve(field: Field, margin: float) -> tuple[Floats | None, bool]:
        return _smallest_change(field, [(i, h)], norm, margin)

    return _search(result, t, i, node, norm, solve, lambda r: bool(r[i] < r[h]), ("overtake", result.regions[h].code))


def weights_for_rank(
    result: Result, region: str, rank: int, *, year: int | None = None, node: str = "", norm: str = "l1"
) -> WeightsNeeded:
    """The smallest change of weights after which `region` has rank `rank` or better, and no region loses its rank.

    node  whose children's weights are free, all other weights as they are; "" = all indicators' effective weights
    norm  l1: the sum of absolute changes, by linear programming; l2: the Euclidean distance, by quadratic programming
    Exact for weighted sums without gaps; `exact` says when it is not proven (l2 and a rank below the first, gaps).
    With gaps a missing part counts as its parent's score, which itself depends on the weights: the search goes on from
    the scores under the weights it found until they do what they should. The rank afterwards is that of a new scoring.
    That no weights at all reach the goal is said only where it is proven. Raises UsageError for other aggregations.
    """
    t = year_position(result, year)
    i = region_position(result, region)
    ranked = np.flatnonzero(~np.isnan(result.ranks[t, :, 0]))
    if not 1 <= rank <= len(ranked):
        raise UsageError(problem("E6023", value=rank, most=len(ranked)))
    _check(result, t, (i,))
    others = [int(h) for h in ranked if h != i]

    def solve(field: Field, margin: float) -> tuple[Floats | None, bool]:
        return _best_rank(field, i, others, rank - 1, norm, margin)

    return _search(result, t, i, node, norm, solve, lambda r: bool(r[i] <= rank), ("rank", str(rank)))


def _check(result: Result, t: int, needed: tuple[int, ...]) -> None:
    """Refuse aggregations that are no weighted sums, and regions without a score."""
    chosen = [result.recipe.aggregate.at(*path_of(result.framework, code)) for code in result.nodes]
    nonlinear = [c.method for c in chosen if "linear" not in method("aggregate", c.method).traits]
    if nonlinear:
        raise UsageError(problem("E6024", method=tuple(dict.fromkeys(nonlinear))))
    for i in needed:
        if np.isnan(result.scores[t, i, 0]):
            raise UsageError(problem("E6022", region=result.regions[i].label, year=result.years[t]))


def _search(
    result: Result, t: int, i: int, node: str, norm: str, solve: Solver, reached: Callable[[Floats], bool],
    goal: tuple[str, str],
) -> WeightsNeeded:  # fmt: skip
    """Weights that a new scoring confirms, by the smallest margin and from the scores under the last ones found."""
    field, again = free_field(result, t, node), rescoring(result, t)
    ranked = ~np.isnan(result.ranks[t, :, 0])
    for margin in MARGINS:
        w, proven = solve(field, margin)
        if w is None:
            return _finding(result, t, i, goal, field, None, norm, exact=proven, rank_after=None)
        scores = again.scores(field.codes, w, node)
        ranks = again.ranks(scores)
        if reached(ranks) and not np.isnan(ranks[ranked]).any():
            return _finding(result, t, i, goal, field, w, norm, exact=proven, rank_after=int(ranks[i]))
        field = _moved(result, t, field, scores, w, node)
    return _finding(result, t, i, goal, field, None, norm, exact=False, rank_after=None)


def _moved(result: Result, t: int, field: Field, scores: Floats, w: Floats, node: str) -> Field:
    """The field seen from the weights w: gaps at the scores their parents have under these."""
    every = result.scores.copy()
    every[t] = np.where(np.isnan(scores), every[t], scores)
    seen = free_field(replace(result, scores=every), t, node)
    rest = every[t, :, 0] - seen.a @ w if node else field.rest
    return replace(field, a=seen.a, rest=rest)


def _best_rank(
    field: Field, i: int, others: list[int], ahead: int, norm: str, margin: float
) -> tuple[Floats | None, bool]:
    """Weights after which at most `ahead` of the others are ahead of i, nearest to the present ones; whether that is
    proven. In the l2 norm the regions that stay ahead are those of the l1 solution, which is proven for none only."""
    if ahead == 0:
        return _smallest_change(field, [(i, h) for h in others], norm, margin)
    w, let_go, proven = _l1_letting_go(field, i, others, ahead, margin)
    if w is None or norm == "l1":
        return w, proven
    return _smallest_change(field, [(i, h) for h in others if h not in let_go], norm, margin)[0], False


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


def _smallest_change(
    field: Field, pairs: list[tuple[int, int]], norm: str, margin: float
) -> tuple[Floats | None, bool]:
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


def _distance(w: Floats, w0: Floats, norm: str) -> float:
    return float(np.abs(w - w0).sum()) if norm == "l1" else float(np.sqrt(((w - w0) ** 2).sum()))


def _finding(
    result: Result, t: int, i: int, goal: tuple[str, str], field: Field, w: Floats | None, norm: str, *, exact: bool,
    rank_after: int | None,
) -> WeightsNeeded:  # fmt: skip
    return WeightsNeeded(
        region=result.regions[i].label, year=result.years[t], goal=goal[0], target=goal[1], attainable=w is not None,
        norm=norm, codes=field.codes, labels=field.labels, before=field.w,
        after=np.full(len(field.w), np.nan) if w is None else w,
        distance=float("nan") if w is None else _distance(w, field.w, norm),
        exact=exact and not np.isnan(result.normalised[t]).any(),
        rank_before=int(result.ranks[t, i, 0]), rank_after=rank_after,
    )  # fmt: skip
