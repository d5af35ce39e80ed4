"""Prints the tables of an analysis or a check: on the console, as workbook, CSV, JSON or Parquet."""

from __future__ import annotations

import csv
import difflib
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from nqp_index.errors import UsageError, WriteError, problem
from nqp_index.model.findings import Plain, Table
from nqp_index.model.own_report import DATA_TABLES
from nqp_index.reports.document import tables_document
from nqp_index.reports.excel.formats import Formats
from nqp_index.reports.excel.frame import Frame
from nqp_index.reports.excel.sheet import print_table
from nqp_index.reports.numbers import published
from nqp_index.reports.publish import publish
from nqp_index.reports.safe import guarded, printable, sheet_names
from nqp_index.reports.tables.findings import finding_tables, kind_of
from nqp_index.reports.text_width import between_words, display_width, padded, wrapped
from nqp_index.reports.wording import word
from nqp_index.terms import Lang, current_language, label

#: Widest a column of the console may be before its text goes on in the next line.
WIDEST = 44
SUFFIXES = (".xlsx", ".csv", ".json", ".parquet", ".txt")


def findings_text(tables: Sequence[Table], *, rows: int | None = None, width: int | None = None) -> str:
    """Tables one under another for a console; at most `rows` rows of each, the others counted, and no wider than
    `width`: columns of numbers that have no room are named below, from the right."""
    return "\n\n".join(_text(table, rows, width) for table in tables if table.rows or table.notes)


def write_findings(
    tables: Sequence[Table], paths: Sequence[Path], *, title: str, version: str, lang: Lang | None = None,
    is_fictional: bool = False, raw_csv: bool = False, overwrite: bool = False, inputs: Sequence[Path] = (),
) -> None:  # fmt: skip
    """Write the tables to every path in the format of its suffix, whole or not at all.

    A .csv holds the tables one under another, a .parquet the first one; both keep what has to be said about a table,
    the latter in its metadata. Raises UsageError, OutputExists, WriteError.
    """
    frame = Frame(lang or current_language(), title, version, is_fictional, 2)
    writers: Mapping[str, Callable[[Path], None]] = {
        ".xlsx": lambda path: _workbook(tables, path, frame),
        ".csv": lambda path: _csv(tables, path, frame, raw=raw_csv),
        ".json": lambda path: _json(tables, path, frame), ".parquet": lambda path: _parquet(tables[0], path, frame),
        ".txt": lambda path: _plain_text(tables, path, frame),
    }  # fmt: skip
    unknown = [p for p in paths if p.suffix.lower() not in writers]
    if unknown:
        near = {p: difflib.get_close_matches(p.suffix.lower(), SUFFIXES, n=1) or SUFFIXES for p in unknown}
        raise UsageError(problem("E5013", suffix=p.suffix, name=p.name, known=near[p]) for p in unknown)
    publish({p: writers[p.suffix.lower()] for p in paths}, overwrite=overwrite, inputs=inputs)


def _text(table: Table, most: int | None, room: int | None) -> str:
    shown = table.rows if most is None else table.rows[:most]
    numeric = [all(not isinstance(row[c], str) for row in shown) for c in range(len(table.columns))]
    shares = _shares(table)
    cells = [[_cell(v, is_share=c in shares) for c, v in enumerate(row)] for row in shown]
    lines = [line for row in ([_cell(title) for title in table.columns], *cells) for line in _lines(row)]
    widths = [max(display_width(line[c]) for line in lines) for c in range(len(table.columns))]
    under = len(_lines([_cell(title) for title in table.columns]))
    keep = _with_room(widths, numeric, room)
    body = [
        "  ".join(padded(row[c], widths[c], is_number=numeric[c]) for c in keep).rstrip()
        for row in (*lines[:under], ["-" * width for width in widths], *lines[under:])
    ]
    left = [title for c, title in enumerate(table.columns) if c not in keep]
    more = [label("findings.more", count=len(table.rows) - len(shown))] if len(shown) < len(table.rows) else []
    return "\n".join(
        [
            printable(table.title),
            "",
            *(body if table.columns else []),
            *more,
            *(wrapped(label("note.columns_left_out", names=left), room or WIDEST) if left else []),
            *(f"* {printable(n)}" for n in table.notes),
        ]
    )


