"""Which cells of an .ods hold a percentage: the file says so of each cell, calamine does not pass it on."""

from __future__ import annotations

import zipfile
from io import BytesIO

from nqp_index.reading.containers.biff import Cells
from nqp_index.reading.containers.opening import Opening
from nqp_index.reading.containers.xmlparts import feed, guarded_parser, local

_CHUNK = 1 << 16


def percent_cells_of_ods(opening: Opening, data: bytes) -> list[Cells] | None:
    """(row, column) from 1 of the percentages, table by table; None when there is no content or too much of it."""
    counter = _Counter(opening.limits.cells)
    parser = guarded_parser(opening, "content.xml")
    parser.StartElementHandler = counter.start
    parser.EndElementHandler = counter.end
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive, archive.open("content.xml") as part:
            feed(opening, "content.xml", parser, iter(lambda: part.read(_CHUNK), b""))
    except (KeyError, zipfile.BadZipFile, OSError):
        return None
    return [frozenset(cells) for cells in counter.tables] if counter.room >= 0 else None


class _Counter:
    """Counts rows and columns of the outer tables, repeats included."""

    def __init__(self, room: int) -> None:
        self.tables: list[set[tuple[int, int]]] = []
        self.room = room
        self._depth = self._row = self._column = self._again = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        if name == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append(set())
                self._row = 0
        elif self._depth != 1:
            return
        elif name == "table-row":
            self._again, self._column = _repeats(attributes, "number-rows-repeated"), 0
        elif name in ("table-cell", "covered-table-cell"):
            count = _repeats(attributes, "number-columns-repeated")
            if any(local(k) == "value-type" and v == "percentage" for k, v in attributes.items()):
                self._take(count)
            self._column += count

    def _take(self, count: int) -> None:
        self.room -= count * self._again
        if self.room >= 0:
            rows, columns = range(self._again), range(count)
            self.tables[-1].update((self._row + r + 1, self._column + c + 1) for r in rows for c in columns)

    def end(self, name: str) -> None:
        name = local(name)
        if name == "table":
            self._depth -= 1
        elif name == "table-row" and self._depth == 1:
            self._row += self._again


def _repeats(attributes: dict[str, str], name: str) -> int:
    said = next((v for k, v in attributes.items() if local(k) == name), "1")
    return int(said) if said.isdecimal() and len(said) < 9 else 1
