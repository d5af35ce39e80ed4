"""A column of cells as numbers: whole columns of true numbers at once, everything else cell by cell, remembered."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nqp_index.model.panel import Floats
from nqp_index.reading.amounts.grammar import Amount, read_amount
from nqp_index.reading.sheet import ErrorValue, Labels, Odd, Raw

_NUMBERS = frozenset({float, int, type(None)})
_LARGEST_EXACT = 2**53
#: Beyond it spreadsheets write numbers with an exponent, and nobody expects every figure of them.
_LONGEST_WRITTEN = 1e21


@dataclass(eq=False)
class Column:
    """The numbers of one column of n cells, and everything about them that was not plain.

    values    (n,) nan where there is none
    present   (n,) whether anything at all stood in the cell
    faults    position → (code, text, what it may have meant)
    texts     position → the text as found, where it says more than the number
    suffixes  position → what stood behind the number
    marks     missing mark → how often
    footnotes positions whose footnote marks were taken off; as_text, grouped how many were text or had separators
    errors    positions of spreadsheet errors; large positions of whole numbers that a float cannot hold exactly
    cut       positions of numbers that an exponent has cut short: 1.23E+05
    """

    values: Floats
    present: NDArray[np.bool_]
    faults: dict[int, tuple[str, str, str]] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    suffixes: dict[int, str] = field(default_factory=dict)
    marks: Counter[str] = field(default_factory=Counter)
    footnotes: list[int] = field(default_factory=list)
    errors: list[int] = field(default_factory=list)
    large: list[int] = field(default_factory=list)
    cut: list[int] = field(default_factory=list)
    as_text: int = 0
    grouped: int = 0


def read_column(cells: Sequence[Raw] | NDArray[Any], remembered: dict[str, Amount] | None = None) -> Column:
    """Read the cells of one column. Never raises; `remembered` keeps texts already read by other columns."""
    if isinstance(cells, Labels):
        return read_column(cells.tolist(), remembered)
    if isinstance(cells, np.ndarray):
        return _of_floats(cells) if cells.dtype.kind == "f" else read_column(cells.tolist(), remembered)
    kinds = set(map(type, cells))
    if kinds <= _NUMBERS:
        return _plain_column(cells)
    column = Column(np.full(len(cells), math.nan), np.zeros(len(cells), dtype=bool))
    known = {} if remembered is None else remembered
    for i, cell in enumerate(cells):
        if cell is None:
            continue
        if type(cell) is str:
            amount = known.get(cell)
            if amount is None:
                amount = known[cell] = read_amount(cell)
            _take_text(column, i, cell, amount)
        else:
            _take_other(column, i, cell)
    return column


def _of_floats(values: Floats) -> Column:
    return Column(values, ~np.isnan(values))


def _plain_column(cells: Sequence[Raw]) -> Column:
    try:
        values = np.array(cells, dtype=np.float64)
    except OverflowError:
        return _with_huge(cells)
    column = Column(values, ~np.isnan(values))
    for i in np.flatnonzero(np.isinf(values)).tolist():
        column.faults[i] = ("E1234", str(cells[i]), "")
    large = (np.abs(values) >= _LARGEST_EXACT) & (np.abs(values) < _LONGEST_WRITTEN)
    column.large.extend(np.flatnonzero(large).tolist())  # a workbook hands whole numbers on as floats
    values[np.isinf(values)] = math.nan
    return column


def _with_huge(cells: Sequence[Raw]) -> Column:
    """A column holding whole numbers beyond the range of a float."""
    column = Column(np.full(len(cells), math.nan), np.array([c is not None for c in cells], dtype=bool))
    for i, cell in enumerate(cells):
        if cell is not None:
            _take_other(column, i, cell)
    return column


def _take_text(column: Column, i: int, text: str, amount: Amount) -> None:
    if amount.missing is not None:
        if amount.missing:
            column.present[i] = True
            column.marks[amount.missing] += 1
            column.texts[i] = text
        return
    column.present[i] = True
    if amount.marks:
        column.footnotes.append(i)
    if amount.fault:
        column.faults[i] = (amount.fault, text, amount.meant)
        return
    column.values[i] = amount.value
    column.as_text += 1
    column.grouped += amount.grouped
    if amount.cut:
        column.cut.append(i)
    if amount.suffix:
        column.suffixes[i] = amount.suffix
    if abs(amount.value) >= _LARGEST_EXACT and text.strip().isdigit():
        column.large.append(i)
    if text != f"{amount.value:.15g}":
        column.texts[i] = text


def _take_other(column: Column, i: int, cell: Raw) -> None:
    column.present[i] = True
    if isinstance(cell, bool):
        column.faults[i] = ("E1235", str(cell).upper(), "")
    elif isinstance(cell, int | float):
        try:
            value = float(cell)
        except OverflowError:
            value = math.inf
        if math.isinf(value):
            column.faults[i] = ("E1234", str(cell)[:60], "")
        elif not math.isnan(value):
            column.values[i] = value
            if isinstance(cell, int) and abs(cell) > _LARGEST_EXACT:
                column.large.append(i)
        else:
            column.present[i] = False
    elif isinstance(cell, ErrorValue):
        column.errors.append(i)
        column.texts[i] = cell.text
    elif isinstance(cell, Odd):
        column.faults[i] = ("E1237", "", "")
    else:
        column.faults[i] = ("E1236", str(cell), "")
