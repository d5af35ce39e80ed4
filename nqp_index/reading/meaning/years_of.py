"""The year of every row, column or whole table."""

from __future__ import annotations

import re

import numpy as np

from nqp_index.reading.layouts.grid import text_of
from nqp_index.reading.layouts.headings import Heading
from nqp_index.reading.layouts.periods import part_of_one
from nqp_index.reading.layouts.words import MarkedYear, marked_year, odd_year, year_of, year_of_text, years_inside
from nqp_index.reading.meaning.factorised import factorised, filled_down
from nqp_index.reading.meaning.facts import Ints, Rows
from nqp_index.reading.meaning.periods import dates_tell_years, is_forecast
from nqp_index.reading.meaning.session import Task
from nqp_index.reading.names.aggregates import load_aggregates
from nqp_index.reading.names.plain import plain
from nqp_index.terms import Text

NO_YEAR = 0
_MOST_TOLD = 5
_SUMS = frozenset({"national", "group", "mean"})
_EMPTY = Text("空单元格", "an empty cell")
#: The day of a download or an export: 2023-01-15, 2023年1月15日.
_DAY = re.compile(r"(?<!\d)(?:19|20)\d{2}\s*[-._年]\s*\d{1,2}\s*[-._月]\s*\d{1,2}(?!\d)日?")


def years_of_rows(task: Task, rows: Rows) -> Ints:
    """One year per body row, from the year column."""
    column = task.table.roles.year
    found = factorised(task.table.grid.column(column, rows))
    blank = [not text_of(cells[0]) for cells in found.values]
    years = [year_of(cells[0]) or NO_YEAR for cells in found.values]
    places = [(int(rows[at]), column, cells[0]) for cells, at in zip(found.values, found.first, strict=True)]
    parts = dates_tell_years(task, places)
    years = [NO_YEAR if place[:2] in parts else year for place, year in zip(places, years, strict=True)]
    for i, (row, _, cell) in enumerate(places):
        marked = None if years[i] else marked_year(text_of(cell))
        if marked is not None and is_forecast(task, marked, text_of(cell), (row, column)):
            parts.add((row, column))
        elif marked is not None:
            years[i] = marked.year
    numbers = found.mapped(years)
    if any(blank) and task.hint.fill_down:
        numbers = filled_down(numbers, found.mapped([int(b) for b in blank]) == 1)
    faulty = [i for i, year in enumerate(years) if not year and not (blank[i] and task.hint.fill_down)]
    faulty = [i for i in faulty if places[i][:2] not in parts and not (blank[i] and _are_sums(task, rows, numbers))]
    for i in faulty[:_MOST_TOLD]:
        task.add("E1210", int(rows[found.first[i]]), column, text=text_of(found.values[i][0]) or _EMPTY)
    if len(faulty) > _MOST_TOLD:
        task.add("E1211", 0, column, count=len(faulty))
    return numbers


def _are_sums(task: Task, rows: Rows, numbers: Ints) -> bool:
    """Whether all rows without a year are sums, means and the like under the list of regions, which nobody ranks."""
    column = task.table.roles.region
    if not column:
        return False
    labels = task.table.grid.column(column, rows)
    names = (plain(text_of(labels[i])) for i in np.flatnonzero(numbers == NO_YEAR).tolist())
    return all((known := load_aggregates().get(name)) and known.kind in _SUMS for name in names)


