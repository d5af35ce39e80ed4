"""Rows and spans of HTML tables laid into a grid, and the grids of one page put under one another."""

from __future__ import annotations

from nqp_index.reading.containers.grid import Range
from nqp_index.reading.containers.opening import Opening
from nqp_index.reading.sheet import Raw

Rows = list[list[Raw]]


class TableRows:
    """One table: cells take the next free column, and spanned places are held by None."""

    def __init__(self, opening: Opening) -> None:
        self._opening = opening
        self._held: dict[int, int] = {}
        self._slots = 0
        self.rows: Rows = []
        self.merged: list[Range] = []

    def start_row(self) -> None:
        """Begin a row; spans from above come one row nearer to their end."""
        self._held = {c: n - 1 for c, n in self._held.items() if n > 1} if self.rows else {}
        self._slots += len(self._held)
        self.rows.append([])
        if len(self.rows) > self._opening.limits.rows:
            raise self._opening.refusal(
                "E1030", self._opening.place("", len(self.rows)), limit=self._opening.limits.rows
            )
        self._check_slots()

    def add(self, text: str, height: int, width: int) -> None:
        """A cell with its spans."""
        if not self.rows:
            self.start_row()
        line = self.rows[-1]
        while len(line) + 1 in self._held:
            line.append(None)
        left, top = len(line) + 1, len(self.rows)
        limits = self._opening.limits
        place = self._opening.place("", top, left)
        if len(text) > limits.characters:
            raise self._opening.refusal("E1033", place, text=text[:60], count=len(text), limit=limits.characters)
        if left + width - 1 > limits.columns:
            raise self._opening.refusal("E1031", place, limit=limits.columns)
        line.append(text or None)
        line.extend([None] * (width - 1))
        self._slots += width
        self._check_slots()
        if width > 1 or height > 1:
            self.merged.append((top, left, top + height - 1, left + width - 1))
        if height > 1:
            # the row below takes one off each count, so the cell's own row is counted in
            self._held.update(dict.fromkeys(range(left, left + width), height))

    def _check_slots(self) -> None:
        if self._slots > self._opening.limits.cells:
            place = self._opening.place("", len(self.rows))
            raise self._opening.refusal("E1032", place, limit=self._opening.limits.cells)


class PageRows:
    """The rows of a page: tables and loose lines, in order."""

    def __init__(self, opening: Opening) -> None:
        self._opening = opening
        self._rows: Rows = []
        self._merged: list[Range] = []
        self._cells = 0

    def add_line(self, text: str) -> None:
        """A line of text outside every table."""
        self._rows.append([text])
        self._check()

    def add_table(self, table: TableRows) -> None:
        """A table, with a blank row before and after it unless it is empty."""
        if not any(any(line) for line in table.rows):
            return
        self._blank()
        above = len(self._rows)
        last = above + len(table.rows)
        self._rows.extend(table.rows)
        self._merged.extend((t + above, le, min(b + above, last), r) for t, le, b, r in table.merged)
        self._cells += sum(len(r) for r in table.rows)
        self._blank()
        self._check()

    def finish(self) -> tuple[Rows, list[Range]]:
        """The rows without blank ones at the end, and the merged ranges."""
        while self._rows and not any(self._rows[-1]):
            self._rows.pop()
        return self._rows, [m for m in self._merged if m[0] <= len(self._rows) and (m[0], m[1]) != (m[2], m[3])]

    def _blank(self) -> None:
        if self._rows and self._rows[-1]:
            self._rows.append([])

    def _check(self) -> None:
        limits = self._opening.limits
        if len(self._rows) > limits.rows:
            raise self._opening.refusal("E1030", self._opening.place("", len(self._rows)), limit=limits.rows)
        if self._cells > limits.cells:
            raise self._opening.refusal("E1032", self._opening.place("", len(self._rows)), limit=limits.cells)
