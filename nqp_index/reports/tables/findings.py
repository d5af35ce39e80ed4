"""Tables that an analysis or the reader made, as tables of the report: what a column holds is seen from its values."""

from __future__ import annotations

from collections.abc import Sequence

from nqp_index.model.findings import Table as Finding
from nqp_index.reports.numbers import published
from nqp_index.reports.tables.table import Cell, Column, Kind, Table
from nqp_index.reports.text_width import display_width
from nqp_index.reports.wording import word
from nqp_index.terms import Lang

#: Rows of one sheet; spreadsheet programs hold 1,048,576 with everything around them.
MOST_ROWS = 1_000_000
_NAMES = ("region", "name", "code", "rank", "year", "indicator")
_SHARES = ("share", "coverage", "acceptability", "top_")


def finding_tables(findings: Sequence[Finding], lang: Lang) -> list[Table]:
    """Each finding as a table of its own; keys are numbered, since a finding may give a table for each year."""
    return [_table(own, f"finding_{i}_{own.key}", lang) for i, own in enumerate(findings)]


def _table(own: Finding, key: str, lang: Lang) -> Table:
    rows = tuple(tuple(_cell(value, lang) for value in row) for row in own.rows[:MOST_ROWS])
    columns = tuple(
        Column(title, kind_of(name, [row[c] for row in rows]))
        for c, (name, title) in enumerate(zip(own.keys, own.columns, strict=True))
    )
    names = [
        c for c, name in enumerate(own.keys[:4]) if name in ("region", "name", "code", "rank", "year", "indicator")
    ]
    fixed = max(names, default=0) + 1 if names else 1
    return Table(key, own.title, columns, rows, fixed=fixed, notes=own.notes, total=len(own.rows), is_finding=True)


def _cell(value: str | float | bool | None, lang: Lang) -> Cell:
    if isinstance(value, bool):
        return word("yes" if value else "no", lang)
    return published(value) if isinstance(value, float) else value


def kind_of(name: str, values: Sequence[Cell]) -> Kind:
    """What a column holds, by its language-free name and its values."""
    there = [v for v in values if v is not None and v != ""]
    if any(isinstance(v, str) for v in there):
        return "long" if max(display_width(str(v)) for v in there) > 40 else "code" if "code" in name else "text"
    if "year" in name:
        return "year"
    if all(isinstance(v, int) for v in there):
        return "rank" if "rank" in name or "group" in name else "count"
    is_share = (name.startswith(_SHARES) or name.endswith("_share")) and all(0 <= float(v or 0) <= 1 for v in there)
    return "share" if is_share else "value"
