"""What has to be said beside the audit's rows: the extreme region, and values divided by very little."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from nqp_index.analysis.audit.case import Case, both
from nqp_index.analysis.audit.denominators import small_denominators
from nqp_index.terms import Text


def remarks(case: Case) -> tuple[Text, ...]:
    """In words; nothing where no region is ranked."""
    return tuple(_said(case)) if case.ranked else ()


def _said(case: Case) -> Iterator[Text]:
    grid, t = case.whole.grid, case.t
    for r in case.extreme:
        region = case.result.regions[r].label
        low, high = grid.low[t, r], grid.high[t, r]
        if not np.isnan(low):
            never = sum(bool(np.isnan(s.ranks[t, r])) for s in case.combinations)
            lost = both("audit_word.lost_in", count=never) if never else Text()
            yield both("note.extreme", region=region, low=int(low), high=int(high), lost=lost,
                       scenarios=len(case.combinations))  # fmt: skip
    for one in case.without:
        region, moved = case.result.regions[one.r].label, one.moved
        if np.isnan(moved).all():
            continue
        if np.nansum(moved) == 0:
            yield both("note.without_region_same", region=region)
        else:
            at = int(np.nanargmax(moved))
            yield both("note.without_region", region=region, mean=f"{np.nanmean(moved):.2f}", most=f"{moved[at]:.0f}",
                       other=case.result.regions[at].label, count=int((moved > 0).sum()))  # fmt: skip
    tiny = Counter(one.region for one in small_denominators(case))
    if tiny:
        named = [Text(*(f"{case.result.regions[r].label.of(lang)} {n}" for lang in ("zh", "en")))
                 for r, n in tiny.most_common()]  # fmt: skip
        yield both("note.tiny", regions=named, limit=case.limit("small_denominator"))
