"""A sheet whose merged ranges are filled from their top left cell, with texts ready to be looked at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from functools import cached_property
from itertools import zip_longest
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nqp_index.errors import Place
from nqp_index.reading.names.plain import visible
from nqp_index.reading.sheet import ErrorValue, Labels, Odd, Raw, Sheet

#: Rows up to which the cells of a column are fetched one by one.
_FEW = 300


class Grid:
    """Cells by row and column counted from 1. `raw` is as stored, `cell` and `text` see merges filled."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.height = len(sheet.rows)
        self.width = max(map(len, sheet.rows), default=0)
        self.merged = tuple(m for m in sheet.merged if m[0] <= self.height and m[1] <= self.width)
        self.columns: Sequence[NDArray[Any] | Labels] | None = None
        self.rows: Sequence[list[Raw]] = self._filled() if self.merged else sheet.rows

    def _filled(self) -> list[list[Raw]]:
        rows = list(self.sheet.rows)
        copied: set[int] = set()
        for top, left, bottom, right in self.merged:
            source = rows[top - 1]
            value = source[left - 1] if left <= len(source) else None
            for r in range(top - 1, min(bottom, self.height)):
                if r not in copied:
                    rows[r] = list(rows[r])
                    copied.add(r)
                end = min(right, self.width)
                if len(rows[r]) < end:
                    rows[r].extend([None] * (end - len(rows[r])))
                rows[r][left - 1 : end] = [value] * (end - left + 1)
        return rows

    def cell(self, row: int, column: int) -> Raw:
        cells = self.rows[row - 1]
        return cells[column - 1] if column <= len(cells) else None

    def text(self, row: int, column: int) -> str:
        return text_of(self.cell(row, column))

    def raw(self, row: int) -> list[Raw]:
        """One row as stored, without filled merges."""
        return self.sheet.rows[row - 1]

    def filled(self, row: int, *, stored: bool = False) -> list[tuple[int, str]]:
        """(column, text) of the cells of a row that hold something."""
        cells = self.raw(row) if stored else self.rows[row - 1]
        return [(c, t) for c, cell in enumerate(cells, start=1) if cell is not None and (t := text_of(cell))]

    def is_blank(self, row: int) -> bool:
        return not any(cell is not None and text_of(cell) for cell in self.rows[row - 1])

    def column(self, column: int, rows: Sequence[int] | NDArray[np.int32]) -> Sequence[Raw] | NDArray[Any]:
        """The cells of one column in the given rows; whole, as it is held, where the sheet is held by columns."""
        if self.columns is not None:
            return self.columns[column - 1]
        if len(rows) <= _FEW or column > self.width:
            return [self.cell(r, column) for r in rows]
        cells, first = self._by_column[column - 1], int(rows[0]) - 1
        if int(rows[-1]) - first == len(rows):
            return cells[first : first + len(rows)]
        return [cells[r - 1] for r in rows]

    @cached_property
    def _by_column(self) -> list[tuple[Raw, ...]]:
        """All cells by columns: cheaper than row after row when most columns of a long table are asked for."""
        return list(zip_longest(*self.rows))

    def percent_rows(self, column: int) -> frozenset[int]:
        """Rows in which a column is shown as a percentage though stored as a share; none where formats are unknown."""
        return self._percent.get(column, frozenset())

    @cached_property
    def _percent(self) -> dict[int, frozenset[int]]:
        found: dict[int, set[int]] = {}
        for row, column in self.sheet.percent or ():
            found.setdefault(column, set()).add(row)
        return {column: frozenset(rows) for column, rows in found.items()}

    def merge_at(self, row: int, column: int) -> tuple[int, int, int, int] | None:
        for m in self.merged:
            if m[0] <= row <= m[2] and m[1] <= column <= m[3]:
                return m
        return None

    def place(self, row: int = 0, column: int = 0) -> Place:
        return self.sheet.place(row, column)


def text_of(cell: Raw) -> str:
    """A cell as text: whole numbers without a point, dates as written by ISO."""
    if cell is None:
        return ""
    if type(cell) is str:
        return visible(cell)
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, ErrorValue):
        return cell.text
    if isinstance(cell, Odd):
        return ""
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return str(cell)
