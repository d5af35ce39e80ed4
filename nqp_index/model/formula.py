"""An indicator's formula: a checked expression over series, evaluated on whole cubes at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from nqp_index.model.measure import Measure


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as written and the series it needs, in the order of first use.

    `factor` is the exact number that the result of evaluating the text is multiplied by to be in the indicator's
    declared measure.
    """

    text: str
    names: tuple[str, ...]
    tree: object = field(compare=False, repr=False, default=None)
    measure: Measure = field(default_factory=lambda: Measure(""))
    factor: Fraction = Fraction(1)
