"""Whatever stands in the cells of a sheet, reading it ends in a reading with problems and never in an exception."""

from __future__ import annotations

from datetime import datetime
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nqp_index.errors import Problem
from nqp_index.model.panel import SourceFile
from nqp_index.reading.definitions import load_framework
from nqp_index.reading.ingest import reading_of, session_for
from nqp_index.reading.layouts.anatomy import Hint
from nqp_index.reading.recognition import LAYOUT_NAMES
from nqp_index.reading.sheet import Book, ErrorValue, Odd, Raw, Sheet
from nqp_index.reading.sources import SourceHint, Sources, write_sources_draft
from nqp_index.reading.understanding import understanding_tables
from nqp_index.terms import sentence

WORDS = [
    "地区", "年份", "指标", "数值", "单位",
    "北京", "天津", "河北", "全国", "东部地区", "gdp", "pop", "地区生产总值(亿元)",
    "#出口", "2020", "2021年", "2022年", "单位：万元", "注：说明", "续表", "表3-4 各地区GDP(2022年)", "1,234.5①", "…",
    "3.5%", "1.2万", "x", "region", "year", "value", "（亿元）", "(", "",
]  # fmt: skip
CELLS = st.one_of(
    st.sampled_from(WORDS), st.none(), st.integers(-5, 3000), st.floats(), st.booleans(), st.text(max_size=6),
    st.sampled_from([Odd.UNCALCULATED, ErrorValue("#N/A"), datetime(2020, 12, 31)]),
)  # fmt: skip
ROWS = st.lists(st.lists(CELLS, max_size=7), max_size=12)
MERGES = st.lists(st.tuples(*[st.integers(1, 6)] * 2, *[st.integers(0, 3)] * 2), max_size=2)


HINTS = st.builds(
    Hint, layout=st.sampled_from(["", *LAYOUT_NAMES]), header_row=st.integers(0, 5), region_column=st.integers(0, 4),
    series=st.sampled_from(["", "gdp", "pop", "zz"]), year=st.sampled_from([0, 2021]),
    region=st.sampled_from(["", "北京"]), measure=st.sampled_from(["", "万元", "%", "zork"]),
    fill_down=st.booleans(),
)  # fmt: skip
#: Ordinary tables for hints that do not fit them.
PLAIN: list[list[list[Raw]]] = [
    [["指标：地区生产总值(亿元)"], ["地区", 2020, 2021, 2022], ["北京", 1, 2, 3], ["天津", 4, 5, 6]],
    [["各地区指标(2022年)"], ["地区", "gdp", "pop"], ["北京", 1, 2], ["天津", 4, 5], ["河北", 7, 8]],
    [["region", "year", "series", "value", "unit"], ["北京", 2022, "gdp", 1, "亿元"], ["天津", 2022, "pop", 2, "万人"]],
    [["指标", "北京", "天津", "河北"], ["地区生产总值(亿元)", 1, 2, 3], ["年末常住人口(万人)", 4, 5, 6]],
    [["地区：北京市"], ["年份", "gdp", "pop"], [2021, 1, 2], [2022, 3, 4]],
    [["年份", "北京", "天津", "河北"], [2021, 1, 2, 3], [2022, 4, 5, 6]],
    [["指标", "地区", 2021, 2022], ["gdp", "北京", 1, 2], [None, "天津", 3, 4], ["pop", "北京", 5, 6]],
]

known = cache(load_framework)


@pytest.mark.parametrize("name", ["province", "park", None])
@settings(max_examples=120, deadline=None, derandomize=True)
@given(rows=ROWS, merges=MERGES)
@example(rows=[["续表"], ["地区", datetime(2020, 12, 31)], ["北京"]], merges=[])
def test_no_sheet_makes_the_reading_raise(
    name: str | None, rows: list[list[Raw]], merges: list[tuple[int, int, int, int]]
) -> None:
    merged = tuple((t, c, t + down, c + right) for t, c, down, right in merges)
    _read_to_an_end(name, Sheet("f.xlsx", "S", rows, merged=merged), Sources())


@pytest.mark.parametrize("name", ["province", "park", None])
@settings(max_examples=150, deadline=None, derandomize=True)
@given(rows=st.one_of(st.sampled_from(PLAIN), ROWS), hint=HINTS)
@example(rows=PLAIN[0], hint=Hint(layout="long"))
@example(rows=PLAIN[5], hint=Hint(layout="region_by_year"))
def test_no_hint_makes_the_reading_raise(name: str | None, rows: list[list[Raw]], hint: Hint) -> None:
    _read_to_an_end(name, Sheet("f.xlsx", "S", rows), Sources((SourceHint("*", "*", hint),)))


def _read_to_an_end(name: str | None, sheet: Sheet, sources: Sources) -> None:
    framework = known(name) if name else None
    book = Book(SourceFile("f.xlsx", "", 0), "xlsx", (sheet,))
    reading = reading_of([book], session_for(framework), framework, sources, ())
    assert reading.panel is not None or any(p.code.startswith("E") for p in reading.problems)
    assert all(_told(p) for p in reading.problems)
    assert write_sources_draft(reading)
    understanding_tables(reading)


def _told(problem: Problem) -> bool:
    return bool(sentence(problem, "zh") and sentence(problem, "en"))
