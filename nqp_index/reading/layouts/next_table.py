"""The lines that stand over a second table of a sheet: its title, 续表, its 单位 line at the right."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nqp_index.reading.layouts.grid import Grid
from nqp_index.reading.layouts.labels import is_continuation
from nqp_index.reading.layouts.units import is_unit_line, is_unit_word, lone_measure
from nqp_index.reading.layouts.words import is_foot
from nqp_index.reading.names.plain import visible

#: 7-5 or 续表3-2 at the head of a line; `2.` alone is the number of a note.
_NUMBERED = re.compile(r"^(?:续|附)?表?\s*\d{1,3}\s*[-–—－]\s*\d{1,3}")


def is_line_with_measure(texts: Sequence[str]) -> bool:
    """Whether the cells of a row are `单位：万元` and at most one other text, in whatever columns they stand.

    >>> is_line_with_measure(["续表", "单位：万元"]), is_line_with_measure(["单位", "万元"])
    (True, True)
    """
    if len(texts) == 2 and is_unit_word(texts[0]) and lone_measure(texts[1]):
        return True
    others = [text for text in texts if not is_unit_line(text)]
    return len(others) < len(texts) and len(others) <= 1


def announced_at(grid: Grid, notes: Sequence[tuple[int, str]], heading: int) -> int:
    """The row where the next table begins when notes stand before it: its number, 续表 or 单位 ends the notes, and the
    lines between a blank row and that one are its title."""
    start = next((row for row, text in notes if _announces(text)), heading)
    first = start
    while start < heading and first > 1 and not grid.is_blank(first - 1):
        first -= 1
        if any(is_foot(text) for _, text in grid.filled(first, stored=True)):
            return start
    return first if start < heading else heading


def _announces(text: str) -> bool:
    return is_continuation(text) or is_unit_line(text) or bool(_NUMBERED.match(visible(text)))
