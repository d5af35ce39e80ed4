"""Seven published files open with the values their publishers printed (specimens/README.md)."""

from __future__ import annotations

from pathlib import Path

import pytest

from nqp_index.errors import Problems
from nqp_index.reading.sheet import Book, Raw
from nqp_index.reading.workbook import open_books

OLD = "nbs_export_old.xls"
NEW = "nbs_export_2026_utf8bom_tabcomma_gdp2022.csv"
WPS = "nbs_like_wps_budget.xls"
LOCKED = "yearbook_cnki_encrypted_hitech_2022.xls"
OCR = "yearbook_ocr_xlsx_rdfte_2010_spaced_names.xlsx"
EPS = "eps_database_xlsx_merged_indicator_text_numbers.xlsx"
PAGE = "html_disguised_as_xls_firms_2020.xls"


def opened(shared: Path, name: str) -> tuple[Book, Problems]:
    problems = Problems()
    (book,) = open_books([shared / "specimens" / name], problems=problems)
    assert not problems.errors
    return book, problems


def codes(problems: Problems) -> list[str]:
    return [p.code for p in problems]


def row_of(book: Book, first: str, column: int = 0) -> list[Raw]:
    return next(r for r in book.sheets[0].rows if len(r) > column and r[column] == first)


@pytest.mark.parametrize(
    ("name", "kind", "digits"),
    [
        (OLD, "xls", "ba92f2379243ee35"), (NEW, "csv", "3ceecda49151b712"), (WPS, "xls", "c641917bac518407"),
        (LOCKED, "xls", "a59fa2f5a0b9a772"), (OCR, "xlsx", "3a4409696682f6fd"), (EPS, "xlsx", "009cdb918a806944"),
        (PAGE, "html", "253657eafc1b8b31"),
    ],
)  # fmt: skip
def test_the_kind_is_told_by_content_and_the_bytes_are_the_published_ones(
    shared: Path, name: str, kind: str, digits: str
) -> None:
    book, _ = opened(shared, name)
    assert (book.kind, book.source.name, book.source.sha256[:16]) == (kind, name, digits)


def test_the_old_export_keeps_its_lines_above_and_below(shared: Path) -> None:
    rows = opened(shared, OLD)[0].sheets[0].rows
    assert [r[0] for r in rows[:3]] == ["数据库：分省年度数据", "指标：地区生产总值(亿元)", "时间：最近5年"]
    assert rows[3] == ["地区", "2019年", "2018年", "2017年", "2016年", "2015年"]
    assert str(rows[-2][0]).startswith("\u3000\u3000\u3000")


def test_the_old_export_holds_31_regions_and_5_years(shared: Path) -> None:
    book, _ = opened(shared, OLD)
    assert row_of(book, "北京市")[1] == 35371.28
    assert row_of(book, "新疆维吾尔自治区")[5] == 9324.8
    assert sum(len(r) == 6 and isinstance(r[1], float) for r in book.sheets[0].rows) == 31


def test_the_export_of_2026_loses_its_tabs_and_its_last_empty_column(shared: Path) -> None:
    book, _ = opened(shared, NEW)
    header = row_of(book, "地区")
    assert len(header) == 15
    assert header[1] == "地区生产总值 (亿元)"
    beijing = row_of(book, "北京市")
    assert (beijing[1], beijing[14]) == ("45222.4", "206826")
    assert sum(len(r) == 15 for r in book.sheets[0].rows) == 32
    assert book.sheets[0].is_text


def test_a_book_saved_by_wps_keeps_years_merges_and_empty_sheets(shared: Path) -> None:
    book, _ = opened(shared, WPS)
    assert [s.name for s in book.sheets] == ["Sheet1", "Sheet2", "Sheet3"]
    first = book.sheets[0]
    assert first.rows[0][:5] == [None, None, None, None, 2005.0]
    assert first.merged == ((2, 2, 32, 2), (33, 2, 63, 2))
    assert first.rows[1][:4] == [1.0, "一般公共预算支出（亿元）i", None, "北京"]
    assert (first.rows[1][6], first.rows[31][23], first.rows[32][4]) == (1649.5, 7645.96, 1058.31)
    assert first.percent == frozenset()


def test_the_built_in_password_opens_as_it_does_in_excel(shared: Path) -> None:
    book, problems = opened(shared, LOCKED)
    assert "N1001" in codes(problems)
    assert row_of(book, "全 国")[2:] == ["49674", "216986", "15964"]
    named = [r for r in book.sheets[0].rows if len(r) == 5 and str(r[2]).isdigit()]
    aggregates = {"全国", "东部地区", "中部地区", "西部地区", "东北地区"}
    regions = [r for r in named if str(r[0]).replace(" ", "").replace("\u3000", "") not in aggregates]
    assert len(regions) == 31
    assert [sum(int(str(r[j])) for r in regions) for j in (2, 3, 4)] == [49674, 216987, 15967]


def test_a_page_named_xls_keeps_its_unit_and_source_lines(shared: Path) -> None:
    book, problems = opened(shared, PAGE)
    assert "W1002" in codes(problems)
    rows = book.sheets[0].rows
    texts = [r[0] for r in rows if len(r) == 1]
    assert texts == ["中国2020年各地区规上工业企业数量情况统计", "单位:个", "摘编自《中国科技统计年鉴2021》"]
    assert row_of(book, "全国") == ["全国", "94072", "146691"]
    numbers = [r for r in rows if len(r) == 3 and str(r[1]).isdigit()]
    regions = [r for r in numbers if r[0] not in {"全国", "东部地区", "中部地区", "西部地区", "东北地区"}]
    assert len(regions) == 31
    assert [sum(int(str(r[j])) for r in regions) for j in (1, 2)] == [94072, 146691]


def test_padded_text_of_an_ocr_table_is_left_untouched(shared: Path) -> None:
    book, _ = opened(shared, OCR)
    rows = book.sheets[0].rows
    assert rows[3] == ["单位：人年", "(man-year)"]
    last = rows[-1]
    assert last[:3] == ["新    疆", "  Xinjiang", "14382    "]
    regions = [r for r in rows if len(r) > 2 and str(r[2]).strip().isdigit() and "地区" not in str(r[0])]
    total = next(r for r in regions if str(r[0]).replace(" ", "") == "全国")
    assert int(str(total[2])) == 2553829
    assert sum(int(str(r[2])) for r in regions if r is not total) == 2553857


def test_text_stored_in_covered_cells_of_a_merge_is_not_read(shared: Path) -> None:
    sheet = opened(shared, EPS)[0].sheets[0]
    assert sheet.merged[:2] == ((2, 1, 32, 1), (33, 1, 63, 1))
    assert len(sheet.merged) == 5
    assert [r[0] for r in sheet.rows[1:4]] == ["地区生产总值（当年价）（亿元）", None, None]
    assert sheet.rows[1][2] == "16251.93000"
    assert sum(len(r) == 15 for r in sheet.rows) == 1 + 5 * 31
    assert sheet.rows[-2] == ["数据来源：<p>中国统计年鉴</p>"]


def test_a_folder_opens_in_order_of_name_and_passes_over_what_is_no_table(shared: Path) -> None:
    problems = Problems()
    books = open_books([shared / "specimens"], problems=problems)
    assert [b.source.name for b in books] == sorted([OLD, NEW, WPS, LOCKED, OCR, EPS, PAGE])
    assert "N1006" in codes(problems)
    assert not problems.errors
