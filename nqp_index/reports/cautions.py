"""What every report must say about its own limits; nobody can switch these lines off."""

from __future__ import annotations

from collections.abc import Iterator

from nqp_index.model.result import Result
from nqp_index.reports.numbers import published
from nqp_index.reports.view import View


def cautions(view: View) -> tuple[str, ...]:
    """The caution lines of a result, the gravest first."""
    return tuple(_cautions(view))


def _cautions(view: View) -> Iterator[str]:
    result = view.result
    if result.panel.fictional:
        yield view.word("caution.fictional")
    yield view.word("caution.inseparable" if view.uncertainty is not None else "caution.no_intervals")
    if result.better.get(result.nodes[0]) == "low":
        yield view.word("caution.low_is_good")
    if len(result.years) > 1 or result.recipe.scope.kind == "fixed":
        yield view.word(f"caution.scope.{_scope(result)}")
    if result.period is not None and not result.years_compare:
        yield view.word("caution.period_yearly")
    yield from _without_period(view)
    if any(step.from_data for step in result.steps):
        yield view.word("caution.data_weights")
    else:
        yield view.word("caution.stated_weights")
    if _coverage_differs(view):
        yield view.word("caution.coverage")
    pillars = result.framework.pillars
    absent = [view.text(p.label) for p in pillars if p.code not in result.node_index]
    if absent:
        yield view.word("caution.absent_pillars", count=len(absent), total=len(pillars), names=absent)
    if result.left_out:
        declared = len(result.framework.indicators)
        yield view.word("caution.left_out", count=len(result.left_out), total=declared)
    stand_ins = sum(bool(i.stands_for) for i in view.indicators)
    if stand_ins:
        yield view.word("caution.stand_ins", count=stand_ins)
    uncovered = len(result.framework.uncovered)
    if uncovered:
        yield view.word("caution.uncovered", count=uncovered)
    yield view.word("caution.no_cause")


def _without_period(view: View) -> Iterator[str]:
    """How many regions have no score over all years, and that the years they have a score in weigh too little."""
    found = view.result.period
    if found is None:
        return
    scores, present = found.scores[:, 0].tolist(), found.present[:, 0].tolist()
    shares = [share for value, share in zip(scores, present, strict=True) if published(value) is None]
    if shares:
        yield view.word("caution.period_missing", count=len(shares), total=len(scores), share=max(shares),
                        need=view.result.recipe.coverage.node)  # fmt: skip


def _scope(result: Result) -> str:
    """The widest statement that holds for all steps."""
    kind = result.recipe.scope.kind
    return kind if kind == "yearly" or result.years_compare else "yearly_steps"


def _coverage_differs(view: View) -> bool:
    """Whether the regions of the year in front, or the years, rest on different shares of the indicators."""
    shares = [view.coverage(t, r) for t in range(len(view.result.years)) for r in range(len(view.result.regions))]
    there = [s for s in shares if s is not None]
    return bool(there) and max(there) - min(there) > 0.01
