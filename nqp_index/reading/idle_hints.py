"""What a user said that met nothing: hints and preferences for files that were not read, aliases for no known code."""

from __future__ import annotations

import fnmatch
from collections.abc import Sequence

from nqp_index.errors import DataError, Place, Problems
from nqp_index.reading.names import Aliases, RegionNames, SeriesNames
from nqp_index.reading.names.nearness import nearest
from nqp_index.reading.names.plain import plain
from nqp_index.reading.sheet import Book
from nqp_index.reading.sources import Sources


def tell_idle_hints(problems: Problems, books: Sequence[Book], hints: Sources, prefer: Sequence[str]) -> None:
    """Warn of every entry of a sources file that no sheet heeds, and of every preferred source that was not read."""
    sheets = [(s.file, s.name) for book in books for s in book.sheets]
    files = list(dict.fromkeys(file for file, _ in sheets))
    heeded = {id(found) for file, name in sheets if (found := hints.entry_for(file, name)) is not None}
    for entry in hints.hints:
        if id(entry) not in heeded:
            near = nearest(entry.file, files, floor=0.5) or files[:3]
            problems.add("W1486", entry.place, file=entry.file, sheet=entry.sheet, near=near)
    for wanted in dict.fromkeys(prefer):
        if not any(is_wanted(wanted, file, name) for file, name in sheets):
            problems.add("W1487", None, name=wanted, near=nearest(wanted, files, floor=0.5) or files[:3])


def is_wanted(wanted: str, file: str, sheet: str) -> bool:
    """Whether a preference names this source: its file with or without suffix, its sheet, or both; `*` is anything."""
    names = (file, f"{file}:{sheet}", sheet, file.rsplit(".", 1)[0])
    return any(name == wanted or fnmatch.fnmatchcase(name, wanted) for name in names)


def refuse_idle_aliases(aliases: Aliases, regions: RegionNames, series: SeriesNames) -> None:
    """Raise DataError for every alias that leads to no series and no region. Where regions are free any name is one."""
    if regions.free:
        return
    problems = Problems()
    known = {plain(name): name for name in (*series.series, *series.labels.values())}
    for name, target in aliases.names.items():
        if series.code(target) or regions.find(target).known:
            continue
        near = [known[n] for n in nearest(plain(target), known)] or list(regions.find(target).suggestions)
        place = Place(aliases.file, row=aliases.lines.get(name, 0), is_text=True)
        problems.add("E1486", place, name=name, target=target, near=near or "—")
    problems.raise_errors(DataError)
