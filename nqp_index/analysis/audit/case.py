"""What the checks look at: one result in one year, with the arrays that several checks share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nqp_index.analysis.grid import method_grid
from nqp_index.analysis.removal import drop_one
from nqp_index.methods.kernels import Floats
from nqp_index.methods.statistics.correlation import pearson
from nqp_index.model.findings import (
    AuditRow,
    DropOne,
    FactorShares,
    MethodGrid,
    RankUncertainty,
    Threshold,
    Verdict,
)  # fmt: skip
from nqp_index.model.framework import Node
from nqp_index.model.panel import CellStatus
from nqp_index.model.result import Result
from nqp_index.terms import Text, label

#: Offenders that are named in a row.
NAMED = 8


@dataclass(frozen=True, eq=False)
class Case:
    """One result in year t, the thresholds, and the other analyses where they were run."""

    result: Result
    t: int
    thresholds: dict[str, Threshold]
    uncertainty: RankUncertainty | None = None
    shares: Sequence[FactorShares] = ()
    sizes: tuple[str, ...] = ("pop", "gdp")
    outcomes: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

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
        return np.asarray(self.result.status[self.t] == CellStatus.IMPUTED)

    @cached_property
    def treated(self) -> NDArray[np.bool_]:
        return np.asarray(self.result.status[self.t] == CellStatus.TREATED)

    @cached_property
    def labels(self) -> dict[str, Text]:
        framework = self.result.framework
        return {i.code: i.label for i in framework.indicators} | {n.code: n.label for n in framework.nodes}

    @cached_property
    def grid(self) -> MethodGrid:
        own = self.uncertainty.grid if self.uncertainty is not None else None
        return own if own is not None else method_grid(self.result)

    @cached_property
    def dropped(self) -> DropOne:
        return drop_one(self.result, year=self.result.years[self.t])

    @property
    def ranked(self) -> int:
        """Regions with a rank this year."""
        return int((~np.isnan(self.result.ranks[self.t, :, 0])).sum())

    def name(self, column: int) -> Text:
        """Code and label of an indicator."""
        return self.named(self.result.indicators[column])

    def named(self, code: str, more: str = "") -> Text:
        """Code and label of a node or indicator, with a number behind them."""
        text = self.labels[code]
        tail = f" {more}" if more else ""
        return Text(f"{code} {text.of('zh')}{tail}", f"{code} {text.of('en')}{tail}")

    def columns(self, flags: NDArray[np.bool_], numbers: Floats | None = None) -> tuple[Text, ...]:
        """The flagged indicators, those with the largest numbers first."""
        found = [int(j) for j in np.flatnonzero(flags)]
        if numbers is not None:
            found.sort(key=lambda j: -abs(float(numbers[j])))
        return tuple(
            self.named(self.result.indicators[j], "" if numbers is None else f"{numbers[j]:.3g}") for j in found
        )

    def row(
        self, id: str, verdict: Verdict, *, number: float | None = None, limits: Iterable[str] = (),
        offenders: Iterable[Text] = (), **values: Any,
    ) -> AuditRow:  # fmt: skip
        """A row with its check and finding in words, from the labels `audit.<id>` and `found.<id>`."""
        listed = tuple(offenders)
        more = len(listed) - NAMED
        cut = (*listed[:NAMED], Text(f"等共 {len(listed)} 个", f"and {more} more")) if more > 0 else listed
        return AuditRow(
            id, STEPS[id], _both(f"audit.{id}"), verdict, _both(f"found.{id}", **values),
            None if number is None or not np.isfinite(number) else float(number),
            tuple(self.thresholds[name] for name in limits), cut,
        )  # fmt: skip

    def not_applicable(self, id: str, why: str, **values: Any) -> AuditRow:
        """A row that does not apply here, and why."""
        return AuditRow(id, STEPS[id], _both(f"audit.{id}"), Verdict.NOT_APPLICABLE, Text(),
                        reason=_both(f"not_here.{why}", **values))  # fmt: skip


def _both(key: str, **values: Any) -> Text:
    return Text(label(key, "zh", **values), label(key, "en", **values))


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
