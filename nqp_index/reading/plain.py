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
from nqp_index.reading.plain_columns import parsed, text_columns
from nqp_index.reading.plain_labels import labels_of
from nqp_index.reading.plain_look import Look, seen
from nqp_index.reading.preflight import Candidate, read_bytes
from nqp_index.reading.sheet import Labels, PlainTable, Raw

#: Below this size the ordinary reader is as fast.
SMALLEST = 256 * 1024
#: Bytes that no plain table holds: what they may mean is for the ordinary reader to say.
UNUSUAL = (b'"', b";", b"\x00", b"E+", b"e+")
#: Whole numbers from here on a float does not always hold.
LARGEST_EXACT = 2**53


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
    if any(sign in data for sign in UNUSUAL) or (delimiter == b"," and b"\t" in data):
        return None
    fields = head.count(delimiter) + 1
    try:
        header = tuple(head.decode("utf-8").split(delimiter.decode()))
        texts = text_columns(data, delimiter.decode(), fields)
        with ThreadPoolExecutor(1) as beside:  # pandas and numpy both work without holding the interpreter
            numbers = beside.submit(parsed, data, delimiter.decode(), fields, texts)
            look = seen(data, delimiter[0], fields, limits)
            columns = _columns(look, fields, numbers.result()) if look is not None else None
    except (ValueError, OverflowError, MemoryError):  # UnicodeDecodeError and pandas' ParserError are ValueErrors
        return None
    return None if columns is None else PlainTable(header, columns)


def _columns(
    look: Look, fields: int, numbers: dict[int, NDArray[Any] | None]
) -> tuple[NDArray[Any] | Labels, ...] | None:
    """All columns in order; None where the numbers are not what the text says, or a text is no label."""
    columns: list[NDArray[Any] | Labels] = []
    missing = 0
    for i in range(fields):
        column = numbers.get(i)
        if column is None:
            labels = labels_of(look, i)
            if labels is None:
                return None
            missing += int(np.count_nonzero(look.fields(i)[1] == 0))
            columns.append(labels)
            continue
        if len(column) != len(look) or not _is_faithful(column, look, i):
            return None
        missing += int(np.count_nonzero(np.isnan(column))) if column.dtype.kind == "f" else 0
        columns.append(column)
    return tuple(columns) if missing == look.empty else None


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


def _is_faithful(numbers: NDArray[Any], look: Look, column: int) -> bool:
    """Whether numbers keep what stood in the text: no infinity, no code that loses its zeros, nothing too large to be
    held to the last digit. That no text was taken for a missing number, the count of empty fields says."""
    if numbers.dtype.kind != "f" and look.has_codes(column):
        return False
    return not bool((numbers >= LARGEST_EXACT).any() or (numbers <= -LARGEST_EXACT).any())
