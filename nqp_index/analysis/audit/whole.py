"""What the checks of every year share: other scorings of the whole result, each made once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from nqp_index.analysis.assumptions import method_factor
from nqp_index.analysis.factors import Assumptions
from nqp_index.analysis.grid import method_grid
from nqp_index.analysis.removal import drop_one_by_year
from nqp_index.analysis.uncertainty import uncertainty
from nqp_index.errors import NqpError
from nqp_index.model.findings import DropOne, MethodGrid, RankUncertainty
from nqp_index.model.recipe import Choice, Choices, Recipe
from nqp_index.model.result import Result
from nqp_index.scoring.pipeline import score

#: Most draws of the run without filling.
DRAWS = 200


@dataclass(frozen=True, eq=False)
class Whole:
    """One result over all its years."""

    result: Result
    uncertainty: RankUncertainty | None = None

    @cached_property
    def grid(self) -> MethodGrid:
        own = self.uncertainty.grid if self.uncertainty is not None else None
        return own if own is not None else method_grid(self.result)

    @cached_property
    def means(self) -> MethodGrid:
        """The recipe with the arithmetic and with the geometric mean."""
        ways = [Choice("arithmetic"), Choice("geometric")]
        return method_grid(self.result, Assumptions((method_factor("aggregate", self.result.recipe, ways),)))

    @cached_property
    def dropped(self) -> tuple[DropOne, ...]:
        return drop_one_by_year(self.result)

    @cached_property
    def unfilled(self) -> Result | None:
        """The same scoring without filling."""
        return self._scored(replace(self.result.recipe, impute=Choices(Choice("none"))))

    @cached_property
    def unfilled_intervals(self) -> RankUncertainty | None:
        """Intervals of the scoring without filling, from fewer draws: they stand beside the others to be compared."""
        u, other = self.uncertainty, self.unfilled
        if u is None or other is None or np.isnan(other.ranks[:, :, 0]).all():
            return None
        try:
            return uncertainty(other, draws=min(u.draws, DRAWS), seed=u.seed, grid=False)
        except NqpError:
            return None

    @cached_property
    def untreated(self) -> Result | None:
        """The same scoring without treatment of outliers."""
        return self._scored(replace(self.result.recipe, treat=Choices(Choice("none"))))

    def _scored(self, recipe: Recipe) -> Result | None:
        """None where nothing can be scored so."""
        result = self.result
        reference = result.reference if result.recipe.scope.kind == "fixed" else None
        try:
            return score(result.panel, result.framework, recipe, reference=reference)
        except NqpError:
            return None
