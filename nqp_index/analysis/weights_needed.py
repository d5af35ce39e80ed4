"""What weights would it take? The smallest change after which a region has rank k or passes another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from nqp_index.analysis.free_weights import Field, free_field
from nqp_index.analysis.nearest_weights import best_rank, distance, smallest_change
from nqp_index.analysis.places import path_of, region_position, year_position
from nqp_index.analysis.reasons import no_score
from nqp_index.analysis.rescoring import rescoring
from nqp_index.analysis.weights_searched import FEW_SCORINGS, SCORINGS, Pairs, Search, searched
from nqp_index.errors import UsageError, problem
from nqp_index.methods.kernels import Floats
from nqp_index.methods.registry import method
from nqp_index.model.findings import WeightsNeeded
from nqp_index.model.result import Result
from nqp_index.terms import Text

#: Wanted advantages, as shares of the largest score, tried one after another: a tie is no overtaking, and a solver's
#: own tolerance or a gap may eat a small one. The first ones give the weights time to settle where there are gaps.
MARGINS = (1e-9, 1e-9, 1e-7, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3)

#: A change of a weight that is only the rounding of a solver.
NO_CHANGE = 1e-12

#: The weights found for a field and a margin, None where there are none; and whether that is proven.
Solver = Callable[[Field, float], tuple[Floats | None, bool]]


def weights_to_overtake(
    result: Result, region: str, rival: str, *, year: int | None = None, node: str = "", norm: str = "l1", seed: int = 0
) -> WeightsNeeded:
    """The smallest change of weights after which `region` is ahead of `rival`; see `weights_for_rank`."""
    t = year_position(result, year)
    i, h = region_position(result, region), region_position(result, rival)
    if i == h:
        raise UsageError(problem("E6031", name=result.regions[i].label))
    _check(result, t, (i, h))

    def solve(field: Field, margin: float) -> tuple[Floats | None, bool]:
        return smallest_change(field, [(i, h)], norm, margin)

    other = result.regions[h]
    ask = _Ask(t, i, node, norm, ("overtake", other.code, other.label), solve, lambda scores: [(i, h)],
               lambda r: r[..., i] < r[..., h])  # fmt: skip
    return _answer(result, ask, seed)


def weights_for_rank(
    result: Result, region: str, rank: int, *, year: int | None = None, node: str = "", norm: str = "l1", seed: int = 0
) -> WeightsNeeded:
    """The smallest change of weights after which `region` has rank `rank` or better, and no region loses its rank.

    node  whose children's weights are free, all other weights as they are; "" = all indicators' effective weights
    norm  l1: the sum of absolute changes, by linear programming; l2: the Euclidean distance, by quadratic programming
    Exact for weighted sums without gaps; `exact` says when it is not proven (l2 and a rank below the first, gaps).
    With gaps a missing part counts as its parent's score, which itself depends on the weights: the search goes on from
    the scores under the weights it found until they do what they should. The rank afterwards is that of a new scoring.
    That no weights at all reach the goal is said only where it is proven. Where scores are no weighted sums the weights
    are searched for, with `seed`, and never called proven. Raises UsageError for names that are not in the result.
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

    def pairs(scores: Floats) -> list[tuple[int, int]]:
        """All but the `rank` - 1 best of the others."""
        return [(i, h) for h in sorted(others, key=lambda h: -scores[h])[rank - 1 :]]

    ask = _Ask(
        t, i, node, norm, ("rank", str(rank), Text(str(rank), str(rank))), solve, pairs, lambda r: r[..., i] <= rank
    )
    return _answer(result, ask, seed)


@dataclass(frozen=True, eq=False)
class _Ask:
    """What region i wants in the year at position t, for the programmes and for the search."""

    t: int
    i: int
    node: str
    norm: str
    goal: tuple[str, str, Text]
    solve: Solver
    pairs: Pairs
    reached: Callable[[Floats], NDArray[np.bool_]]


def _answer(result: Result, ask: _Ask, seed: int) -> WeightsNeeded:
    """By programmes where scores are weighted sums, else by a search."""
    used = result.nodes[:1] if result.recipe.structure == "flat" else result.nodes
    chosen = [method("aggregate", result.recipe.aggregate.at(*path_of(result.framework, n)).method) for n in used]
    if all("linear" in m.traits for m in chosen):
        return _programmed(result, ask)
    field = free_field(result, ask.t, ask.node)
    scorings = SCORINGS if all(m.max_rows is None for m in chosen) else FEW_SCORINGS
    search = Search(
        rescoring(result, ask.t), field, ask.node, ask.norm, ask.pairs, ask.reached,
        ~np.isnan(result.ranks[ask.t, :, 0]), scorings,
    )  # fmt: skip
    w = searched(search, seed)
    after = None if w is None else int(search.again.ranks(search.scores(w[None]))[0, ask.i])
    return _finding(result, ask, field, w, exact=False, rank_after=after)


def _check(result: Result, t: int, needed: tuple[int, ...]) -> None:
    """Refuse regions without a score."""
    for i in needed:
        if np.isnan(result.scores[t, i, 0]):
            raise no_score(result, t, i)


def _programmed(result: Result, ask: _Ask) -> WeightsNeeded:
    """Weights that a new scoring confirms, by the smallest margin and from the scores under the last ones found."""
    t, node = ask.t, ask.node
    field, again = free_field(result, t, node), rescoring(result, t)
    ranked = ~np.isnan(result.ranks[t, :, 0])
    for margin in MARGINS:
        w, proven = ask.solve(field, margin)
        if w is None:
            return _finding(result, ask, field, None, exact=proven, rank_after=None)
        ranks = again.ranks(again.index_of(field.codes, w, node)[0])
        if ask.reached(ranks) and not np.isnan(ranks[ranked]).any():
            return _finding(result, ask, field, w, exact=proven, rank_after=int(ranks[ask.i]))
        field = _moved(result, t, field, again.scores(field.codes, w, node), w, node)
    return _finding(result, ask, field, None, exact=False, rank_after=None)


def _moved(result: Result, t: int, field: Field, scores: Floats, w: Floats, node: str) -> Field:
    """The field seen from the weights w: gaps at the scores their parents have under these."""
    every = result.scores.copy()
    every[t] = np.where(np.isnan(scores), every[t], scores)
    seen = free_field(replace(result, scores=every), t, node)
    rest = every[t, :, 0] - seen.a @ w if node else field.rest
    return replace(field, a=seen.a, rest=rest)


def _finding(
    result: Result, ask: _Ask, field: Field, w: Floats | None, *, exact: bool, rank_after: int | None
) -> WeightsNeeded:
    t, i = ask.t, ask.i
    if w is not None:
        w = np.where(np.abs(w - field.w) < NO_CHANGE, field.w, w)
    return WeightsNeeded(
        region=result.regions[i].label, year=result.years[t], goal=ask.goal[0], target=ask.goal[1],
        target_label=ask.goal[2],
        attainable=w is not None, norm=ask.norm, codes=field.codes, labels=field.labels, before=field.w,
        after=np.full(len(field.w), np.nan) if w is None else w,
        distance=float("nan") if w is None else distance(w, field.w, ask.norm),
        exact=exact and not np.isnan(result.normalised[t]).any(),
        rank_before=int(result.ranks[t, i, 0]), rank_after=rank_after,
    )  # fmt: skip
