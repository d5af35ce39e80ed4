"""How it is scored: the names and parameters of the chosen methods, immutable and printed in full in every report."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from nqp_index.terms import Text

Scalar = str | int | float | bool | None
Value = Scalar | tuple["Value", ...]
ScopeKind = Literal["pooled", "yearly", "base", "fixed"]
StepScope = Literal["pooled", "yearly"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Choice:
    """One method by name, with the parameters that differ from its defaults.

    codes  the children that lists and matrices among the parameters speak of, in their order; empty = all children of
           the node in the framework's order
    """

    method: str
    params: tuple[tuple[str, Value], ...] = ()
    codes: tuple[str, ...] = ()

    @classmethod
    def of(cls, method: str, **params: Value) -> Choice:
        return cls(method, tuple(sorted(params.items())))

    @property
    def options(self) -> dict[str, Value]:
        return dict(self.params)


@dataclass(frozen=True, slots=True)
class Combination:
    """Several weight sets joined into one."""

    of: tuple[Choice, ...]
    by: Choice


@dataclass(frozen=True, slots=True)
class Choices(Generic[T]):
    """A default choice, and others for named levels, nodes or indicators; the most specific name wins."""

    default: T
    special: tuple[tuple[str, T], ...] = ()

    def at(self, *names: str) -> T:
        """The choice for the first of `names` (most specific first) that has its own, else the default."""
        own = dict(self.special)
        return next((own[name] for name in names if name in own), self.default)


Weighting = Choice | Combination


@dataclass(frozen=True, slots=True)
class Scope:
    """The reference set: all years, each year alone, one base year, or the set stored from an earlier run.

    treat, weight, aggregate  another set for treating outliers, for fitting weights, and for what an aggregation
                              compares with (ideals, means, extremes); None = the same
    """

    kind: ScopeKind = "pooled"
    base_year: int | None = None
    file: str = ""
    weight: StepScope | None = None
    aggregate: StepScope | None = None
    treat: StepScope | None = None

    @property
    def of_treatment(self) -> ScopeKind:
        return self.treat or self.kind

    @property
    def of_weights(self) -> ScopeKind:
        return self.weight or self.kind

    @property
    def of_aggregation(self) -> ScopeKind:
        return self.aggregate or self.kind


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much must be present before anything is scored.

    indicator  share of regions with a value in a year, below which an indicator is flagged
    node       share of a node's weight that must be present, below which the node has no score
    pillars    share of pillars a region needs to be ranked
    by         what a node's share is a share of: its weight, or its children, each counting the same
    """

    indicator: float = 0.65
    node: float = 2 / 3
    pillars: float = 2 / 3
    by: Literal["weight", "children"] = "weight"


@dataclass(frozen=True, slots=True)
class Ranking:
    """How scores become ranks: ties, and optionally the rounding some papers rank on."""

    ties: Literal["competition", "dense", "average"] = "competition"
    decimals: int | None = None


@dataclass(frozen=True)
class Recipe:
    """All methodological choices of a run. `structure` nested aggregates level by level; flat scores each node from
    its indicators at once, with the weights of a pillar being the sums of its indicators' weights. `time` weighs the
    years for one score over all of them; None = every year stands alone."""

    name: str = "balanced"
    label: Text = Text()
    reason: Text = Text()
    impute: Choices[Choice] = field(default_factory=lambda: Choices(Choice("none")))
    treat: Choices[Choice] = field(default_factory=lambda: Choices(Choice("none")))
    normalise: Choices[Choice] = field(default_factory=lambda: Choices(Choice("minmax")))
    weight: Choices[Weighting] = field(default_factory=lambda: Choices(Choice("manual")))
    aggregate: Choices[Choice] = field(default_factory=lambda: Choices(Choice("arithmetic")))
    structure: Literal["nested", "flat"] = "nested"
    scope: Scope = Scope()
    coverage: Coverage = Coverage()
    ranking: Ranking = Ranking()
    time: Choice | None = None
    grade: Choice | None = None
    file: str = field(default="", compare=False)
