"""The report workbook, read back by another library and as plain XML."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from nqp_index.model.findings import RankUncertainty
from nqp_index.model.result import Result
from nqp_index.reports.excel.book import write_workbook
from nqp_index.reports.excel.formats import TINTS
from nqp_index.reports.view import View
from nqp_index.terms import Lang

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")

HOSTILE = (("c=1", "=1+1", "=cmd|' /C calc'!A0"), ("c2", "{=1+1}", "http://evil.example/"),
           ("c3", "a\x01\u202eb", "<script>"),
           ("c4", "维" * 40, "@SUM(1)"), ("c5", "_x0041_", "\ufffe\ud800"), ("c6", "-5", "+6"))  # fmt: skip


def write(view: View, path: Path) -> openpyxl.Workbook:
    write_workbook(view, path)
    return openpyxl.load_workbook(path)


def texts(book: openpyxl.Workbook) -> set[str]:
    return {c.value for sheet in book for row in sheet.iter_rows() for c in row if isinstance(c.value, str)}


def parts(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_ranking_stands_first_and_best_is_on_top(result: Result, tmp_path: Path, lang: Lang) -> None:
    view = View.of(result, lang, year=2022)
    sheet = write(view, tmp_path / "a.xlsx").worksheets[0]
    assert sheet.title == {"zh": "排名", "en": "Ranking"}[lang]
    ranks = [sheet.cell(row, 1).value for row in range(6, 12)]
    assert ranks == [1, 2, 3, 4, 5, None]
    assert sheet.cell(11, 3).value == {"zh": "新疆", "en": "Xinjiang"}[lang]
    assert sheet.cell(11, sheet.max_column).value.endswith(
        "50%，低于计分要求" if lang == "zh" else "what a score needs"
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_heading_is_missing_in_either_language(result: Result, tmp_path: Path, lang: Lang) -> None:
    book = write(View.of(result, lang), tmp_path / "a.xlsx")
    for sheet in book:
        if sheet.title in ("图表", "Charts"):
            continue
        header = [cell.value for cell in sheet[5]]
        assert header
        assert all(header), sheet.title
    assert not any(text.startswith("report.") for text in texts(book))


def test_english_workbooks_hold_no_chinese_outside_names_and_definitions(result: Result, tmp_path: Path) -> None:
    book = write(View.of(result, "en"), tmp_path / "a.xlsx")
    for name in ("Ranking", "About", "Rank by year", "Recipe", "Weights", "Unscored"):
        for row in book[name].iter_rows(values_only=True):
            assert not re.search("[\u4e00-\u9fff]", " ".join(str(v) for v in row)), (name, row)


def test_no_cell_holds_a_formula_and_hostile_names_stay_text(result_of: Callable[..., Result], tmp_path: Path) -> None:
    for lang in ("zh", "en"):
        path = tmp_path / f"{lang}.xlsx"
        found = write_workbook(View.of(result_of(HOSTILE), lang), path)
        assert [p.code for p in found] == ["W5020"]
        for name, part in parts(path).items():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                assert "<f>" not in part
                assert "<f " not in part
            if name.endswith(".rels"):
                assert "http://evil" not in part
        book = openpyxl.load_workbook(path)
        assert {"=1+1", "{=1+1}", "_x0041_", "ab"} <= texts(book) or lang == "en"
        assert all(c.data_type != "f" for sheet in book for row in sheet.iter_rows() for c in row)


def test_the_warning_about_removed_characters_stands_on_the_sheet_of_problems(
    result_of: Callable[..., Result], tmp_path: Path
) -> None:
    book = write(View.of(result_of(HOSTILE), "en"), tmp_path / "a.xlsx")
    assert "W5020" in {row[1] for row in book["Problems"].iter_rows(values_only=True)}


def test_a_missing_score_is_an_empty_cell_with_its_reason(result: Result, tmp_path: Path) -> None:
    sheet = write(View.of(result, "en"), tmp_path / "a.xlsx")["Scores at every level"]
    row = next(r for r in sheet.iter_rows(min_row=6, values_only=True) if r[0] == 2022 and r[2] == "Xinjiang")
    assert row[3] is None
    assert "coverage of 50%" in row[-1]


def test_values_are_tinted_by_how_they_came_about(result: Result, tmp_path: Path) -> None:
    sheet = write(View.of(result, "en"), tmp_path / "a.xlsx")["Indicator values"]
    rows = {(r[0].value, r[2].value): r for r in sheet.iter_rows(min_row=6) if r[0].value}
    assert rows[2020, "Tibet"][3].fill.start_color.rgb == f"FF{TINTS['imputed'][1:]}"
    assert rows[2021, "Beijing"][4].fill.start_color.rgb == f"FF{TINTS['treated'][1:]}"
    assert rows[2022, "Beijing"][4].fill.fill_type is None


def test_the_interval_stands_beside_the_rank_when_it_was_analysed(
    result: Result, uncertainty: RankUncertainty, tmp_path: Path
) -> None:
    sheet = write(View.of(result, "en", uncertainty=uncertainty), tmp_path / "a.xlsx")["Ranking"]
    assert [c.value for c in sheet[5]][4:8] == ["Median rank", "Rank 5 %", "Rank 95 %", "Group"]
    assert [c.value for c in sheet[6]][4:8] == [1, 1, 2, 1]


def test_fictional_data_say_so_on_every_sheet(result_of: Callable[..., Result], tmp_path: Path) -> None:
    book = write(View.of(result_of(fictional=True), "en"), tmp_path / "a.xlsx")
    for sheet in book:
        assert "FICTIONAL" in sheet["A1"].value, sheet.title
        assert "FICTIONAL" in sheet.oddHeader.right.text, sheet.title


def test_ranges_for_later_formulas_are_named_and_hold_the_numbers(result: Result, tmp_path: Path) -> None:
    book = write(View.of(result, "en"), tmp_path / "a.xlsx")
    for name in ("nqp_scores", "nqp_ranks", "nqp_effective_weights", "nqp_local_weights", "nqp_indicator_values"):
        sheet, area = next(iter(book.defined_names[name].destinations))
        assert isinstance(book[sheet][area][0][0].value, int | float), name


def test_every_sheet_is_listed_on_the_page_about_them(result: Result, tmp_path: Path) -> None:
    book = write(View.of(result, "zh"), tmp_path / "a.xlsx")
    listed = {row[0] for row in book["说明"].iter_rows(values_only=True)}
    assert set(book.sheetnames) - {"说明"} <= listed


def test_panes_are_frozen_and_pages_set_up(result: Result, tmp_path: Path) -> None:
    for sheet in write(View.of(result, "zh"), tmp_path / "a.xlsx"):
        assert sheet.page_setup.orientation == "landscape"
        if sheet.title != "图表":
            assert sheet.freeze_panes.endswith("6")
            assert sheet.print_title_rows == "$4:$5"


def test_every_chart_points_at_cells_of_this_workbook(result: Result, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = write(View.of(result, "zh"), path)
    charts = [part for name, part in parts(path).items() if name.startswith("xl/charts/chart")]
    assert len(charts) == 3
    for reference in re.findall("<c:f>([^<]+)</c:f>", "".join(charts)):
        assert reference.split("!")[0].strip("'") in book.sheetnames


def test_one_year_and_no_claims_make_a_smaller_workbook(result: Result, tmp_path: Path) -> None:
    small = replace(
        result, years=result.years[:1], scores=result.scores[:1], framework=replace(result.framework, constructs=())
    )
    names = write(View.of(small, "en"), tmp_path / "a.xlsx").sheetnames
    assert "Rank by year" not in names
    assert "Claims" not in names


SCRIPT = """
import importlib.util, sys
from pathlib import Path
from nqp_index.reports.writers import write_result
spec = importlib.util.spec_from_file_location("made", sys.argv[1])
made = importlib.util.module_from_spec(spec)
spec.loader.exec_module(made)
names = [f"a{suffix}" for suffix in (".xlsx", ".csv", ".json", ".parquet")]
write_result(made.make_result(), [Path(sys.argv[2]) / name for name in names], lang="zh")
"""


def test_equal_input_gives_equal_bytes_wherever_and_whenever(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[3]
    found = []
    for zone, lang, seed in (("Asia/Shanghai", "zh_CN.UTF-8", "1"), ("America/Lima", "C", "77")):
        folder = tmp_path / f"run{seed}"
        folder.mkdir()
        own = {"PYTHONPATH": str(root), "TZ": zone, "LANG": lang, "LC_ALL": lang, "PYTHONHASHSEED": seed}
        fixture = str(root / "tests" / "reports" / "conftest.py")
        subprocess.run(
            [sys.executable, "-c", SCRIPT, fixture, str(folder)], check=True, env=os.environ | own, cwd=folder
        )
        found.append({p.name: p.read_bytes() for p in folder.iterdir()})
    assert set(found[0]) == {"a.xlsx", "a.csv", "a.json", "a.parquet"}
    for name, content in found[0].items():
        assert content == found[1][name], name


def test_the_stated_moment_of_making_is_followed(
    result: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    book = write(View.of(result, "zh"), tmp_path / "a.xlsx")
    assert book.properties.created.isoformat() == "2001-09-09T01:46:40"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "nonsense")
    assert write(View.of(result, "zh"), tmp_path / "b.xlsx").properties.created.year == 1980


def test_a_long_table_is_cut_and_says_so(result: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nqp_index.reports.tables.sources.MOST_RAW_VALUES", 10)
    book = write(View.of(result, "en"), tmp_path / "a.xlsx")
    assert book["Raw data"].cell(15, 1).value is not None
    assert book["Raw data"].cell(16, 1).value is None
    assert "first 10 are listed" in str(book["Raw data"].cell(17, 1).value)
    assert "W5021" in {row[1] for row in book["Problems"].iter_rows(values_only=True)}


def test_raw_values_name_file_sheet_and_cell(result: Result, tmp_path: Path) -> None:
    sheet = write(View.of(result, "en"), tmp_path / "a.xlsx")["Raw data"]
    row = next(r for r in sheet.iter_rows(min_row=6, values_only=True) if r[11] == "1,2①")
    assert row[8:11] == ("data.xlsx", "表1", "F5")
