"""Lines of a text file with more or fewer fields than the table they stand in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from nqp_index.errors import Problems
from nqp_index.reading.containers.opening import Opening
from nqp_index.reading.layouts.words import role_of
from nqp_index.reading.sheet import Raw

MOST_NAMED = 20
_NUMBER = re.compile(r"\s*[+-]?\d[\d,.]*\s*$")
_YEAR = re.compile(r"\s*(?:19|20)\d{2}\s*$")


def check_widths(opening: Opening, rows: list[list[Raw]]) -> None:
    """Warn of lines with too few fields and refuse lines with too many, each by its number.

    A table is a run of lines with two fields or more; lines before its first line of the usual width are its
    title. Empty fields at the end of a line never count as too many.
    """
    if len({len(line) for line in rows if len(line) > 1}) < 2:
        return
    too_many = Problems()
    for start, end in _runs(rows):
        _check_run(opening, rows, start, end, too_many)
    if len(too_many):
        raise type(opening.refusal("E1054", width=0, count=0))(too_many)


def _runs(rows: list[list[Raw]]) -> Iterator[tuple[int, int]]:
    start: int | None = None
    for i, line in enumerate(rows):
        if len(line) > 1 and start is None:
            start = i
        elif len(line) < 2 and start is not None:
            yield start, i
            start = None
    if start is not None:
        yield start, len(rows)


def _check_run(opening: Opening, rows: list[list[Raw]], start: int, end: int, too_many: Problems) -> None:
    widths = Counter(len(rows[i]) for i in range(start, end))
    width = max(widths.items(), key=lambda item: (item[1], item[0]))[0]
    first = next(i for i in range(start, end) if len(rows[i]) == width)
    if first > start and _is_short_heading(rows, first, end, len(rows[first - 1])):
        too_many.add("E1056", opening.place(row=first), width=len(rows[first - 1]), count=width)
    named = 0
    for i in range(first, end):
        line = rows[i]
        if len(line) == width:
            continue
        place = opening.place(row=i + 1)
        if len(line) > width and any(line[width:]):
            if len(too_many) < MOST_NAMED:
                too_many.add("E1054", place, width=width, count=len(line))
        elif len(line) < width and named < MOST_NAMED:
            named += 1
            opening.warn("W1007", place, width=width, count=len(line))


def _is_short_heading(rows: list[list[Raw]], first: int, end: int, named: int) -> bool:
    """Whether the line above the first line of the usual width is the heading of a body with more fields than names.

    A line of figures has numbers that are no years, and no word of a heading; above a heading there may well be a
    shorter line, a title.
    """
    line = [str(c) for c in rows[first]]
    figures = any(_NUMBER.match(c) and not _YEAR.match(c) for c in line) and not any(map(role_of, line))
    return figures and any(any(str(c).strip() for c in rows[i][named:]) for i in range(first, end))
