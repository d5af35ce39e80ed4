"""The region of every row, column or whole table."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from nqp_index.reading.layouts.grid import text_of
from nqp_index.reading.meaning.factorised import factorised, filled_down
from nqp_index.reading.meaning.facts import Ints, Rows
from nqp_index.reading.meaning.session import Task
from nqp_index.reading.names.plain import plain, without_marks
from nqp_index.reading.names.regions import is_below_province
from nqp_index.reading.reading import Unmatched
from nqp_index.reading.sheet import Raw

NOTHING = -1
_MOST_TOLD, _MOST_MARKED = 20, 8
_MOST_LOOKED_AT = 1000


def region_number(task: Task, text: str, row: int, column: int, told: set[str]) -> int:
    """The number of the region or aggregate that a text names; NOTHING, and a problem told once, when none."""
    session = task.session
    match = session.lexicon.regions.find(text)
    if match.code:
        return session.store.regions.number(match.code)
    if match.aggregate is not None:
        task.aggregates[text] = task.aggregates.get(text, 0) or row
        return -2 - session.store.aggregates.number(match.aggregate.name)
    if text not in told:
        told.add(text)
        session.unmatched.append(Unmatched("region", text, task.place(row, column), match.suggestions, refused=True))
        if len(told) <= _MOST_TOLD:
            code = "E1203" if match.suggestions else "E1227" if is_below_province(text) else "E1204"
            task.add(code, row, column, name=text, near=match.suggestions)
        elif len(told) == _MOST_TOLD + 1:
            task.add("E1205", row, column)
    return NOTHING


def regions_of_rows(task: Task, rows: Rows) -> Ints:
    """One number per body row, from the region column, compared with the code column where there is one."""
    roles, grid = task.table.roles, task.table.grid
    columns = [c for c in (roles.region, roles.code) if c]
    found = factorised(*(grid.column(c, rows) for c in columns))
    told: set[str] = set()
    blank = [not any(text_of(cell) for cell in cells) for cells in found.values]
    results = [
        NOTHING if empty else _region_of(task, cells, int(rows[at]), columns, told)
        for cells, at, empty in zip(found.values, found.first, blank, strict=True)
    ]
    _tell_marks(task, [(text_of(cells[0]), int(rows[at])) for cells, at in zip(found.values, found.first, strict=True)])
    numbers = found.mapped(results)
    if any(blank):
        numbers = _with_blanks(task, rows, numbers, found.mapped([int(b) for b in blank]) == 1)
    return numbers


def _region_of(task: Task, cells: tuple[Raw, ...], row: int, columns: list[int], told: set[str]) -> int:
    """The region by name, compared with the code beside it; a good code helps out an unknown name, and that is said."""
    text, beside = text_of(cells[0]), text_of(cells[-1]) if len(cells) > 1 else ""
    regions = task.session.lexicon.regions
    if not text:
        return region_number(task, beside, row, columns[-1], told)
    if not beside or regions.free:
        return region_number(task, text, row, columns[0], told)
    by_name, by_code = regions.find(text), regions.find(beside)
    if by_code.code and by_name.code and by_code.code != by_name.code:
        task.add("E1207", row, columns[0], name=text, gb=beside, other=regions.region(by_code.code).label)
        return NOTHING
    if by_code.code and not by_name.known:
        task.add("W1204", row, columns[0], name=text, gb=beside, region=regions.region(by_code.code).label)
        return task.session.store.regions.number(by_code.code)
    return region_number(task, text, row, columns[0], told)


def _tell_marks(task: Task, names: list[tuple[str, int]]) -> None:
    """Footnote marks behind the names of regions, once a table: they often tell of another scope."""
    marked = [(name, row) for name, row in names if without_marks(name)[1]]
    if marked:
        named = [name for name, _ in marked[:_MOST_MARKED]]
        task.add("W1389", marked[0][1], task.table.roles.region, names=named, count=len(marked))


def _with_blanks(task: Task, rows: Rows, numbers: Ints, blank: NDArray[np.bool_]) -> Ints:
    """Rows with numbers but no region: refused, unless the user asked to fill down."""
    if task.hint.fill_down:
        return filled_down(numbers, blank)
    table = task.table
    columns = table.roles.values or (table.roles.value,)
    empty = [int(rows[i]) for i in np.flatnonzero(blank).tolist()]
    filled = [r for r in empty[:_MOST_LOOKED_AT] if any(table.grid.text(r, c) for c in columns)]
    if filled:
        task.add("E1206", filled[0], table.roles.region or table.roles.code, count=len(filled))
    return numbers


def regions_of_columns(task: Task) -> Ints:
    """One number per value column, from the regions above."""
    told: set[str] = set()
    return np.array(
        [region_number(task, h.region, h.row, h.column, told) if h.region else NOTHING for h in task.table.headings],
        dtype=np.int32,
    )


def region_of_table(task: Task) -> int:
    """The one region of a table without regions inside: a `地区：` line, the title, the sheet's or the file's name."""
    meta, regions = task.table.meta, task.session.lexicon.regions
    said = [task.hint.region, meta.region]
    if regions.free:
        said += [task.table.grid.sheet.name if not _is_stock_name(task.table.grid.sheet.name) else "", task.stem]
    else:
        said += [_region_inside(task, t) for t in (*meta.titles, task.table.grid.sheet.name, task.stem)]
    text = next((s for s in said if s), "")
    if not text:
        task.add("E1208", task.table.header.main)
        return NOTHING
    return region_number(task, text, meta.title_row or task.table.header.main, 1, set())


def _region_inside(task: Task, text: str) -> str:
    """The only region named in a running text; empty when there is none or more than one."""
    regions = task.session.lexicon.regions
    if regions.find(text).code:
        return text
    short = plain(text)
    codes = {
        c: name for c, r in regions.regions.items()
        if (name := r.label.zh) and name in short and f"{name}州" not in short
        and (f"{name}市" not in short or regions.find(f"{name}市").code)
    }  # fmt: skip
    return next(iter(codes.values())) if len(codes) == 1 else ""


def _is_stock_name(name: str) -> bool:
    return not name or bool(re.fullmatch(r"(?:sheet|工作表|表)?\d*", plain(name)))
