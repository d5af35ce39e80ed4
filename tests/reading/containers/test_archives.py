"""Zip containers, honest and hostile, and archives of tables."""

from __future__ import annotations

import io
import time
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from nqp_index.reading.limits import MB, Limits

CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'


def test_a_truncated_workbook_is_damaged(workbook: Callable, opened: Callable) -> None:
    path = workbook(CELL)
    whole = path.read_bytes()
    for length in (30, len(whole) // 2, len(whole) - 5):
        path.write_bytes(whole[:length])
        assert opened(path).codes == ["E1010"]


def test_a_changed_byte_of_a_part_is_a_bad_checksum(workbook: Callable, opened: Callable) -> None:
    path = workbook(CELL)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo("xl/worksheets/sheet1.xml")
    position = info.header_offset + 30 + len(info.filename) + info.compress_size // 2
    data[position] ^= 0x55
    path.write_bytes(data)
    assert opened(path).codes == ["E1010"]


@pytest.mark.parametrize("second", ["xl/worksheets/sheet1.xml", "XL/Worksheets/Sheet1.XML"])
def test_two_members_of_one_name_are_refused(
    parts_of: Callable, zip_of: Callable, opened: Callable, second: str
) -> None:
    parts = parts_of(CELL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        path = zip_of([*parts.items(), (second, parts["xl/worksheets/sheet1.xml"].replace("<v>1", "<v>2"))])
    assert opened(path).codes == ["E1011"]


def test_members_leading_outside_are_ignored_and_said(parts_of: Callable, zip_of: Callable, opened: Callable) -> None:
    found = opened(zip_of(parts_of(CELL) | {"../../evil.xml": "x", "C:\\evil": "y", "/etc/x": "z"}))
    assert (found.rows, found.codes) == ([[1]], ["W1006"])


def test_a_bomb_is_refused_before_it_is_unpacked(parts_of: Callable, zip_of: Callable, opened: Callable) -> None:
    path = zip_of(parts_of(CELL) | {"xl/media/x.bin": "\0" * (60 * MB)})
    started = time.process_time()
    assert opened(path).codes == ["E1013"]
    assert opened(path, limits=Limits(part_bytes=50 * MB)).codes == ["E1012"]
    assert time.process_time() - started < 2


def test_a_member_that_lies_about_its_size_is_refused(parts_of: Callable, zip_of: Callable, opened: Callable) -> None:
    parts = parts_of(CELL)
    parts["xl/worksheets/sheet1.xml"] += " " * 50_000
    path = zip_of(parts)
    data = bytearray(path.read_bytes())
    place = data.rindex(b"xl/worksheets/sheet1.xml") - 46
    data[place + 24 : place + 28] = (100).to_bytes(4, "little")
    path.write_bytes(data)
    assert opened(path).codes == ["E1010"]


def test_a_part_is_never_unpacked_beyond_its_limit(workbook: Callable, opened: Callable) -> None:
    path = workbook(CELL + " " * (3 * MB))
    assert opened(path, limits=Limits(part_bytes=MB)).codes == ["E1012"]


def test_too_many_members_are_refused(parts_of: Callable, zip_of: Callable, opened: Callable) -> None:
    parts = parts_of(CELL) | {f"x{i}": "" for i in range(60)}
    assert opened(zip_of(parts), limits=Limits(members=50)).codes == ["E1014"]


def test_an_archive_of_tables_opens_in_order_of_name(workbook: Callable, zip_of: Callable, opened: Callable) -> None:
    inner = workbook(CELL, name="inner.xlsx").read_bytes()
    members: list[tuple[str, str | bytes]] = [
        ("b/表.csv", "地区,a\n北京,1\n"), ("a.xlsx", inner), ("__MACOSX/._a.xlsx", "x"), ("b/~$t.xlsx", "x"),
        ("读我.md", "x"),
    ]  # fmt: skip
    found = opened(zip_of(members, "all.zip"))
    assert [b.source.name for b in found.books] == ["all.zip/a.xlsx", "all.zip/b/表.csv"]
    assert found.codes == ["N1006"]


def test_names_stored_by_chinese_windows_are_readable(tmp_path: Path, opened: Callable) -> None:
    path = tmp_path / "t.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("XXXX.csv", "a,b\nx,1\n")
    path.write_bytes(path.read_bytes().replace(b"XXXX", "数据".encode("gbk")))
    assert opened(path).books[0].source.name == "t.zip/数据.csv"


def test_an_archive_in_an_archive_is_refused_and_the_rest_is_opened(zip_of: Callable, opened: Callable) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("x.csv", "a,b\nx,1\n")
    found = opened(zip_of([("in.zip", inner.getvalue()), ("t.csv", "a,b\nx,1\n")], "t.zip"))
    assert (found.codes, len(found.books)) == (["E1015"], 1)


@pytest.mark.parametrize("members", [{}, {"readme.md": "x"}, {"folder/": ""}])
def test_an_archive_without_tables_is_refused(zip_of: Callable, opened: Callable, members: dict[str, str]) -> None:
    assert opened(zip_of(members, "t.zip")).codes[-1] == "E1003"


def test_a_protected_archive_is_refused_by_name(zip_of: Callable, opened: Callable) -> None:
    path = zip_of({"t.csv": "a,b\nx,1\n"}, "t.zip")
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert opened(path).codes == ["E1016"]


@pytest.mark.parametrize(("member", "kind"), [("word/document.xml", "Word"), ("ppt/presentation.xml", "PowerPoint")])
def test_other_office_files_are_refused_by_their_true_name(
    zip_of: Callable, opened: Callable, member: str, kind: str
) -> None:
    found = opened(zip_of({"[Content_Types].xml": "<Types/>", member: "<x/>"}, "t.xlsx"))
    assert found.codes == ["E1006"]
    assert kind in str(next(iter(found.problems)).args)
