"""Commas as decimal signs, as written where semicolons separate the fields."""

from __future__ import annotations

import re

from nqp_index.reading.containers.opening import Opening
from nqp_index.reading.sheet import Raw

_COMMA = re.compile(r"\s*[-+]?(?:[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+),[0-9]+\s*")
_EITHER = re.compile(r"\s*[-+]?[1-9][0-9]{0,2},[0-9]{3}\s*")
_THOUSANDS = re.compile(
    r"\s*[-+]?[1-9][0-9]{0,2}(?:,[0-9]{3}){2,}(?:\.[0-9]+)?\s*|\s*[-+]?[0-9]{1,3},[0-9]{3}\.[0-9]+\s*"
)


def with_decimal_points(opening: Opening, rows: list[list[Raw]]) -> None:
    """Write decimal commas as points, in place and with a warning, where at least one cell leaves no doubt.

    `137,5` can only be a decimal; `1,234` may be 1234; a table of nothing but the latter, or of both kinds of
    commas, is refused.
    """
    found = [(i, j, v) for i, row in enumerate(rows) for j, v in enumerate(row) if isinstance(v, str) and "," in v]
    commas = [(i, j, v) for i, j, v in found if _COMMA.fullmatch(v)]
    certain = [v for _, _, v in commas if not _EITHER.fullmatch(v)]
    thousands = any(_THOUSANDS.fullmatch(v) for _, _, v in found)
    if not commas or (thousands and not certain):
        return
    if thousands or not certain:
        i, j, text = commas[0]
        raise opening.refusal("E1055", opening.place(row=i + 1, column=j + 1), text=text)
    for i, j, text in commas:
        rows[i][j] = text.replace(".", "").replace(",", ".")
    opening.warn("W1009", text=certain[0], count=len(commas))
