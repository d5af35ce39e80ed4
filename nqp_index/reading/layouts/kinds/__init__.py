"""One recogniser per layout. Each says whether a table is of its kind, and where region, year and series stand."""

from __future__ import annotations

from nqp_index.reading.layouts.kinds import (
    indicator_columns,
    long,
    region_by_series,
    region_by_year,
    series_by_region,
    series_by_year,
    stacked,
    year_blocks,
    year_by_region,
    year_by_series,
)
from nqp_index.reading.layouts.layout import Layout, Recogniser

#: In the order in which they are named to people.
RECOGNISERS: tuple[Recogniser, ...] = (
    long.LAYOUT, indicator_columns.LAYOUT, region_by_year.LAYOUT, region_by_series.LAYOUT, year_blocks.LAYOUT,
    stacked.LAYOUT, series_by_region.LAYOUT, year_by_region.LAYOUT, series_by_year.LAYOUT, year_by_series.LAYOUT,
)  # fmt: skip

__all__ = ["RECOGNISERS", "Layout", "Recogniser"]
