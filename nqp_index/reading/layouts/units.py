"""Where the lines around a table say its measure: `单位：` anywhere in a line, a measure alone, a title's bracket."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from nqp_index.reading.layouts.labels import is_measure_line, split_label, title_measure
from nqp_index.reading.layouts.lexicon import is_measure
from nqp_index.reading.names.plain import plain, visible

_OPEN, _CLOSE = "(（[［【〔<《", ")）]］】〕>》"
#: `单位：` at the start of a text or after a blank, a bracket, a stop or a year: 主管单位：教育部 is no measure.
_UNIT = re.compile(
    rf"(?:^|(?<=[\s{re.escape(_OPEN)},，;；。:：年]))(?:本表|全表|表中)?的?(?:计量|数据|金额|数值)?[单單]\s*位\s*(?:[:：]|均?为|是)\s*|"
    r"(?<![a-z])units?\s*[:：]\s*",
    re.IGNORECASE,
)
_ANYWHERE = re.compile(r"[单單]\s*位\s*(?:[:：]|均?为|是)\s*([^\s,，、。;；)）]{1,20})")
_WORD = {plain(w) for w in ("单位", "计量单位", "单 位", "unit", "units")}
#: Measures that are the names of series as well: alone on a line they are a title.
_NAMES_TOO = {"人口", "指数", "population"}
_NOTE_ABOUT_UNIT = re.compile(r"^(?:注|说明|备注|note)?\s*[:：.]?\s*(?:\d[.、])?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class UnitSaid:
    """A measure seen around a table. `plainly` = it can only be meant for the table as a whole."""

    measure: str
    row: int
    column: int
    plainly: bool = True


def unit_line(text: str) -> tuple[str, list[str]] | None:
    """What stands around `单位：` and the measures behind it, in their order; None when a text holds no such words.

    >>> unit_line("2021年   单位：万元"), unit_line("【单位：个、亿元】"), unit_line("主管单位：教育部")
    (('2021年', ['万元']), ('', ['个', '亿元']), None)
    """
    text = visible(text)
    found = _UNIT.search(text)
    if not found:
        return None
    before, rest, after = text[: found.start()], text[found.end() :].strip(), ""
    if before[-1:] and before[-1] in _OPEN:
        close = _CLOSE[_OPEN.index(before[-1])]
        inner, _, after = rest.partition(close)
        before, rest = before[:-1], inner.strip() if after or rest.endswith(close) else rest
    measures = _measures(rest)
    if not found.group().rstrip().endswith((":", "：")):
        measures = [m for m in measures if is_measure(m)]
        if not measures:
            return None
    rest = (before.rstrip(" \t　,，;；") + after).strip()
    return (rest if any(c.isalnum() for c in rest) else ""), measures


def _measures(text: str) -> list[str]:
    text = text.strip().rstrip("。.;；")
    if is_measure(text):
        return [text]
    return [p.strip() for p in re.split(r"[,，、;；\s]+", text) if p.strip()]


def is_unit_line(text: str) -> bool:
    """Whether a text names measures and nothing else.

    >>> is_unit_line("（单位：人年）"), is_unit_line("地区")
    (True, False)
    """
    line = unit_line(text)
    return line is not None and not line[0]


def is_unit_word(text: str) -> bool:
    """Whether a cell says no more than 单位: the measure then stands in the next cell."""
    return plain(text) in _WORD


def lone_measure(text: str) -> str:
    """The measure of a cell that holds nothing else, in brackets or not; empty when it is none."""
    bare = text.strip(f"{_OPEN}{_CLOSE} ")
    return bare if is_measure_line(text) and plain(bare) not in _NAMES_TOO else ""


def units_of_title(text: str, row: int, column: int) -> list[UnitSaid]:
    """The measure in the bracket of a title."""
    measure = title_measure(text)
    return [UnitSaid(measure, row, column)] if measure else []


def units_of_corner(texts: Iterable[tuple[int, int, str]]) -> list[UnitSaid]:
    """The measure in the bracket of a heading over labels: 地区（单位：万元）."""
    labels = [(row, column, split_label(text).measure) for row, column, text in texts]
    return [UnitSaid(measure, row, column) for row, column, measure in labels if measure]


def units_of_notes(notes: Iterable[tuple[int, str]], *, last: bool) -> list[UnitSaid]:
    """Measures said under a table. A line that says no more counts for the table, unless another table follows."""
    said = []
    for row, text in notes:
        line = unit_line(text)
        if line is not None and len(line[1]) == 1 and is_measure(line[1][0]) and _NOTE_ABOUT_UNIT.match(line[0]):
            said.append(UnitSaid(line[1][0], row, 1, last))
        elif measure := lone_measure(text):
            said.append(UnitSaid(measure, row, 1, last))
        else:
            said += [UnitSaid(m, row, 1, False) for m in _ANYWHERE.findall(visible(text)) if is_measure(m)]
    return said
