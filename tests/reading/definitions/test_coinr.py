"""Claims about COINr's tables: taken as they are, with weights, levels, directions and denominators kept."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from openpyxl import Workbook

from nqp_index.errors import DataError, DefinitionError
from nqp_index.model.framework import Node
from nqp_index.reading.definitions import load_framework, read_coinr, write_framework_table
from nqp_index.reading.ingest import read_panel

IMETA = """\
Level,iCode,iName,Direction,Weight,Unit,Target,Denominator,Parent,Type
3,Index,Sustainable connectivity,1,1,Index,NA,NA,NA,Aggregate
2,Conn,Connectivity,1,2,Score,NA,NA,Index,Aggregate
2,Sust,Sustainability,1,1,Score,NA,NA,Index,Aggregate
1,Goods,Trade in goods,1,0.5,Trillion USD,1930,GDP,Conn,Indicator
1,LPI.a,Logistics,1,1,Score 1-5,NA,NA,Conn,Indicator
1,CO2,Emissions,-1,1,%,NA,NA,Sust,Indicator
NA,GDP,GDP,NA,NA,Billion USD,NA,NA,NA,Denominator
NA,Size,Size group,NA,NA,NA,NA,NA,NA,Group
NA,Note,Remark,NA,NA,NA,NA,NA,NA,Other
"""
IDATA = """\
uCode,uName,Time,Size,Goods,LPI.a,CO2,GDP
AUT,Austria,2018,M,278.4,4.1,NA,390
BEL,Belgium,2018,M,597.8,4.0,8.3,467
AUT,Austria,2019,M,280,4.2,7.5,400
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    meta, data = tmp_path / "iMeta.csv", tmp_path / "iData.csv"
    meta.write_text(IMETA, encoding="utf-8")
    data.write_text(IDATA, encoding="utf-8")
    return meta, data


def test_tree_weights_levels_and_directions_are_kept(files: tuple[Path, Path]) -> None:
    framework, _ = read_coinr(*files)
    conn, sust = framework.root.children
    assert isinstance(conn, Node)
    assert (framework.root.level, conn.level, conn.weight) == ("index", "level_2", 2.0)
    assert [(i.code, i.weight, i.direction) for i in framework.indicators] == [
        ("Goods", 0.5, 1), ("LPI_a", 1.0, 1), ("CO2", 1.0, -1)]  # fmt: skip
    assert (sust.code, sust.weight) == ("Sust", 1.0)
    assert framework.regions == "free"
    assert framework.indicators[0].note.en == "Unit: Trillion USD; Target: 1930"


def test_a_denominator_divides_and_everything_else_is_its_own_series(files: tuple[Path, Path]) -> None:
    framework, _ = read_coinr(*files)
    assert [i.formula.text for i in framework.indicators] == ["Goods / GDP", "LPI_a", "CO2"]
    assert [s.code for s in framework.series] == ["Goods", "LPI_a", "CO2", "GDP"]
    assert framework.series[1].aliases == ("LPI.a",)


def test_values_come_as_rows_and_missing_ones_do_not(files: tuple[Path, Path]) -> None:
    _, rows = read_coinr(*files)
    assert [(r.region, r.name, r.year, r.series, r.value) for r in rows[:4]] == [
        ("AUT", "Austria", 2018, "Goods", 278.4), ("AUT", "Austria", 2018, "LPI_a", 4.1),
        ("AUT", "Austria", 2018, "GDP", 390.0), ("BEL", "Belgium", 2018, "Goods", 597.8)]  # fmt: skip
    assert len(rows) == 11
    assert str(rows[0].place) == "iData.csv:E2"


