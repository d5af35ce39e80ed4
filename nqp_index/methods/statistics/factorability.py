"""Is there one dimension behind a set of indicators? Eigenvalues, KMO and Bartlett's test on the correlation matrix."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from nqp_index.methods.kernels import Floats

#: A correlation matrix whose smallest eigenvalue is below this has no usable inverse.
SINGULAR = 1e-10


@dataclass(frozen=True, eq=False)
class Components:
    """Eigenvalues (k,) downwards, their shares of k, and the first component's loadings (k,), sum above 0."""

    eigenvalues: Floats
    shares: Floats
    loadings: Floats


def components(r: Floats) -> Components:
    """Principal components of a correlation matrix r (k, k).

    Sign rule: the first component's entries sum to more than 0, or its entry of largest modulus is positive.
    """
    values, vectors = np.linalg.eigh(r)
    first = vectors[:, -1]
    total = float(first.sum())
    lead = total if abs(total) > 1e-12 else float(first[np.argmax(np.abs(first))])
    loadings = first * math.sqrt(max(float(values[-1]), 0.0)) * (1.0 if lead > 0 else -1.0)
    return Components(values[::-1].copy(), values[::-1] / len(r), loadings)


def kmo(r: Floats) -> tuple[float, Floats]:
    """Kaiser-Meyer-Olkin measure of a correlation matrix r (k, k): overall, and for each column (k,).

    Σ r² / (Σ r² + Σ p²) over pairs, p the partial correlations. NaN where r has no inverse: never a pseudo-inverse.
    >>> kmo(np.array([[1, .5, .5], [.5, 1, .5], [.5, .5, 1]]))[0].__round__(4)
    0.6923
    """
    k = len(r)
    if k < 2 or _is_singular(r):
        return float("nan"), np.full(k, np.nan)
    inverse = np.linalg.inv(r)
    spread = np.sqrt(np.diag(inverse))
    partial = -inverse / np.outer(spread, spread)
    off = ~np.eye(k, dtype=bool)
    squares, partials = np.where(off, r**2, 0.0), np.where(off, partial**2, 0.0)
    each = squares.sum(axis=1) / (squares.sum(axis=1) + partials.sum(axis=1))
    return float(squares.sum() / (squares.sum() + partials.sum())), each


def bartlett(r: Floats, n: int) -> tuple[float, int, float]:
    """Bartlett's sphericity test of a correlation matrix r (k, k) from n rows: statistic, degrees of freedom, p.

    -(n - 1 - (2k+5)/6) ln det r against chi-squared with k(k-1)/2; NaN where the determinant is not above 0.
    Assumes normal data.
    """
    from scipy.stats import chi2

    k = len(r)
    freedom = k * (k - 1) // 2
    sign, log_determinant = np.linalg.slogdet(r)
    if k < 2 or sign <= 0 or _is_singular(r):
        return float("nan"), freedom, float("nan")
    statistic = -(n - 1 - (2 * k + 5) / 6) * float(log_determinant)
    return statistic, freedom, float(chi2.sf(statistic, freedom))


def _is_singular(r: Floats) -> bool:
    return bool(np.isnan(r).any() or np.linalg.eigvalsh(r)[0] < SINGULAR)
