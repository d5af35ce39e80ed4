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


def distinct(numbers: NDArray[Any]) -> NDArray[Any]:
    """The values that occur, in ascending order."""
    return numbers[:1] if is_constant(numbers) else np.unique(numbers)


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
