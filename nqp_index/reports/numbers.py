"""Numbers as they are published: at most twelve significant digits, and nothing where there is no value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import isfinite


def published(value: float) -> float | None:
    """The value rounded to 12 significant digits, so that other machines print the same; None for NaN and infinity.

    >>> published(0.1 + 0.2), published(float("nan"))
    (0.3, None)
    """
    return float(f"{value:.12g}") + 0.0 if isfinite(value) else None


def whole(value: float) -> int | float | None:
    """A rank or count as an integer where it is one; shared ranks may lie between; None where there is none."""
    if not isfinite(value):
        return None
    return int(value) if value == int(value) else published(value)


def decimals_apart(values: Iterable[float | None], least: int = 2, most: int = 6) -> int:
    """The fewest decimals with which values that differ are also printed differently.

    >>> decimals_apart([61.123, 61.124])
    3
    """
    distinct = {v for v in values if v is not None}
    return next((d for d in range(least, most) if len({f"{v:.{d}f}" for v in distinct}) == len(distinct)), most)


def value_decimals(values: Sequence[float | None]) -> int:
    """Decimals for values of any measure: four significant digits of the largest, fewer when none needs them.

    >>> value_decimals([0.5, 4.0]), value_decimals([12.3456])
    (1, 2)
    """
    there = [v for v in values if v is not None]
    largest = max((abs(v) for v in there), default=0.0)
    most = next((d for limit, d in ((1000, 0), (100, 1), (10, 2), (1, 3)) if largest >= limit), 4)
    return next((d for d in range(most) if all(round(v, d) == v for v in there)), most)
