"""Outside measures that an index is compared with: series of the data by their code, or tables of one's own."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from nqp_index.analysis.places import year_position
from nqp_index.errors import UsageError, problem
from nqp_index.model.result import Result
from nqp_index.reading.outcomes import read_outcomes


def outcomes_of(result: Result, names: Sequence[str], *, year: int | None = None) -> dict[str, dict[str, float]]:
    """Name → region code → value, as `audit` takes its outcomes.

    names  each a series code, `CODE@YEAR` for its values of another year (what the index should foretell), or a file
    year   the year that is judged; by default the one in front
    Raises UsageError for a code that the data do not hold, DataError for a file that cannot be read.
    """
    t = year_position(result, year)
    found: dict[str, dict[str, float]] = {}
    for name in names:
        path = Path(name)
        if path.suffix and (path.exists() or name.split("@")[0] not in result.panel.series_index):
            found |= read_outcomes(path, result.framework, result.regions, result.years[t])
        else:
            found[name] = _series(result, name, t)
    return found


def known_series(result: Result, codes: Sequence[str]) -> tuple[str, ...]:
    """The codes as given. Raises UsageError for one that is no series of the data."""
    for code in codes:
        if code not in result.panel.series_index:
            raise _unknown(result, code)
    return tuple(codes)


def _unknown(result: Result, code: str) -> UsageError:
    series = result.panel.series
    near = difflib.get_close_matches(code, series, n=3, cutoff=0.4) or series[:5]
    return UsageError(problem("E6041", name=code, near=tuple(near)))


def _series(result: Result, name: str, t: int) -> dict[str, float]:
    panel = result.panel
    code, _, other = name.partition("@")
    if code not in panel.series_index:
        raise _unknown(result, code)
    if other:
        t = year_position(result, int(other) if other.isdecimal() and other.isascii() else -1)
    values = panel.values[t, :, panel.series_index[code]]
    at = [panel.region_index[r.code] for r in result.regions]
    return {r.code: float(values[i]) for r, i in zip(result.regions, at, strict=True) if not np.isnan(values[i])}
