"""The smallest change of weights where scores are no weighted sums: a search, every step of it scored anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from nqp_index.analysis.free_weights import Field
from nqp_index.analysis.nearest_weights import distance, smallest_change
from nqp_index.analysis.rescoring import Rescoring
from nqp_index.methods.kernels import Floats

#: Scorings that one search may take, and with methods that pay dearly for every row.
SCORINGS, FEW_SCORINGS = 6000, 500

#: Wanted advantages, as shares of the largest score, taken one after another while the last one did not suffice.
MARGINS = (1e-9, 1e-6, 1e-4, 1e-3, 1e-2, 3e-2)

#: Programmes solved on the way, each from the slopes where the last one led.
STEPS = 14

#: Points looked at on the way to weights that suffice, and how often the way is looked at more closely.
POINTS, LOOKS = 16, 3

#: Weights of which pairs are taken back together.
TAKEN_BACK = 8

#: The pairs (i, h) in which i must be ahead of h, given the index scores (R,), larger = better.
Pairs = Callable[[Floats], list[tuple[int, int]]]


@dataclass(eq=False)
class Search:
    """A region's way to a goal; `left` counts the scorings that may still be made.

    reached  whether ranks (m, R) are what is wanted;  ranked  (R,) regions that must keep a rank
    """

    again: Rescoring
    field: Field
    node: str
    norm: str
    pairs: Pairs
    reached: Callable[[Floats], NDArray[np.bool_]]
    ranked: NDArray[np.bool_]
    left: int

    def scores(self, w: Floats) -> Floats:
        """(m, R) index scores under weights (m, k), larger = better."""
        self.left -= len(w)
        return self.again.index_of(self.field.codes, w, self.node)

    def good(self, w: Floats) -> NDArray[np.bool_]:
        """(m,) which weights reach the goal and leave every region its rank."""
        ranks = self.again.ranks(self.scores(w))
        return self.reached(ranks) & ~np.isnan(ranks[:, self.ranked]).any(axis=1)

    def far(self, w: Floats) -> float:
        return distance(w, self.field.w, self.norm)

    def nearest(self, w: Floats) -> Floats:
        """Of weights (m, k) the nearest to the present ones."""
        return np.asarray(min(w, key=self.far))


def searched(search: Search, seed: int) -> Floats | None:
    """Weights that reach the goal and are near to the present ones, None where none were found.

    Programmes on the slopes of the scores, else random weights; then whatever can be taken back is. The same seed
    gives the same weights; the number of scorings is bounded.
    """
    if search.good(search.field.w[None])[0]:
        return search.field.w.copy()
    found = [w for w in (_by_slopes(search), _by_chance(search, np.random.default_rng(seed))) if w is not None]
    return _taken_back(search, search.nearest(np.array(found))) if found else None


def _by_slopes(search: Search) -> Floats | None:
    """The nearest weights by programmes on the scores' slopes, seen anew from wherever the last one led."""
    w, best, margins = search.field.w, None, iter(MARGINS)
    margin = next(margins)
    for _ in range(STEPS):
        if search.left < 2 * len(w) + POINTS * LOOKS:
            break
        seen, scores = _linearised(search, w)
        target, _ = smallest_change(seen, search.pairs(scores), search.norm, margin)
        found = None if target is None else _on_the_way(search, target)
        if found is None:
            if target is None or (margin := next(margins, np.inf)) == np.inf:
                break
            w = target
            continue
        if best is not None and search.far(found) > search.far(best) * (1 - 1e-6):
            break
        w = best = found
    return best


def _linearised(search: Search, w: Floats) -> tuple[Field, Floats]:
    """The field of scores that change with the weights as they do at w, and the scores there."""
    step = 1e-6
    tried = (w + step * np.eye(len(w))) / (1 + step)
    scores = search.scores(np.concatenate([w[None], tried]))
    slopes = ((scores[1:] - scores[0]) / step).T
    slopes, here = np.nan_to_num(slopes), np.nan_to_num(scores[0])
    return replace(search.field, a=slopes, rest=here - slopes @ w), scores[0]


def _on_the_way(search: Search, target: Floats) -> Floats | None:
    """The first weights between the present ones and the target that reach the goal."""
    start, low, high = search.field.w, 0.0, 1.0
    found = None
    for _ in range(LOOKS):
        shares = low + (high - low) * np.arange(1, POINTS + 1) / POINTS
        points = start + shares[:, None] * (target - start)
        good = np.flatnonzero(search.good(points))
        if not good.size:
            break
        found = points[good[0]]
        low, high = (shares[good[0] - 1] if good[0] else low), shares[good[0]]
    return found


def _by_chance(search: Search, rng: np.random.Generator) -> Floats | None:
    """The nearest weights on the ways to single weights, and to random ones, that reach the goal."""
    k = len(search.field.w)
    singles, without = np.eye(k), search.field.w * (1 - np.eye(k))
    kept = without.sum(axis=1) > 0
    without = without[kept] / without[kept].sum(axis=1, keepdims=True)
    ends = np.concatenate([singles, without, rng.dirichlet(np.ones(k), max(4 * k, 60))])
    ends = 0.95 * ends[: max(search.left // 3, 1)] + 0.05 * search.field.w  # no weight is nought: all stays scored
    halves = (ends + search.field.w) / 2
    points = np.concatenate([ends, halves])
    good = points[search.good(points)]
    ways = sorted(good, key=search.far)[:5]
    found = [w for w in (_on_the_way(search, way) for way in ways if search.left > POINTS * LOOKS) if w is not None]
    return search.nearest(np.array(found)) if found else None


def _taken_back(search: Search, w: Floats) -> Floats:
    """The weights with every raise and every cut taken back, in pairs, that the goal does not need."""
    while search.left > 0:
        tried = np.array([*_less_changed(search.field.w, w)])
        if not tried.size:
            return w
        good = tried[: search.left][search.good(tried[: search.left])]
        if not len(good) or search.far(nearer := search.nearest(good)) > search.far(w) * (1 - 1e-4):
            return w
        w = nearer
    return w


def _less_changed(start: Floats, w: Floats) -> Iterator[Floats]:
    """Weights with the raise of one and the cut of another taken back by as much, in full, by half and by a tenth."""
    change = w - start
    raised, cut = (np.argsort(-sign * change, kind="stable")[:TAKEN_BACK] for sign in (1, -1))
    for j in raised[change[raised] > 1e-9]:
        for h in cut[change[cut] < -1e-9]:
            for share in (1.0, 0.5, 0.1):
                back = share * min(change[j], -change[h])
                less = w.copy()
                less[j], less[h] = less[j] - back, less[h] + back
                yield less
