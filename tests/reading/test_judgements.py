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
    assert [p.code for p in refused.value.problems] == ["E1489"]


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
