"""What calamine does not say of a .xls, from a look at the records: which cells are shown as a percentage, and which
formulas were never calculated."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from nqp_index.reading.containers.xlsx_styles import PERCENT_IDS, Shown, shown_by

Cells = frozenset[tuple[int, int]]
#: Records of [MS-XLS] 2.3.2 that matter here.
_BOF, _EOF, _BOUND_SHEET, _FORMAT, _XF = 0x0809, 0x000A, 0x0085, 0x041E, 0x00E0
_NUMBER, _RK, _FORMULA, _MULTIPLE_RK = 0x0203, 0x027E, 0x0006, 0x00BD
#: The result of a formula that gave an empty text, and the mark of a result that is no number.
_EMPTY_TEXT, _NO_NUMBER = 3, 0xFFFF
_BIFF8 = 0x0600


def percent_cells(stream: bytes) -> list[Cells] | None:
    """(row, column) from 1 of the cells shown as a percentage, sheet by sheet; None when the records do not tell."""
    try:
        starts, shown = _globals(stream)
        return [_cells(stream, start, shown) if any(shown) else frozenset() for start in starts]
    except (struct.error, IndexError, UnicodeDecodeError):
        return None


def uncalculated_cells(stream: bytes) -> list[Cells] | None:
    """(row, column) from 1 of the formulas that were never calculated, sheet by sheet.

    Such a formula is stored like one that gave an empty text. Where no formula of the workbook gave anything else, none
    was calculated; where some did, an empty text is a result.
    """
    try:
        found = [_formulas(stream, start) for start in _globals(stream)[0]]
    except (struct.error, IndexError, UnicodeDecodeError):
        return None
    some_result = any(gave for _, gave in found)
    return [frozenset() if some_result else frozenset(empty) for empty, _ in found]


def _formulas(stream: bytes, start: int) -> tuple[set[tuple[int, int]], bool]:
    """Where the formulas of a sheet stand that gave an empty text, and whether some gave anything else."""
    empty: set[tuple[int, int]] = set()
    gave = False
    for kind, body in _records(stream, start):
        if kind == _FORMULA:
            row, column, _, result, *_, mark = struct.unpack_from("<HHHBBBBBBH", body)
            if (result, mark) == (_EMPTY_TEXT, _NO_NUMBER):
                empty.add((row + 1, column + 1))
            else:
                gave = True
    return empty, gave


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Records from `at` to the end of their substream, charts inside it included."""
    depth = 0
    while True:
        kind, length = struct.unpack_from("<HH", stream, at)
        body = stream[at + 4 : at + 4 + length]
        depth += (kind == _BOF) - (kind == _EOF)
        if depth == 1 or kind == _BOF:
            yield kind, body
        if depth <= 0:
            return
        at += 4 + length


def _globals(stream: bytes) -> tuple[list[int], list[bool]]:
    """Where each sheet's records start, and for every cell style whether it shows a percentage."""
    starts: list[int] = []
    own: dict[int, bool] = {}
    styles: list[int] = []
    version = _BIFF8
    for kind, body in _records(stream, 0):
        if kind == _BOF:
            version = struct.unpack_from("<H", body)[0]
        elif kind == _BOUND_SHEET:
            starts.append(struct.unpack_from("<I", body)[0])
        elif kind == _FORMAT:
            own[struct.unpack_from("<H", body)[0]] = shown_by(_code(body, version)) is Shown.PERCENT
        elif kind == _XF:
            styles.append(struct.unpack_from("<H", body, 2)[0])
    return starts, [own.get(number, number in PERCENT_IDS) for number in styles]


def _code(body: bytes, version: int) -> str:
    """The text of a number format: one or two bytes a character in BIFF8, one before it."""
    if version < _BIFF8:
        return body[3 : 3 + body[2]].decode("latin-1")
    count, flags = struct.unpack_from("<HB", body, 2)
    wide = flags & 1
    return body[5 : 5 + count * (1 + wide)].decode("utf-16-le" if wide else "latin-1")


def _cells(stream: bytes, start: int, shown: list[bool]) -> Cells:
    found: set[tuple[int, int]] = set()
    for kind, body in _records(stream, start):
        if kind in (_NUMBER, _RK, _FORMULA):
            row, column, style = struct.unpack_from("<HHH", body)
            if shown[style]:
                found.add((row + 1, column + 1))
        elif kind == _MULTIPLE_RK:
            row, first = struct.unpack_from("<HH", body)
            styles = [struct.unpack_from("<H", body, at)[0] for at in range(4, len(body) - 2, 6)]
            found.update((row + 1, first + i + 1) for i, style in enumerate(styles) if shown[style])
    return frozenset(found)
