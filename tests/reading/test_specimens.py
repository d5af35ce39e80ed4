"""The seven real spreadsheets read whole, with the values that were checked by eye against the files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from nqp_index.model.panel import Panel
from nqp_index.reading.definitions import load_framework
from nqp_index.reading.ingest import read_panel, read_report
from nqp_index.reading.reading import Reading

OLD = "nbs_export_old.xls"
NEW = "nbs_export_2026_utf8bom_tabcomma_gdp2022.csv"
WPS = "nbs_like_wps_budget.xls"
HITECH = "yearbook_cnki_encrypted_hitech_2022.xls"
OCR = "yearbook_ocr_xlsx_rdfte_2010_spaced_names.xlsx"
EPS = "eps_database_xlsx_merged_indicator_text_numbers.xlsx"
HTML = "html_disguised_as_xls_firms_2020.xls"


def _as_found(shared: Path, name: str) -> Reading:
    return read_report([shared / "specimens" / name], None)


def _value(panel: Panel, series: str, region: str, year: int) -> float:
    at = panel.years.index(year), panel.region_index[region], panel.series_index[series]
    return float(panel.values[at])


@pytest.mark.parametrize(
    ("name", "layout", "series", "years"),
    [
        (OLD, "region_by_year", 1, range(2015, 2020)), (NEW, "region_by_series", 14, [2022]),
        (WPS, "stacked", 2, range(2005, 2025)), (HITECH, "region_by_series", 3, [2022]),
        (OCR, "region_by_series", 5, [2010]), (EPS, "stacked", 5, range(2011, 2024)),
        (HTML, "region_by_series", 2, [2020]),
    ],
)  # fmt: skip
def test_every_specimen_reads_whole(shared: Path, name: str, layout: str, series: int, years: range) -> None:
    reading = _as_found(shared, name)
    assert reading.panel is not None, [str(p) for p in reading.problems]
    assert [t.layout for t in reading.tables] == [layout]
    assert reading.panel.values.shape == (len(years), 31, series)
    assert reading.panel.years == tuple(years)


@pytest.mark.parametrize(
    ("name", "series", "region", "year", "value"),
    [
        (OLD, "地区生产总值", "110000", 2019, 35371.28), (OLD, "地区生产总值", "650000", 2015, 9324.8),
        (NEW, "地区生产总值", "110000", 2022, 45222.4), (NEW, "人均地区生产总值", "110000", 2022, 206826),
        (WPS, "一般公共预算支出", "110000", 2007, 1649.5), (WPS, "一般公共预算支出", "650000", 2024, 7645.96),
        (WPS, "财政支出", "110000", 2005, 1058.31), (HITECH, "营业收入", "110000", 2022, 7642),
        (OCR, "R&D人员全时当量", "630000", 2010, 4858), (OCR, "R&D人员全时当量/#研究人员", "150000", 2010, 14525),
        (EPS, "地区生产总值（当年价）", "110000", 2011, 16251.93), (HTML, "有R&D活动的企业数", "650000", 2020, 185),
    ],
)  # fmt: skip
def test_values_checked_by_eye_are_read(
    shared: Path, name: str, series: str, region: str, year: int, value: float
) -> None:
    panel = _as_found(shared, name).panel
    assert panel is not None
    assert _value(panel, series, region, year) == value


@pytest.mark.parametrize(
    ("name", "sums"),
    [
        (HITECH, {"企业数": 49674, "营业收入": 216987, "利润总额": 15967}), (OCR, {"R&D人员全时当量": 2553857}),
        (HTML, {"有研发机构的企业数": 94072, "有R&D活动的企业数": 146691}),
    ],
)  # fmt: skip
def test_aggregate_rows_are_not_among_the_regions(shared: Path, name: str, sums: dict[str, float]) -> None:
    panel = _as_found(shared, name).panel
    assert panel is not None
    for series, total in sums.items():
        assert np.nansum(panel.values[0, :, panel.series_index[series]]) == total


def test_measures_are_found_wherever_they_stand(shared: Path) -> None:
    measures = {
        name: {s.measure for s in _as_found(shared, name).tables[0].series} for name in (OLD, OCR, HTML, HITECH)
    }
    assert measures == {OLD: {"亿元"}, OCR: {"人年"}, HTML: {"个"}, HITECH: {"个", "亿元"}}


def test_a_title_gives_its_scope_to_the_columns_below(shared: Path) -> None:
    """企业数 under 高技术产业生产经营情况 is the number of high-tech firms, 有R&D活动的企业数 one of 规上工业."""
    framework = load_framework("province")
    assert read_panel(shared / "specimens" / HITECH, framework).series == ("ht_firms", "ht_revenue", "ht_profit")
    assert set(read_panel(shared / "specimens" / HTML, framework).series) == {"ind_rd_firms", "ind_inst_firms"}


def test_a_series_continued_under_a_new_label_is_never_joined_silently(shared: Path) -> None:
    panel = read_panel(shared / "specimens" / WPS, load_framework("province"))
    assert panel.series == ("fiscal_total",)
    assert panel.years[0] == 2007
    assert any("财政支出" in str(p.args) for p in panel.problems)


def test_two_vintages_of_one_figure_are_a_conflict_unless_one_is_preferred(shared: Path) -> None:
    """北京 GDP 2015 to 2019 stands in the old export and in the EPS table, which carries later revisions."""
    framework = load_framework("province")
    paths = [shared / "specimens" / OLD, shared / "specimens" / EPS]
    refused = read_report(paths, framework)
    assert refused.panel is None
    assert {p.code for p in refused.problems if p.code.startswith("E")} == {"E1262"}
    panel = read_panel(paths, framework, prefer=[EPS])
    assert panel.origin_of("110000", 2019, "gdp").place.file == EPS  # type: ignore[union-attr]


def test_every_value_leads_back_to_its_cell(shared: Path) -> None:
    panel = _as_found(shared, EPS).panel
    assert panel is not None
    origin = panel.origin_of("110000", 2011, "地区生产总值（当年价）")
    assert origin is not None
    assert str(origin.place).endswith("!C2")
    assert (origin.text, origin.measure) == ("16251.93000", "亿元")
