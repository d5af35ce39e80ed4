"""Parsing in a process apart, so that a parser that aborts, hangs or eats memory cannot take this process with it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Literal

import nqp_index
from nqp_index.reading.containers.opening import Opening
from nqp_index.reading.limits import in_megabytes
from nqp_index.reading.sheet import ErrorValue, Odd, Raw, Sheet

Task = Literal["ole", "calamine", "ods", "html", "parquet"]


def parse_apart(opening: Opening, task: Task, data: bytes) -> tuple[str, tuple[Sheet, ...], bytes]:
    """Parse bytes in a child process under its own limits of memory and time.

    returns the kind found (xls, xlsb, ods, html, parquet, decrypted), the sheets, and for a decrypted
    workbook its bytes
    """
    limits = opening.limits
    seconds = min(limits.seconds, limits.page_seconds) if task == "html" else limits.seconds
    order = {
        "task": task, "memory": limits.memory_bytes, "seconds": int(seconds) + 1, "rows": limits.rows,
        "columns": limits.columns, "cells": limits.cells, "characters": limits.characters,
        "text_rows": limits.text_rows, "text_cells": limits.text_cells,
    }  # fmt: skip
    head, payload = _answer(opening, json.dumps(order).encode() + b"\n" + data, seconds)
    for code, sheet, row, column, values in head.get("warnings", ()):
        opening.warn(code, opening.place(sheet, row, column), **values)
    if "refused" in head:
        code, sheet, row, column, values = head["refused"]
        raise opening.refusal(code, opening.place(sheet, row, column), **values)
    sheets = json.loads(payload) if head["kind"] != "decrypted" else []
    return head["kind"], tuple(_sheet(opening, s) for s in sheets), payload


def _answer(opening: Opening, question: bytes, seconds: float) -> tuple[dict[str, Any], bytes]:
    command = [sys.executable, "-P", "-W", "ignore", "-m", "nqp_index.reading.containers.child"]
    try:
        done = subprocess.run(
            command,
            input=question,
            capture_output=True,
            timeout=seconds,
            env=_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise opening.refusal("E1024", seconds=seconds) from None
    except OSError as error:
        raise opening.refusal("E1023", reason=str(error), memory=in_megabytes(opening.limits.memory_bytes)) from None
    head, newline, payload = done.stdout.partition(b"\n")
    if done.returncode != 0 or not newline or not head.startswith(b"{"):
        reason = f"exit {done.returncode}"
        raise opening.refusal("E1023", reason=reason, memory=in_megabytes(opening.limits.memory_bytes))
    answer: dict[str, Any] = json.loads(head)
    return answer, payload


def _environment() -> dict[str, str]:
    """This process's environment, with the folder of this very package first on the path."""
    folder = str(Path(nqp_index.__file__).resolve().parent.parent)
    path = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": os.pathsep.join([folder, path] if path else [folder]), "PYTHONUTF8": "1"}


def _sheet(opening: Opening, stored: dict[str, Any]) -> Sheet:
    rows: list[list[Raw]] = stored["rows"]
    for i, j, kind, text in stored["special"]:
        rows[i][j] = _special(kind, text)
    merged = tuple((a, b, c, d) for a, b, c, d in stored["merged"])
    percent = None if stored["percent"] is None else frozenset((i, j) for i, j in stored["percent"])
    return Sheet(opening.file, stored["name"], rows, hidden=stored["hidden"], merged=merged, percent=percent)


def _special(kind: str, text: str) -> Raw:
    if kind == "error":
        return ErrorValue(text)
    if kind == "odd":
        return Odd[text]
    if kind == "time":
        return time.fromisoformat(text)
    return datetime.fromisoformat(text) if kind == "datetime" else date.fromisoformat(text)
