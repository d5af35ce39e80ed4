"""Tables of another kind of framework in the same folder: one sentence names the framework that knows their names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from nqp_index.reading.layouts.grid import text_of
from nqp_index.reading.layouts.labels import split_label
from nqp_index.reading.meaning.factorised import factorised
from nqp_index.reading.meaning.facts import Rows
from nqp_index.reading.meaning.session import Task
from nqp_index.reading.names import SeriesNames

_FEWEST = 3
_MOST_NAMED, _MOST_ASKED = 8, 1000


def is_of_other_framework(task: Task, rows: Rows) -> bool:
    """Whether not one region of the table is known here and another framework knows more of its series; tells it."""
    if task.session.lexicon.open_series or task.session.lexicon.regions.free or not _all_unknown(task, rows):
        return False
    names = _names(task, rows)
    own = len(_known(task.session.lexicon.series, names))
    return tell_other_framework(task, names, more_than=own)


def tell_other_framework(task: Task, names: Sequence[str], *, more_than: int = 0) -> bool:
    """Tell which shipped framework knows more than so many of these names; False when none does."""
    here = set(task.session.lexicon.series.series)
    found = {
        name: _known(known, names[:_MOST_ASKED]) for name, known in _shipped().items() if not set(known.series) <= here
    }
    best = max(found, key=lambda name: len(found[name]), default="")
    if not best or len(found[best]) <= more_than:
        return False
    named = found[best][:_MOST_NAMED]
    file = task.table.grid.sheet.file
    if 2 * len(found[best]) >= len(names[:_MOST_ASKED]):
        task.session.foreign.append(best)
    task.add("W1319", task.table.header.main, framework=best, names=named, count=len(found[best]), file=file)
    return True


def _all_unknown(task: Task, rows: Rows) -> bool:
    """Whether the region column names at least three places, and none of them is a region or may be a slip of one."""
    column = task.table.roles.region
    if not column or task.layout.region != "row":
        return False
    texts = {text for (cell,) in factorised(task.table.grid.column(column, rows)).values if (text := text_of(cell))}
    found = [match for match in map(task.session.lexicon.regions.named, texts) if match.aggregate is None]
    return len(found) >= _FEWEST and not any(match.code for match in found)


def _names(task: Task, rows: Rows) -> list[str]:
    """What the table calls its series, above the columns or in the rows."""
    if task.layout.series == "row":
        columns = [factorised(task.table.grid.column(c, rows)).values for c in task.table.roles.series]
        return list(dict.fromkeys(text_of(cell) for values in columns for (cell,) in values))
    return list(dict.fromkeys(h.name for h in task.table.headings if h.path))


def _known(series: SeriesNames, names: Sequence[str]) -> list[str]:
    return [n for n in names if series.code(split_label(n).name) or series.code(n.rpartition("/")[2])]


@cache
def _shipped() -> dict[str, SeriesNames]:
    from nqp_index.reading.definitions import list_frameworks, load_framework

    return {name: SeriesNames(load_framework(name).series) for name in list_frameworks()}
