"""Points of the space of assumptions: at random for the uncertainty analysis, from a design for the Sobol shares.

Random points come in blocks with a seed of their own each, so that a draw is the same for any number of draws,
chunks or workers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nqp_index.analysis.experiment import Experiment
from nqp_index.methods.kernels import Floats

Ints = NDArray[np.int64]

#: Draws that share one child of the seed sequence.
BLOCK = 100

#: Distinct noise patterns that a design can point at.
PATTERNS = 4096


@dataclass(frozen=True, eq=False)
class Points:
    """M points.

    combination (M,)   which methods    dropped (M,)  column that is left out, -1 = none
    noise       (M, C) factors on the weight of every indicator and branch; None = weights as they are
    data_seed   (M,)   seed of the noise on the data; None = data as they are
    redrawn     points thrown again because their methods cannot be combined
    """

    combination: Ints
    dropped: Ints
    noise: Floats | None
    data_seed: Ints | None
    redrawn: int = 0

    def __len__(self) -> int:
        return len(self.combination)


def random_points(study: Experiment, start: int, stop: int) -> Points:
    """Draws start to stop - 1 of the experiment's endless sequence."""
    first, last = start // BLOCK, (stop - 1) // BLOCK
    blocks = [_block(study, number) for number in range(first, last + 1)]
    inside = slice(start - first * BLOCK, stop - first * BLOCK)
    return Points(
        combination=np.concatenate([b.combination for b in blocks])[inside],
        dropped=np.concatenate([b.dropped for b in blocks])[inside],
        noise=_joined([b.noise for b in blocks], inside),
        data_seed=None if study.assumptions.data_noise is None else np.arange(start, stop),
        redrawn=sum(b.redrawn for b in blocks),
    )


def _joined(parts: list[Floats | None], inside: slice) -> Floats | None:
    there = [p for p in parts if p is not None]
    return np.concatenate(there)[inside] if there else None


def _block(study: Experiment, number: int) -> Points:
    rng = np.random.default_rng(np.random.SeedSequence(study.seed, spawn_key=(number,)))
    combination, redrawn = _possible_combinations(study, rng)
    dropped = np.full(BLOCK, -1, dtype=np.int64)
    if study.assumptions.dropped is not None:
        dropped = dropped_column(study, rng.random(BLOCK))
    noise = None
    if study.assumptions.weight_noise is not None:
        noise = _noise(study, rng, BLOCK)
    return Points(combination, dropped, noise, None, redrawn)


def _possible_combinations(study: Experiment, rng: np.random.Generator) -> tuple[Ints, int]:
    """Independent choices in every method factor; impossible combinations are drawn again and counted."""
    if not study.shape:
        return np.zeros(BLOCK, dtype=np.int64), 0
    possible, redrawn = study.possible, 0
    found = np.full(BLOCK, -1, dtype=np.int64)
    while (open_ := np.flatnonzero(found < 0)).size:
        levels = [np.floor(rng.random(open_.size) * n).astype(np.int64) for n in study.shape]
        drawn = np.ravel_multi_index(levels, study.shape)
        found[open_] = np.where(possible[drawn], drawn, -1)
        redrawn += int((~possible[drawn]).sum())
    return found, redrawn


def dropped_column(study: Experiment, u: Floats) -> Ints:
    """Column left out at u in [0, 1): none below the probability of none, equal slices above it."""
    factor = study.assumptions.dropped
    if factor is None:
        return np.full(len(u), -1, dtype=np.int64)
    codes = study.ready.plan.codes
    columns = np.array([codes.index(c) for c in (factor.codes or codes)])
    if factor.none >= 1:
        return np.full(len(u), -1, dtype=np.int64)
    share = np.clip((u - factor.none) / (1 - factor.none), 0.0, np.nextafter(1.0, 0.0))
    return np.where(u < factor.none, -1, columns[np.floor(share * len(columns)).astype(np.int64)])


def noise_patterns(study: Experiment) -> Floats:
    """(PATTERNS, C) noise that a design's weight factor points at by its index."""
    return _noise(study, np.random.default_rng(np.random.SeedSequence(study.seed, spawn_key=(0, 1))), PATTERNS)


def _noise(study: Experiment, rng: np.random.Generator, count: int) -> Floats:
    u = rng.random((count, len(study.amplitude)))
    return 1.0 + study.amplitude * (2.0 * u - 1.0)
