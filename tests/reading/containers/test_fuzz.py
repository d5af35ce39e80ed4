"""Mutated bytes of small valid files are refused or read; nothing else is ever raised, and nothing hangs."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nqp_index.errors import DataError, Problems
from nqp_index.reading.containers.html import read_html
from nqp_index.reading.containers.opening import Opening
from nqp_index.reading.containers.text import read_text
from nqp_index.reading.containers.xlsx import read_xlsx
from nqp_index.reading.containers.zipcheck import open_parts
from nqp_index.reading.limits import MB, Limits
from nqp_index.reading.plain import plain_table
from nqp_index.reading.workbook import books_of
from nqp_index.terms import sentence

LIMITS = Limits(rows=2000, columns=200, cells=50_000, text_rows=5000, text_cells=50_000, part_bytes=4 * MB)
FUZZ = settings(
    max_examples=150, deadline=timedelta(seconds=5), suppress_health_check=list(HealthCheck), derandomize=True
)
TEXT = '数据库：x\n"地,区",2021年,2022年\n北京,1.5,"2"\n天津,3,4\n注：y\n'
PAGE = "<html><p>标题<table><tr><td rowspan=2>地区<td>a&amp;b</tr><tr><td colspan=2>1</tr></table>注<br></html>"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARTS = {
    "[Content_Types].xml": "<Types/>",
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
    '<sheet name="表" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships><Relationship Id="r1" Type="{OFFICE}/worksheet" Target="s.xml"/>'
    f'<Relationship Id="r2" Type="{OFFICE}/sharedStrings" Target="t.xml"/>'
    f'<Relationship Id="r3" Type="{OFFICE}/styles" Target="y.xml"/></Relationships>',
    "xl/t.xml": f'<sst xmlns="{MAIN}"><si><t>北京</t></si><si><r><t>a</t></r></si></sst>',
    "xl/y.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="10"/>'
    '<xf numFmtId="14"/></cellXfs></styleSheet>',
    "xl/s.xml": f'<worksheet xmlns="{MAIN}"><cols><col min="2" max="3" hidden="1"/></cols><sheetData>'
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>0.5</v></c></row>'
    '<row r="2" hidden="1"><c r="A2" t="inlineStr"><is><t>x</t></is></c><c r="C2" s="2"><v>45000.5</v></c></row>'
    '<row r="3"><c r="A3"><f>1</f></c><c r="B3" t="e"><v>#N/A</v></c></row></sheetData>'
    '<mergeCells><mergeCell ref="A1:B1"/></mergeCells></worksheet>',
}  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn, original: bytes) -> bytes:
    """The original with a few bytes replaced, inserted, cut out or repeated."""
    data = bytearray(original)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data)))
        kind = draw(st.sampled_from(["put", "insert", "cut", "repeat"]))
        if kind == "put" and at < len(data):
            data[at] = draw(st.integers(0, 255))
        elif kind == "insert":
            data[at:at] = draw(st.one_of(st.binary(max_size=8), st.sampled_from(TOKENS)))
        elif kind == "cut":
            del data[at : at + draw(st.integers(1, 40))]
        elif kind == "repeat":
            data[at:at] = data[at : at + 30] * draw(st.integers(1, 50))
    return bytes(data)


TOKENS = [
    b'"', b",", b"\n", b"\r", b"\x00", b"<", b"</", b">", b"<table>", b"</table>", b"<!--", b"<!DOCTYPE x>", b"<tr>",
    b"<td rowspan=99999 colspan=99999>", b"1e999", b"-1", b"999999999999999999999", b'r="XFD1048576"', b"<v>",
    b"\xff\xfe", b"\xef\xbb\xbf", b"<![CDATA[", b"]]>", b"<?xml encoding='utf-16'?>", b"\t,", b";", b"=", b"&#x0;",
]  # fmt: skip


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def spell(refused: DataError) -> None:
    """Every refusal has its sentence in both languages; a missing word would raise."""
    for found in refused.problems:
        assert sentence(found, "zh") != sentence(found, "en")


VALID = {name: text.encode() for name, text in PARTS.items()}


@FUZZ
@given(st.sampled_from(["utf-8", "gb18030", "utf-16"]).flatmap(lambda e: mutated(TEXT.encode(e))))
def test_mutated_text_is_read_or_refused(data: bytes) -> None:
    opening = Opening("t.csv", LIMITS, Problems(), is_text=True)
    try:
        (sheet,) = read_text(opening, data)
        assert all(isinstance(cell, str) for row in sheet.rows for cell in row)
    except DataError as refused:
        spell(refused)


@FUZZ
@given(mutated(b"a,b,c\nx,1,2.5\ny,3,\nz,4,5\n" * 1))
def test_a_mutated_plain_table_is_what_the_ordinary_reader_reads(data: bytes) -> None:
    table = plain_table(data, LIMITS)
    if table is None:
        return
    (sheet,) = read_text(Opening("t.csv", LIMITS, Problems(), is_text=True), data)
    assert list(table.header) == list(sheet.rows[0])
    for i, row in enumerate(sheet.rows[1:]):
        for cell, column in zip(row, table.columns, strict=True):
            found = column[i]
            text = isinstance(found, str)
            assert cell == found if text else (cell == "" and found != found) or float(str(cell)) == found


@FUZZ
@given(mutated(PAGE.encode()))
def test_a_mutated_page_is_read_or_refused(data: bytes) -> None:
    try:
        read_html(Opening("t.xls", LIMITS, Problems()), data)
    except DataError as refused:
        spell(refused)


@FUZZ
@given(st.sampled_from(sorted(PARTS)).flatmap(lambda n: mutated(VALID[n]).map(lambda d: {**VALID, n: d})))
def test_a_workbook_with_a_mutated_part_is_read_or_refused(parts: dict[str, bytes]) -> None:
    opening = Opening("t.xlsx", LIMITS, Problems())
    try:
        read_xlsx(opening, open_parts(opening, packed(parts), fold_names=True))
    except DataError as refused:
        spell(refused)


@FUZZ
@given(mutated(packed(VALID)))
def test_a_mutated_archive_is_opened_or_refused(data: bytes) -> None:
    opening = Opening("t.xlsx", LIMITS, Problems())
    books = books_of(opening, data)
    assert books or opening.problems.errors
