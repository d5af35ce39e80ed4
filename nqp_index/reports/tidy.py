"""The tidy table, one row a region, year and node or indicator: .csv for any program, .parquet for large data."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from nqp_index.errors import Problem, WriteError, problem
from nqp_index.model.own_report import SCORE_COLUMNS
from nqp_index.reports.safe import guarded, printable
from nqp_index.reports.view import View

TidyRow = tuple[str, str, int, str, str, float | None, int | float | None, float | None]
#: The columns in every language: machines read them.
COLUMNS = SCORE_COLUMNS
#: Rows handed to the parquet writer at a time.
BATCH = 100_000


def tidy_rows(view: View) -> Iterator[TidyRow]:
    """Every node, then every indicator, of every region in every year; None = no value."""
    result = view.result
    nodes = [(n, node.code, node.level) for n, node in enumerate(view.nodes)]
    for t, year in enumerate(result.years):
        for r, region in enumerate(result.regions):
            name, code = view.text(region.label), region.code
            for n, node, level in nodes:
                yield name, code, year, node, level, view.score(t, r, n), view.rank(t, r, n), view.coverage(t, r, n)
            for k, indicator in enumerate(result.indicators):
                present = 0.0 if view.raw(t, r, k) is None else 1.0
                score, rank = view.normalised(t, r, k), view.indicator_rank(t, r, k)
                yield name, code, year, indicator, "indicator", score, rank, present


def write_csv(view: View, path: Path, *, raw: bool = False) -> tuple[Problem, ...]:
    """UTF-8 with a byte order mark, so that spreadsheet programs show Chinese.

    Text that a spreadsheet would run as a formula gets an apostrophe in front, unless `raw`. Characters that no text
    file should hold are removed either way, with a warning.
    """
    odd: dict[str, None] = {}

    def text(value: str) -> str:
        plain = printable(value)
        if plain != value:
            odd[value] = None
        return plain if raw else guarded(plain)

    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for region, code, year, node, level, *numbers in tidy_rows(view):
            writer.writerow([text(region), text(code), year, text(node), text(level), *(_number(v) for v in numbers)])
    return removed_characters(list(odd))


def removed_characters(texts: list[str]) -> tuple[Problem, ...]:
    """The warning for texts that lost characters, naming the first few."""
    if not texts:
        return ()
    return (problem("W5020", count=len(texts), examples=tuple(printable(text)[:40] for text in texts[:5])),)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.12g}"


def write_parquet(view: View, path: Path) -> tuple[Problem, ...]:
    """The same rows with typed columns; an empty value is null. Raises WriteError where pyarrow is not installed."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as absent:
        raise WriteError(problem("E5014", name=path.name)) from absent
    kinds = (pa.string(), pa.string(), pa.int32(), pa.string(), pa.string(), pa.float64(), pa.float64(), pa.float64())
    schema = pa.schema(list(zip(COLUMNS, kinds, strict=True)))
    odd: dict[str, None] = {}
    with pq.ParquetWriter(str(path), schema) as writer:
        for batch in _batches(view):
            columns = list(zip(*batch, strict=True))
            for c in (0, 1, 3, 4):
                odd |= {v: None for v in set(columns[c]) if isinstance(v, str) and v != printable(v)}
                columns[c] = tuple(printable(str(v)) for v in columns[c])
            arrays = [pa.array(column, kind) for column, kind in zip(columns, kinds, strict=True)]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
    return removed_characters(sorted(odd))


def _batches(view: View) -> Iterator[list[TidyRow]]:
    batch: list[TidyRow] = []
    for row in tidy_rows(view):
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
