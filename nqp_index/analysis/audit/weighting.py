"""Step 6, weighting and aggregation: weights against importance, concentration, weights that reward flaws, the most
favourable weights, compensation."""

from __future__ import annotations

import numpy as np

from nqp_index.analysis.audit.case import Case, both, unknown_or, warn_if, weighted_rows
from nqp_index.analysis.obstacles import unit_scores
from nqp_index.errors import NqpError
from nqp_index.methods.kernels import Floats
from nqp_index.methods.registry import method
from nqp_index.methods.statistics.correlation import rank_correlation
from nqp_index.methods.statistics.main_effects import linear_effect
from nqp_index.model.findings import AuditRow, Importance, Verdict
from nqp_index.model.recipe import Combination
from nqp_index.terms import Text

#: Regions up to which the most favourable weights of each are found.
FAVOURABLE_UP_TO = 400


def importance_against_weight(case: Case) -> AuditRow:
    """D1: importance of every node's children against their weights; the node with the largest gap is named."""
    found = [one for one in case.importance if not np.isnan(one.ratio).all()]
    if not found:
        return case.not_applicable("D1", "few_regions")
    low, high = case.limit("importance_low"), case.limit("importance_high")
    odd = sorted(
        ((one.node, one.codes[j], float(x)) for one in found for j, x in enumerate(one.ratio) if x < low or x > high),
        key=lambda item: -abs(np.log(max(item[2], 1e-9))),
    )  # fmt: skip
    silent = any(x < case.limit("importance_silent") for _, _, x in odd)
    verdict = Verdict.FAIL if silent else warn_if(odd)
    worst = max(found, key=_gap)
    names = [_child(case, node, code, f"{x:.2f}") for node, code, x in odd]
    limits = ("importance_low", "importance_high", "importance_silent")
    return case.row("D1", verdict, number=_gap(worst), limits=limits, offenders=names, gap=f"{_gap(worst):.2f}",
                    node=case.named(worst.node), count=len(odd))  # fmt: skip


def reachable_importance(case: Case) -> AuditRow:
    """D2: whether any weights would give the stated importance, at the node where it is hardest."""
    found = [one for one in case.importance if not np.isnan(one.residual)]
    if not found:
        return case.not_applicable("D2", "few_regions")
    worst = max(found, key=lambda one: one.residual)
    odd = sorted((one for one in found if one.residual >= case.limit("residual")), key=lambda one: -one.residual)
    names = [case.named(one.node, f"{one.residual:.2f}") for one in odd]
    return case.row("D2", warn_if(odd), number=worst.residual, limits=("residual",), offenders=names,
                    residual=f"{worst.residual:.3f}", node=case.named(worst.node))  # fmt: skip


def _gap(found: Importance) -> float:
    return float(np.nanmax(np.abs(found.share - found.nominal)))


def _child(case: Case, node: str, code: str, more: str) -> Text:
    text = case.named(code, more)
    return Text(f"{node} › {text.zh}", f"{node} › {text.en}")


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
                    offenders=case.columns(odd, local), rho=unknown_or(rho), count=int(odd.sum()))  # fmt: skip


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
    if np.isnan(rho):
        return case.not_applicable("E9", "all_at_top")
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
    grid = case.whole.means
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
    mean, uneven = float(np.nanmean(moved)), np.where(case.has_rank, imbalance(case), np.nan)
    at = int(np.nanargmax(uneven)) if not np.isnan(uneven).all() else None
    most = both("audit_word.unknown") if at is None else _uneven(case, at, float(uneven[at]))
    return case.row("E10", warn_if(odd), number=mean, limits=("compensation",), offenders=shown, mean=f"{mean:.2f}",
                    most=f"{np.nanmax(moved):.0f}", uneven=most)  # fmt: skip


def imbalance(case: Case) -> Floats:
    """(R,) 1 - GM/AM of the pillars (of the indicators where there are none) on a scale of 1 to 100.

    A pillar is the weighted mean of its indicators there; missing parts are left out and the rest weigh more.
    """
    u = 1 + 99 * unit_scores(case.result)[case.t]
    parts = [weighted_rows(u[:, columns], case.weights[columns]) for _, columns in case.pillars]
    w = np.array([case.weights[columns].sum() for _, columns in case.pillars])
    z, w = (np.column_stack(parts), w) if parts else (u, case.weights)
    with np.errstate(invalid="ignore"):
        return np.asarray(1 - np.exp(weighted_rows(np.log(z), w)) / weighted_rows(z, w))


def _uneven(case: Case, r: int, share: float) -> Text:
    name = case.result.regions[r].label
    return Text(f"{name.of('zh')} {share:.2f}", f"{name.of('en')} {share:.2f}")


def _moved(case: Case, r: int, one: float, other: float) -> Text:
    name = case.result.regions[r].label
    return Text(f"{name.of('zh')} {one:.0f}→{other:.0f}", f"{name.of('en')} {one:.0f}→{other:.0f}")
