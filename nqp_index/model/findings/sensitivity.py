"""Findings of the sensitivity analysis: which choice moves the ranks, what rests on what, what a rank would take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from nqp_index.model.findings.table import Table, table, whole
from nqp_index.model.panel import Floats
from nqp_index.terms import Lang, Text, current_language, label

#: Share of the design's rows that may be lost before the reader is warned.
LOST = 0.01


@dataclass(frozen=True, eq=False)
class FactorShares:
    """Sobol shares of f factors in the variance of one output.

    output     "mean_shift", or the code of the region whose rank was looked at
    first, total                        (f,) S and ST; 0 when the output never changes, NaN when no run gave it
    first_low, first_high, total_low, total_high  (f,) 95 % bootstrap intervals
    rows, rows_used  rows of the design, and those whose runs all gave the output: the shares are about these
    unranked   runs without the output: they failed, or the region has no rank under their methods
    """

    output: str
    output_label: Text
    year: int
    factors: tuple[str, ...]
    alternatives: tuple[tuple[str, ...], ...]
    first: Floats
    total: Floats
    first_low: Floats
    first_high: Floats
    total_low: Floats
    total_high: Floats
    variance: float
    mean: float
    rows: int
    runs: int
    seed: int
    failed: int = 0
    rows_used: int = 0
    unranked: int = 0

    @property
    def lost(self) -> float:
        """Share of the design's rows that the shares are not about."""
        return 1.0 - self.rows_used / self.rows

    @property
    def interaction(self) -> Floats:
        """(f,) the part of a factor's total share that only shows together with other factors."""
        return self.total - self.first

    def tables(self, lang: Lang | None = None) -> tuple[Table, ...]:
        """The factors, the most influential first."""
        lang = lang or current_language()
        rows = [
            (factor_label(name, lang), ways, self.first[j], self.first_low[j], self.first_high[j], self.total[j],
             self.total_low[j], self.total_high[j], self.interaction[j])
            for j, (name, ways) in enumerate(zip(self.factors, self.alternatives, strict=True))
        ]  # fmt: skip
        rows.sort(key=lambda row: -float(row[5]) if row[5] == row[5] else 0.0)
        keys = ("factor", "alternatives", "first_order", "first_low", "first_high", "total_order", "total_low",
                "total_high", "interaction")  # fmt: skip
        about = f"{self.output_label.of(lang)} {self.year}"
        return (table("sobol", keys, rows, lang, notes=tuple(self._notes(lang)), about=about),)

    def _notes(self, lang: Lang) -> Iterator[str]:
        """The design and what of it was used, the sums of the shares, and a caution where too much of it was lost."""
        yield label("note.sobol", lang, rows=self.rows, runs=self.runs, seed=self.seed, failed=self.failed,
                    used=self.rows_used, unranked=self.unranked)  # fmt: skip
        if self.variance == 0.0:
            yield label("note.sobol_constant", lang)
        elif not np.isnan(self.first).all():
            first = float(np.nansum(self.first))
            yield label("note.sobol_sum", lang, first=first, rest=1.0 - first)
        if self.lost > LOST:
            yield label("note.sobol_lost", lang, share=self.lost)


def factor_label(name: str, lang: Lang) -> str:
    """A factor's name as shown; merged factors are joined by a cross."""
    return " × ".join(label(f"factor.{part}", lang) for part in name.split("+"))


@dataclass(frozen=True, slots=True)
class Removal:
    """One indicator or branch taken out and the rest rescaled: how far the ranks move.

    most_moved   empty, with no ranks, where no region moves
    lost, gained regions that have no rank without it, and those that have one only without it
    """

    code: str
    label: Text
    level: str
    level_label: Text
    mean_shift: float
    max_shift: float
    most_moved: Text
    rank_before: float
    rank_after: float
    lost: tuple[Text, ...] = ()
    gained: tuple[Text, ...] = ()


@dataclass(frozen=True, eq=False)
class DropOne:
    """Every indicator and every pillar left out in turn, for one year."""

    year: int
    removals: tuple[Removal, ...]

    def tables(self, lang: Lang | None = None) -> tuple[Table, ...]:
        """The removals, the weightiest first."""
        lang = lang or current_language()
        rows = [
            (r.code, r.label, r.level_label, r.mean_shift, r.max_shift, r.most_moved, whole(r.rank_before),
             whole(r.rank_after), r.lost, r.gained)
            for r in sorted(self.removals, key=lambda r: -r.mean_shift)
        ]  # fmt: skip
        keys = ("code", "label", "level", "mean_shift", "max_shift", "most_moved", "rank_before", "rank_after",
                "lost_rank", "gained_rank")  # fmt: skip
        return (table("drop_one", keys, rows, lang, about=str(self.year)),)


@dataclass(frozen=True, eq=False)
class WeightsNeeded:
    """The smallest change of weights after which a region stands where it wants to stand.

    goal       "rank" or "overtake";  target the rank or the rival's code, target_label what a person calls it
    level      "indicator" (effective weights) or the node whose children's weights were free
    attainable False: no weights were found that reach the goal; `state` says whether there are none
    before, after  (k,) weights of `codes`, sum 1; after is NaN where the goal cannot be reached
    distance   sum of absolute changes (l1) or Euclidean distance (l2)
    exact      True: proven, the smallest change or that there is none; False: best of a search
    rank_after the rank in a new scoring under the weights found
    """

    region: Text
    year: int
    goal: str
    target: str
    target_label: Text
    attainable: bool
    norm: str
    codes: tuple[str, ...]
    labels: tuple[Text, ...]
    before: Floats
    after: Floats
    distance: float
    exact: bool
    rank_before: int
    rank_after: int | None

    @property
    def state(self) -> Literal["attained", "impossible", "not_found"]:
        """Attained by the weights found, proven impossible, or not found by the search."""
        if self.attainable:
            return "attained"
        return "impossible" if self.exact else "not_found"

    def tables(self, lang: Lang | None = None) -> tuple[Table, ...]:
        """The weights before and after, the largest change first; a note says whether the goal can be reached."""
        lang = lang or current_language()
        order = sorted(range(len(self.codes)), key=lambda j: -abs(float(self.after[j] - self.before[j])))
        rows = [
            (self.codes[j], self.labels[j], self.before[j], self.after[j], self.after[j] - self.before[j])
            for j in (order if self.attainable else range(len(self.codes)))
        ]
        keys = ("code", "label", "weight_before", "weight_after", "change")
        return (table("weights_needed", keys, rows, lang, about=self._about(lang), notes=(self._note(lang),)),)

    def _about(self, lang: Lang) -> str:
        return label(f"weights.{self.goal}", lang, region=self.region, target=self.target_label, year=self.year)

    def _note(self, lang: Lang) -> str:
        if not self.attainable:
            return label("note.not_attainable" if self.state == "impossible" else "note.not_found", lang)
        key = "note.weights_exact" if self.exact else "note.weights_searched"
        return label(key, lang, norm=self.norm.upper(), distance=self.distance, rank=self.rank_after)
