"""Runs points through the scoring kernel: those that share their methods as one batch, on any joblib backend."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nqp_index.analysis.data_noise import Measured, measured_series, noisy_values
from nqp_index.analysis.draws import Points
from nqp_index.analysis.experiment import Experiment, without
from nqp_index.errors import NqpError, Problem, problem
from nqp_index.methods.kernels import Floats, safe_divide
from nqp_index.methods.registry import method
from nqp_index.methods.statistics.rank_draws import BLOCK as COMPARISONS
from nqp_index.methods.statistics.rank_draws import compared, draw_ranks, paired, room_for_draws
from nqp_index.model.framework import Framework
from nqp_index.model.recipe import Recipe
from nqp_index.scoring.kernel import aggregate, fit_weights
from nqp_index.scoring.linear import BLOCK as PRODUCTS
from nqp_index.scoring.pipeline import nominal_weights
from nqp_index.scoring.plan import Plan
from nqp_index.scoring.prepare import Prepared, prepare
from nqp_index.scoring.ready import Ready
from nqp_index.scoring.weights import Weights
from nqp_index.terms import sentence_parts

Ints = NDArray[np.int64]

#: Numbers that one chunk may hold at a time (128 MB), which bounds memory whatever the number of draws.
CHUNK_NUMBERS = 16_000_000

#: Scores that a chunk computes and compares at a time: two blocks of comparisons of 31 regions, which stay in the
#: processor's cache.
PART_NUMBERS = 112_000

#: Draws whose points are kept at a time.
ROUND = 10_000


@dataclass(frozen=True, eq=False)
class Chunk:
    """Points of one combination of methods; `at` (m,) says where they belong."""

    at: Ints
    recipe: Recipe
    fitted: bool
    dropped: str
    noise: Floats | None
    data_seed: Ints | None


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a chunk could not be scored; put into words by the process that was asked."""

    problems: tuple[Problem, ...]


@dataclass(frozen=True, eq=False)
class Ranked:
    """ranks (M, T, R), 0 = not ranked or failed; wins, met (T, R, R), empty with very many regions."""

    ranks: NDArray[np.uint16]
    wins: Ints
    met: Ints
    failures: tuple[tuple[str, int], ...]


def ranked(study: Experiment, points: Points, progress: Callable[[int], None] | None = None) -> Ranked:
    """Ranks of every point. A combination that fails is counted and named, and costs only its own points; so is a
    point that ranks nobody where the report ranks somebody."""
    from joblib import Parallel, delayed

    T, R = study.nominal.shape
    pairs = paired(R)
    ranks = room_for_draws(len(points), T, R, np.uint16)
    ranks[:] = 0
    wins, met = np.zeros((T, pairs, pairs), dtype=np.int64), np.zeros((T, pairs, pairs), dtype=np.int64)
    failures: dict[str, int] = {}
    chunks = list(_chunks(study, points))
    run = delayed(run_chunk)
    measured = measured_series(study)
    outcomes = Parallel(return_as="generator")(run(study.ready, study.framework, measured, c) for c in chunks)
    for chunk, outcome in zip(chunks, outcomes, strict=True):
        if isinstance(outcome, Failure):
            reason = "; ".join(sentence_parts(p)[0] for p in outcome.problems)
            failures[reason] = failures.get(reason, 0) + len(chunk.at)
        else:
            own_ranks, own_wins, own_met = outcome
            ranks[_run_of(chunk.at)] = own_ranks
            wins += own_wins
            met += own_met
            for years, times in _nobody_ranked(study, own_ranks):
                methods = study.named(int(points.combination[chunk.at[0]]))
                reason = sentence_parts(problem("E6040", years=years, methods=methods))[0]
                failures[reason] = failures.get(reason, 0) + times
        if progress is not None:
            progress(len(chunk.at))
    return Ranked(ranks, wins, met, tuple(failures.items()))


