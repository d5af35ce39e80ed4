"""Units of measurement as exact factors over base units, so that a conversion is one correctly rounded step."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

Bases = tuple[tuple[str, int], ...]


class MeasureMismatch(ValueError):
    """Two measures of different kinds: no factor leads from one to the other."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure as written, its factor to base units, and the powers of those base units.

    `亿元` is 10⁸ of 元; `件/万人` is 10⁻⁴ of 件 per 人; `%` is 10⁻² of nothing. Equal means the same size and kind:
    the spelling does not count.
    """

    text: str
    scale: Fraction = Fraction(1)
    bases: Bases = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Measure) and (self.scale, self.bases) == (other.scale, other.bases)

    def __hash__(self) -> int:
        return hash((self.scale, self.bases))

    def __str__(self) -> str:
        return self.text

    @property
    def is_pure(self) -> bool:
        """A plain number, share or percentage."""
        return not self.bases

    def same_kind(self, other: Measure) -> bool:
        return self.bases == other.bases

    def factor_to(self, other: Measure) -> Fraction:
        """What a number in this measure is multiplied by to be in `other`. Raises MeasureMismatch."""
        if not self.same_kind(other):
            raise MeasureMismatch(f"{self.text} is not of the same kind as {other.text}")
        return self.scale / other.scale

    def times(self, other: Measure, power: int = 1) -> Measure:
        """The measure of a product, or of a quotient with power -1; its text is left empty."""
        powers = dict(self.bases)
        for base, exponent in other.bases:
            powers[base] = powers.get(base, 0) + power * exponent
        bases = tuple(sorted((b, e) for b, e in powers.items() if e))
        return Measure("", self.scale * other.scale**power, bases)


def converted(values: NDArray[np.float64], factor: Fraction) -> NDArray[np.float64]:
    """Values times an exact factor: a power of ten is multiplied or divided by, never `* 0.0001`, and so rounds once.

    Only a factor that is neither whole nor one part of a whole (亩 in 平方米: 2000/3) rounds twice.

    >>> converted(np.array([1234567.0]), Fraction(1, 10_000))
    array([123.4567])
    """
    if factor == 1:
        return values
    if factor.denominator == 1:
        return values * float(factor.numerator)
    if factor.numerator == 1:
        return values / float(factor.denominator)
    return values * float(factor.numerator) / float(factor.denominator)
