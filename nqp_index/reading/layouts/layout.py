"""What a layout is: its name, and where the three dimensions of a value stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from nqp_index.reading.layouts.anatomy import Anatomy

#: Beside the value in its row, above it in its column, or said once for the whole table.
Stand = Literal["row", "column", "table"]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where region, year and series of a value are said."""

    name: str
    region: Stand
    year: Stand
    series: Stand


@dataclass(frozen=True, slots=True)
class Recogniser:
    """A layout and the test whether a table is laid out so. `fits` judges by headings and columns alone."""

    layout: Layout
    fits: Callable[[Anatomy], bool]
