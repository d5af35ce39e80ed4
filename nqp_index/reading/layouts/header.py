"""Finds the heading rows of a table by what stands in them, never by their number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from nqp_index.reading.layouts.grid import Grid
from nqp_index.reading.layouts.labels import is_measure_line, split_label
from nqp_index.reading.layouts.lexicon import Lexicon
from nqp_index.reading.layouts.units import is_unit_line, is_unit_word, lone_measure
from nqp_index.reading.layouts.words import NO_MEASURE, is_corner, is_foot, key_value, name_and_year, role_of, year_of
from nqp_index.reading.names.plain import has_chinese, plain

HeaderKind = Literal["key", "years", "regions", "series", "given"]
_DEEPEST = 9
_FIRST_ROWS = 200
#: Rows looked at, and the fewest that make a list of regions.
_LIST, _FEWEST = 5, 2
#: Measures that are the names of series as well.
_NAMES_TOO = {"人口", "指数", "population"}
#: The rest of a name that starts with a figure: 5G基站数, 6岁及以上人口.
_NAME_BEHIND = re.compile(r"(?:[a-z]{1,2}\s?[\u3400-\u9fff]{2}|[a-z] [a-z]{3}|周?岁)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Header:
    """Rows of a heading, first to last, and what gave it away: a key word, years, region names, series names.

    `main` is the row that gave it away.
    """

    top: int
    main: int
    bottom: int
    kind: HeaderKind


def find_header(grid: Grid, start: int, lexicon: Lexicon, given: int = 0) -> Header | None:
    """The next heading at or below row `start`; None when there is none. `given` is a row the user named."""
    if given:
        return _extended(grid, given, start, "given", lexicon)
    for row in range(start, min(grid.height, start + _FIRST_ROWS) + 1):
        kind = header_kind(grid, row, lexicon)
        if kind and not _is_key_value_pair(grid, row, lexicon):
            main = _key_row_below(grid, row, lexicon) if kind == "years" else row
            return _extended(grid, main, start, "key" if main != row else kind, lexicon)
    return None


def _key_row_below(grid: Grid, row: int, lexicon: Lexicon) -> int:
    """A row of year groups may stand over the row with the key word; then that one is the main row."""
    for r in range(row + 1, min(grid.height, row + 3) + 1):
        cells = grid.filled(r, stored=True)
        if cells and header_kind(grid, r, lexicon) == "key" and not any(is_numeric(t) for _, t in cells):
            return r
        if cells and not role_of(cells[0][1]) and grid.text(r, 1):
            break
    return row


def header_kind(grid: Grid, row: int, lexicon: Lexicon) -> HeaderKind | None:
    """What makes this row a heading, or None."""
    cells = grid.filled(row, stored=True)
    if len(cells) < 2:
        return None
    texts = [t for _, t in cells]
    roles = [role_of(t) for t in texts]
    if any(r in {"place", "park"} for r in roles) or any(map(is_corner, texts)):
        return "key"
    if sum(r in {"code", "year", "series", "value", "measure"} for r in roles) >= 2:
        return "key"
    named = [lexicon.is_region(t) for t in texts]
    if sum(named) >= 3 and (sum(named) >= len(texts) / 2 or roles[0]):
        return "regions"
    if any(named):
        return None
    years = sum(year_of(grid.cell(row, c)) is not None for c, _ in cells)
    alone = years == len(cells) or (years >= len(cells) - 2 and (roles[0] or not cells[0][1].isdigit()))
    if years >= 3 and years >= len(cells) / 2 and alone and _ordered_years(grid, row):
        return "years"
    others = [t for c, t in cells if year_of(grid.cell(row, c)) is None]
    few = years >= 1 and len(others) <= 1 and not any(is_numeric(t) for t in others)
    if few and (roles[0] or cells[0][0] > 1) and _next_has_numbers(grid, row):
        return "years"
    if any(r in {"series", "year", "code"} for r in roles) and _next_has_numbers(grid, row):
        return "key"
    known = sum(_names_series(lexicon, t) for t in texts)
    if known and known >= len(texts) / 2 and _next_has_numbers(grid, row):
        return "series"
    return "series" if _over_regions(grid, row, cells, lexicon) else None


def _names_series(lexicon: Lexicon, text: str) -> bool:
    """Whether a heading names a series, with its measure or a year beside the name."""
    name = split_label(text).name
    dated = name_and_year(name)
    return lexicon.is_series(text) or lexicon.is_series(name) or bool(dated and lexicon.is_series(dated[0]))


def _over_regions(grid: Grid, row: int, cells: list[tuple[int, str]], lexicon: Lexicon) -> bool:
    """Whether a row of words stands directly over a list of regions and their numbers: a heading, whatever it says."""
    if any(not _is_word(t) or is_foot(t) or key_value(t) for _, t in cells):
        return False
    below = [r for r in range(row + 1, min(grid.height, row + _LIST) + 1) if not grid.is_blank(r)]
    first = [column for column in range(1, cells[0][0] + 1) if any(grid.text(r, column) for r in below)]
    if len(below) < _FEWEST or not first or below[0] != row + 1:
        return False
    listed = all(lexicon.is_region(grid.text(r, first[0])) for r in below)
    return listed and _next_has_numbers(grid, row)


def _is_word(text: str) -> bool:
    """Whether a text says something and is neither a number nor a mark for a missing one."""
    from nqp_index.reading.amounts import read_amount

    amount = read_amount(text)
    return amount.missing is None and amount.value != amount.value and any(c.isalpha() for c in text)


def _ordered_years(grid: Grid, row: int) -> bool:
    """Whether the years of a row rise or fall steadily (once per block), as numbers of a body row do not."""
    years = [y for c, _ in grid.filled(row) if (y := year_of(grid.cell(row, c))) is not None]
    steps = {b - a for a, b in pairwise(years) if abs(b - a) < 30}
    return steps <= {0, 1} or steps <= {0, -1} or len({s > 0 for s in steps if s}) <= 1 or _blocks(years)


def _blocks(years: list[int]) -> bool:
    period = len(set(years))
    return all(y == years[i % period] for i, y in enumerate(years))


def _next_has_numbers(grid: Grid, row: int) -> bool:
    """Whether one of the next three filled rows holds a label and a number."""
    seen = 0
    for r in range(row + 1, min(grid.height, row + 12) + 1):
        cells = grid.filled(r)
        if not cells:
            continue
        seen += 1
        numbers = sum(is_numeric(t) and year_of(grid.cell(r, c)) is None for c, t in cells)
        if numbers and len(cells) >= 2:
            return True
        if seen == 3:
            break
    return False


def is_numeric(text: str) -> bool:
    """Whether a text is a number, with or without a measure behind it; 5G基站数 and 6岁及以上人口 are names."""
    from nqp_index.reading.amounts import read_amount

    amount = read_amount(text)
    return amount.value == amount.value and not _NAME_BEHIND.match(amount.suffix)


def _is_key_value_pair(grid: Grid, row: int, lexicon: Lexicon) -> bool:
    """`地区 | 北京市` on a line of its own above a heading: a remark about the table, not a heading."""
    cells = grid.filled(row, stored=True)
    if len(cells) != 2 or not lexicon.is_region(cells[1][1]):
        return False
    return any(header_kind(grid, r, lexicon) for r in range(row + 1, min(row + 5, grid.height) + 1))


def _extended(grid: Grid, main: int, start: int, kind: HeaderKind, lexicon: Lexicon) -> Header:
    top = main
    while top > start and main - top < _DEEPEST and _belongs_above(grid, top - 1, main):
        top -= 1
    bottom = main
    for row in range(main + 1, min(grid.height, main + _DEEPEST) + 1):
        if not _belongs_below(grid, row, main, kind, lexicon):
            break
        bottom = row
    return Header(top, main, bottom, kind)


def _belongs_above(grid: Grid, row: int, main: int) -> bool:
    """Whether a row above the main heading row carries group headings, and not a title, a unit or a note."""
    stored = grid.filled(row, stored=True)
    if not stored or is_foot(stored[0][1]) or any(is_unit_line(t) for _, t in stored):
        return False
    if any(key_value(t) for _, t in stored[:1]) or _one_unit([t for _, t in stored]):
        return False
    last = max((c for c, _ in grid.filled(main)), default=0)
    first = min((c for c, _ in grid.filled(main)), default=0)
    if len(stored) == 1:
        column = stored[0][0]
        merge = grid.merge_at(row, column)
        return bool(merge and column > first and merge[3] >= min(last, grid.width) - 1 and merge[3] > merge[1])
    inside = [c for c, _ in stored if first < c <= last]
    return bool(inside) and (stored[0][0] > first or bool(role_of(stored[0][1])))


def _one_unit(texts: list[str]) -> bool:
    """`单位 | 万元`: one measure for the whole table, with its word in a cell of its own."""
    return len(texts) == 2 and is_unit_word(texts[0]) and bool(lone_measure(texts[1]))


def _belongs_below(grid: Grid, row: int, main: int, kind: HeaderKind, lexicon: Lexicon) -> bool:
    """Whether a row under the main heading row is still heading: sub-headings, measures, an English line."""
    cells = grid.filled(row)
    if not cells:
        return False
    first = cells[0][0]
    label = grid.text(row, first)
    key = next((c for c, t in grid.filled(main) if role_of(t)), 1)
    at_key = grid.text(row, key)
    merge = grid.merge_at(main, key)
    if merge and merge[2] >= row:
        return True
    if role_of(at_key) in {"place", "park", "measure"} or plain(at_key).strip("()") in {"甲", "乙"}:
        return len(cells) >= 2
    if is_measure_row(grid, row):
        return True
    if at_key and kind != "years":
        return False
    if kind == "years" and (first <= key or at_key):
        return False
    total_above = first > key and lexicon.regions.named(label).aggregate is not None  # 合计 beside 城镇 and 乡村
    if is_foot(label) or (lexicon.is_region(label) and not total_above):
        return False
    return all(_heading_text(grid, row, c, t) for c, t in cells)


def is_measure_row(grid: Grid, row: int) -> bool:
    """Whether a row says the measures of the columns and nothing else; its own label may be 单位, or reach down from a
    merged cell above."""
    spans = [(left, right) for top, left, low, right in grid.merged if top < row <= low]
    texts = [t for c, t in grid.filled(row) if not any(left <= c <= right for left, right in spans)]
    measures = [t for t in texts if is_measure_line(t) and plain(t) not in _NAMES_TOO]
    others = [t for t in texts if t not in measures]
    return bool(measures) and all(role_of(t) == "measure" or plain(t) in NO_MEASURE for t in others)


def _heading_text(grid: Grid, row: int, column: int, text: str) -> bool:
    cell = grid.cell(row, column)
    if year_of(cell) is not None:
        return True
    return (
        isinstance(cell, str)
        and not is_numeric(text)
        and (has_chinese(text) or is_measure_line(text) or any(c.isalpha() for c in text))
    )
