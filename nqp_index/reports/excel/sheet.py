"""Prints one table on one worksheet. Every sheet has the same skeleton, so that cells keep their addresses.

Row 1 title, row 2 subtitle, row 3 legend, row 4 bands, row 5 column titles, data from row 6, notes below.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Any

from nqp_index.reports.excel.formats import ALARM, SHADES, TEXT_KINDS, Formats, number_format
from nqp_index.reports.excel.frame import Frame
from nqp_index.reports.safe import CELL_LIMIT, printable, utf16_length
from nqp_index.reports.tables.table import Cell, Column, Table
from nqp_index.reports.text_width import display_width

TITLE, SUBTITLE, LEGEND, BANDS, HEADER, DATA = range(6)
#: Characters that fit across one landscape page at a size one can still read.
PAGE_WIDTH = 190
#: Rows whose height is set by the text in them, and the height that Excel gives a row at most.
MOST_WRAPPED, HIGHEST = 2000, 409.0
_WIDTHS = {"rank": 8, "year": 7, "count": 11, "score": 10, "weight": 10, "share": 10, "value": 12, "change": 8}


def print_table(sheet: Any, table: Table, formats: Formats, frame: Frame, links: Mapping[str, str]) -> None:
    """Fill a worksheet. `links` leads from a first-column text to the name of the sheet it stands for."""
    sheet.write_string(TITLE, 0, shown(frame.banner + table.title), formats.title(is_alarm=frame.is_fictional))
    if table.subtitle:
        sheet.write_string(SUBTITLE, 0, shown(table.subtitle), formats.subtitle())
    _legend(sheet, table, formats, frame)
    _bands(sheet, table, formats)
    for c, column in enumerate(table.columns):
        is_number = column.kind not in TEXT_KINDS
        sheet.write_string(HEADER, c, shown(column.title), formats.header(is_number=is_number))
    _data(sheet, table, formats, frame, links)
    widths = _column_widths(sheet, table)
    _row_heights(sheet, table, widths)
    _shades(sheet, table)
    sheet.freeze_panes(DATA, table.fixed)
    if table.filtered and table.rows:
        sheet.autofilter(HEADER, 0, last_row(table), len(table.columns) - 1)
    end = _notes(sheet, table, formats, frame, widths)
    _print_setup(sheet, table, frame, sum(widths), end)


def last_row(table: Table) -> int:
    """Row number, from 0, of the last line of data."""
    return DATA + max(1, len(table.rows)) - 1


def shown(text: str) -> str:
    """Text as a cell can hold it."""
    plain = printable(text)
    while utf16_length(plain) > CELL_LIMIT:
        plain = plain[: CELL_LIMIT // 2 - 1] + "…"
    return plain


def _legend(sheet: Any, table: Table, formats: Formats, frame: Frame) -> None:
    for i, mark in enumerate(table.legend):
        sheet.write_string(LEGEND, table.fixed + i, frame.word(f"status.{mark}"), formats.legend(mark))


def _bands(sheet: Any, table: Table, formats: Formats) -> None:
    """Titles over neighbouring columns that belong together."""
    first = 0
    while first < len(table.columns):
        band = table.columns[first].band
        last = first
        while last + 1 < len(table.columns) and table.columns[last + 1].band == band:
            last += 1
        if band and last > first:
            sheet.merge_range(BANDS, first, BANDS, last, "", formats.band())
        if band:
            sheet.write_string(BANDS, first, shown(band), formats.band())
        first = last + 1


def _data(sheet: Any, table: Table, formats: Formats, frame: Frame, links: Mapping[str, str]) -> None:
    numbers = [
        number_format(c, [row[i] for row in table.rows], frame.score_decimals) for i, c in enumerate(table.columns)
    ]
    for i, row in enumerate(table.rows):
        whole_row = table.marks.get((i, -1))
        for c, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            target = links.get(value) if c == 0 and isinstance(value, str) else None
            look = formats.cell(column, numbers[c], table.marks.get((i, c), whole_row), is_link=target is not None)
            if target is not None:
                quoted = target.replace("'", "''")
                sheet.write_url(DATA + i, c, f"internal:'{quoted}'!A1", look, shown(str(value)))
            else:
                _write(sheet, DATA + i, c, value, look)
    if not table.rows:
        sheet.write_string(DATA, 0, frame.word("none"), formats.note())


def _write(sheet: Any, row: int, column: int, value: Cell, look: Any) -> None:
    """One cell, its type taken from the value and never guessed from the text."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, str):
        sheet.write_string(row, column, shown(value), look)
    else:
        sheet.write_number(row, column, value, look)


