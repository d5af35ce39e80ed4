"""What a method found on the way to its result: one side result at one node, with names for everything it runs over."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nqp_index.terms import Text


@dataclass(frozen=True, eq=False)
class Detail:
    """A side result of one method at one node, such as VIKOR's Q at the index or the entropies of a pillar's weights.

    step, method, label  the step, the method's name and label
    node    code of the node; empty for a treatment, which acts on indicators wherever they stand
    name    the side result's own name; title says it in words
    by_row  whether it has one value a region and year: values are (T, R, ...), else (S, ...) with one entry a reference
            set, each year its own or one for all
    axes    what the axes after these run over (column, component, set, expert), each with the names along it
    """

    step: str
    node: str
    method: str
    label: Text
    name: str
    title: Text
    by_row: bool
    values: NDArray[np.float64] | NDArray[np.bool_]
    axes: tuple[tuple[str, tuple[str, ...]], ...] = ()
