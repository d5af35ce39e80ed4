"""One merged cell over several places of a table: nobody can say which of them its number is for."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nqp_index.reading.meaning.facts import Ints, Rows
from nqp_index.reading.meaning.session import Task

Merge = tuple[int, int, int, int]
#: Row, column, and the numbers of region, year and series.
Claim = tuple[int, int, tuple[int, int, int]]
_MOST_NAMED, _MOST_CLAIMED, _MOST_TOLD = 5, 1000, 20


def merges_of_body(task: Task, rows: Rows) -> tuple[Merge, ...]:
    """The merged ranges of the body, as top, left, bottom, right."""
    merged = task.table.grid.merged
    if not merged or not len(rows):
        return ()
    first, last = int(rows[0]), int(rows[-1])
    return tuple(m for m in merged if m[2] >= first and m[0] <= last)


def claimed(
    merges: tuple[Merge, ...],
    rows: Rows,
    column: int,
    valued: NDArray[np.bool_],
    region: Ints,
    year: Ints,
    series: Ints,
) -> dict[Merge, list[Claim]]:
    """Merge → the places of one column that it gives a value to, and what each stands for."""
    found: dict[Merge, list[Claim]] = {}
    for merge in merges:
        if merge[1] <= column <= merge[3]:
            first, last = np.searchsorted(rows, merge[0]), np.searchsorted(rows, merge[2], "right")
            inside = np.flatnonzero(valued[first:last])[:_MOST_CLAIMED] + first
            found[merge] = [
                (int(rows[i]), column, (int(region[i]), int(year[i]), int(series[i]))) for i in inside.tolist()
            ]
    return found


def refuse_shared(task: Task, places: dict[Merge, list[Claim]]) -> None:
    """Refuse every merged cell whose value would stand for more than one thing; rows that are two cells high say one
    thing twice."""
    shared = sorted((merge, cells) for merge, cells in places.items() if len({key for *_, key in cells}) > 1)
    for told, (merge, cells) in enumerate(shared):
        if told == _MOST_TOLD:
            task.add("E1274", merge[0], merge[1], count=len(shared) - _MOST_TOLD)
            return
        named = [str(task.place(row, column)) for row, column, _ in cells[:_MOST_NAMED]]
        text = task.table.grid.text(merge[0], merge[1])
        task.add("E1271", merge[0], merge[1], text=text, count=len(cells), cells=named)
