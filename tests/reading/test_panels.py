"""Whole files into panels: long tables agree with pandas, frames with files, tidy tables with themselves."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from nqp_index.errors import DataError
from nqp_index.model.framework import Framework
from nqp_index.model.panel import CellStatus, Panel
from nqp_index.reading.definitions import load_framework
from nqp_index.reading.ingest import panel_from_frame, read_panel, read_report
from nqp_index.reading.measures import parse_measure
from nqp_index.reading.reading import Reading
from nqp_index.reading.sheet import Raw
from nqp_index.reading.sources import load_sources, write_sources_draft
from nqp_index.reading.tidy import KEYS, tidy_frame, tidy_table
from nqp_index.reading.understanding import understanding_tables


def write(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    return path


def agrees(panel: Panel, frame: pd.DataFrame, framework: Framework, series: str) -> int:
    """How many of the frame's values stand in the panel, after exact conversion; every one of them must."""
    names = {n: s for s in framework.series for n in (s.code, *s.aliases)}
    checked = 0
    for code, year, name, value, unit in frame[["code", "year", series, "value", "unit"]].itertuples(index=False):
        if name not in names or str(code) not in panel.region_index:
            continue
        own, written = names[name].measure, parse_measure(unit)
        assert written is not None
        at = panel.years.index(year), panel.region_index[str(code)], panel.series_index[names[name].code]
        if not written.same_kind(own):
            assert panel.status[at] == CellStatus.REJECTED
            continue
        assert panel.values[at] == pytest.approx(float(value * written.scale / own.scale), rel=1e-15)
        checked += 1
    return checked


def test_the_official_figures_read_as_pandas_reads_them(shared: Path) -> None:
    path = shared / "facts" / "province_figures.csv"
    framework = load_framework("province")
    assert agrees(read_panel(path, framework), pd.read_csv(path), framework, "series") == 5545


def test_the_long_panel_of_104_variables_reads_as_pandas_reads_it(shared: Path) -> None:
    path = shared / "real" / "province_panel_long.csv"
    framework = load_framework("province")
    frame = pd.read_csv(path).rename(columns={"region_code": "code"})
    assert agrees(read_panel(path, framework), frame, framework, "variable") == 31977 - 475 - 61


def test_a_yearbook_table_beside_an_nbs_export_of_the_same_series_gives_one_panel(shared: Path, tmp_path: Path) -> None:
    """The export of 2026 gives GDP of 2022 in 亿元; a yearbook page gives 2020 in 万元 with spaced names as text."""
    export = shared / "specimens" / "nbs_export_2026_utf8bom_tabcomma_gdp2022.csv"
    page = write(
        tmp_path / "yearbook.csv",
        [["2-1 各地区生产总值(2020年)"], ["单位：万元"], ["地　区", "Region", "地区生产总值"],
        ["全　国", "National Total", "510000000"],
         ["北　京", "Beijing", "359430000   "], ["天　津", "Tianjin", "140080000①"], ["注：按当年价格计算。"]],
    )  # fmt: skip
    panel = read_panel([export, page], load_framework("province"))
    k = panel.series_index["gdp"]
    assert panel.years == (2020, 2022)
    assert panel.values[:, :2, k].tolist() == [[35943.0, 14008.0], [45222.4, 16588.5]]


def test_every_error_of_every_file_is_told_at_once(tmp_path: Path, tiny: Framework) -> None:
    one = write(tmp_path / "a.csv", [["地区", "年份", "gdp"], ["北京", 2022, "x"], ["内蒙占", 2022, 1]])
    two = write(tmp_path / "b.csv", [["地区", "年份", "gdp"], ["天津", "19", 1], ["河北", 2022, 2]])
    with pytest.raises(DataError) as refused:
        read_panel([one, two, tmp_path / "none.csv"], tiny)
    assert {p.place.file for p in refused.value.problems if p.place} == {"a.csv", "b.csv", "none.csv"}


def test_a_long_and_a_wide_frame_give_the_panel_of_the_file(tmp_path: Path, tiny: Framework) -> None:
    wide = pd.DataFrame(
        {"region": ["北京", "天津", "河北"], "year": [2022] * 3, "gdp": [1.5, np.nan, 3], "pop": [1, 2, 3]}
    )
    long = wide.melt(["region", "year"], var_name="series", value_name="value")
    path = write(tmp_path / "w.csv", [list(wide.columns), *wide.astype(object).where(wide.notna(), "").values.tolist()])
    panels = [panel_from_frame(wide, tiny), panel_from_frame(long, tiny), read_panel(path, tiny)]
    panels.append(panel_from_frame(wide.set_index(["region", "year"]), tiny))
    for panel in panels:
        assert (panel.series, panel.years) == (("gdp", "pop"), (2022,))
        np.testing.assert_array_equal(panel.values[0], [[1.5, 1], [np.nan, 2], [3, 3]])


