"""From cut points to grades: class c holds the scores above cut c - 1 and up to cut c."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from nqp_index.errors import DataError, UsageError, problem
from nqp_index.methods.kernels import Floats, published

Graded = tuple[Floats, Floats]


def graded(s: Floats, cuts: Floats) -> Graded:
    """Grades (as s) counted from 1 = lowest, NaN where s is; and the inner cuts, upper bounds of all but the last.

    Scores are compared as published, so that float noise does not part equal scores.
    """
    values = published(s)
    bounds = published(np.asarray(cuts, dtype=np.float64))
    grade = np.searchsorted(bounds, values, side="left") + 1.0
    return np.where(np.isnan(s), np.nan, grade), bounds


def present(s: Floats) -> Floats:
    """The present scores in ascending order, as published."""
    values = published(np.asarray(s, dtype=np.float64)).ravel()
    return np.sort(values[~np.isnan(values)])


def require_distinct(values: Floats, classes: int) -> None:
    """Raise DataError when there are fewer distinct scores than classes."""
    distinct = int(np.unique(values).size)
    if classes > distinct:
        raise DataError(problem("E3018", classes=classes, distinct=distinct))


def require_increasing(cuts: tuple[float, ...], name: str) -> None:
    """Raise UsageError unless the cuts strictly increase."""
    if not cuts or any(a >= b for a, b in pairwise(cuts)):
        raise UsageError(problem("E3019", name=name, value=list(cuts)))
