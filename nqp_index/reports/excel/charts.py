"""The charts: where people would rather look than read. They point at cells of the other sheets and hold no data."""

from __future__ import annotations

from math import ceil, floor
from typing import Any

from nqp_index.reports.excel.formats import ALARM, Formats
from nqp_index.reports.excel.formats import HEADER as DARK
from nqp_index.reports.excel.sheet import DATA, HEADER, shown
from nqp_index.reports.tables.table import Table
from nqp_index.reports.view import View

#: Bars and lines beyond these numbers cannot be told apart.
MOST_BARS, MOST_LINES, MOST_RADARS = 40, 10, 4
COLOURS = ("#2F5777", "#D9822B", "#5FA777", "#8E6BB0", "#C0504D", "#4BACC6", "#8C8C3C", "#7F7F7F", "#B8860B", "#1F8A8A")


def print_charts(book: Any, sheet: Any, tables: dict[str, tuple[str, Table]], formats: Formats, view: View) -> None:
    """Fill the chart sheet. tables: key → name of its sheet and the table printed there."""
    is_fictional = view.result.panel.fictional
    banner = view.word("title.fictional") if is_fictional else ""
    sheet.write_string(0, 0, banner + view.word("title.charts", year=view.year), formats.title(is_alarm=is_fictional))
    bars = _scores(book, *tables["ranking"], view, banner)
    height = 120 + 22 * min(MOST_BARS, len(tables["ranking"][1].rows))
    bars.set_size({"width": 620, "height": max(300, height)})
    sheet.insert_chart(2, 0, bars)
    if len(view.pillar_nodes) >= 3:
        radar = _pillars(book, *tables["pillars"], view, banner)
        radar.set_size({"width": 620, "height": 430})
        sheet.insert_chart(2, 10, radar)
    if sum(any(view.rank(t, r) is not None for r in range(len(view.result.regions))) for t in view.recent) > 1:
        lines = _ranks(book, *tables["by_year"], view, banner)
        lines.set_size({"width": 620, "height": 430})
        sheet.insert_chart(25, 10, lines)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)
    if is_fictional:
        sheet.set_header(f"&R{banner.strip()}")
        sheet.set_tab_color(ALARM)


def _title(text: str) -> dict[str, object]:
    return {"name": shown(text), "name_font": {"size": 12, "color": DARK}, "overlay": False}


def _ranked_rows(table: Table, column: int, most: int) -> int:
    """How many of the first rows have a value in a column, at most so many."""
    return min(most, sum(row[column] is not None for row in table.rows))


def _scores(book: Any, name: str, table: Table, view: View, banner: str) -> Any:
    """Index scores as bars, the best on top."""
    column = next(c for c, col in enumerate(table.columns) if col.bars)
    rows = max(1, _ranked_rows(table, 0, MOST_BARS))
    decimals = "0.0" if view.score_decimals == 2 else "0.000"
    chart = book.add_chart({"type": "bar"})
    chart.add_series({
        "categories": [name, DATA, 2, DATA + rows - 1, 2], "values": [name, DATA, column, DATA + rows - 1, column],
        "fill": {"color": COLOURS[0]}, "gap": 40,
        "data_labels": {"value": True, "num_format": decimals, "font": {"size": 8}},
    })  # fmt: skip
    key = "chart.scores_top" if rows == MOST_BARS else "chart.scores"
    chart.set_title(_title(banner + view.word(key, year=view.year, count=rows)))
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "num_font": {"size": 9}, "interval_unit": 1, "major_tick_mark": "none"})
    chart.set_x_axis(
        {"min": 0, "major_gridlines": {"visible": True, "line": {"color": "#E0E0E0"}}, "num_font": {"size": 9}}
    )
    return chart


def _pillars(book: Any, name: str, table: Table, view: View, banner: str) -> Any:
    """Pillar scores of the first few as a radar: their shape, not their size, is the point."""
    first, last = 3, 2 + len(view.pillar_nodes)
    rows = _ranked_rows(table, 0, MOST_RADARS)
    chart = book.add_chart({"type": "radar", "subtype": "with_markers"})
    for i in range(rows):
        colour = {"color": COLOURS[i]}
        chart.add_series({
            "name": [name, DATA + i, 1], "categories": [name, HEADER, first, HEADER, last],
            "values": [name, DATA + i, first, DATA + i, last],
            "line": {**colour, "width": 2}, "marker": {"type": "circle", "size": 4, "fill": colour, "border": colour},
        })  # fmt: skip
    chart.set_title(_title(banner + view.word("chart.pillars", year=view.year, count=rows)))
    chart.set_legend({"position": "bottom", "font": {"size": 9}})
    chart.set_y_axis({
        **_ends([v for row in table.rows[:rows] for v in row[first : last + 1] if isinstance(v, int | float)]),
        "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}, "num_font": {"size": 8},
        "num_format": "General",
    })  # fmt: skip
    return chart


def _ends(values: list[float]) -> dict[str, float]:
    """Round ends of an axis that holds all values and zero."""
    step = 10 if max(values, default=0) > 2 else 0.1
    low, high = min([0, *values]), max([step, *values])
    return {"min": floor(low / step) * step, "max": ceil(high / step) * step, "major_unit": step * 2}


def _ranks(book: Any, name: str, table: Table, view: View, banner: str) -> Any:
    """Ranks over the years of the first ten; rank 1 on top."""
    years = len(view.result.years)
    rows = min(MOST_LINES, len(table.rows))
    chart = book.add_chart({"type": "line"})
    for i in range(rows):
        chart.add_series({
            "name": [name, DATA + i, 1], "categories": [name, HEADER, 2, HEADER, 1 + years],
            "values": [name, DATA + i, 2, DATA + i, 1 + years], "line": {"color": COLOURS[i], "width": 2},
            "marker": {"type": "circle", "size": 6, "fill": {"color": COLOURS[i]}, "border": {"color": COLOURS[i]}},
        })  # fmt: skip
    chart.set_title(_title(banner + view.word("chart.ranks", year=view.year, count=rows)))
    chart.set_y_axis({
        "reverse": True, "min": 1, "major_unit": 5 if len(table.rows) > 12 else 1, "num_font": {"size": 9},
        "major_gridlines": {"visible": True, "line": {"color": "#E0E0E0"}}, "num_format": "0", "crossing": "max",
    })  # fmt: skip
    chart.set_x_axis({"num_font": {"size": 9}, "label_position": "low"})
    chart.set_legend({"position": "right", "font": {"size": 9}})
    chart.show_blanks_as("gap")
    return chart
