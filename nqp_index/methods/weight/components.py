"""Principal components of a correlation matrix, with a fixed order and sign, and their varimax rotation."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from nqp_index.methods.kernels import Floats
from nqp_index.methods.params import Either, Interval, OneOf, Whole
from nqp_index.terms import Text

Factors = Annotated[int | None, Whole(1, 1000, optional=True)]
Rotate = Annotated[str, OneOf("none", "varimax")]
Keep = Annotated[str | float, Either(OneOf("eigenvalue", "handbook"), Interval(0, 1, open_low=True))]

#: OECD/JRC Handbook (2008), step 6: a factor explains more than a tenth, all kept ones together more than 60 %.
LEAST_PART, LEAST_TOGETHER = 0.10, 0.60
#: Room for the rounding of eigenvalues.
ROOM = 1e-12
#: Room for the rounding of a vector's entries, as a share of the largest.
SIGN_ROOM = 1e-9


def principal(r: Floats) -> tuple[Floats, Floats]:
    """Eigenvalues (..., k), largest first, and unit eigenvectors (..., k, f) of symmetric matrices r (..., k, k).

    The sign of an eigenvector is arbitrary, so it is fixed by `signed`.
    """
    values, vectors = np.linalg.eigh(r)
    return values[..., ::-1], signed(vectors[..., ::-1])


def signed(vectors: Floats) -> Floats:
    """Vectors (..., k, f) of which the entries sum above 0; where that sum is 0, the first of the largest entries is.

    Two indicators that oppose each other have such a vector, with entries alike but for their signs: what rounding
    leaves of sum and size must not decide.
    """
    size = np.abs(vectors)
    room = SIGN_ROOM * size.max(axis=-2, keepdims=True)
    total = vectors.sum(axis=-2, keepdims=True)
    first = (size >= size.max(axis=-2, keepdims=True) - room).argmax(axis=-2, keepdims=True)
    decisive = np.where(np.abs(total) > room, total, np.take_along_axis(vectors, first, axis=-2))
    return np.asarray(vectors * np.where(decisive < 0, -1.0, 1.0))


def kept(values: Floats, factors: int | None, keep: Keep = "eigenvalue") -> NDArray[np.bool_]:
    """Which components (..., k) stay; values (..., k) are their eigenvalues, largest first. The first always does.

    factors  so many, whatever `keep` says
    keep     eigenvalue: λ > 1; handbook: λ > 1 and more than a tenth of the variance each, then the next ones until
             together they explain more than 60 %; a share: as many as together explain at least that much
    """
    place = np.arange(values.shape[-1])
    if factors is not None:
        return np.broadcast_to(place < factors, values.shape)
    above_one = values > 1.0 + ROOM
    if keep == "eigenvalue":
        return np.asarray(above_one | (place == 0))
    part = values / np.maximum(values.sum(axis=-1, keepdims=True), np.finfo(float).tiny)
    before = np.cumsum(part, axis=-1) - part
    if keep == "handbook":
        return np.asarray((above_one & (part > LEAST_PART + ROOM)) | (before <= LEAST_TOGETHER + ROOM))
    return np.asarray(before < float(keep) - ROOM)


def keeping(factors: int | None, keep: Keep) -> Text:
    """The rule in words."""
    if factors is not None:
        return Text(f"前 {factors} 个", f"first {factors}")
    if keep == "eigenvalue":
        return Text("特征值 > 1", "eigenvalues > 1")
    if keep == "handbook":
        return Text("特征值 > 1 且各解释 > 10%、合计 > 60%", "eigenvalues > 1 and parts > 10 %, together > 60 %")
    share = 100 * float(keep)
    return Text(f"累计方差贡献率至少 {share:g}%", f"as many as explain {share:g} %")


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
