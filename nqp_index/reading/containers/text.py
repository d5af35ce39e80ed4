"""A delimited text file as one sheet whose row numbers are the file's line numbers."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from nqp_index.errors import DataError
from nqp_index.reading.containers.decimals import with_decimal_points
from nqp_index.reading.containers.delimiter import Dialect, dialect_of
from nqp_index.reading.containers.encoding import decoded
from nqp_index.reading.containers.opening import Opening
from nqp_index.reading.containers.ragged import check_widths
from nqp_index.reading.plain import SMALLEST, LazyRows, plain_table
from nqp_index.reading.sheet import Raw, Sheet

_QUOTE = re.compile('"')
_LINE = re.compile("\r\n|\r|\n")


def read_text(opening: Opening, data: bytes) -> tuple[Sheet, ...]:
    """The sheet of a .csv, .tsv or .txt file; text is kept as written, an empty field is an empty text."""
    table = plain_table(data, opening.limits) if len(data) >= SMALLEST else None
    if table is not None:
        apart = Opening(opening.file, opening.limits, is_text=True)
        rows = LazyRows(lambda: _parsed(apart, data), len(table) + 1)
        return (Sheet(opening.file, "", rows, is_text=True, plain=table),)
    return (Sheet(opening.file, "", _parsed(opening, data), is_text=True),)


def _parsed(opening: Opening, data: bytes) -> list[list[Raw]]:
    text = decoded(opening, data)
    if not text.strip("\ufeff \t\r\n,;"):
        raise opening.refusal("E1004")
    dialect = dialect_of(text)
    if dialect.delimiter != ",":
        opening.warn("N1002", delimiter=dialect.shown)
    rows = _rows(opening, text, dialect)
    check_widths(opening, rows)
    if dialect.delimiter == ";":
        with_decimal_points(opening, rows)
    return rows


def _rows(opening: Opening, text: str, dialect: Dialect) -> list[list[Raw]]:
    if dialect.tab_before_comma:
        text = text.replace("\t,", ",")
    text = text.rstrip("\r\n")
    if max(text.count("\n"), text.count("\r")) >= opening.limits.text_rows:
        place = opening.place(row=opening.limits.text_rows + 1)
        raise opening.refusal("E1030", place, limit=opening.limits.text_rows)
    if '"' not in text:
        rows = _unquoted(opening, text, dialect.delimiter)
    else:
        rows = list(_quoted(opening, text, dialect.delimiter))
    while rows and not any(rows[-1]):
        rows.pop()
    if dialect.tab_before_comma:
        _strip_last_column(rows)
    _check_cells(opening, rows)
    return rows


def _unquoted(opening: Opening, text: str, delimiter: str) -> list[list[Raw]]:
    """Lines split at the delimiter; the standard parser does it, and a field too long for it is named."""
    reader = csv.reader(io.StringIO(text, newline=None), delimiter=delimiter, quoting=csv.QUOTE_NONE)
    try:
        return list(reader)  # type: ignore[arg-type]  # lists of texts that nobody else holds
    except csv.Error:
        raise _field_too_long(opening, text, delimiter) from None


def _field_too_long(opening: Opening, text: str, delimiter: str) -> DataError:
    limit = opening.limits.characters
    for number, line in enumerate(io.StringIO(text, newline=None), start=1):
        for column, cell in enumerate(line.split(delimiter), start=1):
            if len(cell) > limit:
                place = opening.place(row=number, column=column)
                return opening.refusal("E1033", place, text=cell[:60], count=len(cell), limit=limit)
    return opening.refusal("E1053")


def _quoted(opening: Opening, text: str, delimiter: str) -> Iterator[list[Raw]]:
    """Records with quoted fields; blank rows follow one of several lines, so that row numbers stay line numbers."""
    reader = csv.reader(io.StringIO(text, newline=None), delimiter=delimiter, strict=True)
    line = 0
    while True:
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _quote_trouble(opening, text, delimiter, line + 1, str(error)) from None
        yield record  # type: ignore[misc]  # a list of texts is a list of raw cells nobody else holds
        for _ in range(reader.line_num - line - 1):
            yield []
        line = reader.line_num


def _quote_trouble(opening: Opening, text: str, delimiter: str, start: int, reason: str) -> DataError:
    """Name the line where the quote that was never closed opens, or the field that is too long."""
    opened: int | None = None
    closed = -1
    for match in _QUOTE.finditer(text, _offset(text, start)):
        at = match.start()
        if opened is not None:
            opened, closed = None, at
        elif at == 0 or text[at - 1] in (delimiter, "\n", "\r") or closed == at - 1:
            opened = at
    if opened is not None:
        return opening.refusal("E1052", opening.place(row=_line_of(text, opened)))
    if "field larger" in reason:
        limit = opening.limits.characters
        return opening.refusal("E1033", opening.place(row=start), text="", count=csv.field_size_limit(), limit=limit)
    return opening.refusal("E1053", opening.place(row=start))


def _offset(text: str, line: int) -> int:
    """Where a line begins."""
    if line < 2:
        return 0
    return next(islice(_LINE.finditer(text), line - 2, None)).end()


def _line_of(text: str, position: int) -> int:
    return sum(1 for _ in _LINE.finditer(text, 0, position)) + 1


def _strip_last_column(rows: list[list[Raw]]) -> None:
    """Strip every cell, and drop the column behind the trailing comma when it is empty throughout."""
    for line in rows:
        line[:] = [c.strip(" \t") if isinstance(c, str) else c for c in line]
    if all(len(line) < 2 or line[-1] == "" for line in rows):
        for line in rows:
            if len(line) > 1:
                line.pop()


def _check_cells(opening: Opening, rows: list[list[Raw]]) -> None:
    limits = opening.limits
    width = max(map(len, rows), default=0)
    if width > limits.columns:
        number = next(i for i, line in enumerate(rows, start=1) if len(line) == width)
        raise opening.refusal("E1031", opening.place(row=number), limit=limits.columns)
    if sum(map(len, rows)) > limits.text_cells:
        raise opening.refusal("E1032", limit=limits.text_cells)
    for number, line in enumerate(rows, start=1):
        if line and max(map(len, line)) > limits.characters:  # type: ignore[arg-type]  # every cell is a text here
            column, cell = next((j, str(c)) for j, c in enumerate(line, start=1) if len(str(c)) > limits.characters)
            place = opening.place(row=number, column=column)
            raise opening.refusal("E1033", place, text=cell[:60], count=len(cell), limit=limits.characters)
