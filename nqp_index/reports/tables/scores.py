"""Scores, ranks and coverage of every node, indicator by indicator and year by year, one row a region and year."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from nqp_index.model.panel import CellStatus
from nqp_index.reports.tables.table import Cell, Column, Kind, Mark, Row, Table
from nqp_index.reports.view import View

#: More cells than this are not put on one sheet; the other formats hold them all.
MOST_CELLS = 1_500_000
STATUS_MARKS: dict[int, Mark] = {
    CellStatus.MISSING: "missing", CellStatus.REJECTED: "missing", CellStatus.OBSERVED: "observed",
    CellStatus.DERIVED: "derived", CellStatus.IMPUTED: "imputed", CellStatus.TREATED: "treated",
}  # fmt: skip


def ranks_by_year(view: View) -> Table:
    """Regions in the order of the year in front; the index rank of every year, then its score."""
    years = range(len(view.result.years))
    ranks, scores = view.word("band.ranks"), view.word("band.scores")
    columns = (
        Column(view.word("col.code"), "code"), Column(view.word("col.region")),
        *(Column(str(view.result.years[t]), "rank", ranks, shaded=True) for t in years),
        *(Column(str(view.result.years[t]), "score", scores) for t in years),
    )  # fmt: skip
    rows = tuple(
        (
            view.result.regions[r].code,
            view.region(r),
            *(view.rank(t, r) for t in years),
            *(view.score(t, r) for t in years),
        )
        for r in view.ranked(view.t)
    )
    T = len(view.result.years)
    names = (("nqp_year_ranks", 2, 1 + T), ("nqp_year_scores", 2 + T, 1 + 2 * T))
    return Table("by_year", view.word("title.by_year"), columns, rows, fixed=2, names=names,
                 notes=(view.word("note.by_year"),))  # fmt: skip


def pillar_scores(view: View) -> Table:
    """The year in front: score and rank in every pillar, in the order of the index."""
    score_band, rank_band = view.word("band.scores"), view.word("band.ranks")
    labels = [view.text(view.nodes[n].label) for n in view.pillar_nodes]
    columns = (
        Column(view.word("col.rank"), "rank"), Column(view.word("col.region")), Column(view.word("col.code"), "code"),
        *(Column(label, "score", score_band, shaded=True) for label in labels),
        *(Column(label, "rank", rank_band) for label in labels),
    )  # fmt: skip
    rows = tuple(
        (view.rank(view.t, r), view.region(r), view.result.regions[r].code,
         *(view.score(view.t, r, n) for n in view.pillar_nodes),
         *(view.rank(view.t, r, n) for n in view.pillar_nodes))
        for r in view.ranked(view.t)
    )  # fmt: skip
    names = (("nqp_pillar_scores", 3, 2 + len(labels)),)
    return Table("pillars", view.word("title.pillars", year=view.year), columns, rows, fixed=3, names=names)


def node_scores(view: View) -> Table:
    """The score of every node of the tree."""
    return _by_node(view, "scores", "score", view.score, "nqp_scores")


def node_ranks(view: View) -> Table:
    """The rank of every region in every node of the tree."""
    return _by_node(view, "ranks", "rank", view.rank, "nqp_ranks")


def node_coverage(view: View) -> Table:
    """The share of every node's indicator weight that was present before anything was filled."""
    return _by_node(view, "coverage", "share", view.coverage, "nqp_coverage")


def _by_node(view: View, key: str, kind: Kind, value: Callable[[int, int, int], Cell], name: str) -> Table:
    columns = tuple(
        Column(view.text(node.label), kind, view.level(node.level), shaded=kind != "rank") for node in view.nodes
    )
    width = len(columns)

    def reason(t: int, r: int, values: tuple[Cell, ...]) -> str:
        empty = [n for n in range(width) if values[n] is None]
        return view.join(_node_reason(view, t, r, n) for n in empty[:6]) + _and_more(view, len(empty) - 6)

    return _wide(view, key, columns, lambda t, r: tuple(value(t, r, n) for n in range(width)), reason, name)


