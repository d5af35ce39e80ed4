"""What the lines above and below a table say of it: title, database lines, measures, years, notes, its vintage."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from nqp_index.reading.layouts.grid import Grid
from nqp_index.reading.layouts.labels import is_continuation, is_english_line, listed_measures, table_number
from nqp_index.reading.layouts.lexicon import is_measure
from nqp_index.reading.layouts.units import (
    UnitSaid,
    is_unit_word,
    lone_measure,
    unit_line,
    units_of_notes,
    units_of_title,
)
from nqp_index.reading.layouts.words import is_foot, key_value, year_of_text, years_inside
from nqp_index.reading.measures import parse_measure

_INDICATOR_KEYS = {"指标", "指标名称", "indicator", "series"}
#: Keys of the day on which a table was made or printed, which is no day of its figures.
_DAY_OF_PAPER = re.compile(r"^(?:发布|公布|发表|更新|下载|制表|填报|打印|导出|查询|采集)(?:日期|时间)$")
_REGION_KEYS = {"地区", "region", "省份"}
_TIME_KEYS = {"时间", "年份", "time", "year"}
_FICTIONAL = re.compile(r"虚构|fictional|fictitious", re.IGNORECASE)
_VINTAGES = (
    ("census5", re.compile(r"五经普|第五次全国经济普查")), ("census4", re.compile(r"四经普|第四次全国经济普查")),
    ("census3", re.compile(r"三经普|第三次全国经济普查")), ("preliminary", re.compile(r"初步核算|初步统计|快报")),
)  # fmt: skip


@dataclass(slots=True)
class Meta:
    """The lines around one table.

    titles    running texts above it, in order; `english` those without Chinese
    indicator, region, time   values of `指标：`, `地区：`, `时间：` lines
    measures  measures of its `单位：` line in order, empty when it has none
    units     measures said in any other way: alone in a cell, in the bracket of a title or the corner, in a note
    notes     notes and sources, above and below
    """

    titles: list[str] = field(default_factory=list)
    title_row: int = 0
    english: list[str] = field(default_factory=list)
    indicator: str = ""
    region: str = ""
    time: str = ""
    measures: list[str] = field(default_factory=list)
    measure_row: int = 0
    units: list[UnitSaid] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    number: str = ""
    continued: bool = False

    @property
    def fictional(self) -> bool:
        return any(_FICTIONAL.search(t) for t in (*self.titles, *self.english, *self.notes, self.indicator))

    @property
    def vintage(self) -> str:
        """The revision that title or notes name, the latest where they name several."""
        texts = " ".join((*self.titles, *self.notes, self.indicator))
        return next((name for name, pattern in _VINTAGES if pattern.search(texts)), "")

    @property
    def time_years(self) -> list[int]:
        return years_inside(self.time)

    @property
    def title_years(self) -> list[int]:
        return list(dict.fromkeys(y for t in self.titles for y in years_inside(t)))

    @property
    def english_years(self) -> list[int]:
        return list(dict.fromkeys(y for t in self.english for y in years_inside(t)))


def read_meta(grid: Grid, start: int, top: int) -> Meta:
    """The meaning of the rows from `start` up to, not including, the first heading row `top`."""
    meta = Meta()
    for row in range(start, top):
        cells = grid.filled(row, stored=True)
        for i, (column, text) in enumerate(cells):
            following = cells[i + 1][1] if i + 1 < len(cells) else ""
            _take(meta, row, column, text, following)
    return meta


def _take(meta: Meta, row: int, column: int, text: str, following: str) -> None:
    if is_foot(text):
        meta.notes.append(text)
        meta.units.extend(units_of_notes([(row, text)], last=True))
        return
    if _take_unit(meta, row, column, text, following):
        return
    pair = key_value(text)
    if pair and pair[0] in _INDICATOR_KEYS | _REGION_KEYS | _TIME_KEYS:
        value = pair[1] or following
        slot = "indicator" if pair[0] in _INDICATOR_KEYS else "region" if pair[0] in _REGION_KEYS else "time"
        setattr(meta, slot, value)
        if slot == "indicator":
            meta.units.extend(units_of_title(value, row, column))
        return
    if pair and (pair[0] in {"数据库", "database"} or _DAY_OF_PAPER.match(pair[0])):
        meta.notes.append(text)
        return
    if is_english_line(text):
        meta.english.append(text)
    elif year_of_text(text) is not None:
        meta.time = meta.time or text
    else:
        meta.title_row = meta.title_row or row
        meta.titles.append(text)
        meta.units.extend(units_of_title(text, row, column))
        _take_listed(meta, row, text)
        meta.number = meta.number or table_number(text)
        meta.continued = meta.continued or is_continuation(text)


def _take_unit(meta: Meta, row: int, column: int, text: str, following: str) -> bool:
    """Take the measure that a cell above the table says, and its other words as another line."""
    line = ("", [following]) if is_unit_word(text) and lone_measure(following) else unit_line(text)
    if line is None:
        measure = lone_measure(text)
        meta.units.extend([UnitSaid(measure, row, column)] if measure else [])
        alone = bool(measure) or (text.strip()[:1] in "(（" and bool(listed_measures(text)))
        if not measure and alone:
            _take_listed(meta, row, text)
        return alone
    rest, measures = line
    if not measures:
        measures = [lone_measure(following) or following] if following else []
    measures = [m if is_measure(m) else m.strip("()（）[]［］ ") for m in measures]
    if row == meta.measure_row and meta.measures:  # one 单位： cell over each column; the same again in English is one
        known = list(map(parse_measure, meta.measures))
        measures = [*meta.measures, *(m for m in measures if parse_measure(m) not in known)]
    meta.measures, meta.measure_row = measures, row
    if rest:
        _take(meta, row, column, rest, "")
    return True


def _take_listed(meta: Meta, row: int, text: str) -> None:
    """Take the measures that a bracket lists as those of a `单位：` line, unless there is one."""
    listed = listed_measures(text)
    if listed and not meta.measures:
        meta.measures, meta.measure_row = listed, row


def is_fictional(text: str) -> bool:
    return bool(_FICTIONAL.search(text))
