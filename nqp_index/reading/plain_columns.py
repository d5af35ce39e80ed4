"""The columns of a plain text table as pandas parses them: pieces of whole lines side by side, put end to end."""

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

from nqp_index.reading.sheet import Labels

if TYPE_CHECKING:
    import pandas as pd

SAMPLE = 64 * 1024
#: Bytes parsed in one go.
PIECE = 4 * 1024 * 1024
MOST_THREADS = 6
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?")


def parsed(data: bytes, delimiter: str, fields: int) -> list[NDArray[Any] | Labels] | None:
    """One per column: an array where all lines hold numbers, else labels whose last value is the blank.

    None when there are no lines, or some have more fields than the header. Raises ValueError where pandas does.
    """
    texts = dict.fromkeys(_text_columns(data, delimiter, fields), object)
    with ThreadPoolExecutor(min(os.cpu_count() or 1, MOST_THREADS)) as pool:
        pieces = [memoryview(data)[start:end] for start, end in _pieces(data)]
        frames = list(pool.map(partial(_frame, delimiter=delimiter, fields=fields, dtype=texts), pieces))
        if not frames or not all(_is_regular(frame, fields) for frame in frames):
            return None
        mixed = [i for i in range(fields) if i not in texts and not _are_numbers([f[i] for f in frames])]
        if mixed:
            again = partial(_frame, delimiter=delimiter, fields=fields, dtype=object, usecols=mixed)
            for frame, found in zip(frames, pool.map(again, pieces), strict=True):
                frame[mixed] = found
    return [_held([f[i].to_numpy() for f in frames]) for i in range(fields)]


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
        na_values=[""], quoting=3, encoding="utf-8", skip_blank_lines=False, **exact, **chosen,
    )  # fmt: skip
    return frame


def _text_columns(data: bytes, delimiter: str, fields: int) -> list[int]:
    lines = data[:SAMPLE].split(b"\n")[1:-1]
    cells = [line.rstrip(b"\r").decode("utf-8").split(delimiter) for line in lines]
    return [i for i in range(fields) if any(len(c) > i and c[i] and not _NUMBER.fullmatch(c[i]) for c in cells)]


def _is_regular(frame: pd.DataFrame, fields: int) -> bool:
    import pandas as pd

    return isinstance(frame.index, pd.RangeIndex) and frame.shape[1] == fields


def _are_numbers(parts: Sequence[pd.Series[Any]]) -> bool:
    """Whether one array holds them all as written; whole numbers beyond the range of their signed kind do not mix."""
    kinds = {part.dtype.kind for part in parts}
    return kinds <= set("fiu") and not kinds >= set("iu")


def _held(parts: list[NDArray[Any]]) -> NDArray[Any] | Labels:
    import pandas as pd

    whole: NDArray[Any] = np.concatenate(parts) if len(parts) > 1 else parts[0]
    if whole.dtype.kind in "fiu":
        return whole
    numbers, texts = pd.factorize(whole)
    return Labels(np.where(numbers < 0, len(texts), numbers), [*texts.tolist(), ""])
