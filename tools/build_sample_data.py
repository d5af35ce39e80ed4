"""Re-tabulate official provincial figures as the workbooks that people receive.

Run as `python tools/build_sample_data.py FACTS sample_data`. FACTS holds province_figures.csv (region, code, year,
series, value, unit) and province_series.csv (series, name_zh, name_en, unit). Equal input gives equal bytes.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from pathlib import Path
from typing import Any

import xlsxwriter

YEARS = range(2019, 2024)
REGIONS = Path(__file__).resolve().parents[1] / "indicators" / "regions.csv"
GROUPS = {"东部": "Eastern", "中部": "Central", "西部": "Western", "东北": "Northeastern"}
NBS = "数据来源：国家统计局 国家数据 分省年度数据(公开副本)"
YEARBOOK = "资料来源：《中国科技统计年鉴2021》(2020年数据)"
NOTES = {
    **dict.fromkeys(("gdp", "va_secondary", "va_tertiary"), "注：第五次全国经济普查后的修订数。"),
    "software_rev": "注：西藏未公布。内蒙古2021年的数照原公布，约为前后年的20至34倍，可能有误。",
    "it_service_rev": "注：西藏未公布。内蒙古2021年的数照原公布；陕西2022年下降照原公布。",
    "domains": "注：2020至2021年多省下降照原公布。",
}


@dataclass(frozen=True)
class Facts:
    """Figures as printed, by series, region and year; names and measure of each series; each region's names."""

    figures: dict[tuple[str, str, int], str]
    names: dict[str, tuple[str, str, str]]
    table: dict[str, dict[str, str]]

    @property
    def regions(self) -> tuple[str, ...]:
        return tuple(self.table)

    def text(self, series: str, region: str, year: int) -> str:
        return self.figures.get((series, region, year), "")

    def number(self, series: str, region: str, year: int) -> float | None:
        text = self.text(series, region, year)
        return float(text) if text else None

    def heading(self, series: str) -> str:
        name, _, measure = self.names[series]
        return f"{name}({measure})"


