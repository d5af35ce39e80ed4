"""What each column of a table is for: by its heading first, by what stands in it where the heading is silent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from nqp_index.reading.layouts.grid import Grid
from nqp_index.reading.layouts.header import Header
from nqp_index.reading.layouts.headings import Heading
from nqp_index.reading.layouts.labels import is_measure_line
from nqp_index.reading.layouts.lexicon import Lexicon
from nqp_index.reading.layouts.words import YEAR, year_of
from nqp_index.reading.names.plain import has_chinese, is_latin, plain
from nqp_index.reading.sheet import Raw

_SAMPLE = 200
#: Share of region names from which on a column is one of regions, whatever its heading says.
_MOSTLY = 0.8


@dataclass(frozen=True, slots=True)
class Roles:
    """Column numbers by role, 0 or empty when there is none. `rivals` are columns that could equally be the region."""

    region: int = 0
    code: int = 0
    year: int = 0
    series: tuple[int, ...] = ()
    measure: int = 0
    status: int = 0
    value: int = 0
    ignored: tuple[int, ...] = ()
    rivals: tuple[int, ...] = ()
    values: tuple[int, ...] = ()

    @property
    def label(self) -> int:
        """The column whose cells tell body rows from notes."""
        return self.region or self.code or (self.series[0] if self.series else 0) or self.year


@dataclass(slots=True)
class _Draft:
    places: list[int] = field(default_factory=list)
    parks: list[int] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)
    years: list[int] = field(default_factory=list)
    series: list[int] = field(default_factory=list)
    measures: list[int] = field(default_factory=list)
    status: list[int] = field(default_factory=list)
    value: list[int] = field(default_factory=list)
    ignored: list[int] = field(default_factory=list)
    values: list[int] = field(default_factory=list)

    def bins(self) -> dict[str, list[int]]:
        return {"place": self.places, "park": self.parks, "code": self.codes, "year": self.years,
                "series": self.series, "measure": self.measures, "status": self.status, "value": self.value,
                "ignored": self.ignored, "values": self.values}  # fmt: skip


def assign_roles(
    grid: Grid, header: Header, headings: Iterable[Heading], lexicon: Lexicon, region_column: int = 0
) -> Roles:
    """Give every column its role. A region column named by the user is taken at its word."""
    headings = tuple(headings)
    rows = _sample(grid, header.bottom)
    dated = [h.column for h in headings if h.year is not None or h.region]
    first_value = min(dated, default=0)
    draft = _Draft()
    bins = draft.bins()
    names_rows = any(h.role == "series" for h in headings)
    for h in headings:
        cells = [c for c in grid.column(h.column, rows) if c is not None and str(c).strip()]
        spoken = "place" if h.column == region_column else _spoken_role(h, cells, lexicon)
        role = spoken or _silent_role(h, cells, first_value, lexicon)
        if role == "value" and (h.year is not None or (h.path and not names_rows)):
            role = "values"  # 数值 under the name of a series
        if role:
            bins[role].append(h.column)
    return _settled(grid, rows, draft, lexicon, region_column, long=not dated)


def _sample(grid: Grid, bottom: int) -> list[int]:
    rows: list[int] = []
    for r in range(bottom + 1, grid.height + 1):
        if any(c is not None and c != "" for c in grid.rows[r - 1]):
            rows.append(r)
            if len(rows) == _SAMPLE:
                break
    return rows


def _spoken_role(heading: Heading, cells: Sequence[Raw], lexicon: Lexicon) -> str:
    """The role that a heading names; a corner cell may name what stands to its right instead (年份 above regions)."""
    if heading.role not in {"year", "series"}:
        return heading.role
    texts = [str(c) for c in cells if isinstance(c, str)]
    named = len(texts) > len(cells) / 2 and _share(texts, lexicon.is_region) >= _MOSTLY
    return "place" if named and not any(year_of(c) for c in cells) else heading.role


def _silent_role(heading: Heading, cells: Sequence[Raw], first_value: int, lexicon: Lexicon) -> str:
    """The role of a column whose heading is no key word, from what stands in it."""
    if heading.year is not None or heading.region:
        return "values"
    stub = not heading.path or heading.column < first_value
    if not cells:
        return "" if not heading.path else "values"
    texts = [str(c) for c in cells if isinstance(c, str)]
    if stub and len(texts) < len(cells) / 2:
        if sum(year_of(c) is not None for c in cells) > 0.9 * len(cells) and heading.column < first_value:
            return "year"
        return "ignored"
    if not stub:
        return "values"
    if _share(texts, lexicon.is_region) >= 0.5:
        return "place"
    if _share(texts, is_measure_line) >= 0.8:
        return "measure"
    if _share(texts, lambda t: year_of(t) is not None) >= 0.8:
        return "year"
    if all(_is_number(t) for t in texts):
        return "ignored"
    if _share(texts, lexicon.is_series) >= 0.5 or not all(is_latin(t) for t in texts):
        return "series"
    return "place" if lexicon.regions.free else "ignored"


def _share(texts: list[str], test: Callable[[str], bool]) -> float:
    found = [t for t in texts if test(t)]
    return len(found) / len(texts) if texts else 0.0


def _is_number(text: str) -> bool:
    return plain(text).replace(".", "").isdigit()


def _settled(grid: Grid, rows: list[int], draft: _Draft, lexicon: Lexicon, given: int, *, long: bool) -> Roles:
    region, rivals, ignored = _region_column(grid, rows, draft, lexicon, given)
    if not region and long:
        region = _unnamed_region(grid, rows, draft, lexicon)
    values = [c for c in draft.values if c != region]
    if draft.value and (draft.series or not values) and long:
        ignored = [*ignored, *values]
        values = []
    if draft.value and not draft.series and not draft.values and region:
        values, draft.value = [*draft.value], []  # 数值 where the title says what is counted
    year = next((c for c in draft.years if _holds_years(grid, c, rows)), 0) or next(iter(draft.years), 0)
    return Roles(
        region, next((c for c in draft.codes if _holds_codes(grid, c, rows, lexicon)), 0), year, tuple(draft.series),
        next(iter(draft.measures), 0), next(iter(draft.status), 0), next(iter(draft.value), 0),
        (*draft.ignored, *ignored), rivals, tuple(values),
    )  # fmt: skip


def _region_column(
    grid: Grid, rows: list[int], draft: _Draft, lexicon: Lexicon, given: int
) -> tuple[int, tuple[int, ...], list[int]]:
    """The region column, equally good rivals, and columns that merely repeat it in English."""
    if given:
        return given, (), [c for c in (*draft.places, *draft.parks) if c != given]
    places = [*draft.parks, *draft.places] if lexicon.regions.free else [*draft.places, *draft.parks]
    if lexicon.regions.free and draft.parks:
        places = list(draft.parks)
    spoken = [c for c in places if _chinese(grid, c, rows)] or places
    if len(spoken) > 1 and not lexicon.regions.free:
        spoken = [c for c in spoken if _share(_texts(grid, c, rows), lexicon.is_region) >= 0.5] or spoken
        spoken = [c for c in spoken if any(lexicon.regions.named(t).code for t in _texts(grid, c, rows))] or spoken
        spoken = _without_repeats(grid, rows, spoken, draft.values, lexicon)
    rest = [c for c in (*draft.places, *draft.parks) if c not in spoken]
    if not spoken:
        return 0, (), rest
    return spoken[0], tuple(spoken[1:]), rest


def _without_repeats(grid: Grid, rows: list[int], columns: list[int], values: list[int], lexicon: Lexicon) -> list[int]:
    """The columns without those that name the very same region in every row (地区, 简称). Beyond a column of values the
    regions stand again for what is printed side by side."""
    kept: list[int] = []
    for column in columns:
        beside = [k for k in kept if not any(k < v < column for v in values)]
        if not any(_same_regions(grid, rows, k, column, lexicon) for k in beside):
            kept.append(column)
    return kept


def _same_regions(grid: Grid, rows: list[int], one: int, other: int, lexicon: Lexicon) -> bool:
    pairs = [(grid.text(r, one), grid.text(r, other)) for r in rows]
    found = [(lexicon.regions.named(a).code, lexicon.regions.named(b).code) for a, b in pairs if a and b]
    return bool(found) and all(a == b for a, b in found)


def _unnamed_region(grid: Grid, rows: list[int], draft: _Draft, lexicon: Lexicon) -> int:
    """In a table without years in its heading, the only column of texts, when no heading says which it is."""
    texts = [c for c in draft.values if len(_texts(grid, c, rows)) > 0.5 * len(rows) and not _numbers(grid, c, rows)]
    known = [c for c in texts if _share(_texts(grid, c, rows), lexicon.is_region) >= 0.5]
    return known[0] if len(known) == 1 else (texts[0] if len(texts) == 1 and lexicon.regions.free else 0)


def _texts(grid: Grid, column: int, rows: list[int]) -> list[str]:
    return [c for c in grid.column(column, rows) if isinstance(c, str) and c.strip()]


def _numbers(grid: Grid, column: int, rows: list[int]) -> bool:
    from nqp_index.reading.amounts import read_amount

    texts = _texts(grid, column, rows)
    return bool(texts) and sum(not read_amount(t).fault for t in texts) > 0.5 * len(texts)


def _chinese(grid: Grid, column: int, rows: list[int]) -> bool:
    return any(has_chinese(t) for t in _texts(grid, column, rows))


def _holds_years(grid: Grid, column: int, rows: list[int]) -> bool:
    return any(year_of(c) is not None for c in grid.column(column, rows))


def _holds_codes(grid: Grid, column: int, rows: list[int], lexicon: Lexicon) -> bool:
    if lexicon.regions.free:
        return False
    found = [t for r in rows[:20] if (t := grid.text(r, column))]
    known = [bool(lexicon.regions.named(t).code) for t in found]
    if any(len(t) > 5 for t in found):
        return any(known)
    return len(known) > 1 and all(known)  # codes of two figures: running numbers hit some of them by chance


def is_year_heading(text: str) -> bool:
    return plain(text).replace("_", "") in YEAR