def _column_widths(sheet: Any, table: Table) -> list[int]:
    """Set every column's width from what stands in it, two for a Chinese character; the widths."""
    widths = []
    for c, column in enumerate(table.columns):
        widths.append(_width(column, [row[c] for row in table.rows[:500]]))
        sheet.set_column(c, c, widths[-1])
    longest = max(
        (ceil((display_width(col.title) + 3) / w) for col, w in zip(table.columns, widths, strict=True)), default=1
    )
    sheet.set_row(HEADER, 16.0 * min(6, max(2, longest)))
    return widths


def _row_heights(sheet: Any, table: Table, widths: list[int]) -> None:
    """Room for the text that wraps: not every program makes it by itself. Long tables are left as they are."""
    wrapped = [c for c, column in enumerate(table.columns) if column.kind in TEXT_KINDS and column.kind != "code"]
    for i, row in enumerate(table.rows[:MOST_WRAPPED]):
        lines = max(
            (ceil((display_width(str(row[c])) + 2) / widths[c]) for c in wrapped if row[c] is not None), default=1
        )
        if lines > 1:
            sheet.set_row(DATA + i, min(15.0 * lines, HIGHEST))


def _width(column: Column, values: list[Cell]) -> int:
    title = display_width(column.title)
    if column.kind not in TEXT_KINDS:
        word = max(map(display_width, column.title.split()), default=0)
        return max(_WIDTHS[column.kind], min(16, max(ceil(title / 2) + 3, word + 4)))
    longest = max((display_width(str(v)) for v in values if v is not None), default=0)
    return max(7, min(title + 4, 14), min(60 if column.kind == "long" else 40, longest + 3))


def _shades(sheet: Any, table: Table) -> None:
    """Colour scales and bars, column by column; a rank's best value is its least."""
    low, middle, high = SHADES
    for c, column in enumerate(table.columns):
        if column.shaded:
            ends = (high, low) if column.kind == "rank" else (low, high)
            sheet.conditional_format(DATA, c, last_row(table), c, {
                "type": "3_color_scale", "min_color": ends[0], "mid_color": middle, "max_color": ends[1],
            })  # fmt: skip
        if column.bars:
            sheet.conditional_format(DATA, c, last_row(table), c, {
                "type": "data_bar", "bar_color": high, "bar_solid": True, "min_type": "num", "min_value": 0,
            })  # fmt: skip


def _notes(sheet: Any, table: Table, formats: Formats, frame: Frame, widths: list[int]) -> int:
    """Sentences below the table, wrapped over its width; the number of the last row in use."""
    notes = [*table.notes]
    if table.total > len(table.rows):
        notes.insert(0, frame.word("note.capped", total=table.total, shown=len(table.rows)))
    row, last, room = last_row(table), 0, widths[0]
    while last + 1 < len(widths) and room < 110:
        last += 1
        room += widths[last]
    for i, note in enumerate(notes):
        row = last_row(table) + 2 + i
        if last:
            sheet.merge_range(row, 0, row, last, "", formats.note())
        sheet.write_string(row, 0, shown(note), formats.note())
        sheet.set_row(row, 15.0 * ceil(display_width(note) / max(room * 1.1, 20)))
    return row


def _print_setup(sheet: Any, table: Table, frame: Frame, width: int, end: int) -> None:
    """Landscape, as many pages wide as the text stays readable, column titles on every page."""
    columns = len(table.columns)
    sheet.set_landscape()
    sheet.set_paper(9 if width <= PAGE_WIDTH else 8)
    sheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.6)
    sheet.fit_to_pages(max(1, ceil(width / (PAGE_WIDTH * 1.6))), 0)
    sheet.repeat_rows(BANDS, HEADER)
    if table.fixed and width > PAGE_WIDTH * 1.6:
        sheet.repeat_columns(0, table.fixed - 1)
    sheet.print_area(0, 0, end, columns - 1)
    banner = frame.banner.strip()
    right = f"&R{_escaped(banner, 40)}" if banner else ""
    sheet.set_header(f"&L{_escaped(table.title, 110)}{right}")
    left = _escaped(banner or frame.owner, 60)
    version = _escaped(f"nqp_index {frame.version}".strip(), 40)
    sheet.set_footer(f"&L{left}&C{frame.word('page')}&R{version}")
    if banner:
        sheet.set_tab_color(ALARM)


def _escaped(text: str, limit: int) -> str:
    """Text for a page header, where an ampersand is a command."""
    return printable(text)[:limit].replace("&", "&&")
