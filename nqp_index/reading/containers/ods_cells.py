"""What calamine does not say of an .ods: which cells hold a percentage, and which formulas were never calculated."""

from __future__ import annotations

import zipfile
from io import BytesIO

from nqp_index.reading.containers.biff import Cells
from nqp_index.reading.containers.opening import Opening
from nqp_index.reading.containers.xmlparts import feed, guarded_parser, local

_CHUNK = 1 << 16


def odd_cells_of_ods(opening: Opening, data: bytes) -> tuple[list[Cells], list[Cells]] | tuple[None, None]:
    """(row, column) from 1 of the percentages, and of the formulas without a value, table by table; None when there is
    no content or too much of it."""
    counter = _Counter(opening.limits.cells)
    parser = guarded_parser(opening, "content.xml")
    parser.StartElementHandler = counter.start
    parser.EndElementHandler = counter.end
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive, archive.open("content.xml") as part:
            feed(opening, "content.xml", parser, iter(lambda: part.read(_CHUNK), b""))
    except (KeyError, zipfile.BadZipFile, OSError):
        return None, None
    if counter.room < 0:
        return None, None
    return [frozenset(cells) for cells in counter.percent], [frozenset(cells) for cells in counter.uncalculated]


class _Counter:
    """Counts rows and columns of the outer tables, repeats included."""

    def __init__(self, room: int) -> None:
        self.percent: list[set[tuple[int, int]]] = []
        self.uncalculated: list[set[tuple[int, int]]] = []
        self.room = room
        self._depth = self._row = self._column = self._again = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        if name == "table":
            self._depth += 1
            if self._depth == 1:
                self.percent.append(set())
                self.uncalculated.append(set())
                self._row = 0
        elif self._depth != 1:
            return
        elif name == "table-row":
            self._again, self._column = _repeats(attributes, "number-rows-repeated"), 0
        elif name in ("table-cell", "covered-table-cell"):
            count = _repeats(attributes, "number-columns-repeated")
            said = {local(k): v for k, v in attributes.items()}
            if said.get("value-type") == "percentage":
                self._take(self.percent[-1], count)
            elif "formula" in said and "value-type" not in said:
                self._take(self.uncalculated[-1], count)
            self._column += count

    def _take(self, cells: set[tuple[int, int]], count: int) -> None:
        self.room -= count * self._again
        if self.room >= 0:
            rows, columns = range(self._again), range(count)
            cells.update((self._row + r + 1, self._column + c + 1) for r in rows for c in columns)

    def end(self, name: str) -> None:
        name = local(name)
        if name == "table":
            self._depth -= 1
        elif name == "table-row" and self._depth == 1:
            self._row += self._again


def _repeats(attributes: dict[str, str], name: str) -> int:
    said = next((v for k, v in attributes.items() if local(k) == name), "1")
    return int(said) if said.isdecimal() and len(said) < 9 else 1
