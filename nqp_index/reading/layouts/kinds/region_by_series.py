"""Region × series: one year a table, its series above."""

from __future__ import annotations

from nqp_index.reading.layouts.anatomy import Anatomy
from nqp_index.reading.layouts.layout import Layout, Recogniser


def fits(table: Anatomy) -> bool:
    """Regions beside the values, names above, no year in heading or columns."""
    roles = table.roles
    return bool((roles.region or roles.code) and table.has_names_above) and not (
        table.has_years_above or table.has_regions_above or roles.year or roles.series or roles.value
    )


LAYOUT = Recogniser(Layout("region_by_series", region="row", year="table", series="column"), fits)
