"""COINr's iMeta and iData tables taken as they are: a framework, and the values as rows for the reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from nqp_index.errors import DataError, DefinitionError, Place, Problems
from nqp_index.model.framework import Framework
from nqp_index.reading.definitions.coinr_tree import found_in_imeta
from nqp_index.reading.definitions.framework import framework_from
from nqp_index.reading.definitions.includes import Includes, definition_bytes
from nqp_index.reading.definitions.rules import NUMBER, finite_number
from nqp_index.reading.definitions.sheets import HeadedRow, headed_rows, sheets_of
from nqp_index.reading.sheet import Sheet

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CoinrRow", "framework_of_imeta", "is_imeta", "read_coinr"]

#: The columns without which a table is no iMeta.
NEEDED = ("Level", "iCode", "Type")
#: Texts that R and COINr write for a missing value.
MISSING = {"NA", "NaN", "", "nan", "<NA>", "n/a", "N/A", "#N/A"}


@dataclass(frozen=True, slots=True)
class CoinrRow:
    """One value of iData: unit code and name, year, series code, the number and where it stood."""

    region: str
    name: str
    year: int
    series: str
    value: float
    place: Place


def read_coinr(
    imeta: str | Path | pd.DataFrame, idata: str | Path | pd.DataFrame | None = None, *, year: int = 0
) -> tuple[Framework, tuple[CoinrRow, ...]]:
    """The framework that iMeta describes and the values of iData.

    imeta, idata  a .csv, a sheet named iMeta or iData (else the first) of a workbook, or a DataFrame; `idata` may be
                  left out when one workbook holds both
    year          the year of values without a Time column; 0 says that there is none
    returns       the framework and one row for each value that is there, in the order of iData

    Each indicator is its own series; with a Denominator it is the quotient of the two. Weights, levels, parents and
    directions are kept. A unit the program does not know becomes a plain number, and the unit stays in the note;
    Target goes to the note too. Group columns and columns iMeta does not name are left out, with a note. Characters
    that codes cannot hold become `_`. Raises DefinitionError (iMeta) and DataError (iData) with every objection.
    """
    framework, codes = framework_of_imeta(*_table(imeta, "iMeta"))
    data, _, _ = _table(imeta if idata is None else idata, "iData")
    problems = Problems()
    values = tuple(_values(data, codes, year, problems))
    problems.raise_errors(DataError)
    return replace(framework, problems=(*framework.problems, *problems)), values


def is_imeta(sheet: Sheet) -> bool:
    """Whether a sheet's first line names the columns that make a table COINr's iMeta."""
    first = {str(value).strip().casefold() for value in (sheet.rows[0] if sheet.rows else [])}
    return {name.casefold() for name in NEEDED} <= first


def framework_of_imeta(sheet: Sheet, file: str, content: bytes) -> tuple[Framework, dict[str, str]]:
    """The framework of an iMeta table, and COINr's codes of everything with values → series code.

    Raises DefinitionError with every objection; notes stay with the framework.
    """
    problems = Problems()
    rows = _rows(sheet, NEEDED, problems, DefinitionError)
    found, codes = found_in_imeta(rows, file, problems)
    problems.raise_errors(DefinitionError)
    framework = framework_from(found, file, Includes(Path(file), content))
    return replace(framework, problems=(*problems, *framework.problems)), codes


def _table(source: str | Path | pd.DataFrame, name: str) -> tuple[Sheet, str, bytes]:
    """The sheet that holds a table, the file's name and its bytes."""
    if isinstance(source, str | Path):
        path = Path(source)
        content = definition_bytes(path)
        sheets = sheets_of(content, path.name)
        sheet = next((s for s in sheets if s.name.casefold() == name.casefold()), sheets[0])
        return sheet, path.name, content
    return _sheet_of_frame(source, name), name, source.to_csv(index=False).encode()


def _sheet_of_frame(frame: pd.DataFrame, name: str) -> Sheet:
    import pandas as pd

    plain = frame.astype(object).where(pd.notna(frame), None)
    return Sheet(name, "", [[str(c) for c in frame.columns], *plain.to_numpy().tolist()])


def _rows(
    sheet: Sheet, needed: tuple[str, ...], problems: Problems, kind: type[DataError] | type[DefinitionError]
) -> list[HeadedRow]:
    """The table's rows by column name (capitals do not count). Raises `kind` when a needed column is absent."""
    header = {str(v).strip().casefold(): c for c, v in enumerate(sheet.rows[0], start=1) if v not in (None, "")}
    absent = [name for name in needed if name.casefold() not in header]
    if absent:
        problems.add("E2120", sheet.place(1), absent=absent, found=[str(v) for v in sheet.rows[0] if v])
        problems.raise_errors(kind)
    rows = []
    for row in headed_rows(sheet, header, 2):
        cells = {name: cell for name, cell in row.cells.items() if cell.text not in MISSING}
        if cells:
            rows.append(HeadedRow(row.place, cells))
    return rows


def _values(sheet: Sheet, codes: dict[str, str], year: int, problems: Problems) -> Iterator[CoinrRow]:
    """Every number of iData under a code that iMeta names; objections to texts and to absent columns."""
    rows = _rows(sheet, ("uCode",), problems, DataError)
    header = [str(v).strip() for v in sheet.rows[0] if v not in (None, "")]
    present = {name.casefold() for name in header}
    absent = [code for code in codes if code.casefold() not in present]
    if absent:
        problems.add("E2121", sheet.place(1), absent=absent)
    lower = {code.casefold(): series for code, series in codes.items()}
    extra = [name for name in header if name.casefold() not in {*lower, "ucode", "uname", "time"}]
    if extra:
        problems.add("N2122", sheet.place(1), columns=extra)
    seen: dict[tuple[str, int], Place] = {}
    for row in rows:
        when = _year(row, year, problems)
        if "ucode" not in row.cells or when is None:
            if "ucode" not in row.cells:
                problems.add("E2123", row.place)
            continue
        region = row.cells["ucode"].text
        first = seen.setdefault((region, when), row.place)
        if first is not row.place:
            problems.add("E2124", row.place, region=region, year=when, row=first.row)
            continue
        name = row.cells["uname"].text if "uname" in row.cells else region
        for column, cell in row.cells.items():
            if column not in lower:
                continue
            value = finite_number(cell)
            if value is None:
                problems.add("E2125", cell.place, found=cell.text)
                continue
            yield CoinrRow(region, name, when, lower[column], value, cell.place)


def _year(row: HeadedRow, year: int, problems: Problems) -> int | None:
    cell = row.cells.get("time")
    if cell is None:
        return year
    match = re.match(r"\d{4}", cell.text)
    if match is None or not (NUMBER.fullmatch(cell.text) or re.fullmatch(r"\d{4}[-/.]\d.*", cell.text)):
        problems.add("E2126", cell.place, found=cell.text)
        return None
    return int(match[0])
