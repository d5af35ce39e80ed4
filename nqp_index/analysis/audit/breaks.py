"""Row B8: jumps of an indicator from one year to the next."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from nqp_index.analysis.audit.case import Case, both, warn_if
from nqp_index.methods.kernels import Floats
from nqp_index.model.findings import AuditRow
from nqp_index.terms import Text

#: Factors between two years that look like a mix-up of measures (万 for 亿 and the like).
MIX_UPS = (1e2, 1e4, 1e8)
#: Mean absolute deviation to standard deviation of a normal law, as 1.4826 is for the median one.
FROM_MEAN_DEVIATION = 1.2533


@dataclass(frozen=True, slots=True)
class Jump:
    """A value that does not follow from the year before.

    factor  how many times the earlier value, above 0; NaN where the sign changes or one of the two is zero
    score   robust z of the change among all yearly changes of the indicator
    """

    t: int
    region: int
    column: int
    before: float
    after: float
    factor: float
    score: float

    @property
    def is_mixed_up(self) -> bool:
        """Whether the factor looks like another measure."""
        size = max(self.factor, 1 / self.factor) if self.factor > 0 else 0.0
        return any(0.7 < size / f < 1.4 for f in MIX_UPS)

    @property
    def size(self) -> float:
        """What jumps are sorted by."""
        return abs(math.log(self.factor)) if self.factor > 0 else math.log1p(abs(self.score))


def breaks(case: Case) -> AuditRow:
    """B8: jumps from one year to the next, and those that look like another measure."""
    if len(case.result.years) < 2:
        return case.not_applicable("B8", "one_year")
    found = jumps(case)
    names = [_named(case, jump) for jump in found]
    return case.row("B8", warn_if(names), number=len(names), limits=("break_factor", "break_score"), offenders=names,
                    count=len(names), mixed=sum(jump.is_mixed_up for jump in found))  # fmt: skip


def jumps(case: Case) -> tuple[Jump, ...]:
    """Every jump between neighbouring years of the result, probable mix-ups of measures first, then by size.

    A value that becomes zero, or ceases to be, is a change without a finite factor and always listed; one that changes
    its sign is judged by its robust z alone.
    """
    raw, years = case.result.raw, np.array(case.result.years)
    before, after = raw[:-1], raw[1:]
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        factor = np.where(before * after > 0, after / before, np.nan)
        step = np.log(factor)
    score = _robust_scores(after - before)
    emptied = (before == 0) ^ (after == 0)
    odd = (np.abs(step) > math.log(case.limit("break_factor"))) | (np.abs(score) > case.limit("break_score")) | emptied
    odd &= ~np.isnan(before) & ~np.isnan(after) & (np.diff(years) == 1)[:, None, None]
    found = [
        Jump(t + 1, r, j, *(float(x[t, r, j]) for x in (before, after, factor, score)))
        for t, r, j in np.argwhere(odd).tolist()
    ]
    return tuple(sorted(found, key=lambda jump: (not jump.is_mixed_up, -jump.size)))


def _robust_scores(change: Floats) -> Floats:
    """Yearly changes (T, R, K) over their deviation within the indicator: 1.4826 times the median absolute deviation,
    the mean one where more than half of the changes are alike; 0 where all are."""
    flat = change.reshape(-1, change.shape[-1])
    found = np.zeros(flat.shape)
    for j, column in enumerate(flat.T):
        known = column[~np.isnan(column)]
        if not len(known):
            continue
        away = np.abs(known - np.median(known))
        spread = 1.4826 * float(np.median(away)) or FROM_MEAN_DEVIATION * float(away.mean())
        if spread > 0:
            found[:, j] = (column - np.median(known)) / spread
    return found.reshape(change.shape)


def _named(case: Case, jump: Jump) -> Text:
    region, code = case.result.regions[jump.region].label, case.result.indicators[jump.column]
    how = f"{jump.before:.3g} → {jump.after:.3g}"
    if jump.factor > 0:
        how = f"×{jump.factor:.3g}" if jump.factor > 1 else f"÷{1 / jump.factor:.3g}"
        if abs(math.log(jump.factor)) <= math.log(case.limit("break_factor")):
            how += f" (z {jump.score:.1f})"
    more = both("audit_word.mixed_up") if jump.is_mixed_up else Text()
    year = case.result.years[jump.t]
    return Text(*(f"{region.of(lang)} {code} {year} {how}{more.of(lang)}" for lang in ("zh", "en")))
