"""The sample data: every figure as published, nothing left out, fictional parks that say so everywhere."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest

from nqp_index.reading.definitions import load_framework, load_recipe
from nqp_index.reading.ingest import read_panel
from nqp_index.reading.names import SeriesNames, province_names
from nqp_index.scoring.pipeline import score

ROOT = Path(__file__).resolve().parents[1]
PROVINCES = ROOT / "sample_data" / "provinces"
MORE = ROOT / "sample_data" / "provinces_more"
PARKS = ROOT / "sample_data" / "parks"
Figures = dict[tuple[str, str, int], float]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def sheets(path: Path) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    book = openpyxl.load_workbook(path, read_only=False)
    for page in book.worksheets:
        yield page.title, list(page.iter_rows(values_only=True))


class Tabulated:
    """Reads the sample workbooks by their own known layouts, apart from the program's reader."""

    def __init__(self) -> None:
        self.names = SeriesNames(load_framework("province").series)
        self.regions = province_names()
        self.figures: Figures = {}

    def put(self, series: str, region: object, year: int, value: object) -> None:
        if value in (None, ""):
            return
        code = self.names.code(series)
        assert code, series
        key = (code, self.regions.find(str(region)).code, year)
        assert key not in self.figures, key
        self.figures[key] = float(str(value))

    def by_year(self, table: list[tuple[Any, ...]]) -> None:
        title = str(table[1][0]).removeprefix("指标：").rpartition("(")[0]
        years = [int(str(y).rstrip("年")) for y in table[3][1:] if y]
        for line in table[4:35]:
            for year, value in zip(years, line[1:], strict=False):
                self.put(title, line[0], year, value)

    def one_year(self, year: int, table: list[tuple[Any, ...]]) -> None:
        for line in table[2:33]:
            for header, value in zip(table[1][2:], line[2:], strict=True):
                self.put(str(header).rpartition("(")[0], line[1], year, value)

    def yearbook(self, table: list[tuple[Any, ...]]) -> None:
        top, below = table[3], table[4]
        heads = [t or below[i] for i, t in enumerate(top)]
        for at in range(2, len(heads)):
            if below[at]:
                heads[at] = "高技术产业" + str(below[at]).split("\n")[0]
        for line in table[5:]:
            if self.regions.find(str(line[0])).code:
                for head, value in zip(heads[2:], line[2:], strict=True):
                    self.put(str(head).split("\n")[0], line[0], 2020, value)


@pytest.fixture(scope="module")
def tabulated() -> Figures:
    found = Tabulated()
    for path in (*sorted(PROVINCES.glob("*.xlsx")), *MORE.glob("*.xlsx")):
        for title, table in sheets(path):
            if str(table[0][0]).startswith("数据库"):
                found.by_year(table)
            elif title.isdigit():
                found.one_year(int(title), table)
            else:
                found.yearbook(table)
    for line in rows(PROVINCES / "nbs_energy_trade_2019-2023.csv"):
        found.put(line["指标"], line["地区"], int(line["年份"]), line["数值"])
    return found.figures


def test_every_figure_is_the_published_one_and_none_is_left_out(tabulated: Figures, shared: Path) -> None:
    published = {
        (r["series"], r["code"], int(r["year"])): float(r["value"])
        for r in rows(shared / "facts" / "province_figures.csv")
        if 2019 <= int(r["year"]) <= 2023
    }
    assert tabulated == published


@pytest.mark.parametrize(
    ("series", "region", "year", "value"),
    [
        ("gdp", "110000", 2022, 45222.4),  # 国家数据, after the fifth economic census
        ("rd_exp", "110000", 2020, 2326.6),  # 全国科技经费投入统计公报 2020
        ("rd_fte", "110000", 2020, 336280),  # 中国科技统计年鉴 2021
        ("ht_revenue", "110000", 2020, 6573),  # 中国科技统计年鉴 2021
        ("elec_hydro", "540000", 2020, 70.24),  # 国家数据
        ("software_rev", "150000", 2021, 2778377.2),  # 国家数据: about 30 times the years around it, as published
    ],
)
def test_known_figures_stand_where_they_should(
    tabulated: Figures, series: str, region: str, year: int, value: float
) -> None:
    assert tabulated[series, region, year] == pytest.approx(value, abs=0.5 if value > 1e6 else 0)


def test_unpublished_figures_are_empty_and_not_zero(tabulated: Figures) -> None:
    assert not [k for k in tabulated if k[0] == "software_rev" and k[1] == "540000"]
    assert [y for s, r, y in tabulated if (s, r) == ("elec_hydro", "310000")] == [2021]
    assert sum(s == "rd_exp" and y == 2023 for s, _, y in tabulated) == 12


def test_printed_sums_are_those_of_the_provinces() -> None:
    for title, table in sheets(PROVINCES / "st_yearbook_2021_rd.xlsx"):
        if title.endswith("表1"):
            total = next(line for line in table if "".join(str(line[0]).split()) == "全国")
            for column in range(2, len(total)):
                provinces = [float(line[column]) for line in table[10:41]]
                assert float(total[column]) == sum(provinces)


def test_national_sums_are_the_printed_national_figures(tabulated: Figures) -> None:
    """2020: 523.45 万人年 and basic research 1467.0 亿元 (中国科技统计年鉴 2021); R&D 24393.1 亿元 (bulletin)."""
    total: Counter[str] = Counter()
    for (series, _, year), value in tabulated.items():
        total[series] += value if year == 2020 else 0  # type: ignore[assignment]
    assert total["rd_fte"] / 1e4 == pytest.approx(523.45, abs=0.005)
    assert total["rd_exp_basic"] / 1e4 == pytest.approx(1467.0, abs=0.05)
    assert total["rd_exp"] == pytest.approx(24393.1, abs=0.15)
    assert total["rd_exp_internal"] / 1e4 == pytest.approx(24393.1, abs=0.05)


