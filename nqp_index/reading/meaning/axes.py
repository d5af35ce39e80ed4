"""Where the three dimensions of one table stand: region, year and series, each along its rows or its columns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from nqp_index.errors import Problems
from nqp_index.reading.meaning.facts import Ints, Rows
from nqp_index.reading.meaning.named import NO_SERIES, Named
from nqp_index.reading.meaning.parts import starts_again
from nqp_index.reading.meaning.regions_of import NOTHING, region_of_table, regions_of_columns, regions_of_rows
from nqp_index.reading.meaning.series_around import series_of_table, series_of_text
from nqp_index.reading.meaning.series_of import series_of_columns, series_of_rows
from nqp_index.reading.meaning.session import Task
from nqp_index.reading.meaning.years_of import (
    year_of_table,
    years_of_columns,
    years_of_rows,
    years_of_sections,
)


@dataclass(eq=False)
class Axes:
    """Per row or per column: numbers of region, year and position in `named`; what stands on the other axis is None."""

    row_region: Ints
    row_year: Ints
    row_series: Ints
    column_region: Ints
    column_year: Ints
    column_series: Ints
    named: list[Named]

    @cached_property
    def numbers(self) -> Ints:
        """The number of the series at each position of `named`."""
        return np.array([named.number for named in self.named], np.int32)


def read_axes(task: Task, rows: Rows) -> Axes:
    """Resolve the three dimensions wherever the layout says they stand."""
    layout, table = task.layout, task.table
    n, m = len(rows), len(table.headings)
    named: list[Named] = [Named()]
    row_series, column_series = np.zeros(n, np.int32), np.zeros(m, np.int32)
    if layout.series == "row":
        row_series, named = series_of_rows(task, rows)
    elif layout.series == "column":
        named += series_of_columns(task)
        column_series = np.arange(1, m + 1, dtype=np.int32)
    else:
        row_series, named = _table_series(task, rows)
    if all(one.number == NO_SERIES for one in named):
        _note_year(task)
        nothing = np.zeros(n, np.int32), np.zeros(m, np.int32)
        return Axes(nothing[0], nothing[0], row_series, nothing[1], nothing[1], column_series, named)
    row_region = column_region = None
    if layout.region == "row":
        row_region = regions_of_rows(task, rows)
        if starts_again(task, rows, row_region):
            row_region = np.full(n, NOTHING, np.int32)
    elif layout.region == "column":
        column_region = regions_of_columns(task)
    else:
        row_region = np.full(n, region_of_table(task), np.int32)
    row_year = column_year = None
    if table.roles.year:
        row_year = years_of_rows(task, rows)
    elif layout.year == "column":
        column_year = years_of_columns(task)
    else:
        row_year = years_of_sections(task, rows, year_of_table(task))
    return Axes(
        row_region if row_region is not None else np.zeros(n, np.int32),
        row_year if row_year is not None else np.zeros(n, np.int32), row_series,
        column_region if column_region is not None else np.zeros(m, np.int32),
        column_year if column_year is not None else np.zeros(m, np.int32), column_series, named,
    )  # fmt: skip


def _note_year(task: Task) -> None:
    """The year of a table that is not used, without a word about it: a continuation may still ask for it."""
    if task.table.roles.year or task.layout.year == "column":
        return
    told, task.session.problems = task.session.problems, Problems()
    year_of_table(task)
    task.session.problems = told


def _table_series(task: Task, rows: Rows) -> tuple[Ints, list[Named]]:
    """The table's series, or that of the section line above each row."""
    sections = task.table.body.sections
    texts = {t for t in sections.values() if series_of_text(task, t) is not None}
    if texts and all(sections.get(int(r)) in texts for r in rows):
        named = [Named(), *(found for t in sorted(texts) if (found := series_of_text(task, t)) is not None)]
        order = {t: i + 1 for i, t in enumerate(sorted(texts))}
        return np.array([order[sections[int(r)]] for r in rows], np.int32), named
    return np.ones(len(rows), np.int32), [Named(), series_of_table(task)]
