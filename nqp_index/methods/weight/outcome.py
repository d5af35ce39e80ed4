"""How every data-driven weighter ends and what it refuses: importances to shares, and errors that name columns."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from nqp_index.errors import DataError, problem
from nqp_index.methods.kernels import Floats, failing, is_constant, normed


def shares(importance: Floats, *, method: str) -> Floats:
    """Importances (..., k) >= 0 rescaled to sum 1.

    An element of the batch without any importance gets NaN, so that one failed draw does not stop a thousand; when no
    element has any, the data cannot be weighted and DataError says so.
    """
    total = importance.sum(axis=-1, keepdims=True)
    if (total.item() if total.size == 1 else total.min()) > 0:
        return np.asarray(importance / total)
    usable = total > 0
    if not usable.any():
        raise DataError(problem("E3201", method=method))
    return normed(np.where(usable, importance, 0.0))


def refuse(bad: ArrayLike, code: str, *, method: str) -> None:
    """Raise DataError with `code` and the positions of the columns that are `bad` (..., k) in any element."""
    columns = failing(np.asarray(bad))
    if columns:
        raise DataError(problem(code, method=method, columns=columns))


def refuse_few_rows(z: Floats, least: int, *, method: str) -> None:
    """Raise DataError when the reference set (..., n, k) has fewer than `least` rows."""
    if z.shape[-2] < least:
        raise DataError(problem("E3202", method=method, least=least, rows=z.shape[-2]))


def refuse_gaps(z: Floats, *, method: str) -> None:
    """Raise DataError naming the columns of z (..., n, k) with gaps; constant or empty columns are left to rule C."""
    gaps = np.isnan(z)
    if gaps.any():
        refuse(gaps.any(axis=-2) & ~is_constant(z), "E3206", method=method)


def without_constants(importance: Floats, z: Floats) -> Floats:
    """Importances (..., k) with exactly 0 for the constant columns of z (..., n, k)."""
    return np.where(is_constant(z), 0.0, importance)
