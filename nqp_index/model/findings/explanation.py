"""Findings of the explanation: one region's score taken apart down to the cells it rests on, and what-if runs."""

from __future__ import annotations

from dataclasses import dataclass

from nqp_index.errors import Problem
from nqp_index.model.findings.table import Table, table, whole
from nqp_index.model.panel import Region
from nqp_index.terms import Lang, Text, current_language, label, sentence_parts
from nqp_index.terms.measures import measure_name


@dataclass(frozen=True, slots=True)
class RawCell:
    """One series value behind an indicator, and where it stood."""

    indicator: str
    series: str
    label: Text
    value: float
    measure: str
    status: str
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One node or indicator on the way down: value, score, rank, weight, and how far it carries."""

    code: str
    label: Text
    level: str
    level_label: Text
    depth: int
    value: float
    measure: str
    score: float
    rank: float
    local_weight: float
    effective_weight: float
    status: str
    filled_share: float


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one child adds to a gap, in points of the index; all of them sum to the gap."""

    code: str
    label: Text
    own: float
    other: float
    points: float


@dataclass(frozen=True, eq=False)
class Gap:
    """The difference between this region and another, the mean or last year, split over the indicators.

    kind        leader (the first of the other regions), mean, rival or year
    own, other  the two index scores;  points = own - other
    way         the decomposition: linear, log_mean, shapley or shapley_sampled, exact in each case; none or no_scale
                where there is none
    data_effect, method_effect  a gap between years only: the part from new data on the old scale and weights, and
                the part from the changed scale, weights and field; they sum to the gap. NaN otherwise
    is_low_good  a smaller score is the better one
    is_rescaled  each year has its own scale: the parts, and their scores on the earlier year's scale, make up the
                data effect, and the method effect stands beside them
    rank_own_effect, rank_field_effect  places gained by the own change alone, and by what the others and the method did
    """

    kind: str
    other_label: Text
    own: float
    other: float
    own_rank: float
    other_rank: float
    way: str
    parts: tuple[Contribution, ...]
    data_effect: float = float("nan")
    method_effect: float = float("nan")
    rank_own_effect: float = float("nan")
    rank_field_effect: float = float("nan")
    is_rescaled: bool = False
    is_low_good: bool = False

    @property
    def points(self) -> float:
        return self.own - self.other

    @property
    def lead(self) -> float:
        """The points by which the region is ahead; negative when it is behind."""
        return -self.points if self.is_low_good else self.points


@dataclass(frozen=True, slots=True)
class Obstacle:
    """The share of the region's whole shortfall that one indicator is to blame for; all of them sum to 1."""

    code: str
    label: Text
    pillar: str
    degree: float


@dataclass(frozen=True, slots=True)
class Rival:
    """A neighbour in the ranking: how far it is, and the one indicator whose improvement alone would pass it.

    needed is that indicator's value at which the scores are equal; NaN where no single indicator suffices.
    """

    label: Text
    rank: float
    points: float
    indicator: str = ""
    indicator_label: Text = Text()
    value_now: float = float("nan")
    value_needed: float = float("nan")
    measure: str = ""
    is_low_good: bool = False

    @property
    def lead(self) -> float:
        """The points by which the region is ahead of it; negative when it is behind."""
        return -self.points if self.is_low_good else self.points


