"""What the bytes of a plain text table themselves say about it, before or beside any parser."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nqp_index.reading.limits import Limits

#: Bytes looked at in one go: few enough to stay near the processor.
PIECE = 128 * 1024
_NEWLINE, _RETURN = ord("\n"), ord("\r")
Letters = NDArray[np.uint8]
Positions = NDArray[np.int32]
Places = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Look:
    """Where the fields of the lines below the header stand in the bytes.

    letters  (bytes,) the whole text, ending in a newline
    first    (lines,) where each line starts
    ends     (lines, fields) the position behind each field
    empty    how many fields hold nothing
    """

    letters: Letters
    first: Positions
    ends: Positions
    empty: int

    def __len__(self) -> int:
        return len(self.ends)

    def fields(self, column: int) -> tuple[Places, Places]:
        """Where the fields of one column start, and how long they are."""
        starts = self.ends[:, column - 1] + 1 if column else self.first
        return starts.astype(np.intp), (self.ends[:, column] - starts).astype(np.intp)

    def has_codes(self, column: int) -> bool:
        """Whether a column of whole numbers holds some that are spelt as codes are: 007, +86, or a blank before it."""
        starts, lengths = self.fields(column)
        first = self.letters[starts]
        negative = first == ord("-")
        if negative.any():
            first, lengths = self.letters[starts + negative], lengths - negative
        plain = (first - np.uint8(ord("1")) < 9) | ((first == ord("0")) & (lengths == 1))
        return not bool(plain.all())


def seen(data: bytes, delimiter: int, fields: int, limits: Limits) -> Look | None:
    """Find every field; None when these bytes are no table of so many fields a line within the limits."""
    letters = np.frombuffer(data if data.endswith(b"\n") else data + b"\n", np.uint8)
    pieces = [_separators(letters, start, delimiter) for start in range(0, len(letters), PIECE)]
    ends = np.concatenate([found for found, _, _ in pieces])
    lines = sum(newlines for _, newlines, _ in pieces)
    if not 2 <= lines <= limits.text_rows or len(ends) > limits.text_cells or len(ends) != lines * fields:
        return None
    newlines = ends[fields - 1 :: fields].copy()
    if (letters[newlines] != _NEWLINE).any():
        return None
    returns = letters[newlines - 1] == _RETURN
    if b"\r" in data and np.count_nonzero(letters == _RETURN) != np.count_nonzero(returns):
        return None
    if int(np.diff(newlines).max()) > limits.characters and int(np.diff(ends).max()) > limits.characters:
        return None
    in_header = np.count_nonzero(np.diff(ends[:fields]) == 1)
    ends = ends.reshape(lines, fields)
    ends[:, -1] -= returns
    before_return = np.count_nonzero((ends[1:, -1] - ends[1:, -2] == 1) & returns[1:])
    empty = sum(beside for _, _, beside in pieces) - in_header + before_return
    return Look(letters, newlines[:-1] + 1, ends[1:], int(empty))


def _separators(letters: Letters, start: int, delimiter: int) -> tuple[Positions, int, int]:
    """Positions of delimiters and newlines in one piece, how many of them are newlines, and how many separators follow
    another at once."""
    before = max(start - 1, 0)
    own = letters[before : start + PIECE]
    newline = own == _NEWLINE
    separator = newline | (own == delimiter)
    beside = int(np.count_nonzero(separator[1:] & separator[:-1]))
    found = np.flatnonzero(separator[start - before :]).astype(np.int32)
    found += np.int32(start)
    return found, int(np.count_nonzero(newline[start - before :])), beside
