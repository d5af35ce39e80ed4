"""A gap is taken from the series that may stand in for it: converted, counted, with its way back."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np

from nqp_index.model.measure import Measure
from nqp_index.scoring.substitutes import substituted


def test_gaps_are_taken_from_the_series_named_instead(toy: Any) -> None:
    framework = toy.framework((toy.indicator("a"), toy.indicator("b")))
    yuan = Measure("元", Fraction(1), (("元", 1),))
    million = Measure("百万元", Fraction(10**6), (("元", 1),))
    a, b = framework.series
    framework = replace(framework, series=(replace(a, measure=million, instead=("b",)), replace(b, measure=yuan)))
    panel = toy.panel(np.array([[[np.nan, 3e6], [5.0, 9e6], [np.nan, np.nan]]]), ["a", "b"])
    found, notes = substituted(panel, framework)
    np.testing.assert_array_equal(found.values[0, :, 0], [3.0, 5.0, np.nan])
    assert [(n.code, dict(n.args)["count"]) for n in notes] == [("N4020", 1)]


def test_nothing_changes_where_nothing_is_missing(toy: Any) -> None:
    framework = toy.framework((toy.indicator("a"),))
    panel = toy.panel(np.array([[[1.0], [2.0]]]), ["a"])
    found, notes = substituted(panel, framework)
    assert found is panel
    assert notes == ()
