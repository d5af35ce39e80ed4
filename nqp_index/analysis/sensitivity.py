"""Which choice moves the ranks: Sobol shares of the mean rank shift and of single regions' ranks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from nqp_index.analysis.axes import Axis, axes_of, points_of
from nqp_index.analysis.effort import refuse_endless
from nqp_index.analysis.experiment import Experiment, experiment
from nqp_index.analysis.factors import Assumptions
from nqp_index.analysis.places import region_position, year_position
from nqp_index.analysis.reasons import require_ranks
from nqp_index.analysis.runs import ROUND, ranked
from nqp_index.analysis.uncertainty import settled_assumptions
from nqp_index.errors import DefinitionError, UsageError, problem
from nqp_index.methods.kernels import Floats
from nqp_index.methods.statistics.rank_draws import mean_shift
from nqp_index.methods.statistics.variance_shares import shares_with_intervals, sobol_design
from nqp_index.model.findings import FactorShares
from nqp_index.model.result import Result
from nqp_index.terms import Text

MEAN_SHIFT = Text("平均位次变动", "mean rank shift")


def sensitivity(
    result: Result,
    *,
    assumptions: Assumptions | Path | str | None = None,
    regions: Sequence[str] = (),
    year: int | None = None,
    rows: int = 512,
    seed: int = 0,
    resamples: int = 500,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[FactorShares, ...]:
    """First-order and total Sobol shares of every factor, of the mean rank shift and of the ranks of `regions`.

    rows       N, a power of 2; the run costs N(f + 2) scorings for f factors
    resamples  bootstrap resamples of the design's rows behind the 95 % intervals
    Factors with impossible pairs between them (z-scores into a geometric mean) are one factor of the valid pairs.
    A factor that changes nothing has a share of exactly 0, and so have all where the output never changes; an output
    that no run gives has no shares (NaN).
    Raises UsageError for N that is no power of 2 or asks for more programmes than can be solved,
    DefinitionError for assumptions without a factor, DataError when nobody is ranked.
    """
    if rows < 8 or rows & (rows - 1):
        raise UsageError(problem("E6033", value=rows))
    require_ranks(result)
    t = year_position(result, year)
    at = [region_position(result, name) for name in regions]
    chosen = settled_assumptions(result, assumptions)
    if not chosen.names:
        raise DefinitionError(problem("E6034"))
    study = experiment(result, chosen, seed)
    axes = axes_of(study)
    refuse_endless(study, rows * (len(axes) + 2))
    ranks, failed = _design_ranks(study, axes, rows, progress)
    ranks = ranks[:, t]
    shift = np.where((ranks > 0).any(axis=1), mean_shift(ranks, study.nominal[t]), np.nan)
    outputs = [("mean_shift", MEAN_SHIFT, shift)]
    for r in at:
        region = result.regions[r]
        outputs.append((region.code, region.label, np.where(ranks[:, r] > 0, ranks[:, r], np.nan)))
    return tuple(
        _shares(study, axes, name, text, values.reshape(-1, rows), result.years[t], resamples, failed)
        for name, text, values in outputs
    )


def _design_ranks(
    study: Experiment, axes: tuple[Axis, ...], rows: int, progress: Callable[[int, int], None] | None
) -> tuple[np.ndarray[tuple[int, ...], np.dtype[np.int64]], int]:
    """Ranks (N(f + 2), T, R) of the whole design, and the number of failed runs."""
    u = sobol_design(rows, len(axes), study.seed).reshape(-1, len(axes))
    found, failed = [], 0
    for start in range(0, len(u), ROUND):
        outcome = ranked(study, points_of(study, axes, u[start : start + ROUND]))
        found.append(outcome.ranks.astype(np.int64))
        failed += sum(times for _, times in outcome.failures)
        if progress is not None:
            progress(min(start + ROUND, len(u)), len(u))
    return np.concatenate(found), failed


def _shares(
    study: Experiment, axes: tuple[Axis, ...], output: str, text: Text, values: Floats, year: int, resamples: int,
    failed: int,
) -> FactorShares:  # fmt: skip
    found = shares_with_intervals(values[0], values[1], values[2:], resamples=resamples, seed=study.seed)
    return FactorShares(
        output=output, output_label=text, year=year, factors=tuple(a.name for a in axes),
        alternatives=tuple(a.labels for a in axes), first=found.first, total=found.total,
        first_low=found.first_interval[0], first_high=found.first_interval[1], total_low=found.total_interval[0],
        total_high=found.total_interval[1], variance=found.variance, mean=found.mean, rows=values.shape[1],
        runs=values.size, seed=study.seed, failed=failed, rows_used=found.rows, unranked=int(np.isnan(values).sum()),
    )  # fmt: skip
