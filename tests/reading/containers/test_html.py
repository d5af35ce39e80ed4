"""HTML pages: spans, loose text, nesting, encodings and pages that are barely HTML."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from nqp_index.errors import DataError
from nqp_index.reading.containers.html import read_html
from nqp_index.reading.containers.opening import Opening
from nqp_index.reading.limits import Limits
from nqp_index.reading.sheet import Sheet


def page(html: str | bytes, limits: Limits | None = None) -> Sheet:
    data = html.encode() if isinstance(html, str) else html
    (sheet,) = read_html(Opening("t.xls", limits or Limits()), data)
    return sheet


def test_spans_cover_cells_and_are_listed_as_merges() -> None:
    sheet = page(
        "<table><tr><td rowspan=2>地区<td colspan=2>产值</tr><tr><td>2021<td>2022</tr>"
        "<tr><td>北京<td>1<td>2</tr></table>"
    )
    assert sheet.rows == [["地区", "产值", None], [None, "2021", "2022"], ["北京", "1", "2"]]
    assert sheet.merged == ((1, 1, 2, 1), (1, 2, 1, 3))


def test_text_between_tables_is_kept_in_order() -> None:
    sheet = page("<p>标题</p><table><tr><td>1</table>来源<br>注<table></table><table><tr><td>2</table>")
    assert sheet.rows == [["标题"], [], ["1"], [], ["来源"], ["注"], [], ["2"]]


def test_merges_of_a_later_table_move_down_with_it() -> None:
    sheet = page("<table><tr><td>a</table><table><tr><td colspan=2>b</table>")
    assert sheet.merged == ((3, 1, 3, 2),)


def test_a_table_within_a_cell_comes_before_the_table_around_it_and_loses_nothing() -> None:
    sheet = page("<table><tr><td>外<table><tr><td>内</td></tr></table></td><td>右</td></tr></table>")
    assert sheet.rows == [["内"], [], ["外", "右"]]


def test_scripts_styles_and_heads_are_silent_even_when_the_head_is_never_closed() -> None:
    sheet = page("<html><head><title>x</title><style>y</style><body><script>z</script><table><tr><td>1</table>")
    assert sheet.rows == [["1"]]


def test_blanks_collapse_but_ideographic_spaces_and_line_breaks_stay() -> None:
    assert page("<table><tr><td>  北\u3000京 \n x<br>y&nbsp;</table>").rows == [["北\u3000京 x\ny\xa0"]]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("41045<sup>2</sup>", "41045²"), ("北京<sup>1)</sup>", "北京¹⁾"), ("(km<sup>2</sup>)", "(km²)"),
        ("5<sup>[注1]</sup>", "5⁽¹⁾"), ("CO<sub>2</sub>", "CO2"), ("<sup>7</sup>", "7"), ("5<sup>a", "5ⓐ"),
    ],
)  # fmt: skip
def test_figures_above_the_line_are_marks_and_never_the_last_digit(cell: str, text: str) -> None:
    assert page(f"<table><tr><td>{cell}</td><td>6</table>").rows == [[text, "6"]]


@pytest.mark.parametrize("tag", ["s", "strike", "del"])
def test_a_struck_number_and_what_replaces_it_stay_two_numbers(tag: str) -> None:
    assert page(f"<table><tr><td><{tag}>123</{tag}>456</td><td>6</table>").rows == [["123\n456", "6"]]


@pytest.mark.parametrize(("encoding", "declared"), [("gbk", "gb2312"), ("utf-8", "utf-8"), ("utf-8", "gb2312"),
                                                    ("utf-16", "x"), ("big5", "big5")])  # fmt: skip
def test_the_encoding_is_told_by_bytes_first_and_by_the_page_last(encoding: str, declared: str) -> None:
    html = f'<html><meta http-equiv="Content-Type" content="text/html; charset={declared}"><table><tr><td>臺北</table>'
    assert page(html.encode(encoding)).rows[0][0] == "臺北" or encoding == "big5"


@pytest.mark.parametrize(
    "html",
    ["<table>" * 10_000, "<table><tr><td rowspan=65534 colspan=1000>" + "<tr><td>x" * 50_000,
     "<table><tr>" + "<td colspan=1000>x" * 50, "<table><tr><td>" + "x" * 40_000, "<table>" + "<tr><td>1" * 3000],
    ids=["nesting", "rowspan", "colspan", "cell", "rows"],
)  # fmt: skip
def test_hostile_tables_are_refused_within_the_limits(html: str) -> None:
    started = time.monotonic()
    with pytest.raises(DataError):
        page(html, Limits(rows=2000))
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    "html", ["<table><tr><td rowspan=x colspan=-1>a", "<td>a</td><table><td>a", "</table><table>a"]
)
def test_broken_markup_loses_no_text(html: str) -> None:
    assert any("a" in row for row in page(html).rows)


def test_a_page_opens_under_any_name_and_says_so(text_file: Callable, opened: Callable) -> None:
    html = "<html><table><tr><td>地区<td>1</table></html>"
    assert opened(text_file(html, "t.html")).codes == []
    assert opened(text_file(html, "t.xls")).codes == ["W1002"]


def test_a_page_without_any_text_is_refused(text_file: Callable, opened: Callable) -> None:
    assert opened(text_file("<html><body><table></table></body></html>", "t.html")).codes == ["E1039"]


@pytest.mark.parametrize("start", ["<!", "<a ", "<!--", "</"])
def test_markup_that_costs_the_parser_quadratic_time_is_stopped(
    text_file: Callable, opened: Callable, start: str
) -> None:
    path = text_file("<html><table><tr><td>1</table>" + start * 300_000, "t.html")
    started = time.monotonic()
    found = opened(path, limits=Limits(page_seconds=1))
    assert found.books or found.codes in (["E1024"], ["E1023"])
    assert time.monotonic() - started < 5
