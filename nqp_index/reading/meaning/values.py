"""Reads the numbers of one table and files each under its region, year and series, in the series' measure."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from nqp_index.errors import Problems
from nqp_index.model.measure import converted
from nqp_index.model.panel import CellStatus
from nqp_index.reading.amounts import Column, read_column
from nqp_index.reading.layouts.grid import text_of
from nqp_index.reading.meaning.cells import tell_column
from nqp_index.reading.meaning.facts import Facts, Ints, Rows
from nqp_index.reading.meaning.foreign import is_of_other_framework
from nqp_index.reading.meaning.measures_of import converts, factor_to_series, table_measures
from nqp_index.reading.meaning.parts import starts_again
from nqp_index.reading.meaning.percent import percent_factor
from nqp_index.reading.meaning.regions_of import NOTHING, region_of_table, regions_of_columns, regions_of_rows
from nqp_index.reading.meaning.series_of import (
    NO_SERIES,
    Named,
    series_of_columns,
    series_of_rows,
    series_of_table,
    series_of_text,
)
from nqp_index.reading.meaning.session import Task
from nqp_index.reading.meaning.suffixes import apply_suffixes
from nqp_index.reading.meaning.years_of import (
    NO_YEAR,
    year_of_table,
    years_of_columns,
    years_of_rows,
    years_of_sections,
)
from nqp_index.reading.names.plain import plain
from nqp_index.reading.reading import SeriesRead


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


def read_values(task: Task) -> tuple[list[Facts], tuple[SeriesRead, ...]]:
    """All values of the table as facts, column by column, and what was read of each series."""
    rows = task.table.body.rows
    if is_of_other_framework(task, rows):
        return [], ()
    axes = read_axes(task, rows)
    if all(named.number == NO_SERIES for named in axes.named):
        return [], ()
    measures = _measures_of_rows(task, rows)
    names = ["" if n.number == NO_SERIES else task.session.store.series.names[n.number] for n in axes.named]
    unit_line = table_measures(task, [names[position] for position in axes.column_series.tolist()])
    task.sound = _sound_columns(task, axes, unit_line)
    parts = [_column_facts(task, axes, rows, j, unit_line[j], measures) for j in range(len(task.table.headings))]
    reads = [r for _, found in parts for r in found]
    return [f for f, _ in parts if f is not None and len(f)], _summed(reads)


def _measures_of_rows(task: Task, rows: Rows) -> list[str] | None:
    column = task.table.roles.measure
    return [text_of(c) for c in task.table.grid.column(column, rows)] if column else None


def _column_facts(
    task: Task, axes: Axes, rows: Rows, j: int, unit_line: str, row_measures: list[str] | None
) -> tuple[Facts | None, list[SeriesRead]]:
    """The values of one column."""
    heading = task.table.headings[j]
    positions = axes.row_series if axes.column_series[j] == 0 else np.full(len(rows), axes.column_series[j], np.int32)
    series = np.array([named.number for named in axes.named], np.int32)[positions]
    region = axes.row_region if task.layout.region != "column" else np.full(len(rows), axes.column_region[j], np.int32)
    year = axes.row_year if axes.column_year[j] == NO_YEAR else np.full(len(rows), axes.column_year[j], np.int32)
    wanted = (series != NO_SERIES) & (region != NOTHING) & (year != NO_YEAR)
    if not wanted.any():
        return None, []
    column = read_column(task.table.grid.column(heading.column, rows), task.session.amounts)
    tell_column(task, column, rows, heading, wanted)
    wanted &= column.present
    values, measure_of, reads = _converted(task, axes, rows, j, unit_line, row_measures, column, positions, wanted)
    status = np.where(np.isnan(values), CellStatus.MISSING, CellStatus.OBSERVED).astype(np.uint8)
    status[np.isnan(values) & ~np.isnan(column.values)] = CellStatus.REJECTED
    status = _declared_status(task, rows, status)
    n = len(rows)
    facts = Facts(
        region, year, series, values, column.values, status, np.full(n, task.sheet_number, np.int32),
        np.asarray(rows, np.int32), np.full(n, heading.column, np.int32), measure_of, column.texts,
    )  # fmt: skip
    return (facts if wanted.all() else facts.taken(wanted)), reads


def _converted(
    task: Task, axes: Axes, rows: Rows, j: int, unit_line: str, row_measures: list[str] | None,
    column: Column, positions: Ints, wanted: np.ndarray,
) -> tuple[np.ndarray, Ints, list[SeriesRead]]:  # fmt: skip
    """Values in their series' measures; the number of the measure written; what was done per series."""
    heading, session = task.table.headings[j], task.session
    values = column.values.copy()
    measure_of = np.zeros(len(rows), np.int32)
    reads: list[SeriesRead] = []
    kinds = _measure_kinds(row_measures, positions, wanted)
    sound = _sound_series(task, axes, kinds)
    for (position, written), chosen in kinds.items():
        named = axes.named[position]
        code = session.store.series.names[named.number]
        measure = task.hint.measure or written or heading.measure or named.measure or unit_line
        first = rows[int(chosen[0])]
        at = (first, task.table.roles.measure) if written else (named.row or first, named.column or heading.column)
        factor = factor_to_series(task, code, measure, *at, stray=len(chosen) if position in sound else 0)
        if factor is None:
            values[chosen] = np.nan
            continue
        factor *= percent_factor(task, column, rows, heading, chosen, measure, code)
        with_suffix = apply_suffixes(task, column, rows, heading, chosen, measure, code)
        plain_ones = chosen[~np.isin(chosen, list(with_suffix))] if with_suffix else chosen
        values[plain_ones] = converted(values[plain_ones], factor)
        for i, value in with_suffix.items():
            values[i] = value
        measure_of[chosen] = session.store.measures.number(measure)
        read = SeriesRead(
            code, named.name, measure, session.series(code).measure.text, _shown(factor),
            int(np.count_nonzero(~np.isnan(values[chosen]))), task.place(first, heading.column),
        )  # fmt: skip
        reads.append(read)
    return values, measure_of, reads


