"""The codes that a sheet of pairwise comparisons names beside its rows and above its columns."""

from __future__ import annotations

from dataclasses import dataclass

from nqp_index.model.framework import Framework, Node
from nqp_index.reading.sheet import Raw, Sheet


@dataclass(frozen=True, eq=False)
class Grid:
    """Names in a sheet's first column by row, and those of its heading by column; counted from 0."""

    sheet: Sheet
    rows: dict[str, int]
    columns: dict[str, int]

    @property
    def codes(self) -> tuple[str, ...]:
        """What is compared: the names that have a row and a column."""
        return tuple(name for name in self.columns if name in self.rows)

    @property
    def is_filled(self) -> bool:
        """Whether any comparison was made, off the diagonal."""
        return any(
            _is_number(self._cell(r, c)) for row, r in self.rows.items() for name, c in self.columns.items()
            if row != name
        )  # fmt: skip

    def node(self, framework: Framework) -> Node | None:
        """The node that has most of the codes as its children; None where no node has any."""
        shared = {node.code: len({c.code for c in node.children} & set(self.codes)) for node in framework.nodes}
        best = max(shared, key=lambda code: shared[code])
        return framework.node(best) if shared[best] else None

    def _cell(self, row: int, column: int) -> Raw:
        cells = self.sheet.rows[row]
        return cells[column] if column < len(cells) else None


def grid_of(sheet: Sheet) -> Grid | None:
    """The sheet as a grid, its heading being the row that shares most names with the first column; None where no name
    has both a row and a column."""
    rows = {row[0].strip(): r for r, row in enumerate(sheet.rows) if row and isinstance(row[0], str)}
    columns = max((_names(row) for row in sheet.rows), key=lambda names: len(names.keys() & rows.keys()), default={})
    return Grid(sheet, rows, columns) if columns.keys() & rows.keys() else None


def _names(row: list[Raw]) -> dict[str, int]:
    """The texts of a row by column, but for the first one, which names the row."""
    return {cell.strip(): c for c, cell in enumerate(row) if c and isinstance(cell, str) and cell.strip()}


def fraction(text: str) -> float | None:
    """A number, or a fraction such as 1/3; None for other text."""
    above, slash, below = text.strip().replace("／", "/").partition("/")
    try:
        return float(above) / float(below) if slash else float(above)
    except (ValueError, ZeroDivisionError):
        return None


def _is_number(raw: Raw) -> bool:
    if isinstance(raw, str):
        return fraction(raw) is not None
    return isinstance(raw, int | float) and not isinstance(raw, bool)
