"""A sheet as it was found: raw cells in a grid, before anybody asks what they mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import Enum

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


@dataclass(frozen=True, eq=False)
class Sheet:
    """Cells of one sheet, one HTML page's tables, or one text file.

    rows    list index i holds row i + 1; rows may be ragged; a covered cell of a merge holds None
    merged  (top, left, bottom, right), counted from 1, both ends included
    percent (row, column) of cells shown as a percentage though stored as a share; None = formats unknown
    """

    file: str
    name: str
    rows: list[list[Raw]]
    is_text: bool = False
    hidden: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()
    percent: frozenset[tuple[int, int]] | None = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

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
