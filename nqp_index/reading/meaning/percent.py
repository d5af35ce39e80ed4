"""Cells shown as a percentage but stored as a share: 0.0335 shown as 3.35 %."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from nqp_index.reading.amounts import Column
from nqp_index.reading.layouts.headings import Heading
from nqp_index.reading.meaning.session import Task
from nqp_index.reading.measures import parse_measure

_PERCENT = Fraction(1, 100)


def percent_factor(
    task: Task, column: Column, rows: list[int], heading: Heading, chosen: np.ndarray, measure: str, code: str
) -> Fraction:
    """100 where every number of a % column is stored as a share, 1 elsewhere; mixed formats are told cell by cell."""
    shown = task.table.grid.sheet.percent
    written = parse_measure(measure) if measure else None
    own = task.session.series(code).measure
    numbers = [int(i) for i in chosen if not np.isnan(column.values[i]) and int(i) not in column.suffixes]
    if not numbers:
        return Fraction(1)
    declared = written if written is not None else own
    if shown is None:
        shares = [abs(column.values[i]) <= 1 for i in numbers]
        doubtful = declared.is_pure and declared.scale == _PERCENT and len(numbers) > 2 and all(shares)
        if doubtful and any(column.values[i] for i in numbers):
            task.add("W1341", rows[numbers[0]], heading.column, name=heading.text or code)
        return Fraction(1)
    formatted = [i for i in numbers if (rows[i], heading.column) in shown and i not in column.texts]
    if not formatted:
        return Fraction(1)
    if len(formatted) < len(numbers):
        odd = formatted if len(formatted) <= len(numbers) / 2 else sorted(set(numbers) - set(formatted))
        cells = [str(task.place(rows[i], heading.column)) for i in odd[:5]]
        task.add("W1342", rows[odd[0]], heading.column, cells=cells, count=len(odd))
        return _each_share(column, formatted, declared.scale)
    if not declared.is_pure or declared.bases:
        task.add("W1343", rows[formatted[0]], heading.column, measure=declared.text)
        return Fraction(1)
    if declared.scale == _PERCENT:
        task.add("N1340", rows[formatted[0]], heading.column, name=heading.text or code, count=len(formatted))
        return Fraction(100)
    return Fraction(1)


def _each_share(column: Column, formatted: list[int], scale: Fraction) -> Fraction:
    """With mixed formats each cell goes by its own: shares become percentages where percentages were declared."""
    if scale == _PERCENT:
        for i in formatted:
            column.suffixes[i] = "share"
    return Fraction(1)
