"""Rows of a worksheet spelt the way all common programs spell them, turned into values by one pattern."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nqp_index.reading.containers.addresses import LAST_COLUMN, column_number
from nqp_index.reading.containers.xlsx_strings import unescaped
from nqp_index.reading.containers.xlsx_styles import Shown
from nqp_index.reading.containers.xlsx_values import LONGEST_INT, Decoder
from nqp_index.reading.sheet import ErrorValue, Raw

_CELL = re.compile(
    r'<c r="([A-Z]{1,3})([0-9]{1,7})"(?: s="([0-9]{1,6})")?(?: t="([A-Za-z]+)")?(?: s="([0-9]{1,6})")?'
    r'(?:/>|>(?:<v>(?:([-+.0-9Ee]+)|([^<&]*))</v>|(?:<v ?/>)|<is><t(?: xml:space="preserve")?>([^<&]*)</t></is>)?</c>)'
)
#: The groups of one cell: letters, digits, style, kind, style again, numeral, other text, inline text.
Cell = tuple[str, ...]


class UnusualError(Exception):
    """This part is not spelt the common way."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    """What the rows of one shape have in common, by position counted from 0.

    odd      cells that are more than a number: texts, dates, truth values, errors
    percent  numbers shown as percentages
    """

    has_gaps: bool
    odd: list[int]
    percent: list[int]


class RowReader:
    """Reads the inside of rows one after the other; remembers the shape of the last one and the styles seen."""

    def __init__(self, decoder: Decoder) -> None:
        self._decoder = decoder
        self._limits = decoder.opening.limits
        self._strings = decoder.strings
        if max(map(len, self._strings), default=0) > self._limits.characters:
            raise UnusualError
        self._columns: dict[str, int] = {}
        self._shown: dict[str, Shown] = {}
        self._shape: tuple[tuple[str, ...], ...] = ()
        self._pattern: _Pattern | None = None
        self._seen = 0
        self.percent: list[tuple[int, int]] = []

    def values(self, number: str, inside: str) -> list[Raw]:
        """The values of row `number`, whose cells stand in `inside`; anything but cells there is unusual."""
        cells: list[Cell] = _CELL.findall(inside)
        self._seen += len(cells)
        if self._seen > self._limits.cells or not _consumed(inside, cells):
            raise UnusualError
        line = self._line_as_before(number, cells) or self._line(number, cells)
        while line and line[-1] is None:
            line.pop()
        return line

    def _line_as_before(self, number: str, cells: list[Cell]) -> list[Raw] | None:
        """The values of a row with the columns, kinds and styles of the row above; None when it has others.

        In a large table nearly every row is like the one above, and is converted without asking cell by cell.
        """
        if not cells:
            return None
        letters, digits, before, kinds, after, numerals, *_ = zip(*cells, strict=True)
        shape = (letters, before, kinds, after)
        if shape != self._shape:
            self._shape, self._pattern = shape, None
            return None
        pattern = self._pattern = self._pattern or self._pattern_of(*shape)
        if pattern.has_gaps or digits.count(number) != len(digits):
            return None
        numbers = list(numerals)
        for i in pattern.odd:
            numbers[i] = "0"
        try:
            line: list[Raw] = list(map(float, numbers))
        except ValueError:
            return None
        total = sum(line)  # type: ignore[arg-type]  # all are numbers so far
        if total - total != 0:
            raise UnusualError
        for i, numeral in enumerate(numbers):
            if numeral.isdigit() and len(numeral) <= LONGEST_INT:
                line[i] = int(numeral)
        row = int(number)
        for i in pattern.odd:
            _, _, style, kind, other, numeral, stored, inline = cells[i]
            line[i] = self._value(kind or "n", style + other, numeral or stored, inline, (row, i + 1))
        self.percent.extend((row, i + 1) for i in pattern.percent)
        return line

    def _pattern_of(
        self, letters: Sequence[str], before: Sequence[str], kinds: Sequence[str], after: Sequence[str]
    ) -> _Pattern:
        shown = [
            self._shown.get(style + other) if kind in ("", "n") else None
            for style, kind, other in zip(before, kinds, after, strict=True)
        ]
        return _Pattern(
            has_gaps=any(self._columns.get(name) != i for i, name in enumerate(letters, start=1)),
            odd=[i for i, how in enumerate(shown) if how is None or how is Shown.DATE],
            percent=[i for i, how in enumerate(shown) if how is Shown.PERCENT],
        )

    def _line(self, number: str, cells: list[Cell]) -> list[Raw]:
        """The values of a row, asked cell by cell."""
        line: list[Raw] = []
        columns, plain = self._columns, Shown.PLAIN
        for letters, digits, before, kind, after, numeral, stored, inline in cells:
            column = columns.get(letters) or self._column(letters)
            missing = column - len(line) - 1
            if digits != number or missing < 0:
                raise UnusualError
            if missing:
                line.extend([None] * missing)
            if numeral and kind in ("", "n") and self._shown.get(before + after) is plain:
                if numeral.isdigit() and len(numeral) <= LONGEST_INT:
                    line.append(int(numeral))
                else:
                    line.append(_finite(numeral))
            else:
                value = self._value(kind or "n", before + after, numeral or stored, inline, (int(number), column))
                line.append(value)
        return line

    def _column(self, letters: str) -> int:
        column = column_number(letters)
        if column > LAST_COLUMN:
            raise UnusualError
        self._columns[letters] = column
        return column

    def _value(self, kind: str, style: str, stored: str, inline: str, where: tuple[int, int]) -> Raw:
        """A value that is not a plain number in a plain style."""
        if kind == "s" and stored:
            if stored.isdecimal() and stored.isascii() and len(stored) < 10 and int(stored) < len(self._strings):
                return self._strings[int(stored)]
            raise UnusualError
        text = inline or stored
        if not text and kind in ("n", "s", "e", "b"):
            return None
        if len(text) > self._limits.characters:
            raise UnusualError
        if (kind == "inlineStr" and inline) or (kind == "str" and stored):
            return unescaped(text)
        if kind == "e" and stored:
            return ErrorValue(stored.strip())
        if kind == "b" and stored in ("0", "1"):
            return stored == "1"
        if kind != "n" or not stored:
            raise UnusualError
        shown = self._decoder.shown(style or None)
        self._shown[style] = shown
        if shown is Shown.PERCENT:
            self.percent.append(where)
        return self._decoder.value("n", style or None, stored, False, *where)


def _consumed(inside: str, cells: list[Cell]) -> bool:
    """Whether the cells found are all there is in a row: every tag must belong to one of them."""
    if not cells:
        return "<" not in inside
    *_, numerals, stored, inline = zip(*cells, strict=True)
    empty = numerals.count("") + stored.count("") - len(cells)
    full, texts = len(cells) - empty, len(cells) - inline.count("")
    if full + texts == len(cells):
        tags = 4 * full + 6 * texts
    else:
        tags = len(cells) + inside.count("</c>") + inside.count("<v") + inside.count("</v>") + 4 * inside.count("</is>")
    return inside.count("<") == tags


def _finite(stored: str) -> float:
    try:
        value = float(stored)
    except ValueError:
        raise UnusualError from None
    if value - value != 0:
        raise UnusualError
    return value
