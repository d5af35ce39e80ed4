"""Bundled recipes give the numbers of the programs they are named after."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from nqp_index.reading.definitions import load_recipe
from nqp_index.scoring.pipeline import score

#: Too many outliers for five moves of winsorising, at the upper end and, negated, at the lower one.
TAIL = np.r_[np.random.default_rng(1).random(140), np.arange(20.0, 30.0)]


@pytest.mark.parametrize("x", [TAIL, -TAIL], ids=["long upper tail", "long lower tail"])
def test_the_coinr_recipe_gives_coinrs_log_ct_scores_where_winsorising_fails(toy: Any, x: np.ndarray) -> None:
    """COINr 1.1, Treat(): f2 = log_CT, log(x - min(x) + 0.01 (max(x) - min(x))), whatever the sign of the skewness."""
    result = score(toy.panel(x[None, :, None], ["a"]), toy.framework((toy.indicator("a"),)), load_recipe("coinr"))
    logs = np.log(x - x.min() + 0.01 * (x.max() - x.min()))
    expected = 100 * (logs - logs.min()) / (logs.max() - logs.min())
    np.testing.assert_allclose(result.normalised[0, :, 0], expected, rtol=1e-9, atol=1e-9)
