"""One worksheet part, streamed: cells by their own addresses, merges, hidden rows and columns."""

from __future__ import annotations

from collections.abc import Iterable

from nqp_index.reading.containers.addresses import LAST_COLUMN, LAST_ROW, cell_address, cell_range
from nqp_index.reading.containers.grid import Grid, Range
from nqp_index.reading.containers.raised import STRUCK, is_struck, joined
from nqp_index.reading.containers.xlsx_styles import Shown
from nqp_index.reading.containers.xlsx_values import Decoder
from nqp_index.reading.containers.xmlparts import check_depth, feed, guarded_parser
from nqp_index.reading.sheet import Sheet

#: The two namespaces of SpreadsheetML: transitional, and strict (ISO/IEC 29500-1).
MAIN = frozenset({
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
})  # fmt: skip
MOST_MERGES = 100_000


def read_sheet(decoder: Decoder, part: str, chunks: Iterable[bytes], *, hidden: bool, formats_known: bool) -> Sheet:
    """Read a worksheet part into a sheet of raw cells."""
    scan = SheetScan(decoder, part)
    parser = guarded_parser(decoder.opening, part)
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.CharacterDataHandler = scan.text
    feed(decoder.opening, part, parser, chunks)
    return scan.sheet(hidden=hidden, formats_known=formats_known)


