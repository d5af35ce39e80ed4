"""A result as lists of plain published numbers in one language: what every table looks things up in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from nqp_index.errors import UsageError, problem
from nqp_index.model.findings import Findings, RankUncertainty
from nqp_index.model.framework import Indicator, Node
from nqp_index.model.headline import headline_position, score_decimals
from nqp_index.model.panel import Region
from nqp_index.model.recipe import Combination, Weighting
from nqp_index.model.result import Result, Unscored
from nqp_index.reports.numbers import published, whole
from nqp_index.reports.wording import choice_phrase, label_or_text, with_measure, word
from nqp_index.terms import Lang, Text
from nqp_index.terms.measures import measure_name


@dataclass(frozen=True, eq=False)
class View:
    """One result, the language it is shown in, the year in front, the ranks' uncertainty, and further findings.

    Numbers come out rounded to 12 significant digits; None = no value. t, r, n, k count years, regions, nodes and
    indicators as in Result.
    """

    result: Result
    lang: Lang
    year: int
    uncertainty: RankUncertainty | None = None
    findings: tuple[Findings, ...] = ()

    @classmethod
    def of(
        cls, result: Result, lang: Lang, *, year: int | None = None, uncertainty: RankUncertainty | None = None,
        findings: Sequence[Findings] = (),
    ) -> View:  # fmt: skip
        """The view of a result; without a year, the latest full one stands in front. Raises UsageError."""
        if year is not None and year not in result.years:
            raise UsageError(problem("E5015", year=year, years=result.years))
        front = result.years[headline_position(result)] if year is None else year
        return cls(result, lang, front, uncertainty, tuple(findings))

    @cached_property
    def _lists(self) -> dict[str, Any]:
        names = (
            "raw",
            "filled",
            "treated",
            "normalised",
            "scores",
            "ranks",
            "indicator_ranks",
            "coverage",
            "imputed_share",
        )
        lists = {name: getattr(self.result, name).tolist() for name in names}
        return {**lists, "status": self.result.status.tolist()}

    @cached_property
    def t(self) -> int:
        """Position of the year in front."""
        return self.result.years.index(self.year)

    def score(self, t: int, r: int, n: int = 0) -> float | None:
        return published(self._lists["scores"][t][r][n])

    def rank(self, t: int, r: int, n: int = 0) -> int | float | None:
        return whole(self._lists["ranks"][t][r][n])

    def coverage(self, t: int, r: int, n: int = 0) -> float | None:
        return published(self._lists["coverage"][t][r][n])

    def imputed_share(self, t: int, r: int, n: int = 0) -> float | None:
        return published(self._lists["imputed_share"][t][r][n])

    def raw(self, t: int, r: int, k: int) -> float | None:
        return published(self._lists["raw"][t][r][k])

    def used(self, t: int, r: int, k: int) -> float | None:
        """The indicator's value as it was scored: after filling and outlier treatment."""
        return published(self._lists["treated"][t][r][k])

    def in_measure(self, t: int, r: int, k: int) -> float | None:
        """The same in the indicator's own measure: before treatment where that took logarithms or powers."""
        is_bent = self.result.indicators[k] in self.result.transformed
        return published(self._lists["filled" if is_bent else "treated"][t][r][k])

    def normalised(self, t: int, r: int, k: int) -> float | None:
        return published(self._lists["normalised"][t][r][k])

    def indicator_rank(self, t: int, r: int, k: int) -> int | float | None:
        return whole(self._lists["indicator_ranks"][t][r][k])

    def status(self, t: int, r: int, k: int) -> int:
        return int(self._lists["status"][t][r][k])

    @cached_property
    def _weighed(self) -> frozenset[str]:
        rows = self.result.effective_weights.tolist()
        return frozenset(code for j, code in enumerate(self.result.indicators) if any(row[j] > 0 for row in rows))

    def is_weighed(self, code: str) -> bool:
        """Whether an indicator counts for anything in any year; one with weight 0 is shown and not scored."""
        return code in self._weighed

    def ranked(self, t: int) -> list[int]:
        """Positions of a year's regions, best first, equal ones in the given order, those without a rank last."""
        last = float("inf")
        keys = [self.rank(t, r) for r in range(len(self.result.regions))]
        return sorted(range(len(keys)), key=lambda r: last if keys[r] is None else float(keys[r] or 0))

    @cached_property
    def recent(self) -> list[int]:
        """Positions of the years: the one in front first, then the others from the latest back."""
        rest = sorted((t for t in range(len(self.result.years)) if t != self.t), key=lambda t: -self.result.years[t])
        return [self.t, *rest]

    def text(self, text: Text) -> str:
        return text.of(self.lang)

    def word(self, key: str, **values: object) -> str:
        return word(key, self.lang, **values)

    def join(self, parts: Iterable[str]) -> str:
        """Clauses in one line."""
        return ("；" if self.lang == "zh" else "; ").join(parts)

    @cached_property
    def _labels(self) -> dict[tuple[str, str], Text]:
        return {(note.step, note.method): note.label for note in self.result.steps}

    def choice(self, step: str, choice: Weighting) -> str:
        """A choice as one would write it, behind the label of its method where that ran: `极差标准化（minmax）`."""
        own = ("combine", choice.by.method) if isinstance(choice, Combination) else (step, choice.method)
        phrase = choice_phrase(choice)
        return self.named(self._labels[own], phrase) if own in self._labels else phrase

    def named(self, text: Text, name: str) -> str:
        """A label, and in brackets what to write for it."""
        return self.word("recipe.method", label=self.text(text), name=name)

    def measure(self, text: str) -> str:
        """A measure in the reader's language."""
        return measure_name(text, self.lang)

    def with_measure(self, text: Text, measure: str) -> str:
        return with_measure(text, measure, self.lang)

    def region(self, r: int) -> str:
        return self.result.regions[r].label.of(self.lang)

    @cached_property
    def by_code(self) -> dict[str, Region]:
        return {region.code: region for region in self.result.regions}

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators that were scored, in order."""
        own = {i.code: i for i in self.result.framework.indicators}
        return tuple(own[code] for code in self.result.indicators)

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """The branches that were scored, the index first."""
        return tuple(self.result.framework.node(code) for code in self.result.nodes)

    @cached_property
    def top_nodes(self) -> tuple[int, ...]:
        """Positions of the nodes between the index and the pillars, pillars included, in reading order."""
        shown = {code for p in self.result.framework.pillars for code in self._line(p.code)}
        return tuple(n for n, code in enumerate(self.result.nodes) if n and code in shown)

    @cached_property
    def pillar_nodes(self) -> tuple[int, ...]:
        """Positions of the pillars alone, in reading order."""
        pillars = {p.code for p in self.result.framework.pillars}
        return tuple(n for n, code in enumerate(self.result.nodes) if code in pillars)

    def _line(self, code: str) -> Iterator[str]:
        at: str | None = code
        while at is not None:
            yield at
            at = self.result.framework.parents.get(at)

    def level(self, key: str) -> str:
        """The name of a level of the tree."""
        own = dict(self.result.framework.levels)
        return own[key].of(self.lang) if key in own else label_or_text(f"report.level.{key}", self.lang, key)

    @cached_property
    def reasons(self) -> dict[tuple[str, int, str], Unscored]:
        """Why there is no score, by region, year and node."""
        return {(u.region, u.year, u.node): u for u in self.result.unscored}

    def reason(self, unscored: Unscored) -> str:
        return label_or_text(unscored.reason, self.lang, unscored.reason, **dict(unscored.values))

    @cached_property
    def score_decimals(self) -> int:
        """Decimals of every score."""
        return score_decimals(self.result)
