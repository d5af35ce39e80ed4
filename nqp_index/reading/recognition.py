"""Which layout a table has: exactly one recogniser must know it; otherwise both readings are shown and a hint asked."""

from __future__ import annotations

from nqp_index.errors import Problems
from nqp_index.reading.layouts.anatomy import Anatomy, Hint
from nqp_index.reading.layouts.kinds import RECOGNISERS
from nqp_index.reading.layouts.layout import Layout
from nqp_index.terms import Text

LAYOUT_NAMES = tuple(r.layout.name for r in RECOGNISERS)


def layout_of(table: Anatomy, hint: Hint, problems: Problems) -> Layout | None:
    """The layout of a table; None after telling why there is none."""
    place = table.grid.place(table.header.main)
    if hint.layout:
        return next(r.layout for r in RECOGNISERS if r.layout.name == hint.layout)
    if table.roles.rivals:
        columns = (table.roles.region, *table.roles.rivals)
        cells = [str(table.grid.place(table.header.main, c)) for c in columns]
        names = [table.grid.text(table.header.main, c) for c in columns]
        problems.add("E1209", place, columns=cells, names=names)
        return None
    found = [r.layout for r in RECOGNISERS if r.fits(table)] or _double_reading(table)
    if len(found) == 1:
        return found[0]
    if found:
        problems.add("E1202", place, one=layout_text(found[0].name), other=layout_text(found[1].name))
    else:
        problems.add("E1201", place, row=table.header.main)
    return None


def _double_reading(table: Anatomy) -> list[Layout]:
    """Two layouts between which a table hangs when a dimension is said twice: beside the values and above them."""
    roles = table.roles
    layouts = {r.layout.name: r.layout for r in RECOGNISERS}
    if table.has_regions_above and (roles.region or roles.code):
        return [layouts["region_by_series"], layouts["series_by_region"]]
    if table.has_years_above and roles.year:
        return [layouts["region_by_year"], layouts["indicator_columns"]]
    return []


def layout_text(name: str) -> Text:
    """A layout's name for people."""
    from nqp_index.terms.reading import LABELS

    return LABELS[f"layout.{name}"]
