"""Tables that are about something else than the series their columns seem to name: another scope, a declared mistake,
shares or growth rates of it."""

from __future__ import annotations

import re

from nqp_index.model.framework import Confusable, Series
from nqp_index.reading.layouts.labels import title_names
from nqp_index.reading.layouts.periods import part_of_year
from nqp_index.reading.meaning.measures_of import converts
from nqp_index.reading.meaning.scopes import Scope
from nqp_index.reading.meaning.session import Task
from nqp_index.reading.names.plain import plain

#: Titles of shares, rates and ranks. 地区生产总值及指数 is of both, and then each column says which it is.
_DERIVED = re.compile(
    r"(?<![及和与、,])(构成|比重|占比|结构|指数|增长速度|增速|增长率|增长情况|发展速度|贡献率|排名|排序|位次)"
    r"(?:\([^()]*\))*(?:情况)?(?:统计)?表?$"
)
#: Group headings of the same: growth, shares, amounts per head, scores, plans, other years.
_GROUP = re.compile(
    r"增长速度|增长率|增速|增幅|发展速度|(?:比|较).{0,6}(?:增长|增减|增加)|^增长$|^增减|(?:同比|年均|平均|年度)增长|同比|环比|拉动|贡献率|"
    r"弹性系数|比重|占比|^占.{1,12}(?:比|比例|的比率)$|构成$|人均|^每[百千万亿]?|平均值?$|标准差|变异系数|得分|标准化|归一化|无量纲|^权重$|"
    r"计划数|目标值|目标数|预测|预计|上年|去年|上期|同期|差额|增加额|净增|变动(?:额|率|幅度)?$|密度$|不变价|可比价|(?<!\d)(?:19|20)\d{2}年价|本月|当月|^累计|"
    r"(?:^|其中:?)(?:城镇|城市|农村|乡村|国有|集体|私营|男性?|女性?)$|growth|share|per ?capita|rank"
)
#: Ends of the names of whole collections as well: they count where a series or nothing stands before them.
_GROUP_END = re.compile(r"(?:指数(?:\([^()]*=100\))?|排名|排序|位次|名次)$")
#: Words that end the names of whole collections as well: 高质量发展指数.
_ALSO_PROJECTS = {"指数", "排名", "排序", "位次"}
_RATIOS = {"ratio", "index"}
#: Words that say no more of a ratio than that it is one.
_SHARES = {"比重", "占比", "构成", "人均"}


def is_other(task: Task, scope: Scope, code: str, whole: str, name: str, at: tuple[int, int], *, measure: str) -> bool:
    """Whether the table is about something else than the series found by `whole`; told. `measure` = said beside it."""
    names = task.session.lexicon.series
    if task.session.lexicon.open_series:
        return False
    series = names.series[code].label
    if scope.excludes(names, code, whole) and not names.is_own(name):
        task.add("W1312", *at, name=name, scope=scope.words[0], series=series)
    elif trap := _title_trap(task, code, name):
        task.add("W1310", *at, name=trap.name, series=series, note=trap.note)
    elif not measure and (derived := _derived_title(task, code)):
        task.add("W1316", *at, name=name, kind=derived, series=series)
    else:
        return False
    task.unused.append(name)
    return True


def derived_group(task: Task, series: Series, parents: tuple[str, ...]) -> str:
    """The growth, share or rank that a group heading says the columns below it are of; empty when it says none, or
    when the series' own names say it too."""
    own = [plain(name) for name in (series.label.zh, *series.aliases)]
    for group in map(plain, parents):
        word = _ending(task, group) or _inside(group) or part_of_year(group)
        is_own = any(word in name for name in own) or (series.kind in _RATIOS and word in _SHARES)
        if word and not is_own:
            return word
    return ""


def _inside(group: str) -> str:
    """The word of growth, shares and the like in a group heading; 总量及增速 is of both."""
    found = _GROUP.search(group)
    return found.group() if found and group[: found.start()][-1:] not in set("及和与、,") else ""


def _ending(task: Task, group: str) -> str:
    """指数 or a rank at the end of a group heading, with the name of a series or nothing before it."""
    found = _GROUP_END.search(group)
    head = group[: found.start()] if found else ""
    return found.group() if found and (not head or task.session.lexicon.series.code(head)) else ""


def _title_trap(task: Task, code: str, name: str) -> Confusable | None:
    """The declared mistake that a title names more fully than the column (城镇单位就业人员 above 就业人员)."""
    names, leaf = task.session.lexicon.series, plain(name.rpartition("/")[2]).rstrip("数额量")
    here = {plain(h.path[-1]) for h in task.table.headings if h.path}
    for text in (t for title in task.table.meta.titles for t in title_names(title)):
        found = names.find(text).confusable
        if found and found[0] == code and leaf in (trap := plain(found[1].name)) and trap not in here:
            return found[1]
    return None


def _derived_title(task: Task, code: str) -> str:
    """The share, rate or rank that a title is about, when nothing says that the figures are amounts all the same."""
    table, series = task.table, task.session.series(code)
    said = [*table.meta.measures, *(unit.measure for unit in table.meta.units)]
    if task.hint.measure or any(converts(task, code, m) for m in said) or table.roles.measure or series.kind in _RATIOS:
        return ""
    for title in table.meta.titles:
        text = plain(title_names(title)[-1])
        found = _DERIVED.search(text)
        if found is None or any(found.group(1) in plain(name) for name in (series.label.zh, *series.aliases)):
            continue
        if found.group(1) not in _ALSO_PROJECTS or task.session.lexicon.series.code(text[: found.start()]):
            return found.group(1)
    return ""
