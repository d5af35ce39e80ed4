"""Which rows are the body of a table, which are section lines inside it, notes under it, or the next table's title."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from nqp_index.reading.layouts.columns import Roles
from nqp_index.reading.layouts.grid import Grid
from nqp_index.reading.layouts.header import header_kind, is_numeric
from nqp_index.reading.layouts.lexicon import Lexicon
from nqp_index.reading.layouts.next_table import announced_at, is_line_with_measure
from nqp_index.reading.layouts.words import is_foot, role_of, year_of, year_of_text
from nqp_index.reading.sheet import Raw

_NUMBERS = (int, float)


@dataclass(slots=True)
class Body:
    """Rows of the body; the section line above each (0 = none); notes; titles that stand before a next heading.

    `unplaced` are lines of text inside the body that are neither a section, a region nor a note.
    """

    rows: list[int] | NDArray[np.int32] = field(default_factory=list)
    sections: dict[int, str] = field(default_factory=dict)
    notes: list[tuple[int, str]] = field(default_factory=list)
    unplaced: list[tuple[int, str]] = field(default_factory=list)
    next_start: int = 0


def read_body(grid: Grid, bottom: int, roles: Roles, lexicon: Lexicon) -> Body:
    """Walk down from the heading to the end of the sheet or the next heading."""
    rows: list[int] = []
    body = Body(rows, next_start=grid.height + 1)
    waiting: list[tuple[int, str]] = []
    in_notes = False
    section = ""
    label_column, first_value = roles.label, min((*roles.values, roles.value or 10**6), default=0)
    wide = _wide_rows(grid, label_column, first_value)
    for r in range(bottom + 1, grid.height + 1):
        kind = _row_kind(grid, r, label_column, first_value, lexicon, wide, in_notes=in_notes)
        if kind == "body":
            section = _close_waiting(body, waiting, section, lexicon)
            in_notes = False
            rows.append(r)
            if section:
                body.sections[r] = section
        elif kind == "note":
            in_notes = True
            body.notes.extend((r, t) for _, t in grid.filled(r, stored=True))
        elif kind == "line":
            waiting.append((r, grid.filled(r, stored=True)[0][1]))
        elif kind == "heading":
            body.next_start = waiting[0][0] if waiting else announced_at(grid, body.notes, r)
            body.notes = [note for note in body.notes if note[0] < body.next_start]
            return body
    body.notes.extend(waiting)
    return body


def _row_kind(
    grid: Grid, row: int, label_column: int, first_value: int, lexicon: Lexicon, wide: frozenset[int], *, in_notes: bool
) -> str:
    label = grid.text(row, label_column) if label_column else ""
    if row in wide:
        label = ""
    if label and not role_of(label):
        if lexicon.is_region(label) and len(grid.filled(row)) > 1:
            return "body"
        if not in_notes and _is_figure(grid.cell(row, first_value)):
            return "body"
    cells = grid.filled(row, stored=True)
    if not cells:
        return "blank"
    if header_kind(grid, row, lexicon):
        return "heading"
    first = cells[0][1]
    if is_foot(first):
        return "note"
    if in_notes:
        return "body" if lexicon.regions.free and len(cells) > 2 and label and _any_number(grid, row) else "note"
    if is_line_with_measure([t for _, t in cells]) and not (label and lexicon.is_region(label)):
        return "line"
    if (
        len(cells) == 1
        and not (label and lexicon.is_region(label))
        and not _is_lone_value(grid.cell(row, cells[0][0]), cells[0][0], first_value)
    ):
        return "line" if cells[0][0] <= max(label_column, 2) or not first_value else "body"
    return "body"


def _is_figure(cell: Raw) -> bool:
    """Whether a cell is a number or a text that is one; what may be the year of a heading is none."""
    if type(cell) is not str:
        return type(cell) in _NUMBERS
    return year_of_text(cell) is None and is_numeric(cell)


def _wide_rows(grid: Grid, label_column: int, first_value: int) -> frozenset[int]:
    """Rows whose label is one merged cell that reaches into the columns of values: 东部 over its provinces."""
    return frozenset(
        top for top, left, low, right in grid.merged
        if top == low and left <= label_column <= right and left < first_value <= right
    )  # fmt: skip


def _is_lone_value(cell: Raw, column: int, first_value: int) -> bool:
    """Whether the only cell of a row is a value whose label is missing, and not a year or a page number."""
    if isinstance(cell, float):
        return True
    return bool(first_value) and column >= first_value and year_of(cell) is None and _is_figure(cell)


def _any_number(grid: Grid, row: int) -> bool:
    return any(isinstance(c, _NUMBERS) or (isinstance(c, str) and c[:1].isdigit()) for c in grid.rows[row - 1])


def _close_waiting(body: Body, waiting: list[tuple[int, str]], section: str, lexicon: Lexicon) -> str:
    """Lines that turned out to stand inside the body: the last one that names a series or a year is a section."""
    for row, text in waiting:
        from nqp_index.reading.layouts.labels import split_label

        if year_of_text(text) is not None or lexicon.is_series(split_label(text).name) or lexicon.is_series(text):
            section = text
        else:
            body.unplaced.append((row, text))
    waiting.clear()
    return section
