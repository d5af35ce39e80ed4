"""Workbooks read by calamine (.xls, .xlsb, .ods); only ever called in the process apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

from nqp_index.reading.containers.biff import Cells
from nqp_index.reading.containers.grid import Grid
from nqp_index.reading.containers.opening import Opening
from nqp_index.reading.sheet import Odd, Raw, Sheet

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook


def read_with_calamine(
    opening: Opening, data: bytes, percent: Sequence[Cells] | None = None, uncalculated: Sequence[Cells] | None = None
) -> tuple[Sheet, ...]:
    """Every worksheet. What calamine does not offer was found otherwise, by sheet: cells shown as percentages, and
    formulas that were never calculated."""
    import python_calamine as calamine

    try:
        workbook = calamine.CalamineWorkbook.from_filelike(BytesIO(data))
    except calamine.PasswordError:
        raise opening.refusal("E1020") from None
    except Exception as error:  # the library's exceptions share no base class
        raise opening.refusal("E1021", reason=str(error)) from None
    found = []
    if percent is not None and len(percent) != len(workbook.sheets_metadata):
        percent = None
    for number, about in enumerate(workbook.sheets_metadata):
        if about.typ is not calamine.SheetTypeEnum.WorkSheet:
            opening.warn("N1005", opening.place(about.name), kind=str(about.typ).rpartition(".")[2])
            continue
        hidden = about.visible is not calamine.SheetVisibleEnum.Visible
        shown = percent[number] if percent is not None else None
        blank = uncalculated[number] if uncalculated and len(uncalculated) == len(workbook.sheets_metadata) else ()
        found.append(replace(_sheet(opening, workbook, about.name, hidden, blank), percent=shown))
    return tuple(found)


def _sheet(
    opening: Opening, workbook: CalamineWorkbook, name: str, hidden: bool, uncalculated: Iterable[tuple[int, int]]
) -> Sheet:
    try:
        sheet = workbook.get_sheet_by_name(name)
        rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    except Exception as error:  # the library's exceptions share no base class
        raise opening.refusal("E1021", opening.place(name), reason=str(error)) from None
    grid = Grid(opening, name)
    for i, line in enumerate(rows, start=1):
        for j, value in enumerate(line, start=1):
            if value != "":
                grid.put(i, j, _raw(opening, name, i, j, value))
    for row, column in sorted(uncalculated):
        grid.put(row, column, Odd.UNCALCULATED)
    merged = grid.finish(_merged(sheet))
    return Sheet(opening.file, name, grid.rows, hidden=hidden, merged=tuple(merged))


def _merged(sheet: CalamineSheet) -> list[tuple[int, int, int, int]]:
    ranges = sheet.merged_cell_ranges or []
    return [(a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in ranges]


def _raw(opening: Opening, sheet: str, row: int, column: int, value: Any) -> Raw:
    if isinstance(value, str):
        if len(value) > opening.limits.characters:
            place, limit = opening.place(sheet, row, column), opening.limits.characters
            raise opening.refusal("E1033", place, text=value[:60], count=len(value), limit=limit)
        return value
    if isinstance(value, float) and value - value != 0:
        raise opening.refusal("E1034", opening.place(sheet, row, column), text=str(value), kind="n")
    if isinstance(value, timedelta):
        return (datetime(1900, 1, 1) + value % timedelta(days=1)).time()
    if isinstance(value, bool | int | float | datetime | date | time):
        return value
    return str(value)
