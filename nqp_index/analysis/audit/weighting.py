"""Step 6, weighting and aggregation: weights against importance, concentration, weights that reward flaws, the most
favourable weights, compensation."""

from __future__ import annotations

import numpy as np

from nqp_index.analysis.assumptions import method_factor
from nqp_index.analysis.audit.case import Case, warn_if
from nqp_index.analysis.audit.importance import importance_of
from nqp_index.analysis.factors import Assumptions
from nqp_index.analysis.grid import method_grid
from nqp_index.analysis.obstacles import unit_scores
from nqp_index.errors import NqpError
from nqp_index.methods.kernels import Floats
from nqp_index.methods.registry import method
from nqp_index.methods.statistics.correlation import rank_correlation
from nqp_index.methods.statistics.main_effects import linear_effect
from nqp_index.model.findings import AuditRow, Importance, Verdict
from nqp_index.model.recipe import Choice, Combination
from nqp_index.terms import Text

#: Regions up to which the most favourable weights of each are found.
FAVOURABLE_UP_TO = 400


def importance_against_weight(case: Case) -> AuditRow:
    """D1: importance of the pillars (of the indicators where there are none) against their weights."""
    found = _importance(case)
    if found is None:
        return case.not_applicable("D1", "few_regions")
    low, high = case.limit("importance_low"), case.limit("importance_high")
    with np.errstate(invalid="ignore"):
        silent = found.ratio < case.limit("importance_silent")
        odd = (found.ratio < low) | (found.ratio > high)
    gap = float(np.nanmax(np.abs(found.share - found.nominal)))
    verdict = Verdict.FAIL if silent.any() else warn_if(odd.any())
    names = [case.named(found.codes[j], f"{found.ratio[j]:.2f}") for j in np.flatnonzero(odd)]
    limits = ("importance_low", "importance_high", "importance_silent")
    return case.row("D1", verdict, number=gap, limits=limits, offenders=names, gap=f"{gap:.2f}", node=found.node)


def reachable_importance(case: Case) -> AuditRow:
    """D2: whether any weights would give the stated importance."""
    found = _importance(case)
    if found is None or np.isnan(found.residual):
        return case.not_applicable("D2", "few_regions")
    verdict = warn_if(found.residual >= case.limit("residual"))
    return case.row("D2", verdict, number=found.residual, limits=("residual",), residual=f"{found.residual:.3f}")


def _importance(case: Case) -> Importance | None:
    return importance_of(case.result, case.t, case.result.nodes[0])


def concentration(case: Case) -> AuditRow:
    """D3: the largest effective weight, and the effective number of indicators."""
    w = case.weights
    K, number = len(w), float(1 / (w**2).sum())
    large = w > case.limit("largest_weight") / K
    few = number < case.limit("effective_share") * K
    names = case.columns(large, w)
    return case.row("D3", warn_if(few or names), number=number, limits=("largest_weight", "effective_share"),
                    offenders=names, largest=f"{w.max():.1%}", effective=f"{number:.1f}", total=K)  # fmt: skip


def rewarded_flaws(case: Case) -> AuditRow:
    """D4: data-driven weights that sit on thin or treated indicators."""
    recipe = case.result.recipe
    choices = [recipe.weight.default, *(c for _, c in recipe.weight.special)]
    single = [one for c in choices for one in (c.of if isinstance(c, Combination) else (c,))]
    if all(method("weight", one.method).fits_on == "none" for one in single):
        return case.not_applicable("D4", "declared_weights")
    effect = np.array([linear_effect(z, np.nanmean(case.z, axis=1)) for z in case.z.T])
    rho = rank_correlation(case.weights, effect)
    thin = (case.used.mean(axis=0) < case.limit("flawed_coverage")) | case.treated.any(axis=0)
    local = np.zeros(len(case.weights))
    for node, codes in case.result.children.items():
        w = case.result.local_weights[node]
        for code, share in zip(codes, w[min(case.t, len(w) - 1)], strict=True):
            if code in case.result.indicator_index and len(codes) > 1:
                local[case.result.indicator_index[code]] = share
    odd = thin & (local > case.limit("flawed_weight"))
    return case.row("D4", warn_if(odd.any()), number=rho, limits=("flawed_weight", "flawed_coverage"),
                    offenders=case.columns(odd, local), rho=f"{rho:.2f}", count=int(odd.sum()))  # fmt: skip


def favourable_weights(case: Case) -> AuditRow:
    """E9: each region under the weights that suit it best."""
    z = unit_scores(case.result)[case.t]
    whole = ~np.isnan(z).any(axis=1) & ~np.isnan(case.index)
    if whole.sum() < 5 or whole.sum() > FAVOURABLE_UP_TO:
        return case.not_applicable("E9", "gaps")
    try:
        best = _most_favourable(z[whole])
    except NqpError as error:
        return case.not_applicable("E9", "method_fails", reason=str(error))
    rho = rank_correlation(best, case.index[whole])
    half = np.argsort(np.argsort(-case.index[whole])) >= whole.sum() / 2
    lifted = np.flatnonzero(whole)[(best >= 1 - 1e-9) & half]
    names = [case.result.regions[r].label for r in lifted]
    return case.row("E9", warn_if(rho < case.limit("favourable")), number=rho, limits=("favourable",), offenders=names,
                    rho=f"{rho:.2f}", count=len(names))  # fmt: skip


def _most_favourable(z: Floats) -> Floats:
    k = z.shape[1]
    return np.asarray(method("aggregate", "bod")(z, np.full(k, 1 / k)))


def compensability(case: Case) -> AuditRow:
    """E10: how far ranks move between the arithmetic and the geometric mean."""
    recipe = case.result.recipe
    factor = method_factor("aggregate", recipe, [Choice("arithmetic"), Choice("geometric")])
    grid = method_grid(case.result, Assumptions((factor,)))
    names = {"arithmetic", "geometric"}
    if len(grid.scenarios) < 2 or recipe.aggregate.default.method not in names:
        return case.not_applicable("E10", "no_geometric")
    one, other = grid.scenarios[0].ranks[case.t], grid.scenarios[1].ranks[case.t]
    moved = np.abs(one - other)
    if np.isnan(moved).all():
        return case.not_applicable("E10", "no_geometric")
    limit = case.limit("compensation") * case.ranked
    odd = [r for r in np.argsort(-np.nan_to_num(moved), kind="stable") if moved[r] > limit]
    shown = [_moved(case, int(r), float(one[r]), float(other[r])) for r in odd]
    mean = float(np.nanmean(moved))
    return case.row("E10", warn_if(odd), number=mean, limits=("compensation",), offenders=shown, mean=f"{mean:.2f}",
                    most=f"{np.nanmax(moved):.0f}")  # fmt: skip


def _moved(case: Case, r: int, one: float, other: float) -> Text:
    name = case.result.regions[r].label
    return Text(f"{name.of('zh')} {one:.0f}→{other:.0f}", f"{name.of('en')} {one:.0f}→{other:.0f}")
