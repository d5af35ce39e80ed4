"""Weights fitted, and rows compared, year by year beside scores normalised over all years; and the other way round."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from nqp_index.errors import DefinitionError
from nqp_index.methods.registry import method
from nqp_index.model.recipe import Choice, Choices, Coverage, Recipe, Scope
from nqp_index.scoring.pipeline import score

RNG = np.random.default_rng(20)
VALUES = RNG.lognormal(size=(3, 8, 4))


def of(**steps: str) -> Recipe:
    own = {name: Choices(Choice(steps[name])) for name in ("weight", "aggregate") if name in steps}
    return Recipe(structure="flat", **own)  # type: ignore[arg-type]


def scoped(recipe: Recipe, scope: Scope) -> Recipe:
    return replace(recipe, scope=scope)


def made(toy: Any, values: np.ndarray = VALUES) -> tuple[Any, Any]:
    return toy.panel(values, list("abcd"), (2020, 2021, 2022)), toy.framework(tuple(map(toy.indicator, "abcd")))


def unit(x: np.ndarray) -> np.ndarray:
    flat = x.reshape(-1, x.shape[-1])
    return (x - flat.min(axis=0)) / (flat.max(axis=0) - flat.min(axis=0))


def test_entropy_year_by_year_is_fitted_on_the_rows_of_each_year_of_pooled_scores(toy: Any) -> None:
    panel, framework = made(toy)
    result = score(panel, framework, scoped(of(weight="entropy"), Scope("pooled", weight="yearly")))
    entropy = method("weight", "entropy")
    for t, z in enumerate(unit(VALUES)):
        np.testing.assert_allclose(result.effective_weights[t], entropy(z, np.full(4, 0.25)), rtol=1e-12)
        np.testing.assert_allclose(result.scores[t, :, 0], 100 * (z @ result.effective_weights[t]), rtol=1e-12)


def test_ideals_year_by_year_stand_beside_pooled_bounds_and_pooled_weights(toy: Any) -> None:
    panel, framework = made(toy)
    recipe = of(weight="entropy", aggregate="topsis")
    result = score(panel, framework, scoped(recipe, Scope("pooled", aggregate="yearly")))
    pooled = score(panel, framework, recipe)
    np.testing.assert_array_equal(result.effective_weights, pooled.effective_weights)
    np.testing.assert_array_equal(result.normalised, pooled.normalised)
    w = result.effective_weights[0]
    for t, z in enumerate(100 * unit(VALUES)):
        v = z * w
        best, worst = (np.sqrt(((v - end) ** 2).sum(axis=1)) for end in (v.max(axis=0), v.min(axis=0)))
        np.testing.assert_allclose(result.scores[t, :, 0], worst / (best + worst), rtol=1e-12)


@pytest.mark.parametrize("aggregate", ["topsis", "gra", "vikor", "mpi", "wroclaw", "edas"])
def test_pooled_weights_and_comparisons_beside_scores_of_each_year(toy: Any, aggregate: str) -> None:
    """Rows stand year by year, and all are compared with the rows of all years."""
    panel, framework = made(toy)
    normalise = Choices(Choice("sum" if aggregate == "edas" else "minmax"))
    recipe = Recipe(structure="flat", normalise=normalise, weight=Choices(Choice("std")),
                    aggregate=Choices(Choice(aggregate)),
                    scope=Scope("yearly", weight="pooled", aggregate="pooled"))  # fmt: skip
    result = score(panel, framework, recipe)
    rows = result.normalised.reshape(-1, 4)
    expected = method("aggregate", aggregate)(rows, result.effective_weights[0])
    assert len(np.unique(result.effective_weights, axis=0)) == 1
    np.testing.assert_allclose(result.scores[..., 0].ravel(), expected, rtol=1e-10)


@pytest.mark.parametrize(("kind", "treat"), [("pooled", "yearly"), ("yearly", "pooled")])
def test_outliers_are_drawn_in_among_the_years_of_their_own_set(toy: Any, kind: Any, treat: Any) -> None:
    """Becker et al., COINr: Treat draws in coin by coin, Normalise scales the purse; Stata: winsor2 ..., by(year)."""
    panel, framework = made(toy)
    recipe = replace(of(), treat=Choices(Choice.of("percentile", p=0.2)), scope=Scope(kind, treat=treat))
    result = score(panel, framework, recipe)
    axis = 1 if treat == "yearly" else (0, 1)
    limits = np.quantile(VALUES, [0.2, 0.8], axis=axis, keepdims=True)
    treated = np.clip(VALUES, *limits)
    np.testing.assert_allclose(result.treated, treated, rtol=1e-12)
    ends = [f(treated, axis=1 if kind == "yearly" else (0, 1), keepdims=True) for f in (np.min, np.max)]
    np.testing.assert_allclose(
        result.normalised, 100 * (treated - ends[0]) / (ends[1] - ends[0]), rtol=1e-10, atol=1e-10
    )
    assert not result.years_compare
    line = next(s.variant.en for s in result.steps if s.step == "treat")
    assert line.startswith(treat)


@pytest.mark.parametrize("treat", ["none", "log"])
def test_a_set_of_years_for_a_treatment_that_looks_at_none_changes_nothing(toy: Any, treat: str) -> None:
    panel, framework = made(toy)
    recipe = replace(of(), treat=Choices(Choice(treat)))
    plain, again = (score(panel, framework, scoped(recipe, Scope(treat=own))) for own in (None, "yearly"))  # type: ignore[arg-type]
    np.testing.assert_array_equal(plain.scores, again.scores)
    assert again.years_compare


@pytest.mark.parametrize("kind", ["pooled", "yearly"])
def test_naming_the_set_of_all_steps_again_changes_nothing(toy: Any, kind: str) -> None:
    panel, framework = made(toy)
    recipe = of(weight="critic", aggregate="topsis")
    plain = score(panel, framework, scoped(recipe, Scope(kind)))  # type: ignore[arg-type]
    again = score(panel, framework, scoped(recipe, Scope(kind, treat=kind, weight=kind, aggregate=kind)))  # type: ignore[arg-type]
    np.testing.assert_array_equal(plain.scores, again.scores)


def test_an_indicator_that_is_constant_in_one_year_weighs_nothing_there_under_pooled_weights(toy: Any) -> None:
    values = VALUES.copy()
    values[1, :, 2] = 5.0
    panel, framework = made(toy, values)
    recipe = scoped(of(weight="std", aggregate="topsis"), Scope("yearly", weight="pooled"))
    result = score(panel, framework, recipe)
    assert result.effective_weights[1, 2] == 0
    np.testing.assert_allclose(result.effective_weights.sum(axis=-1), 1.0)
    assert np.isfinite(result.scores).all()


def test_a_fixed_scope_takes_no_other_set_beside_it(toy: Any) -> None:
    panel, framework = made(toy)
    first = score(panel, framework, of(weight="entropy"))
    with pytest.raises(DefinitionError) as caught:
        score(panel, framework, scoped(of(weight="entropy"), Scope("fixed", file="a.json", weight="yearly")),
              reference=first.reference)  # fmt: skip
    assert [p.code for p in caught.value.problems] == ["E4036"]


@pytest.mark.parametrize(
    ("weight", "aggregate", "scope", "alike"),
    [
        ("entropy", "arithmetic", Scope("pooled", weight="yearly"), False),
        ("equal", "arithmetic", Scope("pooled", weight="yearly"), True),
        ("equal", "topsis", Scope("pooled", aggregate="yearly"), False),
        ("entropy", "arithmetic", Scope("pooled", aggregate="yearly"), True),
        ("equal", "arithmetic", Scope("yearly", weight="pooled"), False),
    ],
)
def test_years_compare_unless_something_is_scaled_fitted_or_compared_within_a_year(
    toy: Any, weight: str, aggregate: str, scope: Scope, alike: bool
) -> None:
    panel, framework = made(toy)
    result = score(panel, framework, scoped(of(weight=weight, aggregate=aggregate), scope))
    assert result.years_compare is alike


@pytest.mark.parametrize("aggregate", ["arithmetic", "topsis"])
@pytest.mark.parametrize("structure", ["flat", "nested"])
@pytest.mark.parametrize("scope", [Scope("yearly"), Scope("pooled", weight="yearly")], ids=["yearly", "by step"])
def test_weights_of_a_year_do_not_hide_what_has_no_data_in_it(
    toy: Any, aggregate: str, structure: str, scope: Scope
) -> None:
    """Two of four indicators end after the first year: from then on half of what is declared is missing."""
    if (aggregate, structure) == ("topsis", "nested"):
        aggregate = "geometric"
    values = VALUES.copy()
    values[1:, :, :2] = np.nan
    panel, framework = made(toy, values)
    recipe = scoped(of(weight="std", aggregate=aggregate), scope)
    recipe = replace(recipe, structure=structure, normalise=Choices(Choice.of("minmax", low=1)))  # type: ignore[arg-type]
    result = score(panel, framework, recipe)
    np.testing.assert_allclose(result.coverage[:, :, 0], np.repeat([[1.0], [0.5], [0.5]], 8, axis=1))
    assert np.isfinite(result.scores[0, :, 0]).all()
    assert np.isnan(result.scores[1:, :, 0]).all()
    assert {u.reason for u in result.unscored} <= {"reason.coverage", "reason.gap", "reason.pillars"}
    lenient = score(panel, framework, replace(recipe, coverage=Coverage(node=0.5)))
    assert np.isfinite(lenient.scores[..., 0]).all()
