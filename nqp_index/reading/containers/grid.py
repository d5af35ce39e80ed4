"""Cells put one by one into rows, with every size watched while they arrive."""

from __future__ import annotations

from itertools import pairwise

from nqp_index.reading.containers.opening import Opening
from nqp_index.reading.sheet import Raw

Range = tuple[int, int, int, int]

#: A cell this many blank rows or columns away from the rest is a stray when the box around all cells is too large.
LONELY_ROWS, LONELY_COLUMNS = 1000, 100


class Grid:
    """Rows that grow as cells are put; blank cells are never stored, so a formatted empty page costs nothing."""

    __slots__ = ("_opening", "_sheet", "_slots", "cells", "far", "rows")

    def __init__(self, opening: Opening, sheet: str) -> None:
        self._opening = opening
        self._sheet = sheet
        self._slots = 0
        self.rows: list[list[Raw]] = []
        self.far: list[tuple[int, int, Raw]] = []
        self.cells = 0

    def put(self, row: int, column: int, value: Raw) -> None:
        """Store a value (row and column counted from 1). A cell given twice with two values refuses the file."""
        limits = self._opening.limits
        if row > limits.rows or column > limits.columns:
            self._put_far(row, column, value)
            return
        rows = self.rows
        while len(rows) < row:
            rows.append([])
        line = rows[row - 1]
        missing = column - len(line)
        self.cells += 1
        if missing == 1:
            line.append(value)
            self._slots += 1
        elif missing > 1:
            line.extend([None] * (missing - 1))
            line.append(value)
            self._slots += missing
        elif line[column - 1] is None:
            line[column - 1] = value
        elif line[column - 1] != value:
            raise self._opening.refusal("E1040", self._opening.place(self._sheet, row, column))
        if self._slots > limits.cells:
            raise self._opening.refusal("E1032", self._opening.place(self._sheet, row, column), limit=limits.cells)

    def put_row(self, row: int, line: list[Raw]) -> None:
        """Store a whole row below all others; the list is kept, not copied."""
        limits = self._opening.limits
        if row <= len(self.rows) or row > limits.rows or len(line) > limits.columns:
            for column, value in enumerate(line, start=1):
                if value is not None:
                    self.put(row, column, value)
            return
        while len(self.rows) < row - 1:
            self.rows.append([])
        self.rows.append(line)
        self.cells += len(line)
        self._slots += len(line)
        if self._slots > limits.cells:
            raise self._opening.refusal("E1032", self._opening.place(self._sheet, row), limit=limits.cells)

    def _put_far(self, row: int, column: int, value: Raw) -> None:
        self.far.append((row, column, value))
        if len(self.far) > self._opening.limits.strays:
            self._refuse_far()

    def _refuse_far(self) -> None:
        limits = self._opening.limits
        row, column, _ = self.far[0]
        place = self._opening.place(self._sheet, row, column)
        if row > limits.rows:
            raise self._opening.refusal("E1030", place, limit=limits.rows)
        raise self._opening.refusal("E1031", place, limit=limits.columns)

    def finish(self, merged: list[Range]) -> list[Range]:
        """Leave out strays with a warning, blank the covered cells of merges, and return the merges kept."""
        height, width = len(self.rows), max((len(r) for r in self.rows), default=0)
        for row, column, value in self.far:
            if row <= height + LONELY_ROWS and column <= width + LONELY_COLUMNS:
                self._refuse_far()
            self._warn_stray(row, column, value)
        if self._box() > self._opening.limits.cells:
            self._drop_lonely()
        while self.rows and not self.rows[-1]:
            self.rows.pop()
        return self._blank_covered(merged)

    def _box(self) -> int:
        return len(self.rows) * max((len(r) for r in self.rows), default=0)

    def _warn_stray(self, row: int, column: int, value: Raw) -> None:
        self._opening.warn("W1004", self._opening.place(self._sheet, row, column), value=str(value))

    def _drop_lonely(self) -> None:
        """Drop the few cells beyond a wide blank gap; when that does not make the box small, refuse."""
        filled = [i for i, r in enumerate(self.rows) if r]
        last_row = next((a for a, b in pairwise(filled) if b - a > LONELY_ROWS), filled[-1])
        columns = sorted({j for r in self.rows for j, v in enumerate(r) if v is not None})
        last_column = next((a for a, b in pairwise(columns) if b - a > LONELY_COLUMNS), columns[-1])
        strays = [
            (i, j)
            for i in filled
            for j, v in enumerate(self.rows[i])
            if v is not None and (i > last_row or j > last_column)
        ]
        if len(strays) <= self._opening.limits.strays:
            for i, j in strays:
                self._warn_stray(i + 1, j + 1, self.rows[i][j])
            del self.rows[last_row + 1 :]
            for line in self.rows:
                del line[last_column + 1 :]
        if self._box() > self._opening.limits.cells:
            place = self._opening.place(self._sheet, len(self.rows), max(len(r) for r in self.rows))
            raise self._opening.refusal("E1032", place, limit=self._opening.limits.cells)

    def _blank_covered(self, merged: list[Range]) -> list[Range]:
        height, width = len(self.rows), max((len(r) for r in self.rows), default=0)
        taken = bytearray(height * width if merged else 0)
        kept: list[Range] = []
        for top, left, bottom, right in merged:
            low, far = min(bottom, height), min(right, width)
            if top > height or left > width or (top, left) == (bottom, right):
                continue
            for i in range(top - 1, low):
                start, end = i * width + left - 1, i * width + far
                if taken.find(1, start, end) >= 0:
                    raise self._opening.refusal("E1037", self._opening.place(self._sheet, top, left))
                taken[start:end] = b"\x01" * (end - start)
            kept.append((top, left, bottom, right))
            for i in range(top - 1, low):
                line = self.rows[i]
                start = left if i == top - 1 else left - 1
                end = min(far, len(line))
                if end > start:
                    line[start:end] = [None] * (end - start)
        return kept
