"""Factors as independent axes of a design: those with impossible pairs between them become one axis of valid pairs."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from nqp_index.analysis.draws import PATTERNS, Points, dropped_column, noise_patterns
from nqp_index.analysis.experiment import Experiment
from nqp_index.methods.kernels import Floats

Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Axis:
    """One axis: the method factors it joins and its levels, each an alternative of every joined factor.

    A number factor (noise, a dropped indicator) joins none and has no levels.
    """

    name: str
    factors: tuple[int, ...]
    levels: tuple[tuple[int, ...], ...]
    labels: tuple[str, ...]


def axes_of(study: Experiment) -> tuple[Axis, ...]:
    """Independent axes: every combination of their levels is possible."""
    possible = study.possible.reshape(study.shape)
    groups = _joined(possible)
    if not _independent(possible, groups):
        groups = [tuple(range(possible.ndim))]
    made = [_axis(study, possible, group) for group in groups]
    shown = dict(study.assumptions.shown())
    numbers = [name for name in study.assumptions.names if name not in {f.name for f in study.assumptions.methods}]
    return (*made, *(Axis(name, (), (), tuple(str(t) for t in shown[name])) for name in numbers))


def points_of(study: Experiment, axes: tuple[Axis, ...], u: Floats) -> Points:
    """The points of a design u (M, f) in [0, 1): categories are fixed slices, noise is picked by an index."""
    choice = [np.zeros(len(u), dtype=np.int64) for _ in study.shape]
    dropped = np.full(len(u), -1, dtype=np.int64)
    noise, data_seed = None, None
    for column, axis in zip(u.T, axes, strict=True):
        if axis.factors:
            level = np.floor(column * len(axis.levels)).astype(np.int64)
            table = np.array(axis.levels)
            for position, factor in enumerate(axis.factors):
                choice[factor] = table[level, position]
        elif axis.name == "weight_noise":
            noise = noise_patterns(study)[np.floor(column * PATTERNS).astype(np.int64)]
        elif axis.name == "drop":
            dropped = dropped_column(study, column)
        else:
            data_seed = np.floor(column * PATTERNS).astype(np.int64)
    combination = np.ravel_multi_index(choice, study.shape) if study.shape else np.zeros(len(u), dtype=np.int64)
    return Points(np.asarray(combination), dropped, noise, data_seed)


def _joined(possible: NDArray[np.bool_]) -> list[tuple[int, ...]]:
    """Factors grouped so that no impossible pair lies between two groups."""
    home = list(range(possible.ndim))
    for a, b in combinations(range(possible.ndim), 2):
        others = tuple(i for i in range(possible.ndim) if i not in (a, b))
        if not possible.any(axis=others).all():
            home = [home[a] if h == home[b] else h for h in home]
    return [tuple(i for i, h in enumerate(home) if h == g) for g in dict.fromkeys(home)]


def _independent(possible: NDArray[np.bool_], groups: list[tuple[int, ...]]) -> bool:
    """Whether every combination of the groups' possible levels is possible."""
    sizes = [int(_levels(possible, group).shape[0]) for group in groups]
    return int(np.prod(sizes)) == int(possible.sum())


def _levels(possible: NDArray[np.bool_], group: tuple[int, ...]) -> Ints:
    others = tuple(i for i in range(possible.ndim) if i not in group)
    return np.argwhere(possible.any(axis=others))


def _axis(study: Experiment, possible: NDArray[np.bool_], group: tuple[int, ...]) -> Axis:
    factors = [study.assumptions.methods[i] for i in group]
    levels = tuple(tuple(int(i) for i in level) for level in _levels(possible, group))
    labels = tuple(
        " × ".join(str(f.alternatives[i].label) for f, i in zip(factors, level, strict=True)) for level in levels
    )
    return Axis("+".join(f.name for f in factors), group, levels, labels)
