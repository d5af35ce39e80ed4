"""The only seam between names and positions: a framework laid out as columns and branches for the kernel."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from nqp_index.model.framework import Framework, Indicator, Node, Target
from nqp_index.model.panel import Floats, Region
from nqp_index.model.recipe import Choices

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Branch:
    """A node with what is left of its children.

    children  columns of its children: below K an indicator, from K on a branch (K + its index)
    leaves    columns of all indicators below it
    prior     (k,) declared weights of the children
    flat      (leaves,) product of declared weights from here down to each leaf, sum 1
    path      its own code, then its level: where a recipe looks for a special choice
    """

    code: str
    level: str
    children: tuple[int, ...]
    child_codes: tuple[str, ...]
    leaves: tuple[int, ...]
    prior: Floats
    flat: Floats
    path: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Plan:
    """K kept indicators, N kept branches (root first), and the facts about them as arrays.

    direction (K,) +1 or -1; targets count as +1 once they are turned into closeness to the target
    target    (K, 2) low and high of a target; NaN where there is none
    goalposts (K, 2) declared bounds; NaN where there are none
    alongside raw series (T, R) by code, where an imputation follows one
    pillars   indices of the branches that are pillars; declared_pillars: how many the framework has
    """

    indicators: tuple[Indicator, ...]
    branches: tuple[Branch, ...]
    direction: Floats
    target: Floats
    goalposts: Floats
    pillars: tuple[int, ...]
    declared_pillars: int
    years: tuple[int, ...]
    regions: tuple[Region, ...]
    paths: tuple[tuple[str, ...], ...]
    alongside: Mapping[str, Floats] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """K, the number of indicators."""
        return len(self.indicators)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        return tuple(i.code for i in self.indicators)

    @cached_property
    def parent_numbers(self) -> NDArray[np.int64]:
        """(K,) position of the branch right above each indicator."""
        return self._numbered(range(len(self.branches)), lambda b: b.children)

    @cached_property
    def pillar_numbers(self) -> NDArray[np.int64]:
        """(K,) position of each indicator's pillar; that of the root where it has none."""
        return self._numbered(self.pillars, lambda b: b.leaves)

    def _numbered(self, branches: Iterable[int], below: Callable[[Branch], tuple[int, ...]]) -> NDArray[np.int64]:
        numbers = np.zeros(self.width, dtype=np.int64)
        for i in branches:
            numbers[[c for c in below(self.branches[i]) if c < self.width]] = i
        return numbers

    @cached_property
    def nodes(self) -> tuple[str, ...]:
        return tuple(b.code for b in self.branches)

    def column(self, code: str) -> int:
        """Column of an indicator or, from K on, of a branch."""
        return self.codes.index(code) if code in self.codes else self.width + self.nodes.index(code)

    @cached_property
    def has_target(self) -> NDArray[np.bool_]:
        return ~np.isnan(self.target[:, 0])

    def bottom_up(self) -> Iterator[tuple[int, Branch]]:
        """Branches with their index, children before parents."""
        return reversed(list(enumerate(self.branches)))


def by_choice(plan: Plan, choices: Choices[T]) -> Iterable[tuple[T, NDArray[np.int64]]]:
    """The indicator columns that share a choice, so that each distinct choice runs once."""
    found: dict[T, list[int]] = {}
    for j, path in enumerate(plan.paths):
        found.setdefault(choices.at(*path), []).append(j)
    return [(choice, np.array(columns)) for choice, columns in found.items()]


def plan_of(framework: Framework, keep: frozenset[str], *, years: tuple[int, ...], regions: tuple[Region, ...]) -> Plan:
    """Lay out the indicators in `keep`; a branch that is left without children is dropped, and the weight of what is
    dropped goes to its siblings in proportion to theirs. Weights are declared ones; nothing is fitted here.
    """
    indicators = tuple(i for i in framework.indicators if i.code in keep)
    column = {i.code: j for j, i in enumerate(indicators)}
    kept = [n for n in framework.nodes if any(i.code in keep for i in framework.under(n.code))]
    index = {n.code: len(indicators) + i for i, n in enumerate(kept)}
    position = column | index
    branches = tuple(_branch(framework, node, position, column) for node in kept)
    nan = (np.nan, np.nan)
    targets = [(d.low, d.high) if isinstance(d := i.direction, Target) else nan for i in indicators]
    return Plan(
        indicators=indicators,
        branches=branches,
        direction=np.array([-1.0 if i.direction == -1 else 1.0 for i in indicators]),
        target=np.array(targets, dtype=np.float64).reshape(-1, 2),
        goalposts=np.array([i.goalposts or nan for i in indicators], dtype=np.float64).reshape(-1, 2),
        pillars=tuple(index[p.code] - len(indicators) for p in framework.pillars if p.code in index),
        declared_pillars=len(framework.pillars),
        years=years,
        regions=regions,
        paths=tuple((i.code, *_ancestors(framework, i.code), "indicator") for i in indicators),
    )


def _branch(framework: Framework, node: Node, position: dict[str, int], column: dict[str, int]) -> Branch:
    children = [c for c in node.children if c.code in position]
    flat = _flat_weights(node, position)
    leaves = [i.code for i in framework.under(node.code) if i.code in column]
    return Branch(
        code=node.code,
        level=node.level,
        children=tuple(position[c.code] for c in children),
        child_codes=tuple(c.code for c in children),
        leaves=tuple(column[code] for code in leaves),
        prior=_shares(children),
        flat=np.array([flat[code] for code in leaves]),
        path=(node.code, node.level),
    )


def _shares(children: list[Node | Indicator]) -> Floats:
    """Declared weights as shares; equal ones when everything with weight was dropped."""
    weights = np.array([c.weight for c in children], dtype=np.float64)
    return weights / weights.sum() if weights.sum() > 0 else np.full(len(children), 1.0 / len(children))


def _flat_weights(node: Node, position: dict[str, int]) -> dict[str, float]:
    children = [c for c in node.children if c.code in position]
    found: dict[str, float] = {}
    for child, share in zip(children, _shares(children), strict=True):
        if isinstance(child, Indicator):
            found[child.code] = float(share)
        else:
            found |= {code: float(share) * w for code, w in _flat_weights(child, position).items()}
    return found


def _ancestors(framework: Framework, code: str) -> tuple[str, ...]:
    found = []
    at = framework.parents.get(code)
    while at is not None:
        found.append(at)
        at = framework.parents.get(at)
    return tuple(found)
