"""Columns of numbers that are often one number throughout: held once, looked up once, and otherwise like any array."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray


def constant(value: int, n: int, dtype: DTypeLike = np.int32) -> NDArray[Any]:
    """(n,) of one value, which takes no room.

    >>> constant(7, 3)
    array([7, 7, 7], dtype=int32)
    """
    return np.broadcast_to(np.array(value, dtype), (n,))


def is_constant(numbers: NDArray[Any]) -> bool:
    """Whether an array is held as one value; an array that merely happens to repeat one is not."""
    return numbers.strides == (0,) and len(numbers) > 0


#: Whole numbers within a span so many times their count are told apart by counting instead of sorting.
_SPAN = 4


def distinct(numbers: NDArray[Any]) -> NDArray[Any]:
    """The values that occur, in ascending order."""
    if is_constant(numbers):
        return numbers[:1]
    if len(numbers) and numbers.dtype.kind in "iu":
        least = int(numbers.min())
        if int(numbers.max()) - least < _SPAN * len(numbers):
            return (np.flatnonzero(np.bincount(numbers - least)) + least).astype(numbers.dtype)
    return np.unique(numbers)


def grouped(numbers: NDArray[np.integer], where: NDArray[np.intp]) -> list[tuple[int, NDArray[np.intp]]]:
    """The places of each number, in ascending order of the numbers, in one pass however many there are.

    >>> grouped(np.array([7, 5, 7]), np.array([0, 2, 4]))
    [(5, array([2])), (7, array([0, 4]))]
    """
    if is_constant(numbers) or not len(numbers):
        return [(int(n), where) for n in numbers[:1]]
    order = np.argsort(numbers, kind="stable")
    in_order = numbers[order]
    cuts = np.flatnonzero(np.diff(in_order)) + 1
    starts = [0, *cuts.tolist()]
    return [(int(in_order[a]), part) for a, part in zip(starts, np.split(where[order], cuts), strict=True)]


def picked(numbers: NDArray[Any], where: NDArray[np.intp]) -> NDArray[Any]:
    """numbers[where]; a constant stays one."""
    return np.broadcast_to(numbers[0], where.shape) if is_constant(numbers) else numbers[where]


def mapped(table: NDArray[Any], numbers: NDArray[Any]) -> NDArray[Any]:
    """table[numbers]; a constant stays one."""
    return np.broadcast_to(table[numbers[0]], numbers.shape) if is_constant(numbers) else table[numbers]


def each_once(arrays: Iterable[NDArray[Any]]) -> list[NDArray[Any]]:
    """Each array once: the columns of one table share those of its regions and years."""
    return list({id(a): a for a in arrays}.values())


def positions(chosen: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Where a mask is true; quick where it is so throughout."""
    return np.arange(len(chosen)) if chosen.all() else np.flatnonzero(chosen)
