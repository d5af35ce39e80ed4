"""The neighbours in the ranking, and the one indicator value that would pass them, found by scoring anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from nqp_index.analysis.runs import index_scores
from nqp_index.methods.kernels import Floats
from nqp_index.methods.registry import method
from nqp_index.model.findings import Rival
from nqp_index.model.framework import Indicator, Target
from nqp_index.model.result import Result
from nqp_index.scoring.pipeline import nominal_weights
from nqp_index.scoring.prepare import prepare
from nqp_index.scoring.ready import Ready, made_ready

#: Indicators tried, those with most room times weight.
TRIED = 8

#: Indicators that suffice and are followed up, and rounds on the way to the best observed value; fewer under a method
#: that takes few rows at once, because every row costs much: the value told then suffices, a little more than needed.
FOLLOWED, ROUNDS = 8, 24
FOLLOWED_DEAR, ROUNDS_DEAR = 2, 3

#: How near the value needed is found, as a share of the way to the best observed one.
NEAR = 2.0**-24


def nearest_rivals(result: Result, t: int, r: int, *, above: int = 2, below: int = 1) -> tuple[Rival, ...]:
    """Regions next in the ranking of year t; for those above, the single improvement that passes them.

    The improvement stays within what some region reached that year; the whole scoring (bounds, fitted weights, the
    rival's own score) is done anew with it. NaN where no single indicator suffices.
    """
    ranks = result.ranks[t, :, 0]
    order = [int(h) for h in np.argsort(ranks, kind="stable") if not np.isnan(ranks[h])]
    at = order.index(r)
    over, under = order[max(at - above, 0) : at][::-1], order[at + 1 : at + 1 + below]
    found = []
    if over:
        stored = result.reference if result.recipe.scope.kind == "fixed" else None
        ready = made_ready(result.panel, result.framework, result.recipe, reference=stored)
        found = [_passed(result, ready, t, r, h) for h in over]
    return (*found, *(_plain(result, t, r, h) for h in under))


def _plain(result: Result, t: int, r: int, h: int) -> Rival:
    points = float(result.scores[t, r, 0] - result.scores[t, h, 0])
    return Rival(result.regions[h].label, float(result.ranks[t, h, 0]), points, is_low_good=result.is_low_good)


def _passed(result: Result, ready: Ready, t: int, r: int, h: int) -> Rival:
    rival = _plain(result, t, r, h)
    followed, rounds = _effort(ready)
    columns, best, reach = _candidates(result, ready, t, r)
    if not len(columns):
        return rival
    above = _lead(ready, t, (r, h), columns, best)
    enough = np.flatnonzero(above > 0)[:followed]
    columns, best, reach, above = columns[enough], best[enough], reach[enough], above[enough]
    if not len(columns):
        return rival
    now = ready.x[0, t, r, columns]

    def lead(which: NDArray[np.int64], ways: Floats) -> Floats:
        values = now[which, None] + ways * (best - now)[which, None]
        tried = np.repeat(columns[which], ways.shape[1])
        return _lead(ready, t, (r, h), tried, values.ravel()).reshape(ways.shape)

    high = _shares_of_the_way(lead, reach, rival.lead, above, rounds)
    steps = high * reach
    j = int(np.argmax(steps <= steps.min() + 2 * NEAR * reach))  # the one with most room where several are as near
    indicator = ready.plan.indicators[columns[j]]
    return replace(
        rival, indicator=indicator.code, indicator_label=indicator.label, value_now=float(now[j]),
        value_needed=float(now[j] + high[j] * (best[j] - now[j])), measure=indicator.measure.text,
    )  # fmt: skip


def _shares_of_the_way(
    lead: Callable[[NDArray[np.int64], Floats], Floats], reach: Floats, behind: float, ahead: Floats, rounds: int
) -> Floats:
    """The share of each way (m,) to the best observed value at which the rival is passed; a way that is certainly
    longer than another, `reach` being its whole length, is not followed to its end.

    lead           leads of some ways, by position, at shares (m, 3) of each
    behind, ahead  the lead at the beginning of every way and at the end of each
    """
    low, high = np.zeros(len(ahead)), np.ones(len(ahead))
    below, above = np.full(len(ahead), behind), ahead.copy()
    for _ in range(rounds):
        open_ = np.flatnonzero((low * reach <= (high * reach).min()) & (high - low > NEAR))
        if not len(open_):
            break
        ways = _ways(low[open_], high[open_], below[open_], above[open_])
        leads = np.column_stack([below[open_], lead(open_, ways), above[open_]])
        ways = np.column_stack([low[open_], ways, high[open_]])
        each, first = np.arange(len(open_)), (leads[:, 1:] > 0).argmax(axis=1) + 1
        low[open_], high[open_] = ways[each, first - 1], ways[each, first]
        below[open_], above[open_] = leads[each, first - 1], leads[each, first]
    return high


def _ways(low: Floats, high: Floats, below: Floats, above: Floats) -> Floats:
    """(m, 3) points between two ends to try next, in order: on both sides of where a straight line from one lead to the
    other would cross 0, and the middle, should the leads be far from straight."""
    with np.errstate(invalid="ignore", divide="ignore"):
        crossing = low + (high - low) * below / (below - above)
    middle = (low + high) / 2
    crossing = np.where((crossing > low) & (crossing < high), crossing, middle)
    sides = (np.maximum(crossing - NEAR / 2, low), np.minimum(crossing + NEAR / 2, high))
    return np.sort(np.column_stack([*sides, middle]), axis=1)


def _effort(ready: Ready) -> tuple[int, int]:
    """How many indicators are followed up, and in how many rounds."""
    recipe, branches = ready.recipe, ready.plan.branches
    used = branches[:1] if recipe.structure == "flat" else branches
    dear = any(method("aggregate", recipe.aggregate.at(*b.path).method).max_rows is not None for b in used)
    return (FOLLOWED_DEAR, ROUNDS_DEAR) if dear else (FOLLOWED, ROUNDS)


def _candidates(result: Result, ready: Ready, t: int, r: int) -> tuple[NDArray[np.int64], Floats, Floats]:
    """Columns worth trying, the best value that any region had in each that year, and how far off it scores."""
    best = np.array([_best(i, ready.x[0, t, :, j]) for j, i in enumerate(ready.plan.indicators)])
    own = ready.x[0, t, r]
    reach = np.fmax.reduce(result.normalised[t], axis=0) - result.normalised[t, r]
    room = result.effective_weights[min(t, len(result.effective_weights) - 1)] * reach
    usable = ~np.isnan(own) & ~np.isnan(best) & (own != best) & (np.nan_to_num(room) > 0)
    order = np.argsort(np.where(usable, -room, np.inf), kind="stable")[: min(TRIED, int(usable.sum()))]
    return order.astype(np.int64), best[order], reach[order]


def _best(indicator: Indicator, values: Floats) -> float:
    """The best value present: the largest, the smallest, or the one nearest to a target."""
    there = values[~np.isnan(values)]
    if not len(there):
        return float("nan")
    direction = indicator.direction
    if isinstance(direction, Target):
        away = np.maximum(np.maximum(direction.low - there, there - direction.high), 0.0)
        return float(there[int(np.argmin(away))])
    return float(there.max() if direction == 1 else there.min())


def _lead(ready: Ready, t: int, pair: tuple[int, int], columns: NDArray[np.int64], values: Floats) -> Floats:
    """Index of the region minus that of the rival, with one value of one column replaced in each run (m,)."""
    r, h = pair
    x = np.repeat(ready.x, len(columns), axis=0)
    x[np.arange(len(columns)), t, r, columns] = values
    prepared = prepare(ready.plan, ready.recipe, x, ready.layout, groups=ready.groups)
    weights = nominal_weights(ready, prepared)
    scores = index_scores(ready.plan, ready.recipe, prepared, weights, len(columns))
    return np.asarray(scores[:, t, r] - scores[:, t, h])
