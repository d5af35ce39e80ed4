"""Findings print themselves as plain tables in both languages."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.model.findings import Table, plain, table
from nqp_index.terms import Text


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (np.float64(1.5), 1.5), (float("nan"), None), (np.float64("inf"), None), (np.int64(3), 3), (None, None),
        (Text("广西", "Guangxi"), "Guangxi"), (("a", Text("乙", "b")), "a, b"), (np.bool_(True), True), ("x", "x"),
    ],
)  # fmt: skip
def test_any_value_becomes_one_that_every_writer_prints(value, shown):
    found = plain(value, "en")
    assert found == shown
    assert type(found) is type(shown)


def test_a_table_has_keys_for_code_and_headings_for_people():
    made = table("drop_one", ("code", "mean_shift"), [("k0", 1.0)], "zh")
    assert isinstance(made, Table)
    assert made.columns == ("代码", "平均位次变动")
    assert made.to_rows() == [{"code": "k0", "mean_shift": 1.0}]
    assert made.to_frame().columns.tolist() == ["代码", "平均位次变动"]


def test_headings_that_count_are_given_by_the_finding():
    made = table("acceptability", ("code", "rank_1"), [], "en", headings={"rank_1": "1"}, about="2020")
    assert made.columns == ("code", "1")
    assert made.title.endswith("2020")
