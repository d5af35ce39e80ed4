"""Principal components of a correlation matrix, with a fixed order and sign, and their varimax rotation."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nqp_index.methods.kernels import Floats


def principal(r: Floats) -> tuple[Floats, Floats]:
    """Eigenvalues (..., k), largest first, and unit eigenvectors (..., k, f) of symmetric matrices r (..., k, k).

    The sign of an eigenvector is arbitrary, so it is fixed: the sum of its entries is positive; where that sum is 0,
    its entry of largest modulus is.
    """
    values, vectors = np.linalg.eigh(r)
    values, vectors = values[..., ::-1], vectors[..., ::-1]
    total = vectors.sum(axis=-2, keepdims=True)
    largest = np.take_along_axis(vectors, np.abs(vectors).argmax(axis=-2, keepdims=True), axis=-2)
    decisive = np.where(np.abs(total) > 1e-12, total, largest)
    return values, vectors * np.where(decisive < 0, -1.0, 1.0)


def kept(values: Floats, factors: int | None) -> NDArray[np.bool_]:
    """Which components (..., k) stay: the first `factors`, or all with eigenvalue > 1 and always the first."""
    place = np.arange(values.shape[-1])
    if factors is not None:
        return np.broadcast_to(place < factors, values.shape)
    return np.asarray((values > 1.0 + 1e-12) | (place == 0))


def varimax(loadings: Floats, *, tolerance: float = 1e-9, sweeps: int = 500) -> Floats:
    """Rotate loadings (k, f) so that the variance of their squares within each factor is largest.

    Rows are brought to length 1 before the rotation and back after it (Kaiser's normalisation), as SPSS and the
    Handbook do. Every pair of factors is turned by its best angle until no angle exceeds `tolerance`: unlike the
    iteration by singular values this cannot circle around the solution. A row of zeros stays one.
    Source: Kaiser (1958) Psychometrika 23:187-200.
    """
    length = np.sqrt((loadings**2).sum(axis=1, keepdims=True))
    rows = np.divide(loadings, length, out=np.zeros_like(loadings), where=length > 0)
    factors = rows.shape[1]
    for _ in range(sweeps):
        largest = 0.0
        for p in range(factors):
            for q in range(p + 1, factors):
                angle = _best_angle(rows[:, p], rows[:, q])
                c, s = np.cos(angle), np.sin(angle)
                rows[:, [p, q]] = rows[:, [p, q]] @ np.array([[c, -s], [s, c]])
                largest = max(largest, abs(angle))
        if largest <= tolerance:
            break
    return np.asarray(rows * length)


def _best_angle(x: Floats, y: Floats) -> float:
    """The angle that maximises the variance of squares of two columns of loadings (k,)."""
    u, v = x * x - y * y, 2.0 * x * y
    a, b = u.sum(), v.sum()
    across = 2.0 * (u * v).sum() - 2.0 * a * b / len(x)
    along = (u * u - v * v).sum() - (a * a - b * b) / len(x)
    return float(np.arctan2(across, along)) / 4.0
