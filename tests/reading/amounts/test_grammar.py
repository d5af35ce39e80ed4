"""What is a number in a statistics table, what is a gap, and what is neither."""

from __future__ import annotations

import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nqp_index.reading.amounts import read_amount
from nqp_index.reading.amounts.grammar import MISSING_MARKS

NUMBERS = {
    "4858    ": 4858, "16251.93000": 16251.93, "41,045.6": 41045.6, "41，045.6": 41045.6, "1 234.5": 1234.5,
    "1\u00a0234.5": 1234.5, "１．２５": 1.25, "-3.5": -3.5, "−3.5": -3.5, "+7": 7, "1.2e3": 1200, ".5": 0.5, "5.": 5,
    "1,234,567": 1234567, "-1,234.50": -1234.5, "\u200b12\ufeff": 12,
}  # fmt: skip


@pytest.mark.parametrize("text", NUMBERS)
def test_numbers_are_read_in_every_spelling_of_the_statistics(text: str) -> None:
    assert read_amount(text).value == NUMBERS[text]


@pytest.mark.parametrize(
    ("text", "value", "marks"),
    [("272.5①", 272.5, "①"), ("1234²", 1234, "²"), ("261.25*", 261.25, "*"), ("*88", 88, "*"), ("95[1]", 95, "[1]")],
)
def test_footnote_marks_go_before_they_can_become_digits(text: str, value: float, marks: str) -> None:
    amount = read_amount(text)
    assert (amount.value, amount.marks) == (value, marks)


@pytest.mark.parametrize(
    "mark",
    ["", " ", "…", "......", "..", "—", "——", "–", "-", "－", "/", "N/A", "NA", "null", "nan", "缺失", "无", "暂无",
     "未公布", "无法确认"],
)  # fmt: skip
def test_every_missing_mark_is_a_gap_and_never_zero(mark: str) -> None:
    amount = read_amount(mark)
    assert amount.missing == mark.strip()
    assert math.isnan(amount.value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("待定", "E1230"), ("1_000", "E1230"), ("0x10", "E1230"), ("1.2.3.4", "E1230"), ("12 34", "E1230"),
        ("1,2O4", "E1231"), ("l23", "E1231"), ("137,5", "E1232"), ("0,123", "E1232"), ("12,34", "E1232"),
        ("≈310", "E1233"), ("约310", "E1233"), (">100", "E1233"), ("300以上", "E1233"), ("inf", "E1234"),
        ("1e400", "E1234"), ("-Infinity", "E1234"), ("TRUE", "E1235"), ("是", "E1235"), ("2020-01-31", "E1236"),
        ("2020年3月", "E1236"), ("9" * 400, "E1238"),
    ],
)  # fmt: skip
def test_what_is_neither_a_number_nor_a_gap_is_refused_with_its_reason(text: str, code: str) -> None:
    amount = read_amount(text)
    assert amount.fault == code
    assert math.isnan(amount.value)


def test_a_letter_for_a_digit_comes_with_what_was_probably_meant() -> None:
    assert read_amount("1,2O4").meant == "1,204"


@pytest.mark.parametrize(("text", "suffix"), [("1.2万", "万"), ("175亿元", "亿元"), ("3.5%", "%"), ("2‰", "‰")])
def test_what_stands_behind_a_number_is_kept_for_the_measures(text: str, suffix: str) -> None:
    assert read_amount(text).suffix == suffix


@given(st.text(max_size=400))
def test_no_text_makes_the_grammar_raise_or_give_an_infinity(text: str) -> None:
    amount = read_amount(text)
    assert not math.isinf(amount.value)
    assert bool(amount.fault) + (amount.missing is not None) + (not math.isnan(amount.value)) == 1


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_float_that_is_printed_is_read_back_exactly(value: float) -> None:
    assert read_amount(repr(value)).value == value


@given(st.integers(-(10**15), 10**15))
def test_grouped_thousands_are_read_back_exactly(value: int) -> None:
    assert read_amount(f"{value:,}").value == value


@pytest.mark.parametrize("text", ["9" * 50_000, "1," * 25_000, "1 " * 25_000, "(" * 50_000, "e" * 50_000, "-" * 50_000])
def test_a_giant_cell_costs_no_time(text: str) -> None:
    start = time.process_time()
    assert read_amount(text).fault == "E1238"
    assert time.process_time() - start < 0.1


def test_all_marks_are_in_one_case_so_that_look_up_finds_them() -> None:
    assert {m.casefold() for m in MISSING_MARKS} == MISSING_MARKS


@pytest.mark.parametrize("text", ["①", "12①3", "²", "1²3", "⑴"])
def test_a_footnote_mark_never_becomes_a_digit(text: str) -> None:
    assert read_amount(text).fault == "E1230"


@pytest.mark.parametrize("mark", ["─", "━", "――", "- -", "⋯⋯", ":", "数据缺失", "未填"])
def test_dashes_of_every_width_and_words_for_nothing_are_missing(mark: str) -> None:
    assert read_amount(mark).missing == mark


@pytest.mark.parametrize(("text", "value"), [("45222.4 1)", 45222.4), ("16000　2）", 16000)])
def test_a_figure_with_a_closing_bracket_behind_a_blank_is_a_mark(text: str, value: float) -> None:
    assert read_amount(text).value == value
    assert read_amount(text).marks
    assert read_amount("45222.41)").fault
    assert read_amount("(1)").fault


@pytest.mark.parametrize("text", ["'45222.4", "’45222.4", "`45222.4", "＇45222.4"])
def test_an_apostrophe_that_keeps_a_number_as_text_is_no_part_of_it(text: str) -> None:
    assert read_amount(text).value == 45222.4
    assert read_amount("45'222").fault


@pytest.mark.parametrize(
    ("text", "cut"), [("1.23E+05", True), ("1E+05", True), ("1.5e1", False), ("1.234567e5", False), ("1.5e-3", False),
                      ("123000", False), ("1e20", True)],
)  # fmt: skip
def test_an_exponent_that_stands_for_figures_is_told_from_one_that_moves_the_point(text: str, cut: bool) -> None:
    assert read_amount(text).cut is cut
