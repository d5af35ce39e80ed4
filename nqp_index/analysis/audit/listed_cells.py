"""Lists of cells and regions: what was filled, moved, jumped, is constant, rests on a tiny denominator, has no rank."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from nqp_index.analysis.audit.breaks import jumps
from nqp_index.analysis.audit.case import Case, both, place
from nqp_index.analysis.audit.denominators import small_denominators
from nqp_index.analysis.reasons import reason_text
from nqp_index.model.findings import Listing
from nqp_index.terms import Text
from nqp_index.terms.measures import measure_name


def unranked(case: Case) -> Listing | None:
    """B2: every region and year without a rank, and why."""
    result, rows = case.result, []
    for own in result.unscored:
        if own.node == result.nodes[0]:
            r = result.region_index[own.region]
            rows.append(
                (
                    own.year,
                    own.region,
                    result.regions[r].label,
                    result.coverage[_t(case, own.year), r, 0],
                    reason_text(own),
                )
            )
    return Listing("unranked", ("year", "code", "region", "coverage", "reason"), tuple(rows)) if rows else None


def constants(case: Case) -> Listing | None:
    """B1, B7: indicators that were left out, and why."""
    rows = [
        (code, case.labels[code], both(f"audit_word.left_{why}")) for code, why in case.result.left_out
        if code in case.labels
    ]  # fmt: skip
    return Listing("left_out", ("code", "label", "reason"), tuple(rows)) if rows else None


def breaks(case: Case) -> Listing | None:
    """B8: every jump between neighbouring years."""
    result = case.result
    if len(result.years) < 2:
        return None
    rows = tuple(
        (result.regions[one.region].code, result.regions[one.region].label, result.indicators[one.column],
         case.labels[result.indicators[one.column]], result.years[one.t], one.before, one.after, one.factor, one.score,
         one.is_mixed_up) for one in jumps(case)
    )  # fmt: skip
    keys = ("code", "region", "indicator", "label", "year", "value_before", "value_after", "factor_of_change",
            "robust_z", "mixed_up")  # fmt: skip
    return Listing("breaks", keys, rows) if rows else None


def small_cells(case: Case) -> Listing | None:
    """AUDIT 4.9: values that are divided by very little."""
    result, ranks = case.result, case.result.indicator_ranks[case.t]
    rows = tuple(
        (result.regions[one.region].code, result.regions[one.region].label, result.indicators[one.column],
         case.labels[result.indicators[one.column]], result.raw[case.t, one.region, one.column],
         _measure(case, one.column), place(ranks[one.region, one.column]), _series(case, one.series), one.share)
        for one in small_denominators(case)
    )  # fmt: skip
    keys = ("code", "region", "indicator", "label", "value", "unit", "rank", "denominator", "share_of_median")
    note = both("note.small_denominators", limit=case.limit("small_denominator"))
    return Listing("small_denominators", keys, rows, notes=(note,), about=case.about) if rows else None


def filled(case: Case) -> Listing | None:
    """B3: every cell that imputation filled."""
    return _changed(case, "impute", "filled")


def treated(case: Case) -> Listing | None:
    """B5: every cell that treatment moved."""
    return _changed(case, "treat", "treated")


def _changed(case: Case, step: str, key: str) -> Listing | None:
    result = case.result
    label_of = {region.code: region.label for region in result.regions}
    rows = tuple(
        (c.region, label_of[c.region], c.year, c.indicator, case.labels[c.indicator], c.before, c.after, c.method)
        for c in result.changes if c.step == step
    )  # fmt: skip
    keys = ("code", "region", "year", "indicator", "label", "value_before", "value_after", "method")
    return Listing(key, keys, rows) if rows else None


def filled_shares(case: Case) -> Listing | None:
    """B3: filled cells among those used, by region and by indicator of the judged year, and by year."""
    result = case.result
    gap = np.isnan(result.raw) & ~np.isnan(result.filled)
    used = ~np.isnan(result.raw) | gap
    if not gap.any():
        return None
    now, there = gap[case.t], used[case.t]
    rows = [(both("audit_word.by_year"), str(year), Text(), *_share(gap[t], used[t]))
            for t, year in enumerate(result.years)]  # fmt: skip
    rows += [(both("audit_word.by_region"), region.code, region.label, *_share(now[r], there[r]))
             for r, region in enumerate(result.regions) if now[r].any()]  # fmt: skip
    rows += [(both("audit_word.by_indicator"), code, case.labels[code], *_share(now[:, j], there[:, j]))
             for j, code in enumerate(result.indicators) if now[:, j].any()]  # fmt: skip
    return Listing("filled_shares", ("by", "code", "label", "cells", "share"), tuple(rows), about=case.about)


def _share(gap: NDArray[np.bool_], used: NDArray[np.bool_]) -> tuple[int, float]:
    return int(gap.sum()), float(gap.sum() / max(int(used.sum()), 1))


def _t(case: Case, year: int) -> int:
    return case.result.years.index(year)


def _series(case: Case, codes: Iterable[str]) -> tuple[Text, ...]:
    return tuple(map(case.result.framework.series_label, codes))


def _measure(case: Case, column: int) -> Text:
    code = case.result.indicators[column]
    text = next(i.measure.text for i in case.result.framework.indicators if i.code == code)
    return Text(measure_name(text, "zh"), measure_name(text, "en"))
