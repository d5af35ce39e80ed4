"""What a table is: titled columns of a kind, rows of plain values, and marks that colour single cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Cell = str | int | float | None
Row = tuple[Cell, ...]
#: What a column holds decides how it is printed: width, number format, alignment.
Kind = Literal["text", "long", "code", "year", "rank", "count", "score", "weight", "share", "value", "change"]
#: Names of the tints that `marks` may use; the first five are those of a value's status.
Mark = Literal["observed", "derived", "imputed", "treated", "missing", "error", "warning", "total", "upper"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, what kind of value it holds, the band above it, and whether its values are shaded."""

    title: str
    kind: Kind = "text"
    band: str = ""
    shaded: bool = False
    bars: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the report.

    key      names the sheet and its description among the labels
    fixed    how many columns stay in sight while scrolling sideways
    notes    sentences below the table
    legend   marks that are explained above the table
    marks    (row, column) → tint of a single cell, counted from 0; column -1 = the whole row
    names    defined name → first and last column of the range of all rows
    total    number of rows there would be without a limit; 0 = all are here
    is_finding  made by an analysis: its title names its sheet too
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    subtitle: str = ""
    fixed: int = 0
    notes: tuple[str, ...] = ()
    legend: tuple[Mark, ...] = ()
    marks: Mapping[tuple[int, int], Mark] = field(default_factory=dict)
    names: tuple[tuple[str, int, int], ...] = ()
    total: int = 0
    filtered: bool = True
    is_finding: bool = False
