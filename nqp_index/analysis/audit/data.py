"""Steps 2, 3 and 5, the data: coverage, filled and treated cells, outliers, constants."""

from __future__ import annotations

import numpy as np

from nqp_index.analysis.audit.case import Case, both, warn_if
from nqp_index.analysis.audit.undone import largest_rank_change
from nqp_index.methods.kernels import Floats, is_constant
from nqp_index.methods.moments import kurtosis, skewness
from nqp_index.model.findings import AuditRow, Verdict
from nqp_index.model.panel import CellStatus
from nqp_index.terms import Text

#: Room for the rounding of a share of pillars.
ROOM = 1e-9


def indicator_coverage(case: Case) -> AuditRow:
    """B1: share of regions with a value, by indicator; indicators that were left out for want of data have none."""
    share = case.used.mean(axis=0)
    thin = share < case.limit("indicator_coverage")
    absent = [case.named(code, "0%") for code, why in case.result.left_out if why == "absent"]
    verdict = Verdict.FAIL if (share < case.limit("indicator_coverage_fail")).any() else warn_if(thin.any() or absent)
    return case.row("B1", verdict, number=float(share.min()), limits=("indicator_coverage", "indicator_coverage_fail"),
                    offenders=[*case.columns(thin, share, form=".0%", least=True), *absent], share=f"{share.min():.0%}",
                    count=int(thin.sum()), absent=len(absent), total=len(case.result.framework.indicators))  # fmt: skip


def region_coverage(case: Case) -> AuditRow:
    """B2: share of indicators with a value, by region, overall and in each pillar; who has no rank, and who has one
    in spite of the stricter published rule."""
    least, share = case.limit("region_coverage"), case.used.mean(axis=1)
    by_pillar = np.array([case.used[:, columns].mean(axis=1) for _, columns in case.pillars]).reshape(-1, len(share)).T
    covered = (by_pillar >= least).sum(axis=1) / max(len(case.pillars), 1)
    few = covered < (case.limit("pillars_covered") - ROOM if case.pillars else 0)
    thin = share < least
    odd = thin | few | (by_pillar < least).any(axis=1) | ~case.has_rank
    strict = case.has_rank & (1 - share > case.limit("region_missing"))
    order = [int(r) for r in np.argsort(share, kind="stable") if odd[r] or strict[r]]
    names = [_short_of_data(case, r, float(share[r]), by_pillar[r]) for r in order]
    limits = ("region_coverage", "pillars_covered", "region_missing")
    return case.row("B2", warn_if(odd.any()), number=float(share.min()), limits=limits, offenders=names,
                    share=f"{share.min():.0%}", count=int((thin | few).sum()), pillars=int((by_pillar < least).sum()),
                    unranked=int((~case.has_rank).sum()), strict=int(strict.sum()))  # fmt: skip


def _short_of_data(case: Case, r: int, share: float, by_pillar: Floats) -> Text:
    """A region, its coverage, its thin pillars, and whether it has no rank."""
    thin = [f"{p.code} {x:.0%}" for (p, _), x in zip(case.pillars, by_pillar, strict=True)
            if x < case.limit("region_coverage")]  # fmt: skip
    unranked = Text() if case.has_rank[r] else both("audit_word.unranked")
    region = case.result.regions[r].label
    return Text(*(" ".join(filter(None, (region.of(lang), f"{share:.0%}", *thin, unranked.of(lang))))
                  for lang in ("zh", "en")))  # fmt: skip


def imputed_share(case: Case) -> AuditRow:
    """B3: filled cells among those used, with the indicators that rest on them most and what filling does to ranks."""
    used = case.used | case.filled
    share = case.filled.sum() / max(used.sum(), 1)
    by_column = case.filled.sum(axis=0) / np.maximum(used.sum(axis=0), 1)
    verdict = Verdict.FAIL if share > case.limit("imputed_fail") else warn_if(share >= case.limit("imputed_warn"))
    shift = largest_rank_change(case, case.whole.unfilled) if case.filled.any() else Text("—", "-")
    return case.row("B3", verdict, number=float(share), limits=("imputed_warn", "imputed_fail"), share=f"{share:.1%}",
                    cells=int(case.filled.sum()), shift=shift,
                    offenders=case.columns(by_column > 0, by_column))  # fmt: skip


