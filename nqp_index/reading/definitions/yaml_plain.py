"""Reads the plain style in which definitions are mostly written, many times faster than the full parser."""

from __future__ import annotations

import re

from nqp_index.reading.definitions.found import Found
from nqp_index.reading.definitions.plain_parts import NotPlain, Open, Parts

__all__ = ["found_in_plain_yaml"]

#: A line: blanks, dashes, a key, and what stands behind them.
_LINE = re.compile(r"([ ]*)((?:- )*)(?:([A-Za-z_][A-Za-z0-9_]{0,99}):(?:[ ]+|$))?(.*)")
#: What only the full parser may judge: control characters, line ends of other kinds, what is no character.
_ODD = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def found_in_plain_yaml(text: str, file: str, *, deepest: int, most_events: int) -> Found | None:
    """What `text` says, exactly as the full parser finds it; None where it is not written in the plain style.

    The plain style: block lists and tables, keys that are names, each value in one line: a text without anything
    special, one in double quotes without a backslash, or lists and tables in brackets made of these. Whatever is
    wrong with a text (a key twice, an indentation that fits nothing) is left to the full parser, which says where.
    """
    if _ODD.search(text):
        return None
    reader = _Reader(Parts(file, deepest))
    try:
        for row, line in enumerate(text.split("\n"), start=1):
            blanks = line.lstrip(" ")
            if blanks and blanks[0] != "#":
                reader.take(row, line)
        root = reader.end()
    except NotPlain:
        return None
    return root if reader.parts.events <= most_events else None


class _Reader:
    """Takes one line after the other; keeps what is open, the outermost first."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self._open: list[Open] = []
        self._root: Found | None = None

    def take(self, row: int, line: str) -> None:
        found = _LINE.fullmatch(line)
        if found is None:
            raise NotPlain
        blanks, dashes, key, value = found.groups()
        column = len(blanks)
        self._close(column, is_entry=bool(dashes))
        for place in range(column, column + len(dashes), 2):
            self._entry(row, place, is_first=place == column)
        at = column + len(dashes)
        if key is not None:
            self._key(row, at, key, is_behind_dash=bool(dashes))
        elif not dashes:
            raise NotPlain
        if key is None or (value and value[0] != "#"):
            self._open[-1].put(self.parts.value(row, value, found.start(4), depth=len(self._open)))

    def end(self) -> Found | None:
        self._close(-1, is_entry=False)
        return self._root

    def _close(self, column: int, *, is_entry: bool) -> None:
        """Close what a line at this column stands outside of: what is further in, and in front of a key also a list
        in the same column, which is the value of the key before."""
        while self._open:
            last = self._open[-1]
            if last.column < column or (last.column == column and (is_entry or last.is_table)):
                return
            done = self._open.pop().done()
            if self._open:
                self._open[-1].put(done)
            else:
                self._root = done

    def _entry(self, row: int, column: int, *, is_first: bool) -> None:
        """A dash: the next entry of the list in this column, or the first of a list that begins here."""
        last = self._open[-1] if self._open else None
        if not is_first or last is None or last.is_table or last.column != column:
            self._begin(row, column, is_table=False, is_behind_dash=not is_first)

    def _key(self, row: int, column: int, key: str, *, is_behind_dash: bool) -> None:
        last = self._open[-1] if self._open else None
        if is_behind_dash or last is None or last.column != column:
            self._begin(row, column, is_table=True, is_behind_dash=is_behind_dash)
        self._open[-1].name(self.parts.scalar(row, column, key))

    def _begin(self, row: int, column: int, *, is_table: bool, is_behind_dash: bool) -> None:
        """Only what waits for a value may hold another list or table, and the document begins once."""
        if self._open:
            is_awaited = self._open[-1].key is not None or is_behind_dash
        else:
            is_awaited = self._root is None
        if not is_awaited:
            raise NotPlain
        self._open.append(self.parts.begin(row, column, is_table=is_table, depth=len(self._open)))
