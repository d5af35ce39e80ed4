"""The sheet a newcomer reads: what this is, how to read it, which sheets there are, what it must not be used for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nqp_index.reports.cautions import cautions
from nqp_index.reports.tables.table import Column, Mark, Row, Table
from nqp_index.reports.view import View
from nqp_index.reports.wording import scope_phrase

STATUSES: tuple[Mark, ...] = ("observed", "derived", "imputed", "treated", "missing")


def about(view: View, sheets: Sequence[tuple[str, str]]) -> Table:
    """sheets: name and description of every other sheet, in order; the names become links when printed."""
    rows: list[Row] = []
    marks: dict[tuple[int, int], Mark] = {}
    for heading, lines in (
        ("about.what", _facts(view)),
        ("about.cautions", ((str(i), line) for i, line in enumerate(cautions(view), 1))),
        ("about.sheets", sheets),
        ("about.colours", ((view.word(f"status.{s}"), view.word(f"about.status.{s}"))
                           for s in STATUSES)),
    ):  # fmt: skip
        marks[len(rows), -1] = "upper"
        rows.append((view.word(heading), ""))
        rows.extend(lines)
        if heading == "about.colours":
            marks |= {(len(rows) - len(STATUSES) + i, 0): status for i, status in enumerate(STATUSES)}
    columns = (Column(view.word("col.item")), Column(view.word("col.text"), "long"))
    title = view.word("title.about", framework=view.text(view.result.framework.label))
    return Table("about", title, columns, tuple(rows), fixed=1, marks=marks, filtered=False)


def _facts(view: View) -> Iterator[Row]:
    result, w = view.result, view.word
    framework, recipe = result.framework, result.recipe
    yield w("source.framework"), f"{view.text(framework.label)} ({framework.name} {framework.version})"
    for text in (framework.note, framework.source):
        if text:
            yield "", view.text(text)
    reason = view.text(recipe.reason)
    yield w("source.recipe"), view.join(filter(None, [view.text(recipe.label) or recipe.name, reason]))
    methods = (view.choice(step, getattr(recipe, step).default) for step in ("normalise", "weight", "aggregate"))
    yield w("about.methods"), " → ".join(methods)
    yield w("recipe.scope"), scope_phrase(recipe.scope, view.lang)
    yield w("about.regions"), str(len(result.regions))
    yield w("about.years"), ", ".join(str(year) for year in result.years)
    yield w("about.front"), w("about.front_why", year=view.year)
    kept, declared = sum(map(view.is_weighed, result.indicators)), len(framework.indicators)
    yield w("about.indicators"), w("about.indicators_kept", kept=kept, declared=declared)
    yield w("about.sources"), view.join(f.name for f in result.provenance.files or result.panel.files)
