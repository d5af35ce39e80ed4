"""The cube: values of series by year and region, with each cell's status and the way back to where it stood."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nqp_index.errors import Place, Problem
from nqp_index.terms import Text

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]


class CellStatus(IntEnum):
    """How a cell came by its value. Everything but MISSING and REJECTED has one."""

    MISSING = 0
    OBSERVED = 1
    DERIVED = 2
    IMPUTED = 3
    TREATED = 4
    REJECTED = 5


@dataclass(frozen=True, slots=True)
class Region:
    """The unit of assessment. `code` is a GB/T 2260 code, or the name itself where names are free."""

    code: str
    label: Text
    groups: tuple[tuple[str, str], ...] = ()

    def group(self, grouping: str) -> str | None:
        return dict(self.groups).get(grouping)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was read: its name (no folders above the one given), SHA-256 and size."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value stood and what was written there."""

    place: Place
    text: str
    measure: str


@dataclass(frozen=True, eq=False)
class OriginBlock:
    """Where n values stood that were read together, such as one column of a table.

    sheet, measure  (n,) index into the lists of the same name of `Origins`; the measure is the one written
    row, column     (n,) counted from 1
    found           (n,) the number as written, before its measure was converted
    texts           position → the text as found, kept only where it says more than `found` (marks, signs, percent)
    """

    sheet: NDArray[np.int32]
    row: NDArray[np.int32]
    column: NDArray[np.int32]
    found: Floats
    measure: NDArray[np.int32]
    texts: dict[int, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.sheet)


@dataclass(frozen=True, eq=False)
class Origins:
    """The table behind `Panel.origin`: blocks end to end, one row per value read. Millions of rows stay cheap because
    the blocks are kept as they were read.

    sheets    (file name, sheet name, is_text)
    measures  as written
    """

    sheets: tuple[tuple[str, str, bool], ...] = ()
    measures: tuple[str, ...] = ("",)
    blocks: tuple[OriginBlock, ...] = ()

    def __len__(self) -> int:
        return sum(map(len, self.blocks))

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(map(len, self.blocks))]

    def at(self, index: int) -> Origin | None:
        """The origin with this number; None for -1, a value that was not read from a file."""
        if index < 0:
            return None
        number = bisect_right(self._starts, index) - 1
        block, i = self.blocks[number], index - self._starts[number]
        file, sheet, is_text = self.sheets[block.sheet[i]]
        place = Place(file, sheet, int(block.row[i]), int(block.column[i]), is_text)
        text = block.texts.get(i, f"{block.found[i]:.15g}")
        return Origin(place, text, self.measures[block.measure[i]])


@dataclass(frozen=True, eq=False)
class Panel:
    """Values of S series for R regions in T years, all in the series' own measures.

    A panel that was read holds its arrays series by series in memory, as series are read, checked and used.

    values  (T, R, S) float64; NaN = no value
    status  (T, R, S) uint8, see CellStatus
    origin  (T, R, S) int32 row of `origins`; -1 = not read from a file
    measures  text of each series' measure, in the order of `series`; empty where nobody said
    """

    regions: tuple[Region, ...]
    years: tuple[int, ...]
    series: tuple[str, ...]
    values: Floats
    status: NDArray[np.uint8]
    origin: NDArray[np.int32]
    origins: Origins = field(default_factory=Origins)
    files: tuple[SourceFile, ...] = ()
    problems: tuple[Problem, ...] = ()
    fictional: bool = False
    measures: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        shape = (len(self.years), len(self.regions), len(self.series))
        for name in ("values", "status", "origin"):
            array = getattr(self, name)
            if array.shape != shape:
                raise ValueError(f"{name} has shape {array.shape}, the labels say {shape}")
            array.flags.writeable = False

    @cached_property
    def region_index(self) -> dict[str, int]:
        return {r.code: i for i, r in enumerate(self.regions)}

    @cached_property
    def series_index(self) -> dict[str, int]:
        return {s: i for i, s in enumerate(self.series)}

    def origin_of(self, region: str, year: int, series: str) -> Origin | None:
        """Where one value stood; None when there is none."""
        t, r, k = self.years.index(year), self.region_index[region], self.series_index[series]
        return self.origins.at(int(self.origin[t, r, k]))

    def to_frame(self) -> pd.DataFrame:
        """The values as a table with (region, year) rows and one column per series."""
        import pandas as pd

        index = pd.MultiIndex.from_product(
            [self.years, [r.code for r in self.regions]], names=["year", "code"]
        ).swaplevel()
        return pd.DataFrame(self.values.reshape(-1, len(self.series)), index=index, columns=list(self.series))
