"""How it was scored: the recipe in full, every value filled or moved, what was not scored and why, all problems."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nqp_index.errors import Problem, Severity
from nqp_index.model.recipe import Choices
from nqp_index.model.result import Change
from nqp_index.reports.numbers import published
from nqp_index.reports.tables.table import Column, Mark, Row, Table
from nqp_index.reports.view import View
from nqp_index.reports.wording import distinct, percent, scope_phrase
from nqp_index.terms import sentence_parts

STEPS = ("impute", "treat", "normalise", "weight", "aggregate")


def recipe(view: View) -> Table:
    """Every setting after defaults, then the exact variant of every method that ran, with its source."""
    w = view.word
    columns = (Column(w("col.item")), Column(w("col.where"), "long"), Column(w("col.setting"), "long"),
               Column(w("col.variant"), "long"), Column(w("col.source"), "long"))  # fmt: skip
    settings = tuple(_settings(view))
    notes = tuple(
        (
            w(f"step.{s.step}"),
            _where(view, s.where),
            view.named(s.label, s.method),
            view.text(s.variant),
            view.text(s.source),
        )
        for s in view.result.steps
    )
    marks: dict[tuple[int, int], Mark] = {(0, -1): "upper", (len(settings) + 1, -1): "upper"}
    rows = ((w("recipe.settings"), *[""] * 4), *settings, (w("recipe.variants"), *[""] * 4), *notes)
    return Table("recipe", w("title.recipe", recipe=view.text(view.result.recipe.label) or view.result.recipe.name),
                 columns, rows, view.text(view.result.recipe.reason), fixed=1, marks=marks, filtered=False)  # fmt: skip


def _where(view: View, where: str) -> str:
    return view.word("everywhere") if where == "all" else where


def _settings(view: View) -> Iterator[Row]:
    own, w = view.result.recipe, view.word
    yield w("recipe.name"), "", own.name, "", ""
    for step in STEPS:
        choices: Choices[object] = getattr(own, step)
        yield w(f"step.{step}"), w("everywhere"), view.choice(step, choices.default), "", ""  # type: ignore[arg-type]
        for name, choice in choices.special:
            yield w(f"step.{step}"), name, view.choice(step, choice), "", ""  # type: ignore[arg-type]
    yield w("recipe.structure"), "", w(f"structure.{own.structure}"), "", ""
    yield w("recipe.scope"), "", scope_phrase(own.scope, view.lang), "", ""
    yield w("recipe.reference"), "", w("recipe.reference_rows", rows=len(view.result.reference.rows)), "", ""
    for name in ("indicator", "node", "pillars"):
        yield (
            w("recipe.coverage"),
            w("coverage.node_children" if name == "node" and own.coverage.by == "children" else f"coverage.{name}"),
            f"≥ {percent(getattr(own.coverage, name), view.lang)}",
            "",
            "",
        )
    yield w("recipe.ties"), "", w(f"ties.{own.ranking.ties}"), "", ""
    decimals = own.ranking.decimals
    yield w("recipe.decimals"), "", w("recipe.unrounded") if decimals is None else str(decimals), "", ""
    if own.time is not None:
        yield w("step.time"), "", view.choice("time", own.time), "", ""
    if own.grade is not None:
        cuts = ", ".join(f"{cut:.6g}" for cut in view.result.grade_cuts)
        yield w("recipe.grade"), "", view.choice("grade", own.grade), cuts, ""


def changes(view: View) -> Table:
    """Every value that a step filled or moved: from what to what."""
    w = view.word
    columns = (
        Column(w("col.step")), Column(w("col.year"), "year"), Column(w("col.code"), "code"), Column(w("col.region")),
        Column(w("col.indicator_code"), "code"), Column(w("col.indicator")), Column(w("col.measure")),
        Column(w("col.before"), "value"), Column(w("col.after"), "value"), Column(w("col.method")),
    )  # fmt: skip
    own = {i.code: i for i in view.indicators}
    rows = tuple(
        (w(f"step.{c.step}"), c.year, c.region, view.text(view.by_code[c.region].label), c.indicator,
         view.text(own[c.indicator].label), _measure(view, c, own[c.indicator].measure.text),
         published(c.before), published(c.after), c.method)
        for c in view.result.changes
    )  # fmt: skip
    kinds: dict[str, Mark] = {"impute": "imputed", "treat": "treated"}
    marks = {(i, 0): kinds.get(c.step, "treated") for i, c in enumerate(view.result.changes)}
    return Table(
        "changes",
        w("title.changes"),
        columns,
        rows,
        subtitle=w("subtitle.changes", count=len(rows)),
        fixed=4,
        marks=marks,
    )


def _measure(view: View, change: Change, measure: str) -> str:
    """The measure of both values, or of the first where the second is a logarithm or a power."""
    bent = change.step == "treat" and change.indicator in view.result.transformed
    shown = view.measure(measure)
    return view.word("measure.before_only", measure=shown) if bent else shown


def unscored(view: View) -> Table:
    """Every region, year and node without a score, with the reason."""
    w = view.word
    columns = (Column(w("col.year"), "year"), Column(w("col.code"), "code"), Column(w("col.region")),
               Column(w("col.level")), Column(w("col.node")), Column(w("col.reason"), "long"))  # fmt: skip
    node = view.result.framework.node
    rows = tuple(
        (u.year, u.region, view.text(view.by_code[u.region].label), view.level(node(u.node).level),
         view.text(node(u.node).label), view.reason(u))
        for u in view.result.unscored
    )  # fmt: skip
    return Table(
        "unscored", w("title.unscored"), columns, rows, subtitle=w("subtitle.unscored", count=len(rows)), fixed=3
    )


def problems(view: View, found: Sequence[Problem] = ()) -> Table:
    """Everything the reader, the scoring and (as `found`) the writing objected to, each with how to mend it."""
    w = view.word
    columns = (Column(w("col.severity")), Column(w("col.problem_code"), "code"), Column(w("col.place")),
               Column(w("col.what"), "long"), Column(w("col.mend"), "long"))  # fmt: skip
    order = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
    listed = sorted(distinct((*view.result.problems, *found)), key=lambda p: order[p.severity])
    rows = tuple(
        (w(f"severity.{p.severity.value}"), p.code, str(p.place or ""), *sentence_parts(p, view.lang)) for p in listed
    )
    marks: dict[tuple[int, int], Mark] = {}
    for i, p in enumerate(listed):
        if p.severity is not Severity.NOTE:
            marks[i, 0] = "error" if p.severity is Severity.ERROR else "warning"
    return Table(
        "problems",
        w("title.problems"),
        columns,
        rows,
        subtitle=w("subtitle.problems", count=len(rows)),
        fixed=2,
        marks=marks,
    )
