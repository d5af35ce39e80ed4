"""What the words of a table are looked up in: regions, series, measures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from nqp_index.reading.layouts.words import role_of, year_of_text
from nqp_index.reading.measures import parse_measure
from nqp_index.reading.names import RegionNames, SeriesNames


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The names that may stand in a table. Without a dictionary of series, series are taken as found."""

    regions: RegionNames
    series: SeriesNames
    open_series: bool = False

    def is_region(self, text: str) -> bool:
        return self.regions.is_region(text)

    def is_series(self, text: str) -> bool:
        return bool(text) and bool(self.series.code(text))


@lru_cache(maxsize=20_000)
def is_measure(text: str) -> bool:
    """Whether a text is the name of a known measure, and not a year or a heading's key word."""
    if not text or len(text) > 40 or text.replace(".", "").isdigit():
        return False
    return year_of_text(text) is None and not role_of(text) and parse_measure(text) is not None
