"""Number formats: which cell styles show a percentage, and which a date or time."""

from __future__ import annotations

import re
from enum import IntEnum

from nqp_index.errors import DataError
from nqp_index.reading.containers.opening import Opening
from nqp_index.reading.containers.xmlparts import elements


class Shown(IntEnum):
    """How a stored number is shown."""

    PLAIN = 0
    PERCENT = 1
    DATE = 2


#: Built-in formats (ECMA-376 part 1, 18.8.30): percentages, and dates including those of Chinese Excel.
PERCENT_IDS = frozenset({9, 10})
DATE_IDS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})

_SILENT = re.compile(r'"[^"]*"|\\.|[_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]|general', re.IGNORECASE)


def shown_by(code: str) -> Shown:
    """What a format code shows; only its first section counts.

    >>> shown_by("0.00%").name, shown_by('yyyy"年"m"月"').name, shown_by('0"%s"').name, shown_by("[Red]0.0").name
    ('PERCENT', 'DATE', 'PLAIN', 'PLAIN')
    """
    section = _SILENT.sub("", code[:1000]).split(";")[0]
    if "%" in section:
        return Shown.PERCENT
    return Shown.DATE if re.search("[ymdhs]", section, re.IGNORECASE) else Shown.PLAIN


def read_styles(opening: Opening, part: str, data: bytes) -> tuple[Shown, ...] | None:
    """How each cell style shows its number; None with a warning when the part cannot be understood."""
    try:
        found = elements(opening, part, data, frozenset({"numFmt", "xf"}))
    except DataError as refused:
        if any(p.code == "E1017" for p in refused.problems):
            raise
        opening.warn("W1005")
        return None
    own = {
        e.attributes.get("numFmtId"): shown_by(e.attributes.get("formatCode", ""))
        for e in found
        if e.name == "numFmt" and e.parent == "numFmts"
    }
    ids = [e.attributes.get("numFmtId", "0") for e in found if e.name == "xf" and e.parent == "cellXfs"]
    return tuple(own[i] if i in own else _built_in(i) for i in ids)


def _built_in(number: str) -> Shown:
    if not number.isdecimal() or len(number) > 6:
        return Shown.PLAIN
    if int(number) in PERCENT_IDS:
        return Shown.PERCENT
    return Shown.DATE if int(number) in DATE_IDS else Shown.PLAIN
