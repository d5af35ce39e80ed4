"""What the reviews pass over because it is surely quiet would have told nothing."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nqp_index.errors import Problem, Problems
from nqp_index.model.framework import Series
from nqp_index.model.measure import Measure
from nqp_index.model.panel import CellStatus, Floats, Panel, Region
from nqp_index.reading.consistency import jumps, magnitude
from nqp_index.reading.consistency.view import View
from nqp_index.terms import Text

EVERYTHING: dict[str, tuple[object, Callable[..., object]]] = {
    "_may_jump": (jumps, lambda before, after: True),
    "_steady": (jumps, lambda values, at: np.zeros(len(at), bool)),
    "_unsteady": (magnitude, lambda values: np.arange(values.shape[1])),
    "_parted": (magnitude, lambda logs: list(range(len(logs)))),
}


def told(values: Floats) -> tuple[Problem, ...]:
    """What the reviews tell of values (T, R, S)."""
    T, R, S = values.shape
    series = tuple(Series(f"k{k}", Text(f"k{k}", f"k{k}"), Measure("1")) for k in range(S))
    regions = tuple(Region(f"R{r}", Text(f"R{r}", f"R{r}")) for r in range(R))
    status = np.full(values.shape, CellStatus.OBSERVED, np.uint8)
    years, codes = tuple(range(2001, 2001 + T)), tuple(s.code for s in series)
    panel = Panel(regions, years, codes, values, status, np.full(values.shape, -1, np.int32))
    view = View(panel, series, Problems())
    with np.errstate(all="ignore"):
        magnitude.review_magnitudes(view)
        jumps.review_jumps(view)
    return tuple(view.problems)


def made(seed: int, odd: float) -> Floats:
    """Smooth growth, with slips of measure, jumps, gaps, zeros and losses strewn in, and whole years off."""
    rng = np.random.default_rng(seed)
    T, R, S = int(rng.integers(1, 7)), int(rng.integers(1, 20)), 2
    values = rng.lognormal(3, 1, (1, R, S)) * np.cumprod(1 + rng.normal(0.05, 0.1, (T, R, S)), axis=0)
    factors = rng.choice([1e4, 1e-4, 100, 0.01, 1000, 5.2, 4.9, 0.19, np.nan, np.nan, 0, -1], values.shape)
    values = np.where(rng.random(values.shape) < odd, values * factors, values)
    whole = np.where(rng.random((T, 1, S)) < odd, rng.choice([2.1, 1.9, 0.45, 1e4, np.nan], (T, 1, S)), 1)
    return values * whole


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(seed=st.integers(0, 2**32 - 1), odd=st.sampled_from([0.0, 0.01, 0.1, 0.4]))
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_nothing_is_told_beyond_what_is_looked_at(monkeypatch: pytest.MonkeyPatch, seed: int, odd: float) -> None:
    values = made(seed, odd)
    with monkeypatch.context() as patched:
        patched.setattr(jumps, "_MOST", 3)
        short = told(values)
        for name, (module, answer) in EVERYTHING.items():
            patched.setattr(module, name, answer)
        assert short == told(values)
