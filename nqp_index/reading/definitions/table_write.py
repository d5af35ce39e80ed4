"""A framework as a spreadsheet: one row for each indicator, node, series and construct, and nothing lost."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from nqp_index.errors import UsageError, problem
from nqp_index.model.framework import Direction, Framework, Indicator, Node, Target
from nqp_index.reading.definitions.table_form import KINDS, SHEETS, Cells, cells_of, guarded

__all__ = ["write_framework_table"]

_WIDE = ("label_zh", "label_en", "formula", "claim_zh", "claim_en", "aliases")


def write_framework_table(framework: Framework, path: str | Path) -> None:
    """Write the spreadsheet form: .xlsx with the sheets framework, tree, series and constructs, or one .csv.

    `load_framework` reads either back to an equal framework. Equal frameworks give equal bytes. Raises UsageError
    for another suffix.
    """
    path = Path(path)
    rows = list(_rows(framework))
    if path.suffix.lower() == ".xlsx":
        _write_workbook(rows, path)
    elif path.suffix.lower() == ".csv":
        _write_csv(rows, path)
    else:
        raise UsageError(problem("E2100", suffix=path.suffix, known=(".xlsx", ".csv")))


def _rows(framework: Framework) -> Iterator[Cells]:
    yield _row("framework", framework, code=framework.name)
    for code, label in framework.levels:
        yield {"kind": "level", "code": code, **cells_of("label", label)}
    yield from _tree_rows(framework.root, "")
    for series in framework.series:
        yield _row("series", series)
        for one in series.breaks:
            yield _row("break", one, code=series.code)
        for other in series.confusable:
            yield _row("confusable", other, code=series.code)
    for construct in framework.constructs:
        yield _row("construct", construct)


def _tree_rows(node: Node, parent: str) -> Iterator[Cells]:
    yield _row("node", node, parent=parent)
    for child in node.children:
        if isinstance(child, Node):
            yield from _tree_rows(child, node.code)
        else:
            yield _row("indicator", child, parent=node.code)


def _row(kind: str, part: object, **given: str) -> Cells:
    cells: Cells = {"kind": kind}
    for key in KINDS[kind].keys:
        value = given[key] if key in given else getattr(part, key, None)
        if isinstance(part, Indicator) and key == "formula":
            value = part.formula.text
        if isinstance(part, Indicator) and key == "direction":
            value = _direction(part.direction)
        if value is not None:
            cells.update(cells_of(key, value))
    return cells


def _direction(direction: Direction) -> str:
    if isinstance(direction, Target):
        low, high = direction.low, direction.high
        return f"target {low!r}" if low == high else f"interval {low!r} {high!r}"
    return "positive" if direction > 0 else "negative"


def _columns(kinds: tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys(["kind", *(column for kind in kinds for column in KINDS[kind].columns)]))


def _write_csv(rows: list[Cells], path: Path) -> None:
    columns = _columns(tuple(KINDS))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_text(row.get(column, "")) for column in columns] for row in rows)


def _text(value: str | float | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return guarded(value) if isinstance(value, str) else repr(value)


def _write_workbook(rows: list[Cells], path: Path) -> None:
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        # a fixed date: equal frameworks give equal bytes
        book.set_properties({"created": datetime(1980, 1, 1)})
        heading = book.add_format({"bold": True, "bottom": 1, "bg_color": "#DCE6F1"})
        for name, kinds in SHEETS.items():
            sheet = book.add_worksheet(name)
            columns = _columns(kinds)
            sheet.freeze_panes(1, 3 if name == "tree" else 2)
            for c, column in enumerate(columns):
                sheet.set_column(c, c, 36 if column in _WIDE else 14)
                sheet.write_string(0, c, column, heading)
            own = [row for row in rows if row["kind"] in kinds]
            for r, row in enumerate(own, start=1):
                for c, column in enumerate(columns):
                    _write_cell(sheet, r, c, row.get(column))
            sheet.autofilter(0, 0, max(1, len(own)), len(columns) - 1)


def _write_cell(sheet: object, row: int, column: int, value: str | float | bool | None) -> None:
    from xlsxwriter.worksheet import Worksheet

    if value is None or not isinstance(sheet, Worksheet):
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, str):
        sheet.write_string(row, column, value)
    elif float(f"{value:.16G}") == value:
        sheet.write_number(row, column, value)
    else:
        # the workbook would keep 16 digits of it
        sheet.write_string(row, column, repr(value))
