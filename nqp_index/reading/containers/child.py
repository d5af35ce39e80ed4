"""The process apart: reads an order and bytes from standard input, writes sheets as JSON to standard output."""

from __future__ import annotations

import json
import os
import sys
from datetime import date, datetime, time
from typing import Any

from nqp_index.errors import DataError, Problem, Problems
from nqp_index.reading.containers.opening import Opening
from nqp_index.reading.limits import Limits
from nqp_index.reading.sheet import ErrorValue, Odd, Raw, Sheet


def main() -> None:
    """Answer one order; a refusal is an answer too, a crash is not."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not spoil the answer
    order = json.loads(sys.stdin.buffer.readline())
    confine(order["memory"], order["seconds"])
    names = ("rows", "columns", "cells", "characters", "text_rows", "text_cells")
    opening = Opening("", Limits(**{n: order[n] for n in names}), Problems())
    head: dict[str, Any] = {}
    payload = b""
    try:
        head["kind"], payload = answer(opening, order["task"], sys.stdin.buffer.read())
    except DataError as refused:
        head["refused"] = portable(refused.problems[0])
    except MemoryError:
        os._exit(3)
    head["warnings"] = [portable(p) for p in opening.problems]
    out.write(json.dumps(head).encode() + b"\n" + payload)
    out.close()


def confine(memory: int, seconds: int) -> None:
    """Limit this process's memory and processor time where the platform can."""
    try:
        import resource
    except ImportError:
        return
    for what, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):
            continue


def answer(opening: Opening, task: str, data: bytes) -> tuple[str, bytes]:
    """The kind found, and its sheets as JSON, or the bytes of a decrypted workbook."""
    sheets: tuple[Sheet, ...]
    if task == "ole":
        from nqp_index.reading.containers.ole import read_ole

        found = read_ole(opening, data)
        if isinstance(found, bytes):
            return "decrypted", found
        kind, sheets = "xls", found
    elif task == "calamine":
        from nqp_index.reading.containers.legacy import read_with_calamine

        kind, sheets = "calamine", read_with_calamine(opening, data)
    elif task == "ods":
        from nqp_index.reading.containers.legacy import read_with_calamine
        from nqp_index.reading.containers.ods_cells import odd_cells_of_ods

        kind, sheets = "ods", read_with_calamine(opening, data, *odd_cells_of_ods(opening, data))
    elif task == "html":
        from nqp_index.reading.containers.html import read_html

        kind, sheets = "html", read_html(opening, data)
    else:
        from nqp_index.reading.containers.parquet import read_parquet

        kind, sheets = "parquet", read_parquet(opening, data)
    return kind, json.dumps([portable_sheet(s) for s in sheets]).encode()


def portable(found: Problem) -> list[object]:
    """A problem as plain values."""
    place = found.place
    where = [place.sheet, place.row, place.column] if place else ["", 0, 0]
    return [found.code, *where, {name: _plain(value) for name, value in found.args}]


def portable_sheet(sheet: Sheet) -> dict[str, object]:
    """A sheet as plain values; what JSON cannot hold is listed apart with its position."""
    special: list[tuple[int, int, str, str]] = []
    for i, line in enumerate(sheet.rows):
        for j, value in enumerate(line):
            if not isinstance(value, str | float | int | None):
                special.append((i, j, *_spelt(value)))
                line[j] = None
    return {
        "name": sheet.name, "rows": sheet.rows, "hidden": sheet.hidden, "merged": sheet.merged, "special": special,
        "percent": None if sheet.percent is None else sorted(sheet.percent),
    }  # fmt: skip


def _spelt(value: Raw) -> tuple[str, str]:
    if isinstance(value, ErrorValue):
        return "error", value.text
    if isinstance(value, Odd):
        return "odd", value.name
    if isinstance(value, datetime):
        return "datetime", value.isoformat()
    if isinstance(value, date):
        return "date", value.isoformat()
    if isinstance(value, time):
        return "time", value.isoformat()
    raise TypeError(f"no spelling for {type(value).__name__}")


def _plain(value: object) -> object:
    return value if isinstance(value, str | int | float | list) else str(value)


if __name__ == "__main__":
    main()
