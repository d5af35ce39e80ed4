"""A table taken apart: heading, columns by role, body, the lines around it. What it means is for the recognisers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from nqp_index.reading.layouts.body import Body, read_body
from nqp_index.reading.layouts.columns import Roles, assign_roles
from nqp_index.reading.layouts.grid import Grid
from nqp_index.reading.layouts.header import Header, find_header
from nqp_index.reading.layouts.headings import Heading, read_headings
from nqp_index.reading.layouts.lexicon import Lexicon
from nqp_index.reading.layouts.meta import Meta, read_meta
from nqp_index.reading.layouts.shadows import shadow_columns
from nqp_index.reading.layouts.units import UnitSaid, units_of_corner, units_of_notes


@dataclass(frozen=True, eq=False)
class Anatomy:
    """One table of a sheet.

    headings  of the value columns, in order
    roles     of all columns; `unnamed` are columns with numbers but without a heading
    part      1, 2 … when tables stand side by side; `rows_of_part` are then shared
    """

    grid: Grid
    header: Header
    roles: Roles
    headings: tuple[Heading, ...]
    body: Body
    meta: Meta
    every: tuple[Heading, ...] = ()
    part: int = 0
    parts: int = 0

    @property
    def has_years_above(self) -> bool:
        return any(h.year is not None for h in self.headings)

    @property
    def has_regions_above(self) -> bool:
        return any(h.region for h in self.headings)

    @property
    def has_names_above(self) -> bool:
        return len({h.path for h in self.headings if h.path}) > 0

    def heading_of(self, column: int) -> Heading | None:
        return next((h for h in self.every if h.column == column), None)


@dataclass(slots=True)
class Hint:
    """What a user has said about a sheet; empty means not said."""

    layout: str = ""
    header_row: int = 0
    region_column: int = 0
    series: str = ""
    year: int = 0
    region: str = ""
    measure: str = ""
    fill_down: bool = False
    ignore: bool = False
    extra: dict[str, object] = field(default_factory=dict)


def tables_of(grid: Grid, lexicon: Lexicon, hint: Hint | None = None) -> list[Anatomy]:
    """Every table of a sheet, from the top; tables side by side come one after another."""
    hint = hint or Hint()
    found: list[Anatomy] = []
    start, given = 1, hint.header_row
    while start <= grid.height:
        header = find_header(grid, start, lexicon, given)
        if header is None:
            break
        given = 0
        made = _anatomy(grid, start, header, lexicon, hint)
        if found and _goes_on(found[-1], made):
            made.meta.continued = True
        found.extend(_side_by_side(made, lexicon))
        start = max(made.body.next_start, header.bottom + 1)
    return found


def _goes_on(before: Anatomy, made: Anatomy) -> bool:
    """Whether a table only repeats the heading of the one above it for further regions, as on the next page."""
    meta = made.meta
    said = (meta.titles, meta.english, meta.indicator, meta.time, meta.measures, meta.units)
    if any(said) or before.part or not (made.roles.region and before.roles.region == made.roles.region):
        return False
    headings = [sorted((h.text, h.name) for h in table.every if h.text) for table in (before, made)]
    regions = [{table.grid.text(int(r), table.roles.region) for r in table.body.rows} for table in (before, made)]
    return headings[0] == headings[1] and not regions[0] & regions[1]


def _anatomy(grid: Grid, start: int, header: Header, lexicon: Lexicon, hint: Hint) -> Anatomy:
    headings = read_headings(grid, header, lexicon)
    roles = assign_roles(grid, header, headings, lexicon, hint.region_column)
    body = read_body(grid, header.bottom, roles, lexicon)
    meta = read_meta(grid, start, header.top)
    meta.notes.extend(t for _, t in body.notes)
    meta.units.extend(_units_inside(headings, roles, body, last=body.next_start > grid.height))
    shadows = shadow_columns(grid, header.bottom, body.rows, roles.values)
    roles = replace(roles, values=tuple(c for c in roles.values if c not in shadows))
    named = set(roles.values)
    headings = tuple(
        replace(h, path=(h.text,), whole=h.text, role="")
        if h.role == "value" and h.column in named and not h.path
        else h
        for h in headings
    )
    values = tuple(h for h in headings if h.column in named or h.column == roles.value)
    return Anatomy(grid, header, roles, values, body, meta, headings)


def _units_inside(headings: tuple[Heading, ...], roles: Roles, body: Body, *, last: bool) -> list[UnitSaid]:
    """Measures in the corner, on lines inside the body, and in the notes under it."""
    keys = {roles.region, roles.code, roles.year, *roles.series}
    corner = units_of_corner((h.row, h.column, h.text) for h in headings if h.column in keys)
    first = int(body.rows[0]) if len(body.rows) else 0
    above = [line for line in body.unplaced if line[0] < first]
    within = [line for line in body.unplaced if line[0] > first]
    return [*corner, *units_of_notes(above, last=True), *units_of_notes(within, last=False),
            *units_of_notes(body.notes, last=last)]  # fmt: skip


def _side_by_side(made: Anatomy, lexicon: Lexicon) -> list[Anatomy]:
    """Split a table whose region column comes again to the right, with value columns between."""
    keys = [made.roles.region, *made.roles.rivals]
    values = made.roles.values
    starts = [k for k in keys if any(v > k for v in values)]
    splits = [k for i, k in enumerate(starts) if not i or any(starts[i - 1] < v < k for v in values)]
    if len(splits) < 2:
        return [made]
    parts = []
    for i, key in enumerate(splits):
        end = splits[i + 1] if i + 1 < len(splits) else 10**9
        columns = tuple(v for v in values if key < v < end)
        roles = replace(made.roles, region=key, rivals=(), values=columns)
        headings = tuple(h for h in made.headings if h.column in columns)
        parts.append(replace(made, roles=roles, headings=headings, part=i + 1, parts=len(splits)))
    return parts
