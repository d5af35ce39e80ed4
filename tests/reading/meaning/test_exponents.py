"""Numbers that a spreadsheet showed, and exported, with an exponent have lost figures: they are read, and told."""

from __future__ import annotations

from collections.abc import Callable

from nqp_index.reading.limits import Limits
from nqp_index.reading.plain import plain_table


def test_figures_that_an_exponent_stands_for_are_told_with_their_cells(understand: Callable) -> None:
    reading = understand(
        ["地区", "年份", "gdp(亿元)"], ["北京", 2022, "4.16E+04"], ["天津", 2022, "1.63113e4"], ["河北", 2022, 7]
    )
    assert reading.panel is not None
    assert reading.panel.values[0, :2, 0].tolist() == [41600.0, 16311.3]
    (told,) = [dict(p.args) for p in reading.problems if p.code == "W1334"]
    assert (told["count"], told["cells"]) == (1, ("table.xlsx:Sheet1!C2",))


def test_a_large_text_with_an_exponent_is_left_to_the_reader_that_tells() -> None:
    plain = "\n".join(["地区,年份,gdp", *(f"北京,{year},{year / 10}" for year in range(1000, 3000))])
    assert plain_table(plain.encode(), Limits()) is not None
    assert plain_table(plain.replace("150.1", "1.5E+02").encode(), Limits()) is None
