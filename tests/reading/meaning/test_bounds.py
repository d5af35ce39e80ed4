"""However many names are unknown or lines out of place, the work and the telling of it stay within bounds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nqp_index.reading.meaning import near_names
from nqp_index.reading.names import regions, series
from nqp_index.reading.reading import Reading

Understand = Callable[..., Reading]


def codes(reading: Reading) -> list[str]:
    return [p.code for p in reading.problems]


def sought(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    for module in (regions, series, near_names):
        monkeypatch.setattr(module, "MOST_SOUGHT", most)


def test_near_names_of_very_many_unknown_regions_are_sought_for_the_first_only(
    understand: Understand, monkeypatch: pytest.MonkeyPatch
) -> None:
    sought(monkeypatch, 3)
    reading = understand(["地区", "年份", "gdp"], *([f"北金{i}", 2021, 1] for i in range(30)), file="x.xlsx")
    assert "N1205" in codes(reading)
    assert sum(bool(u.suggestions) for u in reading.unmatched) <= 3


def test_near_names_of_very_many_unknown_series_are_sought_for_the_first_only(
    understand: Understand, monkeypatch: pytest.MonkeyPatch
) -> None:
    sought(monkeypatch, 3)
    rows = [["北京", 2021, f"rd_exq{i}", 1] for i in range(30)]
    reading = understand(["地区", "年份", "指标", "数值"], ["北京", 2021, "gdp", 2], *rows, file="x.xlsx")
    assert "N1205" in codes(reading)


def test_a_few_unknown_names_are_not_called_very_many(understand: Understand) -> None:
    assert "N1205" not in codes(understand(["地区", "年份", "gdp"], ["北金", 2021, 1], ["天津", 2021, 1]))


def test_lines_out_of_place_are_told_up_to_twenty_and_then_counted(understand: Understand) -> None:
    rows = [row for i in range(30) for row in ([f"第{i}段"], ["北京", 1990 + i, 5])]
    reading = understand(["地区", "年份", "gdp"], *rows)
    assert codes(reading).count("W1309") == 20
    assert [dict(p.args)["count"] for p in reading.problems if p.code == "W1317"] == [10]


@pytest.mark.parametrize("figure", [5, "5", "5.5", "1,234"])
def test_a_row_of_an_unknown_region_is_a_row_whether_its_figure_is_a_number_or_a_text(
    understand: Understand, figure: object
) -> None:
    reading = understand(["地区", "年份", "gdp"], ["北京", "2021", figure], ["某地", "2021", figure])
    assert codes(reading).count("E1204") == 1
