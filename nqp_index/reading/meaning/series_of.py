"""The series of every column, row or whole table; unknown and misleading names are told, never dropped in silence."""

from __future__ import annotations

from dataclasses import dataclass

from nqp_index.reading.layouts.grid import text_of
from nqp_index.reading.layouts.headings import Heading
from nqp_index.reading.layouts.labels import Label, split_label, title_names
from nqp_index.reading.layouts.stems import stem_label
from nqp_index.reading.meaning.factorised import factorised, filled_down
from nqp_index.reading.meaning.facts import Ints, Rows
from nqp_index.reading.meaning.measures_of import converts
from nqp_index.reading.meaning.paths import naming_levels, part_of, whole_of_table
from nqp_index.reading.meaning.scopes import scope_beyond_parks, scope_of, speaks_of
from nqp_index.reading.meaning.session import Task
from nqp_index.reading.measures import nearest_measure, parse_measure
from nqp_index.reading.names import SeriesMatch
from nqp_index.reading.names.plain import plain
from nqp_index.reading.reading import Unmatched

NO_SERIES = -1
_LOOKED_AT = 50


@dataclass(frozen=True, slots=True)
class Named:
    """A series by its number, the name under which it was found, and the measure said beside the name."""

    number: int = NO_SERIES
    name: str = ""
    measure: str = ""
    row: int = 0
    column: int = 0


def series_of_columns(task: Task) -> list[Named]:
    """One per value column, from the names above it."""
    scope = _scope_of(task, " ".join(task.table.meta.titles))
    bare = [_is_bare_year(task, h) for h in task.table.headings]
    of_table = _series_around(task) if any(bare) else Named()
    named = [
        of_table if alone else series_of_heading(task, h, scope)
        for h, alone in zip(task.table.headings, bare, strict=True)
    ]
    _refuse_twins(task, named)
    return named


def _is_bare_year(task: Task, heading: Heading) -> bool:
    """Whether a year and no name stands above a column with numbers, where its neighbours have names: it holds the
    table's series, and they stand beside it (2020, 2021, 2021年位次). A blank under a group of years holds nothing
    that is known."""
    if heading.path or heading.year is None:
        return False
    names = max((h.row for h in task.table.headings if h.path), default=0)
    merge = task.table.grid.merge_at(heading.row, heading.column)
    return max(heading.row, merge[2] if merge else 0) >= names


def series_of_heading(task: Task, heading: Heading, scope: tuple[str, ...]) -> Named:
    """The series of one heading: its text with brackets, the title's scope before it, its path, its last name."""
    label = Label(heading.name, heading.measure, heading.doubt, heading.marks)
    at = (heading.row, heading.column)
    if task.session.lexicon.open_series:
        return _open(task, label, at) if heading.path else Named()
    if not heading.path:
        if any(task.table.grid.text(int(r), heading.column) for r in task.table.body.rows[:_LOOKED_AT]):
            task.add("W1302", *at)
        return Named()
    if label.marks:
        task.add("W1330", *at, name=heading.text, marks=label.marks)
    levels = naming_levels(heading.path) or heading.path
    leaf, parents = levels[-1], levels[:-1]
    alone = () if heading.is_part else (heading.whole, *(word + leaf for word in scope))
    names = task.session.lexicon.series
    code = next((c for text in alone if (c := names.code(text))), "")
    if not code and parents:
        code = names.exact("/".join(levels)) or part_of(names, names.code(parents[-1]), (leaf,))
    by_leaf = ""
    if not code and not heading.is_part:
        by_leaf = code = names.code(leaf)
    if by_leaf and parents and not _harmless(task, by_leaf, parents, at):
        return Named()
    if not code:
        code = _by_title(task, heading, levels)
    narrowed = scope and not any(word in plain(heading.whole) for word in map(plain, scope))
    if code and narrowed and not speaks_of(task.session.series(code), scope):
        task.add("W1312", *at, name=heading.name, scope=scope[0], series=task.session.series(code).label)
        task.unused.append(heading.name)
        return Named()
    return _settled(task, code, label, at)


def _scope_of(task: Task, text: str) -> tuple[str, ...]:
    return scope_beyond_parks(text) if task.session.lexicon.regions.free else scope_of(text)


