"""What is known of scores before there are any: their kind follows from the normaliser and its parameters."""

from __future__ import annotations

from nqp_index.methods.registry import Method, method
from nqp_index.model.framework import Indicator, Target
from nqp_index.model.recipe import Choice

#: Needs of an aggregation that depend on the normaliser; the others depend on the data or on nothing.
CHECKED = frozenset({"nonnegative", "positive", "unit", "ratio"})

#: What ratios are if the values are so: whether they are shows in the data.
AS_THE_VALUES = frozenset({"nonnegative", "positive", "unit"})


def needs_of(chosen: Method, choice: Choice) -> frozenset[str]:
    """The needs of an aggregation with its parameters: power means need positive scores for exponents up to 0."""
    if chosen.name != "power":
        return chosen.needs
    exponent = choice.options.get("q", next(p.default for p in chosen.options if p.name == "q"))
    return chosen.needs | {"positive"} if isinstance(exponent, int | float) and exponent <= 0 else chosen.needs


def satisfies(need: str, choice: Choice, indicator: Indicator) -> bool:
    """Whether an indicator's scores are of a kind, or may be and only its values can tell.

    A bounded normaliser counts as positive: it is moved off 0, or starts there because the recipe says so.
    """
    chosen = method("normalise", choice.method)
    values = {p.name: choice.options.get(p.name, p.default) for p in chosen.options}
    if "bounded" in chosen.gives:
        low, high = values["low"], values["high"]
        return need in {"positive", "nonnegative"} or (need == "unit" and low >= 0 and high <= 1)
    if isinstance(indicator.direction, Target):  # scored by minus the distance to it
        return False
    if indicator.direction == -1 and values.get("cost") == "refuse":
        return False
    lost: set[str] = set()
    for p in chosen.options:
        if p.name != "cost" or indicator.direction == -1:
            lost |= p.loses(values[p.name])
    given = set(chosen.gives) | ({"nonnegative"} if "positive" in chosen.gives else set())
    if "ratio" in chosen.gives:
        given |= AS_THE_VALUES
    return need in given - lost
