"""Ranks over many draws: the ranks of every draw, how often each rank and each pair's order occurred, and intervals."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nqp_index.methods.kernels import TIE, Floats, has_gaps

Ints = NDArray[np.int64]

#: Up to this many regions ranks are found by comparing every pair, which also tells who is ahead of whom.
PAIRS_UP_TO = 200

#: Draws compared at a time: bytes of eight comparisons are added as one word, and 224 words cannot overflow a byte.
#: A multiple of the 256 draws that are multiplied at a time, so that blocks need no filling up.
BLOCK = 8 * 224

#: Scores are first compared in single precision. Those further apart there than this share of the largest are apart
#: by more than the tolerance: rounding moves the two scores and the mark above one by 2⁻²⁴ of the largest each.
SURELY = 2.0**-22

#: Comparisons that are made in one go, rather than row by row.
FEW = 32_768

#: Single precision keeps its digits down to this size.
SMALLEST = 1e-30


def draw_ranks(scores: Floats) -> Ints:
    """Competition ranks of every draw: scores (M, R), larger is better -> (M, R); 0 where there is no score.

    Scores closer than the tie tolerance share a rank, as in `kernels.ranks`.
    >>> draw_ranks(np.array([[.5, .9, .9, .1]]))
    array([[3, 1, 1, 4]])
    """
    if scores.shape[-1] <= PAIRS_UP_TO:
        return compared(scores)[0].astype(np.int64)
    M, R = scores.shape
    s = -scores
    order = np.argsort(s, axis=-1)  # NaN goes last
    order += R * np.arange(M)[:, None]
    ordered = np.take(s, order)
    with np.errstate(invalid="ignore"):
        new = ordered[:, 1:] - ordered[:, :-1] > TIE * _largest(scores, axis=-1)[:, None]
    first = np.ones((M, R), dtype=np.int64)
    np.multiply(new, np.arange(2, R + 1), out=first[:, 1:])
    if not new.all():
        np.maximum.accumulate(first, axis=-1, out=first)
    found = np.empty(M * R, dtype=np.int64)
    found[order] = first
    found = found.reshape(M, R)
    if has_gaps(scores):
        found[np.isnan(scores)] = 0
    return found


def compared(scores: Floats, into: NDArray[np.uint16] | None = None) -> tuple[NDArray[np.uint16], Ints]:
    """Ranks (M, R) of every draw, and how often region i was strictly ahead of region h: wins (R, R).

    into  (M, R) where the ranks are to be written
    """
    M, R = scores.shape
    found = room_for_draws(M, 1, R, np.uint16)[:, 0] if into is None else into
    wins = np.zeros((R, R), dtype=np.int64)
    for start in range(0, M, BLOCK):
        s = np.ascontiguousarray(scores[start : start + BLOCK].T)
        found[start : start + BLOCK] = _places(s, wins).T
    return found, wins


def paired(R: int) -> int:
    """Of how many of R regions pairs are compared: of all, or of none where they are very many."""
    return R if R <= PAIRS_UP_TO else 0


def room_for_draws(M: int, T: int, R: int, kind: type[np.generic] = np.float64) -> NDArray[Any]:
    """Empty (M, T, R), laid out in memory as ranks are found: the draws of a region side by side where pairs of regions
    are compared, the regions of a draw side by side where each draw is sorted."""
    return np.empty((T, R, M), dtype=kind).transpose(2, 0, 1) if R <= PAIRS_UP_TO else np.empty((M, T, R), dtype=kind)


def _places(s: Floats, wins: Ints) -> NDArray[np.uint8]:
    """Ranks (R, m) of a block of draws s (R, m); adds each win to `wins` (R, R).

    Draws in which single precision cannot tell every pair apart are compared again in full.
    """
    R, m = s.shape
    with np.errstate(over="ignore", invalid="ignore"):
        single = s.astype(np.float32)
        largest = np.maximum(single.max(axis=0), -single.min(axis=0))
        above = single + np.float32(SURELY) * largest
    if np.isnan(largest).any():
        return _places_in_full(s, wins)
    found, won = _better(single, above)
    pairs = found.sum(axis=0, dtype=np.uint16)
    unsure = np.flatnonzero((pairs != R * (R - 1) // 2) | (largest < SMALLEST))
    if 2 * len(unsure) > m:
        return _places_in_full(s, wins)
    wins += won
    found += 1
    if len(unsure):
        wins -= _better(single[:, unsure], above[:, unsure])[1]
        found[:, unsure] = _places_in_full(s[:, unsure], wins)
    return found


def _places_in_full(s: Floats, wins: Ints) -> NDArray[np.uint8]:
    """The same in double precision; 0 where there is no score."""
    found, won = _better(s, s + TIE * _largest(s, axis=0))
    wins += won
    found += 1
    found[np.isnan(s)] = 0
    return found


def _better(s: NDArray[np.floating[Any]], above: NDArray[np.floating[Any]]) -> tuple[NDArray[np.uint8], Ints]:
    """How many of s (R, m) lie above each row's mark `above` (R, m); and in how many draws i lies above h's (R, R)."""
    R, m = s.shape
    if R * R * m < FEW:
        over = s[:, None] > above
        return over.sum(axis=0, dtype=np.uint8), over.sum(axis=2)
    found = np.empty((R, m), dtype=np.uint8)
    better = np.zeros((R, -(-m // 8) * 8), dtype=np.uint8)
    draws, words = better[:, :m], better.view(np.uint64)
    counts = np.empty((R, R), dtype=np.uint64)
    for i in range(R):
        np.greater(s, above[i], out=draws.view(np.bool_))
        np.add.reduce(draws, axis=0, out=found[i])
        np.add.reduce(words, axis=1, out=counts[i])
    return found, counts.view(np.uint8).reshape(R, R, 8).sum(axis=2, dtype=np.int64).T


def rank_counts(ranks: Ints) -> Ints:
    """How often each rank occurred: ranks (M, R) -> (R, R + 1); column 0 counts the draws without a rank."""
    R = ranks.shape[1]
    width = R + 1
    flat = ranks + np.arange(R) * width
    return np.bincount(flat.ravel(), minlength=R * width).reshape(R, width)


def rank_quantile(counts: Ints, share: float) -> Floats:
    """The ceil(share · n)-th smallest rank that occurred, from counts (..., R + 1) -> (...); NaN without any rank.

    An inverted distribution function: the bound is a rank that was attained, never a fraction between two.
    """
    ranked = counts[..., 1:]
    n = ranked.sum(axis=-1)
    needed = np.maximum(np.ceil(share * n - 1e-9), 1)
    reached = np.cumsum(ranked, axis=-1) >= needed[..., None]
    return np.asarray(np.where(n > 0, reached.argmax(axis=-1) + 1.0, np.nan))


def acceptability(counts: Ints) -> Floats:
    """Share of the ranked draws with each rank: counts (..., R, R + 1) -> (..., R, R); NaN rows without any rank."""
    n = counts[..., 1:].sum(axis=-1, keepdims=True)
    return np.asarray(np.divide(counts[..., 1:], n, out=np.full(counts[..., 1:].shape, np.nan), where=n > 0))


def ahead_share(wins: Ints, met: Ints) -> Floats:
    """Share of draws in which region i is ahead of region h, ties half; NaN on the diagonal and for pairs never met.

    wins (..., R, R) strict wins; met (..., R, R) draws in which both had a rank
    """
    ties = met - wins - np.swapaxes(wins, -1, -2)
    share: Floats = np.divide(wins + ties / 2, met, out=np.full(wins.shape, np.nan), where=met > 0)
    i = np.arange(wins.shape[-1])
    share[..., i, i] = np.nan
    return share


def groups_of_equals(nominal: Floats, ahead: Floats, *, separable_at: float) -> Floats:
    """Groups along the reported ranking (R,): a region opens a new group once the group's leader is surely ahead of it.

    ahead (R, R) share of draws in which i is ahead of h. Regions without a rank have no group.
    """
    return _grouped(nominal, lambda leader, r: bool(ahead[leader, r] >= separable_at))


def groups_by_interval(nominal: Floats, low: Floats, high: Floats) -> Floats:
    """The same from intervals (R,) alone: a new group opens once the leader's interval ends before it begins."""
    return _grouped(nominal, lambda leader, r: bool(high[leader] < low[r]))


