"""Side results come from what the result came from, reach the Result with their warnings, and cost a draw nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from nqp_index.analysis.uncertainty import uncertainty
from nqp_index.methods import registry
from nqp_index.methods.registry import method
from nqp_index.model.recipe import Choice, Choices, Combination, Recipe, Scope
from nqp_index.model.result import Result
from nqp_index.scoring.pipeline import score

CODES = list("abcd")
YEARS = (2020, 2021, 2022)
SHARES = Choices(Choice.of("sum", cost="keep"))
SCOPES = {"pooled": Scope(), "yearly": Scope("yearly"), "base": Scope("base", base_year=2021), "fixed": Scope("fixed")}


def values(years: int = len(YEARS)) -> np.ndarray:
    rng = np.random.default_rng(5)
    common = rng.lognormal(size=(len(YEARS), 8, 1))
    return np.asarray(common + rng.lognormal(size=(len(YEARS), 8, 4)))[:years]


def scored(toy: Any, recipe: Recipe, x: np.ndarray | None = None) -> Result:
    """Two benefits, two costs in two pillars; under a fixed scope on the scale of the first two years."""
    table = values() if x is None else x
    years = YEARS[: len(table)]
    framework = toy.framework(
        (toy.indicator("a"), toy.indicator("b", direction=-1)), (toy.indicator("c"), toy.indicator("d", direction=-1))
    )
    if recipe.scope.kind != "fixed":
        return score(toy.panel(table, CODES, years), framework, recipe)
    first = score(toy.panel(table[:2], CODES, years[:2]), framework, replace(recipe, scope=Scope()))
    return score(toy.panel(table, CODES, years), framework, recipe, reference=first.reference)


def flat(weight: Any = "entropy", **steps: Any) -> Recipe:
    own = weight if isinstance(weight, Combination) else weight if isinstance(weight, Choice) else Choice(weight)
    return Recipe(structure="flat", weight=Choices(own), **steps)


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize(
    ("name", "side", "normalise"),
    [("vikor", "Q", Recipe().normalise), ("topsis", "closeness", Recipe().normalise), ("copras", "utility", SHARES)],
)
def test_a_methods_own_score_is_the_score(toy: Any, name: str, side: str, normalise: Any, scope: str) -> None:
    recipe = flat(aggregate=Choices(Choice(name)), normalise=normalise, scope=SCOPES[scope])
    result = scored(toy, recipe)
    for i, node in enumerate(result.nodes):
        found, scores = result.detail(node, side).values, result.scores[:, :, i]
        if side == "utility":  # in percent of the best of the set
            best = scores.max(axis=1, keepdims=True) if scope == "yearly" else scores.max()
            scores = 100 * scores / best
        np.testing.assert_allclose(found, scores, rtol=1e-14)


@pytest.mark.parametrize("scope", SCOPES)
def test_closeness_at_a_node_over_pillars_is_its_score(toy: Any, scope: str) -> None:
    result = scored(toy, Recipe(aggregate=Choices(Choice("topsis")), scope=SCOPES[scope]))
    np.testing.assert_array_equal(result.detail("I", "closeness").values, result.scores[:, :, 0])


def test_copras_sums_its_costs_apart(toy: Any) -> None:
    result = scored(toy, flat(aggregate=Choices(Choice("copras")), normalise=SHARES))
    assert (result.detail("I", "costs").values > 0).all()


def test_the_compromise_is_sought_in_each_year_where_years_stand_alone(toy: Any) -> None:
    vikor = Choices(Choice("vikor"))
    assert scored(toy, flat(aggregate=vikor)).detail("I", "rows").values.tolist() == [24]
    yearly = scored(toy, flat(aggregate=vikor, scope=Scope("yearly")))
    assert yearly.detail("I", "rows").values.tolist() == [8, 8, 8]
    alone = scored(toy, flat(aggregate=vikor), values(1))
    np.testing.assert_array_equal(yearly.detail("I", "compromise").values[0], alone.detail("I", "compromise").values[0])


def test_stored_rows_are_no_part_of_the_compromise(toy: Any) -> None:
    result = scored(toy, flat(aggregate=Choices(Choice("vikor")), scope=Scope("fixed")))
    assert result.detail("I", "rows").values.tolist() == [24]  # not the 16 stored ones too


def joined(*names: str, by: str) -> Combination:
    return Combination(tuple(Choice(n) for n in names), Choice(by))


def test_signed_coefficients_of_the_game_are_shown_warned_about_and_in_the_variant_line(toy: Any) -> None:
    result = scored(toy, flat(joined("entropy", "critic", "equal", by="game")))
    alpha = result.detail("I", "signed_alpha")
    assert alpha.axes == (("set", ("entropy", "critic", "equal")),)
    sets = np.stack([scored(toy, flat(n)).effective_weights[0] for n in ("entropy", "critic", "equal")])
    gram = sets @ sets.T
    np.testing.assert_allclose(gram @ alpha.values[0], np.diag(gram), rtol=1e-9)
    condition = result.detail("I", "condition").values[0]
    assert condition == pytest.approx(np.linalg.cond(gram))
    doubtful = bool(condition > 1e3 or (alpha.values < 0).any())
    assert doubtful
    told = [p for p in result.problems if p.code == "W3304"]
    assert [p.place and p.place.file for p in told] == ["I"]
    line = next(s.variant.en for s in result.steps if s.step == "combine")
    assert f"signed α = {alpha.values[0, 0]:.4g}, " in line
    assert f"cond(G) = {condition:.4g}" in line


def test_importance_out_of_reach_is_warned_about(toy: Any) -> None:
    x = values()
    x[..., 2] = x[..., 0] + 1e-3 * x[..., 2]
    framework = toy.framework((toy.indicator("a", weight=8), toy.indicator("b"), toy.indicator("c")))
    result = score(toy.panel(x[..., :3], CODES[:3], YEARS), framework, flat("opt_target"))
    assert "W3209" in {p.code for p in result.problems}
    assert result.detail("I", "importance").values.shape == (1, 3)


@pytest.mark.parametrize("by", ["product", "sqrt_product"])
def test_products_of_weights_tell_how_concentrated_they_are(toy: Any, by: str) -> None:
    result = scored(toy, flat(joined("entropy", "critic", by=by)))
    w = result.effective_weights[0]
    assert result.detail("I", "effective_number").values[0] == pytest.approx(1 / (w @ w))


def test_entropies_lead_to_the_weights_of_every_pillar(toy: Any) -> None:
    result = scored(toy, Recipe(weight=Choices(Choice("entropy")), scope=Scope("yearly")))
    for node in ("P1", "P2"):
        divergence = 1 - result.detail(node, "entropy").values
        np.testing.assert_allclose(
            divergence / divergence.sum(axis=1, keepdims=True), result.local_weights[node], rtol=1e-9
        )


def test_critic_tells_spread_and_conflict(toy: Any) -> None:
    result = scored(toy, flat("critic"))
    c = result.detail("I", "contrast").values * result.detail("I", "conflict").values
    np.testing.assert_allclose(c / c.sum(), result.effective_weights, rtol=1e-12)


def test_components_tell_eigenvalues_and_how_many_were_kept(toy: Any) -> None:
    result = scored(toy, flat("pca"))
    eigenvalues = result.detail("I", "eigenvalues").values[0]
    assert eigenvalues.sum() == pytest.approx(4)
    kept = result.detail("I", "kept").values[0]
    assert kept == max((eigenvalues > 1).sum(), 1)
    share = 100 * eigenvalues[: int(kept)].sum() / 4
    line = next(s.variant.en for s in result.steps if s.step == "weight")
    assert line.endswith(f"{kept:g} kept, {share:.4g} % of the variance")


def test_judgements_tell_their_consistency_at_their_node(toy: Any) -> None:
    circular = Choice.of("ahp", judgements=((1, 3, 1 / 3, 1), (1 / 3, 1, 3, 1), (3, 1 / 3, 1, 1), (1, 1, 1, 1)))
    result = scored(toy, flat(circular))
    found = {n: float(result.detail("I", n).values[0]) for n in ("eigenvalue", "consistency_index", "random_index")}
    assert found["consistency_index"] == pytest.approx((found["eigenvalue"] - 4) / 3)
    ratio = float(result.detail("I", "consistency_ratio").values[0])
    assert ratio == pytest.approx(found["consistency_index"] / found["random_index"])
    assert [p.code for p in result.problems if p.code == "W3227"] == ["W3227"]


def test_boxcox_tells_the_power_of_every_indicator(toy: Any) -> None:
    result = scored(toy, Recipe(treat=Choices(Choice("boxcox"))))
    power = result.detail("", "power")
    assert power.axes == (("column", tuple(CODES)),)
    x = result.raw[..., 1].ravel()
    y = x - x.min() + 1
    np.testing.assert_allclose(result.treated[..., 1].ravel(), (y ** power.values[0, 1] - 1) / power.values[0, 1])
    line = next(s.variant.en for s in result.steps if s.step == "treat")
    assert f"λ = {power.values[0, 0]:.4g}, {power.values[0, 1]:.4g}, " in line


def test_a_step_names_its_reference_set_only_where_it_looks_at_one(toy: Any) -> None:
    steps = {s.step: s.variant for s in scored(toy, flat(scope=Scope("yearly"))).steps}
    assert (steps["treat"].zh, steps["treat"].en) == ("原值", "values as they are")
    assert steps["normalise"].zh.startswith("逐年，")
    assert steps["normalise"].en.startswith("yearly, ")


def test_a_grading_is_among_the_steps(toy: Any) -> None:
    recipe = flat(grade=Choice.of("quantile", classes=3))
    note = next(s for s in scored(toy, recipe).steps if s.step == "grade")
    assert (note.method, note.variant.zh) == ("quantile", "分 3 级，各年合并取分界")


def test_entropy_says_when_gaps_give_columns_their_own_number_of_values(toy: Any) -> None:
    x = values()
    x[0, 0, 0] = np.nan
    line = next(s.variant.en for s in scored(toy, flat("entropy"), x).steps if s.step == "weight")
    assert line.endswith("gaps: k_j = 1/ln n_j, n_j 23..24")


def test_a_draw_computes_no_side_results(toy: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    result = scored(toy, flat(joined("entropy", "critic", by="game"), aggregate=Choices(Choice("topsis"))))

    def refused(*_: Any, **__: Any) -> Any:
        raise AssertionError

    for family, name in (("weight", "entropy"), ("combine", "game"), ("aggregate", "topsis")):
        one = method(family, name)
        monkeypatch.setitem(registry._methods, (family, name), replace(one, extras=refused))
    assert uncertainty(result, draws=8, grid=False).draws == 8
