"""The report workbook: which tables it has, in which order, and the file itself, equal bytes for equal input."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nqp_index.errors import Problem, problem
from nqp_index.reports.excel.charts import print_charts
from nqp_index.reports.excel.formats import Formats
from nqp_index.reports.excel.sheet import DATA, last_row, print_table
from nqp_index.reports.safe import printable, sheet_names
from nqp_index.reports.tables import about, definitions, method, ranking, scores, sources, weights
from nqp_index.reports.tables.table import Table
from nqp_index.reports.tidy import removed_characters
from nqp_index.reports.view import View

#: Nothing here is guessed from text, and nothing depends on the machine's temporary folder.
OPTIONS = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip


def write_workbook(view: View, path: Path) -> tuple[Problem, ...]:
    """Write the report workbook and give the warnings it had to make; they stand on its sheet of problems too."""
    import xlsxwriter

    tables = list(_tables(view))
    found = [*removed_characters(_odd_texts(tables)), *_left_out_rows(tables, view)]
    at = next(i for i, table in enumerate(tables) if table.key == "raw") - 1
    tables.insert(at, method.problems(view, found))
    keys = [table.key for table in tables]
    keys[1:1] = ["about", "charts"]
    names = dict(zip(keys, sheet_names(view.word(f"sheet.{key}") for key in keys), strict=True))
    tables.insert(1, about.about(view, [(names[key], key) for key in keys if key != "about"]))
    book = xlsxwriter.Workbook(str(path), OPTIONS | {"default_format_properties": _font(view)})
    book.set_properties(_properties(view))
    _print(book, view, {table.key: table for table in tables}, names)
    book.close()
    return tuple(found)


def _tables(view: View) -> Iterator[Table]:
    """Every table but the sheet of problems and the one about the others, in the order of the sheets."""
    yield ranking.ranking(view)
    if len(view.result.years) > 1:
        yield ranking.ranking_of_all_years(view)
        yield scores.ranks_by_year(view)
    yield scores.pillar_scores(view)
    yield scores.node_scores(view)
    yield scores.node_ranks(view)
    yield scores.node_coverage(view)
    yield scores.indicator_scores(view)
    yield scores.indicator_values(view)
    yield weights.weights(view)
    yield definitions.definitions(view)
    if view.result.framework.constructs:
        yield definitions.claims(view)
    yield definitions.series(view)
    yield method.recipe(view)
    yield method.changes(view)
    yield method.unscored(view)
    yield sources.provenance(view)
    yield sources.raw_values(view)


def _print(book: Any, view: View, tables: dict[str, Table], names: dict[str, str]) -> None:
    formats = Formats(book)
    sheets = {key: book.add_worksheet(name) for key, name in names.items()}
    links = {name: name for name in names.values()}
    for key, table in tables.items():
        print_table(sheets[key], table, formats, view, links if key == "about" else {})
        for name, first, last in table.names:
            if table.rows and last >= first:
                book.define_name(name, _range(names[key], first, last, last_row(table)))
    print_charts(book, sheets["charts"], {key: (names[key], table) for key, table in tables.items()}, formats, view)
    sheets["ranking"].activate()


def _range(sheet: str, first: int, last: int, end: int) -> str:
    """A range over all rows of a table, as a defined name needs it."""
    from xlsxwriter.utility import xl_range_abs

    quoted = sheet.replace("'", "''")
    return f"='{quoted}'!{xl_range_abs(DATA, first, end, last)}"


def _font(view: View) -> dict[str, object]:
    return {"font_name": "Microsoft YaHei" if view.lang == "zh" else "Calibri", "font_size": 10}


def _properties(view: View) -> dict[str, object]:
    banner = view.word("title.fictional") if view.result.panel.fictional else ""
    title = printable(f"{banner}{view.text(view.result.framework.label)} {view.year}")
    return {"title": title, "author": "nqp_index", "created": created_time(), "comments": banner.strip()}


def created_time() -> datetime:
    """The moment every file claims to be made at: SOURCE_DATE_EPOCH where it is set, else the start of 1980."""
    first, last = datetime(1980, 1, 1), datetime(2107, 12, 31)
    try:
        moment = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC).replace(tzinfo=None)
    except (KeyError, ValueError, OverflowError, OSError):
        return first
    return min(max(moment, first), last)


def _odd_texts(tables: list[Table]) -> list[str]:
    """Texts with characters that a workbook cannot hold, in reading order."""
    odd: dict[str, None] = {}
    for table in tables:
        for row in table.rows:
            odd |= {cell: None for cell in row if isinstance(cell, str) and cell != printable(cell)}
    return list(odd)


def _left_out_rows(tables: list[Table], view: View) -> Iterator[Problem]:
    for table in tables:
        if table.total > len(table.rows):
            sheet = view.word(f"sheet.{table.key}")
            yield problem("W5021", sheet=sheet, total=table.total, shown=len(table.rows))
