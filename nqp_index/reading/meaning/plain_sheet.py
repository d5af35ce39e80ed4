"""The short way for a large clean text table: its first lines tell the layout, its columns are read whole."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from nqp_index.reading.layouts.anatomy import Anatomy, Hint, tables_of
from nqp_index.reading.layouts.body import Body
from nqp_index.reading.layouts.grid import Grid, text_of
from nqp_index.reading.layouts.lexicon import Lexicon
from nqp_index.reading.layouts.words import is_foot, role_of
from nqp_index.reading.meaning.factorised import factorised
from nqp_index.reading.sheet import Labels, PlainTable, Raw, Sheet

_HEAD = 300


def plain_anatomy(sheet: Sheet, lexicon: Lexicon, hint: Hint) -> Anatomy | None:
    """The one table of a sheet that is held by columns; None when anything about it needs the ordinary way."""
    if sheet.plain is None or hint != Hint():
        return None
    head = replace(sheet, rows=_head(sheet.plain), plain=None)
    grid = Grid(head)
    tables = tables_of(grid, lexicon, hint)
    if len(tables) != 1:
        return None
    table = tables[0]
    body, last = table.body, len(head.rows)
    usual = table.header.main == table.header.bottom == 1 and list(body.rows) == list(range(2, last + 1))
    if not usual or body.notes or body.unplaced or body.sections or not table.roles.label:
        return None
    if not _all_regions(sheet, table, lexicon):
        return None
    grid.columns = sheet.plain.columns
    grid.height = len(sheet.plain) + 1
    return replace(table, body=Body(np.arange(2, grid.height + 1, dtype=np.int32), next_start=grid.height + 1))


def _head(plain: PlainTable) -> list[list[Raw]]:
    columns = [c[: _HEAD - 1].tolist() for c in plain.columns]
    rows = [[None if v == "" or v != v else v for v in cells] for cells in zip(*columns, strict=True)]
    return [list(plain.header), *rows]


def _all_regions(sheet: Sheet, table: Anatomy, lexicon: Lexicon) -> bool:
    """Whether every label of the table is a region: a note or another heading further down needs the ordinary way."""
    column = table.roles.region or table.roles.code
    if not column or sheet.plain is None:
        return False
    labels = sheet.plain.columns[column - 1]
    if not isinstance(labels, Labels) and labels.dtype.kind == "f":
        return False  # 7.50 and 7.5 are one number and two names
    for (cell,) in factorised(labels).values:
        text = text_of(cell)
        if not text or role_of(text) or is_foot(text) or not lexicon.regions.named(text).known:
            return False
    return True
