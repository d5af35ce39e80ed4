"""The bare NumPy floor of a method: its formula with no check, no gap and no batch axis; the least it can cost."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
TINY = np.finfo(np.float64).tiny


def _shares(raw: Floats) -> Floats:
    return raw / raw.sum()


def entropy(z: Floats) -> Floats:
    p = z / z.sum(axis=0)
    return _shares(1 + (p * np.log(np.maximum(p, TINY))).sum(axis=0) / np.log(len(z)))


def critic(z: Floats) -> Floats:
    return _shares(z.std(axis=0, ddof=1) * (1 - np.corrcoef(z.T)).sum(axis=0))


def critic_raw(x: Floats) -> Floats:
    return critic((x - x.min(axis=0)) / (x.max(axis=0) - x.min(axis=0)))


def std(z: Floats) -> Floats:
    return _shares(z.std(axis=0, ddof=1))


def cv(x: Floats) -> Floats:
    return _shares(x.std(axis=0, ddof=1) / x.mean(axis=0))


def gini(x: Floats) -> Floats:
    n = len(x)
    place = 2 * np.arange(1, n + 1)[:, None] - n - 1
    return _shares((place * np.sort(x, axis=0)).sum(axis=0) / (n**2 * x.mean(axis=0)))


def merec(x: Floats) -> Floats:
    size = np.abs(np.log(x.min(axis=0) / x))
    total, k = size.sum(axis=1, keepdims=True), x.shape[1]
    return _shares((np.log1p(total / k) - np.log1p((total - size) / k)).sum(axis=0))


def pca(z: Floats) -> Floats:
    values, vectors = np.linalg.eigh(np.corrcoef(z.T))
    return _shares((vectors**2 * np.where(values > 1, values, 0)).sum(axis=1))


def scatter(z: Floats) -> Floats:
    a = (z - z.mean(axis=0)) / z.std(axis=0, ddof=1)
    return _shares(np.linalg.eigh(a.T @ a)[1][:, -1])


def independence(z: Floats) -> Floats:
    return _shares(1 / np.sqrt(1 - 1 / np.diag(np.linalg.inv(np.corrcoef(z.T)))))


def arithmetic(z: Floats, w: Floats) -> Floats:
    return z @ w


def geometric(z: Floats, w: Floats) -> Floats:
    return np.exp(np.log(z) @ w)


def topsis(z: Floats, w: Floats) -> Floats:
    v = z * w
    best = np.sqrt(((v - v.max(axis=0)) ** 2).sum(axis=1))
    worst = np.sqrt(((v - v.min(axis=0)) ** 2).sum(axis=1))
    return worst / (best + worst)


def vikor(z: Floats, w: Floats) -> Floats:
    u = w * (z.max(axis=0) - z) / (z.max(axis=0) - z.min(axis=0))
    s, m = u.sum(axis=1), u.max(axis=1)
    return 0.5 * (s - s.min()) / (s.max() - s.min()) + 0.5 * (m - m.min()) / (m.max() - m.min())


def gra(z: Floats, w: Floats) -> Floats:
    d = z.max(axis=0) - z
    return ((d.min() + 0.5 * d.max()) / (d + 0.5 * d.max())) @ w


FLOORS: dict[tuple[str, str], Callable[..., Floats]] = {
    ("weight", "entropy"): entropy, ("weight", "entropy_raw"): entropy, ("weight", "critic"): critic,
    ("weight", "critic_raw"): critic_raw, ("weight", "std"): std, ("weight", "cv"): cv, ("weight", "cv_unit"): cv,
    ("weight", "gini"): gini, ("weight", "merec"): merec, ("weight", "pca"): pca, ("weight", "scatter"): scatter,
    ("weight", "independence"): independence, ("aggregate", "arithmetic"): arithmetic,
    ("aggregate", "geometric"): geometric, ("aggregate", "topsis"): topsis, ("aggregate", "vikor"): vikor,
    ("aggregate", "gra"): gra,
}  # fmt: skip