def _by_title(task: Task, heading: Heading, levels: tuple[str, ...]) -> str:
    """The series of a column that says 合计 or a part's name, when the table's title names the whole."""
    names = task.session.lexicon.series
    code = part_of(names, whole_of_table(names, task.table.meta), levels)
    if code:
        task.by_title[heading.name] = code
    return code


def _harmless(task: Task, code: str, parents: tuple[str, ...], at: tuple[int, int]) -> bool:
    """Whether a name under a group heading may be read without it: not when the group narrows the scope."""
    group = "/".join(parents)
    scope = _scope_of(task, group)
    series = task.session.series(code)
    if scope and not speaks_of(series, scope):
        task.add("W1312", *at, name=group, scope=scope[0], series=series.label)
        task.unused.append(group)
        return False
    if task.session.lexicon.series.code(parents[-1]):
        task.add("W1313", *at, name=group, series=series.label)
        task.unused.append(group)
        return False
    task.add("N1313", *at, name=group, series=series.label)
    return True


def _settled(task: Task, code: str, label: Label, at: tuple[int, int]) -> Named:
    """A found series; or the telling of what the name is not."""
    if code:
        if label.doubt:
            _doubtful(task, label, at)
        return Named(task.session.store.series.number(code), label.name, label.measure, *at)
    match = task.session.lexicon.series.find(label.name)
    if not match.confusable and label.doubt:
        bare = label.name[: label.name.rfind(label.doubt) - 1].strip()
        if task.session.lexicon.series.code(bare):
            _doubtful(task, label, at)
            return Named()
    _tell(task, match, label.name, at)
    return Named()


def _doubtful(task: Task, label: Label, at: tuple[int, int]) -> None:
    task.add("E1250", *at, measure=label.doubt, near=nearest_measure(label.doubt) or "—")


def _tell(task: Task, match: SeriesMatch, name: str, at: tuple[int, int]) -> None:
    """A confusable name is warned about, a probable slip is refused, another statistic is listed as not used."""
    if match.confusable:
        code, trap = match.confusable
        task.add("W1310", *at, name=name, series=task.session.series(code).label, note=trap.note)
        task.unused.append(name)
        return
    refused = match.misspelt
    task.session.unmatched.append(Unmatched("series", name, task.place(*at), match.suggestions, refused))
    if refused:
        task.add("E1220", *at, name=name, near=match.suggestions)
    else:
        task.unused.append(name)


def _open(task: Task, label: Label, at: tuple[int, int]) -> Named:
    code = task.session.take_open(label.name, parse_measure(label.measure) if label.measure else None)
    return Named(task.session.store.series.number(code), label.name, label.measure, *at)


def _refuse_twins(task: Task, named: list[Named]) -> None:
    """Two columns of one table with one heading are refused: nobody can say which of them counts."""
    seen: dict[tuple[str, int | None, int], Heading] = {}
    for h, found in zip(task.table.headings, named, strict=True):
        if found.number == NO_SERIES or not converts(task, _code(task, found), h.measure):
            continue
        key = (plain(h.name), h.year, found.number)
        if key in seen:
            task.add("E1221", h.row, h.column, name=h.text, other=str(task.place(seen[key].row, seen[key].column)))
        seen.setdefault(key, h)


def series_of_rows(task: Task, rows: Rows) -> tuple[Ints, list[Named]]:
    """Per body row the position in the list of names found in its series columns."""
    columns = task.table.roles.series
    found = factorised(*(task.table.grid.column(c, rows) for c in columns))
    named: list[Named] = [Named()]
    results: list[int] = []
    blank: list[int] = []
    for cells, at in zip(found.values, found.first, strict=True):
        texts = [(c, t) for c, cell in zip(columns, cells, strict=True) if (t := text_of(cell))]
        blank.append(int(not texts))
        if texts:
            named.append(_series_of_row(task, texts, int(rows[at])))
        elif not task.hint.fill_down:
            task.add("E1222", int(rows[at]), columns[0])
        results.append(len(named) - 1 if texts else 0)
    numbers = found.mapped(results)
    if any(blank) and task.hint.fill_down:
        numbers = filled_down(numbers, found.mapped(blank) == 1)
    return numbers, named


