"""A large, clean, rectangular text table read column by column, without an object per cell."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

import numpy as np
from numpy.typing import NDArray

from nqp_index.errors import Problems
from nqp_index.reading.limits import Limits
from nqp_index.reading.plain_look import Look, seen
from nqp_index.reading.preflight import Candidate, read_bytes
from nqp_index.reading.sheet import Labels, PlainTable, Raw

if TYPE_CHECKING:
    import pandas as pd

#: Below this size the ordinary reader is as fast.
SMALLEST = 256 * 1024
#: Bytes that no plain table holds: what they may mean is for the ordinary reader to say.
UNUSUAL = (b'"', b";", b"\x00")
SAMPLE = 64 * 1024
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?")


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
        parsed = beside.submit(_frame, data, delimiter.decode(), head.count(delimiter) + 1)
        is_usual = not any(sign in data for sign in UNUSUAL) and (delimiter == b"\t" or b"\t" not in data)
        look = seen(data, delimiter[0], head.count(delimiter) + 1, limits) if is_usual else None
        try:
            frame = parsed.result()
            header = tuple(head.decode("utf-8").split(delimiter.decode()))
        except (ValueError, OverflowError, MemoryError):  # UnicodeDecodeError and pandas' ParserError are ValueErrors
            return None
    if look is None or frame is None or len(frame) != look.lines - 1:
        return None
    columns = tuple(_held(frame.iloc[:, i]) for i in range(frame.shape[1]))
    return PlainTable(header, columns) if _is_faithful(columns, look) else None


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


def _frame(data: bytes, delimiter: str, fields: int) -> pd.DataFrame | None:
    """The table as pandas reads it: texts where the first lines hold texts, numbers where all lines hold numbers."""
    import pandas as pd

    exact: dict[str, Any] = {} if int(pd.__version__.partition(".")[0]) > 2 else {"float_precision": "round_trip"}

    def read(**chosen: Any) -> pd.DataFrame:
        frame: pd.DataFrame = pd.read_csv(
            io.BytesIO(data), sep=delimiter, header=0, names=list(range(fields)), keep_default_na=False,
            na_values=[""], quoting=3, encoding="utf-8", skip_blank_lines=False, **exact, **chosen,
        )  # fmt: skip
        return frame

    texts: dict[int, Any] = dict.fromkeys(_text_columns(data, delimiter, fields), object)
    frame = read(dtype=texts)
    if not isinstance(frame.index, pd.RangeIndex) or frame.shape[1] != fields:
        return None
    mixed = [i for i in range(fields) if i not in texts and frame.iloc[:, i].dtype.kind not in "fiu"]
    if mixed:
        again = read(usecols=mixed, dtype=object)
        for i in mixed:
            frame[i] = again[i]
    return frame


def _text_columns(data: bytes, delimiter: str, fields: int) -> list[int]:
    lines = data[:SAMPLE].split(b"\n")[1:-1]
    cells = [line.rstrip(b"\r").decode("utf-8").split(delimiter) for line in lines]
    return [i for i in range(fields) if any(len(c) > i and c[i] and not _NUMBER.fullmatch(c[i]) for c in cells)]


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


def _held(column: pd.Series[Any]) -> NDArray[Any] | Labels:
    """Numbers as an array; texts as labels, whose last value is the blank."""
    import pandas as pd

    if column.dtype.kind in "fiu":
        found: NDArray[Any] = column.to_numpy()
        return found
    numbers, texts = pd.factorize(column.to_numpy())
    return Labels(np.where(numbers < 0, len(texts), numbers), [*texts.tolist(), ""])
