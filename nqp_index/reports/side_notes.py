"""What some methods conclude beside the ranking, in a sentence: who VIKOR's compromise is, how RSR fits its grades."""

from __future__ import annotations

from collections.abc import Iterator

from nqp_index.model.detail import Detail
from nqp_index.reports.view import View

#: So many names at most in a sentence; the others are counted.
NAMES = 12


def side_notes(view: View) -> Iterator[str]:
    """Sentences on the index: of the year in front where each year stands alone, else of the whole set."""
    found = {d.name: d for d in view.result.details if d.node == view.result.nodes[0] and d.step == "aggregate"}
    if "compromise" in found:
        yield _compromise(view, found)
    if "slope" in found:
        yield _regression(view, found)


def _compromise(view: View, found: dict[str, Detail]) -> str:
    s, members = _set(view, found["rows"]), found["compromise"].values.tolist()
    years = [view.t] if _is_yearly(view, found["rows"]) else view.recent
    q = found["Q"].values.tolist()
    best_first = sorted((q[t][r], t, r) for t in years for r in view.ranked(t) if members[t][r])
    names = [_name(view, t, r) for _, t, r in best_first]
    rest = len(names) - NAMES
    shown = view.word("note.and_more", names=names[:NAMES], count=rest) if rest > 0 else names
    conditions = {
        key: view.word("yes" if found[name].values.tolist()[s] else "no")
        for key, name in (("advantage", "acceptable_advantage"), ("stability", "acceptable_stability"))
    }
    return view.word("note.compromise", set=_span(view, found["rows"]), names=shown, **_size(found, s), **conditions)


def _regression(view: View, found: dict[str, Detail]) -> str:
    s = _set(view, found["rows"])
    slope, intercept, r2 = (f"{found[name].values.tolist()[s]:.4g}" for name in ("slope", "intercept", "r2"))
    return view.word("note.regression", set=_span(view, found["rows"]), slope=slope, intercept=intercept, r2=r2,
                     **_size(found, s))  # fmt: skip


def _size(found: dict[str, Detail], s: int) -> dict[str, str]:
    return {"n": f"{found['rows'].values.tolist()[s]:g}"}


def _is_yearly(view: View, own: Detail) -> bool:
    return len(own.values) == len(view.result.years)


def _set(view: View, own: Detail) -> int:
    """Position of the reference set that the year in front belongs to."""
    return view.t if _is_yearly(view, own) else 0


def _span(view: View, own: Detail) -> str:
    """The years that are compared with each other."""
    years = view.result.years
    return str(view.year) if _is_yearly(view, own) else f"{years[0]}–{years[-1]}"


def _name(view: View, t: int, r: int) -> str:
    """A region, with its year where years are compared with each other."""
    years = view.result.years
    alone = len(years) == 1 or view.result.recipe.scope.of_aggregation == "yearly"
    return view.region(r) if alone else f"{view.region(r)} {years[t]}"
