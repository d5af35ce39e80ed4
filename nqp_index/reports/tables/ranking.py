"""The main table: rank, change, interval, score, pillar scores and coverage of every region, best first."""

from __future__ import annotations

from collections.abc import Iterator

from nqp_index.reports.cautions import cautions
from nqp_index.reports.numbers import published, whole
from nqp_index.reports.tables.table import Cell, Column, Mark, Row, Table
from nqp_index.reports.view import View


def ranking(view: View) -> Table:
    """The year in front."""
    rows = tuple(_rows(view, view.t))
    first = 4 + 4 * (_draws(view, view.t) is not None)
    return Table(
        "ranking", view.word("title.ranking", framework=view.text(view.result.framework.label), year=view.year),
        _columns(view), rows, subtitle=_subtitle(view), fixed=3, notes=(*_footnotes(view), *cautions(view)),
        marks={(i, -1): mark for i, mark in _row_marks(view, view.t)},
        names=(("nqp_ranking_scores", first, first), ("nqp_ranking_pillars", first + 1, first + len(view.top_nodes))),
    )  # fmt: skip


def ranking_of_all_years(view: View) -> Table:
    """Every year below the other, the year in front first; meant for the filter on the year."""
    rows = tuple((view.result.years[t], *row) for t in view.recent for row in _rows(view, t))
    columns = (Column(view.word("col.year"), "year"), *_columns(view))
    title = view.word("title.ranking_all", framework=view.text(view.result.framework.label))
    return Table(
        "ranking_all", title, columns, rows, subtitle=view.word("note.filter"), fixed=4, notes=tuple(_footnotes(view))
    )


def _columns(view: View) -> tuple[Column, ...]:
    """Without the year; the same for one year and for all."""
    w = view.word
    interval = w("band.uncertainty")
    pillars = {p.code for p in view.result.framework.pillars}
    uncertain = (
        Column(w("col.median_rank"), "rank", interval), Column(w("col.low_rank"), "rank", interval),
        Column(w("col.high_rank"), "rank", interval), Column(w("col.group"), "rank", interval),
    )  # fmt: skip
    return (
        Column(w("col.rank"), "rank"), Column(w("col.change"), "change"), Column(w("col.region")),
        Column(w("col.code"), "code"), *(uncertain if view.uncertainty is not None else ()),
        Column(view.text(view.result.framework.root.label), "score", w("band.index"), bars=True),
        *(Column(view.text(view.nodes[n].label), "score",
                 w("band.pillars") if view.nodes[n].code in pillars else w("band.between"), shaded=True)
          for n in view.top_nodes),
        *((Column(w("col.grade"), "rank"),) if view.result.grades is not None else ()),
        Column(w("col.coverage"), "share"), Column(w("col.imputed"), "share"), Column(w("col.remark"), "long"),
    )  # fmt: skip


def _rows(view: View, t: int) -> Iterator[Row]:
    grades = view.result.grades.tolist() if view.result.grades is not None else None
    for r in view.ranked(t):
        yield (
            view.rank(t, r), rank_change(view, t, r), view.region(r), view.result.regions[r].code,
            *(_interval(view, t, r) if view.uncertainty is not None else ()),
            view.score(t, r), *(view.score(t, r, n) for n in view.top_nodes),
            *((whole(grades[t][r]),) if grades is not None else ()),
            view.coverage(t, r), view.imputed_share(t, r), remark(view, t, r),
        )  # fmt: skip


def rank_change(view: View, t: int, r: int) -> int | float | None:
    """Places gained since the year before; None where either year has no rank."""
    now, before = view.rank(t, r), view.rank(t - 1, r) if t else None
    if now is None or before is None or view.result.years[t] - view.result.years[t - 1] != 1:
        return None
    return before - now


def _draws(view: View, t: int) -> int | None:
    """Position of a year in the uncertainty analysis; None when it was not analysed."""
    found = view.uncertainty
    year = view.result.years[t]
    return found.years.index(year) if found is not None and year in found.years else None


def _interval(view: View, t: int, r: int) -> tuple[Cell, ...]:
    """Median rank, the interval's two ends, and the group of equals."""
    at, found = _draws(view, t), view.uncertainty
    if at is None or found is None:
        return (None, None, None, None)
    arrays = (found.median, found.low, found.high, found.group)
    return tuple(whole(published(float(a[at, r])) or float("nan")) for a in arrays)


def remark(view: View, t: int, r: int) -> str:
    """Why a region has no rank, or which pillars its rank does without."""
    code, year = view.result.regions[r].code, view.result.years[t]
    reason = view.reasons.get((code, year, view.result.nodes[0]))
    if view.rank(t, r) is None:
        return view.word("unranked", reason=view.reason(reason)) if reason else view.word("unranked_plain")
    empty = [view.text(view.nodes[n].label) for n in view.top_nodes if view.score(t, r, n) is None]
    return view.word("without", nodes=empty) if empty else ""


def _row_marks(view: View, t: int) -> Iterator[tuple[int, Mark]]:
    for i, r in enumerate(view.ranked(t)):
        if view.rank(t, r) is None:
            yield i, "missing"


def _subtitle(view: View) -> str:
    result = view.result
    ranked = sum(view.rank(view.t, r) is not None for r in range(len(result.regions)))
    kept = sum(map(view.is_weighed, result.indicators))
    recipe = view.text(result.recipe.label) or result.recipe.name
    return view.word("subtitle.ranking", recipe=recipe, ranked=ranked, total=len(result.regions),
                     kept=kept, declared=len(result.framework.indicators))  # fmt: skip


def _footnotes(view: View) -> Iterator[str]:
    yield view.word("note.score_low" if view.result.better.get(view.result.nodes[0]) == "low" else "note.score")
    yield view.word("note.change")
    if view.uncertainty is not None:
        yield view.word("note.interval", draws=view.uncertainty.draws, seed=view.uncertainty.seed)
    if view.result.grade_cuts:
        cuts = view.result.grade_cuts
        yield view.word("note.grades", most=len(cuts) + 1, cuts=[f"{cut:.6g}" for cut in cuts])
    yield view.word("note.coverage")
