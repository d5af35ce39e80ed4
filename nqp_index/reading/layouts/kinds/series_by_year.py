"""Series × year: one region a table, series beside the values and years above."""

from __future__ import annotations

from nqp_index.reading.layouts.anatomy import Anatomy
from nqp_index.reading.layouts.layout import Layout, Recogniser


def fits(table: Anatomy) -> bool:
    """Years above and a series column beside, no regions anywhere in the table itself."""
    roles = table.roles
    return bool(table.has_years_above and roles.series) and not (
        roles.region or roles.code or table.has_regions_above or roles.year
    )


LAYOUT = Recogniser(Layout("series_by_year", region="table", year="column", series="row"), fits)
