"""Takes a heading apart: its name, the measure in its last bracket, footnote marks, a year beside the name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from nqp_index.reading.layouts.lexicon import is_measure
from nqp_index.reading.names.plain import chinese_part, has_chinese, visible, without_marks
from nqp_index.reading.names.traditional import TRADITIONAL

_LAST_BRACKET = re.compile(r"[(（\[［【〔]([^()（）\[\]［］【】〔〕]{1,40})[)）\]］】〕]$")
_UNIT_PREFIX = re.compile(r"^(?:计量|計量)?[单單]\s*位\s*[:：]\s*|^units?\s*[:：]\s*", re.IGNORECASE)
_TAIL = re.compile(r"\s*[,，/／:：;；_\-–—]\s*|(?<=[^\s,，/／:：;；])\s+")
_PARTS = re.compile(r"[,，、;；]")
#: Measures that are words of names as well: 总人口, 价格 指数, 使用 次.
_NAMES_TOO = {"人口", "指数", "月", "天", "小时", "分", "次", "位", "度", "级", "种"}
_MEASURE_LIKE = re.compile(
    r"^[十百千万亿]{1,3}$|^(?:hundreds?|thousands?|millions?|billions?|trillions?|[mb]n|mil)$|"
    r"^[\d\s百千万亿]*(?:[^\d\s]{0,8}(?:元|人|户|件|项|个|家|吨|米|公里|时|张|篇|台|辆|部|%|‰|/)[^\d\s]{0,6})$",
    re.IGNORECASE,
)
_TABLE_NUMBER = re.compile(r"^(?:附?表\s*)?\d{1,3}(?:\s*[-–—.－]\s*\d{1,3})*[、.\s]+|^表\s*\d+[-–—.－\d]*\s*")
_CONTINUED = re.compile(
    r"^(?:表?\s*\d{1,3}(?:[-–—.－]\d{1,3})*\s*)?续表\s*(?:\d{1,3}(?:[-–—.－]\d{1,3})*)?\s*(?:continued)?\s*\d*|[(（]续(?:表)?\s*\d*[)）]$|\bcontinued\b",
    re.IGNORECASE,
)
_OF_REGIONS = re.compile(
    r"^(?:中国|全国)?(?:\d{4}\s*年?)?(?:分地区|分省(?:份)?(?:年度)?|按地区分|各地区|各省级行政区|各省份?|各省市|各省区市|各市|各园区|主要城市|"
    r"(?:\d{1,2}|三十一)个?省(?:份|市|级行政区)?)(?:[(（](?:自治)?[区市](?:[、,，]?(?:直辖)?[区市])?[)）])?的?"
)
_OF_ZONES = re.compile(
    r"^(?:国家级?)?(?:高新技术产业开发区|高新区|经济技术开发区|经开区|开发区|园区)(?:入统)?(?:企业)?(?:的)?"
)
_BY_REGION = re.compile(r"\s*(?:,|[-–—])?\s*by\s+(?:region|province|area)s?$", re.IGNORECASE)
_TITLE_TAIL = re.compile(r"(?:基本)?(?:情况)?(?:统计)?(?:数据)?表?$")
_YEAR_BRACKET = re.compile(r"[(（]\s*(?:19|20)\d{2}[^()（）]{0,8}[)）]")
_YEAR_RUN = re.compile(
    r"(?:(?:19|20)\d{2}\s*(?:[-—–~至到]\s*(?:19|20)\d{2}\s*)?|[一二][〇○零九][〇○零一二三四五六七八九]{2})年(?:度|末|底)?"
)


@dataclass(frozen=True, slots=True)
class Label:
    """A heading taken apart; `doubt` is a last bracket that looks like a measure but is none that is known."""

    name: str
    measure: str = ""
    doubt: str = ""
    marks: str = ""


def split_label(text: str) -> Label:
    """The name and the measure of a heading.

    >>> split_label("地区生产总值（当年价）（亿元）①")
    Label(name='地区生产总值（当年价）', measure='亿元', doubt='', marks='①')
    >>> split_label("R&D经费 亿元").measure, split_label("新产品销售收入/出口").measure
    ('亿元', '')
    """
    bare, marks = without_marks(chinese_part(visible(text)))
    found = _LAST_BRACKET.search(bare)
    if found:
        inner = _UNIT_PREFIX.sub("", found.group(1)).strip()
        head = bare[: found.start()].strip()
        if is_measure(inner):
            head, more = without_marks(head)
            return Label(head, inner, "", marks + more)
        mixed = _within_words(head, inner) or _before_words(head, found.group())
        if mixed is not None:
            return Label(*mixed, "", marks)
        doubt = inner if _MEASURE_LIKE.match(inner) else ""
        return Label(bare, "", doubt, marks)
    return _with_tail(bare, marks)


def _within_words(head: str, inner: str) -> tuple[str, str] | None:
    """A bracket of words and one measure: 地区生产总值（当年价，亿元）. The words belong to the name."""
    parts = [part.strip() for part in _PARTS.split(inner) if part.strip()]
    measures = [part for part in parts if part not in _NAMES_TOO and is_measure(part)]
    if len(measures) != 1 or len(parts) < 2 or not head:
        return None
    words = "，".join(part for part in parts if part != measures[0])
    return f"{head}（{words}）", measures[0]


def _before_words(head: str, last: str) -> tuple[str, str] | None:
    """A bracket of a measure before one of words: 地区生产总值（亿元）（现价）."""
    found = _LAST_BRACKET.search(head)
    inner = _UNIT_PREFIX.sub("", found.group(1)).strip() if found else ""
    if found is None or not found.start() or inner in _NAMES_TOO or not is_measure(inner) or not has_chinese(last):
        return None
    return head[: found.start()].strip() + last, inner


def listed_measures(text: str) -> list[str]:
    """The measures of the last bracket of a text when it holds two or more of them and nothing else.

    >>> listed_measures("2022年主要指标（亿元，%）"), listed_measures("地区生产总值（亿元）")
    (['亿元', '%'], [])
    """
    text = _YEAR_BRACKET.sub("", _CONTINUED.sub("", visible(text)).strip()).strip()
    found = _LAST_BRACKET.search(text)
    parts = [p.strip() for p in _PARTS.split(_UNIT_PREFIX.sub("", found.group(1)))] if found else []
    return parts if len(parts) > 1 and all(map(is_measure, parts)) else []


def _with_tail(bare: str, marks: str) -> Label:
    """A measure behind a comma, a stroke, a colon or a blank: 年末常住人口，万人."""
    for found in _TAIL.finditer(bare):
        name, tail = bare[: found.start()].strip(), bare[found.end() :].strip()
        tail = _UNIT_PREFIX.sub("", tail)
        if name and tail not in _NAMES_TOO and (has_chinese(tail) or tail in {"%", "‰"}) and is_measure(tail):
            return Label(name, tail, "", marks)
    return Label(bare, "", "", marks)


def is_measure_line(text: str) -> bool:
    """Whether a text is a measure alone, in brackets or not."""
    return bool(text) and (is_measure(text) or is_measure(text.strip("()（）[]［］ ")))


@lru_cache(maxsize=10_000)
def title_measure(text: str) -> str:
    """The measure in the bracket of a title, whatever year stands beside it; empty when it names none.

    >>> title_measure("各地区生产总值（亿元）(2021年)")
    '亿元'
    """
    text = _CONTINUED.sub("", visible(text)).strip()
    return split_label(text).measure or split_label(_YEAR_BRACKET.sub("", text).strip()).measure


def title_names(text: str) -> list[str]:
    """What a title may name, most literal first: table number, years, `各地区` and `情况` taken off step by step.

    >>> title_names("1-4  各地区研究与试验发展(R&D)人员全时当量(2010年)")[-1]
    '研究与试验发展(R&D)人员全时当量'
    """
    label = split_label(_CONTINUED.sub("", visible(text).translate(TRADITIONAL)).strip())
    name = _TABLE_NUMBER.sub("", label.name).strip() or label.name
    undated = _YEAR_RUN.sub("", _YEAR_BRACKET.sub("", name)).strip()
    undated = split_label(undated).name
    bare = _BY_REGION.sub("", _OF_REGIONS.sub("", undated)).strip()
    zoneless = _OF_ZONES.sub("", bare).strip()
    short = _TITLE_TAIL.sub("", bare).strip()
    return ([n for n in dict.fromkeys((name, undated, bare, zoneless, short)) if n]) or [
        text
    ]  # a title such as 续表 holds no name but itself


def table_number(text: str) -> str:
    """The number of a table by which its continuation is known: `表3-4` and `续表3-4` share `3-4`."""
    found = re.search(r"(?<!\d)(\d{1,3}(?:[-–—.－]\d{1,3})+)", visible(text))
    return re.sub(r"[-–—.－]", "-", found.group(1)) if found else ""


def is_continuation(text: str) -> bool:
    return bool(_CONTINUED.search(visible(text)))


def is_english_line(text: str) -> bool:
    return not has_chinese(text) and any(c.isalpha() for c in text)
