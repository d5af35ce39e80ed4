"""Columns that divide the rows further than region, year and series do: a city, an industry, a sex. Rows of a part are
never read as the whole."""

from __future__ import annotations

import re

import numpy as np

from nqp_index.reading.amounts import read_amount
from nqp_index.reading.layouts.grid import text_of
from nqp_index.reading.layouts.headings import Heading
from nqp_index.reading.meaning.session import Task
from nqp_index.reading.names.plain import plain

_CITY = re.compile(
    r"(?:地级)?市|城市(?:名称?)?|地市|市县|县|区县|县区|县\(市,区\)|cit(?:y|ies)(?:name)?|county|prefecture|district"
)
_KIND = re.compile(
    r"(?:国民经济)?行业(?:门类|大类)?|(?:性别|年龄|年龄组|学历|文化程度|受教育程度|民族|城乡|户口性质)|登记注册类型|注册类型|"
    r"经济类型|企业类型|企业规模|执行部门|活动类型|industry|sector|sex|gender|age|agegroup|education|ownership|residence"
)
_AFFIX = re.compile(r"^(?:按|分)|(?:分|别|分类|名称|代码|name|code)$")
_WHOLE = {"合计", "总计", "小计", "总数", "全部", "全体", "全行业", "全社会", "全省", "全市", "不分", "城乡合计",
          "男女合计", "total", "all", "both", "bothsexes", "allindustries"}  # fmt: skip
_MOST, _SAMPLE = 5000, 50


def is_divided(task: Task) -> bool:
    """Whether a column that was not read divides the rows; tells it, and warns of one that says the same throughout."""
    divided = False
    for heading in _unread(task):
        name = plain(heading.text).replace("_", "")
        is_kind = bool(_KIND.fullmatch(_AFFIX.sub("", name)) or _KIND.fullmatch(name))
        if not is_kind and not _is_text(_column(task, heading.column, _SAMPLE)):
            continue
        cells = {i: t for i, t in enumerate(_column(task, heading.column)) if t and not _whole(task, t)}
        if not cells:
            continue
        if _CITY.fullmatch(name):
            part = _other_place(task, cells)
        else:
            part = next(iter(cells)) if is_kind else _split(task, cells)
        if part is not None:
            row, region = int(task.table.body.rows[part]), _column(task, _region(task))[part]
            task.add("E1224", row, heading.column, name=heading.text, text=cells[part], region=region)
            divided = True
        elif len(cells) > 1 and len(set(cells.values())) == 1 and not heading.role:
            task.add("W1314", heading.row, heading.column, name=heading.text, text=next(iter(cells.values())))
    return divided


def _unread(task: Task) -> list[Heading]:
    """Named columns that have no role in the table and are no series."""
    table, lexicon = task.table, task.session.lexicon
    roles = table.roles
    if lexicon.open_series or not (roles.region or roles.code):
        return []
    used = {roles.region, roles.code, roles.year, roles.measure, roles.status, roles.value, *roles.series,
            *roles.rivals}  # fmt: skip
    kinds = {""} if lexicon.regions.free else {"", "place", "park"}
    return [
        h for h in table.every
        if h.column not in used and h.text and h.role in kinds and h.year is None and not h.region
        and not any(lexicon.series.code(name) for name in (h.name, h.whole, *h.path[-1:]) if name)
    ]  # fmt: skip


def _region(task: Task) -> int:
    return task.table.roles.region or task.table.roles.code


def _column(task: Task, column: int, most: int = _MOST) -> list[str]:
    """The texts of the first rows of a column."""
    cells = task.table.grid.column(column, task.table.body.rows[:most])[:most]
    return [text_of(cell) for cell in (cells.tolist() if isinstance(cells, np.ndarray) else cells)]


def _whole(task: Task, text: str) -> bool:
    return plain(text) in _WHOLE or task.session.lexicon.regions.is_aggregate(text)


def _is_text(texts: list[str]) -> bool:
    """Whether the first cells are words rather than figures."""
    filled = [text for text in texts if text]
    return 2 * sum(bool(read_amount(text).fault) for text in filled) > len(filled)


def _other_place(task: Task, cells: dict[int, str]) -> int | None:
    """Where a city column names another place than the region of its row."""
    find, regions = task.session.lexicon.regions.named, _column(task, _region(task))
    for i, text in cells.items():
        if plain(text) != plain(regions[i]) and not (find(text).code and find(text).code == find(regions[i]).code):
            return i
    return None


def _split(task: Task, cells: dict[int, str]) -> int | None:
    """Where the same region, year and series comes again with another word in this column."""
    roles, body = task.table.roles, task.table.body
    columns = [c for c in (roles.region, roles.code, roles.year, *roles.series) if c]
    keys = list(zip(*(_column(task, c) for c in columns), strict=True))
    seen: dict[tuple[str, ...], str] = {}
    for i, text in cells.items():
        if seen.setdefault((*keys[i], body.sections.get(int(body.rows[i]), "")), text) != text:
            return i
    return None
