"""What methods found on the way stands in the workbook and the JSON, and their conclusions on the terminal."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from nqp_index.model.detail import Detail
from nqp_index.model.recipe import Scope
from nqp_index.model.result import Result
from nqp_index.reports.document import document
from nqp_index.reports.excel.book import write_workbook
from nqp_index.reports.side_notes import side_notes
from nqp_index.reports.tables.details import method_details, row_details
from nqp_index.reports.text import ranking_text
from nqp_index.reports.view import View
from nqp_index.terms import Lang, Text

SETS = ("set", ("entropy", "critic"))
GAME, ALPHA = Text("博弈论组合赋权", "game"), Text("带符号的系数 α", "α")
VIKOR = Text("折衷排序法（VIKOR）", "VIKOR")


def of_index(name: str, values: np.ndarray, *, by_row: bool = False) -> Detail:
    return Detail("aggregate", "nqp", "vikor", VIKOR, name, Text(f"{name} 值", name), by_row, values)


def with_details(result: Result, *, yearly: bool) -> Result:
    """The hand-made result as if by VIKOR: Beijing in the compromise of every year, Guangxi in the last one too."""
    shape = (len(result.years), len(result.regions))
    members = np.zeros(shape, dtype=bool)
    members[:, 0], members[-1, 3] = True, True
    q = np.linspace(0.0, 1.0, members.size).reshape(shape)
    sets = len(result.years) if yearly else 1
    own = (
        Detail("combine", "nqp", "game", GAME, "signed_alpha", ALPHA, False, np.array([[1.25, np.nan]]), (SETS,)),
        of_index("compromise", members, by_row=True), of_index("Q", q, by_row=True),
        of_index("acceptable_advantage", np.zeros(sets, dtype=bool)),
        of_index("acceptable_stability", np.ones(sets, dtype=bool)),
        of_index("rows", np.full(sets, members.size / sets)),
    )  # fmt: skip
    scope = Scope("yearly") if yearly else Scope()
    return replace(result, details=own, recipe=replace(result.recipe, scope=scope))


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("zh", ("组合赋权", "博弈论组合赋权 (game)", "nqp", "新质生产力指数", "带符号的系数 α")),
        ("en", ("Combination", "game (game)", "nqp", "Productivity index", "α")),
    ],
)
def test_a_number_is_told_with_its_method_node_and_what_it_belongs_to(
    result: Result, lang: Lang, line: tuple[object, ...]
) -> None:
    rows = method_details(View.of(with_details(result, yearly=False), lang)).rows
    assert rows[0] == (*line, "entropy", None, None, 1.25)
    assert all(row[5] != "critic" for row in rows)  # no number, no line


def test_numbers_of_a_year_name_it(result: Result) -> None:
    rows = method_details(View.of(with_details(result, yearly=True), "en")).rows
    assert [(row[7], row[8]) for row in rows if row[4] == "rows"] == [(2020, 6), (2021, 6), (2022, 6)]


def test_side_results_by_region_stand_beside_its_score(result: Result) -> None:
    own = with_details(result, yearly=False)
    table = row_details(View.of(own, "en", year=2022))
    assert [c.title for c in table.columns][-2:] == ["compromise", "Q"]
    row = next(r for r in table.rows if r[:2] == (2022, "450000"))
    assert row[-2:] == ("yes", pytest.approx(15 / 17))


def test_the_compromise_is_that_of_the_year_in_front_where_years_stand_alone(result: Result) -> None:
    (note,) = side_notes(View.of(with_details(result, yearly=True), "zh", year=2022))
    assert note == "VIKOR 折衷解集（2022，n = 6）：北京、广西；C1 优势可接受：否，C2 决策稳定：是"


def test_the_compromise_of_all_years_names_the_year_of_each_region(result: Result) -> None:
    (note,) = side_notes(View.of(with_details(result, yearly=False), "en"))
    assert note.startswith(
        "VIKOR compromise set (2020–2022, n = 18): Beijing 2020, Beijing 2021, Beijing 2022, Guangxi"
    )


def test_the_terminal_tells_the_compromise(result: Result) -> None:
    view = View.of(with_details(result, yearly=True), "en")
    assert next(iter(side_notes(view))) in ranking_text(view)


@pytest.mark.parametrize(
    ("lang", "sheets"), [("zh", ["方法细节", "对象细节"]), ("en", ["Method details", "Details by region"])]
)
@pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
def test_the_workbook_has_the_details_only_where_there_are_any(
    result: Result, tmp_path: Path, lang: Lang, sheets: list[str]
) -> None:
    write_workbook(View.of(with_details(result, yearly=True), lang), tmp_path / "a.xlsx")
    write_workbook(View.of(result, lang), tmp_path / "b.xlsx")
    with_them, without = (openpyxl.load_workbook(tmp_path / f"{name}.xlsx").sheetnames for name in "ab")
    assert [name for name in with_them if name not in without] == sheets


def test_the_document_keeps_every_side_result_with_its_node(result: Result) -> None:
    told = document(View.of(with_details(result, yearly=False), "en"))["details"]
    assert told[0]["node"] == "nqp"
    assert told[0]["axes"] == [["set", ["entropy", "critic"]]]
    assert told[0]["values"] == [[1.25, None]]
    assert told[1]["values"][2] == [True, False, False, True, False, False]
