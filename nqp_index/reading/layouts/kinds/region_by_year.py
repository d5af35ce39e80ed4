"""Region × year: one series a table, its years above."""

from __future__ import annotations

from nqp_index.reading.layouts.anatomy import Anatomy
from nqp_index.reading.layouts.layout import Layout, Recogniser


def fits(table: Anatomy) -> bool:
    """Regions beside the values, years above, and at most one name above all the years."""
    roles = table.roles
    dated = [h for h in table.headings if h.year is not None]
    names = {h.path for h in dated}
    return bool(
        (roles.region or roles.code)
        and dated
        and len(names) == 1
        and not roles.series
        and not roles.year
        and not table.has_regions_above
    )


LAYOUT = Recogniser(Layout("region_by_year", region="row", year="column", series="table"), fits)
