"""Side results of the methods in use, each from the arrays and options its result came from; never inside a draw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from nqp_index.errors import Place, Problem
from nqp_index.methods.kernels import Floats
from nqp_index.methods.registry import Family, Method, method
from nqp_index.methods.side import Side
from nqp_index.model.detail import Detail
from nqp_index.model.recipe import Choice, Combination, Weighting
from nqp_index.scoring.idle import patterns
from nqp_index.scoring.kernel import Scored, aggregation_inputs
from nqp_index.scoring.layout import Layout, Layouts
from nqp_index.scoring.naming import named
from nqp_index.scoring.plan import Branch, by_choice
from nqp_index.scoring.prepare import Prepared
from nqp_index.scoring.ready import Ready
from nqp_index.scoring.stated import goes_down, statement_at, weighting_methods
from nqp_index.scoring.weights import Weighing, branch_weighing, flat_weighing, stated_weighing, weight_sets


@dataclass(frozen=True, eq=False)
class Told:
    """What one method has to tell at one node (no node: about indicators) beside its result.

    names  of the columns and of the combined weight sets
    whole  whether it tells of all sets of rows; what it tells of some is no table beside the others
    """

    family: Family
    node: str
    choice: Choice
    found: Mapping[str, Any]
    columns: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    whole: bool = True

    @property
    def method(self) -> Method:
        return method(self.family, self.choice.method)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Its objections, placed at the node, with codes in place of the positions of columns."""
        place = Place(self.node) if self.node else None
        told = (named(p, self.columns) for p in self.found.get("problems", ()))
        return tuple(Problem(p.code, p.place or place, p.args) for p in told)


def told(ready: Ready, prepared: Prepared, scored: Scored) -> tuple[Told, ...]:
    """Side results of treatments, weights and aggregations of the nominal run."""
    return (*_treatments(ready, prepared), *_weights(ready, prepared, scored), *_aggregations(ready, prepared, scored))


def told_of_grades(ready: Ready, index: Floats) -> tuple[Told, ...]:
    """Side results of the grading; index (T, R)."""
    choice = ready.recipe.grade
    extras = None if choice is None else method("grade", choice.method).extras
    if choice is None or extras is None:
        return ()
    return (Told("grade", ready.plan.branches[0].code, choice, extras(index.ravel(), **choice.options)),)


def details(found: tuple[Told, ...], layouts: Layouts, root: str) -> tuple[Detail, ...]:
    """The same as named arrays, in the order in which the methods declare them; tables of pairs of rows, which hold
    n² numbers, for the root alone."""
    return tuple(
        _detail(one, side, layouts.rows if one.family == "aggregate" else layouts.normalise)
        for one in found
        for side in one.method.sides
        if one.whole
        if one.node == root or "other row" not in side.over
    )


def _treatments(ready: Ready, prepared: Prepared) -> Iterator[Told]:
    rows = prepared.layouts.treat.sets(prepared.filled)
    for choice, columns in by_choice(ready.plan, ready.recipe.treat):
        extras = method("treat", choice.method).extras
        if extras is not None:
            part = rows[..., columns]
            found = extras(part[0], prepared.layouts.treat.ref(part)[0], **choice.options)
            yield Told("treat", "", choice, found, tuple(ready.plan.codes[j] for j in columns))


def _weights(ready: Ready, prepared: Prepared, scored: Scored) -> Iterator[Told]:
    """Of fitted weights everything; of stored ones only what people stated, since nothing was fitted to these data."""
    stored = ready.stored is not None and bool(ready.stored.weights)
    for branch, weighing in _weighings(ready, prepared, scored):
        choice = ready.recipe.weight.at(*branch.path)
        yield from _of_weighing(branch, choice, weighing, stored)
    if ready.recipe.structure == "flat":
        yield from _of_statements(ready, prepared)


def _of_statements(ready: Ready, prepared: Prepared) -> Iterator[Told]:
    """In a flat recipe, what is stated node by node and multiplied down."""
    plan, recipe = ready.plan, ready.recipe
    root = plan.branches[0]
    for choice in weighting_methods(recipe.weight.at(*root.path)):
        if goes_down(plan, recipe, choice):
            for branch in plan.branches:
                own = choice if branch is root else statement_at(recipe, branch, choice.method)
                if len(branch.children) > 1:
                    yield from _of_weighing(branch, own, stated_weighing(plan, branch, prepared), stored=False)


