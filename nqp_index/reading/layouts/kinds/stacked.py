"""Stacked blocks: series and region beside the values, years above."""

from __future__ import annotations

from nqp_index.reading.layouts.anatomy import Anatomy
from nqp_index.reading.layouts.layout import Layout, Recogniser


def fits(table: Anatomy) -> bool:
    """A series column and a region column before years."""
    roles = table.roles
    return bool(
        (roles.region or roles.code)
        and roles.series
        and table.has_years_above
        and not roles.year
        and not table.has_regions_above
    )


LAYOUT = Recogniser(Layout("stacked", region="row", year="column", series="row"), fits)