def _series_of_row(task: Task, texts: list[tuple[int, str]], row: int) -> Named:
    """The series of a row from its series columns: a code beside a label counts when either is known."""
    labels = [(column, text, split_label(text)) for column, text in texts]
    column, _, first = labels[0]
    if task.session.lexicon.open_series:
        return _open(task, first, (row, column))
    for at, text, label in labels:
        for name in (text, label.name):
            code = task.session.lexicon.series.code(name)
            if code:
                if label.marks:
                    task.add("W1330", row, at, name=text, marks=label.marks)
                return _settled(task, code, label, (row, at))
    joined = "/".join(dict.fromkeys(label.name for _, _, label in labels))
    code = task.session.lexicon.series.code(joined)
    return _settled(task, code, Label(joined if code else first.name, first.measure, first.doubt), (row, column))


def series_of_table(task: Task) -> Named:
    """The one series of a table: hint, name above the years, `指标：` line, title, sheet name, file name."""
    above = next((h for h in task.table.headings if h.path), None)
    if above is None:
        return _series_around(task)
    names = dict.fromkeys(t for t in (above.whole, above.name) if t)
    return _series_around(task, tuple(("heading", name) for name in names), above.column)


def _series_around(task: Task, headings: tuple[tuple[str, str], ...] = (), column: int = 1) -> Named:
    """The series that stands nearest: hint, what the headings say, then the lines and names around the table."""
    table = task.table
    row = table.meta.title_row or table.header.main
    said = [("hint", task.hint.series), *headings, ("indicator", table.meta.indicator)]
    said += [("title", title) for title in table.meta.titles or table.meta.english]
    said += [("sheet", table.grid.sheet.name), ("file", task.stem)]
    said = [(where, text) for where, text in said if text]
    for where, text in said:
        named = _by_text(task, where, text, (row, column))
        if named is not None:
            task.series_said_by = where
            if where in {"file", "sheet"}:
                task.add("W1320", row, name=text, said=where, series=task.session.series(_code(task, named)).label)
            return named
    if task.previous is not None and table.meta.continued and task.previous.series_said_by:
        task.series_said_by = task.previous.series_said_by
        return series_of_table(task.previous)
    _tell_unnamed(task, said, row)
    return Named()


def _code(task: Task, named: Named) -> str:
    return task.session.store.series.names[named.number]


def _by_text(task: Task, where: str, text: str, at: tuple[int, int]) -> Named | None:
    label = split_label(text)
    names = [label.name] if where in {"hint", "heading", "indicator"} else title_names(text)
    if task.session.lexicon.open_series:
        return (
            None
            if where == "sheet" and not names[-1].strip("0123456789")
            else _open(task, Label(names[-1], label.measure), at)
        )
    labels = [Label(name, label.measure) for name in (text, *names)]
    if where in {"sheet", "file"}:
        labels.append(stem_label(text))
    for one in labels:
        code = task.session.lexicon.series.code(one.name)
        if code:
            return Named(task.session.store.series.number(code), one.name, one.measure, *at)
    return None


def series_of_text(task: Task, text: str) -> Named | None:
    """The series that a section line names; None when it names none."""
    label = split_label(text)
    code = task.session.lexicon.series.code(text) or task.session.lexicon.series.code(label.name)
    return Named(task.session.store.series.number(code), label.name, label.measure) if code else None


def _tell_unnamed(task: Task, said: list[tuple[str, str]], row: int) -> None:
    """No name in or around the table is known: near names are refused, honest other statistics are left out."""
    inside = [(w, t) for w, t in said if w in {"hint", "heading", "indicator", "title"}]
    for _, text in inside or said[-1:]:
        name = title_names(text)[-1]
        match = task.session.lexicon.series.find(name)
        if match.misspelt or match.confusable:
            _tell(task, match, name, (row, 1))
            return
    if not inside:
        task.add("E1223", task.table.header.main, name=task.stem)
        return
    name = title_names(inside[0][1])[-1]
    _tell(task, task.session.lexicon.series.find(name), name, (row, 1))
