"""Tables of correlation: indicators, pillars, size, reliability, eigenvalues."""

from __future__ import annotations

import numpy as np

from nqp_index.analysis.audit.case import Case
from nqp_index.analysis.audit.coherence import complete_pillars
from nqp_index.analysis.audit.framework import size_correlations
from nqp_index.methods.statistics.correlation import pearson
from nqp_index.methods.statistics.factorability import bartlett, components, kmo
from nqp_index.methods.statistics.reliability import cronbach
from nqp_index.model.findings import Listing
from nqp_index.terms import Text


def size_bias(case: Case) -> Listing | None:
    """A4: the index and every indicator against every measure of size."""
    found = size_correlations(case)
    if not found:
        return None
    sizes = tuple(case.size_values)
    codes = [code for code in (case.result.nodes[0], *case.result.indicators) if any((code, s) in found for s in sizes)]
    rows = [(code, case.labels[code], *(found.get((code, s), float("nan")) for s in sizes)) for code in codes]
    rows.sort(key=lambda row: (row[0] != case.result.nodes[0], -np.nanmax(np.abs(np.array(row[2:], float)))))
    keys = [f"r_{s}" for s in sizes]
    own = case.result.framework.series_by_code
    headings = {f"r_{s}": own[s].label if s in own else Text(s, s) for s in sizes}
    return Listing("size_bias", ("code", "label", *keys), tuple(rows), about=case.about, headings=headings)


def correlations(case: Case) -> Listing | None:
    """C1: every pair of indicators, by pillar; larger is better in all of them."""
    order = [j for _, columns in case.pillars for j in columns] or list(range(len(case.result.indicators)))
    if len(order) < 2 or np.isnan(case.r).all():
        return None
    codes = [case.result.indicators[j] for j in order]
    home = {j: case.pillars[i][0].code for j, i in case.home.items()}
    rows = tuple(
        (home.get(j, ""), case.result.indicators[j], case.labels[case.result.indicators[j]], *case.r[j, order])
        for j in order
    )
    headings = {f"r_{code}": Text(code, code) for code in codes}
    return Listing("correlations", ("pillar", "code", "label", *headings), rows, about=case.about, headings=headings)


def with_pillars(case: Case) -> Listing | None:
    """C2 to C4: indicators, pillars and the index against every pillar and the index."""
    if not case.pillars:
        return None
    codes = [p.code for p, _ in case.pillars]
    columns = np.column_stack([case.pillar_scores, case.index])
    r = pearson(np.column_stack([columns, case.z]))[0][:, : columns.shape[1]]
    if np.isnan(r).all():
        return None
    names = [*codes, case.result.nodes[0], *case.result.indicators]
    home = {case.result.indicators[j]: codes[i] for j, i in case.home.items()}
    rows = tuple((home.get(name, ""), name, case.labels[name], *r[i]) for i, name in enumerate(names))
    headings = {f"r_{code}": Text(code, code) for code in (*codes, case.result.nodes[0])}
    keys = ("pillar", "code", "label", *headings)
    return Listing("correlations_pillars", keys, rows, about=case.about, headings=headings)


def reliability(case: Case) -> Listing | None:
    """C5 to C7: one row a pillar."""
    rows = []
    for pillar, codes, z in complete_pillars(case):
        r, own = pearson(z)[0], cronbach(z)
        found = components(r)
        whole = len(z) > len(codes)
        statistic, _, p = bartlett(r, len(z)) if whole else (float("nan"),) * 3
        rows.append((pillar.code, pillar.label, len(codes), len(z), own.alpha, own.standardised,
                     kmo(r)[0] if whole else None, statistic, p, found.eigenvalues[0], found.eigenvalues[1],
                     found.shares[0]))  # fmt: skip
    keys = ("code", "label", "indicators", "regions", "alpha", "alpha_standardised", "kmo", "bartlett", "p",
            "eigenvalue_1", "eigenvalue_2", "first_share")  # fmt: skip
    return Listing("reliability", keys, tuple(rows), about=case.about) if rows else None


def items(case: Case) -> Listing | None:
    """C5 to C7: one row an indicator."""
    rows = []
    for pillar, codes, z in complete_pillars(case):
        r, own = pearson(z)[0], cronbach(z)
        found = components(r)
        each = kmo(r)[1] if len(z) > len(codes) else np.full(len(codes), np.nan)
        rows += [
            (pillar.code, code, case.labels[code], own.if_deleted[i], own.if_deleted[i] - own.alpha, each[i],
             found.loadings[i]) for i, code in enumerate(codes)
        ]  # fmt: skip
    keys = ("pillar", "code", "label", "alpha_if_deleted", "change", "kmo", "loading")
    return Listing("alpha_if_deleted", keys, tuple(rows), about=case.about) if rows else None


def eigenvalues(case: Case) -> Listing | None:
    """C5: every eigenvalue of every pillar's correlation matrix."""
    rows = []
    for pillar, _, z in complete_pillars(case):
        found = components(pearson(z)[0])
        summed = np.cumsum(found.shares)
        rows += [(pillar.code, pillar.label, i + 1, x, found.shares[i], summed[i])
                 for i, x in enumerate(found.eigenvalues)]  # fmt: skip
    keys = ("code", "label", "component", "eigenvalue", "share", "share_summed")
    return Listing("eigenvalues", keys, tuple(rows), about=case.about) if rows else None
