"""What is measured: a tree over indicators, the raw series they are computed from, the claims they serve."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from nqp_index.errors import Place, Problem
from nqp_index.model.formula import Formula
from nqp_index.model.measure import Measure
from nqp_index.terms import Text

Kind = Literal["stock", "flow", "ratio", "index"]
Bounds = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Break:
    """A year from which a series is no longer comparable with the years before, and why."""

    year: int
    note: Text


@dataclass(frozen=True, slots=True)
class Confusable:
    """A published label that looks like a series but means another scope (规上工业 for 全社会)."""

    name: str
    note: Text


@dataclass(frozen=True, slots=True)
class Series:
    """A raw statistic as published: its names, its measure, and what may go wrong when reading it.

    `instead` names series of the same kind that stand in, cell by cell and in this order, where this one has no value.
    """

    code: str
    label: Text
    measure: Measure
    kind: Kind = "flow"
    aliases: tuple[str, ...] = ()
    plausible: tuple[float | None, float | None] = (None, None)
    scope: Text = Text()
    source: Text = Text()
    note: Text = Text()
    breaks: tuple[Break, ...] = ()
    confusable: tuple[Confusable, ...] = ()
    instead: tuple[str, ...] = ()
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Target:
    """A value (low == high) or an interval that is best; both sides of it are worse."""

    low: float
    high: float


Direction = Literal[1, -1] | Target


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is scored: a formula over series, with the direction that counts as better."""

    code: str
    label: Text
    formula: Formula
    measure: Measure
    direction: Direction = 1
    weight: float = 1.0
    goalposts: Bounds | None = None
    plausible: tuple[float | None, float | None] = (None, None)
    constructs: tuple[str, ...] = ()
    source: Text = Text()
    note: Text = Text()
    stands_for: Text = Text()
    core: bool = True
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Node:
    """A branch of the tree: the index itself, a sub-index, a pillar, a sub-dimension."""

    code: str
    label: Text
    level: str
    children: tuple[Node | Indicator, ...]
    weight: float = 1.0
    note: Text = Text()
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Construct:
    """A claim of the founding text, in our own words, with its section; `analysis` says how a claim that no single
    indicator can carry is looked at instead (a coupling, a rank trend)."""

    code: str
    section: Text
    claim: Text
    analysis: Text = Text()
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Framework:
    """The whole definition, checked when it was read; nothing in it changes afterwards.

    `levels` names the tree's depths from the root down, e.g. index, sub_index, pillar, dimension; `regions` says
    what is assessed: "province" (names and codes of the region table) or "free" (any name, e.g. parks). `problems`
    keeps the warnings met when it was read.
    """

    name: str
    label: Text
    version: str
    root: Node
    series: tuple[Series, ...]
    levels: tuple[tuple[str, Text], ...]
    regions: Literal["province", "free"] = "province"
    constructs: tuple[Construct, ...] = ()
    source: Text = Text()
    note: Text = Text()
    file: str = field(default="", compare=False)
    sha256: str = field(default="", compare=False)
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Every branch in reading order (depth first), the root first."""
        return tuple(_branches(self.root))

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """Every indicator in reading order: the K axis of everything that is scored."""
        return tuple(_leaves(self.root))

    @cached_property
    def parents(self) -> dict[str, str]:
        """Code of the parent of every node and indicator but the root."""
        return {child.code: node.code for node in self.nodes for child in node.children}

    @cached_property
    def pillars(self) -> tuple[Node, ...]:
        """The nodes of the level named `pillar`; the root's children when no level is so named."""
        named = tuple(n for n in self.nodes if n.level == "pillar")
        return named or tuple(c for c in self.root.children if isinstance(c, Node))

    @cached_property
    def uncovered(self) -> tuple[Construct, ...]:
        """Claims that no indicator serves."""
        served = {code for indicator in self.indicators for code in indicator.constructs}
        return tuple(c for c in self.constructs if c.code not in served)

    def node(self, code: str) -> Node:
        """The branch with this code. Raises KeyError when there is none."""
        return self._by_code[code]

    @cached_property
    def _by_code(self) -> dict[str, Node]:
        return {n.code: n for n in self.nodes}

    @cached_property
    def series_by_code(self) -> dict[str, Series]:
        return {s.code: s for s in self.series}

    def series_label(self, code: str) -> Text:
        """What a series is called; one that only the data know by its code."""
        known = self.series_by_code.get(code)
        return known.label if known else Text(code, code)

    def under(self, code: str) -> tuple[Indicator, ...]:
        """Every indicator below a node, in reading order."""
        return tuple(_leaves(self.node(code)))

    def pillar_of(self, code: str) -> str | None:
        """The pillar above (or at) a node or indicator; None for the levels above the pillars."""
        pillars = {p.code for p in self.pillars}
        at: str | None = code
        while at is not None and at not in pillars:
            at = self.parents.get(at)
        return at


def _branches(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        if isinstance(child, Node):
            yield from _branches(child)


def _leaves(node: Node) -> Iterator[Indicator]:
    for child in node.children:
        if isinstance(child, Indicator):
            yield child
        else:
            yield from _leaves(child)
