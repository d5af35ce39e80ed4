"""The same methods in other public packages, when they are installed; called as their own documentation calls them."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Peer = tuple[str, str, str, Callable[..., Any]]

PYMCDM_WEIGHTS = {
    "entropy": "entropy_weights", "entropy_raw": "entropy_weights", "critic": "critic_weights",
    "critic_raw": "critic_weights", "std": "standard_deviation_weights", "gini": "gini_weights",
    "merec": "merec_weights", "cilos": "cilos_weights", "idocriw": "idocriw_weights",
}  # fmt: skip
PYMCDM_METHODS = {
    "topsis": "TOPSIS", "vikor": "VIKOR", "copras": "COPRAS", "edas": "EDAS", "mabac": "MABAC",
    "promethee2": "PROMETHEE_II",
}  # fmt: skip
SKCRITERIA_WEIGHTS = {
    "entropy": "entropy_weights", "entropy_raw": "entropy_weights", "critic": "critic_weights",
    "std": "std_weights", "gini": "gini_weights", "merec": "merec_weights",
}  # fmt: skip
PYDECISION_WEIGHTS = {
    "entropy": "entropy_method", "critic": "critic_method", "merec": "merec_method", "cilos": "cilos_method",
    "idocriw": "idocriw_method",
}  # fmt: skip
PYDECISION_METHODS = {
    "topsis": "topsis_method", "vikor": "vikor_method", "copras": "copras_method", "edas": "edas_method",
    "mabac": "mabac_method", "gra": "gra_method",
}  # fmt: skip


def peers() -> Iterator[Peer]:
    """(package, family, method, function) of every peer at hand; weighters take x, rankers x and w."""
    for found in (_pymcdm, _skcriteria, _pydecision):
        with contextlib.suppress(ImportError), contextlib.redirect_stdout(io.StringIO()):
            yield from list(found())


def _pymcdm() -> Iterator[Peer]:
    weights, ranking = import_module("pymcdm.weights"), import_module("pymcdm.methods")
    for name, function in PYMCDM_WEIGHTS.items():
        weigh = getattr(weights, function)
        yield "pymcdm", "weight", name, lambda x, f=weigh: f(x, np.ones(x.shape[1]))
    for name, kind in PYMCDM_METHODS.items():
        if not hasattr(ranking, kind):
            continue
        build = getattr(ranking, kind)
        made = build("usual") if name == "promethee2" else build()
        yield "pymcdm", "aggregate", name, lambda x, w, f=made: f(x, w, np.ones(len(w)))


def _skcriteria() -> Iterator[Peer]:
    weights = import_module("skcriteria.preprocessing.weighters")
    for name, function in SKCRITERIA_WEIGHTS.items():
        weigh = getattr(weights, function)
        needs = name in {"critic", "merec"}
        yield (
            "scikit-criteria",
            "weight",
            name,
            ((lambda x, f=weigh: f(x, np.ones(x.shape[1]))) if needs else (lambda x, f=weigh: f(x))),
        )
    topsis = import_module("skcriteria.agg.topsis").topsis
    yield "scikit-criteria", "aggregate", "topsis", lambda x, w: topsis(x, np.ones(len(w)), w)


def _pydecision() -> Iterator[Peer]:
    algorithm = import_module("pyDecision.algorithm")
    for name, function in PYDECISION_WEIGHTS.items():
        weigh = getattr(algorithm, function)
        yield "pyDecision", "weight", name, lambda x, f=weigh: _silent(f, x, ["max"] * x.shape[1])
    for name, function in PYDECISION_METHODS.items():
        rank = getattr(algorithm, function)
        if name == "gra":
            yield "pyDecision", "aggregate", name, lambda x, w, f=rank: _silent(f, x, ["max"] * len(w), w)
        else:
            yield "pyDecision", "aggregate", name, lambda x, w, f=rank: _quiet(f, x, w, ["max"] * len(w))


def _silent(function: Callable[..., Any], *arrays: Any) -> Any:
    with contextlib.redirect_stdout(io.StringIO()):
        return function(*arrays)


def _quiet(function: Callable[..., Any], *arrays: Any) -> Any:
    """A ranking function with its plots and prints switched off, where it has such switches."""
    try:
        return _silent(lambda *a: function(*a, graph=False, verbose=False), *arrays)
    except TypeError:
        return _silent(lambda *a: function(*a, graph=False), *arrays)
