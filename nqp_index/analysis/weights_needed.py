"""What weights would it take? The smallest change after which a region has rank k or passes another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from nqp_index.analysis.free_weights import Field, free_field
from nqp_index.analysis.nearest_weights import best_rank, distance, smallest_change
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
        return smallest_change(field, [(i, h)], norm, margin)

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
        return best_rank(field, i, others, rank - 1, norm, margin)

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


def _finding(
    result: Result, t: int, i: int, goal: tuple[str, str], field: Field, w: Floats | None, norm: str, *, exact: bool,
    rank_after: int | None,
) -> WeightsNeeded:  # fmt: skip
    return WeightsNeeded(
        region=result.regions[i].label, year=result.years[t], goal=goal[0], target=goal[1], attainable=w is not None,
        norm=norm, codes=field.codes, labels=field.labels, before=field.w,
        after=np.full(len(field.w), np.nan) if w is None else w,
        distance=float("nan") if w is None else distance(w, field.w, norm),
        exact=exact and not np.isnan(result.normalised[t]).any(),
        rank_before=int(result.ranks[t, i, 0]), rank_after=rank_after,
    )  # fmt: skip
