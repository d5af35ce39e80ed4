"""The numbers of a plain text table as pandas parses them: pieces of whole lines side by side, put end to end."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd

SAMPLE = 64 * 1024
#: Bytes parsed in one go.
PIECE = 8 * 1024 * 1024
MOST_THREADS = 6
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?")


def text_columns(data: bytes, delimiter: str, fields: int) -> frozenset[int]:
    """Columns in whose first lines something else than numbers stands."""
    lines = data[:SAMPLE].split(b"\n")[1:-1]
    cells = [line.rstrip(b"\r").decode("utf-8").split(delimiter) for line in lines]
    return frozenset(
        i for i in range(fields) if any(len(c) > i and c[i] and not _NUMBER.fullmatch(c[i]) for c in cells)
    )


def parsed(data: bytes, delimiter: str, fields: int, texts: frozenset[int]) -> dict[int, NDArray[Any] | None]:
    """The columns that are no texts: an array where all lines hold numbers, else None.

    Raises ValueError where pandas does, as for a line with more fields than the header.
    """
    wanted = [i for i in range(fields) if i not in texts]
    if not wanted:
        return {}
    with ThreadPoolExecutor(min(os.cpu_count() or 1, MOST_THREADS)) as pool:
        pieces = [memoryview(data)[start:end] for start, end in _pieces(data)]
        frames = list(pool.map(partial(_frame, delimiter=delimiter, fields=fields, usecols=wanted), pieces))
    return {i: _whole([f[i] for f in frames]) for i in wanted}


def _pieces(data: bytes) -> Iterator[tuple[int, int]]:
    """Where pieces of whole lines below the header start and end."""
    start = data.find(b"\n") + 1
    while start < len(data):
        end = data.find(b"\n", start + PIECE) + 1 or len(data)
        yield start, end
        start = end


def _frame(data: memoryview, *, delimiter: str, fields: int, **chosen: Any) -> pd.DataFrame:
    import pandas as pd

    exact: dict[str, Any] = {} if int(pd.__version__.partition(".")[0]) > 2 else {"float_precision": "round_trip"}
    frame: pd.DataFrame = pd.read_csv(
        io.BytesIO(data), sep=delimiter, header=None, names=list(range(fields)), keep_default_na=False,
        na_values=[""], quoting=3, encoding="utf-8", skip_blank_lines=False, low_memory=False, **exact, **chosen,
    )  # fmt: skip
    return frame


def _whole(parts: Sequence[pd.Series[Any]]) -> NDArray[Any] | None:
    """One array that holds them all as written; whole numbers beyond the range of their signed kind do not mix."""
    kinds = {part.dtype.kind for part in parts}
    if not kinds or not kinds <= set("fiu") or kinds >= set("iu"):
        return None
    return np.concatenate([part.to_numpy() for part in parts])
