"""Series × region: series beside the values, regions above; one year a table, or a year column."""

from __future__ import annotations

from nqp_index.reading.layouts.anatomy import Anatomy
from nqp_index.reading.layouts.layout import Layout, Recogniser


def fits(table: Anatomy) -> bool:
    """Regions above and a series column beside."""
    roles = table.roles
    return bool(table.has_regions_above and roles.series) and not (roles.region or roles.code)


LAYOUT = Recogniser(Layout("series_by_region", region="column", year="table", series="row"), fits)
