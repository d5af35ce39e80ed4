"""Large clean tables by columns: the same cells as the ordinary reader, or nothing."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from nqp_index.reading.limits import Limits
from nqp_index.reading.plain import SMALLEST, plain_table, read_plain_table

HEAD = "地区,年份,产值,备注\n"
LINE = "北京,2020,1.5,\n"


def columns(text: str, limits: Limits | None = None) -> list[list[object]] | None:
    table = plain_table(text.encode(), limits or Limits())
    return None if table is None else [list(c) for c in table.columns]


def test_numbers_texts_and_blanks_come_by_column() -> None:
    table = plain_table((HEAD + "北京,2020,1.5,甲\n天津,2021,,\n").encode(), Limits())
    assert table is not None
    assert table.header == ("地区", "年份", "产值", "备注")
    assert len(table) == 2
    assert [list(c) for c in table.columns[:2]] == [["北京", "天津"], [2020, 2021]]
    assert table.columns[2][0] == 1.5
    assert np.isnan(table.columns[2][1])
    assert list(table.columns[3]) == ["甲", ""]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", [True, False])
def test_line_ends_and_byte_order_mark_do_not_matter(end: str, last: bool) -> None:
    text = "\ufeffa,b" + end + "x,1" + end + "y,2" + (end if last else "")
    assert columns(text) == [["x", "y"], [1, 2]]


def test_texts_of_any_length_stay_apart() -> None:
    texts = ["", "省", *("西" * n + end for n in range(12) for end in "abé"), "é" * 100]
    found = columns("a,b\n" + "".join(f"{t},1\n" for t in [*texts, *reversed(texts)]))
    assert found is not None
    assert found[0] == [*texts, *reversed(texts)]


def test_a_text_too_long_for_a_label_is_left_to_the_ordinary_reader() -> None:
    assert columns("a,b\n" + "x" * 300 + ",1\n") is None


def test_a_word_far_down_a_column_of_numbers_keeps_every_cell_as_text() -> None:
    text = "a,b\n" + "x,007.50\n" * 20_000 + "y,…\n"
    found = columns(text)
    assert found is not None
    assert found[1][-2:] == ["007.50", "…"]


def test_numbers_are_rounded_correctly() -> None:
    texts = [repr(float(x)) for x in np.random.default_rng(3).random(5000) * 10.0 ** np.arange(-10, 15).repeat(200)]
    found = columns("a,b\n" + "".join(f"x,{t}\n" for t in texts))
    assert found is not None
    assert found[1] == [float(t) for t in texts]


@pytest.mark.parametrize(
    "text",
    [
        "a,b\nx,1\ny\n", "a,b\nx,1\ny,2,3\n", "a,b\nx,1,2\ny\n", "title\na,b\nx,1\n", "a,b\n\nx,1\n", 'a,b\n"x",1\n',
        "a,b\n1,007\n2,008\n", "a,b\n1,-07\n2,8\n", "a,b\nx,9007199254740993\n",
        "a,b\nx,9007199254740993.5\n", "a,b\nx,1\x00\n", "a;b\nx;1\n", "a\t,b\t,\nx\t,1\t,\n",
        "a,b\nx,1\ry,2\n", "a,b\n", "", "a", "\na,b\n",
    ],
)  # fmt: skip
def test_anything_unusual_is_left_to_the_ordinary_reader(text: str) -> None:
    assert columns(text) is None


def test_a_number_beyond_the_range_never_becomes_infinity() -> None:
    found = columns("a,b\nx,1e400\n")
    assert found is None or found[1] == ["1e400"]  # which of the two depends on the release of pandas


@pytest.mark.parametrize("word", ["nan", "inf", "-Infinity", "TRUE", "NA", "1_000"])
def test_a_word_that_pandas_takes_for_a_number_is_a_text_or_left_to_the_ordinary_reader(word: str) -> None:
    assert columns(f"a,b\nx,{word}\ny,\n") == [["x", "y"], [word, ""]]
    late = columns("a,b\n" + "x,1\n" * 30_000 + f"y,{word}\ny,\n")
    assert late is None or late[1][-2:] == [word, ""]


@pytest.mark.parametrize("code", ["007", "+7", " 7", "-07"])
def test_a_code_far_down_a_column_of_whole_numbers_is_left_to_the_ordinary_reader(code: str) -> None:
    assert columns("a,b\n" + "x,1\n" * 30_000 + f"y,{code}\n") is None


def test_other_encodings_are_left_to_the_ordinary_reader() -> None:
    assert plain_table((HEAD + LINE).encode("gb18030"), Limits()) is None
    assert plain_table((HEAD + LINE).encode("utf-16"), Limits()) is None


def test_tables_beyond_the_limits_are_left_to_the_ordinary_reader() -> None:
    text = HEAD + LINE * 10
    assert columns(text, Limits(text_rows=10)) is None
    assert columns(text, Limits(text_cells=40)) is None
    assert columns(text, Limits(characters=5)) is None
    assert columns(text, Limits(columns=3)) is None


def test_a_large_text_is_opened_by_columns_and_its_rows_are_the_same_cells(
    text_file: Callable, opened: Callable
) -> None:
    text = HEAD + LINE * (SMALLEST // len(LINE) + 1)
    path = text_file(text)
    sheet = opened(path).books[0].sheets[0]
    assert sheet.plain is not None
    assert len(sheet.rows) == len(sheet.plain) + 1
    assert sheet.rows[0] == list(sheet.plain.header)
    assert sheet.rows[1] == ["北京", "2020", "1.5", ""]
    assert sum(1 for _ in sheet.rows) == len(sheet.rows)
    assert len(sheet.rows[1:3]) == 2
    again = read_plain_table(path)
    assert again is not None
    assert again.header == sheet.plain.header


def test_a_small_text_is_read_by_rows(text_file: Callable, opened: Callable) -> None:
    assert opened(text_file(HEAD + LINE)).books[0].sheets[0].plain is None