def _with_room(widths: Sequence[int], numeric: Sequence[bool], room: int | None) -> list[int]:
    """Positions of the columns that are shown: all, or without so many numbers, from the right, that the rest fits.
    The first three stay: they say what a row is about."""
    keep = list(range(len(widths)))
    for c in reversed(range(3, len(widths))):
        if room is None or sum(widths[k] + 2 for k in keep) - 2 <= room:
            break
        if numeric[c]:
            keep.remove(c)
    return keep


def _shares(table: Table) -> set[int]:
    """Positions of the columns that hold shares, which are shown in per cent here as in a workbook."""
    return {c for c, key in enumerate(table.keys) if kind_of(key, [_rounded(row[c]) for row in table.rows]) == "share"}


def _rounded(value: Plain) -> Plain:
    return published(value) if isinstance(value, float) else value


def _cell(value: Plain, *, is_share: bool = False) -> str:
    if value is None:
        return ""
    if is_share and not isinstance(value, str):
        return f"{100 * value:.4g}%"
    if isinstance(value, float):
        short = f"{value:.4g}"
        return f"{value:.0f}" if "e+" in short else short
    return printable(str(value))


def _lines(row: Sequence[str]) -> list[list[str]]:
    """A row as lines of the console: long cells go on below, and in the last column no word is broken, so that a file,
    sheet and cell stay in one piece."""
    cells = [_indented(text) for text in row[:-1]] + [between_words(text, WIDEST) for text in row[-1:]]
    height = max(len(cell) for cell in cells)
    return [[cell[i] if i < len(cell) else "" for cell in cells] for i in range(height)]


def _indented(text: str) -> list[str]:
    """A cell in lines of the widest that a column may be, each as far in as the first: blanks in front show depth."""
    depth = len(text) - len(text.lstrip(" "))
    return [" " * depth + line for line in wrapped(text, max(WIDEST - depth, 10))]


def _workbook(tables: Sequence[Table], path: Path, frame: Frame) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), frame.options())
    is_data = any(table.key in DATA_TABLES for table in tables)
    book.set_properties((frame.properties if is_data else frame.report_properties)(frame.owner))
    formats = Formats(book)
    printed = finding_tables(tables, frame.lang)
    for name, table in zip(sheet_names(t.title for t in tables), printed, strict=True):
        print_table(book.add_worksheet(name), table, formats, frame, {})
    book.close()


def _csv(tables: Sequence[Table], path: Path, frame: Frame, *, raw: bool) -> None:
    """Each table under its title, one alone under its keys; what has to be said about a table stands in rows of its
    own below it, set off by an empty one, so that no copy of the file is without it."""
    alone = len(tables) == 1
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        for i, table in enumerate(tables):
            titled = [] if alone else [[_csv_cell(_title(table, frame), raw)]]
            writer.writerows([[], *titled] if i else titled)
            writer.writerow([_csv_cell(title, raw) for title in (table.keys if alone else table.columns)])
            writer.writerows([[_csv_cell(v, raw) for v in row] for row in table.rows])
            if table.notes:
                said = [_title(table, frame), *table.notes] if alone else table.notes
                writer.writerows([[], *([_csv_cell(f"* {note}", raw)] for note in said)])


def _title(table: Table, frame: Frame) -> str:
    return (word("title.fictional", frame.lang) if frame.is_fictional else "") + table.title


def _csv_cell(value: Plain, raw: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return printable(value) if raw else guarded(printable(value))
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def _json(tables: Sequence[Table], path: Path, frame: Frame) -> None:
    document = {"title": frame.owner, "fictional": frame.is_fictional, "tables": tables_document(tables)}
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def _plain_text(tables: Sequence[Table], path: Path, frame: Frame) -> None:
    banner = word("title.fictional", frame.lang).rstrip() + "\n" if frame.is_fictional else ""
    path.write_text(f"{banner}{findings_text(tables)}\n", encoding="utf-8", newline="\n")


def _parquet(table: Table, path: Path, frame: Frame) -> None:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as absent:
        raise WriteError(problem("E5014", name=path.name)) from absent
    columns = {key: [row[c] for row in table.rows] for c, key in enumerate(table.keys)}
    said = {"title": _title(table, frame), "notes": json.dumps(table.notes, ensure_ascii=False)}
    pq.write_table(pa.table(columns).replace_schema_metadata(said), str(path))