def _of_weighing(branch: Branch, choice: Weighting, weighing: Weighing, stored: bool) -> Iterator[Told]:
    """As for the weights, by sets that have the same idle children."""
    if not weighing.idle.any():
        yield from _of_methods(branch, choice, weighing, stored)
        return
    for sets, there in patterns(weighing.idle):
        if len(there) > 1:
            part = weighing.among(sets, there).as_batch()
            for one in _of_methods(branch, choice, part, stored):
                yield replace(one, whole=bool(sets.all()))


def _of_methods(branch: Branch, choice: Weighting, weighing: Weighing, stored: bool) -> Iterator[Told]:
    for one in weighting_methods(choice):
        chosen = method("weight", one.method)
        if weighing.down(one) is None and chosen.extras is not None and not (stored and chosen.fits_on != "none"):
            data, options = weighing.of(one)
            yield Told("weight", branch.code, one, chosen.extras(data[0], weighing.prior, **options), weighing.codes)
    if isinstance(choice, Combination) and not stored:
        extras = method("combine", choice.by.method).extras
        if extras is not None:
            found = extras(weight_sets(choice, weighing)[0], **choice.by.options)
            yield Told("combine", branch.code, choice.by, found, weighing.codes, tuple(c.method for c in choice.of))


def _weighings(ready: Ready, prepared: Prepared, scored: Scored) -> Iterator[tuple[Branch, Weighing]]:
    """Every branch that has anything to weigh; in a flat recipe the root alone."""
    plan = ready.plan
    if ready.recipe.structure == "flat":
        if len(plan.branches[0].leaves) > 1:
            yield plan.branches[0], flat_weighing(plan, ready.recipe, prepared)
        return
    for branch in plan.branches:
        if len(branch.children) > 1:
            z = _columns(branch.children, prepared, scored)
            yield branch, branch_weighing(plan, branch, z, prepared)


def _columns(columns: tuple[int, ...], prepared: Prepared, scored: Scored) -> Floats:
    """(B, S, n, k) scores of indicators and of branches, by their columns in the plan."""
    K = prepared.scores.shape[-1]
    return np.stack([prepared.scores[..., c] if c < K else scored.rows[..., c - K] for c in columns], axis=-1)


def _aggregations(ready: Ready, prepared: Prepared, scored: Scored) -> Iterator[Told]:
    flat = ready.recipe.structure == "flat"
    for branch in ready.plan.branches:
        choice = ready.recipe.aggregate.at(*branch.path)
        extras = method("aggregate", choice.method).extras
        if extras is None:
            continue
        columns = branch.leaves if flat else branch.children
        w, by = ((own.leaves if flat else own.local)[branch.code]
                 for own in (scored.weights, scored.weights.judged or scored.weights))  # fmt: skip
        scores = _columns(columns, prepared, scored)
        inputs = aggregation_inputs(ready.plan, ready.recipe, branch, scores, prepared, columns, by)
        z, options = _of_scored_rows(*inputs, prepared.layouts.rows)
        codes = tuple(ready.plan.codes[j] for j in branch.leaves) if flat else branch.child_codes
        yield Told("aggregate", branch.code, choice, extras(z[0], w[0], **options), codes)


def _of_scored_rows(z: Floats, options: dict[str, Any], layout: Layout) -> tuple[Floats, dict[str, Any]]:
    """Rows and options for the rows that are scored: stored reference rows are compared with, and not told about.

    With `ref` given a row's score does not depend on the other rows, so that the stored ones can be left out.
    """
    if "ref" not in options:
        return z, options
    rows = z if layout.per_year else z[:, :, : layout.years * layout.regions]
    return rows, {**options, "ref": options["ref"][0]}


def _detail(one: Told, side: Side, layout: Layout) -> Detail:
    """One side result with the reference sets first, or its rows as years and regions."""
    values = np.asarray(one.found[side.name])
    if values.ndim == len(side.over):
        values = values[None]
    by_row = side.over[:1] == ("row",)
    if by_row:
        values = layout.back(values[None])[0]
    names = {"column": one.columns, "set": one.sets}
    axes = tuple(
        (axis, names.get(axis) or tuple(str(i + 1) for i in range(size)))
        for axis, size in zip(side.over[by_row:], values.shape[1 + by_row :], strict=True)
    )
    return Detail(
        one.family, one.node, one.choice.method, one.method.label, side.name, side.title, by_row, values, axes
    )
