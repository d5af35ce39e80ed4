"""What a run must own up to: coverage, filled and moved values, regions without a score, the variants in use."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np
from numpy.typing import NDArray

import nqp_index
from nqp_index.methods.kernels import Floats, safe_divide
from nqp_index.methods.registry import Family, Method, method
from nqp_index.model.framework import Framework
from nqp_index.model.panel import Panel
from nqp_index.model.recipe import Choice, Choices, Combination, Recipe, Scope, ScopeKind, Weighting
from nqp_index.model.result import Change, Provenance, Result, StepNote, Unscored
from nqp_index.scoring.layout import Layouts
from nqp_index.scoring.linear import ROOM
from nqp_index.scoring.plan import Branch, Plan, by_choice
from nqp_index.scoring.prepare import Prepared
from nqp_index.scoring.side import Told
from nqp_index.terms import LANGUAGES, Text, joined, label, text_of


def coverage(plan: Plan, effective: Floats, raw: Floats) -> Floats:
    """(T, R, N) share of each branch's indicator weight that has a value before anything was filled."""
    return _weighted_share(plan, effective, ~np.isnan(raw))


def imputed_share(plan: Plan, effective: Floats, raw: Floats, was_filled: NDArray[np.bool_]) -> Floats:
    """(T, R, N) share of the weight in use that rests on filled values."""
    used = ~np.isnan(raw) | was_filled
    return safe_divide(_weighted_share(plan, effective, was_filled), _weighted_share(plan, effective, used))


def _weighted_share(plan: Plan, effective: Floats, there: NDArray[np.bool_]) -> Floats:
    shares = []
    for branch in plan.branches:
        leaves = list(branch.leaves)
        w = np.broadcast_to(effective[:, None, leaves], (*there.shape[:2], len(leaves)))
        shares.append(safe_divide((w * there[..., leaves]).sum(axis=-1), w.sum(axis=-1)))
    return np.stack(shares, axis=-1)


def changes(
    plan: Plan, recipe: Recipe, raw: Floats, filled: Floats, treated: Floats, was_filled: NDArray[np.bool_]
) -> tuple[Change, ...]:
    """Every value that was filled or moved, in reading order."""
    moved = ~np.isnan(filled) & (treated != filled) & ~np.isnan(treated)
    found: list[Change] = []
    for step, mask, choices, before, after in (
        ("impute", was_filled, recipe.impute, raw, filled),
        ("treat", moved, recipe.treat, filled, treated),
    ):
        for t, r, j in np.argwhere(mask):
            name = choices.at(*plan.paths[j]).method
            found.append(Change(step, plan.regions[r].code, plan.years[t], plan.codes[j],
                                float(before[t, r, j]), float(after[t, r, j]), name))  # fmt: skip
    return tuple(found)


def unscored(plan: Plan, result: Result, idle: NDArray[np.bool_]) -> tuple[Unscored, ...]:
    """Every region-year without an index or pillar score, with the reason; idle (S, K) columns without any score."""
    return tuple(_unscored(plan, result, idle))


def _unscored(plan: Plan, result: Result, idle: NDArray[np.bool_]) -> Iterator[Unscored]:
    watched = dict.fromkeys((0, *plan.pillars))
    for i in watched:
        branch = plan.branches[i]
        chosen = method("aggregate", result.recipe.aggregate.at(*branch.path).method)
        for t, r in np.argwhere(np.isnan(result.scores[:, :, i])):
            region, year = plan.regions[r].code, plan.years[t]
            share = float(result.coverage[t, r, i])
            there = sum(not np.isnan(result.scores[t, r, p]) for p in plan.pillars)
            if idle[min(t, len(idle) - 1), list(branch.leaves)].all():
                yield Unscored(region, year, branch.code, "reason.nothing_differs")
            elif share == 0:
                yield Unscored(region, year, branch.code, "reason.no_data")
            elif "complete" in chosen.needs:
                yield Unscored(region, year, branch.code, "reason.gap", (("method", chosen.label), ("share", share)))
            elif i == 0 and plan.pillars and there < result.recipe.coverage.pillars * plan.declared_pillars - ROOM:
                values = (("there", there), ("declared", plan.declared_pillars))
                yield Unscored(region, year, branch.code, "reason.pillars", values)
            elif result.recipe.coverage.by == "children":
                yield Unscored(
                    region, year, branch.code, "reason.children", _children_there(plan, result, branch, t, r)
                )
            else:
                yield Unscored(region, year, branch.code, "reason.coverage", (("share", share),))


def _children_there(plan: Plan, result: Result, branch: Branch, t: int, r: int) -> tuple[tuple[str, int], ...]:
    """How many of a branch's children have a score, and how many there are."""
    columns = branch.leaves if result.recipe.structure == "flat" else branch.children
    every = np.concatenate([result.normalised[t, r], result.scores[t, r]])
    return ("there", int((~np.isnan(every[list(columns)])).sum())), ("children", len(columns))


def step_notes(plan: Plan, recipe: Recipe, prepared: Prepared, found: tuple[Told, ...]) -> tuple[StepNote, ...]:
    """The variant line of every method in use, with what its side results add to it."""
    return tuple(_step_notes(plan, recipe, prepared, found))


