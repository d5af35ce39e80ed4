"""Which layout a table has: exactly one recogniser must know it; otherwise both readings are shown and a hint asked."""

from __future__ import annotations

from nqp_index.errors import Problems, column_letters
from nqp_index.reading.layouts.anatomy import Anatomy, Hint
from nqp_index.reading.layouts.kinds import RECOGNISERS
from nqp_index.reading.layouts.layout import Layout
from nqp_index.terms import Text
from nqp_index.terms.reading import LABELS

LAYOUT_NAMES = tuple(r.layout.name for r in RECOGNISERS)


def layout_of(table: Anatomy, hint: Hint, problems: Problems) -> Layout | None:
    """The layout of a table; None after telling why there is none."""
    place = table.grid.place(table.header.main)
    if hint.region_column and len(table.body.rows) and not _holds_anything(table, hint.region_column):
        problems.add("E1229", place, column=column_letters(hint.region_column))
        return None
    if hint.layout:
        return _hinted(table, hint.layout, problems)
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
        problems.add("E1201", place, row=table.header.main, found=_seen(table))
    return None


def _hinted(table: Anatomy, name: str, problems: Problems) -> Layout | None:
    """The layout that the user named, when the table has what it needs."""
    layout = next(r.layout for r in RECOGNISERS if r.layout.name == name)
    lacking = [LABELS[f"lacks.{what}"] for what in _lacking(table, layout)]
    if not lacking:
        return layout
    problems.add("E1228", table.grid.place(table.header.main), layout=layout_text(name), lacking=lacking)
    return None


def _lacking(table: Anatomy, layout: Layout) -> list[str]:
    """What a layout looks for beside or above the values and this table does not have. A year may always be said once
    for the whole table."""
    roles = table.roles
    there = {
        "region_row": bool(roles.region or roles.code), "region_column": table.has_regions_above,
        "year_column": table.has_years_above, "series_row": bool(roles.series),
        "series_column": table.has_names_above,
    }  # fmt: skip
    stands = (f"region_{layout.region}", f"year_{layout.year}", f"series_{layout.series}")
    return [what for what in stands if not there.get(what, True)] + ([] if table.headings else ["values"])


def _holds_anything(table: Anatomy, column: int) -> bool:
    return column <= table.grid.width and any(table.grid.text(int(r), column) for r in table.body.rows)


def _seen(table: Anatomy) -> list[Text]:
    """What was made out of a table, column by column, so that a person sees which one was mistaken."""
    roles, seen = table.roles, list[Text]()
    columns = {"region": [roles.region, *roles.rivals], "code": [roles.code], "year": [roles.year],
               "series": [*roles.series], "measure": [roles.measure], "value": [roles.value]}  # fmt: skip
    for role, found in columns.items():
        letters = ", ".join(column_letters(c) for c in found if c)
        if letters:
            seen.append(_joined(LABELS[f"seen.{role}"], letters))
    above = {"region": table.has_regions_above, "year": table.has_years_above, "series": table.has_names_above}
    seen += [LABELS[f"above.{what}"] for what, there in above.items() if there]
    return seen or [LABELS["seen.nothing"]]


def _joined(what: Text, letters: str) -> Text:
    return Text(f"{what.zh} {letters}", f"{what.en} {letters}")


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
    return LABELS[f"layout.{name}"]
