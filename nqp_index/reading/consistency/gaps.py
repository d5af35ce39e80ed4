"""Gaps and signs of treatment: regions and years that are absent, equal values, a tail that repeats."""

from __future__ import annotations

import numpy as np

from nqp_index.reading.consistency.view import View, named
from nqp_index.terms import Text

_MOST_REGIONS = 500
#: The base of every measure of area.
AREA = (("平方米", 1),)


def review_gaps(view: View) -> None:
    """Tell regions that a series never has, years missing inside its span, equal values and repeated tails."""
    panel = view.panel
    absent: dict[int, list[Text]] = {}
    holes: list[Text] = []
    for k, series in enumerate(view.series):
        there = ~np.isnan(panel.values[:, :, k])
        years = np.flatnonzero(there.any(axis=1))
        never = ~there.any(axis=0)
        if never.any() and np.count_nonzero(never) <= len(panel.regions) / 2:
            for r in np.flatnonzero(never).tolist():
                absent.setdefault(r, []).append(series.label)
        inside = set(range(panel.years[years[0]], panel.years[years[-1]] + 1)) if len(years) else set()
        lost = sorted(inside - {panel.years[t] for t in years})
        if lost:
            text = "、".join(map(str, lost[:6])) + ("…" if len(lost) > 6 else "")
            holes.append(Text(f"{series.label.zh}（{text}）", f"{series.label.of('en')} ({text.replace('、', ', ')})"))
    for r, labels in absent.items():
        view.problems.add("N1376", None, region=view.region(r), series=named(labels), count=len(labels))
    if holes:
        view.problems.add("W1377", None, series=named(holes), count=len(holes))
    if len(panel.regions) <= _MOST_REGIONS:
        for k in range(len(view.series)):
            _equal_values(view, k)
            _repeated_tail(view, k)


def _digits(value: float) -> int:
    return len(f"{abs(value):.12g}".replace(".", "").strip("0"))


def _equal_values(view: View, k: int) -> None:
    """Two regions with one and the same many-digit value in a year: a cap, or a copied row."""
    found: list[Text] = []
    first = (0, 0)
    for t in range(len(view.panel.years)):
        column = view.panel.values[t, :, k]
        distinct, counts = np.unique(column[~np.isnan(column)], return_counts=True)
        for value in distinct[counts > 1].tolist():
            if _digits(value) < 5:
                continue
            at = np.flatnonzero(column == value).tolist()
            first = first if found else (t, at[0])
            names = [view.region(r) for r in at]
            found.append(Text(f"{'、'.join(n.zh for n in names)} {view.panel.years[t]}",
                              f"{', '.join(n.of('en') for n in names)} {view.panel.years[t]}"))  # fmt: skip
    if found:
        place = view.place(first[0], first[1], k)
        view.problems.add("W1378", place, series=view.series[k].label, cells=named(found), count=len(found))


def _repeated_tail(view: View, k: int) -> None:
    """A last year that repeats the year before in many regions: filled in, not published.

    Values of one or two digits repeat by themselves (three unicorns, 0.2 %), and an area is the same every year.
    """
    if view.series[k].measure.bases == AREA:
        return
    there = np.flatnonzero((~np.isnan(view.panel.values[:, :, k])).any(axis=1))
    if len(there) < 2 or len(view.panel.regions) < 5:
        return
    last, before = view.panel.values[there[-1], :, k], view.panel.values[there[-2], :, k]
    same = (last == before) & np.array([_digits(value) > 2 for value in np.nan_to_num(last).tolist()])
    if np.count_nonzero(same) >= max(3, 0.3 * np.count_nonzero(~np.isnan(last))):
        r = int(np.flatnonzero(same)[0])
        view.problems.add(
            "W1379", view.place(int(there[-1]), r, k), series=view.series[k].label,
            year=view.panel.years[int(there[-1])], count=int(np.count_nonzero(same)),
        )  # fmt: skip
