"""A sheet as it was found: raw cells in a grid, before anybody asks what they mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import Enum
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from nqp_index.errors import Place
from nqp_index.model.panel import SourceFile


class Odd(Enum):
    """Cells that hold no value of their own."""

    UNCALCULATED = "formula that was never calculated"


@dataclass(frozen=True, slots=True)
class ErrorValue:
    """A spreadsheet error such as #N/A or #DIV/0!."""

    text: str


Raw = str | int | float | bool | datetime | date | time | ErrorValue | Odd | None


class Labels(Sequence[str]):
    """n texts as numbers over their distinct values: numbers (n,), values (u,) in any order; "" = blank."""

    def __init__(self, numbers: NDArray[np.integer], values: Sequence[str]) -> None:
        self.numbers = numbers
        self.values = list(values)

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Labels: ...
    def __getitem__(self, index: int | slice) -> str | Labels:
        if isinstance(index, slice):
            return Labels(self.numbers[index], self.values)
        return self.values[int(self.numbers[index])]

    def __iter__(self) -> Iterator[str]:
        return iter(self.tolist())

    def tolist(self) -> list[str]:
        return list(map(self.values.__getitem__, self.numbers.tolist()))


@dataclass(frozen=True, eq=False)
class PlainTable:
    """A clean rectangular table by columns, as `pandas` would hold it.

    header   the texts of line 1
    columns  one per column: an array of numbers (float64, NaN = blank; or whole numbers), or labels ("" = blank);
             element i stands in line i + 2; a number has lost its spelling (" 5", "5.0" and "+5" are 5.0)
    """

    header: tuple[str, ...]
    columns: tuple[NDArray[Any] | Labels, ...]

    def __len__(self) -> int:
        return len(self.columns[0])


@dataclass(frozen=True, eq=False)
class Sheet:
    """Cells of one sheet, one HTML page's tables, or one text file.

    rows    list index i holds row i + 1; rows may be ragged; a covered cell of a merge holds None
    merged  (top, left, bottom, right), counted from 1, both ends included
    percent (row, column) of cells shown as a percentage though stored as a share; None = formats unknown
    plain   the same cells by columns, for a large clean text table; its rows are then only made when asked for
    """

    file: str
    name: str
    rows: Sequence[list[Raw]]
    is_text: bool = False
    hidden: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()
    percent: frozenset[tuple[int, int]] | None = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    plain: PlainTable | None = None

    def place(self, row: int = 0, column: int = 0) -> Place:
        """The place of a cell of this sheet (row and column counted from 1; 0 = not said)."""
        return Place(self.file, self.name, row, column, self.is_text)


@dataclass(frozen=True, eq=False)
class Book:
    """One file that was opened: what it really is, and its sheets in order.

    kind  xlsx, xls, xlsb, ods, html, csv, parquet ...: decided by content
    """

    source: SourceFile
    kind: str
    sheets: tuple[Sheet, ...] = field(default=())
