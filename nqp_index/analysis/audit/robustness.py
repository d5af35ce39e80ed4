"""Step 7, uncertainty and sensitivity: intervals, stability, what matters, what the index rests on."""

from __future__ import annotations

import itertools

import numpy as np

from nqp_index.analysis.audit.case import Case, both, warn_if
from nqp_index.model.findings import AuditRow, FactorShares, RankUncertainty, Verdict
from nqp_index.model.findings.sensitivity import factor_label
from nqp_index.terms import Text, label


def uncertainty_run(case: Case) -> AuditRow:
    """E1: whether all factors were varied together, with enough draws."""
    u = case.uncertainty
    if u is None:
        return case.not_applicable("E1", "no_uncertainty")
    failed = u.failed / u.draws
    few = u.draws < case.limit("draws") or failed > case.limit("failed_draws")
    verdict = Verdict.FAIL if u.failed == u.draws else warn_if(few)
    errors = np.fmax(u.low_error[case.t], u.high_error[case.t])
    known = errors[~np.isnan(errors)]
    error = both("audit_word.at_most_places", error=f"{known.max():.2f}") if len(known) else both("audit_word.unknown")
    return case.row("E1", verdict, number=u.draws, limits=("draws", "failed_draws"), draws=u.draws, failed=u.failed,
                    factors=len(u.factors), error=error)  # fmt: skip


def rank_interval(case: Case) -> AuditRow:
    """E2: reported ranks inside their own interval."""
    u = case.uncertainty
    if u is None:
        return case.not_applicable("E2", "no_uncertainty")
    nominal, low, high = u.nominal[case.t], u.low[case.t], u.high[case.t]
    known = ~np.isnan(nominal) & ~np.isnan(low)
    if not known.any():
        return case.not_applicable("E2", "no_intervals")
    inside = (nominal >= low) & (nominal <= high)
    share = float(inside[known].mean())
    odd = np.flatnonzero(known & ~inside)
    verdict = warn_if(not share >= case.limit("inside_interval"))
    return case.row("E2", verdict, number=share, limits=("inside_interval",),
                    offenders=[_interval(case, u, int(r)) for r in odd], share=f"{share:.0%}")  # fmt: skip


def stability(case: Case) -> AuditRow:
    """E3: narrow intervals, and medians near the reported rank."""
    u = case.uncertainty
    if u is None:
        return case.not_applicable("E3", "no_uncertainty")
    width, R = u.width[case.t], case.ranked
    known = ~np.isnan(width) & ~np.isnan(u.nominal[case.t])
    if not known.any() or not R:
        return case.not_applicable("E3", "no_intervals")
    narrow = float((width[known] <= case.limit("narrow_width") * R).mean())
    away = np.abs(u.median[case.t] - u.nominal[case.t])
    far = int((away > max(np.ceil(0.05 * R), 0.1 * R)).sum())
    order = np.argsort(-np.nan_to_num(width), kind="stable")
    names = [_interval(case, u, int(r)) for r in order if known[r] and width[r] > case.limit("narrow_width") * R]
    return case.row("E3", warn_if(not narrow >= case.limit("narrow_share")), number=narrow, offenders=names, far=far,
                    limits=("narrow_width", "narrow_share"), share=f"{narrow:.0%}")  # fmt: skip


def _interval(case: Case, u: RankUncertainty, r: int) -> Text:
    name = case.result.regions[r].label
    ranks = f"{u.nominal[case.t, r]:.0f} [{u.low[case.t, r]:.0f}, {u.high[case.t, r]:.0f}]"
    return Text(f"{name.of('zh')} {ranks}", f"{name.of('en')} {ranks}")


def mean_shift(case: Case) -> AuditRow:
    """E4: how far each combination of methods moves the ranks."""
    nominal = case.result.ranks[case.t, :, 0]
    moved = [(np.abs(s.ranks[case.t] - nominal), s) for s in case.combinations if not s.is_reported]
    shifts = [(float(np.nanmean(away)), s) for away, s in moved if not np.isnan(away).all()]
    if not shifts:
        return case.not_applicable("E4", "no_grid")
    R = case.ranked
    most = max(shift for shift, _ in shifts)
    limit = case.limit("shift_pass") * R
    odd = sorted((s for s in shifts if s[0] > limit), key=lambda s: -s[0])
    names = [Text(" × ".join(t.of("zh") for _, t in s.choices) + f" {x:.2f}",
                  " × ".join(t.of("en") for _, t in s.choices) + f" {x:.2f}") for x, s in odd]  # fmt: skip
    verdict = Verdict.FAIL if most > case.limit("shift_warn") * R else warn_if(most > limit)
    return case.row("E4", verdict, number=most, limits=("shift_pass", "shift_warn"), offenders=names,
                    most=f"{most:.2f}", scenarios=len(case.combinations))  # fmt: skip


