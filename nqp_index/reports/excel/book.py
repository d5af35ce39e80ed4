"""The report workbook: which tables it has, in which order, and the file itself, equal bytes for equal input."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nqp_index.errors import Problem, problem
from nqp_index.reports.excel.charts import print_charts
from nqp_index.reports.excel.formats import Formats
from nqp_index.reports.excel.frame import Frame
from nqp_index.reports.excel.sheet import DATA, last_row, print_table
from nqp_index.reports.safe import printable, sheet_names
from nqp_index.reports.tables import about, definitions, details, method, period, ranking, scores, sources, weights
from nqp_index.reports.tables.findings import finding_tables
from nqp_index.reports.tables.table import Table
from nqp_index.reports.tidy import removed_characters
from nqp_index.reports.view import View


def write_workbook(view: View, path: Path) -> tuple[Problem, ...]:
    """Write the report workbook and give the warnings it had to make; they stand on its sheet of problems too."""
    import xlsxwriter

    tables = list(_tables(view))
    found = [*removed_characters(_odd_texts(tables)), *_left_out_rows(tables, view)]
    at = next(i for i, table in enumerate(tables) if table.key == "raw") - 1
    tables.insert(at, method.problems(view, found))
    keys = [table.key for table in tables]
    keys[1:1] = ["about", "charts"]
    extra = {table.key: table.title for table in tables if table.is_finding}
    wanted = sheet_names(extra.get(key) or view.word(f"sheet.{key}") for key in keys)
    names = dict(zip(keys, wanted, strict=True))
    described = [(names[key], extra.get(key) or view.word(f"about.sheet.{key}")) for key in keys if key != "about"]
    tables.insert(1, about.about(view, described))
    frame = _frame(view)
    book = xlsxwriter.Workbook(str(path), frame.options())
    book.set_properties(frame.report_properties(f"{frame.owner} {view.year}"))
    _print(book, view, frame, {table.key: table for table in tables}, names)
    book.close()
    return tuple(found)


def _tables(view: View) -> Iterator[Table]:
    """Every table but the sheet of problems and the one about the others, in the order of the sheets."""
    yield ranking.ranking(view)
    if len(view.result.years) > 1:
        yield ranking.ranking_of_all_years(view)
        yield scores.ranks_by_year(view)
    if view.result.period is not None:
        yield period.period(view, view.result.period)
    yield scores.pillar_scores(view)
    yield from finding_tables([table for own in view.findings for table in own.tables(view.lang)], view.lang)
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
    if view.result.details:
        yield details.method_details(view)
    if details.has_row_details(view):
        yield details.row_details(view)
    yield method.changes(view)
    yield method.unscored(view)
    yield sources.provenance(view)
    yield sources.raw_values(view)


def _print(book: Any, view: View, frame: Frame, tables: dict[str, Table], names: dict[str, str]) -> None:
    formats = Formats(book)
    sheets = {key: book.add_worksheet(name) for key, name in names.items()}
    links = {name: name for name in names.values()}
    for key, table in tables.items():
        print_table(sheets[key], table, formats, frame, links if key == "about" else {})
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


def _frame(view: View) -> Frame:
    result = view.result
    return Frame(view.lang, view.text(result.framework.label), result.provenance.version, result.panel.fictional,
                 view.score_decimals)  # fmt: skip


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