def test_the_tidy_table_reads_back_to_the_same_panel(shared: Path, tmp_path: Path) -> None:
    framework = load_framework("province")
    panel = read_panel(shared / "facts" / "province_figures.csv", framework)
    path = tmp_path / "tidy.csv"
    tidy_frame(panel).to_csv(path, index=False)
    again = read_panel(path, framework)
    np.testing.assert_array_equal(panel.values, again.values)
    assert (panel.regions, panel.series, panel.measures) == (again.regions, again.series, again.measures)


def test_the_tidy_table_says_where_every_value_stood(tmp_path: Path, tiny: Framework) -> None:
    path = write(
        tmp_path / "t.csv",
        [["地区", "年份", "gdp(万元)"], ["北京", 2022, "1,234①"], ["天津", 2022, "…"], ["河北", 2022, 3]],
    )
    rows = [dict(zip(KEYS, row, strict=True)) for row in tidy_table(read_panel(path, tiny), "zh").rows]
    assert rows[0] == {
        "region": "北京", "code": "110000", "year": 2022, "series": "gdp", "value": 0.1234, "measure": "亿元",
        "status": "observed", "file": "t.csv", "sheet": "", "cell": "C2", "text": "1,234①",
    }  # fmt: skip
    assert (rows[1]["value"], rows[1]["status"], rows[1]["text"]) == (None, "missing", "…")


@pytest.mark.parametrize(
    ("rows", "line"),
    [([["地区", "省份", "年份", "gdp"], ["北京", "天津", 2022, 1], ["河北", "河南", 2022, 2]],
      "# region_column: A | B"),
     ([["地区", "年份", "gdp"], ["北京", 2022, 1], ["天津", 2022, 2]], "# measure: "),
     ([["地区", "年份", "gdp"], ["北京", 2022, 1], [None, 2022, 2]], "# fill_down: true"),
     ([["年份", "gdp"], [2021, 1], [2022, 2]], "# region: ")],
)  # fmt: skip
def test_the_drafted_sources_file_has_a_line_for_what_the_messages_ask(
    understand: Callable[..., Reading], rows: list[list[Raw]], line: str
) -> None:
    assert f"  {line}" in write_sources_draft(understand(*rows)).splitlines()


def test_the_drafted_sources_file_is_read_back_and_changes_nothing(shared: Path, tmp_path: Path) -> None:
    framework = load_framework("province")
    paths = [*sorted((shared / "specimens").glob("yearbook*")), shared / "specimens" / "nbs_export_old.xls"]
    before = read_report(paths, framework)
    (tmp_path / "sources.yaml").write_text(write_sources_draft(before), encoding="utf-8")
    after = read_report(paths, framework, sources=tmp_path / "sources.yaml")
    assert before.panel is not None
    assert after.panel is not None
    np.testing.assert_array_equal(before.panel.values, after.panel.values)


def test_a_faulty_sources_file_is_refused_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    path.write_text(
        "sources:\n- file: a.csv\n  layout: diagonal\n- sheet: x\n- file: b\n  region_column: '?'\n", encoding="utf-8"
    )
    with pytest.raises(DataError) as refused:
        load_sources(path)
    assert {p.code for p in refused.value.problems} == {"E2024", "E2027", "E1485"}


def test_what_was_understood_is_shown_in_both_languages(shared: Path) -> None:
    reading = read_report(shared / "specimens" / "yearbook_cnki_encrypted_hitech_2022.xls", load_framework("province"))
    zh, en = understanding_tables(reading, lang="zh"), understanding_tables(reading, lang="en")
    assert [t.key for t in zh] == [t.key for t in en]
    assert "地区 × 指标" in zh[0].rows[0]
    assert "region × series" in en[0].rows[0]


@pytest.mark.parametrize("folder", ["provinces", "parks"])
def test_the_sample_data_read_without_an_error(folder: str) -> None:
    samples = Path(__file__).resolve().parents[2] / "sample_data" / folder
    panel = read_panel(samples, load_framework("province" if folder == "provinces" else "park"))
    assert len(panel.regions) > 5
    assert panel.fictional == (folder == "parks")
