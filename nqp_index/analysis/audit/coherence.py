"""Step 4, multivariate analysis: do the indicators of a pillar belong together, and only there?"""

from __future__ import annotations

import numpy as np

from nqp_index.analysis.audit.case import Case, both, unknown_or, warn_if, weighted_rows, worse
from nqp_index.methods.kernels import Floats
from nqp_index.methods.statistics.correlation import pearson
from nqp_index.methods.statistics.factorability import bartlett, components, kmo
from nqp_index.methods.statistics.reliability import Reliability, cronbach
from nqp_index.model.findings import AuditRow, Verdict
from nqp_index.model.framework import Node
from nqp_index.terms import Text


def within_pillars(case: Case) -> AuditRow:
    """C1: pairs of indicators of one pillar."""
    low, high = case.limit("correlation_low"), case.limit("correlation_high")
    together = [(i, j) for _, columns in case.pillars for a, i in enumerate(columns) for j in columns[a + 1 :]]
    pairs = [(case.r[i, j], i, j) for i, j in together if not np.isnan(case.r[i, j])]
    if not pairs:
        return case.not_applicable("C1", "one_child")
    above = [p for p in pairs if p[0] > high]
    below = [p for p in pairs if p[0] < low]
    odd = sorted((*above, *below), key=lambda p: -abs(p[0]))
    codes = case.result.indicators
    names = [Text(*[f"{codes[i]} × {codes[j]} {r:.2f}"] * 2) for r, i, j in odd]
    limits = ("correlation_low", "correlation_high")
    return case.row("C1", warn_if(odd), number=len(odd), limits=limits, offenders=names,
                    redundant=len(above), conflict=len(below))  # fmt: skip


def with_parent(case: Case) -> AuditRow:
    """C2: each indicator with its pillar, each pillar with the index."""
    found = [(case.result.indicators[j], _r(case.z[:, j], case.pillar_scores[:, i])) for j, i in case.home.items()]
    found += [(p.code, _r(case.pillar_scores[:, i], case.index)) for i, (p, _) in enumerate(case.pillars)]
    known = [(code, r) for code, r in found if not np.isnan(r)]
    if not known:
        return case.not_applicable("C2", "few_regions")
    low, high = case.limit("pillar_low"), case.limit("pillar_high")
    single = {case.result.indicators[columns[0]] for _, columns in case.pillars if len(columns) == 1}
    odd = [(code, r) for code, r in known if code not in single and not low <= r <= high]
    verdict = Verdict.FAIL if any(r < -low for _, r in odd) else warn_if(odd)
    odd.sort(key=lambda item: item[1])
    return case.row("C2", verdict, number=min(r for _, r in known), limits=("pillar_low", "pillar_high"),
                    offenders=[case.named(code, f"{r:.2f}") for code, r in odd],
                    silent=sum(abs(r) < low for _, r in odd),
                    dominant=sum(r > high for _, r in odd), against=sum(r < -low for _, r in odd))  # fmt: skip


def right_home(case: Case) -> AuditRow:
    """C3: an indicator goes with the rest of its own pillar more than with any other."""
    if len(case.pillars) < 2:
        return case.not_applicable("C3", "one_pillar")
    strays, compared = [], 0
    for j, home in case.home.items():
        rest = [c for c in case.pillars[home][1] if c != j]
        if not rest:
            continue
        own = _r(case.z[:, j], weighted_rows(case.z[:, rest], case.weights[rest]))
        others = [_r(case.z[:, j], case.pillar_scores[:, i]) for i in range(len(case.pillars)) if i != home]
        if np.isnan(own) or np.isnan(others).all():
            continue
        compared += 1
        best = int(np.nanargmax(others))
        if others[best] > own:
            other = [i for i in range(len(case.pillars)) if i != home][best]
            strays.append(
                case.named(case.result.indicators[j], f"→ {case.pillars[other][0].code} {others[best]:.2f} > {own:.2f}")
            )
    if not compared:
        return case.not_applicable("C3", "nothing_to_compare")
    return case.row("C3", warn_if(strays), number=len(strays), offenders=strays, count=len(strays), total=compared)


def between_pillars(case: Case) -> AuditRow:
    """C4: the pillars among themselves."""
    if len(case.pillars) < 2:
        return case.not_applicable("C4", "one_pillar")
    r = pearson(case.pillar_scores)[0]
    upper = r[np.triu_indices(len(r), 1)]
    if np.isnan(upper).all():
        return case.not_applicable("C4", "few_regions")
    mean = float(np.nanmean(upper))
    low, high = case.limit("pillars_low"), case.limit("pillars_high")
    odd = [(float(r[i, j]), i, j) for i, j in zip(*np.triu_indices(len(r), 1), strict=True) if r[i, j] < low]
    names = [Text(*[f"{case.pillars[i][0].code} × {case.pillars[j][0].code} {x:.2f}"] * 2) for x, i, j in sorted(odd)]
    return case.row("C4", warn_if(not low <= mean <= high), number=mean, limits=("pillars_low", "pillars_high"),
                    offenders=names, mean=f"{mean:.2f}")  # fmt: skip


