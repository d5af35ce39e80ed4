"""The parts of a formula with their measures, and how parts of one kind are brought to one measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from nqp_index.model.formula import Number, Scaled, Tree
from nqp_index.model.measure import Measure

__all__ = ["PURE", "Alike", "Clash", "Part", "alike", "is_power_of_ten", "kind_of", "valued"]

PURE = Measure("")
PERCENT_LIKE = {Fraction(1, 100), Fraction(1, 1000)}


@dataclass(frozen=True, slots=True)
class Part:
    """A product: `tree` (None = a bare number) times a plain number times explicit powers of ten.

    `measure` is that of the tree's value, before it is multiplied.
    """

    tree: Tree | None
    measure: Measure = PURE
    plain: Fraction = Fraction(1)
    tens: Fraction = Fraction(1)

    @property
    def number(self) -> Fraction:
        return self.plain * self.tens


@dataclass(frozen=True, slots=True)
class Clash:
    """Why parts cannot stand beside each other: a message code, which of them, and the message's values."""

    code: str
    index: int
    args: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Alike:
    """Parts as trees whose values are all in one measure."""

    trees: tuple[Tree, ...]
    measure: Measure


def is_power_of_ten(number: Fraction) -> bool:
    """Whether a number is 10^k for a whole k (1 included)."""
    return number > 0 and {str(number.numerator).strip("0"), str(number.denominator).strip("0")} == {"1"}


def kind_of(measure: Measure) -> str:
    """The base units of a measure as a person writes them: 元/人; a plain number is 1."""
    above = [_powered(base, power) for base, power in measure.bases if power > 0]
    below = [_powered(base, -power) for base, power in measure.bases if power < 0]
    return "/".join(["·".join(above) or "1", *below])


def _powered(base: str, power: int) -> str:
    return base if power == 1 else f"{base}^{power}"


def valued(part: Part, to: Measure | None = None) -> Tree:
    """The part as a tree whose value is in `to` (of the same kind), or in the part's own measure."""
    factor = part.number * (part.measure.scale / to.scale if to is not None else 1)
    if part.tree is None:
        return Number(factor)
    return part.tree if factor == 1 else Scaled(part.tree, factor)


def alike(parts: Sequence[Part]) -> Alike | Clash:
    """Every part in the measure of the first that has one; numbers among them are plain numbers.

    A power of ten that brings a part exactly to another's measure is a conversion, and is dropped. Beside a
    percentage a number above 1 could mean percent or hundreds of percent: it is refused.
    """
    real = [p for p in parts if p.tree is not None]
    if not real:
        return Alike(tuple(valued(p) for p in parts), PURE)
    measure = real[0].measure
    for index, part in enumerate(parts):
        if part.tree is None and not measure.is_pure:
            return Clash("E2416", index, (("kind", kind_of(measure)),))
        if part.tree is not None and not part.measure.same_kind(measure):
            return Clash("E2415", index, (("first", kind_of(measure)), ("other", kind_of(part.measure))))
    for index, part in enumerate(parts):
        if part.tree is None and (abs(part.number) > 1 or any(p.tens != 1 for p in real)):
            unclear = any(p.measure.scale in PERCENT_LIKE or (p.tens != 1 and p.measure.scale != 1) for p in real)
            if unclear:
                return Clash("E2418", index, (("number", float(part.number)),))
    if len(real) < len(parts):
        measure = PURE
    return Alike(tuple(valued(_unconverted(p, real), measure) for p in parts), measure)


def _unconverted(part: Part, others: Sequence[Part]) -> Part:
    """The part without a power of ten that only repeats the conversion between its measure and another's."""
    if part.tree is None or part.tens == 1:
        return part
    repeats = any(o.tens != part.tens and part.tens == part.measure.scale / o.measure.scale for o in others)
    return replace(part, tens=Fraction(1)) if repeats else part
