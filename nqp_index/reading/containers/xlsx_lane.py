"""The fast lane for worksheets: rows spelt the way all common programs spell them are read by one pattern.

Whatever is spelt otherwise (formulas, rich text, prefixes, comments, rows out of order, any bad value) leaves the
lane, and the whole part is read by `xlsx_sheet` instead: the lane may only ever be faster, never different.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from nqp_index.reading.containers.addresses import LAST_COLUMN, LAST_ROW, column_number
from nqp_index.reading.containers.xlsx_sheet import SheetScan
from nqp_index.reading.containers.xlsx_strings import unescaped
from nqp_index.reading.containers.xlsx_styles import Shown
from nqp_index.reading.containers.xlsx_values import LONGEST_INT, Decoder
from nqp_index.reading.containers.xmlparts import feed, guarded_parser
from nqp_index.reading.sheet import ErrorValue, Raw, Sheet

#: Stands for "ask cell by cell" where positions are expected.
GAPS = [-1]
MOST_WAITING = 8 * 1024 * 1024
_START, _END, _ROW_END = b"<sheetData>", b"</sheetData>", b"</row>"
_DECLARED = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([^"']+)["']""")
_ROW = re.compile(r' r="([1-9][0-9]{0,6})"')
_HIDDEN = re.compile(r' hidden="(?:1|true)"')
_CELL = re.compile(
    r'<c r="([A-Z]{1,3})([0-9]{1,7})"(?: s="([0-9]{1,6})")?(?: t="([A-Za-z]+)")?(?: s="([0-9]{1,6})")?'
    r'(?:/>|>(?:<v>(?:([-+.0-9Ee]+)|([^<&]*))</v>|(?:<v ?/>)|<is><t(?: xml:space="preserve")?>([^<&]*)</t></is>)?</c>)'
)


class UnusualError(Exception):
    """This part is not spelt the common way."""


def read_in_lane(
    decoder: Decoder, part: str, chunks: Callable[[], Iterator[bytes]], *, hidden: bool, formats_known: bool
) -> Sheet | None:
    """The sheet, or None when anything about the part is unusual.

    chunks  unpacks the part from its beginning
    """
    lane = _Lane(decoder, part)
    try:
        skeleton = lane.read(chunks())
    except (UnusualError, UnicodeDecodeError):
        return None
    parser = guarded_parser(decoder.opening, part)
    parser.StartElementHandler = lane.scan.start
    parser.EndElementHandler = lane.scan.end
    feed(decoder.opening, part, parser, [skeleton])
    return lane.scan.sheet(hidden=hidden, formats_known=formats_known)


