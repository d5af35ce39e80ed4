"""The words by which a table tells what its columns and lines are, and how years are written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from nqp_index.reading.names.plain import plain, spaced_once, visible, without_marks
from nqp_index.reading.names.traditional import TRADITIONAL
from nqp_index.reading.sheet import Raw

FIRST_YEAR, LAST_YEAR = 1949, 2100


def _keys(text: str) -> frozenset[str]:
    return frozenset(plain(word).replace("_", "") for word in text.split())


#: Roles of a column by its heading. Park words come before province words: the finer level is the one assessed.
PARK = _keys("园区 园区名称 开发区 开发区名称 高新区 高新区名称 国家高新区 park park_name zone zone_name")
PLACE = _keys(
    "地区 地域 省份 省市 省区 省市区 省(区、市) 省(市、区) 省、自治区、直辖市 省级行政区 区域 地区名称 区域名称 行政区 "
    "行政区划 评价对象 城市 城市名称 地市 市 省 名称 region region_name regions province province_name area city "
    "city_name name uname unit_name geo_name place reference_area "
    "省名 省别 省级 省市自治区 省份名称 所属省份 所在省份 行政区域 地方 "
    "地区名 prov provs provinces provname prov_name prvcnm"
)
CODE = _keys(
    "行政区划代码 区划代码 行政代码 地区代码 省份代码 省代码 区域代码 省份编码 地区编码 代码 code region_code "
    "province_code area_code adcode gb_code ucode iso id geo"
)
YEAR = _keys("年份 年度 年 时间 年别 统计年份 统计年度 year years time period time_period 日期 date")
SERIES = _keys(
    "指标 指标名称 指标代码 项目 变量 变量名 变量名称 序列 series series_code series_name variable variable_name "
    "indicator indicator_name indicator_code item 原始数据序列 统计指标 name_zh"
)
VALUE = _keys("数值 值 数据 指标值 观测值 原值 value values obs_value data amount figure")
MEASURE = _keys("单位 计量单位 measure unit units unit_of_measure unit_measure 量纲")
#: What stands in a row of measures for a column that has none.
NO_MEASURE = _keys("没有单位 无单位 无量纲 no_unit none")
STATUS = _keys("状态 数据状态 status flag obs_status")
IGNORED = _keys(
    "序号 编号 no no. 备注 注 说明 来源 数据来源 资料来源 source note notes remark remarks tier english 英文 英文名称 "
    "file sheet cell 文件 工作表 单元格 text_as_found 原文 text index unnamed"
)
REGION = PARK | PLACE
LONG_ROLES = ("year", "series", "value", "measure", "status", "code")

_FOOT = re.compile(
    r"^(?:注|说明|备注|资料来源|数据来源|来源|摘编自|摘自|资料|note|source|data\s*source|.{0,3}由.{1,40}整理|a\)|\*)"
    r"(?:$|[:：.\s\d]|.{0,3}本表|[^a-z])|^由.+整理|^注[:：0-9①-⑳]",
    re.IGNORECASE,
)
_KEY_VALUE = re.compile(r"^([^：:]{1,12})[：:](.*)$", re.DOTALL)
_YEAR_ONLY = re.compile(
    r"^(?:['’`]|截[至止](?:到)?|(?:y|yr|x)(?=\d))?((?:19|20)\d{2})(?:\.0+)?年?(?:度|末|底)?"
    r"(?:\(yr(?:19|20)\d{2}\)|\(?(?:最终(?:核实)?|核实)数?\)?|\(?a(?:ctual)?\)?|\(?(?:final|实际|实绩)\)?)?$"
)
_CHINESE_YEAR = re.compile(r"^[一二][〇○零0九][〇○零一二三四五六七八九]{2}年(?:度|末|底)?$")
_CHINESE_YEAR_INSIDE = re.compile(r"[一二][〇○零0九][〇○零一二三四五六七八九]{2}(?=年)")
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_YEAR_INSIDE = re.compile(r"(?<![\d.])((?:19|20)\d{2})(?!\d)(?!\s*年?\s*(?:价|不变价|可比价|年鉴|=\s*100))")
_YEARBOOK = re.compile(r"年鉴\D{0,3}\d{4}|\d{4}\D{0,3}年鉴|yearbook\D{0,3}\d{4}", re.IGNORECASE)
_YEAR_BEHIND = re.compile(r"^(.*?[^\d\W])[\s_\-]?[(（]?((?:19|20)\d{2})年?(?:度|末)?[)）]?$", re.DOTALL)
_YEAR_BEFORE = re.compile(
    r"^[(（]?((?:19|20)\d{2})(?:年?(?:度|末)?[)）]?[\s_\-]?((?!年\s?\d)[^\d\W].*)|"
    r"年(?:度|末)?\s?(\d{1,2}(?:[a-pr-z][^\W\d]|周?岁).*))$",
    re.DOTALL | re.IGNORECASE,
)
_HALF_YEAR = re.compile(
    r"^(?:fy\s*\d{2,4}|\d{2}年?|\d{4}\s*[-/]\s*\d{2,4}年?|"
    r"(?:19|20)\d{2}\.?(?:0[1-9]|1[0-2])|"
    r"\d{4}年?\s*(?:q[1-4]|h[12]|第?[一二三四]季度|[上下]半年|前[一二三]季度|\d{1,2}(?:\s*[-—–~至]\s*\d{1,2})?月份?))$",
    re.I,
)
#: What may stand behind a year: figures that are not final yet, or none at all.
_NOT_FINAL = re.compile(r"^\(?(?:初步|快报|修订|调整|核算|五经普|四经普|p|r|rev|prel)[^\d()]{0,12}\)?$")
_NO_FACT = re.compile(r"^\(?(?:预计|预测|估计|估算|规划|计划|目标|e|f|est|forecast|target|plan)[^\d()]{0,10}\)?$")
_MARKED_YEAR = re.compile(r"^((?:19|20)\d{2})年?(?:度|末|底)?(\D{1,16})$")
#: The day before the first of a spreadsheet, as an ordinal.
_DAY_ZERO = date(1899, 12, 30).toordinal()
_SPACED_DIGITS = re.compile(r"(?<=\b\d) (?=\d\b)")
_PRICE = re.compile(r"^\s*(?:年)?(?:价|不变价|可比价)")


def role_of(text: str) -> str:
    """The role a heading names: park, place, code, year, series, value, measure, status, ignored, or nothing.

    >>> role_of("地　 区"), role_of("Region"), role_of("GDP")
    ('place', 'place', '')
    """
    return _role(plain(text).replace("_", "")) if len(text) <= 40 else ""


@lru_cache(maxsize=10_000)
def _role(key: str) -> str:
    kinds = {"park": PARK, "place": PLACE, "code": CODE, "year": YEAR, "series": SERIES, "value": VALUE,
             "measure": MEASURE, "status": STATUS, "ignored": IGNORED}  # fmt: skip
    for kind, keys in kinds.items():
        if key in keys:
            return kind
    head, bracket, _ = key.partition("(")
    if bracket and head in REGION:
        return "place" if head in PLACE else "park"
    first = re.match(r"^[\u3400-\u9fff]+", key)
    return "place" if first and first.group() in PLACE and key[first.end() :] in PLACE else ""


def is_corner(text: str) -> bool:
    """Whether a cell names two axes of a table at once: 地区\\年份. Two lines may also say one thing in two languages.

    >>> is_corner("地区/年份"), is_corner("年份\\n地区"), is_corner("年份\\nYear")
    (True, True, False)
    """
    parts = [p for p in re.split(r"[\\\\/|＼／\n]", visible(text)) if p.strip()]
    roles = {role_of(p) for p in parts}
    return len(parts) == 2 and roles <= {"place", "park", "year", "series"} and ("\n" not in text or len(roles) == 2)


def year_of(cell: Raw) -> int | None:
    """The year that a cell holds and nothing else: 2022, '2022年', ２０２２, a date; None otherwise.

    >>> year_of("２０２２ 年"), year_of(2022.0), year_of("19"), year_of("2022年GDP")
    (2022, 2022, None, None)
    """
    if isinstance(cell, datetime | date):
        year = serial_year(cell) or cell.year
    elif isinstance(cell, bool) or cell is None:
        return None
    elif isinstance(cell, int | float):
        if cell != cell or cell in (float("inf"), float("-inf")) or cell != int(cell):
            return None
        year = int(cell)
    elif isinstance(cell, str):
        return year_of_text(cell) if 4 <= len(cell) <= 30 else None
    else:
        return None
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def serial_year(day: date) -> int | None:
    """The year whose plain number is shown as this day when its cell is formatted as a date; None for other days.

    >>> serial_year(date(1905, 7, 14)), serial_year(date(2022, 12, 31))
    (2022, None)
    """
    number = day.toordinal() - _DAY_ZERO
    return number if FIRST_YEAR <= number <= LAST_YEAR else None


@lru_cache(maxsize=10_000)
def year_of_text(text: str) -> int | None:
    """The year of a text that says a year and nothing else."""
    bare, _ = without_marks(visible(text))
    key = plain(bare).strip("()") if not bare.endswith("]") else plain(bare)
    if _CHINESE_YEAR.match(key):
        key = key[:4].translate(_CHINESE_DIGITS)
    found = _YEAR_ONLY.match(key)
    year = int(found.group(1)) if found else 0
    if not found and (day := re.match(r"^((?:19|20)\d{2})[-/.]12[-/.]31(?:[ T]00:00(?::00)?)?$", bare)):
        year = int(day.group(1))
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


@dataclass(frozen=True, slots=True)
class MarkedYear:
    """A year with a word behind it; `is_fact` = the figures were counted, be they final or not."""

    year: int
    mark: str
    is_fact: bool


def marked_year(text: str) -> MarkedYear | None:
    """A year with a word of revision or of forecast behind it; None for anything else.

    >>> marked_year("2023年(初步核算)"), marked_year("2025E"), marked_year("2022年")
    (MarkedYear(year=2023, mark='初步核算', is_fact=True), MarkedYear(year=2025, mark='e', is_fact=False), None)
    """
    found = _MARKED_YEAR.match(plain(text))
    if found is None:
        return None
    fact, none = _NOT_FINAL.match(found.group(2)), _NO_FACT.match(found.group(2))
    return MarkedYear(int(found.group(1)), found.group(2).strip("()"), bool(fact)) if fact or none else None


def odd_year(text: str) -> bool:
    """Whether a text looks like a year but does not say which: 19, FY2020, 2019-2020."""
    return bool(_HALF_YEAR.match(visible(text)))


def years_inside(text: str) -> list[int]:
    """Every year named in a running text; the year of a yearbook or of a price base is none.

    The blank between the number of a table and a year stays: 7-1 2022年 is not 7-12022年.
    >>> years_inside("各地区生产总值(2010年)"), years_inside("中国科技统计年鉴2021"), years_inside("2020年价")
    ([2010], [], [])
    >>> years_inside("7-1  2022年各地区生产总值"), years_inside("2 0 2 2 年")
    ([2022], [2022])
    """
    text = _SPACED_DIGITS.sub("", spaced_once(text).casefold())
    text = _CHINESE_YEAR_INSIDE.sub(lambda found: found.group().translate(_CHINESE_DIGITS), text)
    text = _YEARBOOK.sub(" ", text)
    years = [int(y) for y in _YEAR_INSIDE.findall(text)]
    return list(dict.fromkeys(y for y in years if FIRST_YEAR <= y <= LAST_YEAR))


def name_and_year(text: str) -> tuple[str, int] | None:
    """`GDP2022`, `gdp_2022`, `2022年GDP` as a name and a year; None when the text is not made so."""
    text = visible(text)
    if odd_year(text):
        return None
    behind = _YEAR_BEHIND.match(text)
    if behind and not _YEARBOOK.search(text):
        return behind.group(1).rstrip(" _-(（"), int(behind.group(2))
    before = _YEAR_BEFORE.match(text)
    name = (before.group(2) or before.group(3)) if before else ""
    if before and not _PRICE.match(name):
        return name, int(before.group(1))
    return None


def is_foot(text: str) -> bool:
    """Whether a line is a note or a source under (or above) a table.

    >>> is_foot("注：1.本表按当年价格计算"), is_foot("由EPS DATA整理"), is_foot("注册企业数")
    (True, True, False)
    """
    text = text.strip().translate(TRADITIONAL)
    return bool(_FOOT.match(text)) and not text.startswith(("注册", "资料片"))


def key_value(text: str) -> tuple[str, str] | None:
    """`指标：地区生产总值(亿元)` as a key and a value; None when the line is not made so."""
    found = _KEY_VALUE.match(visible(text))
    return (plain(found.group(1)), found.group(2).strip()) if found else None