def _measure_kinds(
    row_measures: list[str] | None, positions: Ints, wanted: np.ndarray
) -> dict[tuple[int, str], np.ndarray]:
    """Rows by the series named and the measure written beside them."""
    where = np.flatnonzero(wanted)
    if row_measures is None:
        found = np.unique(positions[where])
        return {(int(p), ""): where[positions[where] == p] for p in found}
    groups: dict[tuple[int, str], list[int]] = {}
    for i in where:
        groups.setdefault((int(positions[i]), row_measures[i]), []).append(int(i))
    return {key: np.array(at) for key, at in groups.items()}


def _sound_series(task: Task, axes: Axes, kinds: dict[tuple[int, str], np.ndarray]) -> set[int]:
    """Series that stand in this table in a measure that converts, whatever stray measures stand beside it."""
    names = task.session.store.series.names
    inside = {p for p, written in kinds if written and converts(task, names[axes.named[p].number], written)}
    return inside | {p for p, _ in kinds if axes.named[p].number in task.sound}


def _sound_columns(task: Task, axes: Axes, unit_line: list[str]) -> frozenset[int]:
    """Numbers of the series that some column of their own gives in a measure that converts."""
    found: set[int] = set()
    for heading, position, unit in zip(task.table.headings, axes.column_series.tolist(), unit_line, strict=True):
        number = axes.named[position].number if position else NO_SERIES
        measure = task.hint.measure or heading.measure or unit
        if number != NO_SERIES and converts(task, task.session.store.series.names[number], measure):
            found.add(number)
    return frozenset(found)


_STATUS = {
    "imputed": CellStatus.IMPUTED, "estimated": CellStatus.IMPUTED, "e": CellStatus.IMPUTED, "插补": CellStatus.IMPUTED,
    "估计": CellStatus.IMPUTED, "推算": CellStatus.DERIVED, "derived": CellStatus.DERIVED,
    "treated": CellStatus.TREATED, "已处理": CellStatus.TREATED,
}  # fmt: skip


def _declared_status(task: Task, rows: Rows, status: np.ndarray) -> np.ndarray:
    """The status that a status column declares for a value that is there."""
    if not task.table.roles.status:
        return status
    cells = task.table.grid.column(task.table.roles.status, rows)
    for i in np.flatnonzero(status == CellStatus.OBSERVED).tolist():
        status[i] = _STATUS.get(plain(text_of(cells[i])), CellStatus.OBSERVED)
    return status


def _shown(factor: Fraction) -> str:
    """A factor as people write it: ×10000, ÷10000, or nothing."""
    if factor == 1:
        return ""
    if factor.denominator == 1:
        return f"×{factor.numerator}"
    return f"÷{factor.denominator}" if factor.numerator == 1 else f"×{factor.numerator}/{factor.denominator}"


def _summed(reads: list[SeriesRead]) -> tuple[SeriesRead, ...]:
    """One line per series, name and measure."""
    found: dict[tuple[str, str, str], SeriesRead] = {}
    for r in reads:
        key = (r.code, r.name, r.measure)
        known = found.get(key)
        total = r.values + (known.values if known else 0)
        first = known or r
        found[key] = SeriesRead(first.code, first.name, first.measure, first.target, first.factor, total, first.place)
    return tuple(found.values())
