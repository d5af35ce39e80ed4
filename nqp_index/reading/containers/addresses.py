"""Cell addresses such as B12 and ranges such as B2:B32, read strictly."""

from __future__ import annotations

import re
from functools import lru_cache

from nqp_index.reading.containers.grid import Range

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})\Z")


@lru_cache(maxsize=32768)
def column_number(letters: str) -> int:
    """The 1-based number of a column's letters.

    >>> column_number("A"), column_number("AB"), column_number("XFD")
    (1, 28, 16384)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def cell_address(text: str) -> tuple[int, int] | None:
    """Row and column of an address, counted from 1; None when it is not the address of any cell.

    >>> cell_address("C14"), cell_address("XFE1"), cell_address("A0")
    ((14, 3), None, None)
    """
    match = _ADDRESS.match(text)
    if not match:
        return None
    row, column = int(match[2]), column_number(match[1])
    return (row, column) if row <= LAST_ROW and column <= LAST_COLUMN else None


def cell_range(text: str) -> Range | None:
    """Top, left, bottom and right of a range, in order; None when it is not one.

    >>> cell_range("B2:B32"), cell_range("B2:")
    ((2, 2, 32, 2), None)
    """
    first, _, last = text.partition(":")
    start, end = cell_address(first), cell_address(last or first)
    if start is None or end is None or (":" in text and not last):
        return None
    return min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1])
