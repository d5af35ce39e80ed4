"""Long: one value a row, with its region, its year and its series beside it."""

from __future__ import annotations

from nqp_index.reading.layouts.anatomy import Anatomy
from nqp_index.reading.layouts.layout import Layout, Recogniser


def fits(table: Anatomy) -> bool:
    """A value column beside region, year and series columns, and no years or regions above."""
    roles = table.roles
    return bool(roles.value and roles.series and (roles.region or roles.code)) and not (
        table.has_years_above or table.has_regions_above
    )


LAYOUT = Recogniser(Layout("long", region="row", year="row", series="row"), fits)
