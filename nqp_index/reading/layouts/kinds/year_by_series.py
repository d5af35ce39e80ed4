"""Year × series: one region a table, years beside the values and series above."""

from __future__ import annotations

from nqp_index.reading.layouts.anatomy import Anatomy
from nqp_index.reading.layouts.layout import Layout, Recogniser


def fits(table: Anatomy) -> bool:
    """A year column beside names above, no regions anywhere in the table itself."""
    roles = table.roles
    return bool(roles.year and table.has_names_above) and not (
        roles.region or roles.code or roles.series or table.has_regions_above or table.has_years_above
    )


LAYOUT = Recogniser(Layout("year_by_series", region="table", year="row", series="column"), fits)
