"""The series of every column and row; unknown and misleading names are told, never dropped in silence."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from nqp_index.reading.layouts.grid import text_of
from nqp_index.reading.layouts.headings import Heading
from nqp_index.reading.layouts.labels import Label, split_label
from nqp_index.reading.layouts.periods import part_of_one
from nqp_index.reading.layouts.words import odd_year
from nqp_index.reading.meaning.bare_parts import (
    is_other_part,
    is_part_of,
    whole_at_left,
    without_other_parts,
)
from nqp_index.reading.meaning.factorised import factorised, filled_down
from nqp_index.reading.meaning.facts import Ints, Rows
from nqp_index.reading.meaning.measures_of import converts
from nqp_index.reading.meaning.named import NO_SERIES, Named, code_of, open_series, settled
from nqp_index.reading.meaning.others import derived_group, is_other
from nqp_index.reading.meaning.paths import naming_levels, part_of, whole_of_table, without_count
from nqp_index.reading.meaning.scopes import Scope, scope_beyond_parks, scope_of, scope_of_table, speaks_of
from nqp_index.reading.meaning.series_around import series_around
from nqp_index.reading.meaning.session import Task
from nqp_index.reading.measures import parse_measure
from nqp_index.reading.names.plain import plain
from nqp_index.terms import Text

_LOOKED_AT = 50
_SAID = {"sheet": Text("工作表", "sheet"), "file": Text("文件", "file")}


def series_of_columns(task: Task) -> list[Named]:
    """One per value column, from the names above it."""
    scope = scope_of_table(task)
    whole = {h.year for h in task.table.headings if h.year is not None}
    bare = [_is_bare_year(task, h) for h in task.table.headings]
    of_table = series_around(task) if any(bare) else Named()
    named = [
        of_table if alone else _beside_years(task, h) if _is_part(h, whole) else series_of_heading(task, h, scope)
        for h, alone in zip(task.table.headings, bare, strict=True)
    ]
    _refuse_twins(task, named)
    return named


def _is_odd(heading: Heading) -> bool:
    return bool(heading.path) and odd_year(heading.path[-1])


def _is_part(heading: Heading, whole: set[int]) -> bool:
    return _is_odd(heading) and part_of_one(heading.path[-1], whole)


def _beside_years(task: Task, heading: Heading) -> Named:
    """A half year beside its whole is a column that is not used, and said to be so."""
    task.unused.append(heading.name)
    return Named()


def _is_bare_year(task: Task, heading: Heading) -> bool:
    """Whether a year and no name stands above a column with numbers, where its neighbours have names: it holds the
    table's series, and they stand beside it (2020, 2021, 2021年位次). A blank under a group of years holds nothing
    that is known."""
    if heading.path or heading.year is None:
        return False
    names = max((h.row for h in task.table.headings if h.path), default=0)
    merge = task.table.grid.merge_at(heading.row, heading.column)
    return max(heading.row, merge[2] if merge else 0) >= names


def series_of_heading(task: Task, heading: Heading, scope: Scope) -> Named:
    """The series of one heading: its text with brackets, the title's scope before it, its path, its last name."""
    label = Label(heading.name, heading.measure, heading.doubt, heading.marks)
    at = (heading.row, heading.column)
    if task.session.lexicon.open_series:
        return open_series(task, label, at) if heading.path else Named()
    if not heading.path:
        if any(task.table.grid.text(int(r), heading.column) for r in task.table.body.rows[:_LOOKED_AT]):
            task.add("W1302", *at)
        return Named()
    if label.marks:
        task.add("W1330", *at, name=heading.text, marks=label.marks)
    if _is_odd(heading):
        task.add("E1210", *at, text=heading.path[-1])
        return Named()
    levels = naming_levels(heading.path) or heading.path
    if (counted := without_count(levels)) != levels:
        heading, levels = replace(heading, path=counted, whole=counted[-1]), counted
    leaf, parents = levels[-1], levels[:-1]
    names = task.session.lexicon.series
    code = _by_whole(task, heading, leaf, scope)
    if code and parents and code == names.code(heading.whole) and _means_other(task, code, heading, parents, at):
        return Named()
    if not code and parents:
        code = names.exact("/".join(levels)) or part_of(names, names.code(parents[-1]), (leaf,))
    by_leaf = ""
    if not code and not heading.is_part:
        by_leaf = code = names.code(leaf)
    if by_leaf and parents and _means_other(task, by_leaf, heading, parents, at):
        return Named()
    if by_leaf and parents and not _harmless(task, by_leaf, leaf, parents, at):
        return Named()
    above = [*reversed(parents)] or whole_at_left(task, heading)
    if code and is_other_part(task, code, leaf, above, at):
        return Named()
    if not code:
        code = _by_title(task, heading, levels)
    if code and is_other(task, scope, code, heading.whole, heading.name, at, measure=heading.measure):
        return Named()
    return settled(task, code, label, at)


