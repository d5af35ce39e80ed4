"""Text tables: encodings, separators, quotes, line ends, and what is wrong with them by line number."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from nqp_index.reading.limits import Limits

TABLE = "地区,2021,2022\n北京,1.5,2\n天津,3,4\n"
ROWS = [["地区", "2021", "2022"], ["北京", "1.5", "2"], ["天津", "3", "4"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-bom", "utf-32", "gb18030", "gbk"])
def test_every_promised_encoding_reads_the_same(text_file: Callable, opened: Callable, encoding: str) -> None:
    data = b"\xff\xfe" + TABLE.encode("utf-16-le") if encoding == "utf-16-le-bom" else TABLE.encode(encoding)
    assert opened(text_file(data)).rows == ROWS


@pytest.mark.parametrize(("separator", "code"), [(",", []), ("\t", ["N1002"]), (";", ["N1002"]), ("|", ["N1002"])])
def test_every_separator_is_recognised_and_said(
    text_file: Callable, opened: Callable, separator: str, code: list[str]
) -> None:
    found = opened(text_file(TABLE.replace(",", separator)))
    assert (found.rows, found.codes) == (ROWS, code)


def test_tab_with_comma_loses_tabs_and_the_last_empty_column(text_file: Callable, opened: Callable) -> None:
    found = opened(text_file("数据库：x \n地区\t,GDP (亿元) \t,\n北京市\t,1\t,\n注：y\n"))
    assert found.rows == [["数据库：x"], ["地区", "GDP (亿元)"], ["北京市", "1"], ["注：y"]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_read(text_file: Callable, opened: Callable, end: str) -> None:
    assert opened(text_file(TABLE.replace("\n", end))).rows == ROWS


def test_blank_lines_keep_row_numbers_equal_to_line_numbers(text_file: Callable, opened: Callable) -> None:
    assert opened(text_file("\na,b\n\n1,2\n\n\n")).rows == [[], ["a", "b"], [], ["1", "2"]]


def test_a_quoted_line_break_keeps_later_row_numbers(text_file: Callable, opened: Callable) -> None:
    found = opened(text_file('"地\n区",b\n1,"2,""x"\n'))
    assert found.rows == [["地\n区", "b"], [], ["1", '2,"x']]


@pytest.mark.parametrize("quote_line", [1, 3])
def test_an_unclosed_quote_names_the_line_where_it_opens(
    text_file: Callable, opened: Callable, quote_line: int
) -> None:
    lines = ["a,b", "1,2", "3,4", "5,6"] * 20_000
    lines[quote_line - 1] = '"a,b'
    found = opened(text_file("\n".join(lines)))
    assert (found.codes, found.place("E1052")) == (["E1052"], f"t.csv:{quote_line}")


def test_an_unclosed_quote_behind_a_closed_one_of_two_lines_is_named_by_its_own_line(
    text_file: Callable, opened: Callable
) -> None:
    assert opened(text_file('a,b\n"x\ny","z\n1,2\n')).place("E1052") == "t.csv:3"


def test_quotes_inside_a_field_are_not_taken_for_the_one_that_is_never_closed(
    text_file: Callable, opened: Callable
) -> None:
    assert opened(text_file('a,b\n5" pipe,"x ""y"""\n\n3,"z\n4,5\n')).place("E1052") == "t.csv:4"


def test_text_after_a_closing_quote_is_refused(text_file: Callable, opened: Callable) -> None:
    found = opened(text_file('a,b\n"x"y,1\n'))
    assert (found.codes, found.place("E1053")) == (["E1053"], "t.csv:2")


def test_too_many_fields_are_refused_and_too_few_warned_of_by_line(text_file: Callable, opened: Callable) -> None:
    many = opened(text_file("a,b,c\n1,2,3\n1,2,3,4\n1,2,3\n1,2,3,4,5\n"))
    assert (many.codes, [p.place.row for p in many.problems if p.place]) == (["E1054", "E1054"], [3, 5])
    few = opened(text_file("a,b,c\n1,2,3\n1,2\n1,2,3,,\n"))
    assert (few.codes, few.place("W1007")) == (["W1007"], "t.csv:3")


def test_title_lines_and_a_second_table_are_not_ragged(text_file: Callable, opened: Callable) -> None:
    table = "x年鉴\n单位,亿元\n地区,1,2\n北京,1,2\n天津,1,2\n\n续表\n地区,1,2,3\n北京,1,2,3\n"
    assert opened(text_file(table)).codes == []


@pytest.mark.parametrize("quoted", [False, True])
def test_an_endless_field_is_refused_in_linear_time(text_file: Callable, opened: Callable, quoted: bool) -> None:
    field = "9" * 300_000
    started = time.process_time()
    found = opened(text_file(f'a,b\n1,"{field}"\n' if quoted else f"a,b\n1,{field}\n"))
    assert (found.codes, found.books) == (["E1033"], [])
    assert found.place("E1033").startswith("t.csv:2")
    assert time.process_time() - started < 2


def test_a_nul_byte_names_its_line(text_file: Callable, opened: Callable) -> None:
    assert opened(text_file(b"a,b\n1,2\n3,\x004\n")).place("E1050") == "t.csv:3"


