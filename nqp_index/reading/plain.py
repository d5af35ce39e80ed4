"""A large, clean, rectangular text table read column by column, without an object per cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from nqp_index.errors import Problems
from nqp_index.reading.limits import Limits
from nqp_index.reading.plain_columns import parsed
from nqp_index.reading.plain_look import Look, seen
from nqp_index.reading.preflight import Candidate, read_bytes
from nqp_index.reading.sheet import Labels, PlainTable, Raw

#: Below this size the ordinary reader is as fast.
SMALLEST = 256 * 1024
#: Bytes that no plain table holds: what they may mean is for the ordinary reader to say.
UNUSUAL = (b'"', b";", b"\x00")


def read_plain_table(path: Path, *, limits: Limits | None = None) -> PlainTable | None:
    """The table of a text file, or None when anything about the file is unusual and `open_books` should look at it."""
    limits = limits or Limits()
    data = read_bytes(Candidate(Path(path), Path(path).name), limits, Problems())
    return None if data is None else plain_table(data, limits)


def plain_table(data: bytes, limits: Limits) -> PlainTable | None:
    """The columns of a text table, or None when anything about it is unusual.

    Usual is: UTF-8, comma or TAB, one header line and nothing above or below, no quotes, no blank lines, the same
    number of fields in every line, numbers that are finite, no text among them that only pandas takes for a number.
    """
    start = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    end = data.find(b"\n")
    head = data[start:end].rstrip(b"\r")
    delimiter = b"\t" if b"\t" in head else b","
    if end < 0 or not 1 <= head.count(delimiter) < limits.columns or (delimiter == b"\t" and b"," in head):
        return None
    with ThreadPoolExecutor(1) as beside:  # pandas and numpy both work without holding the interpreter
        found = beside.submit(parsed, data, delimiter.decode(), head.count(delimiter) + 1)
        is_usual = not any(sign in data for sign in UNUSUAL) and (delimiter == b"\t" or b"\t" not in data)
        look = seen(data, delimiter[0], head.count(delimiter) + 1, limits) if is_usual else None
        try:
            columns = found.result()
            header = tuple(head.decode("utf-8").split(delimiter.decode()))
        except (ValueError, OverflowError, MemoryError):  # UnicodeDecodeError and pandas' ParserError are ValueErrors
            return None
    if look is None or columns is None or len(columns[0]) != look.lines - 1 or not _is_faithful(columns, look):
        return None
    return PlainTable(header, tuple(columns))


class LazyRows(Sequence[list[Raw]]):
    """Rows that are only made when somebody asks for one."""

    def __init__(self, make: Any, length: int) -> None:
        self._make = make
        self._length = length

    @cached_property
    def _rows(self) -> list[list[Raw]]:
        rows: list[list[Raw]] = self._make()
        return rows

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> list[Raw]: ...
    @overload
    def __getitem__(self, index: slice) -> list[list[Raw]]: ...
    def __getitem__(self, index: int | slice) -> list[Raw] | list[list[Raw]]:
        return self._rows[index]

    def __iter__(self) -> Iterator[list[Raw]]:
        return iter(self._rows)


def _is_faithful(columns: Sequence[NDArray[Any] | Labels], look: Look) -> bool:
    """Whether the numbers are what the text says: no infinity, no "nan" taken for one, no code that lost its zeros."""
    blank = 0
    for column in columns:
        if isinstance(column, Labels):
            blank += int(np.count_nonzero(column.numbers == len(column.values) - 1))
        elif column.dtype.kind == "f":
            finite = int(np.count_nonzero(np.isfinite(column)))
            missing = int(np.count_nonzero(np.isnan(column))) if finite < len(column) else 0
            blank += missing
            if finite + missing < len(column):
                return False
        elif look.has_padded:
            return False
    return blank == look.empty
