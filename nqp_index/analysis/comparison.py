"""One region beside the leader, the mean, a rival, and itself in another year."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from nqp_index.analysis.gaps import Cell, Split, split_between, split_from_mean
from nqp_index.analysis.places import region_position, year_position
from nqp_index.analysis.reasons import no_score
from nqp_index.errors import NqpError, UsageError, problem
from nqp_index.methods.kernels import Floats, column_mean
from nqp_index.model.findings import Contribution, Gap
from nqp_index.model.recipe import Scope
from nqp_index.model.result import Result
from nqp_index.scoring.places import placed
from nqp_index.terms import Text


def comparisons(result: Result, t: int, r: int, against: str | int | None) -> tuple[Gap, ...]:
    """The gap to what was asked for, then to the leader (or the runner-up) unless that is what was asked for, to the
    mean and to the year before."""
    asked = _asked(result, t, r, against)
    first = _first_other(result, t, r)
    is_told = first is not None and any(gap.other_label == result.regions[first].label for gap in asked)
    leader = [] if first is None or is_told else [_pair(result, "leader", t, r, first)]
    found = [*asked, *leader, _mean(result, t, r)]
    if not any(gap.kind == "year" for gap in asked) and t > 0 and not np.isnan(result.scores[t - 1, r, 0]):
        found.append(_year(result, t, r, t - 1))
    return tuple(found)


def _asked(result: Result, t: int, r: int, against: str | int | None) -> list[Gap]:
    """The gap to another region or year. Raises UsageError for the same one and where there is no score."""
    if against is None:
        return []
    year = _year_of(result, against)
    if year is not None:
        if year == t:
            raise UsageError(problem("E6035", region=result.regions[r].label, year=result.years[t]))
        if np.isnan(result.scores[year, r, 0]):
            raise no_score(result, year, r)
        return [_year(result, t, r, year)]
    h = region_position(result, str(against))
    if h == r:
        raise UsageError(problem("E6031", name=result.regions[r].label))
    if np.isnan(result.scores[t, h, 0]):
        raise no_score(result, t, h)
    return [_pair(result, "rival", t, r, h)]


def _year_of(result: Result, against: str | int) -> int | None:
    """Position of a year to compare with; None when `against` names a region."""
    text = str(against)
    if isinstance(against, int) or (text.isdigit() and len(text) == 4 and text not in result.region_index):
        return year_position(result, int(against))
    return None


def _first_other(result: Result, t: int, r: int) -> int | None:
    """The leader; for the leader itself the runner-up; None where nobody else has a rank."""
    order = [int(h) for h in np.argsort(result.ranks[t, :, 0], kind="stable") if not np.isnan(result.ranks[t, h, 0])]
    return next((h for h in order if h != r), None)


def _pair(result: Result, kind: str, t: int, r: int, h: int) -> Gap:
    split = split_between(result, (t, r), (t, h))
    return _gap(result, kind, result.regions[h].label, (t, r), (t, h), split)


def _gap(result: Result, kind: str, name: Text, own: Cell, other: Cell, split: Split) -> Gap:
    return Gap(
        kind=kind, other_label=name, own=float(result.scores[(*own, 0)]), other=float(result.scores[(*other, 0)]),
        own_rank=float(result.ranks[(*own, 0)]), other_rank=float(result.ranks[(*other, 0)]), way=split.way,
        parts=_contributions(result, split, result.normalised[own], result.normalised[other]),
        is_low_good=result.is_low_good,
    )  # fmt: skip


def _contributions(result: Result, split: Split, own: Floats, other: Floats) -> tuple[Contribution, ...]:
    if split.parts is None:
        return ()
    labels = {i.code: i.label for i in result.framework.indicators}
    return tuple(
        Contribution(code, labels[code], float(own[j]), float(other[j]), float(split.parts[j]))
        for j, code in enumerate(result.indicators)
    )


def _mean(result: Result, t: int, r: int) -> Gap:
    ranked = [int(h) for h in np.flatnonzero(~np.isnan(result.scores[t, :, 0]))]
    split = split_from_mean(result, t, r, ranked)
    typical = column_mean(result.normalised[t, ranked])[0]
    return Gap(
        kind="mean", other_label=Text("各地区平均", "the mean of all regions"), own=float(result.scores[t, r, 0]),
        other=float(np.mean(result.scores[t, ranked, 0])), own_rank=float(result.ranks[t, r, 0]),
        other_rank=float("nan"), way=split.way, parts=_contributions(result, split, result.normalised[t, r], typical),
        is_low_good=result.is_low_good,
    )  # fmt: skip


def _year(result: Result, t: int, r: int, before: int) -> Gap:
    """The change since another year. Where each year has its own scale, the new data are also scored on the old
    year's scale and weights: that part is the data's, the rest the method's. The parts split the data's effect."""
    name = Text(f"{result.years[before]} 年", str(result.years[before]))
    same = on_one_scale(result, before)
    if same is None or np.isnan(same.scores[[t, before], r, 0]).any():
        return _gap(result, "year", name, (t, r), (before, r), Split(None, "no_scale"))
    split = split_between(same, (t, r), (before, r))
    parts = _contributions(same, split, same.normalised[t, r], same.normalised[before, r])
    gap = replace(_gap(result, "year", name, (t, r), (before, r), Split(None, split.way)), parts=parts)
    data_effect = float(same.scores[t, r, 0] - same.scores[before, r, 0])
    field = same.scores[before, :, 0].copy()
    field[r] = same.scores[t, r, 0]
    alone = float(placed(field, result.recipe.ranking, high_is_good=not result.is_low_good)[r])
    gained = gap.other_rank - gap.own_rank
    return replace(
        gap, is_rescaled=same is not result, data_effect=data_effect, method_effect=gap.points - data_effect,
        rank_own_effect=gap.other_rank - alone, rank_field_effect=gained - (gap.other_rank - alone),
    )  # fmt: skip


def on_one_scale(result: Result, before: int) -> Result | None:
    """The result itself where all years share scale and weights, else scored anew on the earlier year's."""
    if result.years_compare:
        return result
    from nqp_index.scoring.pipeline import score

    recipe = replace(result.recipe, scope=Scope("base", result.years[before]))
    try:
        return score(result.panel, result.framework, recipe)
    except NqpError:
        return None
