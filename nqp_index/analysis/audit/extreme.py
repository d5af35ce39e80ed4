"""The extreme region with and without: what the others' ranks, the weights and the scales are in its absence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from nqp_index.errors import NqpError
from nqp_index.methods.kernels import Floats, ranks
from nqp_index.model.findings import MethodGrid
from nqp_index.model.panel import Panel
from nqp_index.model.result import Result
from nqp_index.scoring.pipeline import score

#: GB/T 2260 code of 西藏: least people, largest area, and the province whose rank the choice of methods moves most.
XIZANG = "540000"


@dataclass(frozen=True, eq=False)
class Without:
    """The same recipe scored without region r; ranks (R,) of the others among themselves, before and after."""

    r: int
    result: Result
    before: Floats
    after: Floats

    @property
    def moved(self) -> Floats:
        return np.abs(self.after - self.before)


def extreme_regions(result: Result, t: int, grid: MethodGrid) -> tuple[int, ...]:
    """Positions of the region whose rank over the methods has the widest range, and of 西藏 where it is assessed."""
    width = grid.high[t] - grid.low[t]
    widest = [int(np.nanargmax(width))] if not np.isnan(width).all() else []
    own = [r for r, region in enumerate(result.regions) if region.code == XIZANG]
    return tuple(dict.fromkeys((*own, *widest)))


def without_each(result: Result, t: int, regions: Sequence[int]) -> tuple[Without, ...]:
    """The scorings of year t without each of some regions; none with a fixed scale, where nobody's absence moves it."""
    if result.recipe.scope.kind == "fixed":
        return ()
    found = (_without(result, t, r) for r in regions)
    return tuple(one for one in found if one is not None)


def _without(result: Result, t: int, r: int) -> Without | None:
    others = [h for h in range(len(result.regions)) if h != r]
    try:
        left = score(_panel_of(result.panel, others), result.framework, result.recipe)
    except NqpError:
        return None
    before, after = np.full((2, len(result.regions)), np.nan)
    before[others] = ranks(result.ranks[t, others, 0], ties=result.recipe.ranking.ties, high_is_good=False)
    after[others] = left.ranks[t, :, 0]
    return Without(r, left, before, after)


def _panel_of(panel: Panel, regions: Sequence[int]) -> Panel:
    kept = list(regions)
    return replace(
        panel, regions=tuple(panel.regions[r] for r in kept), values=panel.values[:, kept],
        status=panel.status[:, kept], origin=panel.origin[:, kept],
    )  # fmt: skip