def test_mixed_encodings_name_a_line_of_the_other_encoding(text_file: Callable, opened: Callable) -> None:
    data = "地区,指标\n北京市,一\n".encode() + "天津市,二\n".encode("gb18030")
    assert opened(text_file(data)).codes == ["E1051"]
    other = "地区,指标\n北京市,一\n".encode("gb18030") + "内蒙古自治区,二\n".encode()
    found = opened(text_file(other))
    assert (found.codes, found.place("E1051")) == (["E1051"], "t.csv:3")


def test_a_stray_line_in_a_text_of_utf8_is_the_one_named(text_file: Callable, opened: Callable) -> None:
    data = "region,gdp\n北京,1\n".encode() + "天津,2\n".encode("gbk") + "河北,3\n".encode()
    assert opened(text_file(data)).place("E1051") == "t.csv:3"
    short = "省,数\n京,1\n津,2\n联通,3\n".encode("gb18030")
    assert opened(text_file(short)).codes == ["N1003"]


def test_replacement_characters_in_the_file_are_warned_of(text_file: Callable, opened: Callable) -> None:
    found = opened(text_file("地区,a\n北\ufffd,1\n"))
    assert (found.codes, found.place("W1008")) == (["W1008"], "t.csv:2")


def test_decimal_commas_between_semicolons_become_points_and_are_said(text_file: Callable, opened: Callable) -> None:
    found = opened(text_file("a;b\n137,5;1.234,25\n2,125;-3,5\n"))
    assert found.rows == [["a", "b"], ["137.5", "1234.25"], ["2.125", "-3.5"]]
    assert found.codes == ["N1002", "W1009"]


def test_commas_that_may_mean_two_things_are_refused(text_file: Callable, opened: Callable) -> None:
    found = opened(text_file("a;b\n1;1,234\n2;5,678\n"))
    assert (found.codes[-1], found.place("E1055")) == ("E1055", "t.csv:2:2")
    assert opened(text_file("a;b\n1,5;1,234,567\n")).codes[-1] == "E1055"
    assert opened(text_file("a;b\n1;1,234,567\n2;1,234\n")).rows[2] == ["2", "1,234"]


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\r\n \n", b",,\n,,\n"])
def test_a_file_without_content_is_refused_as_empty(text_file: Callable, opened: Callable, data: bytes) -> None:
    assert opened(text_file(data)).codes == ["E1004"]


def test_limits_of_rows_columns_and_cells_are_kept(text_file: Callable, opened: Callable) -> None:
    path = text_file("a,b,c\n1,2,3\n4,5,6\n")
    assert opened(path, limits=Limits(text_rows=2)).codes == ["E1030"]
    assert opened(path, limits=Limits(columns=2)).codes == ["E1031"]
    assert opened(path, limits=Limits(text_cells=8)).codes == ["E1032"]


def test_endless_blank_lines_are_refused_before_a_row_is_made(text_file: Callable, opened: Callable) -> None:
    started = time.process_time()
    assert opened(text_file(b"\n" * 20_000_000 + b"a,b\n")).codes == ["E1030"]
    assert time.process_time() - started < 3


def test_hostile_text_passes_through_as_text(text_file: Callable, opened: Callable) -> None:
    found = opened(text_file("region,v\n=cmd|' /C calc'!A0,1\n<script>,2\n../../x,3\n\u202eabc\x07,4\n"))
    assert [row[0] for row in found.rows[1:]] == ["=cmd|' /C calc'!A0", "<script>", "../../x", "\u202eabc\x07"]


def test_a_file_of_text_is_marked_so_that_places_are_lines(text_file: Callable, opened: Callable) -> None:
    sheet = opened(text_file(TABLE)).books[0].sheets[0]
    assert sheet.is_text
    assert str(sheet.place(3, 2)) == "t.csv:3:2"


@pytest.mark.parametrize(
    "lines",
    ["region,year,gdp\n北京,2021,1,234.5\n天津,2021,2,345.6\n",
     "标题\nregion,year,gdp\n北京,2021,1,234\n天津,2021,2,345\n",
     "a,title\nregion,year\n北京,2021,7\n天津,2021,8\n"],
)  # fmt: skip
def test_a_body_with_more_fields_than_its_heading_is_refused_at_the_heading(
    text_file: Callable, opened: Callable, lines: str
) -> None:
    found = opened(text_file(lines))
    assert found.codes == ["E1056"]
    assert found.place("E1056") == f"t.csv:{lines[: lines.index('北京')].count(chr(10))}"


@pytest.mark.parametrize(
    "lines",
    ["region,year,gdp\n北京,2021,1,\n天津,2021,2,\n", "各地区,单位：亿元\n地区,2020,2021\n北京,1,2\n天津,3,4\n",
     ",2020年,,2021年\n地区,gdp,pop,gdp,pop\n北京,1,2,3,4\n天津,1,2,3,4\n"],
)  # fmt: skip
def test_a_shorter_line_above_the_heading_or_empty_last_fields_are_no_surplus(
    text_file: Callable, opened: Callable, lines: str
) -> None:
    assert opened(text_file(lines)).codes == []
