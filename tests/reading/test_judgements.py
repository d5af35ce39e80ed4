"""AHP judgements: the workbook that an expert filled in becomes weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import openpyxl
import pytest

from nqp_index.errors import DataError
from nqp_index.model.recipe import Choice, Combination
from nqp_index.reading.definitions import load_framework
from nqp_index.reading.judgements import read_judgements
from nqp_index.reports.template import write_ahp_template
from nqp_index.scoring.weights import stated_for


def filled(path: Path, judgements: dict[tuple[str, str], object]) -> Path:
    """The template with some comparisons of the four pillars filled in."""
    write_ahp_template(load_framework("province"), path, lang="en")
    book = openpyxl.load_workbook(path)
    sheet = next(s for s in book.worksheets if s.title.startswith("FORCES"))
    rows = {sheet.cell(r, 1).value: r for r in range(6, 10)}
    columns = {sheet.cell(4, c).value: c for c in range(3, 7)}
    for (row, column), value in judgements.items():
        sheet.cell(rows[row], columns[column]).value = value
    book.save(path)
    return path


ALL = {("ST", "NE"): 3, ("ST", "NI"): 2, ("ST", "DE"): 4, ("NE", "NI"): "1/2", ("NE", "DE"): 1, ("NI", "DE"): 2}


def test_a_filled_template_becomes_ahp_weights_of_its_node(tmp_path: Path) -> None:
    path = filled(tmp_path / "expert.xlsx", ALL)
    found = read_judgements([path], load_framework("province"), Choice("manual"))
    assert [code for code, _ in found.special] == ["FORCES"]
    choice = dict(found.special)["FORCES"]
    assert isinstance(choice, Choice)
    assert choice.codes == ("ST", "NE", "NI", "DE")
    matrix = choice.options["judgements"]
    assert isinstance(matrix, tuple)
    assert matrix[0] == (1.0, 3.0, 2.0, 4.0)
    assert matrix[1][2] == 0.5  # type: ignore[index]


def test_a_formula_that_was_never_calculated_is_named_as_such(tmp_path: Path) -> None:
    path = filled(tmp_path / "expert.xlsx", {**ALL, ("ST", "NE"): "=1+2"})
    with pytest.raises(DataError) as refused:
        read_judgements([path], load_framework("province"), Choice("manual"))
    assert [p.code for p in refused.value.problems] == ["E1484"]


def test_two_experts_are_kept_apart(tmp_path: Path) -> None:
    paths = [filled(tmp_path / f"{i}.xlsx", ALL) for i in range(2)]
    found = read_judgements(paths, load_framework("province"), Choice("manual"))
    judged = dict(found.special)["FORCES"].options["judgements"]  # type: ignore[union-attr]
    assert np.array(judged, dtype=float)[:, 0, 1].tolist() == [3.0, 3.0]


@pytest.mark.parametrize("value", ["much", 12, "1/20"])
def test_what_is_no_judgement_is_refused_at_its_cell(tmp_path: Path, value: object) -> None:
    path = filled(tmp_path / "expert.xlsx", {**ALL, ("ST", "NE"): value})
    with pytest.raises(DataError) as refused:
        read_judgements([path], load_framework("province"), Choice("manual"))
    assert "FORCES" in str(refused.value.problems[0].place)
    assert refused.value.problems[0].code == "E1498"


def test_an_empty_workbook_says_so(tmp_path: Path) -> None:
    with pytest.raises(DataError) as refused:
        read_judgements([filled(tmp_path / "e.xlsx", {})], load_framework("province"), Choice("manual"))
    assert refused.value.problems[0].code == "E1497"


def every_sheet_filled(path: Path, framework: str) -> Path:
    """The template with all comparisons of the upper halves made."""
    write_ahp_template(load_framework(framework), path, lang="en")
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets[1:]:
        size = sheet.max_row - 5
        for i in range(size):
            for j in range(i + 1, size):
                sheet.cell(6 + i, 3 + j).value = 2
    book.save(path)
    return path


@pytest.mark.parametrize("name", ["province", "park"])
def test_every_sheet_of_a_filled_template_is_applied(tmp_path: Path, name: str) -> None:
    framework = load_framework(name)
    found = read_judgements([every_sheet_filled(tmp_path / "e.xlsx", name)], framework, Choice("manual"))
    assert {code for code, _ in found.special} == {n.code for n in framework.nodes if len(n.children) > 1}


def test_judgements_of_another_framework_are_refused_by_sheet_and_code(tmp_path: Path) -> None:
    path = every_sheet_filled(tmp_path / "park.xlsx", "park")
    with pytest.raises(DataError) as refused:
        read_judgements([path], load_framework("province"), Choice("manual"))
    by_code = {p.code: dict(p.args) for p in refused.value.problems}
    assert "UP" in by_code["E1488"]["extra"]  # type: ignore[operator]
    assert any("UP_LIFE" in str(name) for name in by_code["E1487"]["sheets"])  # type: ignore[attr-defined]


def without(path: Path, sheet: str, code: str) -> Path:
    """A workbook in which one child has lost its code beside its row."""
    book = openpyxl.load_workbook(path)
    own = next(s for s in book.worksheets if s.title.startswith(sheet))
    next(own.cell(r, 1) for r in range(6, 12) if own.cell(r, 1).value == code).value = "?"
    book.save(path)
    return path


def test_a_child_that_a_sheet_does_not_compare_is_named(tmp_path: Path) -> None:
    path = without(filled(tmp_path / "e.xlsx", ALL), "FORCES", "NI")
    with pytest.raises(DataError) as refused:
        read_judgements([path], load_framework("province"), Choice("manual"))
    (told,) = refused.value.problems
    assert (told.code, dict(told.args)["missing"], dict(told.args)["node"]) == ("E1489", ("NI",), "FORCES")


def test_sheets_that_compare_nothing_of_the_framework_are_left_alone_while_empty(tmp_path: Path) -> None:
    path = filled(tmp_path / "e.xlsx", ALL)
    book = openpyxl.load_workbook(path)
    own = book.create_sheet("mine")
    for row in ([None, "a", "b"], ["a", 1, None], ["b", None, 1]):
        own.append(row)
    book.save(path)
    assert len(read_judgements([path], load_framework("province"), Choice("manual")).special) == 1
    own["C2"] = 3
    book.save(path)
    with pytest.raises(DataError) as refused:
        read_judgements([path], load_framework("province"), Choice("manual"))
    assert dict(refused.value.problems[0].args)["sheets"] == ("mine",)


def test_judgements_are_cut_down_to_the_children_that_have_data() -> None:
    matrix = ((1, 3, 5), (None, 1, 2), (None, None, 1))
    choice = Choice("ahp", (("judgements", matrix),), ("a", "b", "c"))
    assert stated_for(choice, ("a", "c"))["judgements"] == ((1, 5), (None, 1))
    two = Choice("ahp", (("judgements", (matrix, matrix)),), ("a", "b", "c"))
    assert stated_for(two, ("a", "c"))["judgements"] == (((1, 5), (None, 1)),) * 2
    points = Choice("budget", (("points", (10, 20, 70)),), ("a", "b", "c"))
    assert stated_for(points, ("b", "c"))["points"] == (20, 70)


def test_judgements_take_the_place_of_ahp_in_a_combination(tmp_path: Path) -> None:
    path = filled(tmp_path / "expert.xlsx", ALL)
    joined = Combination((Choice("ahp"), Choice("entropy")), Choice("game"))
    found = dict(read_judgements([path], load_framework("province"), joined).special)["FORCES"]
    assert isinstance(found, Combination)
    assert [one.method for one in found.of] == ["ahp", "entropy"]
    assert found.of[0].codes == ("ST", "NE", "NI", "DE")
    assert found.by == joined.by


def judged_twice(path: Path, *names: str) -> Path:
    """A filled template whose sheet on the four pillars stands there again, under these names."""
    book = openpyxl.load_workbook(filled(path, ALL))
    own = next(s for s in book.worksheets if s.title.startswith("FORCES"))
    book.copy_worksheet(own).title = names[1]
    own.title = names[0]
    book.save(path)
    return path


@pytest.mark.parametrize("names", [("FORCES", "FORCES (2)"), ("专家1", "专家 1"), ("expert 1", "second")])
def test_one_expert_does_not_count_twice_by_two_sheets_on_one_node(tmp_path: Path, names: tuple[str, str]) -> None:
    with pytest.raises(DataError) as refused:
        read_judgements([judged_twice(tmp_path / "e.xlsx", *names)], load_framework("province"), Choice("manual"))
    (told,) = refused.value.problems
    assert (told.code, dict(told.args)["node"], dict(told.args)["sheets"]) == ("E1500", "FORCES", names)


def test_sheets_that_name_their_experts_are_kept_apart(tmp_path: Path) -> None:
    path = judged_twice(tmp_path / "e.xlsx", "专家1 FORCES", "专家2 FORCES")
    found = read_judgements([path], load_framework("province"), Choice("manual"))
    assert np.array(dict(found.special)["FORCES"].options["judgements"]).shape == (2, 4, 4)  # type: ignore[union-attr]


def test_a_workbook_given_twice_is_refused(tmp_path: Path) -> None:
    path = filled(tmp_path / "e.xlsx", ALL)
    with pytest.raises(DataError) as refused:
        read_judgements([path, path], load_framework("province"), Choice("manual"))
    assert [p.code for p in refused.value.problems if p.code.startswith("E")] == ["E1501"]


def test_how_a_recipe_solves_judgements_stays_when_workbooks_bring_them(tmp_path: Path) -> None:
    stated = Choice.of("ahp", group="priorities", random_index="cn_textbooks", judgements=((1, 2), (0.5, 1)))
    for default in (stated, Combination((stated, Choice("entropy")), Choice("mean"))):
        found = read_judgements([filled(tmp_path / "e.xlsx", ALL)], load_framework("province"), default)
        own = dict(found.special)["FORCES"]
        choice = own.of[0] if isinstance(own, Combination) else own
        assert (choice.options["group"], choice.options["random_index"]) == ("priorities", "cn_textbooks")
        assert np.array(choice.options["judgements"], dtype=float).shape == (4, 4)
