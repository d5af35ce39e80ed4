"""Tells what was odd about the cells of one column: once a column, with the places that matter."""

from __future__ import annotations

from collections import Counter

import numpy as np

from nqp_index.reading.amounts import Column
from nqp_index.reading.layouts.headings import Heading
from nqp_index.reading.meaning.facts import Rows
from nqp_index.reading.meaning.session import Task

_MOST_TOLD = 5


def tell_column(task: Task, column: Column, rows: Rows, heading: Heading, wanted: np.ndarray) -> None:
    """Refuse faulty cells by address; warn once about texts, marks, error cells and footnotes."""
    faults = [i for i in column.faults if wanted[i]]
    for i in faults[:_MOST_TOLD]:
        code, text, meant = column.faults[i]
        task.add(code, rows[i], heading.column, text=text, meant=meant)
    if len(faults) > _MOST_TOLD:
        task.add("E1239", rows[faults[_MOST_TOLD]], heading.column, count=len(faults) - _MOST_TOLD)
    if column.errors:
        at = [i for i in column.errors if wanted[i]]
        if at:
            cells = [str(task.place(rows[i], heading.column)) for i in at[:_MOST_TOLD]]
            text = column.texts[at[0]]
            task.add("W1331", rows[at[0]], heading.column, text=text, count=len(at), cells=cells)
    if column.footnotes:
        cells = [str(task.place(rows[i], heading.column)) for i in column.footnotes[:_MOST_TOLD]]
        task.add("W1332", rows[column.footnotes[0]], heading.column, count=len(column.footnotes), cells=cells)
    if column.large:
        task.add("W1333", rows[column.large[0]], heading.column, count=len(column.large))
    cut = [i for i in column.cut if wanted[i]]
    if cut:
        cells = [str(task.place(rows[i], heading.column)) for i in cut[:_MOST_TOLD]]
        task.add("W1334", rows[cut[0]], heading.column, text=column.texts.get(cut[0], f"{column.values[cut[0]]:g}"),
                 count=len(cut), cells=cells)  # fmt: skip
    task.marks.update(column.marks)
    if not task.table.grid.sheet.is_text:
        task.text_columns += bool(column.as_text)


def marks_told(marks: Counter[str]) -> list[str]:
    """`… × 3` for every missing mark, the most frequent first."""
    return [f"{mark} × {count}" for mark, count in marks.most_common()]