def one_dimension(case: Case) -> AuditRow:
    """C5: one component behind each pillar."""
    worst, names, checked = Verdict.PASS, [], 0
    for pillar, _, z in complete_pillars(case):
        found = components(pearson(z)[0])
        checked += 1
        one = found.eigenvalues[0] > 1 > found.eigenvalues[1]
        signs = (found.loadings > 0).all() or (found.loadings < 0).all()
        if not (one and signs and found.shares[0] >= case.limit("first_share")):
            worst = worse(worst, Verdict.WARN)
            text = case.named(
                pillar.code, f"{found.shares[0]:.0%}, λ {found.eigenvalues[0]:.2f} {found.eigenvalues[1]:.2f}"
            )
            names.append(text if signs else Text(*(f"{text.of(lang)} ±" for lang in ("zh", "en"))))
    if not checked:
        return case.not_applicable("C5", "few_regions")
    return case.row("C5", worst, number=len(names), limits=("first_share",), offenders=names, count=len(names),
                    total=checked)  # fmt: skip


def consistency(case: Case) -> AuditRow:
    """C6: Cronbach's alpha of each pillar, its standardised form, and the item without which it would rise most."""
    found = [(p, codes, cronbach(z)) for p, codes, z in complete_pillars(case)]
    known = sorted(((p, codes, a) for p, codes, a in found if not np.isnan(a.alpha)), key=lambda item: item[2].alpha)
    if not known:
        return case.not_applicable("C6", "few_regions")
    low = [item for item in known if item[2].alpha < case.limit("alpha")]
    verdict = Verdict.FAIL if any(a.alpha < case.limit("alpha_fail") for _, _, a in low) else warn_if(low)
    least = known[0][2]
    return case.row("C6", verdict, number=least.alpha, limits=("alpha", "alpha_fail"), alpha=f"{least.alpha:.2f}",
                    pillar=case.named(known[0][0].code), standardised=unknown_or(least.standardised),
                    offenders=[_inconsistent(case, *item) for item in low])  # fmt: skip


def _inconsistent(case: Case, pillar: Node, codes: tuple[str, ...], found: Reliability) -> Text:
    """A pillar with its alpha, and the item whose removal would raise it most."""
    text = case.named(pillar.code, f"{found.alpha:.2f}")
    if np.isnan(found.if_deleted).all() or np.nanmax(found.if_deleted) <= found.alpha:
        return text
    j = int(np.nanargmax(found.if_deleted))
    more = both("audit_word.without_item", code=codes[j], alpha=f"{found.if_deleted[j]:.2f}")
    return Text(text.zh + more.zh, text.en + more.en)


def factorability(case: Case) -> AuditRow:
    """C7: KMO and Bartlett's test of each pillar."""
    names, worst, least = [], Verdict.PASS, float("nan")
    for pillar, _, z in complete_pillars(case):
        if len(z) <= z.shape[1]:
            continue
        r = pearson(z)[0]
        value, p = kmo(r)[0], bartlett(r, len(z))[2]
        if np.isnan(value):
            continue
        least = float(np.fmin(least, value))
        own = Verdict.FAIL if value < case.limit("kmo_fail") else Verdict.PASS
        if value < case.limit("kmo") or p >= case.limit("bartlett_p"):
            own = worse(own, Verdict.WARN)
            names.append(case.named(pillar.code, f"KMO {value:.2f}, p {p:.2g}"))
        worst = worse(worst, own)
    if np.isnan(least):
        return case.not_applicable("C7", "few_regions")
    return case.row("C7", worst, number=least, limits=("kmo", "kmo_fail", "bartlett_p"), offenders=names,
                    kmo=f"{least:.2f}")  # fmt: skip


def complete_pillars(case: Case) -> list[tuple[Node, tuple[str, ...], Floats]]:
    """Pillars of at least two varying indicators, with the codes and complete rows of these, more rows than 3."""
    found = []
    for pillar, columns in case.pillars:
        kept = np.array([j for j in columns if not np.isnan(case.z[:, j]).all()], dtype=int)
        z = case.z[:, kept]
        z = z[~np.isnan(z).any(axis=1)]
        if len(z) > 3:
            varying = np.ptp(z, axis=0) > 0
            kept, z = kept[varying], z[:, varying]
        if len(z) > 3 and len(kept) > 1:
            found.append((pillar, tuple(case.result.indicators[j] for j in kept), z))
    return found


def _r(a: Floats, b: Floats) -> float:
    return float(pearson(np.column_stack([a, b]))[0][0, 1])
