"""Periods shorter than a year: halves, quarters, runs of months. Their figures are never read as the year's."""

from __future__ import annotations

import re
from collections.abc import Collection

from nqp_index.reading.names.plain import visible

_DASH = r"\s*(?:[-—–~～]|至|到)\s*"
_QUARTER = r"(?:第?[一二三四1-4])"
_PART = re.compile(
    rf"上半年|下半年|半年度|前[一二三两123]个?季度|{_QUARTER}{_DASH}{_QUARTER}季度|{_QUARTER}季度|"
    rf"(?<![a-z0-9])[qh][1-4](?![a-z0-9])|(?<!\d)\d{{1,2}}(?:月份?)?{_DASH}\d{{1,2}}月|"
    r"first (?:half|(?:two|three) quarters)|(?:first|second|third|fourth) quarter|"
    r"january\s*[-–—to]+\s*(?:february|march|april|may|june|july|august|september|october|november)",
    re.IGNORECASE,
)
_MONTH = re.compile(r"(?:19|20)\d{2}\s*年\s*(?:0?[1-9]|1[0-2])\s*月份?(?!\s*\d{1,2}\s*[日号]|[-—–~至到])")
_WHOLE = re.compile(
    rf"全年|(?<!\d)0?1(?:月份?)?{_DASH}12月|(?:第?[一1]){_DASH}(?:第?[四4])季度|前四季度|12\s*月[末底]|january\s*[-–—to]+\s*december",
    re.IGNORECASE,
)
_ABOUT_THE_PAPER = re.compile(r"发布|公布|更新|下载|导出|印发|制表|打印|修订|截至|出版")


def part_of_year(text: str) -> str:
    """The part of a year that a text names; empty when it names none, or a whole year.

    >>> part_of_year("2021年1-9月各地区生产总值"), part_of_year("2021年1-12月"), part_of_year("2021年12月末人口")
    ('1-9月', '', '')
    """
    text = visible(text)
    if _WHOLE.search(text):
        return ""
    found = _PART.search(text) or (None if _ABOUT_THE_PAPER.search(text) else _MONTH.search(text))
    return found.group().strip() if found else ""


def part_in_name(name: str) -> str:
    """The same of the name of a file, where a single month is more often the day of a download."""
    found = None if _WHOLE.search(name) else _PART.search(name)
    return found.group().strip() if found else ""


def part_of_one(text: str, years: Collection[int]) -> bool:
    """Whether a heading speaks of a part of one of these years, which then stands beside its whole."""
    return bool(part_of_year(text)) and any(str(year) in text for year in years)
