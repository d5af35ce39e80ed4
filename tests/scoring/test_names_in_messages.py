"""Whatever a method objects to, the message names the indicators by their codes and itself by its own name."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from nqp_index.errors import NqpError
from nqp_index.model.recipe import Choice, Choices, Recipe
from nqp_index.scoring.pipeline import score

X = np.random.default_rng(2).uniform(1, 9, (1, 8, 4))
KEPT = Choice.of("sum", cost="keep")


def objection(toy: Any, recipe: Recipe, *, cell: float | None = None) -> str:
    """What a run says against indicator x3, the only negative one, with one cell of it set to `cell`."""
    x = X.copy()
    if cell is not None:
        x[0, 2, 2] = cell
    indicators = tuple(toy.indicator(f"x{j}", direction=-1 if j == 3 else 1) for j in range(1, 5))
    with pytest.raises(NqpError) as refused:
        score(toy.panel(x, [i.code for i in indicators]), toy.framework(indicators), recipe)
    return str(refused.value)


def only(default: str, choice: Choice) -> Any:
    """`choice` for the third and fourth indicator, so that places in the table and among the columns differ."""
    return Choices(Choice(default), (("x3", choice), ("x4", choice)))


CASES = {
    "treatment": (Recipe(treat=only("none", Choice("log"))), 0.0),
    "normaliser, of its values": (Recipe(normalise=only("minmax", Choice.of("ratio_max", cost="inverse"))), 0.0),
    "normaliser, of its direction": (Recipe(normalise=only("minmax", Choice("ratio_max"))), None),
    "weighter": (Recipe(weight=Choices(Choice("merec"))), 0.0),
    "weighter made of others": (Recipe(weight=Choices(Choice("idocriw"))), -1.0),
    "aggregator": (
        Recipe(structure="flat", normalise=Choices(KEPT), weight=Choices(Choice("equal")),
               aggregate=Choices(Choice("copras"))), 0.0,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("recipe", "cell"), CASES.values(), ids=CASES)
def test_an_objection_names_the_indicator_and_no_other(toy: Any, recipe: Recipe, cell: float | None) -> None:
    said = objection(toy, recipe, cell=cell)
    assert "x3" in said
    assert not any(code in said for code in ("x1", "x2", "x4"))


def test_judgements_that_contradict_each_other_name_both_children(toy: Any) -> None:
    judgements = tuple(tuple(3.0 if (j, m) in {(1, 2), (2, 1)} else 1.0 for m in range(4)) for j in range(4))
    said = objection(
        toy, Recipe(weight=Choices(Choice("equal_nested"), (("P1", Choice.of("ahp", judgements=judgements)),)))
    )
    assert "x2, x3" in said


def test_a_method_made_of_others_names_itself(toy: Any) -> None:
    said = objection(toy, Recipe(weight=Choices(Choice("idocriw"))), cell=-1.0)
    assert "idocriw" in said
    assert "cilos" not in said
    assert "entropy_raw" not in said.split("→")[0]


@pytest.mark.parametrize(
    ("treat", "x", "code"),
    [("winsor", np.r_[np.zeros(30), 1.0], "W3041"), ("boxcox", 1e-12 * np.arange(31.0), "W3042")],
)
def test_a_column_that_a_treatment_leaves_alone_is_warned_about_by_its_code(
    toy: Any, treat: str, x: np.ndarray, code: str
) -> None:
    columns = np.column_stack([np.arange(31.0), x])[None]
    framework = toy.framework((toy.indicator("x1"), toy.indicator("x2")))
    result = score(toy.panel(columns, ["x1", "x2"]), framework, Recipe(treat=Choices(Choice(treat))))
    (told,) = [p for p in result.problems if p.code == code]
    assert dict(told.args)["columns"] == ("x2",)
