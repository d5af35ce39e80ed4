"""Plain text for a console."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from nqp_index.model.findings import RankUncertainty
from nqp_index.model.framework import Framework
from nqp_index.model.result import Period, Result
from nqp_index.reports.text import coverage_table, framework_tree, ranking_table, weights_table
from nqp_index.reports.text_width import display_width, fitted, padded, wrapped
from nqp_index.terms import Lang


def body(text: str) -> list[str]:
    """The lines of the table itself: from its rule to the next empty line."""
    lines = text.split("\n")
    start = next(i for i, line in enumerate(lines) if line.startswith("---"))
    end = next((i for i, line in enumerate(lines) if i > start and not line), len(lines))
    return lines[start:end]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [60, 80, 140])
def test_the_ranking_fits_the_console_and_best_comes_first(result: Result, lang: Lang, width: int) -> None:
    lines = body(ranking_table(result, 2022, lang=lang, width=width))
    assert all(display_width(line) <= width for line in lines)
    assert [line.split()[0] for line in lines[1:]] == ["1", "2", "3", "4", "5", "-"]


def test_columns_line_up_whether_names_are_chinese_or_not(result_of: Callable[..., Result]) -> None:
    names = tuple((f"c{i}", name, name) for i, name in enumerate(("北京", "A", "内蒙古", "e\u0301", "Ｂ", "维" * 30)))
    rule, *lines = body(ranking_table(result_of(names), 2021, lang="zh", width=140))
    assert {display_width(line) for line in lines} == {display_width(rule)}


def test_the_interval_stands_beside_the_rank(result: Result, uncertainty: RankUncertainty) -> None:
    text = ranking_table(result, 2021, lang="en", uncertainty=uncertainty)
    assert "5-95%" in text
    assert "1-2" in body(text)[1]


def test_regions_without_a_score_over_all_years_are_counted_with_the_reason(result: Result) -> None:
    scores = np.full((6, len(result.nodes)), 50.0)
    scores[:2] = np.nan
    present = np.where(np.isnan(scores), 1 / 3, 1.0)
    made = replace(result, period=Period(np.full(3, 1 / 3), scores, scores, present))
    assert "2 of 6 regions have no score over all years: the years they are scored in make up at most 33%" in (
        ranking_table(made, lang="en")
    )
    assert "6 个对象中有 2 个没有多年得分" in ranking_table(made, lang="zh")
    whole = replace(result, period=Period(np.full(3, 1 / 3), scores[2:][[0] * 6], scores, present))
    assert "over all years:" not in ranking_table(whole, lang="en")


def test_what_has_no_rank_is_explained_below(result: Result) -> None:
    text = ranking_table(result, 2022, lang="en")
    assert "Not ranked: coverage of 50% is below what a score needs (Xinjiang)" in text
    assert "Without Energy (Tibet)" in text


def test_cautions_are_always_printed(result: Result, result_of: Callable[..., Result]) -> None:
    assert "correlation is not cause" in ranking_table(result, lang="en", rows=1)
    assert "fictional" in ranking_table(result_of(fictional=True), lang="en")


def test_hostile_names_cannot_steer_the_terminal(result_of: Callable[..., Result]) -> None:
    names = tuple((f"c{i}", f"\x1b[31m{i}\u202e", f"\x1b]0;x\x07{i}") for i in range(6))
    for lang in ("zh", "en"):
        assert not set(ranking_table(result_of(names), lang=lang)) & set("\x1b\x07\u202e")


def test_coverage_counts_the_regions_scored_and_shows_the_range(result: Result) -> None:
    lines = body(coverage_table(result, lang="en"))
    assert lines[1].split("  ")[-1].strip() == "5/6 50-100%"


def test_weights_are_indented_like_the_tree(result: Result) -> None:
    lines = body(weights_table(result, lang="en"))
    assert lines[1].startswith("Productivity index")
    assert lines[4].startswith("      ST1 in English")
    assert lines[4].endswith("12.50%")


@pytest.mark.parametrize(("lang", "uncovered"), [("zh", "无人衡量"), ("en", "Measured by nobody → coupling")])
def test_the_tree_shows_claims_stand_ins_and_what_is_uncovered(
    framework: Framework, lang: Lang, uncovered: str
) -> None:
    text = framework_tree(framework, lang)
    assert "C01" in text
    assert "rd / gdp * 100" in text
    assert ("替代 顶尖论文" if lang == "zh" else "stands in for top papers") in text
    assert uncovered in text


def test_text_is_cut_and_padded_by_what_it_takes_on_screen() -> None:
    assert fitted("内蒙古", 5) == "内蒙…"
    assert display_width(padded("内蒙古", 8)) == 8
    assert padded("7", 3, is_number=True) == "  7"
    assert wrapped("Industries of the future", 10) == ["Industries", "of the", "future"]
    assert wrapped("新质生产力", 4) == ["新质", "生产", "力"]


def test_a_column_without_a_single_value_is_left_out(result: Result) -> None:
    assert "Change" not in ranking_table(result, 2020, lang="en").split("---")[0]
    assert "Change" in ranking_table(result, 2022, lang="en").split("---")[0]


def test_a_cell_of_a_million_characters_is_broken_in_one_pass() -> None:
    from nqp_index.reports.text_width import display_width, wrapped

    text = "指标名称、" * 200_000
    lines = wrapped(text, 40)
    assert "".join(lines) == text
    assert max(map(display_width, lines)) <= 40
