"""Assumptions files: there and back, and every objection at its line."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nqp_index.analysis.assumptions import alternative, as_set, draft_assumptions
from nqp_index.analysis.assumptions_file import assumptions_from_text, assumptions_to_yaml, load_assumptions
from nqp_index.analysis.experiment import experiment
from nqp_index.analysis.factors import Assumptions, DataNoise, Dropped, MethodFactor, WeightNoise
from nqp_index.errors import DefinitionError
from nqp_index.model.recipe import Choice, Choices, Combination, Recipe
from nqp_index.reading.definitions import list_recipes, load_recipe
from nqp_index.terms import sentence

FULL = """
draws: 500
factors:
  normalise: [as_set, {method: minmax, low: 1, high: 100}, rank]
  weight:
    - as_set
    - {combine: mean, of: [entropy, {method: critic, conflict: signed}]}
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


def test_a_file_that_names_no_factor_varies_nothing():
    assert assumptions_from_text("factors: {}", Recipe()) == Assumptions()
    assert assumptions_from_text(assumptions_to_yaml(Assumptions()), Recipe()) == Assumptions()


def test_unknown_factors_methods_and_parameters_are_all_named_at_their_line():
    problems = objections(
        "factors:\n  normalize: [rank]\n  normalise: [minimax]\n  aggregate: [{method: power, p: 2}]\n  drop: 1.5\n"
    )
    assert [(p.code, p.place.row, p.place.column) for p in problems] == [
        ("E2022", 2, 3), ("E3001", 3, 15), ("E3002", 4, 31), ("E2020", 5, 9),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code", "column", "words"),
    [
        ("more: 1", "E2026", 1, "draws"), ("draw: 1", "E2022", 1, "did you mean draws"),
        ("draws: 0", "E2020", 8, "whole number"), ("draws: many", "E2020", 8, "whole number"),
        ("[1, 2]", "E6011", 1, "--write-assumptions"), ("factors: [normalise]", "E6011", 10, "--write-assumptions"),
        ("", "E2002", 0, "--write-assumptions"),
        ("factors: {normalise: rank}", "E2020", 22, "a list"), ("factors: {normalise: []}", "E2020", 22, "a list"),
        ("factors: {normalise: [3]}", "E2020", 23, "a method"),
        ("factors: {normalise: [[rank]]}", "E2020", 23, "a method"),
        ("factors: {normalise: [{metod: rank}]}", "E2020", 23, "{method: name"),
        ("factors: {normalise: [minmx]}", "E3001", 23, "minmax"),
        ("factors: {normalise: [{method: minmax, lo: 1}]}", "E3002", 40, "low"),
        ("factors: {normalise: [{method: minmax, low: high}]}", "E3003", 40, "must be"),
        ("factors: {aggregate: [{method: topsis, structure: flatt}]}", "E2023", 51, "did you mean flat"),
        ("factors: {aggregate: [{method: geometric, structure: flatt}]}", "E2023", 54, "did you mean flat"),
        ("factors: {aggregate: [{method: topsis, structur: flat}]}", "E2022", 40, "did you mean structure"),
        ("factors: {aggregate: [{method: geometric, at: [pillar]}]}", "E2021", 47, "letter"),
        ("factors: {weight: [{of: entropy}]}", "E2020", 20, "{combine: name, of: [...]}"),
        ("factors: {weight: [{combine: mean, of: entropy}]}", "E2020", 40, "a list of at least 2"),
        ("factors: {weight: [{combine: mena, of: [entropy, equal]}]}", "E3001", 30, "mean"),
        ("factors: {weight: [{combine: mean, of: [entropy, critik]}]}", "E3001", 50, "critic"),
        ("factors: {weight: [{combine: mean, of: [entropy, {method: critic, conflict: sgn}]}]}", "E3003", 67, "signed"),
        ("factors: {weight_noise: much}", "E2020", 25, "to 1"), ("factors: {weight_noise: true}", "E2020", 25, "to 1"),
        ("factors: {weight_noise: .nan}", "E2020", 25, "to 1"), ("factors: {weight_noise: 25}", "E2020", 25, "to 1"),
        ("factors: {weight_noise: {relativ: 0.9}}", "E2022", 26, "did you mean relative"),
        ("factors: {weight_noise: {special: [a]}}", "E2020", 35, "{code: "),
        ("factors: {weight_noise: {special: {P1: x}}}", "E2020", 40, "from 0 to 1"),
        ("factors: {drop: {nonee: 0.1}}", "E2022", 18, "did you mean none"),
        ("factors: {drop: {codes: ST1}}", "E2020", 25, "a list"),
        ("factors: {drop: {codes: []}}", "E2020", 25, "a list"),
        ("factors: {data_noise: {gdp: -1}}", "E2020", 29, "from 0 to 1"),
        ("factors: {data_noise: {}}", "E2020", 23, "{code: "),
        ("factors: {data_noise: 0.1}", "E2020", 23, "{code: "),
    ],
)  # fmt: skip
def test_what_is_misspelt_or_of_the_wrong_kind_is_told_with_its_place_and_mend(text, code, column, words):
    (only,) = objections(text)
    assert (only.code, only.place.column) == (code, column)
    assert words in sentence(only)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("factors: {normalise: [rank", "E2004"), ("draws: 1\ndraws: 2", "E2011"),
        ("factors: &x {drop: 0.5}\nmore: *x", "E2006"), ("factors: !!python/object/apply:os.system ['true']", "E2007"),
        ("factors: {normalise: " + "[" * 500, "E2008"),
        ("<<: {draws: 3}", "E2010"), ("draws: 3\n---\ndraws: 4", "E2005"),
        ("? [draws]\n: 3", "E2009"), ("#" * 1_000_001, "E2000"), ("draws: \x00", "E2004"),
    ],
    ids=lambda text: text[:20],
)  # fmt: skip
def test_hostile_text_is_refused_before_anything_is_built(text, code):
    assert [p.code for p in objections(text)] == [code]


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="ab:-? \n\t[]{}!&*#|>'\",%@`0.", max_size=60))
def test_any_text_is_read_or_refused(text):
    for written in (text, f"factors: {{normalise: [{text}]}}", f"factors:\n  weight_noise: {text}"):
        with suppress(DefinitionError):
            assumptions_from_text(written, Recipe())


