"""Walks through a book: every visible sheet, every table on it, each understood and filed."""

from __future__ import annotations

from pathlib import PurePath

from nqp_index.errors import Place
from nqp_index.reading.layouts.anatomy import Anatomy, Hint, tables_of
from nqp_index.reading.layouts.grid import Grid
from nqp_index.reading.layouts.meta import is_fictional
from nqp_index.reading.meaning.constants import distinct, each_once
from nqp_index.reading.meaning.dividing import is_divided
from nqp_index.reading.meaning.facts import Facts
from nqp_index.reading.meaning.multiplier import is_multiplied
from nqp_index.reading.meaning.parts import goes_with
from nqp_index.reading.meaning.periods import is_part_of_year
from nqp_index.reading.meaning.plain_sheet import plain_anatomy
from nqp_index.reading.meaning.series_around import is_hint_unknown
from nqp_index.reading.meaning.session import Session, Task
from nqp_index.reading.meaning.telling import tell_table
from nqp_index.reading.meaning.values import read_values
from nqp_index.reading.reading import SeriesRead, TableRead
from nqp_index.reading.recognition import layout_of
from nqp_index.reading.sheet import Book, Sheet
from nqp_index.reading.sources import Sources

Left = list[tuple[str, str]]


def read_book(session: Session, book: Book, hints: Sources) -> tuple[list[TableRead], Left]:
    """All tables of a book as read, and the sheets that were left out."""
    tables: list[TableRead] = []
    left: Left = []
    silent: list[Sheet] = []
    errors = len(session.problems.errors)
    previous: Task | None = None
    for sheet in book.sheets:
        hint = hints.hint_for(sheet.file, sheet.name)
        if hint.ignore:
            session.problems.add("N1203", sheet.place())
            left.append((sheet.file, sheet.name))
            continue
        if sheet.hidden and not hints.names_sheet(sheet.file, sheet.name):
            if tables_of(Grid(sheet), session.lexicon, hint):
                session.problems.add("W1201", sheet.place())
            continue
        found, previous = read_sheet(session, book.kind, sheet, hint, previous)
        if found:
            tables.extend(found)
        else:
            silent.append(sheet)
    _tell_silent(session, book, tables, silent, left, errors)
    return tables, left


def _tell_silent(
    session: Session, book: Book, tables: list[TableRead], silent: list[Sheet], left: Left, errors: int
) -> None:
    """A sheet without a table is noted beside others that have one; a file without any table is refused."""
    filled = [s for s in silent if any(any(c is not None and c != "" for c in row) for row in s.rows)]
    if tables:
        for sheet in filled:
            session.problems.add("N1201", sheet.place())
            left.append((sheet.file, sheet.name))
    elif len(session.problems.errors) == errors:
        session.problems.add("E1200", Place(book.source.name))


def read_sheet(
    session: Session, kind: str, sheet: Sheet, hint: Hint, previous: Task | None
) -> tuple[list[TableRead], Task | None]:
    """The tables of one sheet; the last one is handed on, because the next sheet may continue it."""
    if hint.header_row > len(sheet.rows):
        session.problems.add("E1215", sheet.place(), row=hint.header_row, height=len(sheet.rows))
        return [], previous
    reads: list[TableRead] = []
    parts: list[Task] = []
    plain = plain_anatomy(sheet, session.lexicon, hint)
    for table in [plain] if plain is not None else tables_of(Grid(sheet), session.lexicon, hint):
        task = _task(session, table, hint, previous)
        if task is not None and (len(parts) < table.part - 1 or not goes_with(task, parts[: table.part - 1])):
            task = None
        parts = [*parts, task] if task is not None and table.part > 1 else [task] if task is not None else []
        if task is None:
            reads.append(_unread(sheet, kind, table))
            continue
        reads.append(_read_table(task, kind))
        previous = task
    return reads, previous


def _task(session: Session, table: Anatomy, hint: Hint, previous: Task | None) -> Task | None:
    layout = layout_of(table, hint, session.problems)
    sheet = table.grid.sheet
    if layout is None:
        return None
    if not len(table.body.rows):
        session.problems.add("E1216", sheet.place(table.header.main))
        return None
    key = (sheet.file, sheet.name, sheet.is_text)
    if key not in session.store.sheets:
        session.store.sheets.append(key)
    earlier = previous if previous is not None and previous.table.grid.sheet.file == sheet.file else None
    stem = PurePath(sheet.file).stem
    return Task(session, table, layout, hint, stem, session.store.sheets.index(key), earlier)


def _read_table(task: Task, kind: str) -> TableRead:
    refused = is_hint_unknown(task) or is_part_of_year(task) or is_divided(task) or is_multiplied(task)
    facts, reads = ([], ()) if refused else read_values(task)
    tell_table(task, reads)
    task.session.store.parts.extend(facts)
    return _read(task, kind, facts, reads)


def _read(task: Task, kind: str, facts: list[Facts], reads: tuple[SeriesRead, ...]) -> TableRead:
    table, store = task.table, task.session.store
    numbers = {n for a in each_once(f.region for f in facts) for n in distinct(a).tolist()}
    regions = tuple(task.session.lexicon.regions.order(store.regions.names[n] for n in sorted(numbers) if n >= 0))
    years = tuple(sorted({y for a in each_once(f.year for f in facts) for y in distinct(a).tolist()}))
    values = sum(r.values for r in reads)
    sheet = table.grid.sheet
    fictional = table.meta.fictional or is_fictional(sheet.name)
    return TableRead(
        sheet.file, sheet.name, kind, task.layout.name, int(table.body.rows[0]), int(table.body.rows[-1]),
        table.header.main,
        next(iter(table.meta.titles), table.meta.indicator), reads, years, regions, tuple(task.aggregates),
        tuple(task.marks.most_common()), tuple(dict.fromkeys(task.unused)), tuple(table.meta.notes), values,
        table.meta.vintage, task.year_said_by, task.series_said_by, table.roles.region, fictional,
    )  # fmt: skip


def _unread(sheet: Sheet, kind: str, table: Anatomy) -> TableRead:
    """What can be said of a table whose layout was not recognised."""
    rows = [*map(int, table.body.rows)] or [table.header.main]
    return TableRead(sheet.file, sheet.name, kind, "", rows[0], rows[-1], table.header.main,
                     next(iter(table.meta.titles), ""), region_column=table.roles.region)  # fmt: skip
