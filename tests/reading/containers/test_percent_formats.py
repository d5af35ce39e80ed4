"""Percentages that .xls and .ods mark as such are known, as those of .xlsx are."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from nqp_index.reading.containers.biff import percent_cells, uncalculated_cells
from nqp_index.reading.definitions import load_framework
from nqp_index.reading.ingest import read_report
from nqp_index.reading.sheet import Odd

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
REGIONS = ("北京", "天津", "河北", "山西")
FREE, END = 0xFFFFFFFF, 0xFFFFFFFE


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def text(words: str) -> bytes:
    return struct.pack("<HB", len(words), 1) + words.encode("utf-16-le")


def workbook_records(code: str, styles: tuple[int, ...]) -> bytes:
    """A workbook of one sheet in BIFF8: regions, year and intensity; `styles` are the formats of the cell styles."""
    start = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    start += record(0x041E, struct.pack("<H", 164) + text(code))
    start += b"".join(record(0x00E0, struct.pack("<HHH14x", 0, style, 0)) for style in styles)
    name = struct.pack("<IBBBB", len(start) + 4 + 8 + 6 + 4, 0, 0, 6, 0) + b"Sheet1"
    cells = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    for column, word in enumerate(("地区", "年份", "R&D经费投入强度（%）")):
        cells += record(0x0204, struct.pack("<HHH", 0, column, 0) + text(word))
    for row, region in enumerate(REGIONS, start=1):
        cells += record(0x0204, struct.pack("<HHH", row, 0, 0) + text(region))
        cells += record(0x0203, struct.pack("<HHHd", row, 1, 0, 2023))
        cells += record(0x0203, struct.pack("<HHHd", row, 2, len(styles) - 1, 0.01 * row))
    return start + record(0x0085, name) + record(0x000A, b"") + cells + record(0x000A, b"")


def in_ole(stream: bytes) -> bytes:
    """The stream `Workbook` in the smallest OLE2 container: header, one sector of FAT, one of directory, the data."""
    stream = stream.ljust(4096, b"\0")
    stream = stream.ljust(-(-len(stream) // 512) * 512, b"\0")
    sectors = len(stream) // 512
    header = OLE + b"\0" * 16 + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0) + struct.pack("<I", 0) + b"\xff" * 4 * 108
    chain = [0xFFFFFFFD, END, *range(3, 2 + sectors), END]
    fat = struct.pack("<128I", *chain, *[FREE] * (128 - len(chain)))

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        spelt = (name + "\0").encode("utf-16-le")
        return spelt.ljust(64, b"\0") + struct.pack("<HBBIII36xIQ", len(spelt), kind, 1, FREE, FREE, child, start, size)

    directory = entry("Root Entry", 5, 1, END, 0) + entry("Workbook", 2, FREE, 2, len(stream))
    return header + fat + directory.ljust(512, b"\0") + stream


def intensities(path: Path) -> tuple[list[float], set[str]]:
    reading = read_report([path], load_framework("province"))
    assert reading.panel is not None, [(p.code, p.args) for p in reading.problems]
    return reading.panel.values[0, :, 0].tolist(), {p.code for p in reading.problems}


@pytest.mark.parametrize(("code", "style"), [("0.000%", 164), ("0.0", 10), ("0.0", 9)])
def test_a_percentage_of_an_xls_is_read_as_it_is_shown(tmp_path: Path, code: str, style: int) -> None:
    path = tmp_path / "t.xls"
    path.write_bytes(in_ole(workbook_records(code, (0, style))))
    values, codes = intensities(path)
    assert values == [1, 2, 3, 4]
    assert "N1340" in codes


def test_shares_of_an_xls_that_are_not_shown_as_percentages_are_doubted(tmp_path: Path) -> None:
    path = tmp_path / "t.xls"
    path.write_bytes(in_ole(workbook_records('0"%"', (0, 164))))
    values, codes = intensities(path)
    assert values == [0.01, 0.02, 0.03, 0.04]
    assert "W1341" in codes


def test_every_kind_of_number_record_tells_its_style() -> None:
    rows = struct.pack("<HH", 4, 1) + struct.pack("<HIHI", 0, 0, 1, 0) + struct.pack("<H", 2)
    stream = workbook_records("0%", (0, 9))
    body = record(0x00BD, rows) + record(0x027E, struct.pack("<HHHI", 7, 0, 1, 0)) + record(0x0006, b"\x08\0\0\0\1\0")
    assert percent_cells(stream[:-4] + body + stream[-4:]) == [
        frozenset({(2, 3), (3, 3), (4, 3), (5, 3), (5, 3), (8, 1), (9, 1)})
    ]


def formula(row: int, result: bytes) -> bytes:
    return record(0x0006, struct.pack("<HHH", row, 2, 0) + result + bytes(8))


EMPTY, THREE = b"\3\0\0\0\0\0\xff\xff", struct.pack("<d", 3.0)


@pytest.mark.parametrize(("results", "wanted"), [((EMPTY, EMPTY), {(5, 3), (6, 3)}), ((EMPTY, THREE), set())])
def test_formulas_of_an_xls_without_any_result_were_never_calculated(
    results: tuple[bytes, ...], wanted: set[tuple[int, int]]
) -> None:
    stream = workbook_records("0%", (0, 9))
    body = b"".join(formula(4 + i, result) for i, result in enumerate(results))
    assert uncalculated_cells(stream[:-4] + body + stream[-4:]) == [frozenset(wanted)]


def test_a_formula_of_an_xls_that_was_never_calculated_is_refused_by_its_cell(tmp_path: Path) -> None:
    stream = workbook_records("0%", (0, 9))
    path = tmp_path / "t.xls"
    more = record(0x0204, struct.pack("<HHH", 5, 0, 0) + text("内蒙古")) + record(
        0x0203, struct.pack("<HHHd", 5, 1, 0, 2023)
    )
    path.write_bytes(in_ole(stream[:-4] + more + formula(5, EMPTY) + stream[-4:]))
    problems = read_report([path], load_framework("province")).problems
    assert [(p.code, str(p.place)) for p in problems if p.code == "E1237"] == [("E1237", "t.xls:Sheet1!C6")]


@pytest.mark.parametrize("length", [0, 3, 40, 120, 300])
def test_records_that_break_off_tell_nothing(length: int) -> None:
    assert percent_cells(workbook_records("0%", (0, 9))[:length]) is None


def test_percentages_of_an_ods_are_known_by_cell_with_repeats_counted(zip_of: Callable, opened: Callable) -> None:
    spaces = "".join(f' xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{p}:1.0"' for p in ("office", "table", "text"))
    plain = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="2"/>'
    shown = '<table:table-cell office:value-type="percentage" office:value="0.05" table:number-columns-repeated="2"/>'
    row = f'<table:table-row table:number-rows-repeated="2">{plain}{shown}</table:table-row>'
    table = f'<table:table table:name="x"><table:table-header-rows>{row}</table:table-header-rows>{row}</table:table>'
    content = f"<office:document-content{spaces}><office:body><office:spreadsheet>{table}</office:spreadsheet>"
    path = zip_of(
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "META-INF/manifest.xml": "<m/>",
         "content.xml": content + "</office:body></office:document-content>"}, "t.ods",
    )  # fmt: skip
    (book,) = opened(path).books
    assert book.sheets[0].percent == {(r, c) for r in (1, 2, 3, 4) for c in (3, 4)}


def test_a_formula_of_an_ods_without_a_value_was_never_calculated(zip_of: Callable, opened: Callable) -> None:
    spaces = "".join(f' xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{p}:1.0"' for p in ("office", "table", "text"))
    plain = '<table:table-cell office:value-type="float" office:value="1"/>'
    row = f'<table:table-row>{plain}<table:table-cell table:formula="of:=[.A1]"/>{plain}</table:table-row>'
    content = f'<office:document-content{spaces}><office:body><office:spreadsheet><table:table table:name="x">{row}'
    path = zip_of(
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "META-INF/manifest.xml": "<m/>",
         "content.xml": content + "</table:table></office:spreadsheet></office:body></office:document-content>"},
        "t.ods",
    )  # fmt: skip
    (book,) = opened(path).books
    assert book.sheets[0].rows == [[1.0, Odd.UNCALCULATED, 1.0]]
