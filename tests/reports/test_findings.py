"""Findings on a console: nothing that a person needs to find a number again is cut away."""

from __future__ import annotations

import pytest

from nqp_index.model.findings import Table
from nqp_index.reports.findings import findings_text
from nqp_index.reports.text_width import display_width

PLACE = "nbs_accounts_population_2019-2023_revised_after_census.xlsx:地区生产总值（当年价格）!E30"


def table(*rows: tuple[object, ...]) -> Table:
    keys = tuple(f"c{i}" for i in range(len(rows[0])))
    return Table("t", "A table", keys, keys, tuple(rows))


def test_the_last_column_keeps_a_file_sheet_and_cell_in_one_piece() -> None:
    assert PLACE in findings_text([table(("gdp", 1956.5, PLACE))])


def test_a_long_cell_goes_on_below_in_its_own_column() -> None:
    words = "New-product development spending of industry above designated size over value added of industry"
    lines = findings_text([table(("NI11", words, "x"), ("NI12", "short", "y"))]).splitlines()
    start = lines[2].index("c1")
    assert " ".join(line[start : start + 44].strip() for line in lines[4:-1]) == words
    assert lines[5][:start].strip() == ""
    assert "…" not in "".join(lines)


def test_lines_below_are_as_far_in_as_the_first() -> None:
    text = "    " + "深层指标名称" * 8
    lines = findings_text([table(("k", text, "x"))]).splitlines()[4:]
    assert len(lines) > 1
    assert all(line[4:8] == "    " != line[8] for line in lines)
    assert "".join(line.removesuffix("x").strip().removeprefix("k").strip() for line in lines) == text.strip()
    assert max(display_width(line) for line in lines) <= 4 + 44 + 4


def test_rows_beyond_the_limit_are_counted_and_where_they_are_is_told() -> None:
    text = findings_text([table(*((i, "x") for i in range(50)))], rows=40)
    assert "10 more rows" in text
    assert "--out FILE.xlsx" in text
    assert "more rows" not in findings_text([table(*((i, "x") for i in range(40)))], rows=40)


@pytest.mark.parametrize("value", ["", "  ", "a\nb", "\x1b[31mred"])
def test_odd_cells_print_as_one_row_without_control_characters(value: str) -> None:
    text = findings_text([table((value, "x"), ("y", value))])
    assert "\x1b" not in text
    assert len(text.splitlines()) == 6


@pytest.mark.parametrize(
    ("value", "shown"), [(22250.7, "22251"), (9999.7, "10000"), (1e6, "1000000"), (7067.6, "7068"), (2e-7, "2e-07")]
)
def test_large_numbers_are_written_out_on_the_console(value: float, shown: str) -> None:
    assert shown in findings_text([table((1, value))]).split()


def test_numbers_without_room_on_the_console_are_named_below_and_names_stay() -> None:
    wide = table(*(("rank", "110000", "北京", *(1.5 for _ in range(20)), "a.xlsx:S!B3") for _ in range(3)))
    lines = findings_text([wide], width=80).splitlines()
    assert max(display_width(line) for line in lines) <= 80
    assert all("a.xlsx:S!B3" in line for line in lines[4:7])
    assert "c22" in "".join(lines[7:])
    assert "c22" in findings_text([wide]).splitlines()[2]


def test_shares_are_shown_in_per_cent_on_the_console_as_in_a_workbook() -> None:
    keys = ("region", "coverage", "imputed_share", "score")
    shares = Table("t", "A table", keys, keys, (("北京", 1.0 + 2e-16, 0.0, 0.5), ("上海", 0.97619, 0.25, 0.75)))
    rows = [line.split() for line in findings_text([shares]).splitlines()[4:]]
    assert rows == [["北京", "100%", "0%", "0.5"], ["上海", "97.62%", "25%", "0.75"]]
