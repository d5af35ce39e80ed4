"""Points of the space of assumptions: at random for the uncertainty analysis, from a design for the Sobol shares.

Every factor has a stream of random numbers in which a draw's place is its number, so that a draw is the same for any
number of draws, chunks or workers.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

import numpy as np
from numpy.typing import NDArray

from nqp_index.analysis.experiment import Experiment
from nqp_index.methods.kernels import Floats

Ints = NDArray[np.int64]

#: Streams of the factors, each a child of the seed sequence.
COMBINATION, DROPPED, NOISE, DESIGN = range(4)

#: Numbers between the columns of a stream; no analysis has as many draws.
APART = 2**64

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
    assumptions = study.assumptions
    combination, redrawn = _possible_combinations(study, start, stop)
    dropped = np.full(stop - start, -1, dtype=np.int64)
    if assumptions.dropped is not None:
        dropped = dropped_column(study, _uniform(study, (DROPPED,), start, stop, 1)[0])
    noise = None if assumptions.weight_noise is None else _noise(study, NOISE, start, stop)
    data_seed = None if assumptions.data_noise is None else np.arange(start, stop)
    return Points(combination, dropped, noise, data_seed, redrawn)


def _uniform(study: Experiment, stream: tuple[int, ...], start: int, stop: int, columns: int) -> Floats:
    """(columns, stop - start) numbers in [0, 1): the places from start on of each column of a stream."""
    return _spread(study, stream, start, stop, np.zeros(columns), np.ones(columns))


def _spread(study: Experiment, stream: tuple[int, ...], start: int, stop: int, low: Floats, width: Floats) -> Floats:
    """The same, column by column from `low` (columns,) to less than low + width, while they lie in the cache."""
    bits = np.random.PCG64(np.random.SeedSequence(study.seed, spawn_key=(*stream, 3)))
    rng = np.random.Generator(bits)
    found = np.empty((len(low), stop - start))
    bits.advance(start)
    for column, least, span in zip(found, low.tolist(), width.tolist(), strict=True):
        rng.random(out=column)
        column *= span
        column += least
        bits.advance(APART - column.size)
    return found


def _possible_combinations(study: Experiment, start: int, stop: int) -> tuple[Ints, int]:
    """Independent choices in every method factor; impossible combinations are drawn again and counted.

    Every try has a stream of its own, so that a draw does not depend on how often others were drawn again.
    """
    if not study.shape:
        return np.zeros(stop - start, dtype=np.int64), 0
    possible, redrawn = study.possible, 0
    found = np.full(stop - start, -1, dtype=np.int64)
    for attempt in count():
        open_ = np.flatnonzero(found < 0)
        if not open_.size:
            break
        u = _uniform(study, (COMBINATION, attempt), start, stop, len(study.shape))[:, open_]
        levels = [np.floor(row * n).astype(np.int64) for row, n in zip(u, study.shape, strict=True)]
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
    return _noise(study, DESIGN, 0, PATTERNS)


def _noise(study: Experiment, stream: int, start: int, stop: int) -> Floats:
    """(stop - start, C) factors 1 + amplitude · U(-1, 1), the draws of a column side by side in memory."""
    return _spread(study, (stream,), start, stop, 1.0 - study.amplitude, 2.0 * study.amplitude).T
