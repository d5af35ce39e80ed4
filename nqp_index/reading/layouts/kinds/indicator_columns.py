"""Long with indicator columns: one region and year a row, one series a column."""

from __future__ import annotations

from nqp_index.reading.layouts.anatomy import Anatomy
from nqp_index.reading.layouts.layout import Layout, Recogniser


def fits(table: Anatomy) -> bool:
    """Region and year columns, and series above the values."""
    roles = table.roles
    beside = bool((roles.region or roles.code) and roles.year) and not roles.series
    return beside and bool(table.headings) and not (table.has_years_above or table.has_regions_above)


LAYOUT = Recogniser(Layout("indicator_columns", region="row", year="row", series="column"), fits)
