"""What is shared by all tables of one reading: the names, the problems, the store of values, what was unmatched."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from nqp_index.errors import Place, Problems
from nqp_index.model.framework import Series
from nqp_index.model.measure import Measure
from nqp_index.reading.amounts import Amount
from nqp_index.reading.layouts.anatomy import Anatomy, Hint
from nqp_index.reading.layouts.layout import Layout
from nqp_index.reading.layouts.lexicon import Lexicon
from nqp_index.reading.meaning.facts import Store
from nqp_index.reading.reading import Unmatched
from nqp_index.terms import Text


@dataclass(eq=False)
class Session:
    """One reading of any number of files. `foreign` has the framework of every table that belongs to another one."""

    lexicon: Lexicon
    problems: Problems = field(default_factory=Problems)
    store: Store = field(default_factory=Store)
    unmatched: list[Unmatched] = field(default_factory=list)
    amounts: dict[str, Amount] = field(default_factory=dict)
    open_series: dict[str, Series] = field(default_factory=dict)
    foreign: list[str] = field(default_factory=list)

    def series(self, code: str) -> Series:
        """A series of the dictionary, or one taken as found."""
        return self.lexicon.series.series.get(code) or self.open_series[code]

    def take_open(self, name: str, measure: Measure | None) -> str:
        """A series taken as found: its name is its code, its first measure is its own."""
        known = self.open_series.get(name)
        if known is None or (not known.measure.text and measure is not None):
            self.open_series[name] = Series(name, Text(name, name), measure or Measure(""))
        return name


@dataclass(eq=False)
class Task:
    """One table to be understood: its parts, its layout, what the user said, and where it stands."""

    session: Session
    table: Anatomy
    layout: Layout
    hint: Hint
    stem: str
    sheet_number: int
    previous: Task | None = None
    year_said_by: str = ""
    series_said_by: str = ""
    unused: list[str] = field(default_factory=list)
    sound: frozenset[int] = frozenset()
    by_title: dict[str, str] = field(default_factory=dict)
    aggregates: dict[str, int] = field(default_factory=dict)
    marks: Counter[str] = field(default_factory=Counter)
    text_columns: int = 0

    def place(self, row: int = 0, column: int = 0) -> Place:
        return self.table.grid.place(int(row), int(column))

    def add(self, code: str, row: int = 0, column: int = 0, **args: object) -> None:
        self.session.problems.add(code, self.place(row, column), **args)