class _Lane:
    """Rows on their way into the grid of a scan, whose handlers later see only what stands around the rows."""

    def __init__(self, decoder: Decoder, part: str) -> None:
        self._decoder = decoder
        self._limits = decoder.opening.limits
        self._columns: dict[str, int] = {}
        self._plain: set[str] = set()
        self._shape: tuple[tuple[str, ...], ...] = ()
        self._odd: list[int] | None = None
        self._last_row = self._seen = 0
        self._strings = decoder.strings
        self.scan = SheetScan(decoder, part)

    def read(self, chunks: Iterator[bytes]) -> bytes:
        """Take all rows; returns the part without them."""
        head, waiting = _until(chunks, b"", _START)
        declared = _DECLARED.search(head)
        if b"<!" in head or head[:2] in (b"\xff\xfe", b"\xfe\xff") or (declared and declared[1].lower() != b"utf-8"):
            raise UnusualError
        for chunk in _and_last(chunks, waiting):
            waiting, end, tail = chunk.partition(_END)
            complete, _, rest = waiting.rpartition(_ROW_END)
            self._take(complete.decode("utf-8"))
            if end:
                if rest.strip():
                    raise UnusualError
                return b"".join([head, b"<sheetData/>", tail, *chunks])
        raise UnusualError

    def _take(self, text: str) -> None:
        if "<!" in text or "<?" in text:
            raise UnusualError
        if text:
            for piece in text.split("</row>"):
                self._take_row(piece)

    def _take_row(self, piece: str) -> None:
        start = piece.find(">")
        tag = piece[:start]
        while tag.startswith("<row") and tag.endswith("/"):
            self._number(tag)
            piece = piece[start + 1 :]
            start = piece.find(">")
            tag = piece[:start]
        if not tag.startswith("<row "):
            raise UnusualError
        number = self._number(tag)
        cells = _CELL.findall(piece, start + 1)
        self._seen += len(cells)
        if self._seen > self._limits.cells or not _consumed(piece, cells):
            raise UnusualError
        line = self._line_as_before(number, cells) or self._line(number, cells)
        if line:
            self.scan.grid.put_row(int(number), line)

    def _number(self, tag: str) -> str:
        found = _ROW.search(tag)
        if found is None or not self._last_row < int(found[1]) <= LAST_ROW:
            raise UnusualError
        self._last_row = int(found[1])
        if _HIDDEN.search(tag) and self._last_row <= self._limits.rows:
            self.scan.hidden_rows.add(self._last_row)
        return found[1]

    def _line_as_before(self, number: str, cells: list[tuple[str, ...]]) -> list[Raw] | None:
        """The values of a row with the columns, kinds and styles of the row above; None when it has others.

        In a large table nearly every row is like the one above, and is converted without asking cell by cell.
        """
        if not cells:
            return None
        letters, digits, before, kinds, after, numerals, *_ = zip(*cells, strict=True)
        shape = (letters, kinds, before, after)
        if shape != self._shape:
            self._shape, self._odd = shape, None
            return None
        if self._odd is None:
            self._odd = self._odd_positions(*shape)
        odd = self._odd
        if odd == GAPS or digits.count(number) != len(digits):
            return None
        numbers = list(numerals)
        for i in odd:
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
        for i in odd:
            _, _, style, kind, other, numeral, stored, inline = cells[i]
            line[i] = self._value(kind or "n", style + other, numeral or stored, inline, (int(number), i + 1))
        return line

    def _odd_positions(self, letters: Sequence[str], *kinds_and_styles: Sequence[str]) -> list[int]:
        """Positions of cells that are more than plain numbers; or the sign that columns have gaps."""
        if any(self._columns.get(name) != i for i, name in enumerate(letters, start=1)):
            return GAPS
        return [
            i
            for i, (kind, before, after) in enumerate(zip(*kinds_and_styles, strict=True))
            if kind not in ("", "n") or before + after not in self._plain
        ]

    def _line(self, number: str, cells: list[tuple[str, ...]]) -> list[Raw]:
        """The values of a row, asked cell by cell."""
        line: list[Raw] = []
        columns, plain = self._columns, self._plain
        for letters, digits, before, kind, after, numeral, stored, inline in cells:
            column = columns.get(letters) or self._column(letters)
            missing = column - len(line) - 1
            if digits != number or missing < 0:
                raise UnusualError
            if missing:
                line.extend([None] * missing)
            if numeral and (kind == "" or kind == "n") and (before + after) in plain:
                if numeral.isdigit() and len(numeral) <= LONGEST_INT:
                    line.append(int(numeral))
                else:
                    line.append(_finite(numeral))
            else:
                value = self._value(kind or "n", before + after, numeral or stored, inline, (int(number), column))
                line.append(value)
        while line and line[-1] is None:
            line.pop()
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
            if not (stored.isdecimal() and stored.isascii() and len(stored) < 10 and int(stored) < len(self._strings)):
                raise UnusualError
            found = self._strings[int(stored)]
            if len(found) > self._limits.characters:
                raise UnusualError
            return found
        text = inline or stored
        if not text and kind in ("n", "s", "e", "b"):
            return None
        if len(text) > self._limits.characters:
            raise UnusualError
        if kind == "inlineStr" and inline:
            return unescaped(text)
        if kind == "e" and stored:
            return ErrorValue(stored.strip())
        if kind == "b" and stored in ("0", "1"):
            return stored == "1"
        if kind != "n" or not stored:
            raise UnusualError
        shown = self._decoder.shown(style or None)
        if shown is Shown.PLAIN:
            self._plain.add(style)
        if shown is Shown.PERCENT:
            self.scan.percent.append(where)
        return self._decoder.value("n", style or None, stored, False, *where)


def _consumed(piece: str, cells: list[tuple[str, ...]]) -> bool:
    """Whether the cells found are all there is in a row: every tag must belong to one of them."""
    if not cells:
        return piece.count("<") == 1
    *_, numerals, stored, inline = zip(*cells, strict=True)
    empty = numerals.count("") + stored.count("") - len(cells)
    full, texts = len(cells) - empty, len(cells) - inline.count("")
    if full + texts == len(cells):
        tags = 4 * full + 6 * texts
    else:
        tags = len(cells) + piece.count("</c>") + piece.count("<v") + piece.count("</v>") + 4 * piece.count("</is>")
    return piece.count("<") == tags + 1


def _finite(stored: str) -> float:
    try:
        value = float(stored)
    except ValueError:
        raise UnusualError from None
    if value - value != 0:
        raise UnusualError
    return value


def _until(chunks: Iterator[bytes], waiting: bytes, mark: bytes) -> tuple[bytes, bytes]:
    """The bytes before a mark, and those behind it that were already unpacked."""
    for chunk in chunks:
        waiting += chunk
        before, found, behind = waiting.partition(mark)
        if found:
            return before, behind
        if len(waiting) > MOST_WAITING:
            break
    raise UnusualError


def _and_last(chunks: Iterator[bytes], waiting: bytes) -> Iterator[bytes]:
    """Chunks that end behind a complete row; what is left of a row waits for the next chunk."""
    while True:
        if _ROW_END in waiting or _END in waiting:
            cut = len(waiting) if _END in waiting else waiting.rfind(_ROW_END) + len(_ROW_END)
            yield waiting[:cut]
            waiting = waiting[cut:]
        elif len(waiting) > MOST_WAITING:
            raise UnusualError
        chunk = next(chunks, None)
        if chunk is None:
            raise UnusualError
        waiting += chunk
