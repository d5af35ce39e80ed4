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
    if not grid.merged or not len(rows):
        return frozenset()
    above = {c for c in columns if (merge := grid.merge_at(bottom, c)) is not None and merge[1] < c}
    return frozenset(c for c in above if _is_covered(grid, c, np.asarray(rows)))


def _is_covered(grid: Grid, column: int, rows: NDArray[np.int32]) -> bool:
    covered = np.zeros(len(rows), dtype=bool)
    for top, left, low, right in grid.merged:
        if left < column <= right:
            covered[np.searchsorted(rows, top) : np.searchsorted(rows, low, "right")] = True
    return bool(covered.all())
