"""One merged cell over several places of a table: nobody can say which of them its number is for."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nqp_index.reading.meaning.facts import Rows
from nqp_index.reading.meaning.session import Task

Merge = tuple[int, int, int, int]
_MOST_NAMED = 5


def merges_of_body(task: Task, rows: Rows) -> tuple[Merge, ...]:
    """The merged ranges of the body, as top, left, bottom, right."""
    merged = task.table.grid.merged
    if not merged or not len(rows):
        return ()
    first, last = int(rows[0]), int(rows[-1])
    return tuple(m for m in merged if m[2] >= first and m[0] <= last)


def claimed(
    merges: tuple[Merge, ...], rows: Rows, column: int, valued: NDArray[np.bool_]
) -> dict[Merge, list[tuple[int, int]]]:
    """Merge → the places of one column that it gives a value to."""
    across = [m for m in merges if m[1] <= column <= m[3]]
    if not across:
        return {}
    found: dict[Merge, list[tuple[int, int]]] = {}
    for i in np.flatnonzero(valued).tolist():
        row = int(rows[i])
        for merge in across:
            if merge[0] <= row <= merge[2]:
                found.setdefault(merge, []).append((row, column))
    return found


def refuse_shared(task: Task, places: dict[Merge, list[tuple[int, int]]]) -> None:
    """Refuse every merged cell whose value would stand in more than one place."""
    for merge, cells in sorted(places.items()):
        if len(cells) > 1:
            named = [str(task.place(*cell)) for cell in cells[:_MOST_NAMED]]
            text = task.table.grid.text(merge[0], merge[1])
            task.add("E1271", merge[0], merge[1], text=text, count=len(cells), cells=named)
