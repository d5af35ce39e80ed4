"""The batch: the nominal run is draw 0 of any batch, bit for bit."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from nqp_index.methods.kernels import normed
from nqp_index.model.recipe import Choice, Choices, Recipe
from nqp_index.scoring import kernel
from nqp_index.scoring.kernel import aggregate, fit_weights
from nqp_index.scoring.pipeline import nominal_weights, score
from nqp_index.scoring.prepare import prepare
from nqp_index.scoring.ready import made_ready
from nqp_index.scoring.weights import Weights, effective, from_leaves


def ready_of(toy: Any, recipe: Recipe) -> Any:
    framework = toy.framework(
        (toy.indicator("a"), toy.indicator("b", direction=-1)), (toy.indicator("c"), toy.indicator("d", weight=3))
    )
    x = np.random.default_rng(3).uniform(1, 9, (2, 9, 4))
    x[1, 4, 2] = np.nan
    panel = toy.panel(x, list("abcd"), (2020, 2021))
    return panel, framework, made_ready(panel, framework, recipe)


@pytest.mark.parametrize("name", ["arithmetic", "geometric", "harmonic"])
def test_the_nominal_score_is_draw_zero_of_a_batch_bit_for_bit(toy: Any, name: str) -> None:
    recipe = Recipe(aggregate=Choices(Choice(name)))
    panel, framework, ready = ready_of(toy, recipe)
    prepared = prepare(ready.plan, ready.recipe, ready.x, ready.layout, groups=ready.groups)
    nominal = nominal_weights(ready, prepared)
    rng = np.random.default_rng(0)
    noise = {code: np.concatenate([np.ones((1, *w.shape[1:])), rng.uniform(0.75, 1.25, (500, *w.shape[1:]))])
             for code, w in nominal.local.items()}  # fmt: skip
    batch = Weights({code: normed(w * noise[code]) for code, w in nominal.local.items()})
    draws = aggregate(ready.plan, ready.recipe, prepared, batch).scores
    assert draws.shape == (501, 2, 9, 3)
    np.testing.assert_array_equal(draws[0], score(panel, framework, recipe).scores)
    alone = Weights({code: w[300:301] for code, w in batch.local.items()})
    np.testing.assert_array_equal(aggregate(ready.plan, ready.recipe, prepared, alone).scores[0], draws[300])


def test_effective_weights_lead_back_to_the_local_ones(toy: Any) -> None:
    _, _, ready = ready_of(toy, Recipe())
    prepared = prepare(ready.plan, ready.recipe, ready.x, ready.layout, groups=ready.groups)
    nominal = nominal_weights(ready, prepared)
    w = effective(ready.plan, nominal)
    np.testing.assert_allclose(w.sum(axis=-1), 1.0)
    again = from_leaves(ready.plan, w)
    for code, local in nominal.local.items():
        np.testing.assert_allclose(again.local[code], local)


@pytest.mark.parametrize("structure", ["nested", "flat"])
@pytest.mark.parametrize("name", ["arithmetic", "geometric"])
def test_the_index_alone_is_the_index_of_the_whole_tree(toy: Any, name: str, structure: Any) -> None:
    recipe = Recipe(aggregate=Choices(Choice(name)), structure=structure)
    _, _, ready = ready_of(toy, recipe)
    prepared = prepare(ready.plan, ready.recipe, ready.x, ready.layout, groups=ready.groups)
    weights = nominal_weights(ready, prepared)
    whole = aggregate(ready.plan, ready.recipe, prepared, weights).scores
    alone = aggregate(ready.plan, ready.recipe, prepared, weights, only_index=True).scores
    np.testing.assert_array_equal(alone[..., 0], whole[..., 0])
    assert alone.shape[-1] == 1
    assert np.isnan(whole[..., 0]).any() == np.isnan(alone).any()


@pytest.mark.parametrize(
    ("weights", "scored"), [({}, []), ({"index": "std"}, ["P2", "P1"]), ({"P1": "critic"}, [])], ids=str
)
def test_a_branch_is_scored_for_the_weights_only_where_a_weighting_looks_at_its_scores(
    toy: Any, monkeypatch: pytest.MonkeyPatch, weights: dict[str, str], scored: list[str]
) -> None:
    special = tuple((node, Choice(name)) for node, name in weights.items())
    recipe = Recipe(weight=Choices(Choice("equal_nested"), special))
    _, _, ready = ready_of(toy, recipe)
    prepared = prepare(ready.plan, ready.recipe, ready.x, ready.layout, groups=ready.groups)
    found: list[str] = []
    score_branch = kernel._scored_branch
    monkeypatch.setattr(kernel, "_scored_branch", lambda *a: found.append(a[2].code) or score_branch(*a))
    local = fit_weights(ready.plan, ready.recipe, prepared).local
    assert found == scored
    assert all(np.isclose(w.sum(axis=-1), 1).all() for w in local.values())
