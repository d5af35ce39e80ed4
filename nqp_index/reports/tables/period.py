"""One score for all years together: rank, index and pillars of every region, best first."""

from __future__ import annotations

from nqp_index.model.result import Period
from nqp_index.reports.numbers import published, whole
from nqp_index.reports.tables.table import Column, Table
from nqp_index.reports.view import View


def period(view: View, found: Period) -> Table:
    """The score over all years, with the share of the years' weight that a region has scores for."""
    w = view.word
    ranks, scores, present = found.ranks.tolist(), found.scores.tolist(), found.present.tolist()
    columns = (
        Column(w("col.rank"), "rank"), Column(w("col.region")), Column(w("col.code"), "code"),
        Column(view.text(view.result.framework.root.label), "score", w("band.index"), bars=True),
        *(Column(view.text(view.nodes[n].label), "score", w("band.pillars"), shaded=True) for n in view.pillar_nodes),
        Column(w("col.years_present"), "share"),
    )  # fmt: skip
    order = sorted(range(len(ranks)), key=lambda r: ranks[r][0] if ranks[r][0] == ranks[r][0] else float("inf"))
    rows = tuple(
        (whole(ranks[r][0]), view.region(r), view.result.regions[r].code, published(scores[r][0]),
         *(published(scores[r][n]) for n in view.pillar_nodes), published(present[r][0]))
        for r in order
    )  # fmt: skip
    years = view.result.years
    weights = [f"{year} {weight:.4g}" for year, weight in zip(years, found.weights.tolist(), strict=True)]
    return Table(
        "period", w("title.period", first=years[0], last=years[-1]), columns, rows, fixed=3,
        subtitle=w("subtitle.period", weights=weights), notes=(w("note.period"),),
    )  # fmt: skip
