"""The series of a whole table, from what stands in and around it: hint, headings, lines, title, sheet, file."""

from __future__ import annotations

from nqp_index.reading.layouts.labels import Label, split_label, title_names
from nqp_index.reading.layouts.stems import stem_label
from nqp_index.reading.meaning.named import Named, code_of, open_series, tell_unknown
from nqp_index.reading.meaning.others import is_other
from nqp_index.reading.meaning.scopes import scope_of_table
from nqp_index.reading.meaning.session import Task
from nqp_index.terms import Text

_SAID = {"sheet": Text("工作表", "sheet"), "file": Text("文件", "file")}


def is_hint_unknown(task: Task) -> bool:
    """Whether the user's hint names no series, so that nothing else is taken in its place; told."""
    name, names = split_label(task.hint.series).name, task.session.lexicon.series
    if not name or task.session.lexicon.open_series or names.code(name) or names.code(task.hint.series):
        return False
    task.add("E1226", task.table.header.main, name=task.hint.series, near=names.find(name).suggestions or "—")
    return True


def series_of_table(task: Task) -> Named:
    """The one series of a table: hint, name above the years, `指标：` line, title, sheet name, file name."""
    above = next((h for h in task.table.headings if h.path), None)
    if above is None:
        return series_around(task)
    names = dict.fromkeys(t for t in (above.whole, above.name) if t)
    return series_around(task, tuple(("heading", name) for name in names), above.column)


def series_around(task: Task, headings: tuple[tuple[str, str], ...] = (), column: int = 1) -> Named:
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
            at = (row, column)
            if where != "hint" and is_other(
                task, scope_of_table(task), code_of(task, named), text, named.name, at, measure=named.measure
            ):
                return Named()
            if where in {"file", "sheet"}:
                task.add(
                    "W1320", row, name=text, said=_SAID[where], series=task.session.series(code_of(task, named)).label
                )
            return named
    if task.previous is not None and table.meta.continued and task.previous.series_said_by:
        task.series_said_by = task.previous.series_said_by
        return series_of_table(task.previous)
    _tell_unnamed(task, said, row)
    return Named()


def _by_text(task: Task, where: str, text: str, at: tuple[int, int]) -> Named | None:
    label = split_label(text)
    names = [label.name] if where in {"hint", "heading", "indicator"} else title_names(text)
    if task.session.lexicon.open_series:
        return (
            None
            if where == "sheet" and not names[-1].strip("0123456789")
            else open_series(task, Label(names[-1], label.measure), at)
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
            tell_unknown(task, match, name, (row, 1))
            return
    if not inside:
        task.add("E1223", task.table.header.main, name=task.stem)
        return
    name = title_names(inside[0][1])[-1]
    tell_unknown(task, task.session.lexicon.series.find(name), name, (row, 1))
