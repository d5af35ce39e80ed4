"""The door for data: files in, a panel out, and a report of what was understood on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from nqp_index.errors import DataError, Place, Severity
from nqp_index.model.framework import Framework
from nqp_index.model.panel import Panel
from nqp_index.reading.assembly import assembled
from nqp_index.reading.consistency.review import reviewed
from nqp_index.reading.frames import NAME, book_of_frame
from nqp_index.reading.idle_hints import refuse_idle_aliases, tell_idle_hints
from nqp_index.reading.layouts.lexicon import Lexicon
from nqp_index.reading.layouts.meta import is_fictional
from nqp_index.reading.limits import Limits
from nqp_index.reading.meaning.facts import joined
from nqp_index.reading.meaning.near_names import tell_bounds, tell_near_names
from nqp_index.reading.meaning.session import Session
from nqp_index.reading.meaning.sheets import read_book
from nqp_index.reading.names import SeriesNames, load_aliases, region_names
from nqp_index.reading.reading import Reading, TableRead
from nqp_index.reading.sheet import Book
from nqp_index.reading.sources import Sources, load_sources
from nqp_index.reading.workbook import open_data

if TYPE_CHECKING:
    import pandas as pd

#: Objections that say no more than that a file holds no table of regions.
NO_TABLE = frozenset({"E1200", "E1201"})

Paths = Sequence[Path | str] | Path | str


def read_panel(
    paths: Paths, framework: Framework | None, *, aliases: Path | str | None = None,
    sources: Path | str | Sources | None = None, prefer: Sequence[str] = (), limits: Limits | None = None,
) -> Panel:  # fmt: skip
    """Read files, folders and archives into one panel of the framework's series.

    aliases   a file of own names (name, code); sources a file of hints, see `load_sources`
    prefer    names of files, `file:sheet` or sheets that win a conflict, best first; `*` stands for anything
    framework None takes every series as it is named in the data
    returns   the panel; its `problems` are the warnings and notes
    Raises DataError with every problem of every file at once.
    """
    reading = read_report(paths, framework, aliases=aliases, sources=sources, prefer=prefer, limits=limits)
    if reading.panel is None:
        raise DataError(reading.problems)
    return reading.panel


def read_report(
    paths: Paths, framework: Framework | None, *, aliases: Path | str | None = None,
    sources: Path | str | Sources | None = None, prefer: Sequence[str] = (), limits: Limits | None = None,
) -> Reading:  # fmt: skip
    """Everything that was understood of the files. Never raises for faults of the data: they are in `problems`.

    The panel is None when there is an error. A faulty aliases or sources file raises DataError.
    """
    hints = sources if isinstance(sources, Sources) else load_sources(sources)
    session = session_for(framework, aliases)
    listed = [Path(p) for p in ([paths] if isinstance(paths, Path | str) else paths)]
    books = open_data(listed, limits=limits, problems=session.problems)
    named = frozenset(path.name for path in listed if not path.is_dir())
    return reading_of(books, session, framework, hints, (*prefer, *hints.prefer), named=named)


def panel_from_frame(
    frame: pd.DataFrame, framework: Framework | None, *, aliases: Path | str | None = None, name: str = NAME
) -> Panel:
    """The panel of a pandas table, long or wide, by the same rules as a file.

    frame   region, year and series as columns (or as a named index), in any of the layouts that files may have
    Raises DataError with every problem; rows are counted from the heading, which is row 1.
    """
    session = session_for(framework, aliases)
    reading = reading_of([book_of_frame(frame, name)], session, framework, Sources(), ())
    if reading.panel is None:
        raise DataError(reading.problems)
    return reading.panel


def session_for(framework: Framework | None, aliases: Path | str | None = None) -> Session:
    """A fresh reading with the names of a framework and a user's own."""
    extra = load_aliases(aliases)
    names = SeriesNames(framework.series if framework else (), extra.names)
    regions = region_names(framework, extra)
    if framework is not None:
        refuse_idle_aliases(extra, regions, names)
    return Session(Lexicon(regions, names, open_series=framework is None))


def reading_of(
    books: Sequence[Book], session: Session, framework: Framework | None, hints: Sources, prefer: Sequence[str],
    *, named: frozenset[str] | None = None,
) -> Reading:  # fmt: skip
    """The reading of books that were opened already.

    named  files that were asked for by name and must hold a table; others, found in a folder or an archive, are passed
           over with a warning when they hold none. None: all were asked for
    """
    tables: list[TableRead] = []
    ignored: list[tuple[str, str]] = []
    for book in books:
        start = len(session.problems)
        read, left = read_book(session, book, hints)
        if named is not None and book.source.name not in named and not any(t.values for t in read):
            session.problems.soften(start, NO_TABLE, "W1220")
            read = [t for t in read if t.values]
        tables.extend(read)
        ignored.extend(left)
    tell_idle_hints(session.problems, books, hints, prefer)
    files = tuple(book.source for book in books)
    fictional = any(t.fictional for t in tables) or any(is_fictional(f.name) for f in files)
    parts = session.store.parts
    if not session.problems.errors and not parts:
        place = Place(files[0].name) if files else None
        if session.store.series.names:
            session.problems.add("E1219", place)
        elif len(set(session.foreign)) == 1 and not any(p.code == "W1305" for p in session.problems):
            session.problems.add("E1273", place, framework=session.foreign[0], count=len(session.foreign))
        else:
            session.problems.add("E1214", place, names=_heard(tables))
    tell_near_names(session)
    tell_bounds(session)
    panel = assembled(session, parts, files, prefer, fictional=fictional) if parts else None
    if parts and panel is None and not session.problems.errors:  # every value was set aside, each with its own warning
        session.problems.add("E1219", Place(files[0].name))
    if panel is not None:
        aggregates = joined([p.taken(p.region < 0) for p in parts if p.region.min() < 0])
        reviewed(session, aggregates, panel, tables)
        told = tuple(p for p in session.problems if p.severity is not Severity.ERROR)
        panel = replace(panel, problems=told)
    if session.problems.errors:
        panel = None
    return Reading(files, tuple(tables), tuple(session.unmatched), tuple(session.problems), panel, framework,
                   tuple(ignored))  # fmt: skip


def _heard(tables: Sequence[TableRead]) -> list[str]:
    return [name for table in tables for name in table.unused][:8] or ["—"]
