"""Budgets of points and best-worst comparisons."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.errors import UsageError
from nqp_index.methods.registry import method
from nqp_index.methods.weight.stated import budget, bwm

Z = np.zeros((1, 3))
ONES = np.ones(3)


def test_an_expert_who_gives_out_more_points_does_not_count_more() -> None:
    assert budget(Z, ONES, points=((50, 30, 20), (5, 3, 2))) == pytest.approx([0.5, 0.3, 0.2])


def test_the_median_budget_is_rescaled() -> None:
    w = budget(Z, ONES, points=((10, 0, 0), (5, 5, 0), (4, 3, 3)), by="median")
    assert w == pytest.approx(np.array([0.5, 0.3, 0.0]) / 0.8)


@pytest.mark.parametrize("points", [None, (), (1, 2), ((1, 2, 3), (1, 2)), ((0, 0, 0),), ((1, -1, 3),), (1, "x", 2)])
def test_budgets_that_cannot_be_meant_are_refused(points: object) -> None:
    with pytest.raises(UsageError) as refused:
        budget(Z, ONES, points=points)  # type: ignore[arg-type]
    assert refused.value.problems[0].code in {"E3230", "E3231"}


def test_rezaei_2015_car_example_is_fully_consistent() -> None:
    """Rezaei (2015) Omega 53:49-57, buying a car: quality, price, comfort, safety, style."""
    judged = {"best_to_others": (2, 1, 4, 2, 8), "others_to_worst": (4, 8, 2, 4, 1)}
    w = bwm(np.zeros((1, 5)), np.ones(5), **judged)  # type: ignore[arg-type]
    assert w == pytest.approx([0.2105, 0.4211, 0.1053, 0.2105, 0.0526], abs=5e-5)
    extras = method("weight", "bwm").extras
    assert extras is not None
    found = extras(np.zeros((1, 5)), np.ones(5), **judged)
    assert found["residual"] == pytest.approx(0.0, abs=1e-9)
    assert found["consistency_ratio"] == 0.0


def test_no_weights_near_the_solution_do_better() -> None:
    best, worst = np.array([8, 2, 1]), np.array([1, 5, 8])
    w = bwm(Z, ONES, best_to_others=tuple(best), others_to_worst=tuple(worst))

    def residual(v):  # type: ignore[no-untyped-def]
        return max(np.abs(v[..., 2:3] - best * v).max(), np.abs(v - worst * v[..., 0:1]).max())

    near = np.abs(w + np.random.default_rng(0).normal(scale=0.01, size=(500, 3)))
    near /= near.sum(axis=1, keepdims=True)
    assert all(residual(v) >= residual(w) - 1e-12 for v in near)


@pytest.mark.parametrize(
    ("best", "worst"),
    [(None, (1, 2, 3)), ((1, 2), (2, 1)), ((2, 2, 3), (3, 2, 1)), ((1, 2, 3), (3, 2, 2))],
)
def test_best_worst_lists_that_cannot_be_meant_are_refused(best: object, worst: object) -> None:
    with pytest.raises(UsageError) as refused:
        bwm(Z, ONES, best_to_others=best, others_to_worst=worst)  # type: ignore[arg-type]
    assert refused.value.problems[0].code == "E3232"