def _by_whole(task: Task, heading: Heading, leaf: str, scope: Scope) -> str:
    """The series of a heading's whole text, or of its last name behind the table's scope; what only the name of a
    sheet or a file says is told."""
    names = task.session.lexicon.series
    alone = () if heading.is_part else (heading.whole, *(word + leaf for word in scope.words))
    code = next((c for text in alone if (c := names.code(text))), "")
    if code and scope.said_by in _SAID and code not in map(names.code, (heading.whole, leaf)):
        series, at = task.session.series(code).label, (heading.row, heading.column)
        task.add("W1315", *at, name=heading.name, said=_SAID[scope.said_by], scope=scope.words[0], series=series)
    return code


def _scope_of(task: Task, text: str) -> tuple[str, ...]:
    return scope_beyond_parks(text) if task.session.lexicon.regions.free else scope_of(text)


def _by_title(task: Task, heading: Heading, levels: tuple[str, ...]) -> str:
    """The series of a column that says 合计 or a part's name, when the table's title names the whole."""
    names = task.session.lexicon.series
    code = part_of(names, whole_of_table(names, task.table.meta), levels)
    if code:
        task.by_title[heading.name] = code
    return code


def _means_other(task: Task, code: str, heading: Heading, parents: tuple[str, ...], at: tuple[int, int]) -> bool:
    """Whether a group heading makes another thing of the series below it: its growth, its rank, a narrower scope."""
    group = "/".join(parents)
    series = task.session.series(code)
    scope = _scope_of(task, group)
    if scope and not speaks_of(series, scope) and not task.session.lexicon.series.is_own(heading.name):
        task.add("W1312", *at, name=group, scope=scope[0], series=series.label)
    elif _is_unmeasured(task, code, heading) and (kind := derived_group(task, series, parents)):
        task.add("W1383", *at, name=heading.path[-1], group=group, kind=kind, series=series.label)
    else:
        return False
    task.unused.append(heading.name)
    return True


def _is_unmeasured(task: Task, code: str, heading: Heading) -> bool:
    """Whether the innermost name has no measure of its own; one of the group that cannot be the series' is refused as a
    measure."""
    return not heading.measure or (heading.of_group and converts(task, code, heading.measure))


def _harmless(task: Task, code: str, leaf: str, parents: tuple[str, ...], at: tuple[int, int]) -> bool:
    """Whether a name under a group heading may be read without it: not when the group is a series itself, of which
    the name is no known part."""
    group = "/".join(parents)
    series = task.session.series(code)
    if task.session.lexicon.series.code(parents[-1]) and not is_part_of(series, leaf, parents):
        task.add("W1313", *at, name=group, series=series.label)
        task.unused.append(group)
        return False
    task.add("N1313", *at, name=group, series=series.label)
    return True


def _refuse_twins(task: Task, named: list[Named]) -> None:
    """Two columns of one table with one heading are refused: nobody can say which of them counts. In two measures
    (亿元, 万元) they are one series given twice, and their values are compared."""
    seen: dict[tuple[str, int | None, int, Fraction | None], Heading] = {}
    for h, found in zip(task.table.headings, named, strict=True):
        if found.number == NO_SERIES or not converts(task, code_of(task, found), h.measure):
            continue
        measure = parse_measure(h.measure)
        key = (plain(h.name), h.year, found.number, measure.scale if measure is not None else None)
        if key in seen:
            task.add("E1221", h.row, h.column, name=h.text, other=str(task.place(seen[key].row, seen[key].column)))
        seen.setdefault(key, h)


def series_of_rows(task: Task, rows: Rows) -> tuple[Ints, list[Named]]:
    """Per body row the position in the list of names found in its series columns."""
    columns = task.table.roles.series
    found = factorised(*(task.table.grid.column(c, rows) for c in columns))
    named: list[Named] = [Named()]
    scope = scope_of_table(task)
    results: list[int] = []
    blank: list[int] = []
    for cells, at in zip(found.values, found.first, strict=True):
        texts = [(c, t) for c, cell in zip(columns, cells, strict=True) if (t := text_of(cell))]
        blank.append(int(not texts))
        if texts:
            named.append(_series_of_row(task, texts, int(rows[at]), scope))
        elif not task.hint.fill_down:
            task.add("E1222", int(rows[at]), columns[0])
        results.append(len(named) - 1 if texts else 0)
    numbers = found.mapped(results)
    if any(blank) and task.hint.fill_down:
        numbers = filled_down(numbers, found.mapped(blank) == 1)
    return without_other_parts(task, rows, numbers, named), named


def _series_of_row(task: Task, texts: list[tuple[int, str]], row: int, scope: Scope) -> Named:
    """The series of a row from its series columns: a code beside a label counts when either is known."""
    labels = [(column, text, split_label(text)) for column, text in texts]
    column, _, first = labels[0]
    if task.session.lexicon.open_series:
        return open_series(task, first, (row, column))
    for at, text, label in labels:
        for name in (text, label.name):
            code = task.session.lexicon.series.code(name)
            if code:
                if label.marks:
                    task.add("W1330", row, at, name=text, marks=label.marks)
                if is_other(task, scope, code, text, label.name, (row, at), measure=label.measure):
                    return Named()
                return settled(task, code, label, (row, at))
    joined = "/".join(dict.fromkeys(label.name for _, _, label in labels))
    code = task.session.lexicon.series.code(joined)
    return settled(task, code, Label(joined if code else first.name, first.measure, first.doubt), (row, column))
