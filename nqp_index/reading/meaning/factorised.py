"""Columns of labels as numbers over their distinct values, so that each name is looked up once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nqp_index.reading.sheet import Labels, Raw


@dataclass(frozen=True, eq=False)
class Factorised:
    """n cells as numbers over u distinct values.

    numbers  (n,) position in `values`
    values   (u,) tuples of the cells of all columns; first (u,) where each stood first
    """

    numbers: NDArray[np.intp]
    values: list[tuple[Raw, ...]]
    first: list[int]

    def mapped(self, results: Sequence[int]) -> NDArray[np.int32]:
        """One result per distinct value, spread over the cells."""
        return np.array(results, dtype=np.int32)[self.numbers]


def factorised(*columns: Sequence[Raw] | NDArray[Any]) -> Factorised:
    """Distinct combinations of the cells of one or more columns, in order of first appearance."""
    if all(isinstance(c, np.ndarray | Labels) for c in columns):
        return _of_whole(columns)
    seen: dict[tuple[Any, ...], int] = {}
    first: list[int] = []
    values: list[tuple[Raw, ...]] = []
    numbers = np.empty(len(columns[0]), np.intp)
    for i, key in enumerate(zip(*columns, strict=True)):
        typed = (*key, *map(type, key))
        number = seen.get(typed)
        if number is None:
            number = seen[typed] = len(values)
            values.append(tuple(_scalar(v) for v in key))
            first.append(i)
        numbers[i] = number
    return Factorised(numbers, values, first)


def _of_whole(columns: Sequence[Sequence[Raw] | NDArray[Any]]) -> Factorised:
    """The same for columns that are held whole, as labels or as arrays of numbers."""
    import pandas as pd

    numbers, size = _numbered(columns[0])
    for column in columns[1:]:
        more, count = _numbered(column)
        numbers, keys = pd.factorize(numbers.astype(np.int64) * count + more)
        size = len(keys)
    highest = np.maximum.accumulate(numbers)
    if not _comes_in_order(highest, size):
        numbers, keys = pd.factorize(numbers)
        highest, size = np.maximum.accumulate(numbers), len(keys)
    first = np.searchsorted(highest, np.arange(size)).tolist()
    values = [tuple(_scalar(c[i]) for c in columns) for i in first]
    return Factorised(numbers, values, first)


def _numbered(column: Sequence[Raw] | NDArray[Any]) -> tuple[NDArray[Any], int]:
    """A column as numbers over its distinct values, and how many there may be."""
    import pandas as pd

    if isinstance(column, Labels):
        return column.numbers, len(column.values)
    numbers, values = pd.factorize(np.asarray(column), use_na_sentinel=False)
    return numbers, len(values)


def _comes_in_order(highest: NDArray[np.intp], size: int) -> bool:
    """Whether every number below `size` occurs, each after all smaller ones; highest = the largest number so far."""
    return (
        len(highest) > 0
        and int(highest[0]) == 0
        and int(highest[-1]) == size - 1
        and int(np.diff(highest).max(initial=0)) < 2
    )


def _scalar(value: Any) -> Raw:
    """A cell as Python's own value; blanks and NaN as None."""
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or value == "" or value != value:
        return None
    found: Raw = value
    return found


def filled_down(numbers: NDArray[np.int32], blank: NDArray[np.bool_]) -> NDArray[np.int32]:
    """Each blank repeats the number above it; blanks at the very top stay as they are."""
    at = np.where(blank, -1, np.arange(len(numbers)))
    at = np.maximum.accumulate(at)
    return np.where(at >= 0, numbers[np.maximum(at, 0)], numbers).astype(np.int32)
