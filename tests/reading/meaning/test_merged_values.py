"""Merged cells in the body of a table: a value for several places is refused, a mere width is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nqp_index.reading.reading import Reading

Understand = Callable[..., Reading]
HEAD = [["2022年"], ["地区", "地区生产总值（亿元）", "年末常住人口（万人）"]]


@pytest.mark.parametrize(
    ("merge", "cells"),
    [
        ((4, 2, 5, 2), ("table.xlsx:Sheet1!B4", "table.xlsx:Sheet1!B5")),
        ((4, 2, 4, 3), ("table.xlsx:Sheet1!B4", "table.xlsx:Sheet1!C4")),
    ],
)
def test_one_merged_value_for_two_places_is_refused(
    understand: Understand, merge: tuple[int, ...], cells: tuple[str, ...]
) -> None:
    body = [["北京", 9, 2], ["天津", 8, None], ["河北", None, 7], ["山西", 6, 3]]
    reading = understand(*HEAD, *body, merged=[merge])
    (told,) = [p for p in reading.problems if p.code == "E1271"]
    assert dict(told.args)["cells"] == cells
    assert reading.panel is None


def test_a_merged_mark_for_a_missing_value_is_missing_in_every_place(understand: Understand) -> None:
    body = [["北京", 9, 2], ["天津", "…", 8], ["河北", None, 7], ["山西", 6, 3]]
    reading = understand(*HEAD, *body, merged=[(4, 2, 5, 2)])
    assert reading.panel is not None
    assert int((reading.panel.values == reading.panel.values).sum()) == 6


def test_merged_regions_and_years_are_filled_as_before(understand: Understand) -> None:
    rows = [["地区", "年份", "地区生产总值（亿元）"], ["北京", 2021, 8], [None, 2022, 9], ["天津", 2021, 7],
            [None, 2022, 8], ["河北", 2021, 5], [None, 2022, 6]]  # fmt: skip
    reading = understand(*rows, merged=[(2, 1, 3, 1), (4, 1, 5, 1), (6, 1, 7, 1)])
    assert reading.panel is not None
    assert reading.panel.values[:, 0, 0].tolist() == [8, 9]


def test_cells_that_are_two_columns_wide_from_the_heading_down_are_one_column(understand: Understand) -> None:
    rows = [["2022年"], ["地区", "地区生产总值（亿元）", None, "年末常住人口（万人）"]]
    body = [["北京", 9, None, 2], ["天津", 8, None, 1], ["河北", 7, None, 5]]
    reading = understand(*rows, *body, merged=[(r, 2, r, 3) for r in (2, 3, 4, 5)])
    assert reading.panel is not None, [(p.code, p.args) for p in reading.problems]
    assert reading.panel.values[0].tolist() == [[9, 2], [8, 1], [7, 5]]


def test_rows_that_are_two_cells_high_say_one_thing(understand: Understand) -> None:
    body = [["北京", 9], [None, None], ["天津", 8], [None, None], ["河北", 7], [None, None]]
    merged = [(r, c, r + 1, c) for r in (3, 5, 7) for c in (1, 2)]
    reading = understand(["2022年"], ["地区", "地区生产总值（亿元）"], *body, merged=merged)
    assert reading.panel is not None, [(p.code, p.args) for p in reading.problems]
    assert reading.panel.values.ravel().tolist() == [9, 8, 7]


def test_a_group_of_regions_over_the_whole_width_is_a_line_and_no_row(understand: Understand) -> None:
    body = [["东部", None, None], ["北京", 9, 2], ["天津", 8, 1], ["西部", None, None], ["重庆", 7, 3]]
    reading = understand(*HEAD, *body, merged=[(3, 1, 3, 3), (6, 1, 6, 3)])
    assert reading.panel is not None, [(p.code, p.args) for p in reading.problems]
    assert reading.panel.values[0].tolist() == [[9, 2], [8, 1], [7, 3]]
    assert [dict(p.args)["text"] for p in reading.problems if p.code == "W1309"] == ["东部", "西部"]
