"""What the bytes of a plain text table themselves say about it, before or beside any parser."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from nqp_index.reading.limits import Limits

#: Bytes looked at in one go: few enough to stay near the processor.
PIECE = 128 * 1024
_NEWLINE, _RETURN = ord("\n"), ord("\r")
Letters = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Look:
    """Lines in all; empty fields below the header; whether there may be codes such as 007 or +86."""

    lines: int
    empty: int
    has_padded: bool


@dataclass(frozen=True, slots=True)
class _Piece:
    """The same of one piece, with the positions of its newlines."""

    newlines: NDArray[np.intp]
    delimiters: int
    empty: int
    has_padded: bool


def seen(data: bytes, delimiter: int, fields: int, limits: Limits) -> Look | None:
    """Count lines and fields; None when these bytes cannot be a table of so many fields within the limits.

    That no single line has more fields than the header is for the parser to say; as there are as many in all as that
    many lines should have, none has less.
    """
    data = data if data.endswith(b"\n") else data + b"\n"
    letters = np.frombuffer(data, np.uint8)
    header = data.find(b"\n")
    returns = data.count(b"\r")
    blank = bytes([delimiter, _NEWLINE]) + b"\r" * (returns > 0)
    look = partial(_piece, letters, header=header, blank=blank, padded=b"0+" if b"+" in data else b"0")
    pieces = [look(start) for start in range(0, len(data), PIECE)]
    newlines = np.concatenate([p.newlines for p in pieces])
    lines = len(newlines)
    if not 2 <= lines <= limits.text_rows or lines * fields > limits.text_cells:
        return None
    if sum(p.delimiters for p in pieces) != lines * (fields - 1):
        return None
    if returns and returns != np.count_nonzero(letters[newlines - 1] == _RETURN):
        return None
    if int(np.diff(newlines, prepend=-1).max()) > limits.characters:
        return None
    return Look(lines, sum(p.empty for p in pieces), b"+" in data or any(p.has_padded for p in pieces))


def _piece(letters: Letters, start: int, *, header: int, blank: bytes, padded: bytes) -> _Piece:
    """What stands in one piece; fields count below the header, which ends at position `header`.

    blank   what the text goes on with behind an empty field: the delimiter, a newline, and a return where there are any
    padded  what a code may start with that a number would lose
    """
    size = min(PIECE, len(letters) - start)
    own = letters[start : start + size + 2]
    if len(own) < size + 2:
        own = np.append(own, np.zeros(size + 2 - len(own), np.uint8))
    delimits, newline, *returns = (own == letter for letter in blank)
    separates = newline | delimits
    ends = separates | returns[0] if returns else separates
    below = slice(max(header - start, 0), size)
    before, first, second = separates[:-2][below], own[1:-1][below], own[2:][below]
    return _Piece(
        np.flatnonzero(newline[:-2]) + start, int(np.count_nonzero(delimits[:-2])),
        int(np.count_nonzero(before & ends[1:-1][below])),
        any(_goes_on(before & (first == letter), second) for letter in padded),
    )  # fmt: skip


def _goes_on(starts: NDArray[np.bool_], second: Letters) -> bool:
    """Whether a digit follows any of these."""
    return bool(starts.any()) and bool((starts & (second - np.uint8(ord("0")) < 10)).any())
