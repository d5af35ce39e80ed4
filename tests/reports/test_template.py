"""Blank workbooks to be filled in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from nqp_index.errors import DefinitionError
from nqp_index.model.framework import Framework, Series
from nqp_index.reading.definitions import load_framework
from nqp_index.reading.ingest import read_panel
from nqp_index.reports.template import BLANK_LINES, write_ahp_template, write_template
from nqp_index.terms import Lang

REGIONS = (("110000", "北京", "Beijing"), ("540000", "=西藏", "Tibet"))


@pytest.mark.parametrize(("lang", "keys"), [("zh", ["地区", "代码", "年份"]), ("en", ["Region", "Code", "Year"])])
def test_each_series_has_a_column_named_with_its_measure(
    framework: Framework, tmp_path: Path, lang: Lang, keys: list[str]
) -> None:
    write_template(framework, tmp_path / "a.xlsx", years=(2021, 2022), regions=REGIONS, lang=lang)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    header = [cell.value for cell in sheet[1]]
    assert header[:4] == [*keys, {"zh": "地区生产总值（亿元）", "en": "gdp series (亿元)"}[lang]]
    assert len(header) == 3 + len(framework.series)


def test_regions_and_years_are_filled_in_and_nothing_else(framework: Framework, tmp_path: Path) -> None:
    write_template(framework, tmp_path / "a.xlsx", years=(2021, 2022), regions=REGIONS, lang="zh")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert [row[:3] for row in rows] == [
        ("北京", "110000", 2021), ("=西藏", "540000", 2021), ("北京", "110000", 2022), ("=西藏", "540000", 2022),
    ]  # fmt: skip
    assert all(value is None for row in rows for value in row[3:])
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_numbers_outside_the_plausible_range_are_questioned(framework: Framework, tmp_path: Path) -> None:
    write_template(framework, tmp_path / "a.xlsx", years=(2021,), regions=REGIONS, lang="en")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert len(rules) == len(framework.series)
    first = rules["D2:D3"]
    assert (first.type, first.errorStyle) == ("decimal", "warning")
    assert (float(first.formula1), float(first.formula2)) == (0, 1e6)


def test_free_names_are_left_to_the_user(framework: Framework, tmp_path: Path) -> None:
    write_template(replace(framework, regions="free"), tmp_path / "a.xlsx", years=(2022,), lang="zh")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[1]][:2] == ["园区", "年份"]
    assert sheet.max_row == 1 + BLANK_LINES
    assert sheet["A2"].value is None
    assert sheet["B2"].value == 2022


def test_the_second_sheet_explains_every_series(framework: Framework, tmp_path: Path) -> None:
    write_template(framework, tmp_path / "a.xlsx", years=(2022,), regions=REGIONS, lang="zh")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[1]
    rows = {row[1]: row for row in sheet.iter_rows(min_row=6, values_only=True)}
    assert rows["rd"][0] == "研发经费（亿元）"
    assert rows["rd"][6] == "ST1 研发强度"
    assert rows["gdp"][4] == "国家统计局"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["province", "park"])
def test_a_filled_template_is_read_back_whole(tmp_path: Path, name: str, lang: Lang) -> None:
    framework = load_framework(name)
    regions = (("110000", "北京", "Beijing"), ("540000", "西藏", "Tibet")) if name == "province" else ()
    write_template(framework, tmp_path / "a.xlsx", years=(2022,), regions=regions, lang=lang)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    sheet, first = book.worksheets[0], 4 if regions else 3
    for row in (2, 3):
        sheet.cell(row, 1).value = sheet.cell(row, 1).value or f"测试园{row}"
        for c, series in enumerate(framework.series, first):
            sheet.cell(row, c).value = some_value(series) + row / 1000
    book.save(tmp_path / "filled.xlsx")
    panel = read_panel(tmp_path / "filled.xlsx", framework)
    assert panel.years == (2022,)
    assert len(panel.regions) == 2
    found = panel.values[0, 1, [panel.series_index[s.code] for s in framework.series]]
    assert found.tolist() == pytest.approx([some_value(s) + 0.003 for s in framework.series])


def some_value(series: Series) -> float:
    """A plausible value."""
    low, high = series.plausible
    return (low or 0) + ((high or 100.0) - (low or 0)) * 0.3


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_judgements_are_asked_for_every_pair_once(framework: Framework, tmp_path: Path, lang: Lang) -> None:
    write_ahp_template(framework, tmp_path / "a.xlsx", lang=lang)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    asked = [node for node in framework.nodes if len(node.children) > 1]
    assert len(book.sheetnames) == 1 + len(asked)
    for sheet, node in zip(book.worksheets[1:], asked, strict=True):
        codes, k = [child.code for child in node.children], len(node.children)
        assert [sheet.cell(4, 3 + i).value for i in range(k)] == codes
        assert [sheet.cell(6 + i, 1).value for i in range(k)] == codes
        assert [sheet.cell(6 + i, 3 + i).value for i in range(k)] == [1] * k
        rules = sheet.data_validations.dataValidation
        assert len(rules) == k * (k - 1) // 2
        assert all(rule.formula2 == "9" for rule in rules)


def test_a_framework_without_pairs_is_refused(framework: Framework, tmp_path: Path) -> None:
    leaf = replace(framework.root, children=framework.node("talent").children[:1])
    with pytest.raises(DefinitionError):
        write_ahp_template(replace(framework, root=leaf), tmp_path / "a.xlsx")


def test_templates_are_equal_to_the_byte(framework: Framework, tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_template(framework, tmp_path / f"{name}.xlsx", years=(2022,), regions=REGIONS, lang="zh")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_names_and_headings_stand_on_every_printed_page_of_a_template(tmp_path: Path, lang: Lang) -> None:
    framework = load_framework("province")
    write_template(framework, tmp_path / "a.xlsx", years=(2022,), regions=(("110000", "北京", "Beijing"),), lang=lang)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$C")
    assert sheet.page_setup.fitToWidth is not None
    assert int(sheet.page_setup.fitToWidth) > 5
    write_ahp_template(framework, tmp_path / "b.xlsx", lang=lang)
    matrix = openpyxl.load_workbook(tmp_path / "b.xlsx").worksheets[1]
    assert (matrix.print_title_rows, matrix.print_title_cols) == ("$4:$5", "$A:$B")