def read_facts(folder: Path) -> Facts:
    """The two tables of FACTS."""
    names = {r["series"]: (r["name_zh"], r["name_en"], r["unit"]) for r in _rows(folder / "province_series.csv")}
    rows = _rows(folder / "province_figures.csv")
    figures = {(r["series"], r["region"], int(r["year"])): r["value"] for r in rows}
    return Facts(figures, names, {r["short"]: r for r in _rows(REGIONS) if r["computed"] == "yes"})


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def workbook(path: Path) -> Any:
    """A workbook whose bytes depend on its content only."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime(2026, 4, 30), "author": "", "comments": ""})
    return book


def by_year(book: Any, facts: Facts, sheet: str, series: str, source: str, note: str = "") -> None:
    """One series to a sheet, regions by years in descending order, as the national database exports it."""
    page = book.add_worksheet(sheet)
    years = [y for y in reversed(YEARS) if any(facts.text(series, r, y) for r in facts.regions)]
    span = f"{years[-1]}-{years[0]}年" if len(years) > 1 else f"{years[0]}年"
    for row, line in enumerate(("数据库：分省年度数据", f"指标：{facts.heading(series)}", f"时间：{span}")):
        page.write_string(row, 0, line)
    page.write_row(3, 0, ["地区", *(f"{y}年" for y in years)])
    for row, region in enumerate(facts.regions, start=4):
        page.write_string(row, 0, facts.table[region]["full"])
        for column, year in enumerate(years, start=1):
            value = facts.number(series, region, year)
            if value is not None:
                page.write_number(row, column, value)
    for row, line in enumerate(filter(None, (note or NOTES.get(series, ""), source)), start=4 + len(facts.regions)):
        page.write_string(row, 0, line)
    page.set_column(0, 0, 20)
    page.freeze_panes(4, 1)


def one_year(book: Any, facts: Facts, year: int, series: Sequence[str], source: str) -> None:
    """Regions by series for one year, the sheet named after it."""
    page = book.add_worksheet(str(year))
    page.write_string(0, 0, f"{year}年各地区专利、技术市场与地方财政")
    page.write_row(1, 0, ["行政区划代码", "地区", *(facts.heading(s) for s in series)])
    for row, region in enumerate(facts.regions, start=2):
        page.write_string(row, 0, facts.table[region]["code"])
        page.write_string(row, 1, region)
        for column, code in enumerate(series, start=2):
            value = facts.number(code, region, year)
            if value is not None:
                page.write_number(row, column, value)
    page.write_string(2 + len(facts.regions), 0, "注：专利按申请人所在地，不含港澳台；技术市场成交额按输出地。")
    page.write_string(3 + len(facts.regions), 0, source)
    page.set_column(0, 9, 18)
    page.freeze_panes(2, 2)


@dataclass(frozen=True)
class Column:
    """A column of a yearbook table: the series, and its two header lines in both languages."""

    series: str
    top: str
    below: str = ""


def yearbook(
    book: Any, facts: Facts, sheet: str, title: Sequence[str], columns: Sequence[Column], totals: bool, note: str
) -> None:
    """A table as the yearbooks print it: two titles, a line of measures, two header rows, text numbers, group rows.

    Group rows are sums of the provinces below, written only where these sum to the printed national figure.
    """
    page = book.add_worksheet(sheet)
    for row, line in enumerate((*title, "单位:" + ",".join(facts.names[c.series][2] for c in columns))):
        page.write_string(row, 0, line)
    _headings(book, page, columns)
    row = 5
    for name, english, members in _blocks(facts, totals):
        page.write_string(row, 0, _spaced(name))
        page.write_string(row, 1, english)
        for at, column in enumerate(columns, start=2):
            page.write_string(row, at, _summed([facts.text(column.series, m, 2020) for m in members]))
        row += 1
    for line in filter(None, (note, YEARBOOK)):
        page.write_string(row, 0, line)
        row += 1
    page.set_column(0, 1, 16)
    page.set_column(2, 9, 20)


def _headings(book: Any, page: Any, columns: Sequence[Column]) -> None:
    centred = book.add_format({"text_wrap": True, "align": "center", "valign": "vcenter"})
    page.merge_range(3, 0, 4, 0, "地 区", centred)
    page.merge_range(3, 1, 4, 1, "Region", centred)
    at = 2
    while at < 2 + len(columns):
        top = columns[at - 2].top
        width = sum(c.top == top for c in columns)
        if width == 1 and not columns[at - 2].below:
            page.merge_range(3, at, 4, at, top, centred)
        elif width == 1:
            page.write_string(3, at, top, centred)
        else:
            page.merge_range(3, at, 3, at + width - 1, top, centred)
        for column in columns[at - 2 : at - 2 + width]:
            if column.below:
                page.write_string(4, at, column.below, centred)
            at += 1


def _blocks(facts: Facts, totals: bool) -> Iterable[tuple[str, str, list[str]]]:
    """Names in both languages and members: the nation and its four groups, where wanted, and then every province."""
    if totals:
        yield "全国", "National Total", list(facts.regions)
        for group, english in GROUPS.items():
            members = [r for r, names in facts.table.items() if f"four_region={group}" in names["groups"].split("|")]
            yield f"{group}地区", english, members
    for region, names in facts.table.items():
        yield region, names["english"].split("|")[0], [region]


def _summed(texts: list[str]) -> str:
    if len(texts) == 1:
        return texts[0]
    decimals = max(len(t.partition(".")[2]) for t in texts)
    return f"{sum(float(t) for t in texts if t):.{decimals}f}"


def _spaced(name: str) -> str:
    return {2: "  ", 3: " "}.get(len(name), "").join(name)


def long_csv(path: Path, facts: Facts, series: Sequence[str]) -> None:
    """One figure to a line, UTF-8 with a byte-order mark."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["地区", "行政区划代码", "年份", "指标", "数值", "单位", "数据来源"])
        for code in series:
            name, _, measure = facts.names[code]
            source = "国家统计局 国家数据 分省年度数据"
            for year, region in product(YEARS, facts.regions):
                if text := facts.text(code, region, year):
                    writer.writerow([region, facts.table[region]["code"], year, name, text, measure, source])


