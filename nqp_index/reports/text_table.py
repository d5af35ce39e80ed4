"""Lays plain text out in columns, cut to the width of a console."""

from __future__ import annotations

from collections.abc import Sequence

from nqp_index.reports.text_width import display_width, padded, wrapped
from nqp_index.terms import label

#: Widest a name may be before it is cut.
MOST_NAME = 24


def fitted_table(
    header: Sequence[str], numeric: Sequence[bool], lines: Sequence[Sequence[str]], width: int, *,
    first: int, last: int = 0, most_name: int = MOST_NAME,
) -> list[str]:  # fmt: skip
    """A table cut to the console: the first and last columns stay, those between as far as there is room.

    A column without a single value is left out; columns without room are named below the table.
    """
    columns = range(len(header))
    cells = [max([1, *(min(display_width(line[c]), most_name) for line in lines)]) for c in columns]
    words = [max([0, *(display_width(word) for word in header[c].split())]) for c in columns]
    titles = [wrapped(header[c], max(cells[c], 10, min(words[c], 14))) for c in columns]
    wide = [max(cells[c], *(display_width(line) for line in titles[c])) for c in columns]
    used = [c for c in columns if not lines or any(line[c] for line in lines)]
    end = len(header) - last
    keep = [c for c in used if c < first or c >= end]
    room = width - sum(wide[c] + 2 for c in keep)
    for c in (c for c in used if first <= c < end):
        room -= wide[c] + 2
        if room < 0:
            break
        keep.append(c)
    keep.sort()
    height = max(len(titles[c]) for c in keep)
    aligned = [[""] * (height - len(title)) + title[:height] for title in titles]
    rows = [*zip(*aligned, strict=True), ["-" * wide[c] for c in columns], *lines]
    printed = ["  ".join(padded(row[c], wide[c], is_number=numeric[c]) for c in keep).rstrip() for row in rows]
    left = [header[c] for c in used if c not in keep]
    note = ["", *wrapped(label("note.columns_left_out", None, names=left), width)] if left else []
    return [*printed, *note]
