"""What recipes call by name is found, and a name that leads nowhere is refused before any number."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from nqp_index.errors import DefinitionError, NqpError, UsageError
from nqp_index.model.framework import Series
from nqp_index.model.measure import Measure
from nqp_index.model.panel import CellStatus
from nqp_index.model.recipe import Choice, Choices, Recipe, Scope, Value
from nqp_index.scoring.pipeline import score
from nqp_index.terms import Text

GAP = np.nan
YEARS = (2019, 2020, 2021)
#: Three years of four regions: indicators a (two gaps) and b, and the raw series gdp, which no indicator uses.
X = np.array([
    [[2.0, 1, 10], [3, 4, 20], [5, 2, 30], [9, 8, 50]],
    [[GAP, 2, 40], [4, 5, 25], [GAP, 3, 33], [9, 7, 55]],
    [[6.0, 3, 60], [5, 6, 30], [7, 4, 36], [8, 9, 60]],
])  # fmt: skip
GROUPS = ((("zone", "north"), ("size", "small")), (("zone", "north"), ("size", "large")),
          (("zone", "south"), ("size", "small")), (("zone", "south"), ("size", "large")))  # fmt: skip


def run(toy: Any, x: np.ndarray = X, **recipe: Any) -> Any:
    framework = toy.framework((toy.indicator("a"), toy.indicator("b")))
    gdp = Series("gdp", Text("生产总值", "GDP"), Measure("1"))
    panel = toy.panel(x, ["a", "b", "gdp"], YEARS)
    regions = tuple(replace(r, groups=g) for r, g in zip(panel.regions, GROUPS, strict=True))
    recipe = {name: v if isinstance(v, Choices | Scope) else Choices(v) for name, v in recipe.items()}
    return score(replace(panel, regions=regions), replace(framework, series=(*framework.series, gdp)), Recipe(**recipe))


def code_of(toy: Any, kind: type[NqpError] = UsageError, **recipe: Any) -> str:
    with pytest.raises(kind) as refused:
        run(toy, **recipe)
    return refused.value.problems[0].code


# --- imputation ---


def test_a_ratio_follows_the_indicator_or_the_raw_series_it_names(toy: Any) -> None:
    by_indicator = run(toy, impute=Choice.of("ratio", to="b")).filled[1, :, 0]
    np.testing.assert_allclose(by_indicator, [2 * (2 / 1 + 6 / 3) / 2, 4, 3 * (5 / 2 + 7 / 4) / 2, 9])
    by_series = run(toy, impute=Choice.of("ratio", to="gdp")).filled[1, :, 0]
    np.testing.assert_allclose(by_series, [40 * (2 / 10 + 6 / 60) / 2, 4, 33 * (5 / 30 + 7 / 36) / 2, 9])


@pytest.mark.parametrize(("to", "code"), [(None, "E3020"), ("gpd", "E4045")])
def test_a_ratio_to_nothing_is_refused_with_the_nearest_name(toy: Any, to: str | None, code: str) -> None:
    assert code_of(toy, impute=Choice.of("ratio", to=to)) == code
    if to is not None:
        with pytest.raises(UsageError, match="gdp"):
            run(toy, impute=Choice.of("ratio", to=to))


@pytest.mark.parametrize(("grouping", "expected"), [(None, (4, 9)), ("zone", (4, 9)), ("size", (GAP, GAP))])
def test_the_grouping_of_a_group_mean_is_the_recipes_choice(toy: Any, grouping: str | None, expected: Any) -> None:
    found = run(toy, impute=Choice.of("group_mean", grouping=grouping)).filled[1, [0, 2], 0]
    np.testing.assert_allclose(found, expected)


def test_an_unknown_grouping_is_refused_with_the_known_ones(toy: Any) -> None:
    with pytest.raises(UsageError, match="size, zone"):
        run(toy, impute=Choice.of("group_median", grouping="zones"))


def given(*rows: Value) -> Choice:
    return Choice.of("given", values=rows)


def test_given_values_fill_their_cells_are_flagged_as_imputed_and_keep_their_notes(toy: Any) -> None:
    result = run(toy, impute=given(("a", "R1", 2020, 3.5, "bulletin"), ("a", "region 3", 2020, 6, "phone call")))
    np.testing.assert_array_equal(result.filled[1, :, 0], [3.5, 4, 6, 9])
    assert (result.status[1, [0, 2], 0] == CellStatus.IMPUTED).all()
    assert {(c.step, c.region, c.after) for c in result.changes} == {("impute", "R1", 3.5), ("impute", "R3", 6.0)}
    line = next(s.variant.en for s in result.steps if s.method == "given")
    assert "R1 2020 = 3.5 (bulletin)" in line
    assert "phone call" in line
    assert not {"W4048", "W4049"} & {p.code for p in result.problems}


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("a", "R2", 2020, 1.0, "note"), "W4049"), (("a", "R9", 2020, 1.0, "note"), "W4048"),
        (("a", "R1", 1999, 1.0, "note"), "W4048"),
    ],
)  # fmt: skip
def test_a_given_value_that_fills_nothing_is_warned_about(toy: Any, row: Value, code: str) -> None:
    result = run(toy, impute=given(row))
    np.testing.assert_array_equal(result.filled[..., 0], X[..., 0])
    assert code in {p.code for p in result.problems}


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("a", "R1", 2020, 1.0), "E4046"), (("a", "R1", 2020, 1.0, " "), "E4046"),
        (("a", "R1", 2020, "x", "note"), "E4046"), (("c", "R1", 2020, 1.0, "note"), "E4047"),
    ],
)  # fmt: skip
def test_a_row_that_states_nothing_usable_is_refused(toy: Any, row: Value, code: str) -> None:
    assert code_of(toy, DefinitionError, impute=given(row)) == code


def test_a_value_for_an_indicator_that_another_choice_fills_is_refused(toy: Any) -> None:
    own = Choices(Choice("none"), (("b", given(("a", "R1", 2020, 1.0, "note"))),))
    assert code_of(toy, DefinitionError, impute=own) == "E4047"


# --- reference region ---


def by_region(**options: Any) -> Choices[Choice]:
    return Choices(Choice("minmax"), (("b", Choice.of("reference", to="region", **options)),))


@pytest.mark.parametrize("name", ["R2", "区2", "region 2"])
def test_a_reference_region_is_found_by_code_and_by_either_name(toy: Any, name: str) -> None:
    found = run(toy, normalise=by_region(region=name, year=2020)).normalised[..., 1]
    np.testing.assert_allclose(found, X[..., 1] / 5.0)


def test_without_a_year_the_yardstick_is_the_regions_mean_over_the_reference_set(toy: Any) -> None:
    pooled = run(toy, normalise=by_region(region="R2")).normalised[..., 1]
    np.testing.assert_allclose(pooled, X[..., 1] / 5.0)
    yearly = run(toy, normalise=by_region(region="R2"), scope=Scope("yearly")).normalised[..., 1]
    np.testing.assert_allclose(yearly, X[..., 1] / X[:, 1:2, 1])
    base = run(toy, normalise=by_region(region="R2"), scope=Scope("base", base_year=2021)).normalised[..., 1]
    np.testing.assert_allclose(base, X[..., 1] / 6.0)


@pytest.mark.parametrize(
    ("options", "code"),
    [({}, "E3044"), ({"region": "R9"}, "E4044"), ({"region": "R2", "year": 1999}, "E3045")],
)
def test_a_reference_region_that_is_not_there_is_refused(toy: Any, options: dict[str, Any], code: str) -> None:
    assert code_of(toy, normalise=by_region(**options)) == code


def test_distance_from_the_worst_to_a_region_finds_it_too(toy: Any) -> None:
    own = Choices(Choice("minmax"), (("b", Choice.of("dist2ref", to="region", region="R2", year=2021, cap=True)),))
    b = X[..., 1]
    found = run(toy, normalise=own).normalised[..., 1]
    np.testing.assert_allclose(found, np.minimum(1 - (6.0 - b) / (6.0 - 1.0), 1.0))


def test_a_fixed_scope_keeps_the_yardstick_of_the_stored_region(toy: Any) -> None:
    old = run(toy, normalise=by_region(region="R2"))
    framework = toy.framework((toy.indicator("a"), toy.indicator("b")))
    recipe = Recipe(normalise=by_region(region="R2"), scope=Scope("fixed"))
    new = score(toy.panel(3 * X[..., :2], ["a", "b"], YEARS), framework, recipe, reference=old.reference)
    np.testing.assert_allclose(new.normalised[..., 1], 3 * old.normalised[..., 1])