@dataclass(frozen=True, eq=False)
class Explanation:
    """One region in one year, from its index down to the cells; every number is the result's own."""

    region: Region
    year: int
    regions_ranked: int
    lines: tuple[Line, ...]
    cells: tuple[RawCell, ...]
    strengths: tuple[str, ...]
    weaknesses: tuple[str, ...]
    gaps: tuple[Gap, ...]
    obstacles: tuple[Obstacle, ...]
    rivals: tuple[Rival, ...]
    sentences: tuple[Text, ...]

    def prose(self, lang: Lang | None = None) -> tuple[str, ...]:
        """The findings in sentences, each built from numbers of this explanation."""
        return tuple(s.of(lang or current_language()) for s in self.sentences)

    def tables(self, lang: Lang | None = None) -> tuple[Table, ...]:
        """The way down, the cells, every gap, the obstacles, the rivals."""
        lang = lang or current_language()
        gaps = [self._gap(gap, lang) for gap in self.gaps]
        return (self._way_down(lang), self._cells(lang), *gaps, self._obstacles(lang), self._rivals(lang))

    def _way_down(self, lang: Lang) -> Table:
        rows = [
            (line.code, "  " * line.depth + line.label.of(lang), line.level_label, line.value,
             measure_name(line.measure, lang), line.score,
             whole(line.rank), line.local_weight, line.effective_weight, line.filled_share)
            for line in self.lines
        ]  # fmt: skip
        keys = ("code", "label", "level", "value", "unit", "score", "rank", "local_weight", "weight", "filled_share")
        about = f"{self.region.label.of(lang)} {self.year}"
        return table("way_down", keys, rows, lang, notes=self.prose(lang), about=about)

    def _cells(self, lang: Lang) -> Table:
        rows = [
            (c.indicator, c.series, c.label, c.value, measure_name(c.measure, lang),
             label(f"report.status.{c.status}", lang), c.text, c.place)
            for c in self.cells
        ]  # fmt: skip
        return table("cells", ("indicator", "series", "label", "value", "unit", "status", "text", "place"), rows, lang)

    def _gap(self, gap: Gap, lang: Lang) -> Table:
        parts = sorted(gap.parts, key=lambda p: p.points)
        rows: list[tuple[object, ...]] = [(p.code, p.label, p.own, p.other, p.points) for p in parts]
        if gap.is_rescaled and not parts:
            rows.append(("", label("gap.data", lang), None, None, gap.data_effect))
        if gap.is_rescaled:
            rows.append(("", label("gap.method", lang), None, None, gap.method_effect))
        rows.append(("", label("gap.total", lang), gap.own, gap.other, gap.points))
        notes = [label(f"gap.{gap.way}", lang)]
        if gap.is_rescaled:
            notes.append(label("gap.rescaled", lang, other=gap.other_label))
        if gap.data_effect == gap.data_effect:
            notes.append(label("gap.effects", lang, data=gap.data_effect, method=gap.method_effect,
                               places=gap.rank_own_effect, shifted=gap.rank_field_effect))  # fmt: skip
        keys = ("code", "label", "score", "other_score", "points")
        is_first = gap.kind == "leader" and gap.own_rank <= gap.other_rank
        key = "gap_runner_up" if is_first else f"gap_{gap.kind}"
        return table(key, keys, rows, lang, notes=notes, about=gap.other_label.of(lang))

    def _obstacles(self, lang: Lang) -> Table:
        rows = [(o.code, o.label, o.pillar, o.degree) for o in self.obstacles]
        return table("obstacles", ("code", "label", "pillar", "obstacle_degree"), rows, lang,
                     notes=(label("note.obstacles", lang),))  # fmt: skip

    def _rivals(self, lang: Lang) -> Table:
        rows = [
            (whole(r.rank), r.label, r.points, r.indicator, r.indicator_label, r.value_now, r.value_needed,
             measure_name(r.measure, lang))
            for r in self.rivals
        ]  # fmt: skip
        keys = ("rank", "region", "points", "code", "label", "value", "value_needed", "unit")
        return table("rivals", keys, rows, lang)


@dataclass(frozen=True, slots=True)
class Moved:
    """One region before and after a change."""

    region: Region
    score_before: float
    score_after: float
    rank_before: float
    rank_after: float


@dataclass(frozen=True, eq=False)
class WhatIf:
    """The ranking before and after changes, side by side, for one year; shift and correlation are about the regions
    that have a rank both times, `lost` and `gained` those that have one before only or after only. `problems_before`
    and `problems_after` are what each of the two scorings had to say."""

    year: int
    changes: tuple[Text, ...]
    moves: tuple[Moved, ...]
    mean_shift: float
    spearman: float
    lost: tuple[Text, ...] = ()
    gained: tuple[Text, ...] = ()
    problems_before: tuple[Problem, ...] = ()
    problems_after: tuple[Problem, ...] = ()

    def problems_of_one_run(self) -> tuple[tuple[str, Problem], ...]:
        """`before` or `after` with each problem that the other scoring did not have."""
        runs = (("before", self.problems_before, self.problems_after),
                ("after", self.problems_after, self.problems_before))  # fmt: skip
        return tuple((run, one) for run, own, other in runs for one in own if one not in other)

    def tables(self, lang: Lang | None = None) -> tuple[Table, ...]:
        """The regions in their new order, and what only one of the two scorings had to say."""
        lang = lang or current_language()
        rows = [
            (whole(m.rank_after), m.region.code, m.region.label, m.score_before, m.score_after, whole(m.rank_before),
             whole(m.rank_before - m.rank_after))
            for m in self.moves
        ]  # fmt: skip
        moved = label("note.whatif", lang, shift=self.mean_shift, spearman=self.spearman)
        if self.mean_shift != self.mean_shift:
            moved = label("note.whatif_nobody", lang)
        elif self.spearman != self.spearman:
            moved = label("note.whatif_shift", lang, shift=self.mean_shift)
        notes = [*(c.of(lang) for c in self.changes), moved]
        for key, regions in (("note.whatif_lost", self.lost), ("note.whatif_gained", self.gained)):
            if regions:
                notes.append(label(key, lang, regions=regions, count=len(regions)))
        keys = ("rank_after", "code", "region", "score_before", "score_after", "rank_before", "places_gained")
        moves = table("whatif", keys, rows, lang, notes=notes, about=str(self.year))
        told = self._problems(lang)
        return (moves, told) if told.rows else (moves,)

    def _problems(self, lang: Lang) -> Table:
        rows = [
            (label(f"run.{run}", lang), label(f"report.severity.{one.severity.value}", lang), one.code,
             *sentence_parts(one, lang))
            for run, one in self.problems_of_one_run()
        ]  # fmt: skip
        return table("whatif_problems", ("run", "severity", "code", "what", "mend"), rows, lang)
