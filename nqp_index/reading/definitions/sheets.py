"""The cells of definition spreadsheets as scalars with their places, and tables with a header line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nqp_index.errors import DataError, DefinitionError, Place, Problems
from nqp_index.reading.definitions.found import Scalar
from nqp_index.reading.definitions.table_form import unguarded
from nqp_index.reading.sheet import ErrorValue, Raw, Sheet

__all__ = ["HeadedRow", "headed_rows", "sheets_of"]

MOST_ROWS = 50_000


@dataclass(frozen=True, slots=True)
class HeadedRow:
    """One row below a header: its filled cells by column name."""

    place: Place
    cells: dict[str, Scalar]


def sheets_of(content: bytes, file: str) -> tuple[Sheet, ...]:
    """The sheets of a workbook or delimited file. Raises DefinitionError when it cannot be opened."""
    from nqp_index.reading.containers.opening import Opening
    from nqp_index.reading.workbook import open_book

    problems = Problems()
    try:
        book = open_book(Opening(file, problems=problems), content)
    except DataError as error:
        raise DefinitionError([*problems, *error.problems]) from None
    problems.raise_errors(DefinitionError)
    return book.sheets


def scalar_of(value: Raw, place: Place, is_text: bool) -> Scalar | None:
    """A cell as a scalar; None when it is empty. An error value keeps its own text and so is refused as one."""
    if value is None:
        return None
    if isinstance(value, bool):
        return Scalar("true" if value else "false", place)
    if isinstance(value, float | int):
        whole = isinstance(value, float) and value.is_integer() and abs(value) < 1e15
        return Scalar(str(int(value)) if whole else repr(value), place)
    if isinstance(value, ErrorValue):
        return Scalar(value.text, place)
    text = str(value).strip()
    return Scalar(unguarded(text) if is_text else text, place) if text else None


def headed_rows(sheet: Sheet, header: dict[str, int], first: int) -> Iterator[HeadedRow]:
    """The rows from line `first` on (counted from 1) that hold anything, cells by column name."""
    for number, row in enumerate(sheet.rows, start=1):
        if number < first:
            continue
        cells = {}
        for name, column in header.items():
            place = Place(sheet.file, sheet.name, number, column)
            scalar = scalar_of(row[column - 1], place, sheet.is_text) if column <= len(row) else None
            if scalar is not None:
                cells[name] = scalar
        if cells:
            yield HeadedRow(Place(sheet.file, sheet.name, number, 1), cells)