def _nobody_ranked(study: Experiment, ranks: NDArray[np.uint16]) -> Iterator[tuple[tuple[int, ...], int]]:
    """Draws (m, T, R) that rank nobody in years in which the report ranks somebody: the years, and how many draws."""
    lost = (study.nominal > 0).any(axis=-1) & ~ranks.any(axis=-1)
    if not lost.any():
        return
    for pattern, times in zip(*np.unique(lost, axis=0, return_counts=True), strict=True):
        if pattern.any():
            yield tuple(y for y, gone in zip(study.result.years, pattern, strict=True) if gone), int(times)


def _chunks(study: Experiment, points: Points) -> Iterator[Chunk]:
    """The points by combination and dropped column, cut so that memory stays bounded."""
    plan = study.ready.plan
    T, R = study.nominal.shape
    width = plan.width * 6 if points.data_seed is not None else len(plan.branches) + 4
    size = max(1, CHUNK_NUMBERS // (T * R * width))
    key = points.combination * (plan.width + 1) + points.dropped + 1
    order = np.argsort(key, kind="stable")
    for group in np.split(order, np.flatnonzero(np.diff(key[order])) + 1):
        combination, column = int(points.combination[group[0]]), int(points.dropped[group[0]])
        recipe = study.recipes[combination] if study.recipes else study.ready.recipe
        if recipe is None:
            continue
        for start in range(0, len(group), size):
            at = group[start : start + size]
            yield Chunk(
                at, recipe, recipe.weight == study.ready.recipe.weight, plan.codes[column] if column >= 0 else "",
                None if points.noise is None else _draws_of(points.noise, at),
                None if points.data_seed is None else points.data_seed[at],
            )  # fmt: skip


def _draws_of(noise: Floats, at: Ints) -> Floats:
    """noise[at] for rising `at`, the draws of a column still side by side; a view where no draw is passed over."""
    return noise.T[:, _run_of(at)].T


def _run_of(at: Ints) -> Ints | slice:
    """Rising positions as a slice where none is passed over."""
    first, last = int(at[0]), int(at[-1])
    return slice(first, last + 1) if last - first + 1 == len(at) else at


def run_chunk(
    ready: Ready, framework: Framework, measured: Measured | None, chunk: Chunk
) -> tuple[NDArray[np.uint16], Ints, Ints] | Failure:
    """Ranks (m, T, R), wins and meetings (T, R, R) of one chunk's points; why, when it failed."""
    T, R = len(ready.plan.years), len(ready.plan.regions)
    ranks = room_for_draws(len(chunk.at), T, R, np.uint16)
    pairs = paired(R)
    wins, met = np.zeros((T, pairs, pairs), dtype=np.int64), np.zeros((T, pairs, pairs), dtype=np.int64)
    start = 0
    try:
        for scores in _score_parts(ready, framework, measured, chunk):
            own = ranks[start : start + len(scores)]
            for t in range(T):
                if pairs:
                    wins[t] += compared(scores[:, t], own[:, t])[1]
                else:
                    own[:, t] = draw_ranks(scores[:, t])
            if pairs:
                met += _meetings(own)
            start += len(scores)
    except NqpError as error:
        return Failure(error.problems)
    return ranks, wins, met


def _meetings(ranks: NDArray[np.uint16]) -> Ints:
    """(T, R, R) in how many draws (m, T, R) both of two regions have a rank."""
    m, T, R = ranks.shape
    if ranks.all():
        return np.full((T, R, R), m, dtype=np.int64)
    there = (ranks > 0).astype(np.float64)
    return np.asarray(np.einsum("mtr,mtq->trq", there, there, optimize=True).astype(np.int64))


def chunk_scores(ready: Ready, framework: Framework, measured: Measured | None, chunk: Chunk) -> Floats:
    """Index scores (m, T, R) of one chunk's points, larger = better, through the kernel of the nominal run."""
    return np.concatenate(list(_score_parts(ready, framework, measured, chunk)))


def _score_parts(ready: Ready, framework: Framework, measured: Measured | None, chunk: Chunk) -> Iterator[Floats]:
    """The scores of a chunk part by part; what no draw touches is computed once for all of them."""
    if chunk.data_seed is not None and measured is not None:
        ready = noisy_values(ready, measured, chunk.data_seed)
    codes = (*ready.plan.codes, *ready.plan.nodes)
    if chunk.dropped:
        ready = without(ready, framework, frozenset({chunk.dropped}))
    plan, recipe = ready.plan, chunk.recipe
    prepared = prepare(plan, recipe, ready.x, ready.layout, groups=ready.groups)
    weights = _weights(ready, recipe, prepared, as_set=chunk.fitted and not chunk.dropped)
    count = len(chunk.at)
    size = count if len(prepared.z) > 1 else _part_size(len(plan.years) * len(plan.regions))
    for start in range(0, count, size):
        own = weights
        if chunk.noise is not None:
            own = noisy_weights(plan, recipe, weights, chunk.noise[start : start + size], codes)
        yield index_scores(plan, recipe, prepared, own, min(size, count - start))


def _part_size(numbers: int) -> int:
    """Draws per part, each with so many scores: whole blocks of comparisons, or at least one block of products."""
    size = max(PRODUCTS, PART_NUMBERS // numbers)
    return size - size % COMPARISONS if size > COMPARISONS else size


def _weights(ready: Ready, recipe: Recipe, prepared: Prepared, *, as_set: bool) -> Weights:
    """The run's own weights where the weighting is as set (stored ones under a fixed scope), else fitted anew."""
    return nominal_weights(ready, prepared) if as_set and ready.stored else fit_weights(ready.plan, recipe, prepared)


def index_scores(plan: Plan, recipe: Recipe, prepared: Prepared, weights: Weights, count: int) -> Floats:
    """Scores (count, T, R) of the root, larger = better, rounded as the recipe's ranking asks."""
    scores = aggregate(plan, recipe, prepared, weights, only_index=True).scores[..., 0]
    scores = np.broadcast_to(scores, (count, *scores.shape[1:]))
    if recipe.ranking.decimals is not None:
        scores = np.round(scores, recipe.ranking.decimals)
    low_is_good = method("aggregate", recipe.aggregate.at(*plan.branches[0].path).method).better == "low"
    return -scores if low_is_good else scores


def noisy_weights(plan: Plan, recipe: Recipe, weights: Weights, noise: Floats, codes: tuple[str, ...]) -> Weights:
    """Weights times noise (m, C), rescaled to sum 1 under each parent; `codes` names the columns of the noise.

    Whether enough of a branch is present is judged by the weights without noise: which values a region has does not
    depend on how anyone doubts the weights, and a region must not lose its rank to the noise.
    """
    column = {code: i for i, code in enumerate(codes)}

    def own(names: tuple[str, ...]) -> Floats:
        """(m, 1, k)"""
        return _columns(noise, [column[name] for name in names])[:, None, :]

    if recipe.structure == "flat":
        root = plan.branches[0]
        w = np.empty((len(noise), weights.leaves[root.code].shape[1], plan.width))
        w[..., list(root.leaves)] = weights.leaves[root.code]
        w *= own(plan.codes)
        leaves = {b.code: _rescaled(w[..., list(b.leaves)]) for b in plan.branches}
        return Weights({}, leaves, judged=weights.judged or weights)
    local = {b.code: _rescaled(weights.local[b.code] * own(b.child_codes)) for b in plan.branches}
    return Weights(local, judged=weights.judged or weights)


def _columns(noise: Floats, at: list[int]) -> Floats:
    """noise[:, at], the draws of a column still side by side; a view where the columns follow one another."""
    if at == list(range(at[0], at[0] + len(at))):
        return noise[:, at[0] : at[0] + len(at)]
    return noise.T[at].T


def _rescaled(w: Floats) -> Floats:
    """New weights (m, S, k) to sum 1 in their place, added child by child so that neither draws nor layout decide the
    order of adding."""
    total = w[..., :1].copy()
    for j in range(1, w.shape[-1]):
        total += w[..., j : j + 1]
    if total.all():  # NaN counts as true here, and stays NaN
        w *= np.divide(1.0, total, out=total)
        return w
    return safe_divide(w, total)
