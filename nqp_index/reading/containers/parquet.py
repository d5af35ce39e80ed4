"""A .parquet table as one sheet: a header row, then the values; only ever called in the process apart."""

from __future__ import annotations

import math
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

from nqp_index.reading.containers.opening import Opening
from nqp_index.reading.sheet import Raw, Sheet


def read_parquet(opening: Opening, data: bytes) -> tuple[Sheet, ...]:
    """Column names as the first row; NaN counts as no value, as it does in the files pandas writes."""
    try:
        import pyarrow.parquet as parquet
    except ImportError:
        raise opening.refusal("E1060") from None
    limits = opening.limits
    try:
        opened = parquet.ParquetFile(BytesIO(data))
        shape = (opened.metadata.num_rows, opened.metadata.num_columns)
        if shape[0] > limits.text_rows:
            raise opening.refusal("E1030", limit=limits.text_rows)
        if shape[1] > limits.columns:
            raise opening.refusal("E1031", limit=limits.columns)
        if shape[0] * shape[1] > limits.cells:
            raise opening.refusal("E1032", limit=limits.cells)
        table = opened.read(use_threads=False)
        columns = [table.column(i).to_pylist() for i in range(table.num_columns)]
        names = list(table.column_names)
    except (OSError, ValueError, TypeError, KeyError, NotImplementedError, ArithmeticError) as error:
        raise opening.refusal("E1061", reason=str(error)) from None
    kept = [i for i, name in enumerate(names) if not name.startswith("__index_level_")]
    head: list[Raw] = [names[i] for i in kept]
    for i in kept:
        row = next((r for r, v in enumerate(columns[i], start=2) if v in (math.inf, -math.inf)), 0)
        if row:
            raise opening.refusal("E1034", opening.place("", row, i + 1), text=str(columns[i][row - 2]), kind="n")
    rows = [head, *([_raw(v) for v in line] for line in zip(*(columns[i] for i in kept), strict=True))]
    return (Sheet(opening.file, "", rows),)


def _raw(value: Any) -> Raw:
    if isinstance(value, float) and value != value:
        return None
    if isinstance(value, Decimal):
        return float(value)
    if value is None or isinstance(value, str | int | float | datetime | date | time):
        return value
    return str(value)
