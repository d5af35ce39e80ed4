"""Columns of cells: true numbers at once, everything else cell by cell with its place kept."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nqp_index.reading.amounts import read_column
from nqp_index.reading.sheet import ErrorValue, Odd, Raw


def test_a_column_of_numbers_and_blanks_is_taken_as_it_is() -> None:
    column = read_column([1.5, None, 2, 3.25])
    assert column.values.tolist()[:1] == [1.5]
    assert column.present.tolist() == [True, False, True, True]
    assert not column.faults


@pytest.mark.parametrize(
    ("cell", "code"),
    [(True, "E1235"), (datetime(1900, 9, 17), "E1236"), (Odd.UNCALCULATED, "E1237"), (float("inf"), "E1234"),
     (10**400, "E1234")],
)  # fmt: skip
def test_cells_that_hold_no_number_are_refused_where_they_stand(cell: Raw, code: str) -> None:
    column = read_column([1.0, cell])
    assert column.faults[1][0] == code
    assert np.isnan(column.values[1])


def test_error_cells_are_gaps_with_an_address() -> None:
    column = read_column([ErrorValue("#N/A"), 1.0])
    assert column.errors == [0]
    assert np.isnan(column.values[0])


def test_marks_are_counted_by_mark() -> None:
    assert read_column(["…", "…", "-", "3"]).marks == {"…": 2, "-": 1}


def test_whole_numbers_beyond_two_to_the_53_are_told() -> None:
    assert read_column([2**53 + 1, 1]).large == [0]
    assert read_column([str(2**60), "1"]).large == [0]
    assert read_column([float(2**60), 1.0, 1e25]).large == [0]


@given(st.lists(st.one_of(st.none(), st.floats(), st.integers(), st.text(max_size=20), st.booleans()), max_size=20))
def test_no_column_makes_the_reader_raise(cells: list[Raw]) -> None:
    column = read_column(cells)
    assert len(column.values) == len(cells)
    assert not np.isinf(column.values).any()
