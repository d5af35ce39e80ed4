"""What came of it: every step of a scoring, kept whole, so that a report or an explanation only looks things up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nqp_index.errors import Problem
from nqp_index.model.detail import Detail
from nqp_index.model.framework import Framework
from nqp_index.model.panel import Floats, Panel, Region, SourceFile
from nqp_index.model.recipe import Recipe
from nqp_index.terms import Lang, Text, current_language

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a result comes from: no clock, host, user or folder, so that equal input gives equal bytes."""

    version: str
    files: tuple[SourceFile, ...] = ()
    framework_sha256: str = ""
    recipe_sha256: str = ""
    seed: int | None = None
    libraries: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class StepNote:
    """The variant line of one method in use: where it acted and exactly which variant it was.

    from_data  whether it drew weights from the data themselves, which every report must say
    """

    step: str
    where: str
    method: str
    label: Text
    variant: Text
    source: Text
    from_data: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One value that a step filled or moved: from what to what (`before` is NaN for a filled gap)."""

    step: str
    region: str
    year: int
    indicator: str
    before: float
    after: float
    method: str


@dataclass(frozen=True, slots=True)
class Unscored:
    """A region-year node without a score, and the reason as a label key with its values."""

    region: str
    year: int
    node: str
    reason: str
    values: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, eq=False)
class Period:
    """One score for all years together, where the recipe asks for it.

    weights (T,) of the years, sum 1    scores, ranks (R, N)    present (R, N) weight of the years that have a score
    """

    weights: Floats
    scores: Floats
    ranks: Floats
    present: Floats


@dataclass(frozen=True, eq=False)
class Reference:
    """What fixed the scale of this run: enough to score next year's data without moving last year's scores.

    values        (m, K) rows of the reference set after imputation, before treatment; rows names them (region, year)
    weights       node code → (1, k) weights of its children; empty where weights differ from year to year
    leaf_weights  node code → (1, leaves) weights of its indicators, in a flat recipe
    """

    indicators: tuple[str, ...]
    rows: tuple[tuple[str, int], ...]
    values: Floats
    weights: dict[str, Floats] = field(default_factory=dict)
    leaf_weights: dict[str, Floats] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Result:
    """Axes: T years, R regions, K indicators (framework order, only those kept), N nodes (framework order).

    raw         (T, R, K) indicator values computed from series, in the declared measures
    filled      (T, R, K) after imputation
    treated     (T, R, K) after outlier treatment
    normalised  (T, R, K) scores of the indicators, larger is better
    status      (T, R, K) CellStatus of the indicator value
    scores      (T, R, N) scores of the nodes; column 0 is the index itself
    ranks       (T, R, N) 1 = best; NaN = not ranked
    indicator_ranks (T, R, K)
    coverage    (T, R, N) share of the node's indicator weight that is present before filling
    imputed_share (T, R, N) share of present weight that was filled
    local_weights    node code → (T or 1, k) weights of its children, in `children[code]` order
    effective_weights (T or 1, K) product down the tree
    grades      (T, R) of the index, the highest is best; grade_cuts are scores, ascending
    years_compare  whether nothing is scaled, fitted or compared within a year alone, so that scores of years compare
    transformed  indicators whose treated values are logarithms or powers, no longer in the indicator's measure
    front       the year that tables and findings are about unless told otherwise; None = left to the data
    details     side results of the methods in use, such as VIKOR's S, R and Q, entropies, coefficients of sets
    """

    framework: Framework
    recipe: Recipe
    panel: Panel
    regions: tuple[Region, ...]
    years: tuple[int, ...]
    indicators: tuple[str, ...]
    nodes: tuple[str, ...]
    children: dict[str, tuple[str, ...]]
    raw: Floats
    filled: Floats
    treated: Floats
    normalised: Floats
    status: NDArray[np.uint8]
    scores: Floats
    ranks: Floats
    indicator_ranks: Floats
    coverage: Floats
    imputed_share: Floats
    local_weights: dict[str, Floats]
    effective_weights: Floats
    reference: Reference
    steps: tuple[StepNote, ...] = ()
    changes: tuple[Change, ...] = ()
    unscored: tuple[Unscored, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    grades: NDArray[np.float64] | None = None
    grade_cuts: tuple[float, ...] = ()
    period: Period | None = None
    details: tuple[Detail, ...] = ()
    better: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    provenance: Provenance = field(default_factory=lambda: Provenance(""))
    front: int | None = None
    years_compare: bool = True
    transformed: tuple[str, ...] = ()

    @cached_property
    def region_index(self) -> dict[str, int]:
        return {r.code: i for i, r in enumerate(self.regions)}

    @property
    def is_low_good(self) -> bool:
        """Whether a smaller index score is the better one, as under VIKOR."""
        return self.better.get(self.nodes[0]) == "low"

    @property
    def has_ranks(self) -> bool:
        """Whether any region has a rank in any year."""
        return bool((~np.isnan(self.ranks[:, :, 0])).any())

    @cached_property
    def node_index(self) -> dict[str, int]:
        return {n: i for i, n in enumerate(self.nodes)}

    @cached_property
    def indicator_index(self) -> dict[str, int]:
        return {k: i for i, k in enumerate(self.indicators)}

    def detail(self, node: str, name: str) -> Detail:
        """The side result called `name` at a node. Raises KeyError where no method there has one."""
        for one in self.details:
            if (one.node, one.name) == (node, name):
                return one
        raise KeyError(name)

    @cached_property
    def node_weights(self) -> Floats:
        """(T or 1, N) effective weight of every node: the sum of its indicators' effective weights."""
        under = [[self.indicator_index[i.code] for i in self.framework.under(n) if i.code in self.indicator_index]
                 for n in self.nodes]  # fmt: skip
        return np.stack([self.effective_weights[:, columns].sum(axis=-1) for columns in under], axis=-1)

    def ranking(self, year: int | None = None, lang: Lang | None = None) -> pd.DataFrame:
        """One year's regions, best first: rank, score, the pillars' scores, coverage. The last year by default."""
        import pandas as pd

        lang = lang or current_language()
        t = self.years.index(year) if year is not None else len(self.years) - 1
        pillars = [p for p in self.framework.pillars if p.code in self.node_index]
        table = pd.DataFrame(
            {
                "rank": self.ranks[t, :, 0],
                "code": [r.code for r in self.regions],
                "region": [r.label.of(lang) for r in self.regions],
                "score": self.scores[t, :, 0],
                **{p.label.of(lang): self.scores[t, :, self.node_index[p.code]] for p in pillars},
                "coverage": self.coverage[t, :, 0],
            }
        )
        return table.sort_values("rank", kind="stable", na_position="last").reset_index(drop=True)

    def to_frame(self, lang: Lang | None = None) -> pd.DataFrame:
        """The tidy table: region, code, year, node, level, score, rank, coverage; one row per node and indicator."""
        import pandas as pd

        lang = lang or current_language()
        T, R, N, K = len(self.years), len(self.regions), len(self.nodes), len(self.indicators)
        names = [r.label.of(lang) for r in self.regions]
        levels = [*(self.framework.node(n).level for n in self.nodes), *["indicator"] * K]
        scores = np.concatenate([self.scores, self.normalised], axis=-1)
        ranks = np.concatenate([self.ranks, self.indicator_ranks], axis=-1)
        coverage = np.concatenate([self.coverage, (~np.isnan(self.raw)).astype(float)], axis=-1)
        width = N + K
        return pd.DataFrame(
            {
                "region": np.tile(np.repeat(names, width), T),
                "code": np.tile(np.repeat([r.code for r in self.regions], width), T),
                "year": np.repeat(self.years, R * width),
                "node": np.tile([*self.nodes, *self.indicators], T * R),
                "level": np.tile(levels, T * R),
                "score": scores.ravel(),
                "rank": ranks.ravel(),
                "coverage": coverage.ravel(),
            }
        )

    def _repr_html_(self) -> str:
        """The last year's ranking, for a notebook; no script."""
        return self.ranking().to_html(index=False, na_rep="", float_format=lambda v: f"{v:.4g}")
