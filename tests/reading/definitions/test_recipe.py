"""Claims about recipes: what a file says is what is chosen, it writes back equal, and objections have their place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nqp_index.errors import DefinitionError
from nqp_index.methods.registry import Method, methods
from nqp_index.model.recipe import Choice, Choices, Combination, Coverage, Ranking, Recipe, Scope
from nqp_index.reading.definitions import list_recipes, load_recipe, recipe_to_yaml
from nqp_index.reading.definitions.recipe import recipe_from
from nqp_index.reading.definitions.yaml_source import found_in_yaml
from nqp_index.terms import Text

NAMED = {"balanced", "entropy", "entropy_topsis", "handbook", "cn_entropy", "cn_entropy_topsis", "cn_critic_entropy",
         "textbook_mcdm", "coinr"}  # fmt: skip
HEAD = "recipe: r\nlabel: R\n"


def read(body: str) -> Recipe:
    return recipe_from(found_in_yaml((HEAD + body).encode(), "r.yaml"), "r.yaml")


def objections(body: str) -> list[tuple[str, str]]:
    with pytest.raises(DefinitionError) as caught:
        read(body)
    return [(p.code, str(p.place)) for p in caught.value.problems]


def test_every_named_preset_is_bundled() -> None:
    assert set(list_recipes()) >= NAMED


@pytest.mark.parametrize("name", list_recipes())
def test_a_preset_gives_its_reason_in_both_languages_and_writes_back_equal(name: str) -> None:
    recipe = load_recipe(name)
    assert recipe.name == name
    assert recipe.reason.zh != recipe.reason.en
    assert recipe_from(found_in_yaml(recipe_to_yaml(recipe).encode(), "r"), "r") == recipe


def test_what_is_left_out_is_the_default() -> None:
    assert read("") == Recipe(name="r", label=Text("R", "R"))


def test_every_form_of_choice_is_read() -> None:
    recipe = read(
        "impute: {default: none, ST1: {method: linear, max_gap: 2}}\n"
        "weight: {default: manual, pillar: {combine: game, of: [entropy, {method: critic, conflict: abs}], kind: nn}}\n"
        "normalise: {method: minmax, low: 1, high: 100}\n"
        "aggregate: {method: owa, given: [0.2, 0.8, null, true, text]}\n"
        "scope: {base: 2020}\nstructure: flat\ncoverage: {node: 2/3, pillars: 0.5}\n"
        "ranking: {ties: dense, decimals: 4}\ngrade: natural_breaks\n"
    )
    assert recipe.impute == Choices(Choice("none"), (("ST1", Choice.of("linear", max_gap=2)),))
    parts = (Choice("entropy"), Choice.of("critic", conflict="abs"))
    assert recipe.weight.at("pillar") == Combination(parts, Choice.of("game", kind="nn"))
    assert recipe.aggregate.default.options == {"given": (0.2, 0.8, None, True, "text")}
    assert (recipe.scope, recipe.structure) == (Scope("base", 2020), "flat")
    assert recipe.coverage == Coverage(node=2 / 3, pillars=0.5)
    assert (recipe.ranking, recipe.grade) == (Ranking("dense", 4), Choice("natural_breaks"))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("wieght: entropy", ("E2022", "r.yaml:3:1")),
        ("weight: [entropy]", ("E2020", "r.yaml:3:9")),
        ("weight: {combine: game}", ("E2027", "r.yaml:3:9")),
        ("weight: {combine: game, of: [entropy]}", ("E2020", "r.yaml:3:29")),
        ("weight: {shift: 1}", ("E2020", "r.yaml:3:9")),
        ("normalise: {method: minmax, low: {a: 1}}", ("E2020", "r.yaml:3:34")),
        ("normalise: {method: minmax, low: .inf}", ("E2020", "r.yaml:3:34")),
        ("normalise: {method: minmax, low: 1e999}", ("E2020", "r.yaml:3:34")),
        ("normalise: 'min max'", ("E2020", "r.yaml:3:12")),
        ("aggregate: {default: arithmetic, 支柱: geometric}", ("E2021", "r.yaml:3:34")),
        ("scope: {base: 20.5}", ("E2020", "r.yaml:3:15")),
        ("scope: pool", ("E2023", "r.yaml:3:8")),
        ("scope: {fixed: ../run.json}", ("E2014", "r.yaml:3:16")),
        ("scope: {weight: yearly}", ("E2020", "r.yaml:3:8")),
        ("scope: {normalise: pooled, base: 2020}", ("E2020", "r.yaml:3:8")),
        ("scope: {normalise: pooled, weigth: yearly}", ("E2022", "r.yaml:3:28")),
        ("scope: {base: 2020, weight: fixed}", ("E2024", "r.yaml:3:29")),
        ("scope: {fixed: /run.json}", ("E2014", "r.yaml:3:16")),
        ("coverage: {node: 3/2}", ("E2020", "r.yaml:3:18")),
        ("coverage: {node: 66}", ("E2020", "r.yaml:3:18")),
        ("ranking: {ties: competitive}", ("E2023", "r.yaml:3:17")),
        ("structure: Nested", ("E2023", "r.yaml:3:12")),
    ],
)
def test_one_mistake_is_one_objection_in_its_place(body: str, expected: tuple[str, str]) -> None:
    assert objections(body) == [expected]


@pytest.mark.parametrize("one", methods(), ids=lambda m: f"{m.family}-{m.name}")
def test_a_recipe_may_name_a_method_as_the_lists_print_it(one: Method) -> None:
    for name in (one.name, *one.aliases, one.label.zh):
        if one.family == "combine":
            weight = read(f"weight: {{combine: {name}, of: [entropy, critic]}}").weight.default
            assert isinstance(weight, Combination)
            assert weight.by == Choice(name)
        else:
            found = getattr(read(f"{one.family}: {{method: {name}}}"), one.family)
            assert Choice(name) in (found, getattr(found, "default", None))


def test_an_unknown_recipe_is_answered_with_the_nearest() -> None:
    with pytest.raises(DefinitionError) as caught:
        load_recipe("entropy_topsi")
    assert [p.code for p in caught.value.problems] == ["E2052"]


def test_a_recipe_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(HEAD + "weight: entropy\n", encoding="utf-8")
    assert load_recipe(path).weight.default == Choice("entropy")


_NAME = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True).filter(
    lambda n: n not in {"default", "method", "combine", "of", "null", "true", "false"}
)
_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**6), 10**6) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), max_size=10),
    lambda inner: st.lists(inner, max_size=3).map(tuple), max_leaves=4,
)  # fmt: skip
_CHOICE = st.builds(lambda n, p: Choice(n, tuple(sorted(p.items()))), _NAME, st.dictionaries(_NAME, _VALUE, max_size=3))
_SCOPE = st.builds(
    lambda whole, weight, aggregate: replace(whole, weight=weight, aggregate=aggregate),
    st.sampled_from([Scope(), Scope("yearly"), Scope("base", 2020), Scope("fixed", file="a b.json")]),
    *[st.sampled_from([None, "pooled", "yearly"])] * 2,
)
_WEIGHTING = _CHOICE | st.builds(Combination, st.lists(_CHOICE, min_size=2, max_size=3).map(tuple), _CHOICE)


@settings(deadline=None)
@given(_WEIGHTING, st.dictionaries(_NAME, _WEIGHTING, max_size=2), _CHOICE, st.booleans(), _SCOPE)
def test_any_recipe_writes_back_equal(
    default: Choice | Combination, special: dict[str, Choice | Combination], impute: Choice, flat: bool, scope: Scope
) -> None:
    recipe = Recipe(
        name="any", label=Text("任意", "Any: {x} # y"), weight=Choices(default, tuple(special.items())),
        impute=Choices(impute), structure="flat" if flat else "nested", scope=scope,
    )  # fmt: skip
    assert recipe_from(found_in_yaml(recipe_to_yaml(recipe).encode(), "r"), "r") == recipe
