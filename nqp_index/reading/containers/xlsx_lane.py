"""The fast lane for worksheets: rows spelt the way all common programs spell them are read by one pattern.

Whatever is spelt otherwise (formulas, rich text, prefixes, comments, rows out of order, any bad value) leaves the
lane, and the whole part is read by `xlsx_sheet` instead: the lane may only ever be faster, never different.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from nqp_index.reading.containers.addresses import LAST_ROW
from nqp_index.reading.containers.xlsx_rows import RowReader, UnusualError
from nqp_index.reading.containers.xlsx_sheet import SheetScan
from nqp_index.reading.containers.xlsx_values import Decoder
from nqp_index.reading.containers.xmlparts import feed, guarded_parser
from nqp_index.reading.sheet import Sheet

MOST_WAITING = 8 * 1024 * 1024
#: Characters that XML forbids.
CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\r")
_START, _END, _ROW_END = b"<sheetData>", b"</sheetData>", b"</row>"
_DECLARED = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([^"']+)["']""")
_ROW = re.compile(r' r="([1-9][0-9]{0,6})"')
_TAG = re.compile(r'<row(?: [A-Za-z0-9:.]{1,40}="[^"<&]*")* ?/?')
_HIDDEN = re.compile(r' hidden="(?:1|true)"')


def read_in_lane(
    decoder: Decoder, part: str, chunks: Callable[[], Iterator[bytes]], *, hidden: bool, formats_known: bool
) -> Sheet | None:
    """The sheet, or None when anything about the part is unusual.

    chunks  unpacks the part from its beginning
    """
    try:
        lane = _Lane(decoder, part)
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
        self._hidden_up_to = decoder.opening.limits.rows
        self._last_row = 0
        self._rows = RowReader(decoder)
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
            if len(complete.translate(None, CONTROLS)) != len(complete):
                raise UnusualError
            self._take(complete.decode("utf-8"))
            if end:
                if self._pass_empty(rest.decode("utf-8")) != len(rest):
                    raise UnusualError
                self.scan.percent.extend(self._rows.percent)
                return b"".join([head, b"<sheetData/>", tail, *chunks])
        raise UnusualError

    def _take(self, text: str) -> None:
        if "<!" in text or "<?" in text:
            raise UnusualError
        if text:
            for piece in text.split("</row>"):
                self._take_row(piece, self._pass_empty(piece))

    def _pass_empty(self, piece: str) -> int:
        """The position behind rows that are one empty tag each."""
        start = 0
        while True:
            end = piece.find(">", start)
            if end < 0 or piece[end - 1] != "/":
                return start
            self._number(piece[start:end])
            start = end + 1

    def _take_row(self, piece: str, start: int) -> None:
        end = piece.find(">", start)
        number = self._number(piece[start:end])
        line = self._rows.values(number, piece[end + 1 :])
        if line:
            self.scan.grid.put_row(int(number), line)

    def _number(self, tag: str) -> str:
        """The row number in a tag; rows must come in order."""
        found = _ROW.search(tag)
        if found is None or not _TAG.fullmatch(tag) or not self._last_row < int(found[1]) <= LAST_ROW:
            raise UnusualError
        self._last_row = int(found[1])
        if _HIDDEN.search(tag) and self._last_row <= self._hidden_up_to:
            self.scan.hidden_rows.add(self._last_row)
        return found[1]


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
