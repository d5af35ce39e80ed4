"""The audit: every check of a composite index that a program can make, in the order of the Handbook's steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from nqp_index.analysis.audit import breaks, coherence, data, framework, robustness, use, weighting
from nqp_index.analysis.audit.case import Case
from nqp_index.analysis.audit.settings import thresholds_with
from nqp_index.analysis.places import year_position
from nqp_index.model.findings import AuditReport, AuditRow, FactorShares, RankUncertainty
from nqp_index.model.result import Result
from nqp_index.terms import Text, label

__all__ = ["CHECKS", "SIZES", "UNJUDGED", "audit"]

#: Every check, in the order of the steps of the OECD/JRC Handbook (2008).
CHECKS: tuple[Callable[[Case], AuditRow], ...] = (
    framework.indicators_per_pillar, framework.no_double_use, framework.metadata_complete, framework.size_bias,
    data.indicator_coverage, data.region_coverage, data.few_values, data.near_constant, breaks.breaks,
    data.imputed_share, coherence.within_pillars, coherence.with_parent, coherence.right_home,
    coherence.between_pillars, coherence.one_dimension, coherence.consistency, coherence.factorability, data.outliers,
    data.treatment, use.comparable_over_time, weighting.importance_against_weight, weighting.reachable_importance,
    weighting.concentration, weighting.rewarded_flaws, weighting.favourable_weights, weighting.compensability,
    robustness.uncertainty_run, robustness.rank_interval, robustness.stability, robustness.mean_shift,
    robustness.which_choice, robustness.rests_on_one, robustness.separable_pairs, robustness.acceptability,
    use.change_of_ranks, use.outside_validation, use.honest_display,
)  # fmt: skip

#: Series that measure size, where the data have them.
SIZES = ("pop", "gdp")

#: Questions of the Handbook's steps 1, 2 and 8 that are left to people.
UNJUDGED = ("framework", "data", "back_to_data")


def audit(
    result: Result,
    *,
    thresholds: Mapping[str, float] | None = None,
    uncertainty: RankUncertainty | None = None,
    sensitivity: Sequence[FactorShares] = (),
    year: int | None = None,
    sizes: tuple[str, ...] = SIZES,
    outcomes: Mapping[str, Mapping[str, float]] | None = None,
) -> AuditReport:
    """Check a result against everything an index must show before it is trusted.

    thresholds   own limits by name, shown as set by the user
    uncertainty  an uncertainty run of this result; the rows on intervals do not apply without it
    sensitivity  Sobol shares of this result, of the year that is judged
    year         the year that is judged; by default the one in front
    sizes        series codes that measure size (population, GDP), for the size bias
    outcomes     name → region code → value: outside measures to compare with, such as `outcomes_of` finds
    FAIL only where the result is unusable; a row that does not apply says why. Raises UsageError for an unknown
    threshold or year.
    """
    t = year_position(result, year)
    case = Case(result, t, thresholds_with(thresholds), uncertainty, sensitivity, sizes, outcomes or {})
    keys = ((step, f"unjudged.{step}") for step in UNJUDGED)
    unjudged = tuple((step, Text(label(key, "zh"), label(key, "en"))) for step, key in keys)
    return AuditReport(result.years[t], tuple(check(case) for check in CHECKS), unjudged, case.importance)
