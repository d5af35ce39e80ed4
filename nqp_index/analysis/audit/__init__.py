"""The audit: every check of a composite index that a program can make, in the order of the Handbook's steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from nqp_index.analysis.audit import breaks, coherence, data, framework, robustness, use, weighting
from nqp_index.analysis.audit.case import Case
from nqp_index.analysis.audit.listings import LISTS
from nqp_index.analysis.audit.remarks import remarks
from nqp_index.analysis.audit.settings import thresholds_with
from nqp_index.analysis.audit.whole import Whole
from nqp_index.analysis.places import year_position
from nqp_index.model.findings import AuditReport, AuditRow, FactorShares, Findings, RankUncertainty, YearVerdict
from nqp_index.model.result import Result
from nqp_index.terms import Text, label

__all__ = ["CHECKS", "UNJUDGED", "audit"]

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

#: Checks that are about one year and therefore made for each; the others are about all years or the definition.
BY_YEAR: tuple[Callable[[Case], AuditRow], ...] = (
    framework.size_bias, data.indicator_coverage, data.region_coverage, data.few_values, data.near_constant,
    data.imputed_share, coherence.within_pillars, coherence.with_parent, coherence.right_home,
    coherence.between_pillars, coherence.one_dimension, coherence.consistency, coherence.factorability,
    weighting.importance_against_weight, weighting.reachable_importance, weighting.rewarded_flaws,
    weighting.favourable_weights, weighting.compensability, robustness.rank_interval, robustness.stability,
    robustness.mean_shift, robustness.rests_on_one, robustness.separable_pairs, robustness.acceptability,
    use.change_of_ranks, use.honest_display,
)  # fmt: skip

#: The last so many years are judged one by one.
YEARS_JUDGED = 10

#: Questions of the Handbook's steps 1, 2 and 8 that are left to people.
UNJUDGED = ("framework", "data", "back_to_data")


def audit(
    result: Result,
    *,
    thresholds: Mapping[str, float] | None = None,
    uncertainty: RankUncertainty | None = None,
    sensitivity: Sequence[FactorShares] = (),
    year: int | None = None,
    sizes: tuple[str, ...] = (),
    outcomes: Mapping[str, Mapping[str, float]] | None = None,
) -> AuditReport:
    """Check a result against everything an index must show before it is trusted.

    thresholds   own limits by name, shown as set by the user
    uncertainty  an uncertainty run of this result; the rows on intervals do not apply without it
    sensitivity  Sobol shares of this result, of the year that is judged
    year         the year that is judged; by default the one in front
    sizes        series codes that measure size, for the size bias; by default population and GDP, or what the framework
                 has in their place (staff and revenue of parks)
    outcomes     name → region code → value: outside measures to compare with, such as `outcomes_of` finds
    FAIL only where the result is unusable; a row that does not apply says why. Raises UsageError for an unknown
    threshold or year.
    """
    t = year_position(result, year)
    limits = thresholds_with(thresholds)
    case = Case(Whole(result, uncertainty), t, limits, sensitivity, sizes, outcomes or {})
    rows = {check: check(case) for check in CHECKS}
    last = [s for s in range(len(result.years)) if s >= len(result.years) - YEARS_JUDGED or s == t]
    if len(result.years) > 1:
        others = {s: replace(case, t=s) for s in last if s != t}
        rows |= {check: _with_years(check, rows[check], t, others, result.years) for check in BY_YEAR}
    keys = ((step, f"unjudged.{step}") for step in UNJUDGED)
    unjudged = tuple((step, Text(label(key, "zh"), label(key, "en"))) for step, key in keys)
    listed = tuple(found for made in LISTS if (found := made(case)) is not None)
    details: tuple[Findings, ...] = (*listed, *sensitivity, case.whole.dropped[t])
    return AuditReport(result.years[t], tuple(rows.values()), unjudged, case.importance, details, remarks(case))


def _with_years(
    check: Callable[[Case], AuditRow], own: AuditRow, t: int, others: Mapping[int, Case], years: Sequence[int]
) -> AuditRow:
    """The row with what it says about every year."""
    by_year = {t: own} | {s: check(case) for s, case in others.items()}
    said = tuple(YearVerdict(years[s], by_year[s].verdict, by_year[s].number) for s in sorted(by_year))
    return replace(own, years=said)