def _step_notes(plan: Plan, recipe: Recipe, prepared: Prepared, found: tuple[Told, ...]) -> Iterator[StepNote]:
    n = prepared.layout.ref(prepared.rows).shape[2]
    plain: tuple[tuple[Family, Choices[Choice]], ...] = (
        ("impute", recipe.impute), ("treat", recipe.treat), ("normalise", recipe.normalise),
    )  # fmt: skip
    for family, choices in plain:
        for choice, columns in by_choice(plan, choices):
            where = "all" if len(columns) == plan.width else ", ".join(plan.codes[j] for j in columns)
            own = tuple(t for t in found if t.family == family)
            yield _note(family, where, choice, recipe, n, len(columns), own)
    yield from _branch_notes(plan, recipe, prepared.layouts, found)
    if recipe.time is not None:
        yield _note("time", "all", recipe.time, recipe, n, len(plan.years))
    if recipe.grade is not None:
        yield _note("grade", "all", recipe.grade, recipe, n, len(plan.years))


def _branch_notes(plan: Plan, recipe: Recipe, layouts: Layouts, found: tuple[Told, ...]) -> Iterator[StepNote]:
    """Weighting and aggregation, each distinct choice once with the branches it serves."""
    flat = recipe.structure == "flat"
    branches = plan.branches[:1] if flat else plan.branches
    served: dict[tuple[str, Weighting], list[Branch]] = {}
    for family, choices in _branch_choices(recipe):
        for branch in branches:
            served.setdefault((family, choices.at(*branch.path)), []).append(branch)
    for (family, choice), own in served.items():
        where = "all" if len(own) == len(branches) else ", ".join(b.code for b in own)
        k = max(len(b.leaves if flat else b.children) for b in own)
        there = tuple(t for t in found if t.node in {b.code for b in own})
        n = (layouts.weight if family == "weight" else layouts.aggregate).ref_years.shape[-1]
        if isinstance(choice, Combination):
            yield _note("combine", where, choice.by, recipe, n, k, there)
            yield from (_note("weight", where, one, recipe, n, k, there) for one in choice.of)
        else:
            yield _note("weight" if family == "weight" else "aggregate", where, choice, recipe, n, k, there)


def _branch_choices(recipe: Recipe) -> tuple[tuple[str, Choices[Any]], ...]:
    return (("weight", recipe.weight), ("aggregate", recipe.aggregate))


def _note(
    family: Family, where: str, choice: Choice, recipe: Recipe, n: int, k: int, found: tuple[Told, ...] = ()
) -> StepNote:
    chosen = method(family, choice.method)
    own = [t.found for t in found if (t.family, t.choice) == (family, choice)]
    more = chosen.told(own) if own and chosen.told is not None else Text()
    text = joined(variant_line(chosen, choice, n, k), more, zh="；", en="; ")
    text = joined(_set_of(family, chosen, choice, recipe.scope), text)
    from_data = family == "weight" and chosen.fits_on != "none"
    return StepNote(family, where, choice.method, chosen.label, text, chosen.source, from_data)


def _set_of(family: Family, chosen: Method, choice: Choice, scope: Scope) -> Text:
    """The reference set of a step that looks at one; of an aggregation only where it has its own."""
    if family == "aggregate":
        return _scope_text(scope.aggregate, None) if scope.aggregate and chosen.takes("ref") else Text()
    if family not in {"normalise", "treat", "weight"} or "pointwise" in chosen.traits or chosen.fits_on == "none":
        return Text()
    if family == "normalise" and "independent" in chosen.traits and choice.options.get("without") != "data":
        return Text()  # declared goalposts are the same in any set
    kind = {"weight": scope.of_weights, "treat": scope.of_treatment}.get(family, scope.kind)
    return _scope_text(kind, scope.base_year if kind == "base" else None)


def _scope_text(kind: ScopeKind, year: int | None) -> Text:
    zh, en = (label(f"variant.scope.{kind}", lang) for lang in LANGUAGES)
    return Text(zh, en) if year is None else Text(f"{zh} {year}", f"{en} {year}")


def variant_line(chosen: Method, choice: Choice, n: int, k: int) -> Text:
    """Exactly which variant of a method ran: its own words, or all its parameters."""
    values = {p.name: choice.options.get(p.name, p.default) for p in chosen.options}
    if chosen.variant is not None:
        return text_of(chosen.variant(**values, n=n, k=k))
    shown = (f"{name} {value:g}" if isinstance(value, float) else f"{name} {value}" for name, value in values.items())
    return joined(*shown)


def provenance(panel: Panel, framework: Framework, recipe: Recipe) -> Provenance:
    """Versions and fingerprints; no clock, host, user or folder."""
    libraries = []
    for name in ("numpy", "pandas", "scipy", "scikit-learn"):
        try:
            libraries.append((name, version(name)))
        except PackageNotFoundError:
            continue
    fingerprint = hashlib.sha256(repr(recipe).encode("utf-8")).hexdigest()
    return Provenance(nqp_index.__version__, panel.files, framework.sha256, fingerprint, None, tuple(libraries))