def test_without_time_the_year_is_the_one_given() -> None:
    data = pd.DataFrame({"uCode": ["A"], "Goods": [1.0], "LPI.a": [2], "CO2": [None], "GDP": [4.0]})
    meta = pd.DataFrame([line.split(",") for line in IMETA.splitlines()[1:]], columns=IMETA.splitlines()[0].split(","))
    _, rows = read_coinr(meta, data, year=2021)
    assert [(r.name, r.year, r.series, r.value) for r in rows] == [
        ("A", 2021, "Goods", 1.0), ("A", 2021, "LPI_a", 2.0), ("A", 2021, "GDP", 4.0)]  # fmt: skip
    assert {r.year for r in read_coinr(meta, data)[1]} == {0}


def test_one_workbook_may_hold_both(tmp_path: Path, files: tuple[Path, Path]) -> None:
    book = Workbook()
    for name, text in (("iData", IDATA), ("iMeta", IMETA)):
        sheet = book.create_sheet(name)
        for line in text.splitlines():
            sheet.append([float(c) if c.replace(".", "").isdigit() else c for c in line.split(",")])
    book.save(tmp_path / "coin.xlsx")
    framework, rows = read_coinr(tmp_path / "coin.xlsx")
    same, same_rows = read_coinr(*files)
    assert framework.root == same.root
    assert [(r.region, r.year, r.series, r.value) for r in rows] == [
        (r.region, r.year, r.series, r.value) for r in same_rows]  # fmt: skip


def test_a_framework_from_coinr_can_be_kept_as_a_spreadsheet(tmp_path: Path, files: tuple[Path, Path]) -> None:
    framework, _ = read_coinr(*files)
    write_framework_table(framework, tmp_path / "t.xlsx")
    assert load_framework(tmp_path / "t.xlsx") == framework


def test_coinr_users_score_through_the_ordinary_doors(files: tuple[Path, Path]) -> None:
    meta, data = files
    framework = load_framework(meta)
    assert framework == read_coinr(meta, data)[0]
    panel = read_panel([data], framework)
    values = {
        (panel.regions[r].code, panel.years[t], panel.series[k]): float(panel.values[t, r, k])
        for t, r, k in np.argwhere(~np.isnan(panel.values))
    }
    assert values == {(r.name, r.year, r.series): r.value for r in read_coinr(meta, data)[1]}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("1,CO2,Emissions,-1", "1,CO2,Emissions,-2", "E2137"),
        ("2,Sust,Sustainability,1", "2,Sust,Sustainability,-1", "E2138"),
        (",GDP,Conn,", ",GDQ,Conn,", "E2136"),
        ("NA,Sust,Indicator", "NA,Sus,Indicator", "E2108"),
        ("Score,NA,NA,Index", "Score,NA,NA,NA", "E2132"),
        ("NA,Sust,Indicator", "NA,Sust,Indicater", "E2133"),
        ("1,CO2,", "1,goods,", "E2030"),
        ("Level,iCode", "Level,Code", "E2120"),
        ("1,0.5,Trillion", "1,-0.5,Trillion", "E2020"),
    ],
)
def test_a_mistake_in_imeta_is_named(files: tuple[Path, Path], old: str, new: str, code: str) -> None:
    meta, data = files
    text = IMETA.replace(old, new, 1)
    assert text != IMETA
    meta.write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        read_coinr(meta, data)
    assert code in {p.code for p in caught.value.problems}


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("597.8", "many", "E2125", "iData.csv:E3"),
        ("Belgium,2018", "Belgium,year", "E2126", "iData.csv:C3"),
        ("AUT,Austria,2019", "AUT,Austria,2018", "E2124", "iData.csv:A4"),
        ("BEL,Belgium", "NA,Belgium", "E2123", "iData.csv:A3"),
        (",CO2,", ",CO3,", "E2121", "iData.csv:1"),
    ],
)
def test_a_mistake_in_idata_names_its_cell(files: tuple[Path, Path], old: str, new: str, code: str, place: str) -> None:
    meta, data = files
    data.write_text(IDATA.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_coinr(meta, data)
    assert (code, place) in [(p.code, str(p.place)) for p in caught.value.problems if p.code.startswith("E")]
