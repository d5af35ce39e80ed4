"""What a parser cannot see: conflicts, sums, slips of measure, jumps, gaps, vintages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from nqp_index.errors import Problem
from nqp_index.reading.consistency.magnitude import slip_text
from nqp_index.reading.measures import parse_measure
from nqp_index.reading.names.aggregates import load_aggregates
from nqp_index.reading.names.table import load_regions
from nqp_index.reading.reading import Reading
from nqp_index.reading.sheet import Raw, Sheet
from nqp_index.terms import sentence
from nqp_index.terms.lookup import labels

Understand = Callable[..., Reading]
NAMES = [r.label.zh for r in load_regions()[0]]
LONG = ["地区", "年份", "gdp", "pop"]


def found(reading: Reading, code: str) -> Problem | None:
    return next((p for p in reading.problems if p.code == code), None)


def long_rows(years: Sequence[int], change: Callable[[int, int], float] = lambda i, t: 1.0) -> list[list[Raw]]:
    """A smooth panel of ten provinces; `change(i, t)` multiplies single values."""
    return [
        [name, year, round(1000.37 * (i + 1) * 1.05**t * change(i, t), 4), 100.5 + 7 * i + t]
        for i, name in enumerate(NAMES[:10]) for t, year in enumerate(years)
    ]  # fmt: skip


def test_a_smooth_panel_gives_no_warning_of_substance(understand: Understand) -> None:
    codes = {p.code for p in understand(LONG, *long_rows(range(2018, 2024))).problems}
    assert codes <= {"W1303", "N1373"}


def test_equal_values_of_two_sources_are_told_and_the_more_precise_kept(understand: Understand) -> None:
    other = Sheet("b.xlsx", "S", [["地区", "年份", "gdp(亿元)"], ["北京", 2022, 41611], ["天津", 2022, 16311.34]])
    reading = understand(
        ["地区", "年份", "gdp(亿元)"], ["北京", 2022, 41610.9], ["天津", 2022, 16311.3], ["河北", 2022, 2], more=[other]
    )
    assert reading.panel is not None
    assert reading.panel.values[0, :2, 0].tolist() == [41610.9, 16311.34]
    assert dict(found(reading, "W1350").args)["count"] == 2  # type: ignore[union-attr]


def test_values_twice_on_one_sheet_are_told_with_the_cells_furthest_apart(understand: Understand) -> None:
    reading = understand(
        ["地区", "年份", "gdp(亿元)"], ["北京", 2022, 4], ["北京市", 2022, 4.4], ["天津", 2022, 9],
        ["天津市", 2022, 9.1], ["河北", 2022, 2],
    )  # fmt: skip
    problem = found(reading, "W1350")
    assert problem is not None
    args = dict(problem.args)
    assert (args["sheets"], args["count"]) == (("table.xlsx:Sheet1",), 2)
    assert (args["first"], args["second"]) == ("table.xlsx:Sheet1!C3", "table.xlsx:Sheet1!C2")
    assert "furthest apart: 4.4 亿元" in sentence(problem, "en")


def test_values_that_are_equal_are_not_called_apart(understand: Understand) -> None:
    reading = understand(["地区", "年份", "gdp(亿元)"], ["北京", 2022, 4], ["北京市", 2022, 4], ["河北", 2022, 2])
    problem = found(reading, "W1350")
    assert problem is not None
    assert "they are equal, as at table.xlsx:Sheet1!C2 and table.xlsx:Sheet1!C3" in sentence(problem, "en")


def test_equal_values_in_different_measures_agree(understand: Understand) -> None:
    other = Sheet("b.xlsx", "S", [["地区", "年份", "gdp(万元)"], ["北京", 2022, 416109000]])
    reading = understand(
        ["地区", "年份", "gdp(亿元)"], ["北京", 2022, 41610.9], ["天津", 2022, 1], ["河北", 2022, 2], more=[other]
    )
    assert reading.panel is not None
    assert found(reading, "W1350")


def test_different_values_are_refused_naming_both_cells(understand: Understand) -> None:
    other = Sheet("b.xlsx", "S", [["地区", "年份", "gdp"], ["北京", 2022, 45222.4]])
    rows: list[Sequence[Raw]] = [["地区", "年份", "gdp"], ["北京", 2022, 41610.9], ["天津", 2022, 1], ["河北", 2022, 2]]
    problem = found(understand(*rows, more=[other]), "E1260")
    assert problem is not None
    args = dict(problem.args)
    assert (args["first"], args["second"]) == ("table.xlsx:Sheet1!C2", "b.xlsx:S!C2")
    preferred = understand(*rows, more=[other], prefer=["b.xlsx"])
    assert preferred.panel is not None
    assert preferred.panel.values[0, 0, 0] == 45222.4
    assert found(preferred, "W1351")


@pytest.mark.parametrize(("prefer", "code"), [([], "E1262"), (["b.xlsx"], "W1353")])
def test_values_that_differ_are_told_once_for_two_places_and_a_series(
    understand: Understand, prefer: list[str], code: str
) -> None:
    heading: Sequence[Raw] = ["地区", "年份", "gdp", "pop"]
    rows: list[Sequence[Raw]] = [[name, 2022, i + 1, 7] for i, name in enumerate(NAMES)]
    others: list[list[Raw]] = [[name, 2022, i + 51, 7] for i, name in enumerate(NAMES)]
    other = Sheet("b.xlsx", "S", [list(heading), *others])
    reading = understand(heading, *rows, more=[other], prefer=prefer)
    [problem] = [p for p in reading.problems if p.code in {"E1260", "E1262", "W1351", "W1353"}]
    args = dict(problem.args)
    assert (problem.code, args["count"], len(args["cells"])) == (code, len(NAMES), len(NAMES))  # type: ignore[arg-type]
    assert (args["first"], args["second"]) == ("table.xlsx:Sheet1!C2", "b.xlsx:S!C2")


def test_a_gap_in_one_source_is_filled_by_the_other(understand: Understand) -> None:
    other = Sheet("b.xlsx", "S", [["地区", "年份", "gdp"], ["北京", 2022, 41610.9]])
    reading = understand(
        ["地区", "年份", "gdp"], ["北京", 2022, "…"], ["天津", 2022, 1], ["河北", 2022, 2], more=[other]
    )
    assert reading.panel is not None
    assert reading.panel.values[0, 0, 0] == 41610.9


@pytest.mark.parametrize(("total", "told"), [(496.0, False), (497.0, True)])
def test_the_nation_is_compared_with_the_sum_of_its_regions(understand: Understand, total: float, told: bool) -> None:
    rows = [[name, i + 1] for i, name in enumerate(NAMES)]
    reading = understand(
        ["各地区生产总值(2022年)"], ["地区", "gdp(亿元)"], ["全国", total * 100], *([n, v * 100] for n, v in rows)
    )
    assert bool(found(reading, "W1360")) == told


@pytest.mark.parametrize(("eastern", "grouping"), [(10, "four_region"), (11, "three_belt")])
def test_a_group_row_is_checked_against_both_dated_groupings(
    understand: Understand, eastern: int, grouping: str
) -> None:
    rows = [[name, 100] for name in NAMES]
    reading = understand(["各地区生产总值(2022年)"], ["地区", "gdp(亿元)"], ["东部地区", eastern * 100], *rows)
    note = found(reading, "N1361")
    assert note is not None
    assert dict(note.args)["groupings"] == (grouping,)
    assert grouping not in sentence(note, "zh")


def test_every_grouping_of_the_aggregates_has_a_name_in_both_languages() -> None:
    groupings = {grouping for one in load_aggregates().values() for grouping, _ in one.members}
    assert groupings
    assert all(labels()[f"grouping.{g}"].zh and labels()[f"grouping.{g}"].en for g in groupings)


@pytest.mark.parametrize(("factor", "size"), [(1e4, "10^4"), (1e-4, "10^4"), (1e8, "10^8"), (100, "10^2")])
def test_a_value_a_power_of_ten_off_its_own_history_is_named_with_the_slip(
    understand: Understand, factor: float, size: str
) -> None:
    reading = understand(LONG, *long_rows(range(2018, 2024), lambda i, t: factor if (i, t) == (4, 3) else 1))
    problem = found(reading, "W1370")
    assert problem is not None
    args = dict(problem.args)
    assert NAMES[4] in str(args["cells"])
    assert size in str(args["slip"])


def test_a_whole_year_in_another_measure_is_told_once(understand: Understand) -> None:
    reading = understand(LONG, *long_rows(range(2018, 2024), lambda i, t: 1e4 if t == 2 else 1))
    problem = found(reading, "W1370")
    assert problem is not None
    assert dict(problem.args)["count"] == 10
    assert "万元" in str(dict(found(reading, "W1381").args)["slip"])  # type: ignore[union-attr]


def test_half_the_years_in_another_measure_are_a_slip_and_no_new_price_base(understand: Understand) -> None:
    reading = understand(LONG, *long_rows(range(2018, 2022), lambda i, t: 1e4 if t > 1 else 1))
    problem = found(reading, "W1381")
    assert problem is not None
    assert (dict(problem.args)["year"], found(reading, "W1374")) == (2020, None)


def test_a_jump_that_is_no_power_of_ten_may_be_a_new_price_base(understand: Understand) -> None:
    reading = understand(LONG, *long_rows(range(2018, 2022), lambda i, t: 8 if t > 1 else 1))
    assert found(reading, "W1374")
    assert not found(reading, "W1381")


@pytest.mark.parametrize(
    ("measure", "power", "wanted"),
    [("亿元", 4, "万元 for 亿元"), ("元/人", 3, "元 for 千元"), ("个", 3, "个 for 千个"), ("项", 4, "项 for 万项"),
     ("万人", 4, "人 for 万人"), ("%", 2, "a share")],
)  # fmt: skip
def test_a_slip_is_named_in_the_base_of_the_series_own_measure(measure: str, power: int, wanted: str) -> None:
    own = parse_measure(measure)
    assert own is not None
    assert wanted in slip_text(power, own).of("en")
    if "元" not in measure:
        assert "元" not in slip_text(power, own).of("zh")


@pytest.mark.parametrize(("measure", "power"), [("个", 2), ("亿元", 2), ("%", 4)])
def test_no_measure_is_named_where_none_is_so_far_off(measure: str, power: int) -> None:
    own = parse_measure(measure)
    assert own is not None
    assert slip_text(power, own).of("en") == f"10^{power} times too large"


def test_in_a_single_year_one_giant_among_the_regions_is_doubted(understand: Understand) -> None:
    reading = understand(LONG, *long_rows([2022], lambda i, t: 1e4 if i == 2 else 1))
    assert found(reading, "W1371")


def test_a_value_outside_the_plausible_range_is_named_with_the_slip(understand: Understand) -> None:
    reading = understand(LONG, *long_rows([2022], lambda i, t: 1e4))
    problem = found(reading, "W1372")
    assert problem is not None
    assert "10^4" in str(dict(problem.args)["slip"])


def test_a_fivefold_jump_is_listed_and_left_alone(understand: Understand) -> None:
    reading = understand(LONG, *long_rows(range(2018, 2024), lambda i, t: 10 if (i, t) == (4, 3) else 1))
    problem = found(reading, "W1373")
    assert problem is not None
    assert dict(problem.args)["count"] == 2
    assert reading.panel is not None


def test_a_declared_break_is_warned_about_where_both_sides_are_used(understand: Understand) -> None:
    rows = [[n, y, 100 * (i + 1)] for i, n in enumerate(NAMES[:5]) for y in (2020, 2021)]
    assert found(understand(["地区", "年份", "telecom(亿元)"], *rows), "W1375")
    assert not found(understand(["地区", "年份", "telecom(亿元)"], *(r for r in rows if r[1] == 2021)), "W1375")


def test_equal_many_digit_values_and_a_repeated_tail_are_told(understand: Understand) -> None:
    rows = [[n, y, 1234.567 if i < 2 else 1000.12 + i] for i, n in enumerate(NAMES[:8]) for y in (2021, 2022)]
    reading = understand(["地区", "年份", "gdp(亿元)"], *rows)
    assert found(reading, "W1378")
    assert found(reading, "W1379")


@pytest.mark.parametrize(("title", "value"), [("unicorns(家)", 3), ("share(%)", 0.2), ("area(平方公里)", 1234.5)])
def test_what_repeats_by_itself_is_no_repeated_tail(understand: Understand, title: str, value: float) -> None:
    rows = [[n, y, value * (1 + (i % 3 if value < 5 else i))] for i, n in enumerate(NAMES[:8]) for y in (2021, 2022)]
    assert not found(understand(["地区", "年份", title], *rows), "W1379")


def test_missing_years_and_regions_are_named(understand: Understand) -> None:
    rows = long_rows([2019, 2020, 2022])
    for row in rows:
        if row[0] == NAMES[3]:
            row[2] = None
    reading = understand(LONG, *rows)
    assert found(reading, "W1377")
    note = found(reading, "N1376")
    assert note is not None
    assert str(dict(note.args)["region"].zh) == NAMES[3]  # type: ignore[attr-defined]


def test_tables_of_two_census_revisions_are_not_mixed_silently(understand: Understand) -> None:
    other = Sheet("b.xlsx", "S", [["地区", "年份", "gdp"], ["北京", 2022, 2], ["注：第五次全国经济普查后修订"]])
    reading = understand(
        ["地区", "年份", "gdp"], ["北京", 2019, 1], ["天津", 2019, 1.5], ["河北", 2019, 2.5],
        ["注：根据第四次全国经济普查修订"],
        more=[other],
    )  # fmt: skip
    assert found(reading, "W1380")


@pytest.mark.parametrize(("count", "code"), [(1, "E1270"), (2, "W1270")])
def test_too_few_regions_are_told(understand: Understand, count: int, code: str) -> None:
    reading = understand(["地区", "年份", "gdp"], *([n, 2022, 1 + i] for i, n in enumerate(NAMES[:count])))
    assert found(reading, code)


GIVEN_TWICE = [["北京", 27000, 270001234], ["天津", 3000, 30000010], ["河北", 600, 6004000]]


@pytest.mark.parametrize(
    "heading",
    [
        [["地区", "gdp（亿元）", "gdp（万元）"]],
        [["地区", "gdp", "gdp"], [None, "亿元", "万元"]],
        [["地区", "地区生产总值（亿元）", "GRP（万元）"]],
    ],
)
def test_a_series_given_in_two_measures_is_compared_after_conversion(
    understand: Understand, heading: list[list[object]]
) -> None:
    reading = understand(["2022年"], *heading, *GIVEN_TWICE)
    assert reading.panel is not None, [(p.code, p.args) for p in reading.problems]
    assert reading.panel.values[0, :, 0].tolist() == [27000.1234, 3000.001, 600.4]
    assert dict(found(reading, "W1350").args)["count"] == 3  # type: ignore[union-attr]


def test_only_the_values_that_differ_after_conversion_are_refused(understand: Understand) -> None:
    rows = [*GIVEN_TWICE[:2], ["河北", 600, 6100000]]
    reading = understand(["2022年"], ["地区", "gdp（亿元）", "gdp（万元）"], *rows)
    problem = found(reading, "E1260")
    assert problem is not None
    assert (dict(problem.args)["one"], dict(problem.args)["other"]) == ("600 亿元", "6100000 万元")
    assert dict(found(reading, "W1350").args)["count"] == 2  # type: ignore[union-attr]


def test_one_heading_twice_in_one_measure_is_still_refused(understand: Understand) -> None:
    assert found(understand(["2022年"], ["地区", "gdp（亿元）", "gdp（亿元）"], *GIVEN_TWICE), "E1221")


def printed_twice(understand: Understand, first: list[object], second: float | str) -> object:
    """Nine regions as one sheet prints them, and the first of them once more on another sheet."""
    regions = ["北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海"]
    other = Sheet("b.xlsx", "S", [["地区", "年份", "gdp(亿元)"], ["北京", 2022, second]])
    rows = [[r, 2022, value] for r, value in zip(regions, first, strict=True)]
    return found(understand(["地区", "年份", "gdp(亿元)"], *rows, more=[other]), "E1260")


def test_a_whole_number_among_numbers_with_one_decimal_ends_in_zero(understand: Understand) -> None:
    assert printed_twice(understand, [4, 5.3, 6.1, 7.2, 8.4, 9.5, 1.6, 2.7, 3.8], 4.4)
    assert not printed_twice(understand, [4, 5.3, 6.1, 7.2, 8.4, 9.5, 1.6, 2.7, 3.8], 4.04)


def test_whole_numbers_among_whole_numbers_are_rounded(understand: Understand) -> None:
    assert not printed_twice(understand, [4, 5, 6, 7, 8, 9, 1, 2, 3], 4.4)
    assert not printed_twice(understand, [4, 5, 6, 7, 8.4, 9, 1, 2.7, 3], 4.4)
    assert printed_twice(understand, [4, 5, 6, 7, 8, 9, 1, 2, 3], 4.6)


def test_zeros_written_behind_the_point_count_as_figures(understand: Understand) -> None:
    assert printed_twice(understand, ["4.00", 5, 6, 7, 8, 9, 1, 2, 3], 4.4)


def test_a_year_printed_with_fewer_decimals_than_the_others_is_rounded(understand: Understand) -> None:
    regions, years = ["北京", "天津", "河北", "山西", "内蒙古"], [2017, 2018, 2019, 2020, 2021]
    rows = [[r, *(200.11 + 10.01 * i + k for k in range(5)), 230 + i] for i, r in enumerate(regions)]

    def told(year: int, value: float) -> object:
        other = Sheet("b.xlsx", "S", [["地区", "年份", "gdp(亿元)"], ["北京", year, value]])
        return found(understand(["gdp(亿元)"], ["地区", *years, 2022], *rows, more=[other]), "E1260")

    assert not told(2022, 230.44)
    assert told(2022, 230.61)
    assert told(2021, 204.114) is None
    assert told(2021, 204.12)
