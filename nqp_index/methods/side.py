"""Side results: what a method finds on the way to its result and a reader is owed, such as VIKOR's S, R and Q."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from nqp_index.terms import Text

Axis = Literal["row", "column", "component", "set", "expert", "other row"]


@dataclass(frozen=True, slots=True)
class Side:
    """One entry of the mapping that a method's `extras` returns, and what its values run over.

    over  axes after the batch, in order: row (a region in a year), column (an indicator or a child), component, set (a
          weight set that is combined), expert, other row (rows compared with rows); none = one number a reference set
    """

    name: str
    zh: str
    en: str
    over: tuple[Axis, ...] = ()

    @property
    def title(self) -> Text:
        return Text(self.zh, self.en)


def listed(values: NDArray[np.float64], most: int = 8) -> Text:
    """A few numbers one by one, many as their span: what a line can hold."""
    if values.size > most:
        return span(values, ".4g")
    return Text("、".join(f"{v:.4g}" for v in values), ", ".join(f"{v:.4g}" for v in values))


def marks(low: float, high: float) -> Text:
    """Between which scores a normaliser spreads them."""
    return Text(f"得分 {low:g} 至 {high:g}", f"{low:g}..{high:g}")


def span(values: NDArray[np.float64], form: str) -> Text:
    """From the least to the greatest number, or the one that they all are."""
    low, high = format(np.nanmin(values), form), format(np.nanmax(values), form)
    return Text(f"{low} 至 {high}", f"{low} to {high}") if low != high else Text(low, low)
