"""Rows of a worksheet spelt the way all common programs spell them, turned into values by one pattern."""

from __future__ import annotations

import re

from nqp_index.reading.containers.addresses import LAST_COLUMN, column_number
from nqp_index.reading.containers.xlsx_strings import unescaped
from nqp_index.reading.containers.xlsx_styles import Shown
from nqp_index.reading.containers.xlsx_template import Cell, Template, numbers_of, template_of
from nqp_index.reading.containers.xlsx_values import LONGEST_INT, Decoder
from nqp_index.reading.sheet import ErrorValue, Raw

_CELL = re.compile(
    r'<c r="([A-Z]{1,3})([0-9]{1,7})"(?: s="([0-9]{1,6})")?(?: t="([A-Za-z]+)")?(?: s="([0-9]{1,6})")?'
    r'(?:/>|>(?:<v>(?:([-+.0-9Ee]+)|([^<&]*))</v>|(?:<v ?/>)|<is><t(?: xml:space="preserve")?>([^<&]*)</t></is>)?</c>)'
)


#: Rows of one spelling one after the other from which on it is kept, and how many spellings are: it costs as much to
#: keep one as to read this many rows, and every one is tried.
ALIKE, MOST_TEMPLATES = 20, 8


class UnusualError(Exception):
    """This part is not spelt the common way."""


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
        self._alike = 0
        self._templates: list[Template] = []
        self._seen = 0
        self.percent: list[tuple[int, int]] = []

    def values(self, number: str, inside: str) -> list[Raw]:
        """The values of row `number`, whose cells stand in `inside`; anything but cells there is unusual."""
        line = self._line_as_before(number, inside) or self._line_by_cells(number, inside)
        if self._seen > self._limits.cells:
            raise UnusualError
        while line and line[-1] is None:
            line.pop()
        return line

    def _line_as_before(self, number: str, inside: str) -> list[Raw] | None:
        """The values of a row that is spelt like an earlier one; None when it is spelt otherwise."""
        template, stored = self._fitting(number, inside)
        if template is None or stored is None:
            return None
        numerals = stored.copy()
        for cell in template.odd:
            numerals[cell.at] = "0"
        values = numbers_of(numerals)
        if values is None:
            return None
        row = int(number)
        for cell in template.odd:
            text = stored[cell.at]
            kept, inline = ("", text) if cell.inline else (text, "")
            where = (row, template.columns[cell.at] + 1)
            values[cell.at] = self._value(cell.kind, cell.style, kept, inline, where)
        self._seen += template.cells
        self.percent.extend((row, column + 1) for column in template.percent)
        return template.spread(values)

    def _fitting(self, number: str, inside: str) -> tuple[Template | None, list[str] | None]:
        """The spelling of a row and its values as stored; the spelling that fitted last is tried first."""
        for i, template in enumerate(self._templates):
            stored = template.stored(number, inside)
            if stored is not None:
                if i:
                    self._templates.insert(0, self._templates.pop(i))
                return template, stored
        return None, None

    def _line_by_cells(self, number: str, inside: str) -> list[Raw]:
        cells: list[Cell] = _CELL.findall(inside)
        self._seen += len(cells)
        if not _consumed(inside, cells):
            raise UnusualError
        line = self._line(number, cells)
        self._learn(inside, cells)
        return line

    def _learn(self, inside: str, cells: list[Cell]) -> None:
        """Keep the spelling of a row when the rows above it had the same columns, kinds and styles."""
        if not cells or len(self._templates) == MOST_TEMPLATES:
            return
        letters, _, before, kinds, after, *_ = zip(*cells, strict=True)
        shape = (letters, before, kinds, after)
        self._alike = self._alike + 1 if shape == self._shape else 0
        self._shape = shape
        if self._alike == ALIKE:
            columns = [self._columns[name] - 1 for name in letters]
            shown = self._decoder.shown
            template = template_of(inside, cells, columns, lambda style: shown(style or None))
            if template is not None:
                self._templates.insert(0, template)

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
