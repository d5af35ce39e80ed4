"""Scores again with something changed, and puts the two rankings side by side."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import numpy as np

from nqp_index.analysis.places import no_such_thing, region_position, year_position
from nqp_index.analysis.removal import lost_and_gained
from nqp_index.analysis.variation import framework_with, reweighted, swapped, without_indicators
from nqp_index.errors import UsageError, problem
from nqp_index.methods.statistics.correlation import rank_correlation
from nqp_index.model.findings import Moved, WhatIf
from nqp_index.model.framework import Framework, Indicator, Node, Series
from nqp_index.model.panel import CellStatus, Panel
from nqp_index.model.recipe import Recipe
from nqp_index.model.result import Result
from nqp_index.scoring.pipeline import score
from nqp_index.terms import LANGUAGES, Text, label

Value = tuple[str, int, str, float | None]


def whatif(
    result: Result,
    *,
    weights: Mapping[str, float] | None = None,
    drop: Iterable[str] = (),
    swap: Mapping[str, Indicator | str] | None = None,
    recipe: Recipe | None = None,
    values: Iterable[Value] = (),
    year: int | None = None,
) -> WhatIf:
    """The ranking before and after changes, for one year (the last by default).

    weights  node or indicator code → new weight beside its siblings, which keep theirs: declared weights where those
             are used, else the weights in use that year (those of `recipe`, where one is given) scaled to average 1
             under the parent
    drop     codes of indicators or nodes that are left out; their weight goes to their siblings
    swap     indicator code → another indicator, or the code of a series that takes its place
    recipe   another recipe
    values   (region, year, series, value) to put into the data; None takes the value out
    Raises UsageError when nothing is changed, a name is unknown, what is swapped in has no value that year, or an
    indicator of a stored scale is to go; and what scoring raises.
    """
    t = year_position(result, year)
    drop, values, weights, swap = tuple(drop), tuple(values), weights or {}, swap or {}
    if not (weights or drop or swap or values or recipe is not None):
        raise UsageError(problem("E6029"))
    changes: list[Text] = []
    framework, chosen, judged_by = result.framework, recipe or result.recipe, None
    reference = result.reference if chosen.scope.kind == "fixed" else None
    if reference is not None and (drop or swap):
        raise UsageError(problem("E1512", names=[*drop, *swap]))
    if recipe is not None:
        changes.append(
            Text(f"方案：{recipe.label.of('zh') or recipe.name}", f"recipe: {recipe.label.of('en') or recipe.name}")
        )
    framework, stand_ins = _swapped(result, framework, swap, changes)
    if drop:
        framework = framework_with(framework, without_indicators(framework, drop))
        changes.append(_said("drop", names=[_named(result.framework, code) for code in drop]))
    if weights:
        in_use = result if recipe is None else score(result.panel, result.framework, chosen, reference=reference)
        made = reweighted(in_use, framework, chosen, weights, t)
        framework, chosen, judged_by = made.framework, made.recipe, made.judged_by
        if reference is not None:  # its scale stays, its weights would undo the change
            reference = replace(reference, weights={}, leaf_weights={})
        changes += [_said("weight", name=_named(framework, code), old=f"{made.before[code]:.4g}", new=f"{w:.4g}")
                    for code, w in weights.items()]  # fmt: skip
        if made.kept:
            changes.append(_said("kept", year=result.years[t]))
    panel = _with_values(result, values, changes)
    after = score(panel, framework, chosen, reference=reference, judged_by=judged_by)
    changes += [told for code, new in stand_ins.items() for told in _gaps(after, code, new, _name(swap[code]), t)]
    return _side_by_side(result, after, t, changes)


def _swapped(
    result: Result, framework: Framework, swap: Mapping[str, Indicator | str], changes: list[Text]
) -> tuple[Framework, dict[str, str]]:
    """The framework after all swaps, and the code of the indicator that stands in for each one taken out."""
    stand_ins: dict[str, str] = {}
    for code, other in swap.items():
        root, stand_ins[code] = swapped(result, framework, code, other)
        framework = framework_with(framework, root)
        changes.append(_said("swap", old=_named(result.framework, code), new=_named(framework, stand_ins[code])))
    return framework, stand_ins


def _name(other: Indicator | str) -> str:
    return other if isinstance(other, str) else other.code


def _gaps(after: Result, code: str, new: str, name: str, t: int) -> Iterator[Text]:
    """The regions for which `new`, the indicator made of what was named, has no value in the year judged.

    Raises UsageError where no region has one: the change would be `code` left out, under the name of a swap.
    """
    if new not in {i.code for i in after.framework.indicators}:  # taken out again by `drop`
        return
    year = after.years[t]
    if new not in after.indicator_index:
        raise UsageError(problem("E6038", name=name, code=code))
    missing = np.isnan(after.treated[:, :, after.indicator_index[new]])
    if missing[t].all():
        known = [y for y, gone in zip(after.years, missing, strict=True) if not gone.all()]
        raise UsageError(problem("E6037", name=name, code=code, year=year, known=known))
    regions = [region.label for region, gone in zip(after.regions, missing[t], strict=True) if gone]
    if regions:
        yield _said("swap_gaps", name=name, year=year, count=len(regions), regions=regions)


def _with_values(result: Result, values: tuple[Value, ...], changes: list[Text]) -> Panel:
    panel = result.panel
    if not values:
        return panel
    cube, status, origin = panel.values.copy(), panel.status.copy(), panel.origin.copy()
    for region, year, series, value in values:
        t, r = year_position(result, year), region_position(result, region)
        if series not in panel.series_index:
            raise no_such_thing(series, panel.series)
        if value is not None and not math.isfinite(value):
            raise UsageError(problem("E6028", series=series, value=value))
        k = panel.series_index[series]
        before = cube[t, r, k]
        cube[t, r, k] = math.nan if value is None else value
        status[t, r, k] = CellStatus.MISSING if value is None else CellStatus.OBSERVED
        origin[t, r, k] = -1
        old, new = ("-" if x is None or math.isnan(x) else f"{x:g}" for x in (before, value))
        changes.append(_said("value", region=result.regions[r].label, year=year,
                             series=_named(result.framework, series), old=old, new=new))  # fmt: skip
    return replace(panel, values=cube, status=status, origin=origin)


def _named(framework: Framework, code: str) -> Text:
    """A node, an indicator or a series by its label, with its code behind."""
    known: tuple[Node | Indicator | Series, ...] = (*framework.nodes, *framework.indicators, *framework.series)
    text = next((item.label for item in known if item.code == code), Text(code, code))
    zh, en = (f"{text.of(lang)}{{}}{code}{{}}" if text.of(lang) != code else code for lang in LANGUAGES)
    return Text(zh.format("（", "）"), en.format(" (", ")"))


def _said(key: str, **values: object) -> Text:
    return Text(label(f"change.{key}", "zh", **values), label(f"change.{key}", "en", **values))


def _side_by_side(before: Result, after: Result, t: int, changes: list[Text]) -> WhatIf:
    old, new = before.ranks[t, :, 0], after.ranks[t, :, 0]
    moves = [
        Moved(region, float(before.scores[t, r, 0]), float(after.scores[t, r, 0]), float(old[r]), float(new[r]))
        for r, region in enumerate(before.regions)
    ]
    moves.sort(key=lambda m: (math.isnan(m.rank_after), m.rank_after))
    moved = np.abs(old - new)
    shift = float(np.nanmean(moved)) if (~np.isnan(moved)).any() else float("nan")
    lost, gained = lost_and_gained(before.regions, old, new)
    return WhatIf(
        before.years[t], tuple(changes), tuple(moves), shift, rank_correlation(old, new), lost, gained,
        tuple(dict.fromkeys(before.problems)), tuple(dict.fromkeys(after.problems)),
    )  # fmt: skip
