"""Assumptions files: there and back, and every objection at its line."""

from __future__ import annotations

import pytest

from nqp_index.analysis.assumptions import draft_assumptions
from nqp_index.analysis.assumptions_file import assumptions_from_text, assumptions_to_yaml, load_assumptions
from nqp_index.analysis.factors import Assumptions, DataNoise, Dropped, WeightNoise
from nqp_index.errors import DefinitionError
from nqp_index.model.recipe import Choice, Choices, Combination, Recipe

FULL = """
draws: 500
factors:
  normalise: [as_set, {method: minmax, low: 1, high: 100}, rank]
  weight:
    - as_set
    - {of: [entropy, critic], by: mean}
  aggregate: [as_set, {method: geometric, at: pillar}, {method: topsis, structure: flat}]
  weight_noise: {relative: 0.25, special: {P1: 0.1}}
  drop: {none: 0.6, codes: [k0, k1]}
  data_noise: {k2: 0.05}
"""


def objections(text, recipe=None):
    with pytest.raises(DefinitionError) as caught:
        assumptions_from_text(text, recipe or Recipe(), file="a.yaml")
    return caught.value.problems


def test_every_kind_of_factor_is_read():
    found = assumptions_from_text(FULL, Recipe())
    assert found.draws == 500
    assert [f.name for f in found.methods] == ["normalise", "weight", "aggregate"]
    assert dict(found.methods[0].alternatives[1].changes)["normalise"] == Choices(Choice.of("minmax", low=1, high=100))
    assert isinstance(dict(found.methods[1].alternatives[1].changes)["weight"].default, Combination)
    assert dict(found.methods[2].alternatives[1].changes)["aggregate"].special == (("pillar", Choice("geometric")),)
    assert dict(found.methods[2].alternatives[2].changes)["structure"] == "flat"
    assert found.weight_noise == WeightNoise(0.25, (("P1", 0.1),))
    assert found.dropped == Dropped(0.6, ("k0", "k1"))
    assert found.data_noise == DataNoise((("k2", 0.05),))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_written_is_read_back_the_same(lang):
    found = assumptions_from_text(FULL, Recipe())
    assert assumptions_from_text(assumptions_to_yaml(found, lang=lang), Recipe()) == found


def test_the_draft_is_written_and_read_back(country, tmp_path):
    result = country()
    draft = draft_assumptions(result.framework, result.recipe)
    file = tmp_path / "assumptions.yaml"
    file.write_text(assumptions_to_yaml(draft), encoding="utf-8")
    assert load_assumptions(file, result.recipe) == draft


def test_the_draft_lists_no_alternative_that_is_the_recipes_own(country):
    recipe = Recipe(normalise=Choices(Choice("rank")), aggregate=Choices(Choice("geometric")))
    draft = draft_assumptions(country().framework, recipe, gaps=False)
    by_name = {f.name: f for f in draft.methods}
    assert "impute" not in by_name
    assert "treat" not in by_name
    assert [dict(a.changes).get("normalise") for a in by_name["normalise"].alternatives][1:] == [
        Choices(Choice("minmax")), Choices(Choice("zscore")),
    ]  # fmt: skip


def test_an_empty_file_varies_nothing():
    assert assumptions_from_text("", Recipe()) == Assumptions()


def test_unknown_factors_methods_and_parameters_are_all_named_at_their_line():
    problems = objections(
        "factors:\n  normalize: [rank]\n  normalise: [minimax]\n  aggregate: [{method: power, p: 2}]\n  drop: 1.5\n"
    )
    assert [(p.code, p.place.row) for p in problems] == [("E6001", 2), ("E3001", 3), ("E3002", 4), ("E6014", 5)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("draws: 0", "E6008"), ("draws: many", "E6008"), ("factors: [normalise]", "E6011"), ("[1, 2]", "E6011"),
        ("factors: {normalise: rank}", "E6012"), ("factors: {normalise: []}", "E6012"),
        ("factors: {normalise: [3]}", "E6013"), ("factors: {weight_noise: much}", "E6013"),
        ("factors: {weight_noise: true}", "E6014"), ("factors: {weight_noise: .nan}", "E6014"),
        ("factors: {data_noise: {gdp: -1}}", "E6014"), ("factors: {data_noise: {}}", "E6013"),
        ("factors: {normalise: [rank", "E6015"), ("a: 1\na: 2", "E6015"), ("more: 1", "E6001"),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_refused_with_its_code(text, code):
    assert code in {p.code for p in objections(text)}


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(DefinitionError, match="cannot be read"):
        load_assumptions(tmp_path / "nothing.yaml", Recipe())
