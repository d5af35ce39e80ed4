"""How large an input may be before it is refused; every number can be changed by the caller."""

from __future__ import annotations

from dataclasses import dataclass

MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes beyond which a file is refused. They are printed in the message that refuses it.

    file_bytes   one file, or one member of an archive
    part_bytes   one part of a workbook, unpacked
    total_bytes  all parts of a workbook or all members of an archive, unpacked
    ratio        unpacked to packed size, asked only of parts above `ratio_from` bytes
    rows, columns, cells   of one sheet; cells counts the box around all of them
    text_rows, text_cells  the same for a text file, which costs far less to read
    characters   of one cell
    strays       cells far outside a table that are left out with a warning; more are an error
    members      of an archive or workbook
    seconds, memory_bytes  of the process apart in which legacy formats are parsed
    page_seconds  the same for an HTML page, where broken markup can cost the parser quadratic time
    """

    file_bytes: int = 100 * MB
    part_bytes: int = 200 * MB
    total_bytes: int = 500 * MB
    ratio: int = 200
    ratio_from: int = 10 * MB
    rows: int = 200_000
    columns: int = 2_000
    cells: int = 10_000_000
    text_rows: int = 4_000_000
    text_cells: int = 20_000_000
    characters: int = 32_767
    strays: int = 10
    members: int = 2_000
    seconds: float = 60.0
    page_seconds: float = 20.0
    memory_bytes: int = 3072 * MB


def in_megabytes(size: int) -> str:
    """A size as a person reads it.

    >>> in_megabytes(100 * MB)
    '100 MB'
    """
    return f"{size / MB:.4g} MB"
