"""The measure in which numbers were written, and the exact factor to the series' own."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from nqp_index.reading.layouts.labels import title_measure
from nqp_index.reading.layouts.units import UnitSaid, is_unit_line
from nqp_index.reading.meaning.per_head import read_for
from nqp_index.reading.meaning.session import Task
from nqp_index.reading.measures import nearest_measure, parse_measure

ONE = Fraction(1)


def table_measures(task: Task, codes: Sequence[str]) -> list[str]:
    """What the `单位：` line says for each value column: one measure for all, one a column in order, or one for every
    kind of series. `codes` are the series of the columns, empty where it is none or not said above."""
    columns = len(codes)
    said = task.table.meta.measures
    if not said and task.table.meta.continued and task.previous is not None:
        said = task.previous.table.meta.measures
    _tell_disagreeing(task, said)
    known = [m for m in said if parse_measure(m) is not None]
    for wrong in said:
        if wrong not in known:
            row = task.table.meta.measure_row
            task.add("E1250", row, 1, measure=wrong, near=nearest_measure(wrong) or "—")
    if len(known) != len(said) or not said:
        return [""] * columns
    if len(said) == 1:
        return said * columns
    silent = [not h.measure for h in task.table.headings]
    if len(said) == columns and (_in_order(task, said, codes) or not _one_a_kind(task, said, codes, silent)):
        return list(said)
    if any(silent) and (len(said) > columns or not _one_a_kind(task, said, codes, silent)):
        task.add("E1251", task.table.meta.measure_row, 1, measures=said, count=len(said), columns=columns)
        return [""] * columns
    return [next((m for m in said if code and converts(task, code, m)), "") for code in codes]


def _in_order(task: Task, said: list[str], codes: Sequence[str]) -> bool:
    """Whether every series can be in the measure that stands at its place."""
    return all(not code or converts(task, code, m) for m, code in zip(said, codes, strict=True))


def _one_a_kind(task: Task, said: list[str], codes: Sequence[str], silent: list[bool]) -> bool:
    """Whether every series whose heading has no measure can be in exactly one of the measures: 单位：千元、人."""
    known = [code for code, alone in zip(codes, silent, strict=True) if alone and code]
    return bool(known) and all(sum(converts(task, code, m) for m in said) == 1 for code in known)


def _tell_disagreeing(task: Task, said: list[str]) -> None:
    """Two measures of one kind for the whole table: nobody can say which one the numbers are in."""
    table = task.table
    if task.hint.measure or len(said) > 1 or all(h.measure for h in table.headings):
        return
    changed = {row for row, text in table.body.unplaced if is_unit_line(text)}  # 单位：万元 between two rows of numbers
    found = [UnitSaid(m, table.meta.measure_row, 1) for m in said]
    found += [u for u in table.meta.units if u.plainly or u.row in changed]
    for unit in found[1:]:
        one, other = parse_measure(found[0].measure), parse_measure(unit.measure)
        if one is not None and other is not None and one.same_kind(other) and one.scale != other.scale:
            where = str(task.place(found[0].row, found[0].column))
            task.add("E1254", unit.row, unit.column, one=unit.measure, other=found[0].measure, where=where)
            return


def measure_around(task: Task, code: str) -> str:
    """What title, corner, foot or sheet name say plainly, where the series can be in it; otherwise empty."""
    units = task.table.meta.units
    if not units and task.table.meta.continued and task.previous is not None:
        units = task.previous.table.meta.units
    names = [m for text in (task.table.grid.sheet.name, task.stem) if (m := title_measure(text))]
    said = [*(u.measure for u in units if u.plainly), *names]
    return next((m for m in said if converts(task, code, m)), "")


def converts(task: Task, code: str, written: str) -> bool:
    """Whether numbers written in `written` can be brought to the series' measure at all."""
    own, measure = task.session.series(code).measure, parse_measure(written) if written else None
    if not written or measure is None:
        return not written
    return not own.text or read_for(task.session.series(code), measure).same_kind(own)


def factor_to_series(task: Task, code: str, written: str, row: int, column: int, *, stray: int = 0) -> Fraction | None:
    """What numbers written in `written` are multiplied by to be in the series' measure; None after a refusal.

    stray   how many values these are, when the same table gives the series in a measure that does convert: then
            they alone are rejected, with a warning
    No measure on one side: factor 1, and the caller tells it.
    """
    series = task.session.series(code)
    measure = parse_measure(written) if written else None
    if not converts(task, code, written):
        names = {"measure": written, "series": series.label, "own": series.measure.text}
        if stray:
            task.add("W1252", row, column, count=stray, **names)
        elif measure is None:
            task.add("E1250", row, column, measure=written, near=nearest_measure(written) or "—")
        else:
            task.add("E1252", row, column, **names)
        return None
    if measure is None or not series.measure.text:
        return ONE
    return read_for(series, measure).scale / series.measure.scale
