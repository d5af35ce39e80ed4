"""Findings of the uncertainty analysis: rank intervals over all draws, and the exact grid of method combinations."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from nqp_index.model.findings.table import Table, table, whole
from nqp_index.model.panel import Floats, Region
from nqp_index.terms import Lang, Text, current_language, label

if TYPE_CHECKING:
    import pandas as pd


#: Regions that one sentence names.
NAMED = 5


@dataclass(frozen=True, slots=True)
class GridScenario:
    """One combination of methods without noise: the methods by factor, and the ranks (T, R) it gives."""

    choices: tuple[tuple[str, Text], ...]
    ranks: Floats
    mean_shift: float
    is_reported: bool = False


@dataclass(frozen=True, eq=False)
class MethodGrid:
    """The exact factorial grid of method combinations, valid ones only; low, high (T, R) over its scenarios.

    front  position of the year in front, which the shifts are about
    """

    years: tuple[int, ...]
    regions: tuple[Region, ...]
    scenarios: tuple[GridScenario, ...]
    impossible: int
    nominal: Floats
    low: Floats
    high: Floats
    front: int = -1

    def tables(self, lang: Lang | None = None) -> tuple[Table, ...]:
        """The scenarios with their shift, then the ranks over them in the year in front."""
        t = self.front
        names = [name for name, _ in self.scenarios[0].choices] if self.scenarios else []
        shifts = [(i + 1, *(text for _, text in s.choices), s.mean_shift) for i, s in enumerate(self.scenarios)]
        factors = {name: label(f"factor.{name}", lang) for name in names}
        first = table("grid", ("scenario", *factors, "mean_shift"), shifts, lang, headings=factors)
        rows = []
        for r, region in enumerate(self.regions):
            ranks = [whole(x) for x in (self.nominal[t, r], self.low[t, r], self.high[t, r])]
            width = None if None in ranks[1:] else self.high[t, r] - self.low[t, r]
            rows.append((region.code, region.label, *ranks, width, int(self.unranked[t, r])))
        rows.sort(key=lambda row: (row[2] is None, row[2] or 0))
        keys = ("code", "region", "rank", "best_rank", "worst_rank", "width", "unranked_in")
        notes = (self._widest(lang), *self._unranked(lang)) if rows else ()
        second = table("grid_ranks", keys, rows, lang, about=str(self.years[t]), notes=notes)
        return first, second

    @property
    def unranked(self) -> Floats:
        """(T, R) number of scenarios that give a region no rank."""
        return np.asarray(np.sum([np.isnan(s.ranks) for s in self.scenarios], axis=0, dtype=np.float64))

    def _unranked(self, lang: Lang | None) -> Iterator[str]:
        """The regions without a rank in some of the scenarios, the most often left out first."""
        count, total = self.unranked[self.front], len(self.scenarios)
        lost = [int(r) for r in np.argsort(-count, kind="stable") if count[r]]
        if lost:
            named = [f"{self.regions[r].label.of(lang or current_language())} {count[r]:.0f}/{total}" for r in lost]
            yield label("note.grid_unranked", lang, count=len(lost), scenarios=total, regions=named[:NAMED])

    def _widest(self, lang: Lang | None) -> str:
        """The regions whose rank depends most on the choice of methods, in one sentence."""
        low, high = self.low[self.front], self.high[self.front]
        order = np.argsort(-np.nan_to_num(high - low), kind="stable")[:3]
        named = [f"{self.regions[r].label.of(lang or current_language())} {low[r]:.0f}–{high[r]:.0f}" for r in order]
        return label("note.widest", lang, regions=named)


@dataclass(frozen=True, eq=False)
class RankUncertainty:
    """Ranks over all draws of the uncertainty analysis, for T years and R regions.

    nominal, median, low, high   (T, R) reported rank, median rank, and the attained integer ranks at 5 % and 95 %
    low_error, high_error        (T, R) Monte Carlo standard error of the two ends, from 10 batches of draws
    acceptability                (T, R, R) share of draws in which region i (axis 1) has rank r + 1 (axis 2)
    ahead                        (T, R, R) share of draws in which region i is ahead of region h, ties half; with
                                 very many regions it is not computed and has shape (T, 0, 0)
    group                        (T, R) number of the group of regions that cannot be told apart, 1 = leading group
    top                          k → (T, R) share of draws with rank <= k
    unranked                     (T, R) share of draws in which the region has no rank; all other shares, ends and
                                 medians are about the draws in which it has one
    mean_shift                   (T, 3) mean, 5 % and 95 % of the mean absolute rank shift of a draw
    coverage, imputed            (T, R) share of the weight that is present before filling, share of it that was filled
    factors                      name and alternatives of every factor that was varied, as shown to the user
    front                        position of the year in front
    redrawn                      draws thrown again because their methods cannot be combined
    """

    draws: int
    seed: int
    years: tuple[int, ...]
    nominal: Floats
    median: Floats
    low: Floats
    high: Floats
    low_error: Floats
    high_error: Floats
    acceptability: Floats
    ahead: Floats
    group: Floats
    top: dict[int, Floats]
    mean_shift: Floats
    factors: tuple[tuple[str, tuple[str, ...]], ...] = ()
    redrawn: int = 0
    failed: int = 0
    failures: tuple[tuple[str, int], ...] = ()
    separable_at: float = 0.95
    regions: tuple[Region, ...] = ()
    score: Floats | None = None
    unranked: Floats | None = None
    coverage: Floats | None = None
    imputed: Floats | None = None
    grid: MethodGrid | None = None
    front: int = -1

    @property
    def width(self) -> Floats:
        """(T, R) places between the two ends of the interval."""
        return self.high - self.low

    @property
    def separable_share(self) -> Floats:
        """(T,) share of pairs that one of the two wins in at least `separable_at` of the draws, of the pairs of regions
        with a reported rank; NaN without pairs."""
        n = self.ahead.shape[1]
        if n < 2:
            return np.full(len(self.years), np.nan)
        upper = np.triu_indices(n, 1)
        pairs = self.ahead[:, upper[0], upper[1]]
        at = self.separable_at
        ranked = ~np.isnan(self.nominal)
        known = ~np.isnan(pairs) & ranked[:, upper[0]] & ranked[:, upper[1]]
        sure, count = ((pairs >= at) | (pairs <= 1 - at)) & known, known.sum(axis=-1)
        return np.asarray(np.divide(sure.sum(axis=-1), count, out=np.full(len(count), np.nan), where=count > 0))

    def interval(self, region: str, year: int | None = None) -> tuple[int | None, int | None]:
        """The 90 % interval of one region's rank; (None, None) when it was never ranked."""
        t = self.front if year is None else self.years.index(year)
        r = next(i for i, known in enumerate(self.regions) if known.code == region)
        return whole(self.low[t, r]), whole(self.high[t, r])

    def to_frame(self, year: int | None = None, lang: Lang | None = None) -> pd.DataFrame:
        """One year's regions in the order of their reported rank; the year in front by default."""
        return self._ranks(self.front if year is None else self.years.index(year), lang).to_frame()

    def tables(self, lang: Lang | None = None) -> tuple[Table, ...]:
        """Ranks with intervals of the year in front, then of the others; acceptability and pairs of the first; the
        factors, the run and the grid."""
        lang = lang or current_language()
        front = self.front % len(self.years)
        others = [t for t in reversed(range(len(self.years))) if t != front and not np.isnan(self.nominal[t]).all()]
        ranks = [self._ranks(t, lang) for t in (front, *others)]
        found = [*ranks, self._acceptability(lang), self._factors(lang), self._run(lang)]
        if self.ahead.shape[1]:
            found[len(ranks) + 1 : len(ranks) + 1] = [self._pairs(lang), self._every_pair(lang)]
        if self.grid is not None:
            found.extend(self.grid.tables(lang))
        return tuple(found)

    def _ranks(self, t: int, lang: Lang | None) -> Table:
        tops = {f"top_{k}": label("field.top", lang, k=k) for k in self.top}
        keys = ("rank", "code", "region", "score", "median_rank", "low_rank", "high_rank", "width", "low_error",
                "high_error", "group", *tops, "share_unranked", "coverage", "imputed_share")  # fmt: skip
        rows = [
            (whole(self.nominal[t, r]), self.regions[r].code, self.regions[r].label,
             _at(self.score, t, r), whole(self.median[t, r]), whole(self.low[t, r]),
             whole(self.high[t, r]), whole(self.width[t, r]), self.low_error[t, r], self.high_error[t, r],
             whole(self.group[t, r]), *(share[t, r] for share in self.top.values()), _at(self.unranked, t, r),
             _at(self.coverage, t, r), _at(self.imputed, t, r))
            for r in self._order(t)
        ]  # fmt: skip
        notes = (label("note.groups", lang, share=self.separable_at), label("note.weights_are_choices", lang),
                 *self._lost(t, lang))  # fmt: skip
        about = str(self.years[t])
        return table("rank_intervals", keys, rows, lang, notes=notes, about=about, headings=tops)

    def _lost(self, t: int, lang: Lang | None) -> Iterator[str]:
        """The regions with a reported rank that some draws leave without one, the most often left first."""
        if self.unranked is None:
            return
        share = np.where(np.isnan(self.nominal[t]), 0.0, np.nan_to_num(self.unranked[t]))
        lost = [int(r) for r in np.argsort(-share, kind="stable") if share[r] > 0]
        if lost:
            named = [f"{self.regions[r].label.of(lang or current_language())} {share[r]:.1%}" for r in lost[:NAMED]]
            yield label("note.lost", lang, regions=named, count=len(lost))

    def _order(self, t: int) -> list[int]:
        return [int(r) for r in np.argsort(np.where(np.isnan(self.nominal[t]), np.inf, self.nominal[t]), kind="stable")]

    def _acceptability(self, lang: Lang) -> Table:
        """The regions in reported order against every rank, in the year in front."""
        places = {f"rank_{i}": str(i) for i in range(1, self.acceptability.shape[-1] + 1)}
        shares = self.acceptability[self.front]
        rows = [(self.regions[r].code, self.regions[r].label, *shares[r].tolist()) for r in self._order(self.front)]
        keys, about = ("code", "region", *places), str(self.years[self.front])
        return table("acceptability", keys, rows, lang, about=about, headings=places)

    def _pairs(self, lang: Lang) -> Table:
        """Neighbours in the reported ranking of the year in front that cannot be told apart."""
        order = [r for r in self._order(self.front) if np.isfinite(self.nominal[self.front, r])]
        rows = []
        for a, b in itertools.pairwise(order):
            share = float(self.ahead[self.front, a, b])
            if 1 - self.separable_at < share < self.separable_at:
                rows.append((self.regions[a].label, self.regions[b].label, share))
        share = float(self.separable_share[self.front])
        notes = () if np.isnan(share) else (label("note.separable", lang, share=share),)
        return table("not_separable", ("ahead", "behind", "share_ahead"), rows, lang, notes=notes)

    def _every_pair(self, lang: Lang) -> Table:
        """The share of draws in which the region of a row is ahead of that of a column, in the year in front."""
        order = self._order(self.front)
        columns = {f"share_ahead_{self.regions[h].code}": self.regions[h].label.of(lang) for h in order}
        rows = [(self.regions[r].code, self.regions[r].label, *self.ahead[self.front, r, order]) for r in order]
        keys, about = ("code", "region", *columns), str(self.years[self.front])
        return table("pairs", keys, rows, lang, about=about, headings=columns)

    def _factors(self, lang: Lang) -> Table:
        rows = [(label(f"factor.{name}", lang), ways) for name, ways in self.factors]
        return table("factors", ("factor", "alternatives"), rows, lang)

    def _run(self, lang: Lang) -> Table:
        return table("run", ("measure", "value"), self._run_rows(lang), lang)

    def _run_rows(self, lang: Lang) -> Iterator[tuple[str, object]]:
        for name in ("draws", "seed", "redrawn", "failed"):
            yield label(f"run.{name}", lang), getattr(self, name)
        for t in range(len(self.years)):
            mean, low, high = self.mean_shift[t]
            if np.isfinite(mean):
                yield label("run.mean_shift", lang, year=self.years[t]), f"{mean:.3g} [{low:.3g}, {high:.3g}]"
        yield from self.failures


def _at(values: Floats | None, t: int, r: int) -> float | None:
    return None if values is None else float(values[t, r])
