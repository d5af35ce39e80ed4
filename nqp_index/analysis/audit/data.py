"""Steps 2, 3 and 5, the data: coverage, filled and treated cells, outliers, constants, breaks in time."""

from __future__ import annotations

import math

import numpy as np

from nqp_index.analysis.audit.case import Case, warn_if
from nqp_index.analysis.audit.undone import largest_rank_change
from nqp_index.methods.kernels import Floats, is_constant
from nqp_index.methods.moments import kurtosis, skewness
from nqp_index.model.findings import AuditRow, Verdict
from nqp_index.terms import Text

#: Factors between two years that look like a mix-up of measures (万 for 亿 and the like).
MIX_UPS = (1e2, 1e4, 1e8)


def indicator_coverage(case: Case) -> AuditRow:
    """B1: share of regions with a value, by indicator."""
    share = case.used.mean(axis=0)
    thin = share < case.limit("indicator_coverage")
    verdict = Verdict.FAIL if (share < case.limit("indicator_coverage_fail")).any() else warn_if(thin.any())
    return case.row("B1", verdict, number=float(share.min()), limits=("indicator_coverage", "indicator_coverage_fail"),
                    offenders=case.columns(thin, share), share=f"{share.min():.0%}", count=int(thin.sum()))  # fmt: skip


def region_coverage(case: Case) -> AuditRow:
    """B2: share of indicators with a value, by region."""
    share = case.used.mean(axis=1)
    thin = np.flatnonzero(share < case.limit("region_coverage"))
    names = [case.result.regions[r].label for r in thin[np.argsort(share[thin], kind="stable")]]
    unranked = len(case.result.regions) - case.ranked
    return case.row("B2", warn_if(names), number=float(share.min()), limits=("region_coverage",), offenders=names,
                    share=f"{share.min():.0%}", count=len(names), unranked=unranked)  # fmt: skip


def imputed_share(case: Case) -> AuditRow:
    """B3: filled cells among those used, with the indicators that rest on them most and what filling does to ranks."""
    used = case.used | case.filled
    share = case.filled.sum() / max(used.sum(), 1)
    by_column = case.filled.sum(axis=0) / np.maximum(used.sum(axis=0), 1)
    verdict = Verdict.FAIL if share > case.limit("imputed_fail") else warn_if(share >= case.limit("imputed_warn"))
    shift = largest_rank_change(case, "impute") if case.filled.any() else Text("—", "-")
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
    """B5: how many values of an indicator were moved, and what that does to ranks."""
    moved = np.array([sum(c.step == "treat" and c.indicator == code for c in case.result.changes)
                      for code in case.result.indicators], dtype=float)  # fmt: skip
    if not any(note.step == "treat" and note.method != "none" for note in case.result.steps):
        return case.not_applicable("B5", "no_treatment")
    heavy = moved > case.limit("treated_cells") * len(case.result.years)
    return case.row("B5", warn_if(heavy.any()), number=float(moved.max()), limits=("treated_cells",),
                    offenders=case.columns(moved > 0, moved), cells=int(moved.sum()),
                    most=int(moved.max()), shift=largest_rank_change(case, "treat"))  # fmt: skip


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


def breaks(case: Case) -> AuditRow:
    """B8: jumps from one year to the next, and those that look like another measure."""
    raw = case.result.raw
    if len(raw) < 2:
        return case.not_applicable("B8", "one_year")
    with np.errstate(divide="ignore", invalid="ignore"):
        step = np.log(raw[1:] / raw[:-1])
        score = _robust_scores(raw)
        jump = (np.abs(step) > math.log(case.limit("break_factor"))) | (np.abs(score) > case.limit("break_score"))
    jump &= np.isfinite(step)
    order = sorted(np.argwhere(jump).tolist(), key=lambda at: -abs(float(step[tuple(at)])))
    names = [_break(case, t, r, j, float(step[t, r, j])) for t, r, j in order]
    return case.row("B8", warn_if(names), number=len(names), limits=("break_factor", "break_score"), offenders=names,
                    count=len(names))  # fmt: skip


def _robust_scores(raw: Floats) -> Floats:
    """Yearly changes over 1.4826 times their median absolute deviation, by indicator."""
    change = raw[1:] - raw[:-1]
    flat = change.reshape(-1, change.shape[-1])
    known = [c[~np.isnan(c)] for c in flat.T]
    middle = np.array([np.median(c) if len(c) else np.nan for c in known])
    spread = np.array([np.median(np.abs(c - m)) if len(c) else np.nan for c, m in zip(known, middle, strict=True)])
    return np.where(spread > 0, (change - middle) / (1.4826 * spread), 0.0)


def _break(case: Case, t: int, r: int, j: int, step: float) -> Text:
    region, code, year = case.result.regions[r].label, case.result.indicators[j], case.result.years[t + 1]
    factor = math.exp(abs(step))
    mixed = any(0.7 < factor / f < 1.4 for f in MIX_UPS)
    zh, en = ("（疑为计量单位混淆）", " (another measure?)") if mixed else ("", "")
    arrow = "×" if step > 0 else "÷"
    return Text(
        f"{region.zh} {code} {year} {arrow}{factor:.3g}{zh}", f"{region.of('en')} {code} {year} {arrow}{factor:.3g}{en}"
    )