def test_every_sheet_names_its_official_source() -> None:
    for path in (*PROVINCES.glob("*.xlsx"), *MORE.glob("*.xlsx")):
        for title, table in sheets(path):
            assert any(str(line[0]).startswith(("数据来源：", "资料来源：")) for line in table), (path.name, title)
    assert all(line["数据来源"] for line in rows(PROVINCES / "nbs_energy_trade_2019-2023.csv"))


def test_files_are_small_and_a_readme_names_each() -> None:
    readme = (ROOT / "sample_data" / "README.md").read_text(encoding="utf-8")
    files = [*PROVINCES.iterdir(), *MORE.iterdir(), *PARKS.iterdir()]
    assert len(files) == 10
    for path in files:
        assert path.stat().st_size < 200_000, path.name
        assert f"`{path.name}`" in readme


def test_fictional_parks_say_so_in_every_file_sheet_title_and_name() -> None:
    for path in PARKS.iterdir():
        assert "FICTIONAL" in path.name
        assert "虚构" in path.name
    for path in PARKS.glob("*.xlsx"):
        for title, table in sheets(path):
            assert "虚构FICTIONAL" in title
            assert "虚构数据 FICTIONAL DATA" in str(table[0][0])
            assert all(str(line[0]).startswith("虚构") for line in table[3:-1])
    for path in PARKS.glob("*.csv"):
        for line in rows(path):
            assert line["园区名称"].startswith("虚构")
            assert line["备注"] == "虚构数据 FICTIONAL DATA"


def park_table() -> dict[tuple[str, int], dict[str, float]]:
    names = SeriesNames(load_framework("park").series)
    found: dict[tuple[str, int], dict[str, float]] = {}
    for path in PARKS.glob("*.xlsx"):
        for _, table in sheets(path):
            heads = [names.code(str(h).rpartition("(")[0]) for h in table[2][2:]]
            for line in table[3:-1]:
                values = {h: float(v) for h, v in zip(heads, line[2:], strict=True) if v not in (None, "")}
                found.setdefault((str(line[0]), int(line[1])), {}).update(values)
    for path in PARKS.glob("*.csv"):
        for row in rows(path):
            found[row["园区名称"], int(row["年份"])][names.code(row["指标"])] = float(row["数值"])
    return found


def test_parks_fill_every_series_and_their_parts_fit_the_wholes() -> None:
    table = park_table()
    codes = {s.code for s in load_framework("park").series}
    assert len(table) == 12 * 3
    assert {code for values in table.values() for code in values} == codes
    for key, park in table.items():
        assert park["htm_rev"] + park["hts_rev"] < park["revenue"], key
        assert park["mfg_rev"] + park["ps_rev"] < park["revenue"], key
        assert park["value_added"] < park["output"], key
        assert park["exit_old"] <= park["old_projects_prev"], key
        assert park["hnte"] < park["firms"], key
        assert sum(park[f"field_share_{n}"] for n in range(1, 9)) == pytest.approx(100), key


def built(builder: str, *arguments: Path) -> Path:
    subprocess.run([sys.executable, str(ROOT / "tools" / builder), *map(str, arguments)], check=True)
    return arguments[-1]


def same_content(one: Path, other: Path) -> bool:
    if one.suffix == ".csv":
        return one.read_bytes() == other.read_bytes()
    return list(sheets(one)) == list(sheets(other))


def files_below(folder: Path) -> list[Path]:
    return sorted(p.relative_to(folder) for p in folder.rglob("*") if p.is_file())


def test_the_builders_write_the_committed_figures_again_in_equal_bytes(shared: Path, tmp_path: Path) -> None:
    for run in ("1", "2"):
        built("build_sample_data.py", shared / "facts", tmp_path / run)
        built("build_fictional_parks.py", tmp_path / run / "parks")
    kept = ROOT / "sample_data"
    assert files_below(tmp_path / "1") == [p for p in files_below(kept) if p.name != "README.md"]
    for path in files_below(tmp_path / "1"):
        assert (tmp_path / "1" / path).read_bytes() == (tmp_path / "2" / path).read_bytes(), path
        assert same_content(tmp_path / "1" / path, kept / path), path


def test_every_province_is_ranked_on_all_seven_pillars_in_2020() -> None:
    framework = load_framework("province")
    panel = read_panel([PROVINCES], framework)
    result = score(panel, framework, load_recipe("balanced"))
    year = result.years.index(2020)
    columns = [result.node_index[p.code] for p in framework.pillars]
    assert np.isfinite(result.scores[year][:, columns]).all()
    assert np.isfinite(result.ranks[year, :, 0]).sum() == 31


def test_the_fictional_parks_are_known_to_be_fictional_and_all_ranked() -> None:
    framework = load_framework("park")
    panel = read_panel([PARKS], framework)
    assert panel.fictional
    result = score(panel, framework, load_recipe("balanced"))
    assert np.isfinite(result.ranks[-1, :, 0]).sum() == 12


def test_the_fictional_parks_repeat_no_year_and_raise_no_warning_of_it() -> None:
    problems = read_panel([PARKS], load_framework("park")).problems
    assert not [p for p in problems if p.code == "W1379"]
    table = park_table()
    shares = [f"field_share_{n}" for n in range(1, 9)]
    parks = {park for park, _ in table}
    assert not [p for p in parks if [table[p, 2022][s] for s in shares] == [table[p, 2023][s] for s in shares]]
