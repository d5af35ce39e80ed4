"""Cells shown as a percentage but stored as a share: 0.0335 shown as 3.35 %."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from nqp_index.model.measure import Measure
from nqp_index.reading.amounts import Column
from nqp_index.reading.layouts.headings import Heading
from nqp_index.reading.meaning.facts import Rows
from nqp_index.reading.meaning.session import Task
from nqp_index.reading.measures import parse_measure

_PERCENT = Fraction(1, 100)


def percent_factor(
    task: Task, column: Column, rows: Rows, heading: Heading, chosen: np.ndarray, measure: str, code: str
) -> Fraction:
    """100 where every number of a % column is stored as a share, 1 elsewhere; mixed formats are told cell by cell."""
    at = heading.column
    declared = (parse_measure(measure) if measure else None) or task.session.series(code).measure
    numbers, formatted = _shown_as_percent(task, column, rows, at, chosen)
    if not formatted:
        _doubt_shares(task, column, rows, heading, chosen, declared, code)
        return Fraction(1)
    if not declared.is_pure:
        task.add("W1343", rows[formatted[0]], at, measure=declared.text)
        return Fraction(1)
    if len(formatted) < len(numbers):
        others = [i for i in numbers if i not in set(formatted)]
        odd = formatted if len(formatted) <= len(others) else others
        cells = [str(task.place(rows[i], at)) for i in odd[:5]]
        task.add("W1342", rows[odd[0]], at, cells=cells, count=len(odd))
        if declared.scale == _PERCENT:
            column.suffixes.update(dict.fromkeys(formatted, "share"))
        return Fraction(1)
    if declared.scale == _PERCENT:
        task.add("N1340", rows[formatted[0]], at, name=heading.text or code, count=len(formatted))
        return Fraction(100)
    return Fraction(1)


def _doubt_shares(
    task: Task, column: Column, rows: Rows, heading: Heading, chosen: np.ndarray, declared: Measure, code: str
) -> None:
    """Percentages that never exceed 1 and are not shown as such are doubted, not changed, unless the user said what
    they are. Where the formats cannot be read at all they may be a hundred times too small: refused."""
    if not declared.is_pure or declared.scale != _PERCENT or task.hint.measure:
        return
    written = chosen[~np.isin(chosen, [*column.suffixes])] if column.suffixes else chosen
    values = column.values[written]
    values = np.abs(values[~np.isnan(values)])
    if len(values) > 2 and values.max() <= 1 and values.max() > 0:
        doubt = "E1341" if task.table.grid.sheet.percent is None else "W1341"
        task.add(doubt, rows[written[0]], heading.column, name=task.session.series(code).label)


def _shown_as_percent(
    task: Task, column: Column, rows: Rows, at: int, chosen: np.ndarray
) -> tuple[list[int], list[int]]:
    """The chosen positions that hold a bare number, and those of them shown as a percentage; nothing is looked at
    where no cell of the column is shown so."""
    shown = task.table.grid.percent_rows(at)
    if not shown:
        return [], []
    numbers = [i for i in chosen.tolist() if column.values[i] == column.values[i] and i not in column.suffixes]
    return numbers, [i for i in numbers if int(rows[i]) in shown and i not in column.texts]
