"""What was understood of the data: per table its layout, series, years, regions and conversions, and every doubt."""

from __future__ import annotations

from dataclasses import dataclass, field

from nqp_index.errors import Place, Problem
from nqp_index.model.framework import Framework
from nqp_index.model.panel import Panel, SourceFile


@dataclass(frozen=True, slots=True)
class SeriesRead:
    """One series as one table gave it: the name as found, its measure, and what the numbers were multiplied by."""

    code: str
    name: str
    measure: str
    target: str
    factor: str
    values: int
    place: Place


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A name that was not understood, what it may have meant, and what became of it.

    kind  region or series; refused says whether it was an error
    """

    kind: str
    name: str
    place: Place
    suggestions: tuple[str, ...] = ()
    refused: bool = False


@dataclass(frozen=True, slots=True)
class TableRead:
    """One table of one sheet, as understood."""

    file: str
    sheet: str
    kind: str
    layout: str
    first_row: int
    last_row: int
    header_row: int
    title: str = ""
    series: tuple[SeriesRead, ...] = ()
    years: tuple[int, ...] = ()
    regions: tuple[str, ...] = ()
    aggregates: tuple[str, ...] = ()
    marks: tuple[tuple[str, int], ...] = ()
    unused: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    values: int = 0
    vintage: str = ""
    year_said_by: str = ""
    series_said_by: str = ""
    region_column: int = 0
    fictional: bool = False


@dataclass(frozen=True, eq=False)
class Reading:
    """Everything that was understood, and the panel when nothing stood against it."""

    files: tuple[SourceFile, ...] = ()
    tables: tuple[TableRead, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()
    problems: tuple[Problem, ...] = ()
    panel: Panel | None = None
    framework: Framework | None = None
    ignored: tuple[tuple[str, str], ...] = field(default=())