def years_of_columns(task: Task) -> Ints:
    """One year per value column; a column without one is not used, and that is said. So is a part of a year beside
    its whole."""
    table = task.table
    whole = {h.year for h in table.headings if h.year is not None}
    levels = range(table.header.top, table.header.bottom + 1)
    cells = [(r, h.column, table.grid.cell(r, h.column)) for h in table.headings for r in levels]
    parts = dates_tell_years(task, cells)
    left = {column for _, column in parts}
    told: dict[MarkedYear, bool] = {}
    for h in table.headings:
        if h.year_mark is not None and h.year_mark not in told:
            text = next((t for t in h.text.split("/") if marked_year(t) == h.year_mark), h.text)
            told[h.year_mark] = is_forecast(task, h.year_mark, text, (h.row, h.column))
        if h.year_mark is not None and told[h.year_mark]:
            left.add(h.column)
            task.unused.append(h.text)
        if h.year is None:
            if odd_year(h.text) and not part_of_one(h.text, whole):
                task.add("E1210", h.row, h.column, text=h.text)
            elif h.name not in task.unused:
                _tell_undated(task, h)
    return np.array([NO_YEAR if h.column in left else h.year or NO_YEAR for h in table.headings], dtype=np.int32)


def _tell_undated(task: Task, heading: Heading) -> None:
    """A column without a year beside others that have one is not used; a series among them is told by its place."""
    series = task.session.lexicon.series
    code = next((c for text in (heading.whole, heading.name) if text and (c := series.code(text))), "")
    if code and not heading.is_part:
        task.add("W1387", heading.row, heading.column, name=heading.name, series=series.series[code].label)
    task.unused.append(heading.text)


def years_of_sections(task: Task, rows: Rows, year: int) -> Ints:
    """The table's year, or the year of the section line above a row."""
    sections = task.table.body.sections
    if not sections:
        return np.full(len(rows), year, np.int32)
    found = [(year_of_text(sections[r]) if r in sections else None) or year for r in rows]
    return np.array(found, dtype=np.int32)


def year_of_table(task: Task) -> int:
    """The one year of a table: hint, `时间：` line, title, sheet name, English title, file name."""
    table = task.table
    if task.hint.year:
        task.year_said_by = "hint"
        return task.hint.year
    sections = table.body.sections
    if sections and all(year_of_text(sections.get(r, "")) for r in table.body.rows):
        task.year_said_by = "section"
        return NO_YEAR
    said = {
        "time": table.meta.time_years, "title": table.meta.title_years, "sheet": _name_years(table.grid.sheet.name),
        "english": table.meta.english_years, "file": _name_years(task.stem),
    }  # fmt: skip
    single = {where: years[0] for where, years in said.items() if len(years) == 1}
    if not single:
        return _inherited(task, [y for years in said.values() for y in years])
    task.year_said_by, year = next(iter(single.items()))
    others = {where: y for where, y in single.items() if y != year}
    if others:
        where, other = next(iter(others.items()))
        task.add("W1210", table.header.main, year=year, other=other, said=task.year_said_by, other_said=where)
    elif task.year_said_by == "file":
        task.add("W1212", table.header.main, year=year)
    return year


def _inherited(task: Task, several: list[int]) -> int:
    """A continued table has the year of the table it continues."""
    continued = _continued(task) if task.table.meta.continued else None
    if continued is not None:
        task.year_said_by = continued.year_said_by
        return year_of_table(continued)
    task.add("E1213" if several else "E1212", task.table.header.main, years=sorted(set(several)))
    return NO_YEAR


def _continued(task: Task) -> Task | None:
    """The table that a table continues: the one before it, unless their numbers differ; beyond a table whose year is
    not known only one of the very same number."""
    number, before = task.table.meta.number, task.previous
    if before is not None and before.year_said_by and "" in {number, before.table.meta.number}:
        return before
    while before is not None and number:
        if before.year_said_by and before.table.meta.number == number:
            return before
        before = before.previous
    return None


def _name_years(name: str) -> list[int]:
    """Years in the name of a sheet or file, where digits often run into letters and underscores; a day is none."""
    name = _DAY.sub(" ", name)
    if "年鉴" in name or "yearbook" in name.lower():
        return years_inside(name)
    return [int(y) for y in dict.fromkeys(re.findall(r"(?<!\d)((?:19[5-9]|20[0-9])\d)(?!\d)", plain(name)))]
