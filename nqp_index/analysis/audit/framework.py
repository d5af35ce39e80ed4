"""Step 1, the framework: size of the pillars, double counting, declarations, and the bias of size."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nqp_index.analysis.audit.case import Case, warn_if
from nqp_index.methods.statistics.correlation import pearson
from nqp_index.model.findings import AuditRow, Verdict
from nqp_index.terms import Text


def indicators_per_pillar(case: Case) -> AuditRow:
    """A1: how many indicators a pillar rests on."""
    sizes = {p.code: len(columns) for p, columns in case.pillars}
    empty = [p.code for p in case.result.framework.pillars if p.code not in sizes]
    least, most = case.limit("pillar_least"), case.limit("pillar_most")
    odd = [case.named(code, str(n)) for code, n in sizes.items() if not least <= n <= most]
    verdict = Verdict.FAIL if empty else warn_if(odd)
    return case.row("A1", verdict, number=min(sizes.values(), default=0), limits=("pillar_least", "pillar_most"),
                    offenders=[*(case.named(c, "0") for c in empty), *odd], least=min(sizes.values(), default=0),
                    most=max(sizes.values(), default=0))  # fmt: skip


def no_double_use(case: Case) -> AuditRow:
    """A2: the same formula under two codes, or two indicators that are one."""
    seen: dict[str, str] = {}
    twins: list[Text] = []
    for indicator in case.result.framework.indicators:
        key = " ".join(indicator.formula.text.split())
        if key in seen:
            twins.append(_pair(case, seen[key], indicator.code))
        seen.setdefault(key, indicator.code)
    codes = case.result.indicators
    upper = np.argwhere(np.triu(np.abs(case.r) >= 1 - 1e-9, 1))
    twins += [_pair(case, codes[i], codes[j]) for i, j in upper]
    unique = tuple(dict.fromkeys(twins))
    return case.row(
        "A2", Verdict.FAIL if unique else Verdict.PASS, number=len(unique), offenders=unique, count=len(unique)
    )


def _pair(case: Case, a: str, b: str) -> Text:
    first, second = case.named(a), case.named(b)
    return Text(f"{first.zh} = {second.zh}", f"{first.en} = {second.en}")


def metadata_complete(case: Case) -> AuditRow:
    """A3: measure, source and label of every indicator are declared."""
    framework = case.result.framework
    missing = [
        case.named(i.code) for i in framework.indicators
        if not (i.source or any(framework.series_by_code[n].source for n in i.formula.names
                                if n in framework.series_by_code)) or not i.label
    ]  # fmt: skip
    return case.row("A3", warn_if(missing), number=len(missing), offenders=missing, count=len(missing),
                    total=len(framework.indicators))  # fmt: skip


def size_bias(case: Case) -> AuditRow:
    """A4: correlation of the index and of each indicator with population and GDP."""
    panel = case.result.panel
    sizes = [s for s in case.sizes if s in panel.series_index]
    known = [s for s in sizes if not np.isnan(panel.values[case.t, :, panel.series_index[s]]).all()]
    if not known or case.ranked < 3:
        return case.not_applicable("A4", "no_size", series=case.sizes)
    found = dict(_correlations(case, known))
    limit = case.limit("size_bias")
    biased = [
        Text(f"{case.named(c).zh} × {s} {r:.2f}", f"{case.named(c).en} × {s} {r:.2f}")
        for (c, s), r in sorted(found.items(), key=lambda item: -abs(item[1])) if abs(r) > limit
    ]  # fmt: skip
    root = case.result.nodes[0]
    worst = max((abs(found[root, s]) for s in known if (root, s) in found), default=float("nan"))
    return case.row("A4", warn_if(biased), number=worst, limits=("size_bias",), offenders=biased, r=f"{worst:.2f}",
                    count=len(biased))  # fmt: skip


def _correlations(case: Case, sizes: list[str]) -> Iterator[tuple[tuple[str, str], float]]:
    panel = case.result.panel
    codes = (case.result.nodes[0], *case.result.indicators)
    own = np.column_stack([case.index, case.z])
    for s in sizes:
        r = pearson(np.column_stack([panel.values[case.t, :, panel.series_index[s]], own]))[0][0, 1:]
        for code, value in zip(codes, r, strict=True):
            if not np.isnan(value):
                yield (code, s), float(value)
