"""Workbooks of the .xlsx family: every kind of cell, and every way a sheet part can be odd or hostile."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from nqp_index.reading.limits import Limits
from nqp_index.reading.sheet import ErrorValue, Odd

CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def cell(address: str, inside: str, **attributes: str) -> str:
    extra = "".join(f' {k}="{v}"' for k, v in attributes.items())
    return f'<c r="{address}"{extra}>{inside}</c>'


def test_every_kind_of_cell_becomes_its_value(workbook: Callable, opened: Callable) -> None:
    row = "".join([
        cell("A1", "<v>1</v>", t="s"), cell("B1", "<v>2005</v>"), cell("C1", "<v>-1.5E3</v>"),
        cell("D1", "<v>1</v>", t="b"), cell("E1", "<v>#N/A</v>", t="e"), cell("F1", "<f>1+1</f><v>2</v>"),
        cell("G1", "<f>1+1</f>"), cell("H1", "<f>A1</f><v></v>", t="str"),
        cell("I1", "<is><t> x </t></is>", t="inlineStr"),
        cell("J1", "<v>2024-01-31T00:00:00</v>", t="d"),
    ])  # fmt: skip
    strings = "<si><t>a</t></si><si><r><t>北</t></r><r><t xml:space='preserve'> 京</t></r><rPh><t>x</t></rPh></si>"
    assert opened(workbook(f'<row r="1">{row}</row>', strings=strings)).rows == [
        ["北 京", 2005, -1500.0, True, ErrorValue("#N/A"), 2, Odd.UNCALCULATED, "", " x ", datetime(2024, 1, 31)]
    ]


@pytest.mark.parametrize("inline", [True, False])
def test_figures_above_the_line_are_marks_and_never_the_last_digit(
    workbook: Callable, opened: Callable, inline: bool
) -> None:
    up, down = (f'<rPr><vertAlign val="{way}script"/></rPr>' for way in ("super", "sub"))
    texts = [
        f"<r><t>45222.4</t></r><r>{up}<t>2</t></r>", f"<r><t>CO</t></r><r>{down}<t>2</t></r><r><t>1</t></r>",
        f"<r>{up}<t>7</t></r>", f"<r>{up}<t>1)</t></r><r><t>北京</t></r>",
    ]  # fmt: skip
    shared = "".join(cell(f"{c}1", f"<v>{i}</v>", t="s") for i, c in enumerate("ABCD"))
    within = "".join(cell(f"{c}1", f"<is>{t}</is>", t="inlineStr") for c, t in zip("ABCD", texts, strict=True))
    strings = "" if inline else "".join(f"<si>{t}</si>" for t in texts)
    found = opened(workbook(f'<row r="1">{within if inline else shared}</row>', strings=strings))
    assert found.rows == [["45222.4²", "CO21", "7", "¹⁾北京"]]


@pytest.mark.parametrize("inline", [False, True])
def test_a_struck_number_and_what_replaces_it_stay_two_numbers(
    workbook: Callable, opened: Callable, inline: bool
) -> None:
    texts = [
        "<r><rPr><strike/></rPr><t>123</t></r><r><t>456</t></r>", "<r><t>7</t></r><r><rPr><strike/></rPr><t>8</t></r>",
        '<r><rPr><strike val="0"/></rPr><t>9</t></r><r><t>1</t></r>',
    ]  # fmt: skip
    shared = "".join(cell(f"{c}1", f"<v>{i}</v>", t="s") for i, c in enumerate("ABC"))
    within = "".join(cell(f"{c}1", f"<is>{t}</is>", t="inlineStr") for c, t in zip("ABC", texts, strict=True))
    strings = "" if inline else "".join(f"<si>{t}</si>" for t in texts)
    found = opened(workbook(f'<row r="1">{within if inline else shared}</row>', strings=strings))
    assert [str(c).strip() for c in found.rows[0]] == ["123\n456", "7\n8", "91"]


def test_percent_and_date_formats_are_told_apart_from_plain_numbers(workbook: Callable, opened: Callable) -> None:
    styles = (
        '<numFmts><numFmt numFmtId="170" formatCode="0.00%"/><numFmt numFmtId="171" formatCode="yyyy&quot;年&quot;"/>'
        '</numFmts><fills><fill/></fills><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="171"/>'
        '<xf numFmtId="10"/></cellXfs>'
    )
    cells = "".join(cell(f"{c}1", "<v>0.0335</v>", s=str(i)) for i, c in enumerate("ABCD") if i != 2)
    book = opened(workbook(f'<row r="1">{cells}{cell("E1", "<v>45292</v>", s="2")}</row>', styles=styles)).books[0]
    assert book.sheets[0].percent == {(1, 2), (1, 4)}
    assert book.sheets[0].rows[0][4] == datetime(2024, 1, 1)


WORDED = [
    ("0.0&quot;亿元&quot;", "45222.4", "45222.4亿元"), ("0\\.0,&quot;万&quot;", "452224000", "45222.4万"),
    ("0!.0000&quot;万&quot;", "452224000", "45222.4万"), ("General&quot;万人&quot;", "2184.3", "2184.3万人"),
    ("0.0&quot;%&quot;", "61.7", "61.7%"), ("0&quot;年&quot;", "2022", "2022年"),
    ("#,##0,,&quot;百万&quot;", "45000000", "45百万"),
    ("&quot;¥&quot;#,##0.00_ ", "5.5", 5.5), ("0.0_ ;[Red]\\-0.0&quot;负&quot;", "5.5", 5.5), ("0.00E+00", "5.5", 5.5),
    ("0&quot;*&quot;", "5", 5),
]  # fmt: skip


@pytest.mark.parametrize(("code", "stored", "value"), WORDED)
@pytest.mark.parametrize("rows", [1, 40])
def test_a_word_that_a_format_writes_behind_a_number_is_read_with_it(
    workbook: Callable, opened: Callable, code: str, stored: str, value: object, rows: int
) -> None:
    styles = (
        f'<numFmts><numFmt numFmtId="170" formatCode="{code}"/></numFmts><cellXfs><xf/><xf numFmtId="170"/></cellXfs>'
    )
    data = "".join(f'<row r="{r}">{cell(f"A{r}", f"<v>{stored}</v>", s="1")}</row>' for r in range(1, rows + 1))
    assert opened(workbook(data, styles=styles)).rows == [[value]] * rows


def test_broken_styles_leave_the_values_and_say_that_formats_are_unknown(workbook: Callable, opened: Callable) -> None:
    found = opened(workbook(CELL, styles="<cellXfs><xf"))
    assert (found.rows, found.codes, found.books[0].sheets[0].percent) == ([[1]], ["W1005"], None)


@pytest.mark.parametrize("fast", [True, False])
def test_covered_cells_of_a_merge_are_blank_whatever_they_store(
    workbook: Callable, opened: Callable, fast: bool
) -> None:
    rows = "".join(f'<row r="{r}"><c r="A{r}"><v>{r}</v></c><c r="B{r}"><v>9</v></c></row>' for r in (1, 2, 3))
    merges = '<mergeCells><mergeCell ref="A1:A3"/><mergeCell ref="B3:XFD1048576"/></mergeCells>'
    found = opened(workbook(rows, after=("" if fast else "<!-- -->") + merges))
    assert found.rows == [[1, 9], [None, 9], [None, 9]]
    assert found.books[0].sheets[0].merged == ((1, 1, 3, 1), (3, 2, 1048576, 16384))


def test_overlapping_merges_are_refused(workbook: Callable, opened: Callable) -> None:
    merges = "<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 50 + "</mergeCells>"
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="B2"><v>1</v></c></row>'
    assert opened(workbook(rows, after=merges)).codes == ["E1037"]


def test_two_merges_that_share_one_cell_are_refused_at_the_second(workbook: Callable, opened: Callable) -> None:
    merges = '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="B2:C3"/></mergeCells>'
    rows = "".join(f'<row r="{r}"><c r="A{r}"><v>1</v></c><c r="C{r}"><v>1</v></c></row>' for r in range(1, 9))
    found = opened(workbook(rows, after=merges))
    assert found.codes == ["E1037"]
    assert found.place("E1037").endswith("B2")


def test_hidden_rows_columns_and_sheets_are_read_and_flagged(
    parts_of: Callable, zip_of: Callable, opened: Callable
) -> None:
    parts = parts_of(
        '<row r="1" hidden="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
        '<row r="2"><c r="A2"><v>3</v></c></row>',
        before='<cols><col min="2" max="16384" hidden="1"/></cols>',
    )
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace('sheetId="1"', 'sheetId="1" state="veryHidden"')
    sheet = opened(zip_of(parts)).books[0].sheets[0]
    assert (sheet.rows, sheet.hidden, sheet.hidden_rows, sheet.hidden_columns) == ([[1, 2], [3]], True, {1}, {2})


@pytest.mark.parametrize("fast", [True, False])
def test_a_false_dimension_costs_nothing(workbook: Callable, opened: Callable, fast: bool) -> None:
    path = workbook(CELL, before=("" if fast else "<!-- -->") + '<dimension ref="A1:XFD1048576"/>')
    started = time.process_time()
    assert opened(path).rows == [[1]]
    assert time.process_time() - started < 5


@pytest.mark.parametrize("fast", [True, False])
def test_a_stray_cell_at_the_far_corner_is_left_out_and_named(workbook: Callable, opened: Callable, fast: bool) -> None:
    stray = '<row r="1048576"><c r="XFD1048576"><v>7</v></c></row>'
    found = opened(workbook(CELL + stray, before="" if fast else "<!-- -->"))
    assert (found.rows, found.codes) == ([[1]], ["W1004"])
    assert found.place("W1004") == "t.xlsx:表1!XFD1048576"


def test_a_stray_within_the_limits_is_left_out_when_the_box_around_it_is_too_large(
    workbook: Callable, opened: Callable
) -> None:
    stray = '<row r="150000"><c r="BBB150000"><v>7</v></c></row>'
    found = opened(workbook(CELL + stray))
    assert (found.rows, found.place("W1004")) == ([[1]], "t.xlsx:表1!BBB150000")


def test_more_rows_than_the_limit_are_refused_with_the_limit(workbook: Callable, opened: Callable) -> None:
    rows = "".join(f'<row r="{r}"><c r="A{r}"><v>1</v></c></row>' for r in range(1, 13))
    found = opened(workbook(rows), limits=Limits(rows=10))
    assert (found.codes, found.books) == (["E1030"], [])
    assert "10" in str([p.args for p in found.problems])


def test_a_million_rows_are_refused_in_seconds(workbook: Callable, opened: Callable) -> None:
    rows = "".join(f'<row r="{r}"><c r="A{r}"><v>1</v></c></row>' for r in range(1, 1_048_577))
    path = workbook(rows)
    started = time.process_time()
    assert opened(path, limits=Limits(ratio=10_000)).codes == ["E1030"]
    assert time.process_time() - started < 10


def test_a_million_formatted_empty_rows_are_no_rows(workbook: Callable, opened: Callable) -> None:
    rows = CELL + "".join(f'<row r="{r}" s="1"/>' for r in range(2, 300_000))
    assert opened(workbook(rows), limits=Limits(ratio=10_000)).rows == [[1]]


@pytest.mark.parametrize(("column", "code"), [("BBB", "E1032"), ("CAA", "E1031")])
def test_far_columns_row_by_row_are_refused_before_they_fill_memory(
    workbook: Callable, opened: Callable, column: str, code: str
) -> None:
    rows = "".join(f'<row r="{r}"><c r="{column}{r}"><v>1</v></c></row>' for r in range(1, 20_000))
    assert opened(workbook(rows)).codes == [code]


def test_rows_out_of_order_are_placed_by_address(workbook: Callable, opened: Callable) -> None:
    rows = '<row r="3"><c r="A3"><v>3</v></c></row><row r="1"><c r="B1"><v>2</v></c><c r="A1"><v>1</v></c></row>'
    found = opened(workbook(rows))
    assert (found.rows, found.codes) == ([[1, 2], [], [3]], ["W1010"])


def test_cells_and_rows_without_addresses_follow_one_another(workbook: Callable, opened: Callable) -> None:
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row>"
    assert opened(workbook(rows)).rows == [[1, 2], [None, 3]]


@pytest.mark.parametrize("sheet", [
    f'<worksheet xmlns="{STRICT}"><sheetData>{CELL}</sheetData></worksheet>',
    f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData>'
    "</x:worksheet>",
])  # fmt: skip
def test_the_strict_namespace_and_prefixes_are_read(workbook: Callable, opened: Callable, sheet: str) -> None:
    assert opened(workbook(sheet=sheet)).rows == [[1]]


def test_utf16_parts_are_read(parts_of: Callable, zip_of: Callable, opened: Callable) -> None:
    parts = parts_of(CELL)
    name = "xl/worksheets/sheet1.xml"
    text = '<?xml version="1.0" encoding="UTF-16"?>' + parts.pop(name)
    assert opened(zip_of([*parts.items(), (name, text.encode("utf-16"))])).rows == [[1]]


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ('<c r="B2"><v>abc</v></c>', "E1034"),
        ('<c r="B2"><v>1e400</v></c>', "E1034"),
        ('<c r="B2"><v>nan</v></c>', "E1034"),
        ('<c r="B2"><v>1_000</v></c>', "E1034"),
        ('<c r="B2"><v>１２</v></c>', "E1034"),
        ('<c r="B2" t="weird"><v>1</v></c>', "E1034"),
        ('<c r="B2" t="s"><v>-1</v></c>', "E1035"),
        ('<c r="B2" t="s"><v>1</v></c>', "E1035"),
        ('<c r="B2" t="s"><v>x</v></c>', "E1035"),
        ('<c r="B2"><v>' + "9" * 50_000 + "</v></c>", "E1033"),
        ('<c r="B2" t="inlineStr"><is><t>' + "x" * 40_000 + "</t></is></c>", "E1033"),
        ('<c r="B2"><v>1</v></c><c r="B2"><v>2</v></c>', "E1040"),
    ],
    ids=lambda v: str(v)[:40],
)
def test_a_bad_cell_is_refused_by_its_address(workbook: Callable, opened: Callable, inside: str, code: str) -> None:
    found = opened(workbook(f'<row r="2">{inside}</row>', strings="<si><t>only</t></si>"))
    assert (found.codes, found.place(code)) == ([code], "t.xlsx:表1!B2")


@pytest.mark.parametrize(
    "rows",
    ['<row r="1"><c r="A0"><v>1</v></c></row>', '<row r="1"><c r="XFE1"><v>1</v></c></row>',
     '<row r="0"><c><v>1</v></c></row>', '<row r="-3"/>', '<row r="1048577"/>',
     '<row r="1"><c r="A1"><c r="B1"/></c></row>',
     "<c><v>1</v></c>"],
)  # fmt: skip
def test_an_impossible_address_is_refused(workbook: Callable, opened: Callable, rows: str) -> None:
    assert opened(workbook(rows)).codes == ["E1036"]


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "docProps/app.xml"]
)
@pytest.mark.parametrize("hidden_behind", ["", "<!-- a comment first -->"])
def test_a_doctype_in_any_part_is_refused_at_once(
    parts_of: Callable, zip_of: Callable, opened: Callable, part: str, hidden_behind: str
) -> None:
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 20))
    bomb = f'{hidden_behind}<!DOCTYPE x [<!ENTITY l0 "lol">{laughs}<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    parts = parts_of(CELL, strings="<si><t>a</t></si>", styles="<cellXfs/>")
    parts[part] = bomb + parts.get(part, "<x>&l19;</x>")
    started = time.process_time()
    assert opened(zip_of(parts)).codes == ["E1017"]
    assert time.process_time() - started < 2


def test_deep_nesting_is_refused(workbook: Callable, opened: Callable) -> None:
    assert opened(workbook(CELL, after="<x>" * 100_000), limits=Limits(ratio=10**6)).codes == ["E1018"]


@pytest.mark.parametrize("drop", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"])
def test_a_missing_part_is_named(workbook: Callable, opened: Callable, drop: str) -> None:
    found = opened(workbook(CELL, drop=drop))
    assert found.codes == ["E1019"]
    assert dict(next(iter(found.problems)).args)["part"] == drop


@pytest.mark.parametrize(
    "sheet", ["<html/>", f'<chartsheet xmlns="{MAIN}"/>', "<worksheet/>", '<worksheet xmlns="x:y"/>']
)
def test_a_part_that_is_no_worksheet_is_refused(workbook: Callable, opened: Callable, sheet: str) -> None:
    assert opened(workbook(sheet=sheet)).codes == ["E1038"]


def test_ill_formed_xml_is_refused_with_line_and_column(workbook: Callable, opened: Callable) -> None:
    found = opened(workbook(CELL, after="\n<oops"))
    assert found.codes == ["E1018"]
    assert dict(next(iter(found.problems)).args)["line"] == 2


def test_a_workbook_without_values_is_refused(workbook: Callable, opened: Callable) -> None:
    assert opened(workbook('<row r="1"><c r="A1" s="0"/></row>')).codes == ["E1039"]


def test_all_bad_files_are_told_at_once_and_the_good_one_is_opened(
    workbook: Callable, text_file: Callable, opened: Callable, tmp_path: Path
) -> None:
    bad = workbook('<row r="1"><c r="A1"><v>abc</v></c></row>', name="bad.xlsx")
    found = opened(bad, tmp_path / "absent.csv", text_file(b"", "empty.csv"), workbook(CELL, name="good.xlsx"))
    assert found.codes == ["E1034", "E1000", "E1004"]
    assert [b.source.name for b in found.books] == ["good.xlsx"]
