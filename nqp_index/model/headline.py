"""How a result is shown: which year stands in front (the one asked for, else the latest that is nearly as complete as
the best), and with how many decimals scores are printed."""

from __future__ import annotations

import math
from dataclasses import replace

from nqp_index.errors import UsageError, problem
from nqp_index.model.result import Result

#: A year is complete enough with this share of the ranked regions and scored pillars of the best year.
FULL_YEAR = 0.95


def in_front(result: Result, year: int) -> Result:
    """The result with this year in front. Raises UsageError when it has no such year."""
    if year not in result.years:
        raise UsageError(problem("E6021", year=year, years=result.years))
    return replace(result, front=year)


def headline_position(result: Result) -> int:
    """Position of the year that was put in front, else of the latest year with nearly as many ranked regions and
    scored pillars as the best year; the last year when no region was ever ranked."""
    if result.front is not None:
        return result.years.index(result.front)
    pillars = [result.node_index[p.code] for p in result.framework.pillars if p.code in result.node_index]
    ranks, scores = result.ranks.tolist(), result.scores.tolist()
    ranked = [sum(row[0] == row[0] for row in year) for year in ranks]
    scored = [sum(row[n] == row[n] for row in year for n in pillars) for year in scores]
    full = [
        t for t in range(len(result.years))
        if ranked[t] >= FULL_YEAR * max(ranked) and scored[t] >= FULL_YEAR * max(scored)
    ]  # fmt: skip
    return full[-1] if full else len(result.years) - 1


def score_decimals(result: Result) -> int:
    """Decimals of every score: two on a scale of a hundred, four on a scale of one."""
    largest = max((abs(s) for s in result.scores.ravel().tolist() if math.isfinite(s)), default=0.0)
    return 2 if largest > 2 else 4
