"""Number formats: which cell styles show a percentage, a date or time, or a measure behind the number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from nqp_index.errors import DataError
from nqp_index.reading.containers.opening import Opening
from nqp_index.reading.containers.xmlparts import elements


class Shown(IntEnum):
    """How a stored number is shown."""

    PLAIN = 0
    PERCENT = 1
    DATE = 2
    WORDED = 3


@dataclass(frozen=True, slots=True)
class Worded:
    """A format that writes a word behind the number, which may be shown divided: 0!.0,"万" shows 45222 as 4.5万."""

    word: str
    divisor: int = 1

    def text(self, number: float) -> str:
        """The number as shown, with all its figures."""
        return f"{number / self.divisor:.15g}{self.word}"


Style = Shown | Worded

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


#: The last place of a figure in a format, the commas behind it, which divide by 1000 each, and what is written then.
_BEHIND = re.compile(
    r"[0#?](?P<commas>,*)(?P<rest>[^0#?]*)$|^general(?P<rest_of_general>.*)$", re.IGNORECASE | re.DOTALL
)
_NOT_WRITTEN = re.compile(r"[_*].|\[[^\]]*\]")
#: Figures behind a point that is only written (0\\.0): each divides by 10.
_WRITTEN_POINT = re.compile(r'0(?:\\\.|!\.|"\.")(?P<places>0+)')


def worded_by(code: str) -> Worded | None:
    r"""The word that a format code writes behind its numbers, when it is Chinese or a percent sign; None for others.

    >>> worded_by('#,##0.00"亿元"'), worded_by('0\\.0,"万"'), worded_by('0.0"%"'), worded_by('"¥"0.00_ ')
    (Worded(word='亿元', divisor=1), Worded(word='万', divisor=10000), Worded(word='%', divisor=1), None)
    """
    section = _NOT_WRITTEN.sub("", code[:200]).split(";")[0]
    found = _BEHIND.search(section)
    if found is None:
        return None
    word = re.sub(r'["\\!]', "", found["rest"] or found["rest_of_general"] or "").strip()
    if not word or not ("\u3400" <= word[0] <= "\u9fff" or word[0] in "%‰"):
        return None
    point = _WRITTEN_POINT.search(section)
    return Worded(word, 1000 ** len(found["commas"] or "") * 10 ** (len(point["places"]) if point else 0))


def _style_of(code: str) -> Style:
    shown = shown_by(code)
    return (worded_by(code) or shown) if shown is Shown.PLAIN else shown


def read_styles(opening: Opening, part: str, data: bytes) -> tuple[Style, ...] | None:
    """How each cell style shows its number; None with a warning when the part cannot be understood."""
    try:
        found = elements(opening, part, data, frozenset({"numFmt", "xf"}))
    except DataError as refused:
        if any(p.code == "E1017" for p in refused.problems):
            raise
        opening.warn("W1005")
        return None
    own = {
        e.attributes.get("numFmtId"): _style_of(e.attributes.get("formatCode", ""))
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
