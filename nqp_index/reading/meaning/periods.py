"""Refuses figures of a part of a year, said around the table or by the dates of its years."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from nqp_index.reading.layouts.grid import text_of
from nqp_index.reading.layouts.periods import part_in_name, part_of_year
from nqp_index.reading.layouts.words import MarkedYear, serial_year
from nqp_index.reading.meaning.session import Task
from nqp_index.reading.sheet import Raw

_ENDS = ((12, 31), (1, 1))


def is_part_of_year(task: Task) -> bool:
    """Whether title, `时间：` line, sheet or file name say that the figures are of a part of the year; tells it."""
    if task.hint.year:
        return False
    meta = task.table.meta
    said = [*meta.titles, *meta.english, meta.indicator, meta.time, task.table.grid.sheet.name]
    part = next((p for text in said if (p := part_of_year(text))), "") or part_in_name(task.stem)
    if part:
        task.add("E1225", meta.title_row or task.table.header.main, 1, text=part)
    return bool(part)


def dates_tell_years(task: Task, cells: Sequence[tuple[int, int, Raw]]) -> set[tuple[int, int]]:
    """Among (row, column, cell), the places of dates that stand for a part of a year; those are told. Dates at the
    end of a year, or all on 1 January, stand for the year, with a warning."""
    dated = [(row, column, cell) for row, column, cell in cells if isinstance(cell, datetime | date)]
    serial = [(row, column, cell) for row, column, cell in dated if serial_year(cell)]
    if serial:
        row, column, cell = serial[0]
        task.add("W1388", row, column, text=text_of(cell)[:10], year=serial_year(cell), count=len(serial))
        dated = [place for place in dated if place not in serial]
    if not dated:
        return set()
    for end in _ENDS:
        if all((cell.month, cell.day) == end for _, _, cell in dated):
            row, column, cell = dated[0]
            task.add("W1211", row, column, text=text_of(cell)[:10], count=len(dated))
            return set()
    others = [d for d in dated if (d[2].month, d[2].day) != _ENDS[0]]
    for row, column, cell in others[:5]:
        task.add("E1225", row, column, text=text_of(cell)[:10])
    return {(row, column) for row, column, _ in others}


def is_forecast(task: Task, marked: MarkedYear, text: str, at: tuple[int, int]) -> bool:
    """Whether a word behind a year says that its figures are no facts; that is told, and of figures not final too."""
    task.add("W1384" if marked.is_fact else "W1386", *at, text=text, mark=marked.mark, year=marked.year)
    return not marked.is_fact
