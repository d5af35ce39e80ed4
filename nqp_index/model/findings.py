"""What the analyses found: frozen tables that reports print beside a Result. The analyses fill them, nobody else."""

from __future__ import annotations

from dataclasses import dataclass

from nqp_index.model.panel import Floats


@dataclass(frozen=True, eq=False)
class RankUncertainty:
    """Ranks over all draws of the uncertainty analysis, for T years and R regions.

    nominal, median, low, high   (T, R) reported rank, median rank, and the attained integer ranks at 5 % and 95 %
    low_error, high_error        (T, R) Monte Carlo standard error of the two ends
    acceptability                (T, R, R) share of draws in which region i (axis 1) has rank r + 1 (axis 2)
    ahead                        (T, R, R) share of draws in which region i is ahead of region h, ties half
    group                        (T, R) number of the group of regions that cannot be told apart, 1 = leading group
    top                          k → (T, R) share of draws with rank <= k
    factors                      name and alternatives of every factor that was varied, as shown to the user
    """

    draws: int
    seed: int
    years: tuple[int, ...]
    nominal: Floats
    median: Floats
    low: Floats
    high: Floats
    low_error: Floats
    high_error: Floats
    acceptability: Floats
    ahead: Floats
    group: Floats
    top: dict[int, Floats]
    mean_shift: Floats
    factors: tuple[tuple[str, tuple[str, ...]], ...] = ()
    redrawn: int = 0
    failed: int = 0
    failures: tuple[tuple[str, int], ...] = ()
    separable_at: float = 0.95