ACCOUNTS = ("gdp", "va_secondary", "va_tertiary", "pop", "pop_urban", "employment", "income_pc")
DIGITAL = (
    "bb_ports", "bb_users", "mobile_net_users", "mobile_traffic", "domains", "fibre_km", "software_rev",
    "it_service_rev", "ec_firm_share", "ecommerce_sales", "ecommerce_purchase",
)  # fmt: skip
ENERGY = ("elec_gen", "elec_hydro", "elec_thermal", "trade_goods")
INVENTION = (
    "pat_app", "pat_app_inv", "pat_granted", "pat_granted_inv", "techmkt_outflow", "fiscal_total", "fiscal_sci",
    "fiscal_revenue",
)  # fmt: skip
SHORT = {"fibre_km": "光缆线路长度", "ec_firm_share": "有电子商务企业比重"}
FUNDS = (
    Column("rd_exp_internal", "R&D经费内部支出\nIntramural R&D Expenditure"),
    Column("rd_exp_basic", "基础研究经费内部支出\nBasic Research"),
    Column("rd_src_gov", "R&D经费内部支出:政府资金\nGovernment Funds"),
    Column("rd_src_firm", "R&D经费内部支出:企业资金\nEnterprise Funds"),
)
PEOPLE = (
    Column("rd_fte", "R&D人员全时当量\nFull-time Equivalent of R&D Personnel"),
    Column("rd_fte_researcher", "R&D人员全时当量:研究人员\nResearchers"),
)
HIGH_TECH = (
    Column("ht_firms", "高技术产业", "企业数\nNumber of Enterprises"),
    Column("ht_revenue", "高技术产业", "营业收入\nBusiness Revenue"),
    Column("ht_profit", "高技术产业", "利润总额\nTotal Profits"),
)
HIGH_TECH_RD = (
    Column("ht_rd_inst", "高技术产业企业研发机构数\nR&D Institutions"),
    Column("ht_rd_fte", "高技术产业R&D人员折合全时当量\nR&D Personnel (FTE)"),
    Column("ht_rd_exp", "高技术产业R&D经费内部支出\nR&D Expenditure"),
    Column("ht_newprod_dev_exp", "高技术产业新产品开发经费支出\nNew Product Development"),
    Column("ht_newprod_sales", "高技术产业新产品销售收入\nNew Product Sales"),
)
INDUSTRY = (
    Column("ind_newprod_dev_exp", "规上工业企业新产品开发经费支出\nNew Product Development"),
    Column("ind_newprod_sales", "规上工业企业新产品销售收入\nNew Product Sales"),
)


def build(facts: Facts, out: Path) -> None:
    """Write every file of both folders."""
    more, out = out / "provinces_more", out / "provinces"
    for folder in (out, more):
        folder.mkdir(parents=True, exist_ok=True)
    for name, series in (("nbs_accounts_population", ACCOUNTS), ("nbs_digital_economy", DIGITAL)):
        with workbook(out / f"{name}_2019-2023.xlsx") as book:
            for code in series:
                by_year(book, facts, SHORT.get(code, facts.names[code][0]), code, NBS)
    long_csv(out / "nbs_energy_trade_2019-2023.csv", facts, ENERGY)
    with workbook(out / "nbs_patents_finance_by_year.xlsx") as book:
        for year in YEARS:
            one_year(book, facts, year, INVENTION, NBS)
    _bulletin(facts, out)
    _yearbooks(facts, out)
    _few_years(facts, more)


def _bulletin(facts: Facts, out: Path) -> None:
    with workbook(out / "rd_bulletin_2019-2023.xlsx") as book:
        source = "资料来源：国家统计局、科学技术部、财政部《全国科技经费投入统计公报》2019-2023年及2024年附表"
        named = "注：2023年公报正文只列出12个省的R&D经费，其余19省不列。"
        by_year(book, facts, "R&D经费", "rd_exp", source, named)
        by_year(book, facts, "R&D经费投入强度", "rd_intensity", source, "注：2023年为随2024年公报公布的修订数。")


def _few_years(facts: Facts, out: Path) -> None:
    with workbook(out / "cnipa_patents_papers_2021-2023.xlsx") as book:
        cnipa = "资料来源：国家知识产权局《知识产权统计年报》2022、2023"
        by_year(book, facts, "PCT申请", "pct_app", cnipa)
        by_year(book, facts, "实用新型有效量", "pat_valid_utility", cnipa)
        by_year(book, facts, "SCI论文", "papers_sci", "资料来源：《中国科技统计年鉴》(2022年数据)")


def _yearbooks(facts: Facts, out: Path) -> None:
    zh, en = "各地区R&D经费与人员(2020年)", "R&D Expenditure and Personnel by Region (2020)"
    with workbook(out / "st_yearbook_2021_rd.xlsx") as book:
        yearbook(book, facts, "表1", (f"表1  {zh}", en), FUNDS, True, "")
        yearbook(book, facts, "续表1", (f"续表1  {zh}", en), PEOPLE, True, "注：R&D人员为全社会口径。")
        by_year(
            book,
            facts,
            "技术流向地域",
            "techmkt_inflow",
            "资料来源：《中国科技统计年鉴2021》",
            "注：按技术流向地域(买方)。",
        )
    zh, en = "各地区高技术产业与新产品(2020年)", "High-tech Industry and New Products by Region (2020)"
    blank = "注：西藏的研发机构数和新产品销售收入为空。"
    with workbook(out / "st_yearbook_2021_hightech.xlsx") as book:
        yearbook(book, facts, "表2", (f"表2  {zh}", en), HIGH_TECH, False, "")
        yearbook(book, facts, "续表2", (f"续表2  {zh}", en), HIGH_TECH_RD, False, blank)
        yearbook(book, facts, "表3", ("表3  各地区规上工业企业新产品(2020年)", en), INDUSTRY, False, "")


if __name__ == "__main__":
    build(read_facts(Path(sys.argv[1])), Path(sys.argv[2]))
