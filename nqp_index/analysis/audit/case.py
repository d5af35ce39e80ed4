"""What the checks look at: one result in one year, with the arrays that several checks share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nqp_index.analysis.audit.extreme import Without, extreme_regions, without_each
from nqp_index.analysis.audit.importance import importance_of
from nqp_index.analysis.audit.whole import Whole
from nqp_index.methods.kernels import Floats
from nqp_index.methods.statistics.correlation import pearson
from nqp_index.model.findings import (
    AuditRow,
    FactorShares,
    GridScenario,
    Importance,
    RankUncertainty,
    Threshold,
    Verdict,
)
from nqp_index.model.framework import Node
from nqp_index.model.panel import CellStatus
from nqp_index.model.result import Result
from nqp_index.terms import Lang, Text, label

#: Series that measure the size of a region, by what regions are: places with people and an economy, or parks of firms.
SIZES = (("pop", "gdp"), ("staff", "revenue"))

#: Reasons for not judging a row that follow from a year without ranks, where that is the case.
NEEDS_RANKS = (
    "few_regions", "gaps", "no_geometric", "no_grid", "nothing_to_compare", "no_intervals", "nothing_to_drop",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Case:
    """One result in year t, the thresholds, and the other analyses where they were run."""

    whole: Whole
    t: int
    thresholds: dict[str, Threshold]
    shares: Sequence[FactorShares] = ()
    sizes: tuple[str, ...] = ()
    outcomes: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    @property
    def result(self) -> Result:
        return self.whole.result

    @property
    def uncertainty(self) -> RankUncertainty | None:
        return self.whole.uncertainty

    def limit(self, name: str) -> float:
        return self.thresholds[name].value

    @cached_property
    def index(self) -> Floats:
        """(R,) index scores, larger = better."""
        sign = -1.0 if self.result.better.get(self.result.nodes[0]) == "low" else 1.0
        return np.asarray(sign * self.result.scores[self.t, :, 0])

    @cached_property
    def z(self) -> Floats:
        """(R, K) normalised scores."""
        return np.asarray(self.result.normalised[self.t])

    @cached_property
    def r(self) -> Floats:
        """(K, K) correlations of the normalised indicators."""
        return pearson(self.z)[0]

    @cached_property
    def weights(self) -> Floats:
        """(K,) effective weights."""
        w = self.result.effective_weights
        return np.asarray(w[min(self.t, len(w) - 1)])

    @cached_property
    def pillars(self) -> tuple[tuple[Node, list[int]], ...]:
        """Pillars with the columns of their indicators that were kept."""
        at = self.result.indicator_index
        found = [(p, [at[i.code] for i in self.result.framework.under(p.code) if i.code in at])
                 for p in self.result.framework.pillars]  # fmt: skip
        return tuple((p, columns) for p, columns in found if columns)

    @cached_property
    def pillar_scores(self) -> Floats:
        """(R, pillars) scores of `pillars`."""
        at = [self.result.node_index[p.code] for p, _ in self.pillars]
        return np.asarray(self.result.scores[self.t][:, at])

    @cached_property
    def home(self) -> dict[int, int]:
        """Column → position of its pillar in `pillars`."""
        return {j: i for i, (_, columns) in enumerate(self.pillars) for j in columns}

    @cached_property
    def used(self) -> NDArray[np.bool_]:
        """(R, K) cells of this year that have a value before anything was filled."""
        return np.asarray(~np.isnan(self.result.raw[self.t]))

    @cached_property
    def filled(self) -> NDArray[np.bool_]:
        """(R, K) cells of this year that imputation gave a value, also where treatment moved it afterwards."""
        return np.asarray(~self.used & ~np.isnan(self.result.filled[self.t]))

    @cached_property
    def treated(self) -> NDArray[np.bool_]:
        return np.asarray(self.result.status[self.t] == CellStatus.TREATED)

    @cached_property
    def size_series(self) -> tuple[str, ...]:
        """Codes of the series of size: those asked for, else the first ones of `SIZES` that framework or data know."""
        known = {s.code for s in self.result.framework.series} | set(self.result.panel.series)
        return self.sizes or next((own for own in SIZES if known & set(own)), SIZES[0])

    @cached_property
    def size_values(self) -> dict[str, Floats]:
        """Series of size → its values (R,) this year, for those that have any."""
        panel = self.result.panel
        at = {s: panel.values[self.t, :, panel.series_index[s]] for s in self.size_series if s in panel.series_index}
        return {s: np.asarray(x) for s, x in at.items() if not np.isnan(x).all()}

    @cached_property
    def combinations(self) -> tuple[GridScenario, ...]:
        """Every combination of methods that ranks anybody this year, the reported one among them."""
        return tuple(s for s in self.whole.grid.scenarios if not np.isnan(s.ranks[self.t]).all())

    @cached_property
    def labels(self) -> dict[str, Text]:
        framework = self.result.framework
        return {i.code: i.label for i in framework.indicators} | {n.code: n.label for n in framework.nodes}

    @cached_property
    def importance(self) -> tuple[Importance, ...]:
        """Importance against weight below every node with at least two children, where it can be told."""
        nodes = [code for code in self.result.nodes if len(self.result.children[code]) > 1]
        found = (importance_of(self.result, self.t, code) for code in nodes)
        return tuple(one for one in found if one is not None)

    @cached_property
    def without(self) -> tuple[Without, ...]:
        """The same recipe scored without each of the extreme regions; none where too few regions would be left."""
        return without_each(self.result, self.t, self.extreme) if self.ranked >= 4 else ()

    @cached_property
    def extreme(self) -> tuple[int, ...]:
        """Positions of the regions whose rank depends on the choice of methods most, or is known to."""
        return extreme_regions(self.result, self.t, self.whole.grid)

    @cached_property
    def order(self) -> list[int]:
        """Positions of the regions by rank, those without one last."""
        own = self.result.ranks[self.t, :, 0]
        return [int(r) for r in np.argsort(np.where(np.isnan(own), np.inf, own), kind="stable")]

    @property
    def about(self) -> Text:
        """The judged year, for titles."""
        year = str(self.result.years[self.t])
        return Text(year, year)

    @property
    def has_rank(self) -> NDArray[np.bool_]:
        """(R,) regions with a rank this year."""
        return np.asarray(~np.isnan(self.result.ranks[self.t, :, 0]))

    @property
    def ranked(self) -> int:
        """Regions with a rank this year."""
        return int(self.has_rank.sum())

    def name(self, column: int) -> Text:
        """Code and label of an indicator."""
        return self.named(self.result.indicators[column])

    def named(self, code: str, more: str = "") -> Text:
        """Code and label of a node or indicator, with a number behind them."""
        text = self.labels[code]
        tail = f" {more}" if more else ""
        return Text(f"{code} {text.of('zh')}{tail}", f"{code} {text.of('en')}{tail}")

    def columns(
        self, flags: NDArray[np.bool_], numbers: Floats | None = None, *, form: str = ".3g", least: bool = False
    ) -> tuple[Text, ...]:
        """The flagged indicators with their numbers, the largest first, or the least where that is the worst."""
        found = [int(j) for j in np.flatnonzero(flags)]
        if numbers is not None:
            found.sort(key=lambda j: float(numbers[j]) if least else -abs(float(numbers[j])))
        return tuple(
            self.named(self.result.indicators[j], "" if numbers is None else format(numbers[j], form)) for j in found
        )

    def row(
        self, id: str, verdict: Verdict, *, number: float | None = None, limits: Iterable[str] = (),
        offenders: Iterable[Text] = (), **values: Any,
    ) -> AuditRow:  # fmt: skip
        """A row with its check and finding in words, from the labels `audit.<id>` and `found.<id>`."""
        return AuditRow(
            id, STEPS[id], both(f"audit.{id}"), verdict, both(f"found.{id}", **values),
            None if number is None or not np.isfinite(number) else float(number),
            tuple(self.thresholds[name] for name in limits), tuple(offenders),
        )  # fmt: skip

    def not_applicable(self, id: str, why: str, **values: Any) -> AuditRow:
        """A row that does not apply here, and why: that no region is ranked goes before what follows from it."""
        if why in NEEDS_RANKS and not self.ranked:
            why, values = "no_ranks", {"year": self.result.years[self.t]}
        return AuditRow(id, STEPS[id], both(f"audit.{id}"), Verdict.NOT_APPLICABLE, Text(),
                        reason=both(f"not_here.{why}", **values))  # fmt: skip


def weighted_rows(z: Floats, w: Floats) -> Floats:
    """(R,) weighted means of z (R, k) over what is present in each row; NaN where nothing is."""
    there = ~np.isnan(z)
    total = (there * w).sum(axis=1)
    return np.asarray(np.divide(np.where(there, z, 0.0) @ w, total, out=np.full(len(z), np.nan), where=total > 0))


def place(rank: float) -> float | int | None:
    """A rank as the whole number it is; shared ranks may lie between; None where there is none."""
    if np.isnan(rank):
        return None
    return int(rank) if rank == int(rank) else float(rank)


def both(key: str, **values: Any) -> Text:
    """A label in both languages."""
    return Text(label(key, "zh", **values), label(key, "en", **values))


def joined(parts: Iterable[Text], lang: Lang) -> str:
    """Words in a row."""
    return ("、" if lang == "zh" else ", ").join(part.of(lang) for part in parts)


def unknown_or(value: float, form: str = ".2f") -> Text:
    """A number as text; unknown where there is none."""
    return both("audit_word.unknown") if np.isnan(value) else Text(format(value, form), format(value, form))


def worse(a: Verdict, b: Verdict) -> Verdict:
    """The worse of two verdicts."""
    order = (Verdict.NOT_APPLICABLE, Verdict.PASS, Verdict.WARN, Verdict.FAIL)
    return max(a, b, key=order.index)


def warn_if(found: object) -> Verdict:
    """WARN where something was found."""
    return Verdict.WARN if found else Verdict.PASS


#: The step of the Handbook that each row belongs to.
STEPS: dict[str, str] = {
    "A1": "framework", "A2": "framework", "A3": "framework", "A4": "data", "B1": "data", "B2": "data",
    "B3": "imputation", "B4": "normalisation", "B5": "normalisation", "B6": "data", "B7": "data", "B8": "data",
    "C1": "multivariate", "C2": "multivariate", "C3": "multivariate", "C4": "multivariate", "C5": "multivariate",
    "C6": "multivariate", "C7": "multivariate", "D1": "weighting", "D2": "weighting", "D3": "weighting",
    "D4": "weighting", "E1": "robustness", "E2": "robustness", "E3": "robustness", "E4": "robustness",
    "E5": "robustness", "E6": "robustness", "E7": "robustness", "E8": "robustness", "E9": "weighting",
    "E10": "weighting", "F1": "normalisation", "F2": "back_to_data", "G1": "links", "H1": "presentation",
}  # fmt: skip
