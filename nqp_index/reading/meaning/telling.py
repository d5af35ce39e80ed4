"""Tells once a table what was done to it: measures taken on trust, rows set aside, names not used, marks counted."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from nqp_index.reading.amounts import read_amount
from nqp_index.reading.layouts.columns import Roles
from nqp_index.reading.layouts.grid import text_of
from nqp_index.reading.meaning.cells import marks_told
from nqp_index.reading.meaning.foreign import tell_other_framework
from nqp_index.reading.meaning.session import Task
from nqp_index.reading.measures import parse_measure
from nqp_index.reading.reading import SeriesRead
from nqp_index.reading.sheet import Raw

_MOST_NAMED, _MOST_LINES = 12, 20


def tell_table(task: Task, reads: Sequence[SeriesRead]) -> None:
    """Notes and warnings about one table as a whole."""
    table, row = task.table, task.table.header.main
    silent = [task.session.series(r.code).label for r in reads if not r.measure and r.target]
    if silent:
        task.add("W1303", row, names=_some(silent), count=len(silent))
        _tell_unused_unit(task, silent)
    converted = [f"{r.name}: {r.measure} → {r.target}" for r in reads if r.factor]
    if converted:
        task.add("N1304", row, conversions=_some(converted), count=len(converted))
    per_head = [f"{r.name}: {r.measure} = {r.target}" for r in reads if _taken_per_head(task, r)]
    if per_head:
        task.add("N1346", row, measures=_some(per_head))
    if task.by_title:
        named = [f"{name} → {task.session.series(code).label.zh}" for name, code in task.by_title.items()]
        task.add("N1318", row, names=_some(named))
    _tell_rows(task)
    unused = list(dict.fromkeys(name for name in task.unused if name))
    if unused and not reads:
        _tell_unused_table(task, unused)
    elif unused:
        task.add("N1302", row, names=_some(unused), count=len(unused))
    if task.marks:
        task.add("W1306", row, marks=marks_told(task.marks), count=sum(task.marks.values()))
    if task.text_columns:
        task.add("N1307", row, count=task.text_columns)
    hidden = len(table.grid.sheet.hidden_rows) + len(table.grid.sheet.hidden_columns)
    if hidden:
        task.add("N1308", row, count=hidden)
    for at, text in table.body.unplaced[:_MOST_LINES]:
        task.add("W1309", at, 1, text=text)
    if len(table.body.unplaced) > _MOST_LINES:
        task.add("W1317", table.body.unplaced[_MOST_LINES][0], count=len(table.body.unplaced) - _MOST_LINES)
    _tell_unread_columns(task, table.roles)


def _tell_unused_table(task: Task, unused: list[str]) -> None:
    """No name of the table is a series: it may be of another kind of framework, and then that one is named."""
    if not tell_other_framework(task, unused):
        task.add("W1305", task.table.header.main, names=_some(unused), count=len(unused))


def _taken_per_head(task: Task, read: SeriesRead) -> bool:
    own, written = task.session.series(read.code).measure, parse_measure(read.measure)
    return bool(own.text) and written is not None and not written.same_kind(own)


def _tell_unused_unit(task: Task, silent: Sequence[object]) -> None:
    """A measure that stands somewhere on the sheet while series came without one."""
    seen = {u.measure: u for u in reversed(task.table.meta.units)}
    if seen:
        first = next(iter(reversed(seen.values())))
        task.add("W1304", first.row, first.column, units=_some([*reversed(seen)]), names=_some(silent))


def _tell_rows(task: Task) -> None:
    """Aggregate rows are set aside and kept for sum checks; cities listed beside their province are told apart."""
    regions = task.session.lexicon.regions
    sums: list[str] = []
    beside: list[str] = []
    for name in task.aggregates:
        aggregate = regions.find(name).aggregate
        (sums if aggregate is not None and aggregate.kind in {"national", "group", "mean"} else beside).append(name)
    if sums:
        task.add("N1300", task.aggregates[sums[0]], names=_some(sums), count=len(sums))
    if beside:
        task.add("W1301", task.aggregates[beside[0]], names=_some(beside), count=len(beside))


def _tell_unread_columns(task: Task, roles: Roles) -> None:
    """Columns with content that no role and no heading explains; running numbers explain themselves."""
    table = task.table
    used = {roles.region, roles.code, roles.year, roles.measure, roles.status, roles.value, *roles.series,
            *roles.values, *roles.rivals}  # fmt: skip
    named = {h.column for h in table.every if h.path or h.role or (table.part and h.year is not None)}
    for column in range(1, table.grid.width + 1):
        if column in used or column in named:
            continue
        cells = [cell for r in table.body.rows[:50] if text_of(cell := table.grid.cell(int(r), column))]
        if _runs_on(cells) or (column in roles.ignored and not any(map(_is_number, cells))):
            continue
        if cells:
            task.add("W1302", table.header.main, column)


def _runs_on(cells: Sequence[Raw]) -> bool:
    """Whether cells count rows: 1, 2, 3 …"""
    texts = [text_of(cell) for cell in cells]
    numbers = [int(text) for text in texts if text.isdecimal()]
    return len(numbers) == len(texts) > 1 and all(b - a == 1 for a, b in pairwise(numbers))


def _is_number(cell: Raw) -> bool:
    amount = read_amount(text_of(cell))
    return amount.value == amount.value


def _some(names: Sequence[object]) -> list[object]:
    """The first names, and how many more there are."""
    shown = list(names[:_MOST_NAMED])
    return [*shown, f"… +{len(names) - _MOST_NAMED}"] if len(names) > _MOST_NAMED else shown
