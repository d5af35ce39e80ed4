"""Sums that statistics print beside their parts: the nation against its regions, groups against their members."""

from __future__ import annotations

import numpy as np

from nqp_index.errors import Place
from nqp_index.model.panel import Panel
from nqp_index.reading.consistency.conflicts import place_of
from nqp_index.reading.consistency.printed import decimals
from nqp_index.reading.consistency.view import View
from nqp_index.reading.meaning.facts import Facts, Store
from nqp_index.reading.names.aggregates import Aggregate, load_aggregates
from nqp_index.reading.names.plain import plain
from nqp_index.terms.lookup import labels

_LEAST = 1e-3
Miss = tuple[float, int, float, float, Place]


def review_sums(view: View, facts: Facts, store: Store) -> None:
    """Tell, once per series and aggregate, sums that miss the printed figure by more than rounding explains."""
    known = load_aggregates()
    misses: dict[tuple[str, int], list[Miss]] = {}
    by_grouping: dict[str, set[str]] = {}
    chosen = np.flatnonzero((facts.region <= -2) & ~np.isnan(facts.value))
    for i in chosen.tolist():
        code = store.series.names[facts.series[i]]
        aggregate = known.get(plain(store.aggregates.names[-2 - facts.region[i]]))
        k = view.panel.series_index.get(code)
        if k is None or aggregate is None or view.series[k].kind not in {"stock", "flow"}:
            continue
        year = int(facts.year[i])
        found = _best(view.panel, aggregate, year, k, facts, i)
        if found is None:
            continue
        grouping, total, tolerance = found
        printed = float(facts.value[i])
        if abs(total - printed) > tolerance:
            gap = abs(total - printed) / max(abs(printed), 1e-300)
            misses.setdefault((aggregate.name, k), []).append((gap, year, total, printed, place_of(facts, i, store)))
        elif grouping and len({m for _, m in aggregate.members}) > 1:
            by_grouping.setdefault(aggregate.name, set()).add(grouping)
    _tell(view, misses)
    for name, groupings in sorted(by_grouping.items()):
        codes = sorted(groupings)
        view.problems.add("N1361", None, name=name, groupings=codes, names=[labels()[f"grouping.{c}"] for c in codes])


def _best(
    panel: Panel, aggregate: Aggregate, year: int, k: int, facts: Facts, i: int
) -> tuple[str, float, float] | None:
    """The grouping whose members come nearest to the printed sum: its name, the sum, the tolerance; None where some
    member has no value."""
    if aggregate.kind == "national":
        candidates: list[tuple[str, tuple[str, ...]]] = [("", tuple(r.code for r in panel.regions))]
    elif aggregate.kind == "group":
        candidates = list(aggregate.members)
    else:
        return None
    t = panel.years.index(year)
    printed, found = float(facts.value[i]), float(facts.found[i])
    unit = 10.0 ** -decimals(found) * (abs(printed / found) if found else 1.0)
    sums = []
    for grouping, members in candidates:
        at = [panel.region_index[m] for m in members if m in panel.region_index]
        values = panel.values[t, at, k]
        if len(at) == len(members) and len(at) > 1 and not np.isnan(values).any():
            tolerance = max(0.5 * unit * (len(at) + 1), _LEAST * abs(printed))
            sums.append((grouping, float(values.sum()), tolerance))
    return min(sums, key=lambda s: abs(s[1] - printed)) if sums else None


def _tell(view: View, misses: dict[tuple[str, int], list[Miss]]) -> None:
    for (name, k), found in misses.items():
        gap, year, total, printed, place = max(found, key=lambda m: m[0])
        view.problems.add(
            "W1360", place, name=name, series=view.series[k].label, years=sorted({m[1] for m in found}), year=year,
            total=f"{total:.10g}", printed=f"{printed:.10g}", gap=f"{100 * gap:.3g}%",
        )  # fmt: skip
