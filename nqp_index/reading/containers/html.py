"""An HTML page of tables, often named .xls: all its tables and the text between them become one sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from nqp_index.reading.containers.encoding import decoded
from nqp_index.reading.containers.grid import Range
from nqp_index.reading.containers.htmlrows import PageRows, TableRows
from nqp_index.reading.containers.opening import Opening
from nqp_index.reading.containers.raised import joined
from nqp_index.reading.sheet import Raw, Sheet

SILENT = frozenset({"script", "style", "head", "title", "noscript", "template"})
BLOCKS = frozenset({
    "p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "section", "article", "center",
    "caption", "pre", "form", "body", "html", "dd", "dt", "s", "strike", "del",
})  # fmt: skip
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,20})""", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")


def read_html(opening: Opening, data: bytes) -> tuple[Sheet, ...]:
    """One sheet: every table in order, separated by a blank row, with the loose text as rows of their own."""
    match = _CHARSET.search(data[:4096])
    page = _Page(opening)
    parser = _Parser(page)
    parser.feed(decoded(opening, data, declared=match[1].decode("ascii") if match else ""))
    parser.close()
    rows, merged = page.finish()
    return (Sheet(opening.file, "", rows, merged=tuple(merged)),)


@dataclass
class _Cell:
    """A cell that is open, and how far it spans."""

    rows: int
    columns: int
    pieces: list[tuple[str, bool]] = field(default_factory=list)


class _Page:
    """What is open at the moment: tables within tables, a cell, or loose text between them."""

    def __init__(self, opening: Opening) -> None:
        self._opening = opening
        self._rows = PageRows(opening)
        self._tables: list[tuple[TableRows, _Cell | None]] = []
        self._loose: list[tuple[str, bool]] = []
        self._silent = self._raised = 0

    def open_tag(self, tag: str, attributes: dict[str, str | None]) -> None:
        """A start tag."""
        if tag in ("body", "table"):
            self._silent = 0  # a head that was never closed ends here
        if tag in SILENT:
            self._silent += 1
        elif tag == "table":
            self._flush()
            if len(self._tables) > 50:
                raise self._opening.refusal("E1018", part="HTML", line=0, column=0, reason="table nesting > 50")
            self._tables.append((TableRows(self._opening), None))
        elif tag == "sup":
            self._raised += 1
        elif tag in ("td", "th") and self._tables:
            self._close_cell()
            cell = _Cell(_span(attributes.get("rowspan"), 65534), _span(attributes.get("colspan"), 1000))
            self._tables[-1] = (self._tables[-1][0], cell)
        elif tag == "tr" and self._tables:
            self._close_cell()
            self._tables[-1][0].start_row()
        elif tag in BLOCKS:
            self._break()

    def close_tag(self, tag: str) -> None:
        """An end tag, whether or not it was opened."""
        if tag in SILENT:
            self._silent = max(self._silent - 1, 0)
        elif tag == "sup":
            self._raised = max(self._raised - 1, 0)
        elif tag == "table" and self._tables:
            self._close_cell()
            self._rows.add_table(self._tables.pop()[0])
        elif tag in ("td", "th", "tr"):
            self._close_cell()
        elif tag in BLOCKS and tag != "br":
            self._break()

    def text(self, piece: str) -> None:
        """Text, which belongs to the innermost open cell, or to nobody."""
        if self._silent:
            return
        cell = self._tables[-1][1] if self._tables else None
        (cell.pieces if cell else self._loose).append((_BLANKS.sub(" ", piece), self._raised > 0))

    def finish(self) -> tuple[list[list[Raw]], list[Range]]:
        """All rows of the page; tables left open are closed."""
        while self._tables:
            self.close_tag("table")
        self._flush()
        return self._rows.finish()

    def _break(self) -> None:
        cell = self._tables[-1][1] if self._tables else None
        (cell.pieces if cell else self._loose).append(("\n", False))

    def _close_cell(self) -> None:
        self._raised = 0  # a mark that was never closed ends with its cell
        if not self._tables or self._tables[-1][1] is None:
            return
        table, cell = self._tables[-1]
        if cell is not None:
            table.add(_lines(cell.pieces), cell.rows, cell.columns)
        self._tables[-1] = (table, None)

    def _flush(self) -> None:
        for line in _lines(self._loose).split("\n"):
            if line:
                self._rows.add_line(line)
        self._loose = []


class _Parser(HTMLParser):
    """Hands the events of the standard parser to a page."""

    def __init__(self, page: _Page) -> None:
        super().__init__(convert_charrefs=True)
        self._page = page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._page.open_tag(tag, dict(attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._page.open_tag(tag, dict(attrs))
        if tag in SILENT:
            self._page.close_tag(tag)

    def handle_endtag(self, tag: str) -> None:
        self._page.close_tag(tag)

    def handle_data(self, data: str) -> None:
        self._page.text(data)


def _span(text: str | None, most: int) -> int:
    number = (text or "1").strip()
    return min(max(int(number), 1), most) if number.isdecimal() and len(number) < 8 else 1


def _lines(pieces: list[tuple[str, bool]]) -> str:
    """The text of pieces, raised ones as marks, without blank lines or blanks around breaks; U+3000 and nbsp stay."""
    lines = (line.strip(" ") for line in joined(pieces).split("\n"))
    return "\n".join(line for line in lines if line)
