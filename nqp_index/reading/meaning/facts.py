"""Values of all tables as columns of equal length: what is cheap for millions of rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields

import numpy as np
from numpy.typing import NDArray

from nqp_index.model.panel import Floats
from nqp_index.reading.meaning.constants import picked

Ints = NDArray[np.int32]
#: Row numbers of a body, counted from 1.
Rows = Sequence[int] | NDArray[np.int32]


class Codes:
    """Numbers for names, in order of first use."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._numbers: dict[str, int] = {}

    def number(self, name: str) -> int:
        found = self._numbers.get(name)
        if found is None:
            found = self._numbers[name] = len(self.names)
            self.names.append(name)
        return found


@dataclass(eq=False)
class Facts:
    """n values in reading order; what is the same for all of them may be a `constant`.

    region   (n,) number in `regions`, or -2 - number in `aggregates` for an aggregate row
    year, series, sheet, row, column, measure   (n,); series, sheet and measure number the lists of the same name
    value    (n,) in the series' measure; nan = a mark for a missing value stood there
    found    (n,) the number as written
    status   (n,) uint8, see CellStatus
    texts    position → the text as found
    """

    region: Ints
    year: Ints
    series: Ints
    value: Floats
    found: Floats
    status: NDArray[np.uint8]
    sheet: Ints
    row: Ints
    column: Ints
    measure: Ints
    texts: dict[int, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.region)

    def taken(self, chosen: NDArray[np.bool_]) -> Facts:
        """Only the chosen rows."""
        where = np.flatnonzero(chosen)
        position = {int(old): new for new, old in enumerate(where) if int(old) in self.texts} if self.texts else {}
        texts = {new: self.texts[old] for old, new in position.items()}
        return Facts(**{name: picked(getattr(self, name), where) for name in _COLUMNS}, texts=texts)


_COLUMNS = tuple(f.name for f in fields(Facts) if f.name != "texts")


@dataclass(eq=False)
class Store:
    """Collects the facts of table after table, and the names that their numbers stand for."""

    regions: Codes = field(default_factory=Codes)
    aggregates: Codes = field(default_factory=Codes)
    series: Codes = field(default_factory=Codes)
    measures: Codes = field(default_factory=Codes)
    sheets: list[tuple[str, str, bool]] = field(default_factory=list)
    parts: list[Facts] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.measures.number("")


def joined(parts: Iterable[Facts]) -> Facts:
    """Facts end to end, their texts moved along."""
    parts = [p for p in parts if len(p)]
    if not parts:
        empty = np.zeros(0, np.int32)
        return Facts(empty, empty, empty, np.zeros(0), np.zeros(0), np.zeros(0, np.uint8), empty, empty, empty, empty)
    if len(parts) == 1:
        return parts[0]
    texts: dict[int, str] = {}
    start = 0
    for part in parts:
        texts.update((start + i, text) for i, text in part.texts.items())
        start += len(part)
    return Facts(**{name: np.concatenate([getattr(p, name) for p in parts]) for name in _COLUMNS}, texts=texts)
