"""Values whose size betrays another measure: 10², 10³, 10⁴ or 10⁸ off against their own history, their neighbours
or the plausible range. They are named with the likely slip, never changed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nqp_index.model.measure import Measure
from nqp_index.model.panel import Floats
from nqp_index.reading.consistency.view import View
from nqp_index.terms import Text

_POWERS = (2, 3, 4, 8)
#: The same for money and counts, the commonest slip first: 万元 for 亿元.
_LIKELY = (4, 8, 3, 2)
#: How far from an exact power of ten a slip may lie, in powers of ten: growth over the years moves it a little.
_NEAR = 0.25
#: Regions between which a gap means something; among very many parks some are always far apart.
_FEWEST, _MOST = 8, 500
#: Powers of ten to the next region. Tiny regions are often far below all others, giants hardly ever far above.
_APART_ABOVE, _APART_BELOW = 1.5, 2.0
_CLOSE = 3
#: How much a region's other years may vary, in powers of ten, for a slip to stand out.
_STEADY = 0.3


def review_magnitudes(view: View) -> None:
    """Tell values that are a power of ten away from where they belong."""
    told = {cell for k in range(len(view.series)) for cell in _against_history(view, k)}
    told = _against_neighbours(view, told)
    _against_range(view, told)


def _against_history(view: View, k: int) -> set[tuple[int, int, int]]:
    """Cells of a series far from the median of their own other years, whole years told as one."""
    regions = _unsteady(view.panel.values[:, :, k])
    if len(view.panel.years) < 3 or not len(regions):
        return set()
    own = view.logs(k)[:, regions] / np.log(10)
    deviation = own - _median(own)
    steady = _median(np.abs(deviation)) < _STEADY
    power = np.zeros(own.shape, np.int8)
    for p in _POWERS:
        power[np.abs(np.abs(deviation) - p) <= _NEAR] = p
    power = np.where(steady & _has_neighbour(view, own), np.where(deviation > 0, power, -power), 0)
    groups: dict[tuple[int, int], list[int]] = {}
    for t, c in np.argwhere(power).tolist():
        groups.setdefault((t, int(power[t, c])), []).append(int(regions[c]))
    for (t, size), found in sorted(groups.items()):
        view.problems.add(
            "W1370", view.place(t, found[0], k), series=view.series[k].label, count=len(found),
            slip=slip_text(size, view.series[k].measure), cells=view.cells([(t, r) for r in found]),
        )  # fmt: skip
    return {(t, r, k) for (t, _), found in groups.items() for r in found}


def _unsteady(values: Floats) -> NDArray[np.intp]:
    """Regions whose years may lie as far apart as the smallest slip; a region that is left out surely has no slip.

    A slip is at least `_POWERS[0] - _NEAR` powers of ten away from the median, and so from the least or the largest.
    """
    least, most = values.min(axis=0), values.max(axis=0)
    return np.flatnonzero(~((least > 0) & (most < 10 ** (_POWERS[0] - _NEAR - 0.01) * least)))


def _median(x: Floats) -> Floats:
    """Median down the first axis, NaN left out."""
    found: Floats = np.nanmedian(x, axis=0) if np.isnan(x).any() else np.median(x, axis=0)
    return found


def _has_neighbour(view: View, own: Floats) -> NDArray[np.bool_]:
    """Whether a year close by has a value: over decades honest growth reaches powers of ten."""
    years = np.array(view.panel.years)
    gap = np.abs(years[:, None] - years[None, :])
    close: NDArray[np.bool_] = ((gap > 0) & (gap <= _CLOSE)) @ ~np.isnan(own)
    return close


def _against_neighbours(view: View, told: set[tuple[int, int, int]]) -> set[tuple[int, int, int]]:
    """In one year, a single region a power of ten apart from all others, unless its own other years are like that."""
    if not _FEWEST <= len(view.panel.regions) <= _MOST:
        return told
    for k in range(len(view.series)):
        logs = view.logs(k) / np.log(10)
        found = [(t, *apart) for t in _parted(logs) if (apart := _apart(logs[t])) is not None]
        found = [c for c in found if (c[0], c[1], k) not in told and not _usual(logs[:, c[1]], c[0])]
        if not found:
            continue
        told.update((t, r, k) for t, r, _ in found)
        t, r, gap = found[0]
        power = min(_POWERS, key=lambda p: abs(p - abs(gap)))
        view.problems.add(
            "W1371", view.place(t, r, k), series=view.series[k].label, cells=view.cells([c[:2] for c in found]),
            count=len(found), value=float(view.panel.values[t, r, k]),
            slip=slip_text(power if gap > 0 else -power, view.series[k].measure),
        )  # fmt: skip
    return told


def _parted(logs: Floats) -> list[int]:
    """Years in which the first or the last value stands far enough from the next to be looked at."""
    ranked = np.sort(logs, axis=1)  # NaN come last
    years, count = np.arange(len(logs)), np.count_nonzero(~np.isnan(logs), axis=1)
    above = ranked[years, np.maximum(count, 2) - 1] - ranked[years, np.maximum(count, 2) - 2] >= _APART_ABOVE
    below = ranked[:, 1] - ranked[:, 0] >= _APART_BELOW
    return np.flatnonzero((above | below) & (count >= _FEWEST)).tolist()


def _apart(column: Floats) -> tuple[int, float] | None:
    """The region that stands apart at the top or the bottom, and how far from the median; None when none does."""
    there = np.flatnonzero(~np.isnan(column))
    if len(there) < _FEWEST:
        return None
    order = there[np.argsort(column[there])]
    ranked = column[order]
    middle = float(np.median(ranked))
    if ranked[-1] - ranked[-2] >= _APART_ABOVE:
        return int(order[-1]), float(ranked[-1]) - middle
    if ranked[1] - ranked[0] >= _APART_BELOW:
        return int(order[0]), float(ranked[0]) - middle
    return None


def _usual(own: Floats, t: int) -> bool:
    """Whether the region's other years have the same size."""
    others = np.delete(own, t)
    others = others[~np.isnan(others)]
    return bool(len(others)) and abs(float(np.median(others)) - float(own[t])) < 1


