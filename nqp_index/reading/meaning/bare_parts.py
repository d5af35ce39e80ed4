"""Names that say a part but not what is counted of it: 第三产业 may be value added, jobs, investment or electricity."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

from nqp_index.model.framework import Series
from nqp_index.reading.layouts.grid import text_of
from nqp_index.reading.layouts.headings import Heading
from nqp_index.reading.layouts.labels import split_label
from nqp_index.reading.meaning.facts import Ints, Rows
from nqp_index.reading.meaning.named import NO_SERIES, Named, code_of
from nqp_index.reading.meaning.session import Task
from nqp_index.reading.names.plain import has_chinese, plain

#: What is counted by a series → the words that say so around its bare parts.
_COUNTED = {
    "增加值": re.compile(
        r"生产总值|增加值|国民经济(?!行业)|(?<!国民)经济(?:与|和|,|发展|社会|主要|基本)|gdp|grp|value ?added|"
        r"gross (?:domestic|regional) product"
    ),
    "发电量": re.compile(r"发电量|generation|electricity (?:output|produced)"),
}
#: Words of other things that are counted by industry or by source.
_OTHER = re.compile(
    r"固定资产投资|投资|就业|从业|劳动力|劳动者|人员|职工|工资|用电|电力消费|能源|煤炭|消费|税收?|贷款|存款|信贷|单位数|法人|企业数|"
    r"企业|户数|外资|资产|用地|排放|出口|进口|研发|r&d|专利|利润|收入|支出|劳动生产率|生产率|面积|贡献率|拉动|装机|容量|电站|"
    r"利用小时|investment|employ|electricity|consumption|tax|loans?|wage|emission"
)
#: Things of which no part is called after an industry: beside them a bare part is one of its own.
_UNDIVIDED = re.compile(r"专利|研发|r&d|研究与试验发展|财政|预算|进出口|出口|进口|居民|可支配|利润总额|人口")
#: Rows that are parts themselves, so that the whole stands further up.
_PART = re.compile(
    r"^(?:[#＃]|其中|一、|二、|三、)|^第[一二三]产业|^(?:工业|建筑业|农业|服务业|农林牧渔业|批发|交通|住宿|金融业|房地产业)"
)


def _counted(series: Series, name: str) -> str:
    """What the series counts, when this name of it does not say so; empty for full names and codes."""
    whole = plain(name) in (plain(series.code), plain(series.label.zh), plain(series.label.en))
    if whole or not (has_chinese(name) or " " in name):
        return ""
    return next((w for w in _COUNTED if w in series.label.zh and not _COUNTED[w].search(plain(name))), "")


def other_whole(series: Series, name: str, around: list[str]) -> str:
    """The text around a bare part that is about something else than the series counts; empty when none is.

    around   what stands above or before the name, the nearest first: the first that speaks at all decides
    """
    counted = _counted(series, name)
    if not counted:
        return ""
    for text in around:
        if _COUNTED[counted].search(plain(text)):
            return ""
        if _OTHER.search(plain(text)):
            return text
    return ""


def is_part_of(series: Series, name: str, above: Iterable[str]) -> bool:
    """Whether a bare part stands under a heading that says what the series counts: 第三产业 under 地区生产总值."""
    counted = _counted(series, name)
    return bool(counted) and any(_COUNTED[counted].search(plain(text)) for text in above)


def is_other_part(task: Task, code: str, name: str, above: list[str], at: tuple[int, int]) -> bool:
    """Whether a heading or a row names a part of another whole than the series' own; told."""
    whole = other_whole(task.session.series(code), name, [*above, *_said(task)])
    if not whole:
        return False
    task.add("W1382", *at, name=name, whole=whole, series=task.session.series(code).label)
    task.unused.append(name)
    return True


def whole_at_left(task: Task, heading: Heading) -> list[str]:
    """The name at the left of a column of which it may be a part: the nearest that is no part itself. A measure of its
    own that is not the neighbour's says that the column is none, and so does a neighbour that is never divided so."""
    before = [h for h in task.table.headings if h.column < heading.column and h.path]
    near = next((h for h in reversed(before) if not _PART.match(h.path[-1])), None)
    if near is None or (heading.measure and near.measure != heading.measure) or _UNDIVIDED.search(plain(near.name)):
        return []
    return [near.name]


def _said(task: Task) -> list[str]:
    return [t for t in (task.table.meta.indicator, *task.table.meta.titles) if t]


def without_other_parts(task: Task, rows: Rows, numbers: Ints, named: list[Named]) -> Ints:
    """The positions of rows without those whose bare part stands under another whole than their series counts."""
    if task.layout.region == "row" or task.session.lexicon.open_series:
        return numbers
    bare = [
        i for i, one in enumerate(named)
        if one.number != NO_SERIES and _counted(task.session.series(code_of(task, one)), one.name)
    ]  # fmt: skip
    where = np.flatnonzero(np.isin(numbers, bare)) if bare else ()
    if not len(where):
        return numbers
    kept = numbers.copy()
    labels = [text_of(cell) for cell in task.table.grid.column(task.table.roles.series[0], rows)]
    measures = _measures_beside(task, rows, labels)
    for i in map(int, where):
        one = named[numbers[i]]
        at = (int(rows[i]), task.table.roles.series[0])
        if is_other_part(task, code_of(task, one), one.name, _whole_above(labels, measures, i), at):
            kept[i] = 0
    return kept


def _measures_beside(task: Task, rows: Rows, labels: list[str]) -> list[str]:
    """The measure of every row: of its label, or of the column of measures."""
    column = task.table.roles.measure
    beside = [text_of(cell) for cell in task.table.grid.column(column, rows)] if column else [""] * len(labels)
    return [split_label(label).measure or measure for label, measure in zip(labels, beside, strict=True)]


def _whole_above(labels: list[str], measures: list[str], i: int) -> list[str]:
    """The label of the row of which row `i` is a part: the nearest above that is no part itself. A measure of its own
    that is not the other row's says that it is none."""
    for j in range(i - 1, -1, -1):
        if labels[j] and not _PART.match(split_label(labels[j]).name):
            apart = measures[i] and measures[j] and measures[i] != measures[j]
            return [] if apart or _UNDIVIDED.search(plain(split_label(labels[j]).name)) else [labels[j]]
    return []
