"""The fast lane gives the same sheet as the event reader, and both what openpyxl reads."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from nqp_index.reading.containers import xlsx, xlsx_rows
from nqp_index.reading.containers.opening import Opening
from nqp_index.reading.containers.xlsx_lane import read_in_lane
from nqp_index.reading.containers.xlsx_sheet import read_sheet
from nqp_index.reading.containers.xlsx_styles import Shown, Worded
from nqp_index.reading.containers.xlsx_values import Decoder
from nqp_index.reading.sheet import Sheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STYLES = (Shown.PLAIN, Shown.PERCENT, Shown.DATE, Worded("万", 10_000))
PIECES = (
    '<c r="{a}"><v>{n}</v></c>', '<c r="{a}" t="n"><v>{n}</v></c>', '<c r="{a}" s="1"><v>0.5</v></c>',
    '<c r="{a}" s="2"><v>45000</v></c>', '<c r="{a}" s="3"><v>45000</v></c>',
    '<c r="{a}" t="s" s="1"><v>1</v></c>', '<c r="{a}" s="0" t="s"><v>0</v></c>',
    '<c r="{a}" s="1"/>', '<c r="{a}"></c>', '<c r="{a}"><v></v></c>', '<c r="{a}"><v/></c>',
    '<c r="{a}" t="b"><v>1</v></c>', '<c r="{a}" t="e"><v>#N/A</v></c>', '<c r="{a}" t="str"><v>x</v></c>',
    '<c r="{a}" t="inlineStr"><is><t>北京_x000A_</t></is></c>', '<c r="{a}"><v>1234567890123456789</v></c>',
    '<c r="{a}"><f>1</f><v>2</v></c>', '<c r="{a}" t="inlineStr"><is><t>a&amp;b</t></is></c>',
)  # fmt: skip


def both_ways(part: str, size: int = 1 << 18) -> tuple[Sheet | None, Sheet]:
    data = part.encode()

    def chunks() -> Iterator[bytes]:
        return (data[i : i + size] for i in range(0, len(data), size))

    def decoder() -> Decoder:
        return Decoder(Opening("t.xlsx"), "表1", ["甲", "乙"], STYLES)

    lane = read_in_lane(decoder(), "part", chunks, hidden=False, formats_known=True)
    return lane, read_sheet(decoder(), "part", chunks(), hidden=False, formats_known=True)


def contents(sheet: Sheet) -> tuple[object, ...]:
    return [[repr(v) for v in row] for row in sheet.rows], sheet.percent, sheet.merged, sheet.hidden_rows


def part_of(rows: str) -> str:
    merges = '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>'
    start = f'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="{MAIN}">'
    return f"{start}<sheetData>{rows}</sheetData>{merges}</worksheet>"


@pytest.mark.parametrize("seed", range(60))
def test_random_rows_read_the_same_both_ways(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_rows, "ALIKE", seed % 3 + 1)
    noise = random.Random(seed)
    allowed = PIECES if seed % 4 == 0 else PIECES[:-2]
    shape = [noise.choice(allowed) for _ in range(8)]
    rows = []
    for r in range(1, 40):
        pieces = shape if noise.random() < 0.8 else [noise.choice(allowed) for _ in range(8)]
        cells = "".join(
            piece.format(a=f"{letter}{r}", n=noise.choice(["5", "5.25", "-1e3", "007", ""]))
            for letter, piece in zip("ABCDEFGH", pieces, strict=True)
            if noise.random() < 0.97
        )
        hidden = ' hidden="1"' if noise.random() < 0.1 else ""
        rows.append(f'<row r="{r}" spans="1:8"{hidden}>{cells}</row>' if noise.random() < 0.9 else f'<row r="{r}"/>')
    lane, slow = both_ways(part_of("".join(rows)), size=noise.choice([7, 100, 1 << 18]))
    assert lane is None or contents(lane) == contents(slow)
    assert lane is not None or seed % 4 == 0


@pytest.mark.parametrize(
    "rows",
    ['<row r="1"><c r="A1"><f>1</f><v>2</v></c></row>', '<row><c r="A1"><v>1</v></c></row>',
     '<row r="1"><c><v>1</v></c></row>', '<row r="2"/><row r="1"/>', '<row r="1"><c r="B1"/><c r="A1"/></row>',
     '<row r="1"><c r="A2"><v>1</v></c></row>', '<row r="1"><!-- --><c r="A1"/></row>',
     '<row r="1"/>x', '<row r="1"><c r="A1" t="inlineStr"><is><t>\x01</t></is></c></row>', '<col r="1"></row>',
     '<row r="1"><c r="A1" t="s"><v>2</v></c></row>',
     '<row r="1"><c r="A1"><v>1</v><v>2</v></c></row>', '<row r="1"><x><c r="A1"><v>1</v></c></x></row>',
     '<row r="1"><c r="A1"><v>1</v></c><c foo="" r="B1"><v>1</v></c></row>',
     '<row r="1"><c r="A1" t="b"><v>7</v></c></row>'],
)  # fmt: skip
def test_whatever_is_spelt_otherwise_leaves_the_lane(rows: str) -> None:
    part = part_of(rows)
    decoder = Decoder(Opening("t.xlsx"), "表1", ["甲", "乙"], STYLES)
    assert read_in_lane(decoder, "part", lambda: iter([part.encode()]), hidden=False, formats_known=True) is None


def table() -> list[list[object]]:
    noise = random.Random(5)
    head: list[object] = ["地区", "年份", "占比", "日期", "是否"]
    return [head, *([f"省{r}", 2000 + r, noise.random(), date(2024, 1, r), r % 2 == 0] for r in range(1, 29))]


def written_by_openpyxl() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    for row in table():
        book.active.append(row)
    for r in range(2, 30):
        book.active.cell(r, 3).number_format = "0.00%"
    book.active.merge_cells("A31:C31")
    book.active["A31"] = "注"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def written_by_xlsxwriter() -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"default_date_format": "yyyy-mm-dd"})
    page = book.add_worksheet("表1")
    percent = book.add_format({"num_format": "0.00%"})
    for r, row in enumerate(table()):
        for c, value in enumerate(row):
            page.write(r, c, value, *([percent] if c == 2 and r else []))
    page.merge_range("A31:C31", "注")
    book.close()
    return out.getvalue()


@pytest.mark.parametrize("write", [written_by_openpyxl, written_by_xlsxwriter])
@pytest.mark.parametrize("in_lane", [True, False])
def test_workbooks_of_both_writers_read_as_openpyxl_reads_them(
    tmp_path: Path, opened: Callable, monkeypatch: pytest.MonkeyPatch, write: Callable[[], bytes], in_lane: bool
) -> None:
    import openpyxl

    if not in_lane:
        monkeypatch.setattr(xlsx, "read_in_lane", lambda *_, **__: None)
    path = tmp_path / "t.xlsx"
    path.write_bytes(write())
    found = opened(path)
    sheet = found.books[0].sheets[0]
    expected = [list(row) for row in openpyxl.load_workbook(path, data_only=True).active.iter_rows(values_only=True)]
    got = [[*row, *[None] * (5 - len(row))] for row in sheet.rows]
    assert got == expected
    assert sheet.percent == {(r, 3) for r in range(2, 30)}
    assert sheet.merged == ((31, 1, 31, 3),)
    assert isinstance(got[1][3], datetime)


def test_common_workbooks_do_stay_in_the_lane(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, opened: Callable
) -> None:
    def refuse(*_: object, **__: object) -> Sheet:
        raise AssertionError("left the lane")

    monkeypatch.setattr(xlsx, "read_sheet", refuse)
    for write in (written_by_openpyxl, written_by_xlsxwriter):
        path = tmp_path / "t.xlsx"
        path.write_bytes(write())
        assert opened(path).rows[0][0] == "地区"