def outliers(case: Case) -> AuditRow:
    """B4: skewed and heavy-tailed indicators, after treatment, over all years that fix the scale."""
    x = case.result.treated.reshape(-1, case.result.treated.shape[-1])
    g1, g2 = skewness(x)[..., 0, :], kurtosis(x)[..., 0, :]
    with np.errstate(invalid="ignore"):
        odd = (np.abs(g1) > case.limit("skewness")) & (g2 > case.limit("kurtosis"))
        odd |= g2 > case.limit("kurtosis_alone")
    return case.row("B4", warn_if(odd.any()), number=int(odd.sum()), limits=("skewness", "kurtosis", "kurtosis_alone"),
                    offenders=case.columns(odd, np.nan_to_num(g2)), count=int(odd.sum()))  # fmt: skip


def treatment(case: Case) -> AuditRow:
    """B5: how many values of an indicator were moved in one reference set, and what that does to ranks.

    An indicator most of whose values moved was transformed as a whole, as one beyond the limit should be.
    """
    result = case.result
    if not any(note.step == "treat" and note.method != "none" for note in result.steps):
        return case.not_applicable("B5", "no_treatment")
    by_year = (result.status == CellStatus.TREATED).sum(axis=1)
    known = (~np.isnan(result.filled)).sum(axis=1)
    if result.recipe.scope.kind != "yearly":
        by_year, known = by_year.sum(axis=0, keepdims=True), known.sum(axis=0, keepdims=True)
    whole = by_year > known / 2
    most = np.where(whole, 0, by_year).max(axis=0).astype(float)
    transformed = case.columns(whole.any(axis=0))
    heavy, moved = most > case.limit("treated_cells"), by_year.sum(axis=0).astype(float)
    return case.row("B5", warn_if(heavy.any()), number=float(most.max()), limits=("treated_cells",),
                    offenders=[*case.columns(most > 0, most), *transformed], cells=int(moved.sum()),
                    most=int(most.max()), whole=len(transformed),
                    shift=largest_rank_change(case, case.whole.untreated))  # fmt: skip


def few_values(case: Case) -> AuditRow:
    """B6: many zeros, or few distinct values."""
    x = case.result.raw[case.t]
    n = np.maximum(case.used.sum(axis=0), 1)
    zeros = (x == 0).sum(axis=0) / n
    distinct = np.array([len(np.unique(c[~np.isnan(c)])) for c in x.T]) / n
    known = case.used.any(axis=0)
    odd = known & ((zeros > case.limit("zeros")) | (distinct < case.limit("distinct")))
    return case.row("B6", warn_if(odd.any()), number=int(odd.sum()), limits=("zeros", "distinct"),
                    offenders=case.columns(odd), count=int(odd.sum()))  # fmt: skip


def near_constant(case: Case) -> AuditRow:
    """B7: indicators that do not vary."""
    x = case.result.treated[case.t]
    known = (~np.isnan(x)).any(axis=0)
    constant = known & np.asarray(is_constant(x))
    spread = np.fmax.reduce(x, axis=0) - np.fmin.reduce(x, axis=0)
    near = known & (spread <= case.limit("near_constant") * np.fmax.reduce(np.abs(x), axis=0))
    left_out = [case.named(code) for code, why in case.result.left_out if why == "constant"]
    return case.row("B7", warn_if(near.any() or left_out), number=int(near.sum()) + len(left_out),
                    limits=("near_constant",), offenders=[*left_out, *case.columns(near)], count=int(constant.sum()),
                    left_out=len(left_out))  # fmt: skip