class SheetScan:
    """Handlers for the events of one worksheet; `grid` fills while they are called."""

    __slots__ = (
        "_cell", "_column", "_decoder", "_depth", "_formula", "_in_cell", "_in_is", "_kind", "_last_row", "_listens",
        "_opening", "_out_of_order", "_part", "_phonetic", "_pieces", "_prefix", "_raised", "_row", "_seen", "_stored",
        "_struck", "_style", "_tags", "grid", "hidden_columns", "hidden_rows", "merged", "percent",
    )  # fmt: skip

    def __init__(self, decoder: Decoder, part: str) -> None:
        self._decoder, self._opening, self._part = decoder, decoder.opening, part
        self._depth = self._row = self._column = self._last_row = self._seen = 0
        self._in_cell = self._in_is = self._listens = self._phonetic = self._formula = self._stored = False
        self._raised = self._struck = False
        self._out_of_order = False
        self._kind = "n"
        self._style: str | None = None
        self._cell: str | None = None
        self._pieces: list[tuple[str, bool]] = []
        self._tags: dict[str, str] = {}
        self.grid = Grid(decoder.opening, decoder.sheet)
        self.percent: list[tuple[int, int]] = []
        self.merged: list[Range] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A start tag."""
        self._depth += 1
        if self._depth == 1:
            self._start_root(name, attributes)
        tag = self._tags.get(name)
        if tag is None:
            check_depth(self._opening, self._part, self._depth)
        elif tag == "c":
            self._start_cell(attributes)
        elif tag == "v" or (tag == "t" and self._in_is):
            self._listens = self._in_cell and not self._phonetic
            self._stored = self._stored or self._listens
        elif tag == "row":
            self._start_row(attributes)
        elif tag == "f":
            self._formula = True
        elif tag == "is":
            self._in_is = True
        elif tag == "rPh":
            self._phonetic = True
        elif tag == "r":
            self._raised = False
        elif tag == "vertAlign":
            self._raised = attributes.get("val") == "superscript"
        else:
            self._start_rare(tag, attributes)

    def text(self, piece: str) -> None:
        """Character data."""
        if self._listens:
            self._pieces.append((piece, self._raised))

    def end(self, name: str) -> None:
        """An end tag."""
        self._depth -= 1
        tag = self._tags.get(name)
        if tag == "c":
            self._end_cell()
        elif tag == "v" or tag == "t":
            self._listens = False
        elif tag == "is" or tag == "r":
            self._pieces += STRUCK * self._struck
            self._in_is, self._raised, self._struck = self._in_is and tag == "r", False, False
        elif tag == "rPh":
            self._phonetic = False

    def _start_root(self, name: str, attributes: dict[str, str]) -> None:
        prefix, colon, tag = name.rpartition(":")
        space = attributes.get(f"xmlns:{prefix}" if colon else "xmlns")
        if tag != "worksheet" or space not in MAIN:
            raise self._opening.refusal("E1038", self._opening.place(self._decoder.sheet), part=self._part, root=name)
        names = ("c", "v", "t", "row", "f", "is", "rPh", "mergeCell", "col", "r", "vertAlign", "strike")
        self._tags = {f"{prefix}{colon}{n}": n for n in names}

    def _start_row(self, attributes: dict[str, str]) -> None:
        text = attributes.get("r")
        row = self._row + 1 if text is None else int(text) if text.isdecimal() and len(text) < 9 else 0
        if not 1 <= row <= LAST_ROW:
            raise self._opening.refusal("E1036", self._opening.place(self._decoder.sheet), address=text or row)
        if row < self._last_row:
            self._out_of_order = True
        self._row, self._column = row, 0
        self._last_row = max(row, self._last_row)
        if attributes.get("hidden") in ("1", "true") and row <= self._opening.limits.rows:
            self.hidden_rows.add(row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        if self._in_cell:
            raise self._opening.refusal("E1036", self._opening.place(self._decoder.sheet), address=attributes.get("r"))
        self._seen += 1
        if self._seen > self._opening.limits.cells:
            raise self._opening.refusal(
                "E1032", self._opening.place(self._decoder.sheet), limit=self._opening.limits.cells
            )
        get = attributes.get
        self._in_cell, self._formula, self._stored = True, False, False
        self._kind, self._style, self._cell = get("t", "n"), get("s"), get("r")
        self._pieces = []

    def _start_rare(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "strike":
            self._struck = self._in_is and is_struck(attributes)
            self._pieces += STRUCK * self._struck
        elif tag == "mergeCell":
            address = attributes.get("ref", "")
            span = cell_range(address)
            if span is None or len(self.merged) >= MOST_MERGES:
                raise self._opening.refusal("E1036", self._opening.place(self._decoder.sheet), address=address)
            self.merged.append(span)
        elif tag == "col" and attributes.get("hidden") in ("1", "true"):
            first, last = attributes.get("min", ""), attributes.get("max", "")
            if first.isdecimal() and last.isdecimal() and len(first) < 6 and len(last) < 6:
                self.hidden_columns.update(range(int(first), min(int(last), self._opening.limits.columns) + 1))

    def _end_cell(self) -> None:
        self._in_cell = False
        row, column = self._row, self._column + 1
        if self._cell is not None:
            address = cell_address(self._cell)
            if address is None:
                raise self._opening.refusal(
                    "E1036", self._opening.place(self._decoder.sheet, row, 0), address=self._cell
                )
            if address[0] < self._last_row and address[0] != row:
                self._out_of_order = True
            row, column = address
        self._column = column
        if row < 1 or column > LAST_COLUMN:
            raise self._opening.refusal("E1036", self._opening.place(self._decoder.sheet), address=f"({row}, {column})")
        if not self._stored and not self._formula:
            return
        text = joined(self._pieces) if self._stored else None
        value = self._decoder.value(self._kind, self._style, text, self._formula, row, column)
        if value is None:
            return
        self.grid.put(row, column, value)
        if self._kind == "n" and self._decoder.shown(self._style) is Shown.PERCENT:
            self.percent.append((row, column))

    def sheet(self, *, hidden: bool, formats_known: bool) -> Sheet:
        """What was read, once the part has ended."""
        if self._out_of_order:
            self._opening.warn("W1010", self._opening.place(self._decoder.sheet))
        merged = self.grid.finish(self.merged)
        width = max((len(r) for r in self.grid.rows), default=0)
        return Sheet(
            file=self._opening.file,
            name=self._decoder.sheet,
            rows=self.grid.rows,
            hidden=hidden,
            merged=tuple(merged),
            percent=frozenset(self.percent) if formats_known else None,
            hidden_rows=frozenset(r for r in self.hidden_rows if r <= len(self.grid.rows)),
            hidden_columns=frozenset(c for c in self.hidden_columns if c <= width),
        )


__all__ = ["LAST_COLUMN", "MAIN", "SheetScan", "read_sheet"]
