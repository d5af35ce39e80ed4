"""Binary workbooks (.xlsb), written here record by record after MS-XLSB, because no library writes them."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
Cell = str | float | bool | None


def record(kind: int, payload: bytes = b"") -> bytes:
    """A record: its type and its size as numbers of seven bits a byte, then the payload."""
    return sevens(kind) + sevens(len(payload)) + payload


def sevens(number: int) -> bytes:
    out = b""
    while number > 0x7F:
        out += bytes([number & 0x7F | 0x80])
        number >>= 7
    return out + bytes([number])


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def cell(column: int, value: Cell) -> bytes:
    start = struct.pack("<II", column, 0)
    if isinstance(value, bool):
        return record(4, start + bytes([value]))
    if isinstance(value, str):
        return record(6, start + wide(value))
    return record(5, start + struct.pack("<d", value))


def sheet_part(rows: Iterable[Iterable[Cell]]) -> bytes:
    listed = [list(row) for row in rows]
    size = struct.pack("<IIII", 0, len(listed) - 1, 0, max(map(len, listed)) - 1)
    body = b""
    for number, row in enumerate(listed):
        body += record(0, struct.pack("<II", number, 0) + b"\0" * 9)
        body += b"".join(cell(j, value) for j, value in enumerate(row) if value is not None)
    return record(129) + record(148, size) + record(145) + body + record(146) + record(130)


def write_xlsb(path: Path, sheets: dict[str, tuple[int, list[list[Cell]]]]) -> Path:
    """A workbook of sheets by name, each with its state (0 visible, 1 hidden) and rows."""
    listed = b"".join(
        record(156, struct.pack("<II", state, i) + wide(f"rId{i}") + wide(name))
        for i, (name, (state, _)) in enumerate(sheets.items(), 1)
    )
    targets = "".join(
        f'<Relationship Id="rId{i}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{i}.bin"/>'
        for i in range(1, len(sheets) + 1)
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
            'Target="xl/workbook.bin"/></Relationships>',
        )
        archive.writestr("xl/workbook.bin", record(131) + record(143) + listed + record(144) + record(132))
        archive.writestr("xl/_rels/workbook.bin.rels", f'<Relationships xmlns="{RELATIONS}">{targets}</Relationships>')
        for i, (_, rows) in enumerate(sheets.values(), 1):
            archive.writestr(f"xl/worksheets/sheet{i}.bin", sheet_part(rows))
    return path


TABLE: list[list[Cell]] = [["地区", "2020年", "2021年"], ["北京", 36102.6, None], ["天津", 14083.7, True]]


@pytest.mark.parametrize("name", ["t.xlsb", "t.xlsx"])
def test_a_binary_workbook_is_read_whatever_its_name(tmp_path: Path, opened: Callable, name: str) -> None:
    found = opened(write_xlsb(tmp_path / name, {"隐藏": (1, [["x"]]), "表1": (0, TABLE)}))
    assert found.books[0].kind == "xlsb"
    hidden, sheet = found.books[0].sheets
    assert hidden.hidden
    assert not sheet.hidden
    assert sheet.name == "表1"
    assert sheet.rows[:2] == [["地区", "2020年", "2021年"], ["北京", 36102.6]]
    assert sheet.rows[2] == ["天津", 14083.7, True]
    assert sheet.rows[2][2] is True


def test_a_damaged_binary_workbook_is_refused_with_its_name(tmp_path: Path, opened: Callable) -> None:
    path = write_xlsb(tmp_path / "t.xlsb", {"表1": (0, TABLE)})
    whole = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.bin"] = parts["xl/worksheets/sheet1.bin"][:60] + b"\xff" * 40
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    found = opened(path)
    assert (found.books, found.codes, found.place("E1021")) == ([], ["E1021"], "t.xlsb:表1")
    path.write_bytes(whole[:300])
    assert opened(path).codes[0] in ("E1010", "E1011", "E1012", "E1013")
