"""The nominal run: panel, framework and recipe in; a Result with every intermediate step out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from nqp_index.errors import DataError, Problem, UsageError, problem
from nqp_index.methods.kernels import Floats, ranks
from nqp_index.methods.registry import method
from nqp_index.model.framework import Framework
from nqp_index.model.panel import CellStatus, Panel
from nqp_index.model.recipe import Recipe
from nqp_index.model.result import Reference, Result
from nqp_index.scoring.account import changes, coverage, imputed_share, provenance, step_notes, unscored
from nqp_index.scoring.bounds import bent_columns
from nqp_index.scoring.fills import dropped_fills
from nqp_index.scoring.idle import idle_among, idle_warnings
from nqp_index.scoring.kernel import Scored, aggregate, fit_weights
from nqp_index.scoring.period import period
from nqp_index.scoring.places import placed
from nqp_index.scoring.plan import Plan, plan_of
from nqp_index.scoring.prepare import Prepared, prepare
from nqp_index.scoring.ready import Ready, made_ready
from nqp_index.scoring.side import details, told, told_of_grades
from nqp_index.scoring.stated import weighting_methods
from nqp_index.scoring.unweighed import unweighed_notes
from nqp_index.scoring.values import value_objections, zero_warnings
from nqp_index.scoring.weights import Weights, effective
from nqp_index.terms import sentence_parts


def score(
    panel: Panel, framework: Framework, recipe: Recipe | None = None, *, reference: Reference | None = None,
    judged_by: Framework | None = None,
) -> Result:  # fmt: skip
    """Score every region and year of a panel.

    panel      values of the raw series, in their own measures
    framework  what is measured
    recipe     how it is scored; the declared weights and the arithmetic mean by default
    reference  for `scope: fixed`: the reference of an earlier run (`Result.reference`)
    judged_by  the same tree with other declared weights, by which the share of present values is judged
    Raises DefinitionError for a recipe that cannot work, DataError for data that leave nothing to score.
    """
    ready = made_ready(panel, framework, recipe or Recipe(), reference=reference)
    prepared = prepare(ready.plan, ready.recipe, ready.x, ready.layout, groups=ready.groups)
    refused = tuple(value_objections(ready.plan, ready.recipe, prepared))
    if refused:
        raise DataError(refused)
    weights = nominal_weights(ready, prepared)
    if judged_by is not None:
        judging = nominal_weights(replace(ready, plan=_declared_by(judged_by, ready.plan)), prepared)
        weights = replace(weights, judged=judging.judged or judging)
    scored = aggregate(ready.plan, ready.recipe, prepared, weights)
    return _result(ready.panel, framework, ready, prepared, scored)


def _declared_by(framework: Framework, plan: Plan) -> Plan:
    """The same plan with the declared weights of another framework over the same tree."""
    other = plan_of(framework, frozenset(plan.codes), years=plan.years, regions=plan.regions)
    return replace(other, alongside=plan.alongside)


def nominal_weights(ready: Ready, prepared: Prepared) -> Weights:
    """The weights of the nominal run: stored ones under a fixed scope, fitted ones otherwise."""
    if ready.stored is not None and ready.stored.weights:
        return Weights({code: w[None] for code, w in ready.stored.weights.items()},
                       {code: w[None] for code, w in ready.stored.leaf_weights.items()})  # fmt: skip
    if prepared.idle.all():
        raise DataError([*idle_warnings(ready.plan, ready.recipe, prepared), problem("E4027")])
    weights = fit_weights(ready.plan, ready.recipe, prepared)
    plan, root = ready.plan, ready.plan.branches[0].code
    # in a flat recipe the indicators are weighed; a branch that weighs nothing then has no shares, and needs none
    needed = {root: weights.leaves[root]} if weights.leaves else weights.local
    idle = idle_among(plan, [plan.width + i for i in range(len(plan.branches))], prepared.idle)
    nothing = {b.code for b, none in zip(plan.branches, np.moveaxis(idle, -1, 0), strict=True) if none.all()}
    broken = [code for code, w in needed.items() if np.isnan(w).all() and code not in nothing]
    if broken:
        raise DataError(problem("E4012", nodes=broken))
    return weights


def _result(panel: Panel, framework: Framework, ready: Ready, prepared: Prepared, scored: Scored) -> Result:
    plan, recipe = ready.plan, ready.recipe
    raw, scores = ready.x[0], scored.scores[0]
    normalised = ready.layout.back(prepared.z)[0]
    filled, treated = prepared.filled[0], prepared.treated[0]
    was_filled = prepared.was_filled[0]
    better = {b.code: method("aggregate", recipe.aggregate.at(*b.path).method).better for b in plan.branches}
    weights = scored.weights
    node_ranks = np.stack([
        placed(scores[..., i], recipe.ranking, high_is_good=better[b.code] == "high")
        for i, b in enumerate(plan.branches)
    ], axis=-1)  # fmt: skip
    effective_weights = effective(plan, weights)[0]
    grades, cuts, ungraded = _graded(recipe, scores[..., 0], high_is_good=better[plan.branches[0].code] == "high")
    found = told(ready, prepared, scored)
    if grades is not None:
        found += told_of_grades(ready, scores[..., 0])
    result = Result(
        framework=framework, recipe=recipe, panel=panel, regions=panel.regions, years=panel.years,
        indicators=plan.codes, nodes=plan.nodes, children={b.code: b.child_codes for b in plan.branches},
        raw=raw, filled=filled, treated=treated, normalised=normalised,
        status=_status(raw, filled, treated, was_filled), scores=scores, ranks=node_ranks,
        indicator_ranks=np.moveaxis(ranks(np.moveaxis(normalised, -1, 1), ties=recipe.ranking.ties), 1, -1),
        coverage=coverage(plan, effective(plan, weights.judged or weights)[0], raw),
        imputed_share=imputed_share(plan, effective_weights, raw, was_filled),
        local_weights={code: w[0] for code, w in weights.local.items()}, effective_weights=effective_weights,
        reference=_reference(ready, prepared, weights),
        steps=step_notes(plan, recipe, prepared, found),
        changes=changes(plan, recipe, raw, filled, treated, was_filled),
        left_out=ready.left_out, grades=grades, grade_cuts=cuts,
        period=period(recipe, plan.years, scores, tuple(better[b.code] == "high" for b in plan.branches)),
        years_compare=_years_compare(plan, recipe), transformed=_transformed(ready, prepared),
        details=details(found, prepared.layouts, plan.branches[0].code), better=better,
        problems=(*panel.problems, *ready.problems, *dropped_fills(ready), *idle_warnings(plan, recipe, prepared),
                  *zero_warnings(plan, recipe, prepared, effective_weights),
                  *(p for one in found for p in one.problems), *ungraded, *unweighed_notes(plan, effective_weights)),
        provenance=provenance(panel, framework, recipe),
    )  # fmt: skip
    return replace(result, unscored=unscored(plan, result, prepared.idle[0]))


def _transformed(ready: Ready, prepared: Prepared) -> tuple[str, ...]:
    """Codes of the indicators whose treated values are no longer in their measure."""
    bent = bent_columns(ready.plan, ready.recipe, prepared.layouts.treat.sets(prepared.filled), prepared.layouts.treat)
    return tuple(code for code, is_bent in zip(ready.plan.codes, bent, strict=True) if is_bent)


def _years_compare(plan: Plan, recipe: Recipe) -> bool:
    """Whether all years are scored alike: nothing is scaled, fitted or compared within a year alone."""
    scope = recipe.scope
    branches = plan.branches[:1] if recipe.structure == "flat" else plan.branches
    weighed = {one.method for b in branches for one in weighting_methods(recipe.weight.at(*b.path))}
    fitted = any(method("weight", name).fits_on != "none" for name in weighed)
    compared = any(method("aggregate", recipe.aggregate.at(*b.path).method).takes("ref") for b in plan.branches)
    treated = any("pointwise" not in method("treat", recipe.treat.at(*path).method).traits for path in plan.paths)
    own = ((scope.of_weights, fitted), (scope.of_aggregation, compared), (scope.of_treatment, treated))
    return scope.kind != "yearly" and not any(kind == "yearly" and matters for kind, matters in own)


def _status(raw: Floats, filled: Floats, treated: Floats, was_filled: NDArray[np.bool_]) -> NDArray[np.uint8]:
    status = np.where(np.isnan(raw), CellStatus.MISSING, CellStatus.DERIVED)
    status = np.where(~np.isnan(treated) & (treated != filled), CellStatus.TREATED, status)
    return np.where(was_filled, CellStatus.IMPUTED, status).astype(np.uint8)


def _graded(
    recipe: Recipe, index: Floats, *, high_is_good: bool
) -> tuple[Floats | None, tuple[float, ...], tuple[Problem, ...]]:
    """Grades of the index over all years together, so that a grade means the same every year; a warning instead where
    the scores do not allow the grades asked for. The highest grade is the best, also where low scores are good.
    """
    if recipe.grade is None:
        return None, (), ()
    try:
        grade, cuts = method("grade", recipe.grade.method)(index.ravel(), **recipe.grade.options)
    except (DataError, UsageError) as error:
        return None, (), tuple(problem("W4022", reason=sentence_parts(p)[0]) for p in error.problems)
    from_worst = grade if high_is_good else len(cuts) + 2 - grade
    return np.asarray(from_worst, dtype=np.float64).reshape(index.shape), tuple(float(c) for c in cuts), ()


def _reference(ready: Ready, prepared: Prepared, weights: Weights) -> Reference:
    """The reference rows before treatment, and the weights: enough to score new data on this run's scale."""
    if ready.stored is not None:
        return ready.stored
    layout, plan = ready.layout, ready.plan
    rows = prepared.filled[0].reshape(-1, plan.width)
    names = [(r.code, year) for year in plan.years for r in plan.regions]
    within = slice(None) if layout.per_year else layout.reference
    once = not (layout.per_year or prepared.layouts.weight.per_year)
    return Reference(
        indicators=plan.codes, rows=tuple(names[within]), values=rows[within],
        weights={code: w[0] for code, w in weights.local.items()} if once else {},
        leaf_weights={code: w[0] for code, w in weights.leaves.items()} if once else {},
    )  # fmt: skip
