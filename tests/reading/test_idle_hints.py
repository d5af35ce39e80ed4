"""Whatever a user says and nothing heeds is told: hints, preferences, aliases."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from nqp_index.errors import DataError
from nqp_index.model.framework import Framework
from nqp_index.reading.ingest import session_for
from nqp_index.reading.layouts.anatomy import Hint
from nqp_index.reading.reading import Reading
from nqp_index.reading.sheet import Sheet
from nqp_index.reading.sources import SourceHint, Sources

Understand = Callable[..., Reading]
ROWS = [["地区", "年份", "gdp"], ["北京", 2022, 1.0], ["天津", 2022, 2.0], ["河北", 2022, 3.0]]


def told(reading: Reading, code: str) -> list[dict[str, object]]:
    return [dict(p.args) for p in reading.problems if p.code == code]


def test_an_entry_for_a_file_that_was_not_read_is_told_with_the_nearest(understand: Understand) -> None:
    hints = Sources((SourceHint("tabel.xlsx", "*", Hint(measure="万元")), SourceHint("*", "*", Hint(year=2022))))
    (found,) = told(understand(*ROWS, sources=hints), "W1486")
    assert (found["file"], found["near"]) == ("tabel.xlsx", ("table.xlsx",))


def test_an_entry_below_one_that_takes_everything_is_told(understand: Understand) -> None:
    hints = Sources((SourceHint("*", "*", Hint(year=2022)), SourceHint("table.xlsx", "*", Hint(measure="万元"))))
    assert told(understand(*ROWS, sources=hints), "W1486")[0]["file"] == "table.xlsx"


@pytest.mark.parametrize("file", ["table.xlsx", "t*.xlsx", "data[1].xlsx"])
def test_an_entry_that_counts_is_not_told(understand: Understand, file: str) -> None:
    hints = Sources((SourceHint(file, "*", Hint(year=2022)),))
    name = file if "[" in file else "table.xlsx"
    assert not told(understand(*ROWS, sources=hints, file=name), "W1486")


def test_a_preferred_source_that_was_not_read_is_told_with_the_nearest(understand: Understand) -> None:
    other = Sheet("b.csv", "", [["地区", "年份", "gdp"], ["北京", 2022, 9.0]])
    reading = understand(*ROWS, file="a.csv", more=[other], prefer=["c.csv", "b.csv"])
    assert [(t["name"], t["near"]) for t in told(reading, "W1487")] == [("c.csv", ("a.csv", "b.csv"))]


@pytest.mark.parametrize("rows", [ROWS, [["地区生产总值"], ["地区", 2021, 2022], ["北京", 1, 2], ["天津", 3, 4]]])
def test_a_series_hint_that_names_none_is_refused_and_replaced_by_nothing(
    understand: Understand, rows: list[list[object]]
) -> None:
    reading = understand(*rows, sources=Sources((SourceHint("*", "*", Hint(series="gdpp")),)))
    (found,) = told(reading, "E1226")
    assert "地区生产总值" in str(found["near"])
    assert reading.panel is None


def test_an_alias_that_leads_to_no_series_and_no_region_is_refused_by_its_line(tiny: Framework, tmp_path: Path) -> None:
    path = tmp_path / "aliases.csv"
    path.write_text("name,code\n常驻居民,popp\n产值,gdp\n京城,北京\n总,全国\n", encoding="utf-8")
    with pytest.raises(DataError) as refused:
        session_for(tiny, path)
    (problem,) = refused.value.problems
    assert (problem.code, str(problem.place)) == ("E1486", "aliases.csv:2")
    assert "pop" in str(dict(problem.args)["near"])


def test_where_regions_are_free_an_alias_may_lead_to_any_name(parks: Framework, tmp_path: Path) -> None:
    path = tmp_path / "aliases.csv"
    path.write_text("甲,未来科学城\n", encoding="utf-8")
    assert session_for(parks, path).lexicon.regions.find("甲").code == "未来科学城"
