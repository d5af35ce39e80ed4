"""The spelling that the rows of a large table share: all of a row but its number and its values, so that a row spelt
just so is read without looking at its cells one by one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import compress, count

from nqp_index.reading.containers.xlsx_styles import Shown
from nqp_index.reading.containers.xlsx_values import LONGEST_INT
from nqp_index.reading.sheet import Raw

#: The groups of one cell: letters, digits, style, kind, style again, numeral, other text, inline text.
Cell = tuple[str, ...]
_STORED = re.compile(">[^<&]+<")
#: An address in the escaped text.
_NUMBERED = re.compile(r'(?<=<c\\ r=")([A-Z]+)[0-9]+')


@dataclass(frozen=True, slots=True)
class OddCell:
    """A cell that is more than a number: a text, a date, a number with a word, a truth value, an error. `at` = which of
    the stored values."""

    at: int
    kind: str
    style: str
    inline: bool


@dataclass(frozen=True, slots=True)
class Template:
    """Rows of one spelling.

    pattern  the inside of a row, its number the first group and every value another
    cells    how many cells the row has, those without a value included
    columns  position of every stored value, counted from 0
    odd      those that are more than a number; percent positions of numbers shown as percentages
    """

    pattern: re.Pattern[str]
    cells: int
    columns: tuple[int, ...]
    odd: tuple[OddCell, ...]
    percent: tuple[int, ...]

    def stored(self, number: str, inside: str) -> list[str] | None:
        """The values of a row as stored; None when the row is spelt otherwise."""
        found = self.pattern.fullmatch(inside)
        if found is None:
            return None
        digits, *values = found.groups()
        return values if digits == number else None

    def spread(self, values: list[Raw]) -> list[Raw]:
        """The values at their columns."""
        if self.columns[-1] == len(values) - 1:
            return values
        line: list[Raw] = [None] * (self.columns[-1] + 1)
        for column, value in zip(self.columns, values, strict=True):
            line[column] = value
        return line


def template_of(
    inside: str, cells: Sequence[Cell], columns: Sequence[int], shown: Callable[[str], Shown]
) -> Template | None:
    """The spelling of a row that was read cell by cell; None when its texts do not tell where its values stand.

    columns  position of every cell, counted from 0; shown says how a style shows its numbers
    """
    text, found = _STORED.subn(">([^<&]+)<", re.escape(inside))
    places: list[int] = []
    odd: list[OddCell] = []
    percent: list[int] = []
    for (_, _, before, kind, after, numeral, other, inline), column in zip(cells, columns, strict=True):
        if not (numeral or other or inline):
            continue
        how = shown(before + after)
        if kind not in ("", "n") or how in (Shown.DATE, Shown.WORDED) or not numeral:
            odd.append(OddCell(len(places), kind or "n", before + after, bool(inline)))
        elif how is Shown.PERCENT:
            percent.append(column)
        places.append(column)
    if not places or found != len(places):
        return None
    first, others = _NUMBERED.sub(r"\1([0-9]+)", text, count=1), r"\1\\1"
    return Template(re.compile(_NUMBERED.sub(others, first)), len(cells), tuple(places), tuple(odd), tuple(percent))


def numbers_of(stored: Sequence[str]) -> list[Raw] | None:
    """Numerals as numbers, whole ones as such; None when one of them is no numeral, or not a finite one."""
    joined = "".join(stored)
    if not joined.isascii() or "_" in joined:
        return None
    try:
        line: list[Raw] = list(map(float, stored))
    except ValueError:
        return None
    total = sum(line)  # type: ignore[arg-type]  # all are numbers
    for i in compress(count(), map(str.isdigit, stored)):
        if len(stored[i]) <= LONGEST_INT:
            line[i] = int(stored[i])
    return None if total - total != 0 else line
