"""What is varied in the uncertainty analysis: factors with their alternatives, and the noise on weights and data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from nqp_index.model.recipe import Recipe
from nqp_index.terms import Text

#: Factors that choose a method, in the order of the Handbook's steps.
METHOD_FACTORS = ("impute", "treat", "normalise", "weight", "aggregate")

#: Factors that choose a number.
NUMBER_FACTORS = ("weight_noise", "drop", "data_noise")


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way of doing a step: the recipe's fields that it changes; none = as set."""

    label: Text
    changes: tuple[tuple[str, Any], ...] = ()

    def applied(self, recipe: Recipe) -> Recipe:
        """The recipe with this step done this way."""
        return replace(recipe, **dict(self.changes))


@dataclass(frozen=True, slots=True)
class MethodFactor:
    """A step and the ways it may be done, each as likely as the other."""

    name: str
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class WeightNoise:
    """Every weight is multiplied by U(1 - relative, 1 + relative) and rescaled to sum 1 under its parent.

    special  other shares for the children of named nodes or levels, or for named children; the child's own name wins
    """

    relative: float = 0.25
    special: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Dropped:
    """One indicator is left out with probability 1 - none, each of `codes` (empty: of all) as likely as the other."""

    none: float = 0.5
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DataNoise:
    """Relative standard error of measurement by series or indicator code: values are multiplied by 1 + error · N(0, 1),
    never past zero."""

    errors: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Assumptions:
    """All factors of an uncertainty analysis; None = this factor is not varied."""

    methods: tuple[MethodFactor, ...] = ()
    weight_noise: WeightNoise | None = None
    dropped: Dropped | None = None
    data_noise: DataNoise | None = None
    draws: int = 2000

    @property
    def names(self) -> tuple[str, ...]:
        """Every factor in use, method factors first."""
        numbers = zip(NUMBER_FACTORS, (self.weight_noise, self.dropped, self.data_noise), strict=True)
        return (*(f.name for f in self.methods), *(name for name, factor in numbers if factor is not None))

    def shown(self) -> Iterator[tuple[str, tuple[Text, ...]]]:
        """Every factor with its alternatives as a person reads them."""
        for factor in self.methods:
            yield factor.name, tuple(a.label for a in factor.alternatives)
        if self.weight_noise is not None:
            parts = [("", self.weight_noise.relative), *self.weight_noise.special]
            yield "weight_noise", tuple(_plus_minus(name, share) for name, share in parts)
        if self.dropped is not None:
            share = f"{1 - self.dropped.none:.0%}"
            yield "drop", (Text(f"剔除一个指标的概率 {share}", f"one indicator left out with probability {share}"),)
        if self.data_noise is not None:
            yield "data_noise", tuple(_plus_minus(name, share) for name, share in self.data_noise.errors)


def _plus_minus(name: str, share: float) -> Text:
    text = f"{name} ±{share:.3g}".strip()
    return Text(text, text)
