"""An indicator's formula: a checked expression over series, evaluated on whole cubes at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from nqp_index.model.measure import Measure, converted

__all__ = ["Applied", "Formula", "Joined", "Number", "Scaled", "SeriesName", "Tree", "denominators"]

Floats = NDArray[np.float64]
Undefined = NDArray[np.bool_]
Operator = Literal["+", "-", "*", "/", "**"]


@dataclass(frozen=True, slots=True)
class Number:
    """A plain number."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class SeriesName:
    """The values of one series, in its own measure."""

    code: str


@dataclass(frozen=True, slots=True)
class Scaled:
    """A part brought to another measure, or multiplied by a plain number: one exact factor, rounded once."""

    of: Tree
    factor: Fraction


@dataclass(frozen=True, slots=True)
class Joined:
    """Two parts joined by an operator."""

    operator: Operator
    left: Tree
    right: Tree


@dataclass(frozen=True, slots=True)
class Applied:
    """A function of one or more parts."""

    function: str
    parts: tuple[Tree, ...]


Tree = Number | SeriesName | Scaled | Joined | Applied


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as written and the series it needs, in the order of first use.

    `tree` holds every conversion between the series' measures; `factor` is the exact number by which its value is
    multiplied to be in the indicator's declared measure.
    """

    text: str
    names: tuple[str, ...]
    tree: Tree = field(compare=False, repr=False, default=Number(Fraction(0)))
    measure: Measure = field(default_factory=lambda: Measure(""))
    factor: Fraction = Fraction(1)

    def evaluate(
        self, values: Mapping[str, Floats], years: Sequence[int] | None = None
    ) -> tuple[Floats, NDArray[np.bool_]]:
        """The indicator's values in its declared measure, and where arithmetic has no answer.

        values     series code → (..., T, R) in the measure of the dictionary; NaN = missing
        years      the T years; `growth` and `lag` reach back one calendar year. None: the T rows are consecutive
        returns    (..., T, R) values, and (..., T, R) true where a division by zero, a logarithm or root without
                   an answer or an overflow left a cell missing although its series are there
        A missing value makes every value computed from it missing. Raises KeyError for an absent series.
        """
        shape = np.broadcast_shapes(*(np.shape(values[name]) for name in self.names))
        series = {name: np.asarray(values[name], float) for name in self.names}
        with np.errstate(all="ignore"):
            found, undefined = _value(self.tree, series, _follows(years, shape))
            result, overflow = _checked(converted(found, self.factor), found)
        undefined = undefined | overflow
        return np.broadcast_to(result, shape).copy(), np.broadcast_to(undefined & np.isnan(result), shape).copy()


def denominators(tree: Tree) -> tuple[Tree, ...]:
    """Everything that a formula divides by, from the outside inwards."""
    match tree:
        case Scaled():
            return denominators(tree.of)
        case Joined():
            own = (tree.right,) if tree.operator == "/" else ()
            return (*own, *denominators(tree.left), *denominators(tree.right))
        case Applied():
            return tuple(found for part in tree.parts for found in denominators(part))
    return ()


def _follows(years: Sequence[int] | None, shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """(T, 1): whether the row before holds the year before."""
    length = shape[-2] if len(shape) > 1 else 1
    follows = np.ones(length, bool) if years is None else np.diff(years, prepend=years[0]) == 1
    follows[:1] = False
    return follows[:, None]


def _checked(result: Floats, *operands: Floats) -> tuple[Floats, Undefined]:
    """Not finite from finite operands: undefined. Not finite at all: missing."""
    there = np.isfinite(operands[0])
    for operand in operands[1:]:
        there = there & np.isfinite(operand)
    finite = np.isfinite(result)
    return np.where(finite & there, result, np.nan), there & ~finite


def _value(tree: Tree, series: Mapping[str, Floats], follows: NDArray[np.bool_]) -> tuple[Floats, Undefined]:
    if isinstance(tree, Number):
        return np.asarray(float(tree.value)), np.asarray(False)
    if isinstance(tree, SeriesName):
        return np.where(np.isfinite(series[tree.code]), series[tree.code], np.nan), np.asarray(False)
    if isinstance(tree, Scaled):
        x, undefined = _value(tree.of, series, follows)
        result, overflow = _checked(converted(x, tree.factor), x)
        return result, undefined | overflow
    if isinstance(tree, Joined):
        left, undefined = _value(tree.left, series, follows)
        right, also = _value(tree.right, series, follows)
        result, new = _checked(_joined(tree.operator, left, right), left, right)
        return result, undefined | also | new
    parts = [_value(part, series, follows) for part in tree.parts]
    if tree.function in {"lag", "growth"}:
        return _over_time(tree.function, *parts[0], follows)
    arrays = [x for x, _ in parts]
    result, undefined = _checked(_applied(tree.function, arrays), *arrays)
    for _, also in parts:
        undefined = undefined | also
    return result, undefined


def _joined(operator: Operator, left: Floats, right: Floats) -> Floats:
    if operator == "+":
        return left + right
    if operator == "-":
        return left - right
    if operator == "*":
        return left * right
    return left / right if operator == "/" else np.power(left, right)


def _applied(function: str, parts: list[Floats]) -> Floats:
    if function in {"min", "max"}:
        least_or_greatest = np.minimum if function == "min" else np.maximum
        result = parts[0]
        for part in parts[1:]:
            result = least_or_greatest(result, part)
        return result
    if function == "entropy":
        return _entropy(parts)
    single = {"ln": np.log, "log10": np.log10, "exp": np.exp, "sqrt": np.sqrt, "abs": np.abs}
    result = single[function](parts[0])
    return np.asarray(result, float)


def _over_time(function: str, x: Floats, undefined: Undefined, follows: NDArray[np.bool_]) -> tuple[Floats, Undefined]:
    """The value of the year before, or the growth since then as a plain share; nothing before the first year."""
    x, undefined = np.broadcast_arrays(x, undefined)
    before = np.where(follows, np.roll(x, 1, axis=-2), np.nan)
    undefined_before = np.where(follows, np.roll(undefined, 1, axis=-2), False)
    if function == "lag":
        return before, undefined_before
    result, new = _checked(x / before - 1.0, x, before)
    return result, undefined | undefined_before | new


def _entropy(parts: list[Floats]) -> Floats:
    """Shannon entropy of the parts' shares over ln n: 1 = all equal, 0 = one holds all. Negative parts: undefined."""
    stacked = np.stack(np.broadcast_arrays(*parts))
    shares = stacked / stacked.sum(axis=0)
    terms = np.where(shares > 0, shares * np.log(np.where(shares > 0, shares, 1.0)), 0.0)
    entropy = -terms.sum(axis=0) / np.log(len(parts))
    return np.where((stacked < 0).any(axis=0) | np.isnan(shares).any(axis=0), np.nan, np.maximum(entropy, 0.0))