@pytest.mark.parametrize("name", list_recipes())
def test_the_draft_of_every_recipe_is_written_and_read_back(name, country):
    recipe = load_recipe(name)
    draft = draft_assumptions(country().framework, recipe)
    for lang in ("zh", "en"):
        assert assumptions_from_text(assumptions_to_yaml(draft, lang=lang), recipe) == draft


@pytest.mark.parametrize("name", list_recipes())
def test_the_ways_of_every_recipe_are_written_and_read_back(name, country):
    """As alternatives of another recipe: combinations, parameters, numbers and lists keep their kind."""
    recipe, own = load_recipe(name), Recipe()
    steps = ("impute", "treat", "normalise", "weight", "aggregate")
    ways = tuple(
        MethodFactor(step, (as_set(step, own), alternative(step, own, getattr(recipe, step).default, structure="flat")))
        for step in steps
    )
    found = Assumptions(ways, WeightNoise(1 / 3, (("k0", 1e-9),)), Dropped(0.1 + 0.2), DataNoise((("k1", 1.0),)), 7)
    assert assumptions_from_text(assumptions_to_yaml(found), own) == found


def test_noise_on_nodes_that_a_flat_recipe_never_weighs_is_refused(country):
    result = country(load_recipe("entropy"))
    with pytest.raises(DefinitionError) as caught:
        experiment(result, Assumptions((), WeightNoise(0.25, (("I", 0.5), ("P1", 0.1), ("k3", 0.1)))), 0)
    assert [(p.code, dict(p.args)["name"]) for p in caught.value.problems] == [("E6016", "I")]
    experiment(country(), Assumptions((), WeightNoise(0.25, (("I", 0.5), ("P1", 0.1), ("k3", 0.1)))), 0)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(DefinitionError, match="cannot be read"):
        load_assumptions(tmp_path / "nothing.yaml", Recipe())
