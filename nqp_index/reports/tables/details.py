"""What the methods found on the way: one line a number by node, and by region what stands beside the score."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from nqp_index.model.detail import Detail
from nqp_index.reports.numbers import published, whole
from nqp_index.reports.side_notes import side_notes
from nqp_index.reports.tables.table import Cell, Column, Row, Table
from nqp_index.reports.view import View


def has_row_details(view: View) -> bool:
    return any(_is_shown_by_row(d) for d in view.result.details)


def method_details(view: View) -> Table:
    """Every side result that is no number by region: coefficients, entropies, eigenvalues, consistency, powers."""
    w = view.word
    columns = (
        Column(w("col.step")), Column(w("col.method")), Column(w("col.node_code"), "code"),
        Column(w("col.node"), "long"), Column(w("col.detail"), "long"), Column(w("col.detail_of"), "long"),
        Column(w("col.detail_component")), Column(w("col.year"), "year"), Column(w("col.detail_value"), "value"),
    )  # fmt: skip
    rows = tuple(row for d in view.result.details if not d.by_row for row in _lines(view, d))
    return Table("method_details", w("title.method_details"), columns, rows, w("subtitle.method_details"), fixed=4,
                 notes=tuple(side_notes(view)))  # fmt: skip


def _lines(view: View, own: Detail) -> Iterator[Row]:
    """One line a number, those that are not there left out; the year where each year is a reference set of its own."""
    node = view.text(view.result.framework.node(own.node).label) if own.node else view.word("everywhere")
    step = view.word(f"step.{own.step}")
    yearly = len(own.values) == len(view.result.years)
    for s, numbers in enumerate(own.values.tolist()):
        for at in product(*(range(len(names)) for _, names in own.axes)):
            value = _cell(view, _picked(numbers, at))
            if value is None:
                continue
            of = {axis: names[i] for (axis, names), i in zip(own.axes, at, strict=True)}
            yield (
                step, f"{view.text(own.label)} ({own.method})", own.node, node, view.text(own.title),
                _of(view, of), of.get("component"), view.result.years[s] if yearly else None, value,
            )  # fmt: skip


def _of(view: View, of: dict[str, str]) -> str:
    """What a number belongs to: an indicator or node, a weight set, an expert."""
    parts = [view.word("detail.expert", expert=of["expert"])] if "expert" in of else []
    parts += [of["set"]] if "set" in of else []
    parts += [_child(view, of["column"])] if "column" in of else []
    return " · ".join(parts)


def _child(view: View, code: str) -> str:
    own = {i.code: i.label for i in view.indicators} | {n.code: n.label for n in view.nodes}
    return f"{code} {view.text(own[code])}" if code in own else code


def row_details(view: View) -> Table:
    """Side results by region and year, those of a node side by side; the index first."""
    w = view.word
    shown = [d for d in view.result.details if _is_shown_by_row(d)]
    titles = list(dict.fromkeys(title for d in shown for title, _ in _columns(view, d)))
    columns = (
        Column(w("col.year"), "year"), Column(w("col.code"), "code"), Column(w("col.region")), Column(w("col.node")),
        Column(w("col.score"), "score"), Column(w("col.rank"), "rank"), *(Column(title, "value") for title in titles),
    )  # fmt: skip
    rows = tuple(
        row for code in view.result.nodes if (own := [d for d in shown if d.node == code])
        for row in _rows(view, code, own, titles)
    )  # fmt: skip
    return Table("row_details", w("title.row_details"), columns, rows, w("subtitle.row_details"), fixed=4,
                 notes=tuple(side_notes(view)))  # fmt: skip


def _rows(view: View, node: str, own: list[Detail], titles: list[str]) -> Iterator[Row]:
    n = view.result.nodes.index(node)
    label = view.text(view.nodes[n].label)
    cells = {title: values for d in own for title, values in _columns(view, d)}
    for t in view.recent:
        for r in view.ranked(t):
            region = view.result.regions[r]
            found = (_cell(view, cells[title][t][r]) if title in cells else None for title in titles)
            yield (view.result.years[t], region.code, view.region(r), label, view.score(t, r, n), view.rank(t, r, n),
                   *found)  # fmt: skip


def _columns(view: View, own: Detail) -> Iterator[tuple[str, list[list[Any]]]]:
    """Title and (T, R) values of a side result; one column for each of what it runs over."""
    title, values = view.text(own.title), own.values.tolist()
    if not own.axes:
        yield title, values
    for i, name in enumerate(own.axes[0][1] if own.axes else ()):
        yield f"{title} {name}", [[row[i] for row in year] for year in values]


def _is_shown_by_row(own: Detail) -> bool:
    """Tables of pairs of rows are for programs: they would need a sheet of their own."""
    return own.by_row and all(axis != "other row" for axis, _ in own.axes)


def _picked(numbers: Any, at: tuple[int, ...]) -> Any:
    for i in at:
        numbers = numbers[i]
    return numbers


def _cell(view: View, value: float | bool) -> Cell:
    if isinstance(value, bool):
        return view.word("yes" if value else "no")
    rounded = published(value)
    return rounded if rounded is None else whole(rounded)
