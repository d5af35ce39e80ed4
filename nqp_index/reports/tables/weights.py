"""Weights: what each child counts under its parent, and in the whole index, from the set actually used."""

from __future__ import annotations

from collections.abc import Iterator

from nqp_index.model.framework import Indicator, Node
from nqp_index.reports.numbers import published
from nqp_index.reports.tables.table import Cell, Column, Row, Table
from nqp_index.reports.view import View


def weights(view: View) -> Table:
    """One row for every node and indicator that was scored, in the order of the tree, indented by depth."""
    w = view.word
    years = [str(year) for year in view.result.years] if _is_yearly(view) else [""]
    columns = (
        Column(w("col.level")), Column(w("col.code"), "code"), Column(w("col.label"), "text"), Column(w("col.parent")),
        Column(w("col.declared"), "value"),
        *(Column(f"{w('col.local')} {year}".strip(), "weight", w("band.local")) for year in years),
        *(Column(f"{w('col.effective')} {year}".strip(), "weight", w("band.effective"), bars=True) for year in years),
    )  # fmt: skip
    Y = len(years)
    names = (("nqp_local_weights", 5, 4 + Y), ("nqp_effective_weights", 5 + Y, 4 + 2 * Y))
    return Table("weights", w("title.weights"), columns, tuple(_rows(view, Y)), fixed=3, names=names,
                 notes=(w("note.weights"),))  # fmt: skip


def _is_yearly(view: View) -> bool:
    """Whether any weight differs from year to year, that is, has a row for every year."""
    return any(w.shape[0] > 1 for w in (*view.result.local_weights.values(), view.result.effective_weights))


def _rows(view: View, years: int) -> Iterator[Row]:
    result = view.result
    nodes, leaves = result.node_weights.tolist(), result.effective_weights.tolist()

    def visit(item: Node | Indicator, depth: int) -> Iterator[Row]:
        parent = result.framework.parents.get(item.code)
        position = result.children[parent].index(item.code) if parent else None
        local = result.local_weights[parent].tolist() if parent else [[1.0]]
        is_node = isinstance(item, Node)
        whole, at = (nodes, result.node_index[item.code]) if is_node else (leaves, result.indicator_index[item.code])
        yield (
            view.level(item.level if isinstance(item, Node) else "indicator"), item.code,
            "　" * depth + view.text(item.label), view.text(result.framework.node(parent).label) if parent else "",
            published(item.weight), *_over_years(local, position or 0, years), *_over_years(whole, at, years),
        )  # fmt: skip
        if isinstance(item, Node):
            kept = set(result.children[item.code])
            for child in item.children:
                if child.code in kept:
                    yield from visit(child, depth + 1)

    yield from visit(result.framework.root, 0)


def _over_years(table: list[list[float]], column: int, years: int) -> Iterator[Cell]:
    """One weight in every year; a weight that holds for all years is repeated."""
    return (published(table[t if len(table) > 1 else 0][column]) for t in range(years))
