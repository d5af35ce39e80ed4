"""Step 1, the framework: size of the pillars, double counting, declarations, and the bias of size."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nqp_index.analysis.audit.case import Case, both, joined, unknown_or, warn_if
from nqp_index.methods.statistics.correlation import pearson
from nqp_index.model.findings import AuditRow, Verdict
from nqp_index.model.formula import denominators
from nqp_index.model.framework import Framework, Indicator, Target
from nqp_index.terms import LANGUAGES, Text


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
    """A3: direction, measure, source, year and denominator of every indicator are declared."""
    indicators = case.result.framework.indicators
    found = {i.code: tuple(_undeclared(case.result.framework, i)) for i in indicators}
    missing = [
        Text(*(f"{case.named(code).of(lang)}: {joined(lacking, lang)}" for lang in ("zh", "en")))
        for code, lacking in found.items() if lacking
    ]  # fmt: skip
    return case.row("A3", warn_if(missing), number=len(missing), offenders=missing, count=len(missing),
                    total=len(indicators))  # fmt: skip


def _undeclared(framework: Framework, indicator: Indicator) -> Iterator[Text]:
    """What the definition leaves open about one indicator.

    The year of a value is that of its place in the panel; what has to be declared is whether it is of the year's end
    (stock) or of the whole year (flow), or neither. A share whose formula divides nothing has to say of what it is.
    """
    series = [framework.series_by_code[n] for n in indicator.formula.names if n in framework.series_by_code]
    if not isinstance(indicator.direction, Target) and indicator.direction not in (1, -1):
        yield both("audit_word.direction")
    if not indicator.measure.text or not all(s.measure.text for s in series):
        yield both("audit_word.measure")
    if not indicator.source and not (series and all(s.source for s in series)):
        yield both("audit_word.source")
    if not series or not all(s.kind for s in series):
        yield both("audit_word.year")
    said = indicator.note or any(s.scope or s.note for s in series) or _names_denominator(indicator.label)
    is_share = indicator.measure.is_pure and any(s.kind == "ratio" for s in series)
    if is_share and not denominators(indicator.formula.tree) and not said:
        yield both("audit_word.denominator")


def _names_denominator(name: Text) -> bool:
    """Whether a name says of what it is a share, or per what."""
    return any(mark in name.zh for mark in ("占", "之比", "每", "人均", "/")) or any(
        mark in name.en.casefold() for mark in ("/", " per ", "share of")
    )


def size_bias(case: Case) -> AuditRow:
    """A4: correlation of the index and of each indicator with size."""
    absent = [s for s in case.size_series if s not in case.size_values]
    if not case.size_values:
        return case.not_applicable("A4", "no_size", series=case.size_series, year=case.result.years[case.t])
    found = size_correlations(case)
    if not found:
        return case.not_applicable("A4", "few_regions")
    limit = case.limit("size_bias")
    called = case.result.framework.series_label
    biased = [
        Text(*(f"{case.named(c).of(lang)} × {called(s).of(lang)} {r:.2f}" for lang in LANGUAGES))
        for (c, s), r in sorted(found.items(), key=lambda item: -abs(item[1])) if abs(r) > limit
    ]  # fmt: skip
    root = case.result.nodes[0]
    worst = max((abs(r) for (code, _), r in found.items() if code == root), default=float("nan"))
    without = both("audit_word.sizes_absent", series=absent) if absent else Text()
    return case.row("A4", warn_if(biased), number=worst, limits=("size_bias",), offenders=biased, r=unknown_or(worst),
                    count=len(biased), without=without)  # fmt: skip


def size_correlations(case: Case) -> dict[tuple[str, str], float]:
    """(index or indicator, size) → correlation in the judged year, where there is one."""
    codes = (case.result.nodes[0], *case.result.indicators)
    own = np.column_stack([case.index, case.z])
    found: dict[tuple[str, str], float] = {}
    for name, values in case.size_values.items():
        r = pearson(np.column_stack([values, own]))[0][0, 1:]
        found |= {(c, name): float(x) for c, x in zip(codes, r, strict=True) if not np.isnan(x)}
    return found
