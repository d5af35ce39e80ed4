"""Year × region: one series a table, years beside the values and regions above."""

from __future__ import annotations

from nqp_index.reading.layouts.anatomy import Anatomy
from nqp_index.reading.layouts.layout import Layout, Recogniser


def fits(table: Anatomy) -> bool:
    """Regions above, a year column beside, no series column."""
    roles = table.roles
    return bool(table.has_regions_above and roles.year) and not (roles.region or roles.code or roles.series)


LAYOUT = Recogniser(Layout("year_by_region", region="column", year="row", series="table"), fits)
