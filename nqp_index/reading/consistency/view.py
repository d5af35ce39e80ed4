"""A panel with the names and the voice that every review needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nqp_index.errors import Place, Problems
from nqp_index.model.framework import Series
from nqp_index.model.panel import Floats, Panel
from nqp_index.terms import Text

_MOST_NAMED = 5


@dataclass(frozen=True, eq=False)
class View:
    """What was read, the dictionary's series in panel order, and where findings are told."""

    panel: Panel
    series: tuple[Series, ...]
    problems: Problems

    def logs(self, k: int) -> Floats:
        """(T, R) natural logarithms of the values of one series that are above zero, NaN elsewhere."""
        with np.errstate(divide="ignore", invalid="ignore"):
            logs: Floats = np.log(self.panel.values[:, :, k])
        logs[~np.isfinite(logs)] = np.nan
        return logs

    def region(self, r: int) -> Text:
        return self.panel.regions[r].label or Text(self.panel.regions[r].code)

    def place(self, t: int, r: int, k: int) -> Place | None:
        """Where a value stood; None when it was not read from a file."""
        origin = self.panel.origins.at(int(self.panel.origin[t, r, k]))
        return origin.place if origin else None

    def cell(self, t: int, r: int) -> Text:
        """Region and year for a list of findings."""
        name, year = self.region(r), self.panel.years[t]
        return Text(f"{name.zh} {year}", f"{name.of('en')} {year}")

    def cells(self, found: Sequence[Sequence[int]]) -> list[object]:
        """Region and year of the first of these (year, region) positions, and how many more there are."""
        return named([self.cell(c[0], c[1]) for c in found[:_MOST_NAMED]], len(found))


def named(texts: Sequence[object], count: int = 0) -> list[object]:
    """The worst few, and how many more there are; `count` is how many there are in all."""
    shown: list[object] = list(texts[:_MOST_NAMED])
    more = max(count, len(texts)) - len(shown)
    return [*shown, f"… +{more}"] if more > 0 else shown
