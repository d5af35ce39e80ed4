"""All choices varied at once: rank intervals, acceptability, who is surely ahead of whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from nqp_index.analysis.assumptions import draft_assumptions
from nqp_index.analysis.draws import random_points
from nqp_index.analysis.effort import refuse_endless
from nqp_index.analysis.experiment import Experiment, experiment
from nqp_index.analysis.factors import Assumptions
from nqp_index.analysis.grid import method_grid
from nqp_index.analysis.reasons import require_ranks
from nqp_index.analysis.runs import ROUND, ranked
from nqp_index.analysis.tally import ENDS, Tally
from nqp_index.errors import DataError, UsageError, problem
from nqp_index.methods.statistics.rank_draws import (
    PAIRS_UP_TO,
    acceptability,
    ahead_share,
    groups_by_interval,
    groups_of_equals,
    rank_quantile,
)  # fmt: skip
from nqp_index.model.findings import RankUncertainty
from nqp_index.model.headline import headline_position
from nqp_index.model.result import Result

#: A pair counts as told apart when one of the two is ahead in this share of the draws.
SEPARABLE = 0.95


def uncertainty(
    result: Result,
    *,
    assumptions: Assumptions | Path | str | None = None,
    draws: int | None = None,
    seed: int = 0,
    top: tuple[int, ...] = (3, 5, 10),
    grid: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> RankUncertainty:
    """Score the result's panel anew under many draws of all assumptions, through the kernel that scored it.

    assumptions  what is varied and how; a file of them; None: drafted from the framework and the recipe
    draws        number of draws; None: as the assumptions say (2000)
    seed         equal seeds give equal results, on any number of workers
    top          the k of the shares of draws with rank <= k; those beyond the number of regions are left out
    grid         also run every combination of methods without noise
    progress     called with (draws done, draws in all)
    Runs on any joblib backend: `with joblib.parallel_config(backend="loky", n_jobs=4): uncertainty(result)`.
    Raises DefinitionError for assumptions that name what is not there, DataError when nobody is ranked or every draw
    failed, UsageError for more draws than an aggregation that solves a programme a region can be asked for.
    """
    require_ranks(result)
    chosen = settled_assumptions(result, assumptions)
    count = chosen.draws if draws is None else draws
    if count < 1:
        raise UsageError(problem("E6008", value=count))
    study = experiment(result, chosen, seed)
    refuse_endless(study, count)
    tally, redrawn, size = Tally(count, study.nominal), 0, _round(study)
    for start in range(0, count, size):
        points = random_points(study, start, min(start + size, count))
        tally.add(ranked(study, points, None if progress is None else _counter(progress, start, count)))
        redrawn += points.redrawn
    failed = sum(tally.failures.values())
    if failed >= count and not tally.totals()[..., 1:].any():
        raise DataError(problem("E6009", reasons=tuple(tally.failures)))
    made = replace(_finding(study, tally, count, top), redrawn=redrawn, failed=failed,
                   failures=tuple(tally.failures.items()))  # fmt: skip
    return replace(made, grid=method_grid(result)) if grid else made


def settled_assumptions(result: Result, assumptions: Assumptions | Path | str | None) -> Assumptions:
    """The assumptions given, read from their file, or drafted."""
    if isinstance(assumptions, Assumptions):
        return assumptions
    if assumptions is not None:
        from nqp_index.analysis.assumptions_file import load_assumptions

        return load_assumptions(assumptions, result.recipe)
    return draft_assumptions(result.framework, result.recipe, gaps=bool(np.isnan(result.raw).any()))


def _round(study: Experiment) -> int:
    """Draws per round: fewer where there are many regions and years, so that their ranks stay small in memory."""
    T, R = study.nominal.shape
    return int(max(1, min(ROUND, 50_000_000 // (T * R))))


def _counter(progress: Callable[[int, int], None], before: int, total: int) -> Callable[[int], None]:
    done = before

    def more(count: int) -> None:
        nonlocal done
        done += count
        progress(done, total)

    return more


def _finding(study: Experiment, tally: Tally, draws: int, top: tuple[int, ...]) -> RankUncertainty:
    result = study.result
    R = len(result.regions)
    counts = tally.totals()
    low, median, high = (rank_quantile(counts, share) for share in ENDS)
    accepted, ahead = acceptability(counts), ahead_share(tally.wins, tally.met)
    nominal = result.ranks[:, :, 0]
    groups = [
        groups_of_equals(nominal[t], ahead[t], separable_at=SEPARABLE) if R <= PAIRS_UP_TO
        else groups_by_interval(nominal[t], low[t], high[t])
        for t in range(len(result.years))
    ]  # fmt: skip
    low_error, high_error = tally.errors()
    return RankUncertainty(
        draws=draws, seed=study.seed, years=result.years, nominal=nominal, median=median, low=low, high=high,
        low_error=low_error, high_error=high_error, acceptability=accepted, ahead=ahead, group=np.stack(groups),
        top={k: accepted[..., :k].sum(axis=-1) for k in top if k < R}, mean_shift=tally.shift(),
        factors=tuple((name, tuple(str(text) for text in ways)) for name, ways in study.assumptions.shown()),
        separable_at=SEPARABLE, regions=result.regions, score=result.scores[:, :, 0], unranked=tally.unranked(),
        coverage=result.coverage[..., 0], imputed=result.imputed_share[..., 0],
        front=headline_position(result),
    )  # fmt: skip
