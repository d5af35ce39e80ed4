"""Columns that are only the right half of merged cells, from the heading to the last row: they hold nothing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nqp_index.reading.layouts.grid import Grid


def shadow_columns(
    grid: Grid, bottom: int, rows: Sequence[int] | NDArray[np.int32], columns: Sequence[int]
) -> frozenset[int]:
    """Those of the columns that are covered from the left in the last row of the heading and in every row below."""
    wide = [m for m in grid.merged if m[3] > m[1]]
    if not wide or not len(rows):
        return frozenset()
    covered: dict[int, set[int]] = {}
    for top, left, low, right in wide:
        for column in range(left + 1, right + 1):
            covered.setdefault(column, set()).update(range(top, low + 1))
    needed = {bottom, *map(int, rows)}
    return frozenset(c for c in columns if needed <= covered.get(c, set()))
