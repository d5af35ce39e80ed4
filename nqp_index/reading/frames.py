"""A pandas table as a sheet, so that frames and files are understood by the same rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nqp_index.model.panel import SourceFile
from nqp_index.reading.sheet import Book, Raw, Sheet

if TYPE_CHECKING:
    import pandas as pd

NAME = "DataFrame"


def book_of_frame(frame: pd.DataFrame, name: str = NAME) -> Book:
    """The frame as a book of one sheet: its column labels are the heading, a named index becomes columns."""
    if any(level is not None for level in frame.index.names):
        unnamed = [str(n) if n is not None else f"index {i}" for i, n in enumerate(frame.index.names)]
        frame = frame.rename_axis(index=unnamed).reset_index()
    depth = frame.columns.nlevels
    heading: list[list[Raw]] = [[_cell(label) for label in frame.columns.get_level_values(i)] for i in range(depth)]
    columns = [_column(frame.iloc[:, i]) for i in range(frame.shape[1])]
    rows = [*heading, *(list(cells) for cells in zip(*columns, strict=True))]
    return Book(SourceFile(name, "", 0), "frame", (Sheet(name, "", rows),))


def _column(values: pd.Series[Any]) -> list[Raw]:
    missing = values.isna().tolist()
    return [None if gone else _cell(v) for v, gone in zip(values.tolist(), missing, strict=True)]


def _cell(value: object) -> Raw:
    """A value of a frame as a raw cell: numpy scalars as Python's, everything unknown as text."""
    import numpy as np

    if isinstance(value, np.generic):
        value = value.item()
    if value is None or isinstance(value, str | bool | int | float):
        return value
    from datetime import date, datetime

    return value if isinstance(value, datetime | date) else str(value)
