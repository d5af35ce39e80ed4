"""Steps 8 to 10: comparable over time, links to other measures, honest display."""

from __future__ import annotations

from collections import Counter

import numpy as np

from nqp_index.analysis.audit.case import Case, both, unknown_or, warn_if
from nqp_index.analysis.comparison import on_one_scale
from nqp_index.methods.statistics.correlation import rank_correlation
from nqp_index.model.findings import AuditRow, Verdict
from nqp_index.model.headline import score_decimals
from nqp_index.terms import Text


def comparable_over_time(case: Case) -> AuditRow:
    """F1: bounds, weights and regions are the same in all years."""
    result = case.result
    if len(result.years) < 2:
        return case.not_applicable("F1", "one_year")
    ranked = (~np.isnan(result.ranks[:, :, 0])).sum(axis=1)
    scored = (~np.isnan(result.scores[:, :, [result.node_index[p.code] for p, _ in case.pillars]])).sum(axis=(1, 2))
    uneven = [result.years[t] for t in range(len(ranked)) if ranked[t] != ranked.max() or scored[t] != scored.max()]
    fixed = result.years_compare and len(result.effective_weights) == 1
    scope = both(f"variant.scope.{result.recipe.scope.kind}")
    names = [Text(str(year), str(year)) for year in uneven]
    return case.row("F1", warn_if(not fixed or uneven), offenders=names, scope=scope, uneven=len(uneven))


def change_of_ranks(case: Case) -> AuditRow:
    """F2: rank changes since the year before, by the data alone and by the method."""
    result, t = case.result, case.t
    if t == 0:
        return case.not_applicable("F2", "first_year", year=result.years[t])
    for unranked in (t, t - 1):
        if np.isnan(result.ranks[unranked, :, 0]).all():
            return case.not_applicable("F2", "no_ranks", year=result.years[unranked])
    same = on_one_scale(result, t - 1)
    if same is None:
        return case.not_applicable("F2", "no_scale")
    by_data = same.ranks[t, :, 0]
    if np.isnan(by_data - result.ranks[t - 1, :, 0]).all() or np.isnan(by_data - result.ranks[t, :, 0]).all():
        return case.not_applicable("F2", "no_scale")
    data = np.nanmean(np.abs(by_data - result.ranks[t - 1, :, 0]))
    method = np.nanmean(np.abs(result.ranks[t, :, 0] - by_data))
    return case.row("F2", Verdict.PASS, number=float(data), data=f"{data:.2f}", method=f"{method:.2f}",
                    before=result.years[t - 1])  # fmt: skip


def outside_validation(case: Case) -> AuditRow:
    """G1: rank correlation with outcomes that the user gave."""
    if not case.outcomes:
        return case.not_applicable("G1", "no_outcomes")
    found = []
    for name, values in case.outcomes.items():
        other = np.array([values.get(region.code, np.nan) for region in case.result.regions])
        both_known = int((~np.isnan(other) & ~np.isnan(case.index)).sum())
        found.append((name, rank_correlation(case.index, other), both_known))
    if all(np.isnan(r) for _, r, _ in found):
        return case.not_applicable("G1", "few_regions")
    names = [_outcome(case, *one) for one in found]
    first = next(r for _, r, _ in found if not np.isnan(r))
    return case.row("G1", Verdict.PASS, number=first, offenders=names, count=len(found))


def _outcome(case: Case, name: str, r: float, n: int) -> Text:
    """An outcome, its rank correlation with the index and over how many regions; whether the index rests on it."""
    used = {s for i in case.result.framework.indicators if i.code in case.result.indicator_index
            for s in i.formula.names}  # fmt: skip
    own = both("audit_word.in_the_index") if name.partition("@")[0] in used else Text()
    return Text(*(f"{name} {unknown_or(r).of(lang)} (n={n}){own.of(lang)}" for lang in ("zh", "en")))


def honest_display(case: Case) -> AuditRow:
    """H1: the decimals that reports print show no equal scores with different ranks, and no different scores with
    equal ranks; intervals stand beside the ranks."""
    if not case.ranked:
        return case.not_applicable("H1", "no_ranks", year=case.result.years[case.t])
    scores, own = case.result.scores[case.t, :, 0], case.result.ranks[case.t, :, 0]
    decimals = score_decimals(case.result)
    shown: dict[str, set[float]] = {}
    texts: dict[float, set[str]] = {}
    for s, r in zip(scores[case.has_rank].tolist(), own[case.has_rank].tolist(), strict=True):
        text = f"{s:.{decimals}f}"
        shown.setdefault(text, set()).add(r)
        texts.setdefault(r, set()).add(text)
    made = [text for text, found in shown.items() if len(found) > 1]
    broken = [" / ".join(sorted(found)) for found in texts.values() if len(found) > 1]
    ties = sum(n - 1 for n in Counter(own[case.has_rank].tolist()).values() if n > 1)
    names = [Text(text, text) for text in (*made, *broken)]
    beside = case.uncertainty is not None
    return case.row("H1", warn_if(names or not beside), number=len(names), offenders=names, made=len(made),
                    broken=len(broken), decimals=decimals, ties=ties,
                    intervals=both("audit_word.yes" if beside else "audit_word.no"))  # fmt: skip
