"""What the heading cells above each column say: years, regions, the path of names, the measure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from nqp_index.reading.layouts.grid import Grid
from nqp_index.reading.layouts.header import Header, is_measure_row
from nqp_index.reading.layouts.labels import is_measure_line, split_label
from nqp_index.reading.layouts.lexicon import Lexicon
from nqp_index.reading.layouts.words import (
    NO_MEASURE,
    MarkedYear,
    marked_year,
    name_and_year,
    role_of,
    year_of,
    year_of_text,
)
from nqp_index.reading.names.plain import is_latin, plain, visible


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above one column.

    path     names from the outermost level down, without measures and years
    whole    the innermost name as found, with its brackets, for names whose brackets are part of them
    measure, doubt   a known measure; a bracket that looks like a measure but is none
    year_mark a word of revision or forecast behind the year
    of_group the measure is that of a level above the innermost name
    marks    footnote marks taken off
    """

    column: int
    row: int
    text: str = ""
    path: tuple[str, ...] = ()
    whole: str = ""
    year: int | None = None
    region: str = ""
    role: str = ""
    measure: str = ""
    doubt: str = ""
    marks: str = ""
    of_group: bool = False
    year_mark: MarkedYear | None = None

    @property
    def is_part(self) -> bool:
        """Whether the heading names an "of which" item of the heading above or before it."""
        return bool(self.path) and self.path[-1].startswith(("#", "＃", "其中", "of which"))

    @property
    def name(self) -> str:
        return "/".join(self.path)


def read_headings(grid: Grid, header: Header, lexicon: Lexicon) -> tuple[Heading, ...]:
    """One heading for every column that the heading rows cover."""
    named = sum(lexicon.is_region(text) for _, text in grid.filled(header.main))
    regions_above = header.kind == "regions" or named >= 3
    levels = _levels(grid, header)
    headings = [_heading(grid, header, column, texts, lexicon, regions_above) for column, texts in levels]
    return _with_wholes(headings)


def _with_wholes(headings: list[Heading]) -> tuple[Heading, ...]:
    """Give a part that stands beside its whole (`#出口` right of 新产品销售收入) the name of the whole."""
    whole: tuple[str, ...] = ()
    done = []
    for heading in headings:
        if len(heading.path) == 1 and heading.is_part and whole:
            heading = replace(heading, path=(*whole, *heading.path))
        elif heading.path and not heading.is_part:
            whole = heading.path
        done.append(heading)
    return tuple(done)


def _levels(grid: Grid, header: Header) -> list[tuple[int, list[tuple[int, str]]]]:
    """Per column the (row, text) of its levels, top first; a group heading written once reaches to the right."""
    rows = list(range(header.top, header.bottom + 1))
    width = max((len(grid.rows[r - 1]) for r in rows), default=0)
    english = [r for r in rows if _english_line(grid, r, rows)]
    reach = {r: _reached(grid, r, rows, width) for r in rows if r not in english and r != header.bottom}
    table = []
    for column in range(1, width + 1):
        texts: list[tuple[int, str]] = []
        for r in rows:
            if r in english:
                continue
            text = reach[r][column] if r in reach else grid.text(r, column)
            if text and (not texts or texts[-1][1] != text):
                texts.append((r, text))
        table.append((column, texts))
    return table


def _english_line(grid: Grid, row: int, rows: list[int]) -> bool:
    """An English heading line under (or over) a Chinese one: it repeats, it does not divide."""
    cells = grid.filled(row)
    others = [t for r in rows if r != row for _, t in grid.filled(r)]
    if not cells or not others or not all(is_latin(t) and not is_measure_line(t) for _, t in cells):
        return False
    return role_of(cells[0][1]) in {"place", "park"} and any(not is_latin(t) for t in others)


def _reached(grid: Grid, row: int, rows: list[int], width: int) -> dict[int, str]:
    """The texts of one heading row, each carried over the blanks to its right where a lower row has a heading.

    Only for rows without merges: where cells are merged, the merge says how far a heading reaches.
    """
    merged = any(m[0] <= row <= m[2] and m[3] > m[1] for m in grid.merged)
    below = [r for r in rows if r > row]
    texts: dict[int, str] = {}
    last = ""
    for column in range(1, width + 1):
        text = grid.text(row, column)
        if text:
            last = "" if role_of(text) else text
        elif last and not merged and any(grid.text(r, column) for r in below):
            text = last
        else:
            last = ""
        texts[column] = text
    return texts


def _heading(
    grid: Grid, header: Header, column: int, texts: list[tuple[int, str]], lexicon: Lexicon, regions_above: bool
) -> Heading:
    path: list[str] = []
    facts: dict[str, str] = {}
    of_group, marked = False, None
    year: int | None = None
    row = header.main
    for row, text in texts:
        cell = grid.cell(row, column)
        found = year_of(cell) if cell is not None else year_of_text(text)
        if found is None:
            found = year_of_text(text)
        if found is not None:
            year = found
        elif (behind := marked_year(text)) is not None:
            year, marked = behind.year, behind
        elif _is_number_line(text):
            continue
        elif is_measure_line(text) and (path or (year is not None and is_measure_row(grid, row))):
            facts["measure"], of_group = visible(text).strip("()（）[]［］ "), False
        elif (role := role_of(text)) and not lexicon.is_series(text):
            if role != "measure" or "role" not in facts:  # 单位 below a heading is the label of its row
                facts["role"] = role
        elif plain(text) in NO_MEASURE and is_measure_row(grid, row):
            continue
        elif regions_above and lexicon.is_region(text):
            facts["region"] = text
        else:
            label = split_label(text)
            if label.measure and (alone := year_of_text(label.name)) is not None:
                year, facts["measure"], of_group = alone, label.measure, False
                continue
            if label.measure and not path and role_of(label.name) == "value":  # 数值（亿元） of a long table
                facts["role"], facts["measure"] = "value", label.measure
                continue
            dated = name_and_year(label.name) if not lexicon.is_series(label.name) else None
            name, year = dated if dated else (label.name, year)
            path.append(name)
            facts["whole"] = text
            of_group = not label.measure and bool(facts.get("measure"))
            facts["measure"] = label.measure or facts.get("measure", "")
            facts["doubt"] = label.doubt or facts.get("doubt", "")
            facts["marks"] = facts.get("marks", "") + label.marks
    text = "/".join(t for _, t in texts)
    if year is not None or "region" in facts:
        facts.pop("role", None)  # 年份 over a row of years says what they are, not what the columns hold
    return Heading(
        column, row, text, tuple(dict.fromkeys(path)), year=year, of_group=of_group, year_mark=marked, **facts
    )


def _is_number_line(text: str) -> bool:
    """Column numbers under a heading (1, 2, 3 … or 甲, 乙), in brackets or not."""
    bare = plain(text).strip("()")
    return bare in {"甲", "乙", "丙"} or (bare.isdigit() and len(bare) <= 3)