def _node_reason(view: View, t: int, r: int, n: int) -> str:
    node = view.nodes[n]
    found = view.reasons.get((view.result.regions[r].code, view.result.years[t], node.code))
    if found is not None:
        return view.word("reason.of", name=view.text(node.label), reason=view.reason(found))
    nothing = view.coverage(t, r, n) in (0.0, None)
    why = view.word("reason.empty" if nothing else "reason.too_little")
    return view.word("reason.of", name=view.text(node.label), reason=why)


def _and_more(view: View, count: int) -> str:
    return view.word("and_more", count=count) if count > 0 else ""


def indicator_scores(view: View) -> Table:
    """The score of every indicator: its value on the common scale, larger is better."""
    pillar = _pillar_band(view)
    columns = tuple(
        Column(f"{i.code} {view.text(i.label)}", "score", pillar(i.code), shaded=True) for i in view.indicators
    )
    width = len(columns)
    return _wide(view, "indicator_scores", columns, lambda t, r: tuple(view.normalised(t, r, k) for k in range(width)),
                 lambda t, r, values: _indicator_reason(view, t, r, values), "nqp_indicator_scores")  # fmt: skip


def indicator_values(view: View) -> Table:
    """The value of every indicator as it was scored, each cell tinted by how it came about; in its own measure where
    logarithms or powers were scored."""
    pillar = _pillar_band(view)
    columns = tuple(
        Column(f"{i.code} {view.with_measure(i.label, i.measure.text)}", "value", pillar(i.code))
        for i in view.indicators
    )
    width = len(columns)
    table = _wide(view, "values", columns, lambda t, r: tuple(view.in_measure(t, r, k) for k in range(width)),
                  lambda t, r, values: _indicator_reason(view, t, r, values), "nqp_indicator_values")  # fmt: skip
    R = len(view.result.regions)
    places = ((i, view.recent[i // R], i % R) for i in range(len(table.rows)))
    marks = {(i, 3 + k): STATUS_MARKS[view.status(t, r, k)] for i, t, r in places for k in range(width)}
    plain = {place: mark for place, mark in marks.items() if mark not in ("observed", "derived")}
    legend: tuple[Mark, ...] = ("derived", "imputed", "treated", "missing")
    bent = view.result.transformed
    notes = (*table.notes, view.word("note.transformed", codes=list(bent))) if bent else table.notes
    return Table(table.key, table.title, table.columns, table.rows, fixed=3, notes=notes, marks=plain,
                 legend=legend, names=table.names, total=table.total)  # fmt: skip


def _pillar_band(view: View) -> Callable[[str], str]:
    framework = view.result.framework

    def band(code: str) -> str:
        pillar = framework.pillar_of(code)
        return view.text(framework.node(pillar).label) if pillar else view.text(framework.root.label)

    return band


def _indicator_reason(view: View, t: int, r: int, values: tuple[Cell, ...]) -> str:
    empty = [k for k, value in enumerate(values) if value is None]
    if not empty:
        return ""
    without = [view.result.indicators[k] for k in empty if view.raw(t, r, k) is None]
    useless = [view.result.indicators[k] for k in empty if view.raw(t, r, k) is not None]
    parts = [view.word("reason.no_value", codes=without)] if without else []
    return view.join([*parts, *([view.word("reason.no_score", codes=useless)] if useless else [])])


def _wide(
    view: View, key: str, columns: tuple[Column, ...], values: Callable[[int, int], tuple[Cell, ...]],
    reason: Callable[[int, int, tuple[Cell, ...]], str], name: str,
) -> Table:  # fmt: skip
    """One row a region and year, the year in front first, with a last column that explains every empty cell."""
    head = (
        Column(view.word("col.year"), "year"),
        Column(view.word("col.code"), "code"),
        Column(view.word("col.region")),
    )
    total = len(view.result.years) * len(view.result.regions)
    most = max(1, MOST_CELLS // (len(columns) + 4))

    def lines() -> Iterator[Row]:
        for i in range(min(total, most)):
            t, r = view.recent[i // len(view.result.regions)], i % len(view.result.regions)
            own = values(t, r)
            yield (view.result.years[t], view.result.regions[r].code, view.region(r), *own, reason(t, r, own))

    tail = Column(view.word("col.why_empty"), "long")
    return Table(key, view.word(f"title.{key}"), (*head, *columns, tail), tuple(lines()), fixed=3,
                 names=((name, 3, 2 + len(columns)),), total=total)  # fmt: skip
