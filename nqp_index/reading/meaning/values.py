"""Reads the numbers of one table and files each under its region, year and series, in the series' measure."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from nqp_index.model.measure import converted
from nqp_index.model.panel import CellStatus, Floats
from nqp_index.reading.amounts import Column, read_column
from nqp_index.reading.layouts.grid import text_of
from nqp_index.reading.meaning.axes import Axes, read_axes
from nqp_index.reading.meaning.cells import tell_column
from nqp_index.reading.meaning.constants import constant, grouped, mapped, picked
from nqp_index.reading.meaning.constants import positions as positions_of
from nqp_index.reading.meaning.factorised import factorised
from nqp_index.reading.meaning.facts import Facts, Ints, Rows
from nqp_index.reading.meaning.foreign import is_of_other_framework
from nqp_index.reading.meaning.measures_of import converts, factor_to_series, measure_around, table_measures
from nqp_index.reading.meaning.merged_values import Claim, Merge, claimed, merges_of_body, refuse_shared
from nqp_index.reading.meaning.named import NO_SERIES, Named
from nqp_index.reading.meaning.percent import percent_factor
from nqp_index.reading.meaning.regions_of import NOTHING
from nqp_index.reading.meaning.session import Task
from nqp_index.reading.meaning.suffixes import apply_suffixes, measure_of_cells
from nqp_index.reading.meaning.years_of import (
    NO_YEAR,
)
from nqp_index.reading.names.plain import plain
from nqp_index.reading.reading import SeriesRead


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
    shared: dict[Merge, list[Claim]] = {}
    merges = merges_of_body(task, rows)
    parts = [
        _column_facts(task, axes, rows, j, unit_line[j], measures, merges, shared)
        for j in range(len(task.table.headings))
    ]
    refuse_shared(task, shared)
    reads = [r for _, found in parts for r in found]
    return [f for f, _ in parts if f is not None and len(f)], _summed(reads)


@dataclass(frozen=True, eq=False)
class Written:
    """The measures written beside the rows: for each row a number, and the distinct texts."""

    numbers: NDArray[np.intp]
    texts: list[str]


def _measures_of_rows(task: Task, rows: Rows) -> Written | None:
    column = task.table.roles.measure
    return _written(task, column, rows) if column else None


def _written(task: Task, column: int, rows: Rows) -> Written:
    """The texts of a column over its distinct ones; two cells may say one text."""
    found = factorised(task.table.grid.column(column, rows))
    texts = {text: i for i, text in enumerate(dict.fromkeys(text_of(cells[0]) for cells in found.values))}
    numbers = found.mapped([texts[text_of(cells[0])] for cells in found.values])
    return Written(numbers.astype(np.intp), list(texts))


def _column_facts(
    task: Task,
    axes: Axes,
    rows: Rows,
    j: int,
    unit_line: str,
    row_measures: Written | None,
    merges: tuple[Merge, ...],
    shared: dict[Merge, list[Claim]],
) -> tuple[Facts | None, list[SeriesRead]]:
    """The values of one column; the places that merged cells give a value to are added to `shared`."""
    heading = task.table.headings[j]
    n = len(rows)
    positions = axes.row_series if axes.column_series[j] == 0 else constant(axes.column_series[j], n)
    series = mapped(axes.numbers, positions)
    region = axes.row_region if task.layout.region != "column" else constant(axes.column_region[j], n)
    year = axes.row_year if axes.column_year[j] == NO_YEAR else constant(axes.column_year[j], n)
    wanted = (series != NO_SERIES) & (region != NOTHING) & (year != NO_YEAR)
    if not wanted.any():
        return None, []
    column = read_column(task.table.grid.column(heading.column, rows), task.session.amounts)
    tell_column(task, column, rows, heading, wanted)
    wanted &= column.present
    if merges:
        valued = wanted & ~np.isnan(column.values)
        for merge, cells in claimed(merges, rows, heading.column, valued, region, year, series).items():
            shared.setdefault(merge, []).extend(cells)
    values, measure_of, reads = _converted(task, axes, rows, j, unit_line, row_measures, column, positions, wanted)
    status = _declared_status(task, rows, _status(values, column))
    facts = Facts(
        region, year, series, values, column.values, status, constant(task.sheet_number, n),
        np.asarray(rows, np.int32), constant(heading.column, n), measure_of, column.texts,
    )  # fmt: skip
    return (facts if wanted.all() else facts.taken(wanted)), reads


def _status(values: Floats, column: Column) -> NDArray[np.uint8]:
    """Observed where there is a value, rejected where one was read and not taken."""
    there = ~np.isnan(values)
    if there.all():
        return constant(CellStatus.OBSERVED, len(values), np.uint8)
    status = np.where(there, CellStatus.OBSERVED, CellStatus.MISSING).astype(np.uint8)
    status[~there & ~np.isnan(column.values)] = CellStatus.REJECTED
    return status


def _converted(
    task: Task, axes: Axes, rows: Rows, j: int, unit_line: str, row_measures: Written | None,
    column: Column, positions: Ints, wanted: np.ndarray,
) -> tuple[np.ndarray, Ints, list[SeriesRead]]:  # fmt: skip
    """Values in their series' measures; the number of the measure written; what was done per series."""
    heading, session = task.table.headings[j], task.session
    changed = Changed(column.values)
    measure_of: list[tuple[np.ndarray, int]] = []
    reads: list[SeriesRead] = []
    kinds = _measure_kinds(row_measures, positions, wanted)
    sound = _sound_series(task, axes, kinds)
    for (position, written), chosen in kinds.items():
        named = axes.named[position]
        code = session.store.series.names[named.number]
        measure = task.hint.measure or written or heading.measure or named.measure or unit_line
        measure = measure or measure_around(task, code)
        first = rows[int(chosen[0])]
        at = (first, task.table.roles.measure) if written else (named.row or first, named.column or heading.column)
        factor = factor_to_series(
            task, code, measure, *at, stray=len(chosen) if position in sound and not task.hint.measure else 0
        )
        if factor is None:
            changed.put(chosen, np.nan)
            measure_of.append((chosen, 0))
            continue
        factor *= percent_factor(task, column, rows, heading, chosen, measure, code)
        with_suffix = apply_suffixes(task, column, rows, heading, chosen, measure, code)
        if factor != 1:
            plain_ones = chosen[~np.isin(chosen, list(with_suffix))] if with_suffix else chosen
            changed.put(plain_ones, converted(column.values[plain_ones], factor))
        if with_suffix:
            changed.put(np.array(list(with_suffix)), np.array(list(with_suffix.values())))
        measure_of.append((chosen, session.store.measures.number(measure)))
        said = measure or measure_of_cells(column, chosen)
        read = SeriesRead(
            code, named.name, said, session.series(code).measure.text, _shown(factor),
            changed.count(chosen), task.place(first, heading.column),
        )  # fmt: skip
        reads.append(read)
    return changed.values, _spread(measure_of, len(rows)), reads