def which_choice(case: Case) -> AuditRow:
    """E5: the factor with the largest total share, those that do nothing, those that act through others."""
    own = (s for s in case.shares if s.output == "mean_shift" and s.year == case.result.years[case.t])
    shift = next(own, None)
    if shift is None:
        return case.not_applicable("E5", "no_sensitivity")
    if (shift.variance == 0.0 or np.isnan(shift.total).all()) and shift.failed < shift.runs:
        return case.not_applicable("E5", "never_moves" if shift.rows_used else "no_ranks", year=shift.year)
    verdict = Verdict.FAIL if shift.failed >= shift.runs else warn_if(shift.failed)
    limits = ("idle_factor", "interaction")
    if verdict is Verdict.FAIL:
        return case.row("E5", verdict, limits=limits, rows=shift.rows, runs=shift.runs, failed=shift.failed,
                        largest=both("audit_word.unknown"), sum=both("audit_word.unknown"))  # fmt: skip
    first = int(np.nanargmax(shift.total))
    return case.row("E5", verdict, number=float(shift.total[first]), limits=limits, offenders=_remarks(case, shift),
                    largest=_share(shift, first), sum=f"{np.nansum(shift.first):.2f}", rows=shift.rows,
                    runs=shift.runs, failed=shift.failed)  # fmt: skip


def _share(shift: FactorShares, i: int) -> Text:
    """A factor with its total share and the interval of that."""
    ends = f"{shift.total[i]:.2f} [{shift.total_low[i]:.2f}, {shift.total_high[i]:.2f}]"
    return Text(*(f"{factor_label(shift.factors[i], lang)} {ends}" for lang in ("zh", "en")))


def _remarks(case: Case, shift: FactorShares) -> list[Text]:
    """Factors that act through others, then those that do nothing."""
    joint = [i for i, x in enumerate(shift.interaction) if x > case.limit("interaction")]
    idle = [i for i, x in enumerate(shift.total) if x < case.limit("idle_factor")]
    joint.sort(key=lambda i: -float(shift.interaction[i]))
    said = [(i, "audit_word.interacts", f"{shift.interaction[i]:.2f}") for i in joint]
    said += [(i, "audit_word.idle", f"{shift.total[i]:.3f}") for i in idle]
    return [Text(*(label(key, lang, factor=factor_label(shift.factors[i], lang), share=share)
                   for lang in ("zh", "en"))) for i, key, share in said]  # fmt: skip


def rests_on_one(case: Case) -> AuditRow:
    """E6: indicators and pillars without which the ranks move far."""
    removals = [r for r in case.whole.dropped[case.t].removals if not np.isnan(r.mean_shift)]
    if not removals:
        return case.not_applicable("E6", "nothing_to_drop")
    limit = case.limit("drop_shift") * case.ranked
    order = sorted(removals, key=lambda r: -r.mean_shift)
    odd = [case.named(r.code, f"{r.mean_shift:.2f}") for r in order if r.mean_shift > limit]
    return case.row("E6", warn_if(odd), number=order[0].mean_shift, limits=("drop_shift",), offenders=odd,
                    most=f"{order[0].mean_shift:.2f}", code=case.named(order[0].code))  # fmt: skip


def separable_pairs(case: Case) -> AuditRow:
    """E7: pairs of regions that can be told apart, and neighbours that cannot."""
    u = case.uncertainty
    if u is None or u.ahead.shape[1] < 2:
        return case.not_applicable("E7", "no_uncertainty")
    nominal = u.nominal[case.t]
    if case.ranked < 2:
        return case.not_applicable("E7", "few_regions")
    share = float(u.separable_share[case.t])
    order = [int(r) for r in np.argsort(nominal, kind="stable") if not np.isnan(nominal[r])]
    close = [(a, b) for a, b in itertools.pairwise(order)
             if 1 - u.separable_at < u.ahead[case.t, a, b] < u.separable_at]  # fmt: skip
    labels = [r.label for r in case.result.regions]
    names = [Text(f"{labels[a].of('zh')}－{labels[b].of('zh')}", f"{labels[a].of('en')} - {labels[b].of('en')}")
             for a, b in close]  # fmt: skip
    groups = int(np.nanmax(u.group[case.t], initial=0))
    return case.row("E7", warn_if(close), number=share, limits=("separable",), offenders=names, share=f"{share:.0%}",
                    close=len(close), groups=groups)  # fmt: skip


def acceptability(case: Case) -> AuditRow:
    """E8: how sure the first places are: that of the first region, and who belongs to the first k in most draws."""
    u = case.uncertainty
    if u is None:
        return case.not_applicable("E8", "no_uncertainty")
    nominal = u.nominal[case.t]
    if np.isnan(nominal).all():
        return case.not_applicable("E8", "few_regions")
    first = int(np.nanargmin(nominal))
    share = float(u.acceptability[case.t, first, 0])
    tops = {k: found[case.t] for k, found in u.top.items() if k < case.ranked}
    sure = [both("audit_word.sure_of_top", k=k, count=int((found >= case.limit("separable")).sum()))
            for k, found in tops.items()]  # fmt: skip
    unsure = [(k, r, float(found[r])) for k, found in tops.items() for r in case.order
              if nominal[r] <= k and found[r] < case.limit("separable")]  # fmt: skip
    names = [_top(case, *one) for one in unsure]
    return case.row("E8", Verdict.PASS, number=share, region=case.result.regions[first].label, share=f"{share:.0%}",
                    limits=("separable",), sure=sure, offenders=names)  # fmt: skip


def _top(case: Case, k: int, r: int, share: float) -> Text:
    region = case.result.regions[r].label
    return both("audit_word.in_top", region=region, k=k, share=f"{share:.0%}")
