"""What is measured: the tree with formulas and sources, the raw series, the claims of the founding text."""

from __future__ import annotations

from collections.abc import Iterator

from nqp_index.model.framework import Framework, Indicator, Node
from nqp_index.model.panel import CellStatus
from nqp_index.reports.numbers import published
from nqp_index.reports.tables.table import Column, Mark, Row, Table
from nqp_index.reports.view import View
from nqp_index.reports.wording import direction_phrase, label_or_text, range_phrase


def definitions(view: View) -> Table:
    """Every node and indicator of the framework, those that were left out too, with the reason."""
    w = view.word
    columns = (
        Column(w("col.level")), Column(w("col.code"), "code"), Column(w("col.label_zh")), Column(w("col.label_en")),
        Column(w("col.used")), Column(w("col.formula"), "long"), Column(w("col.measure")), Column(w("col.direction")),
        Column(w("col.weight"), "value"), Column(w("col.goalposts")), Column(w("col.plausible")),
        Column(w("col.core")), Column(w("col.stands_for"), "long"), Column(w("col.constructs")),
        Column(w("col.series"), "long"), Column(w("col.source"), "long"), Column(w("col.note"), "long"),
    )  # fmt: skip
    rows, marks = [], {}
    for i, (item, depth) in enumerate(walk(view.result.framework.root)):
        rows.append(_indicator(view, item, depth) if isinstance(item, Indicator) else _node(view, item, depth))
        if isinstance(item, Node):
            marks[i, -1] = "upper"
        elif item.code in dict(view.result.left_out):
            marks[i, -1] = "missing"
    return Table("definitions", view.word("title.definitions", framework=view.text(view.result.framework.label)),
                 columns, tuple(rows), fixed=4, marks=_typed(marks), notes=(w("note.definitions"),))  # fmt: skip


def _typed(marks: dict[tuple[int, int], str]) -> dict[tuple[int, int], Mark]:
    return {place: "upper" if mark == "upper" else "missing" for place, mark in marks.items()}


def walk(node: Node, depth: int = 0) -> Iterator[tuple[Node | Indicator, int]]:
    """Every node and indicator with its depth, in reading order."""
    yield node, depth
    for child in node.children:
        if isinstance(child, Node):
            yield from walk(child, depth + 1)
        else:
            yield child, depth + 1


def _node(view: View, node: Node, depth: int) -> Row:
    used = view.word("yes") if node.code in view.result.node_index else view.word("left_out.no_children")
    blanks = ("",) * 3
    return (view.level(node.level), node.code, "　" * depth + node.label.of("zh"), "  " * depth + node.label.of("en"),
            used, *blanks, published(node.weight), *blanks, "", "", "", "", view.text(node.note))  # fmt: skip


def _indicator(view: View, indicator: Indicator, depth: int) -> Row:
    series = view.result.framework.series_by_code
    names = [f"{name} {view.text(series[name].label)}" for name in indicator.formula.names if name in series]
    return (
        view.level("indicator"), indicator.code, "　" * depth + indicator.label.of("zh"),
        "  " * depth + indicator.label.of("en"), usage(view, indicator.code), indicator.formula.text,
        view.measure(indicator.measure.text), direction_phrase(indicator.direction, indicator.measure.text, view.lang),
        published(indicator.weight), range_phrase(*(indicator.goalposts or (None, None))),
        range_phrase(*indicator.plausible), view.word("yes" if indicator.core else "no"),
        view.text(indicator.stands_for), " ".join(indicator.constructs), view.join(names),
        view.text(indicator.source), view.text(indicator.note),
    )  # fmt: skip


def usage(view: View, code: str) -> str:
    """Whether an indicator was scored, or why it was left out."""
    why = dict(view.result.left_out).get(code)
    if why is None and not view.is_weighed(code):
        return view.word("left_out.no_weight")
    return view.word("yes") if why is None else label_or_text(f"report.left_out.{why}", view.lang, why)


def claims(view: View) -> Table:
    """Every claim of the founding text, the indicators that serve it, and those that nothing serves."""
    w = view.word
    columns = (
        Column(w("col.code"), "code"), Column(w("col.section")), Column(w("col.claim"), "long"),
        Column(w("col.covered")),
        Column(w("col.indicators"), "long"), Column(w("col.analysis"), "long"),
    )  # fmt: skip
    framework = view.result.framework
    serving = serving_indicators(framework)
    rows = tuple(
        (c.code, view.text(c.section), view.text(c.claim), w("yes" if serving[c.code] else "no"),
         view.join(f"{i.code} {view.text(i.label)}" for i in serving[c.code]), view.text(c.analysis))
        for c in framework.constructs
    )  # fmt: skip
    marks: dict[tuple[int, int], Mark] = {(i, -1): "missing" for i, row in enumerate(rows) if not serving[str(row[0])]}
    return Table("claims", w("title.claims"), columns, rows, fixed=1, marks=marks,
                 subtitle=w("subtitle.claims", total=len(rows), uncovered=len(framework.uncovered)))  # fmt: skip


def serving_indicators(framework: Framework) -> dict[str, list[Indicator]]:
    """Claim → the indicators that serve it."""
    return {c.code: [i for i in framework.indicators if c.code in i.constructs] for c in framework.constructs}


def series(view: View) -> Table:
    """The dictionary of raw series, with how many values of each were found."""
    w = view.word
    columns = (
        Column(w("col.code"), "code"), Column(w("col.label_zh")), Column(w("col.label_en")), Column(w("col.measure")),
        Column(w("col.kind")), Column(w("col.scope"), "long"), Column(w("col.source"), "long"),
        Column(w("col.found"), "count"), Column(w("col.indicators"), "long"), Column(w("col.aliases"), "long"),
        Column(w("col.breaks"), "long"), Column(w("col.note"), "long"),
    )  # fmt: skip
    framework, found = view.result.framework, _found(view)
    users = {s.code: [i.code for i in framework.indicators if s.code in i.formula.names] for s in framework.series}
    rows = tuple(
        (s.code, s.label.of("zh"), s.label.of("en"), view.measure(s.measure.text), w(f"kind.{s.kind}"),
         view.text(s.scope), view.text(s.source), found.get(s.code, 0), " ".join(users[s.code]), view.join(s.aliases),
         view.join(f"{b.year}: {view.text(b.note)}" for b in s.breaks), view.text(s.note))
        for s in framework.series
    )  # fmt: skip
    marks: dict[tuple[int, int], Mark] = {(i, -1): "missing" for i, row in enumerate(rows) if not row[7]}
    cells = len(view.result.panel.regions) * len(view.result.panel.years)
    return Table(
        "series", w("title.series"), columns, rows, fixed=2, marks=marks, subtitle=w("subtitle.series", cells=cells)
    )


def _found(view: View) -> dict[str, int]:
    """How many values each series has in the data."""
    empty = {int(CellStatus.MISSING), int(CellStatus.REJECTED)}
    counts = dict.fromkeys(view.result.panel.series, 0)
    for year in view.result.panel.status.tolist():
        for region in year:
            for code, status in zip(view.result.panel.series, region, strict=True):
                counts[code] += status not in empty
    return counts
