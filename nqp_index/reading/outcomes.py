"""Outside measures from a table of one's own: a row a region, a column a measure, and perhaps one for the year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from nqp_index.errors import DataError, Problems
from nqp_index.model.framework import Framework
from nqp_index.model.panel import Region
from nqp_index.reading.names import region_names
from nqp_index.reading.sheet import Raw, Sheet
from nqp_index.reading.workbook import open_books

YEARS = ("年份", "年", "年度", "year")
BLANK = ("", "-", "—", "…", "...")


def read_outcomes(
    path: Path, framework: Framework, regions: Sequence[Region], year: int
) -> dict[str, dict[str, float]]:
    """Measure → region code → value in one year, from the sheets of a file that name at least three of the regions.

    A measure is called by its heading. Rows of other years are passed over where a column is headed 年份 or year; rows
    that name no region of the result are passed over too. Raises DataError for a file without such a table, a cell
    that is no number, a region that stands there twice.
    """
    found = Problems()
    known = {name: r.code for r in regions for name in (r.code, r.label.zh, r.label.en) if name}
    names, codes = region_names(framework), {r.code for r in regions}

    def code_of(raw: Raw) -> str:
        text = str(int(raw)) if isinstance(raw, float) and raw.is_integer() else str(raw or "").strip()
        code = known.get(text) or names.find(text).code or ""
        return code if code in codes else ""

    measures: dict[str, dict[str, float]] = {}
    for book in open_books([path], problems=found):
        for sheet in book.sheets:
            measures |= _measures(sheet, code_of, year, found)
    if not measures and not found.errors:
        found.add("E1499", name=Path(path).name, year=year)
    found.raise_errors(DataError)
    return measures


def _measures(sheet: Sheet, code_of: Callable[[Raw], str], year: int, found: Problems) -> dict[str, dict[str, float]]:
    """The measures of one sheet; nothing where no column names three regions below a heading."""
    rows = [list(row) for row in sheet.rows]
    width = max((len(row) for row in rows), default=0)
    cells = [row + [None] * (width - len(row)) for row in rows]
    at = [[r for r, row in enumerate(cells) if code_of(row[c])] for c in range(width)]
    where = max(range(width), key=lambda c: len(at[c]), default=0)
    if not width or len(set(at[where])) < 3 or at[where][0] == 0:
        return {}
    heading = [str(text or "").strip() for text in cells[at[where][0] - 1]]
    dated = next((c for c, text in enumerate(heading) if text.casefold() in YEARS), None)
    columns = [c for c, text in enumerate(heading) if text and c not in (where, dated)]
    measures: dict[str, dict[str, float]] = {}
    for c in columns:
        own: dict[str, float] = {}
        for r in at[where]:
            if dated is not None and _number(cells[r][dated]) != year:
                continue
            _take(sheet, cells[r], (r, c), code_of(cells[r][where]), own, found)
        if own:
            measures[heading[c]] = own
    return measures


def _take(sheet: Sheet, row: list[Raw], at: tuple[int, int], code: str, own: dict[str, float], found: Problems) -> None:
    """One cell into the measure, or the objection to it."""
    r, c = at
    if row[c] is None or str(row[c]).strip() in BLANK:
        return
    value = _number(row[c])
    if value is None:
        found.add("E1493", sheet.place(r + 1, c + 1), text=row[c])
    elif code in own:
        found.add("E1494", sheet.place(r + 1, c + 1), code=code)
    else:
        own[code] = value


def _number(raw: Raw) -> float | None:
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return float(raw)
    try:
        return float(str(raw).strip().replace(",", "").removesuffix("年"))
    except ValueError:
        return None
