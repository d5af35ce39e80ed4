"""A panel with the names and the voice that every review needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nqp_index.errors import Place, Problems
from nqp_index.model.framework import Series
from nqp_index.model.panel import Panel
from nqp_index.terms import Text

_MOST_NAMED = 5


@dataclass(frozen=True, eq=False)
class View:
    """What was read, the dictionary's series in panel order, and where findings are told."""

    panel: Panel
    series: tuple[Series, ...]
    problems: Problems

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


def named(cells: Sequence[Text]) -> list[object]:
    """The worst few, and how many more there are."""
    shown: list[object] = list(cells[:_MOST_NAMED])
    return [*shown, f"… +{len(cells) - _MOST_NAMED}"] if len(cells) > _MOST_NAMED else shown
