"""Plain text tables for a console of any width: columns line up, Chinese characters counted as two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nqp_index.model.findings import RankUncertainty
from nqp_index.model.framework import Framework, Indicator, Node
from nqp_index.model.result import Result
from nqp_index.reports.cautions import cautions
from nqp_index.reports.numbers import decimals_apart, published, whole
from nqp_index.reports.safe import printable
from nqp_index.reports.side_notes import side_notes
from nqp_index.reports.tables import weights as weight_tables
from nqp_index.reports.tables.ranking import rank_change, remark
from nqp_index.reports.text_table import fitted_table
from nqp_index.reports.view import View
from nqp_index.reports.wording import direction_phrase, range_phrase, word
from nqp_index.terms import Lang, current_language
from nqp_index.terms.measures import measure_name


def ranking_table(
    result: Result, year: int | None = None, *, lang: Lang | None = None, width: int = 100, rows: int | None = None,
    uncertainty: RankUncertainty | None = None,
) -> str:  # fmt: skip
    """One year's ranking, the latest full year's by default; see `ranking_text`."""
    view = View.of(result, lang or current_language(), year=year, uncertainty=uncertainty)
    return ranking_text(view, width=width, rows=rows)


def ranking_text(view: View, *, width: int = 100, rows: int | None = None) -> str:
    """Rank, change, interval, region, score, pillars as far as they fit, coverage; then remarks and cautions.

    width  columns of the console; pillars that do not fit are left out, the rest stays
    rows   at most so many regions; the others are counted
    """
    order = view.ranked(view.t)
    shown = order if rows is None else order[:rows]
    header, numeric, lines = _ranking_columns(view, shown)
    table = fitted_table(header, numeric, lines, width, first=4 if view.uncertainty is None else 5, last=1)
    banner = view.word("title.fictional") if view.result.panel.fictional else ""
    more = [view.word("note.console_more", count=len(order) - len(shown))] if len(shown) < len(order) else []
    title = banner + view.word("title.ranking", framework=view.text(view.result.framework.label), year=view.year)
    notes = [*_remarks(view, shown), *side_notes(view), *cautions(view)]
    return "\n".join([title, "", *table, *more, "", *(f"* {printable(line)}" for line in notes)])


def _remarks(view: View, shown: Sequence[int]) -> Iterator[str]:
    """Why regions have no rank or do without a pillar, each reason once with the regions it holds for."""
    regions: dict[str, list[str]] = {}
    for r in shown:
        regions.setdefault(remark(view, view.t, r), []).append(view.region(r))
    for reason, names in regions.items():
        if reason:
            yield view.word("text.remark", reason=reason, regions=names)


def _ranking_columns(view: View, shown: Sequence[int]) -> tuple[list[str], list[bool], list[list[str]]]:
    """Titles, which columns are numbers, and the cells of the ranking."""
    t, found = view.t, view.uncertainty
    pillars = view.pillar_nodes
    decimals = max(view.score_decimals, decimals_apart(view.score(t, r) for r in shown))
    header = [view.word("col.rank"), view.word("col.change"), *(["5-95%"] if found is not None else []),
              view.word("col.region"), view.word("col.score"), *_period_titles(view),
              *(view.text(view.nodes[n].label) for n in pillars), view.word("col.coverage")]  # fmt: skip
    lines = []
    for r in shown:
        coverage = view.coverage(t, r)
        lines.append([
            _plain(view.rank(t, r)), _change(rank_change(view, t, r)), *([_interval(view, r)] if found else []),
            printable(view.region(r)), _score(view.score(t, r), decimals), *_period_cells(view, r),
            *(_score(view.score(t, r, n), view.score_decimals) for n in pillars),
            "" if coverage is None else f"{coverage:.0%}",
        ])  # fmt: skip
    name = 2 if found is None else 3
    return header, [c != name for c in range(len(header))], lines


def _period_titles(view: View) -> tuple[str, ...]:
    return (view.word("col.period_rank"), view.word("col.period_score")) if view.result.period is not None else ()


def _period_cells(view: View, r: int) -> tuple[str, ...]:
    """Rank and score over all years together, where the recipe weighs the years."""
    found = view.result.period
    if found is None:
        return ()
    rank, score = whole(float(found.ranks[r, 0])), published(float(found.scores[r, 0]))
    return _plain(rank), _score(score, view.score_decimals)


def _plain(value: float | None) -> str:
    return "-" if value is None else f"{value:g}"


def _change(value: float | None) -> str:
    return "" if value is None else f"{value:+g}" if value else "="


def _score(value: float | None, decimals: int) -> str:
    return "-" if value is None else f"{value:.{decimals}f}"


def _interval(view: View, r: int) -> str:
    """The ranks between which nine draws in ten lie."""
    found = view.uncertainty
    if found is None or view.year not in found.years:
        return ""
    t = found.years.index(view.year)
    return f"{float(found.low[t, r]):g}-{float(found.high[t, r]):g}"


def coverage_table(result: Result, *, lang: Lang | None = None, width: int = 100) -> str:
    """By year and pillar: how many regions have a score, and the lowest and highest coverage among all regions."""
    view = View.of(result, lang or current_language())
    years = range(len(result.years))
    header = [view.word("col.node"), *(str(year) for year in result.years)]
    lines = [
        [view.text(view.nodes[n].label), *(_scored_and_coverage(view, t, n) for t in years)]
        for n in (0, *view.pillar_nodes)
    ]
    table = fitted_table(header, [False, *(True for _ in years)], lines, width, first=1, last=0)
    return "\n".join([view.word("title.coverage_table"), "", *table])


def _scored_and_coverage(view: View, t: int, n: int) -> str:
    """As in `29/31 63-100%`."""
    regions = range(len(view.result.regions))
    scored = sum(view.score(t, r, n) is not None for r in regions)
    shares = [share for r in regions if (share := view.coverage(t, r, n)) is not None]
    low, high = (f"{end * 100:.0f}" for end in (min(shares, default=0), max(shares, default=0)))
    return f"{scored}/{len(regions)} {low if low == high else f'{low}-{high}'}%"


def weights_table(result: Result, *, lang: Lang | None = None, width: int = 100) -> str:
    """Local and effective weight of every node and indicator, indented as in the tree."""
    view = View.of(result, lang or current_language())
    table = weight_tables.weights(view)
    keep = [2, 1, *range(5, len(table.columns))]
    header = [table.columns[c].title for c in keep]
    lines = [[_weight(row[c]) for c in keep] for row in table.rows]
    body = fitted_table(header, [False, False, *(True for _ in keep[2:])], lines, width, first=3, last=0, most_name=40)
    return "\n".join([table.title, "", *body])


def _weight(cell: object) -> str:
    return f"{cell * 100:.2f}%" if isinstance(cell, float) else printable(str(cell or "")).replace("　", "  ")


def framework_tree(framework: Framework, lang: Lang | None = None) -> str:
    """The whole definition as a tree: formula, measure and direction of every indicator, the claims it serves,
    what it stands in for; below it the claims that no indicator serves."""
    lang = lang or current_language()
    head = f"{framework.label.of(lang)} ({framework.name} {framework.version})"
    uncovered = [f"  {c.code} {c.claim.of(lang)}{_instead(c.analysis.of(lang))}" for c in framework.uncovered]
    closing = ["", word("text.uncovered", lang), *uncovered] if uncovered else []
    return "\n".join([head, *(printable(line) for line in _branches(framework.root, "", lang)), *closing])


def _instead(analysis: str) -> str:
    return f" → {analysis}" if analysis else ""


def _branches(node: Node, indent: str, lang: Lang) -> Iterator[str]:
    for i, child in enumerate(node.children):
        is_last = i == len(node.children) - 1
        corner, below = ("└─ ", "   ") if is_last else ("├─ ", "│  ")
        if isinstance(child, Node):
            weight = f" [{child.weight:g}]"
            yield f"{indent}{corner}{child.label.of(lang)} ({child.code}){weight}"
            yield from _branches(child, indent + below, lang)
        else:
            yield f"{indent}{corner}{_leaf(child, lang)}"


def _leaf(indicator: Indicator, lang: Lang) -> str:
    """One line an indicator."""
    measure = measure_name(indicator.measure.text, lang)
    parts = [f"{indicator.code} {indicator.label.of(lang)}", f"= {indicator.formula.text}"]
    better = direction_phrase(indicator.direction, indicator.measure.text, lang)
    parts.append(f"({', '.join(filter(None, [measure, better]))})")
    if indicator.weight != 1:
        key = "text.weight" if indicator.weight else "text.no_weight"
        parts.append(word(key, lang, weight=f"{indicator.weight:g}"))
    goalposts = range_phrase(*(indicator.goalposts or (None, None)))
    parts += [f"[{goalposts}]"] if goalposts else []
    parts += [word("text.serves", lang, codes=" ".join(indicator.constructs))] if indicator.constructs else []
    parts += [word("text.stand_in", lang, text=indicator.stands_for)] if indicator.stands_for else []
    return "  ".join(parts)
