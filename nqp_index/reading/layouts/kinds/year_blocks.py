"""Year blocks side by side: regions beside the values, series and years above them."""

from __future__ import annotations

from nqp_index.reading.layouts.anatomy import Anatomy
from nqp_index.reading.layouts.layout import Layout, Recogniser


def fits(table: Anatomy) -> bool:
    """Regions beside the values, and above them years together with more than one name."""
    roles = table.roles
    dated = [h for h in table.headings if h.year is not None]
    return bool(
        (roles.region or roles.code)
        and len({h.path for h in dated}) > 1
        and not roles.series
        and not roles.year
        and not table.has_regions_above
    )


LAYOUT = Recogniser(Layout("year_blocks", region="row", year="column", series="column"), fits)
