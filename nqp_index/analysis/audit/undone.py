"""What a step that fills or moves values does to the ranks: the same scoring without it."""

from __future__ import annotations

import numpy as np

from nqp_index.analysis.audit.case import Case, both
from nqp_index.model.result import Result
from nqp_index.terms import Text


def largest_rank_change(case: Case, without: Result | None) -> Text:
    """The largest change of a rank between this result and the one without a step, and whose it is.

    Regions that lose their rank without the step are counted beside it; unknown where nothing can be scored without.
    """
    if without is None:
        return both("audit_word.unknown")
    before, after = case.result.ranks[case.t, :, 0], without.ranks[case.t, :, 0]
    lost = int((~np.isnan(before) & np.isnan(after)).sum())
    moved = np.abs(np.nan_to_num(before - after))
    at = int(moved.argmax())
    more = both("audit_word.lose_rank", count=lost) if lost else Text()
    if moved[at] == 0:
        return both("audit_word.no_change", more=more)
    return both("audit_word.up_to_places", places=f"{moved[at]:.0f}", region=case.result.regions[at].label, more=more)
