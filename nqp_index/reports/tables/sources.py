"""Where it comes from: files with their fingerprints, and every raw value with the cell it stood in."""

from __future__ import annotations

from collections.abc import Iterator

from nqp_index.errors import column_letters
from nqp_index.model.panel import CellStatus
from nqp_index.reports.numbers import published
from nqp_index.reports.tables.scores import STATUS_MARKS
from nqp_index.reports.tables.table import Cell, Column, Mark, Row, Table
from nqp_index.reports.view import View
from nqp_index.terms import Text

#: Raw values beyond this number are not listed in a workbook; `nqp tidy` writes them all.
MOST_RAW_VALUES = 200_000


def provenance(view: View) -> Table:
    """Versions, fingerprints, seed, and every input file with SHA-256 and size."""
    w, own = view.word, view.result.provenance
    columns = (
        Column(w("col.item")),
        Column(w("col.name"), "long"),
        Column("SHA-256", "code"),
        Column(w("col.bytes"), "count"),
    )
    framework = view.result.framework
    rows: list[Row] = [
        (w("source.program"), f"nqp_index {own.version}", "", None),
        (w("source.framework"), f"{framework.name} {framework.version}".strip(), own.framework_sha256, None),
        (w("source.recipe"), view.result.recipe.name, own.recipe_sha256, None),
    ]
    if own.seed is not None:
        rows.append((w("source.seed"), str(own.seed), "", None))
    rows += [(w("source.library"), f"{name} {version}", "", None) for name, version in own.libraries]
    rows += [(w("source.file"), f.name, f.sha256, f.size) for f in own.files or view.result.panel.files]
    return Table(
        "provenance",
        w("title.provenance"),
        columns,
        tuple(rows),
        subtitle=w("subtitle.provenance"),
        fixed=1,
        filtered=False,
    )


def raw_values(view: View) -> Table:
    """The values of the series as they were read, in the series' own measures, with file, sheet and cell."""
    w = view.word
    columns = (
        Column(w("col.year"), "year"), Column(w("col.code"), "code"), Column(w("col.region")),
        Column(w("col.series_code"), "code"), Column(w("col.series_label")), Column(w("col.raw"), "value"),
        Column(w("col.measure")), Column(w("col.status")), Column(w("col.file")), Column(w("col.sheet")),
        Column(w("col.cell"), "code"), Column(w("col.as_found")), Column(w("col.measure_found")),
    )  # fmt: skip
    rows, total = [], 0
    for row in _raw_rows(view):
        total += 1
        if total <= MOST_RAW_VALUES:
            rows.append(row)
    odd: dict[str, Mark] = {view.word(f"status.{CellStatus(s).name.lower()}"): m for s, m in STATUS_MARKS.items()
                            if s not in (CellStatus.OBSERVED, CellStatus.DERIVED)}  # fmt: skip
    marks = {(i, 7): odd[str(row[7])] for i, row in enumerate(rows) if str(row[7]) in odd}
    return Table("raw", w("title.raw"), columns, tuple(rows), fixed=3, marks=marks, total=total)


def _raw_rows(view: View) -> Iterator[Row]:
    panel, by_code = view.result.panel, view.result.framework.series_by_code
    values, statuses, origins = panel.values.tolist(), panel.status.tolist(), panel.origin.tolist()
    words = {s: view.word(f"status.{s.name.lower()}") for s in CellStatus}
    labels = [
        (code, view.text(own.label if own else Text(code, code)), view.measure(own.measure.text) if own else "")
        for code, own in ((code, by_code.get(code)) for code in panel.series)
    ]
    for t in sorted(range(len(panel.years)), key=lambda t: -panel.years[t]):
        for r, region in enumerate(panel.regions):
            name = view.text(region.label)
            for k, (code, label, measure) in enumerate(labels):
                status = CellStatus(statuses[t][r][k])
                if status is CellStatus.MISSING and origins[t][r][k] < 0:
                    continue
                yield (panel.years[t], region.code, name, code, label, published(values[t][r][k]), measure,
                       words[status], *_origin(view, origins[t][r][k]))  # fmt: skip


def _origin(view: View, index: int) -> tuple[Cell, ...]:
    """File, sheet, cell, the text as found and its measure."""
    origin = view.result.panel.origins.at(index)
    if origin is None:
        return ("", "", "", "", "")
    place = origin.place
    cell = f"{column_letters(place.column)}{place.row}" if not place.is_text else f"{place.row}:{place.column}"
    return (place.file, place.sheet, cell, origin.text, origin.measure)
