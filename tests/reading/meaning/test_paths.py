"""What the levels of a heading, and the title above it, name together."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nqp_index.model.framework import Framework
from nqp_index.reading.definitions import load_framework
from nqp_index.reading.reading import Reading

Understand = Callable[..., Reading]


@pytest.fixture(scope="module")
def province() -> Framework:
    return load_framework("province")


def first(reading: Reading) -> dict[str, float]:
    """The values of the first region, by series."""
    assert reading.panel is not None, [(p.code, p.args) for p in reading.problems]
    return dict(zip(reading.panel.series, reading.panel.values[0, 0].tolist(), strict=True))


def unused(reading: Reading) -> tuple[str, ...]:
    return tuple(name for table in reading.tables for name in table.unused)


@pytest.mark.parametrize("whole", ["合计", "总计", "绝对数（亿元）", "总量"])
def test_the_title_names_the_whole_of_which_the_columns_are_parts(understand: Understand, whole: str) -> None:
    reading = understand(
        ["3-1 各地区新产品销售收入(2022年)"], ["单位：亿元"], ["地区", whole, "出口", "内销"], ["北京", 9, 4, 5],
        ["天津", 8, 3, 5], ["河北", 7, 2, 5],
    )  # fmt: skip
    assert first(reading) == {"newprod": 9, "newprod_export": 4}
    assert unused(reading) == ("内销",)
    assert "N1318" in {p.code for p in reading.problems}


def test_a_part_may_be_said_before_the_name_of_the_whole(understand: Understand) -> None:
    reading = understand(
        ["2022年地区生产总值"], ["地区", "合计(亿元)", "人均(元)"], ["北京", 9, 190000], ["天津", 8, 110000],
        ["河北", 7, 60000],
    )  # fmt: skip
    assert first(reading) == {"gdp": 9, "gdp_pc": 190000}


def test_a_level_that_only_divides_is_no_part_of_the_name(understand: Understand) -> None:
    reading = understand(
        ["2022年"], ["地区", "新产品销售收入（亿元）", None], [None, "合计", "按去向分"], [None, None, "出口"],
        ["北京", 9, 4], ["天津", 8, 3], ["河北", 7, 2], merged=[(2, 1, 4, 1), (2, 2, 2, 3), (3, 2, 4, 2)],
    )  # fmt: skip
    assert first(reading) == {"newprod": 9, "newprod_export": 4}


def test_a_total_under_a_narrower_group_is_never_the_whole(understand: Understand) -> None:
    reading = understand(
        ["2022年年末常住人口（万人）"], ["地区", "城镇", None, "合计"], [None, "合计", "男", None],
        ["北京", 6, 3, 9], ["天津", 5, 2, 8], ["河北", 4, 1, 7],
        merged=[(2, 1, 3, 1), (2, 2, 2, 3), (2, 4, 3, 4)],
    )  # fmt: skip
    assert first(reading) == {"pop": 9}
    assert unused(reading) == ("城镇/合计", "城镇/男")


def test_titles_that_name_two_series_name_no_whole(understand: Understand) -> None:
    reading = understand(
        ["2022年年末常住人口"], ["地区生产总值"], ["地区", "合计"], ["北京", 9], ["天津", 8], ["河北", 7],
    )  # fmt: skip
    assert reading.panel is None
    assert unused(reading) == ("合计",)


def test_a_part_with_a_name_in_the_other_language_is_not_read_alone(understand: Understand) -> None:
    reading = understand(
        ["2022年"], ["地区", "GRP", "#年末常住人口"], ["北京", 9, 4], ["天津", 8, 3], ["河北", 7, 2],
    )  # fmt: skip
    assert first(reading) == {"gdp": 9}


PARTS = [
    ("专利申请数", "发明专利", "pat_app_inv"),
    ("国内专利申请数", "发明专利申请数", "pat_app_inv"),
    ("国内专利申请授权数", "发明专利", "pat_granted_inv"),
    ("一般公共预算支出", "科学技术", "fiscal_sci"),
    ("一般公共预算支出", "科学技术支出", "fiscal_sci"),
    ("地方财政支出", "科学技术", "fiscal_sci"),
]


@pytest.mark.parametrize("mark", ["#", "", "其中："])
@pytest.mark.parametrize(("whole", "part", "code"), PARTS)
def test_a_part_is_known_by_the_name_of_the_whole_with_the_part_put_into_it(
    understand: Understand, province: Framework, whole: str, part: str, code: str, mark: str
) -> None:
    reading = understand(
        ["2022年"], ["地区", whole, None], [None, "合计", mark + part], ["北京", 9, 4], ["天津", 8, 3],
        ["河北", 7, 2], merged=[(2, 1, 3, 1), (2, 2, 2, 3)], framework=province,
    )  # fmt: skip
    assert first(reading)[code] == 4


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        ("专利申请数", "有效发明专利"),
        ("一般公共预算支出", "农林水"),
        ("R&D经费内部支出", "科学技术"),
        ("R&D研究人员全时当量", "基础研究"),
    ],
)
def test_a_part_that_no_series_is_named_by_is_not_read_nor_taken_for_the_whole(
    understand: Understand, province: Framework, whole: str, part: str
) -> None:
    reading = understand(
        ["2022年"], ["地区", whole, None], [None, "合计", f"#{part}"], ["北京", 9, 4], ["天津", 8, 3],
        ["河北", 7, 2], merged=[(2, 1, 3, 1), (2, 2, 2, 3)], framework=province,
    )  # fmt: skip
    assert reading.panel is not None
    assert unused(reading) == (f"{whole}/#{part}",)
    read = {s.code for table in reading.tables for s in table.series}
    assert len(read) == 1
    [unmatched] = reading.unmatched
    assert province.series_by_code[read.pop()].label.zh not in unmatched.suggestions


@pytest.mark.parametrize("total", [True, False])
def test_people_counted_under_a_part_of_the_population_are_not_all_of_it(
    understand: Understand, province: Framework, total: bool
) -> None:
    rows = [["北京", 2184, 1913, 87.6, 271], ["天津", 1363, 1160, 85.1, 203], ["河北", 7420, 4575, 61.7, 2845]]
    heading = [["地区", "常住人口", "城镇人口", None, "乡村人口"], [None, None, "人口数", "比重(%)", "人口数"]]
    table = [[*row[:1], *row[2 - total :]] for row in (*heading, *rows)]
    shift = int(total)
    merged = [(3, 1, 4, 1), (3, 2 + shift, 3, 3 + shift), *([(3, 2, 4, 2)] if total else [])]
    reading = understand(
        ["分地区年末人口的城乡构成(2022年)"], ["单位：万人"], *table, merged=merged, framework=province
    )
    assert first(reading) == {**({"pop": 2184} if total else {}), "pop_urban": 1913, "urban_rate": 87.6}
    assert unused(reading) == ("乡村人口/人口数",)
