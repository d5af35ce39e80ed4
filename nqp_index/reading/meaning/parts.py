"""Parts of a table printed side by side: they go together only where their regions agree row by row."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nqp_index.reading.meaning.facts import Ints, Rows
from nqp_index.reading.meaning.session import Task

_FEWEST_AGAIN = 3


def goes_with(task: Task, before: Sequence[Task]) -> bool:
    """Whether a part to the right fits the first part: other columns for the same regions, or the same columns for
    the rest of the regions. Tells where the regions part company."""
    if not before:
        return True
    first = before[0]
    if [(h.name, h.year) for h in task.table.headings] == [(h.name, h.year) for h in first.table.headings]:
        return True
    regions = task.session.lexicon.regions
    for row in task.table.body.rows:
        texts = [t.table.grid.text(row, t.table.roles.region) for t in (first, task)]
        one, other = (regions.find(t).code or t for t in texts)
        if one != other and all(texts):
            task.add("E1217", row, task.table.roles.region, one=texts[0], other=texts[1])
            return False
    return True


def starts_again(task: Task, rows: Rows, numbers: Ints) -> bool:
    """Whether the list of regions starts again with nothing to say what the second block is; tells it."""
    table = task.table
    if task.layout.series == "row" or table.roles.year or table.body.sections or len(numbers) < 2 * _FEWEST_AGAIN:
        return False
    known = numbers >= 0
    names, where = numbers[known], np.flatnonzero(known)
    _, first = np.unique(names, return_index=True)
    again = np.setdiff1d(np.arange(len(names)), first)
    if len(again) < _FEWEST_AGAIN or len(again) < again[-1] - again[0] + 1:
        return False
    task.add("E1218", rows[int(where[again[0]])], table.roles.region or table.roles.code)
    return True