def _against_range(view: View, told: set[tuple[int, int, int]]) -> None:
    """Values outside the plausible range of the dictionary, with the power of ten that would bring them inside."""
    for k, series in enumerate(view.series):
        if series.plausible == (None, None):
            continue
        low, high = (
            end if end is not None else edge for end, edge in zip(series.plausible, (-np.inf, np.inf), strict=True)
        )
        values = view.panel.values[:, :, k]
        outside = [c for c in np.argwhere((values < low) | (values > high)).tolist() if (c[0], c[1], k) not in told]
        if not outside:
            continue
        t, r = outside[0]
        first = float(values[t, r])
        likely = _POWERS if series.measure.is_pure else _LIKELY
        inside = [p for n in likely for p in (n, -n) if low <= first / 10.0**p <= high]
        view.problems.add(
            "W1372", view.place(t, r, k), series=series.label, cells=view.cells(outside),
            count=len(outside), value=first, low=low, high=high,
            slip=slip_text(inside[0], series.measure) if inside else Text("—", "—"),
        )  # fmt: skip


def slip_text(power: int, measure: Measure) -> Text:
    """The likely slip in words: which measures of the series' own kind were probably taken for one another.

    >>> slip_text(4, Measure("亿元", bases=(("元", 1),))).of("en")
    '10^4 times too large: 万元 for 亿元, or 元 for 万元?'
    """
    size = f"10^{abs(power)}"
    zh, en = _mixed(abs(power), measure)
    way = ("大", "large") if power > 0 else ("小", "small")
    if not zh:
        return Text(f"{way[0]}了 {size} 倍", f"{size} times too {way[1]}")
    return Text(f"{way[0]}了 {size} 倍，可能混淆了{zh}", f"{size} times too {way[1]}: {en}?")


_MONEY = {
    3: ("元与千元", "元 for 千元"), 4: ("万元与亿元，或元与万元", "万元 for 亿元, or 元 for 万元"),
    8: ("元与亿元", "元 for 亿元"),
}  # fmt: skip
_PREFIXED = {3: "千", 4: "万", 8: "亿"}


def _mixed(power: int, measure: Measure) -> tuple[str, str]:
    """Two measures so many powers of ten apart in which such a series is printed; empty when there are none."""
    if measure.is_pure:
        return ("比值与百分数", "a share for a percentage") if power == 2 else ("", "")
    base = next(base for base, exponent in measure.bases if exponent > 0 or len(measure.bases) == 1)
    if base == "元":
        return _MONEY.get(power, ("", ""))
    prefix = _PREFIXED.get(power)
    base = measure.text.partition("/")[0].lstrip("十百万亿") or base
    return (f"{base}与{prefix}{base}", f"{base} for {prefix}{base}") if prefix else ("", "")