def mean_shift(ranks: Ints, nominal: Ints) -> Floats:
    """Mean absolute distance of every draw's ranks (M, R) from the reported ones (R,), over regions ranked in both."""
    both = (ranks > 0) & (nominal > 0)
    moved = np.where(both, np.abs(ranks - nominal), 0).sum(axis=-1)
    n = both.sum(axis=-1)
    return np.asarray(np.divide(moved, n, out=np.full(len(ranks), np.nan), where=n > 0))


def batch_error(batches: list[Floats]) -> Floats:
    """Monte Carlo standard error of a statistic of all draws, from the same statistic of equal batches of them."""
    if len(batches) < 2:
        return np.full(batches[0].shape if batches else (), np.nan)
    return np.asarray(np.std(np.stack(batches), axis=0, ddof=1) / math.sqrt(len(batches)))


def _largest(scores: Floats, *, axis: int) -> Floats:
    """Size of the largest score present; 0 where none is. Differences up to TIE times it are ties."""
    largest = np.fmax(np.fmax.reduce(scores, axis=axis), -np.fmin.reduce(scores, axis=axis))
    return np.asarray(np.nan_to_num(largest))


def _grouped(nominal: Floats, opens: Callable[[int, int], bool]) -> Floats:
    found = np.full(len(nominal), np.nan)
    leader, number = -1, 0
    for r in np.argsort(nominal, kind="stable"):
        if np.isnan(nominal[r]):
            break
        if leader < 0 or opens(leader, int(r)):
            leader, number = int(r), number + 1
        found[r] = number
    return found