@dataclass(eq=False)
class Changed:
    """The numbers of a column, copied when the first of them changes."""

    values: Floats
    _is_copy: bool = False

    def put(self, where: np.ndarray, new: Floats | float) -> None:
        if not self._is_copy:
            self.values, self._is_copy = self.values.copy(), True
        self.values[where] = new

    def count(self, where: np.ndarray) -> int:
        """How many of these are there."""
        some = self.values if len(where) == len(self.values) else self.values[where]
        return int(np.count_nonzero(~np.isnan(some)))


def _spread(numbers: list[tuple[np.ndarray, int]], n: int) -> Ints:
    """(n,) each number where it belongs; what no number says is never asked for."""
    if len(numbers) == 1:
        return constant(numbers[0][1], n)
    spread = np.zeros(n, np.int32)
    for where, number in numbers:
        spread[where] = number
    return spread


def _measure_kinds(
    written: Written | None, positions: Ints, wanted: np.ndarray
) -> dict[tuple[int, str], NDArray[np.intp]]:
    """Rows by the series named and the measure written beside them, in the order in which they come first."""
    where = positions_of(wanted)
    own = picked(positions, where)
    if written is None:
        return {(position, ""): rows for position, rows in grouped(own, where)}
    size = len(written.texts)
    groups = grouped(own.astype(np.int64) * size + written.numbers[where], where)
    groups.sort(key=lambda group: int(group[1][0]))
    return {(key // size, written.texts[key % size]): rows for key, rows in groups}


def _sound_series(task: Task, axes: Axes, kinds: dict[tuple[int, str], np.ndarray]) -> set[int]:
    """Series that stand in this table in a measure that converts, whatever stray measures stand beside it."""
    names = task.session.store.series.names
    inside = {p for p, written in kinds if written and converts(task, names[axes.named[p].number], written)}
    return inside | {p for p, _ in kinds if axes.named[p].number in task.sound}


def _sound_columns(task: Task, axes: Axes, unit_line: list[str]) -> frozenset[int]:
    """Numbers of the series that some column gives in a measure that converts."""
    found: set[int] = set()
    of_table = axes.named[1] if task.layout.series == "table" and len(axes.named) == 2 else Named()
    for heading, position, unit in zip(task.table.headings, axes.column_series.tolist(), unit_line, strict=True):
        named = axes.named[position] if position else of_table
        number, measure = named.number, task.hint.measure or heading.measure or named.measure or unit
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
    declared = _written(task, task.table.roles.status, rows)
    meant = np.array([_STATUS.get(plain(text), CellStatus.OBSERVED) for text in declared.texts], np.uint8)
    return np.where(status == CellStatus.OBSERVED, meant[declared.numbers], status)


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
