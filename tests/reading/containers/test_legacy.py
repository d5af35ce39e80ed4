"""Files parsed in a process apart: OLE2, .ods and .parquet, and what happens when a parser dies there."""

from __future__ import annotations

import io
import random
import struct
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from nqp_index.reading.containers import apart
from nqp_index.reading.limits import MB, Limits

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLD = "nbs_export_old.xls"
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def header(**fields: int) -> bytes:
    """A forged OLE2 header: every field that is not named is plausible."""
    values = {"fat": 1, "directory": 1, "mini": 0xFFFFFFFE, "minis": 0, "difat": 0xFFFFFFFE, "difats": 0} | fields
    start = OLE + b"\0" * 16 + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    start += struct.pack("<IIIIIIIII", 0, values["fat"], values["directory"], 0, 4096, values["mini"], values["minis"],
                         values["difat"], values["difats"])  # fmt: skip
    return start + b"\0" * 4 * 109


@pytest.mark.parametrize(
    "data",
    [OLE, OLE + b"\xff" * 5000, header(), header() + b"\0" * 5000, header(fat=0xFFFFFFF),
     header(minis=0x7FFFFFFF, mini=0),
     header(difats=0x7FFFFFFF, difat=0) + b"\xff" * 5000],
    ids=["magic", "ones", "header", "zeros", "fat", "minifat", "difat"],
)  # fmt: skip
def test_a_forged_ole_header_is_refused_in_seconds(text_file: Callable, opened: Callable, data: bytes) -> None:
    started = time.monotonic()
    found = opened(text_file(data, "t.xls"))
    assert len(found.codes) == 1
    assert found.codes[0] in ("E1021", "E1022", "E1023")
    assert time.monotonic() - started < 10


@pytest.mark.parametrize("length", [600, 4000, 8000])
def test_a_truncated_xls_is_refused(shared: Path, text_file: Callable, opened: Callable, length: int) -> None:
    data = (shared / "specimens" / OLD).read_bytes()[:length]
    assert opened(text_file(data, "t.xls")).codes[0] in ("E1021", "E1022", "E1023")


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_xls_never_ends_this_process(shared: Path, text_file: Callable, opened: Callable, seed: int) -> None:
    noise = random.Random(seed)
    data = bytearray((shared / "specimens" / OLD).read_bytes())
    for _ in range(40):
        data[noise.randrange(len(data))] = noise.choice([0, 1, 0x7F, 0x80, 0xFF])
    found = opened(text_file(bytes(data), "t.xls"), limits=Limits(seconds=20))
    assert found.books or found.codes


def test_a_real_password_is_refused_with_the_way_to_remove_it(
    text_file: Callable, opened: Callable, workbook: Callable
) -> None:
    from msoffcrypto.format.ooxml import OOXMLFile

    noise = random.Random(1).randbytes(6000).hex()  # below 4 kB the library writes packages it cannot read
    plain = workbook('<row r="1"><c r="A1"><v>1</v></c></row>', after=f"<!--{noise}-->").read_bytes()
    for password, codes in (("secret", ["E1020"]), ("VelvetSweatshop", ["N1001"])):
        locked = io.BytesIO()
        OOXMLFile(io.BytesIO(plain)).encrypt(password, locked)
        found = opened(text_file(locked.getvalue(), "locked.xlsx"))
        assert found.codes == codes
        assert [b.kind for b in found.books] == (["xlsx"] if password != "secret" else [])


def ods(zip_of: Callable, table: str, **other: str) -> Path:
    spaces = "".join(f' xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{p}:1.0"' for p in ("office", "table", "text"))
    content = (
        f"<office:document-content{spaces}><office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    return zip_of({"mimetype": ODS, "content.xml": content, "META-INF/manifest.xml": "<m/>", **other}, "t.ods")


CELLS = (
    '<table:table table:name="表1"><table:table-row>'
    '<table:table-cell office:value-type="string"><text:p>北京</text:p></table:table-cell>'
    '<table:table-cell office:value-type="float" office:value="1.5"><text:p>1.5</text:p></table:table-cell>'
    '<table:table-cell office:value-type="date" office:date-value="2024-01-31"><text:p>x</text:p></table:table-cell>'
    "</table:table-row></table:table>"
)


def test_an_ods_table_is_read(zip_of: Callable, opened: Callable) -> None:
    found = opened(ods(zip_of, CELLS))
    assert (found.books[0].kind, found.codes) == ("ods", [])
    assert found.rows[0][:2] == ["北京", 1.5]
    assert str(found.rows[0][2])[:10] == "2024-01-31"
    assert found.books[0].sheets[0].percent == frozenset()


def test_a_doctype_in_an_ods_is_refused(zip_of: Callable, opened: Callable) -> None:
    assert opened(ods(zip_of, CELLS, **{"styles.xml": "<!DOCTYPE x><x/>"})).codes == ["E1017"]


def test_an_ods_that_claims_an_endless_table_is_refused_or_read(zip_of: Callable, opened: Callable) -> None:
    cell = '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    table = f'<table:table table:name="x">{row}</table:table>'
    started = time.monotonic()
    found = opened(ods(zip_of, table), limits=Limits(memory_bytes=1024 * MB, seconds=20))
    assert found.codes[0] in ("E1021", "E1023", "E1024", "E1031", "E1030", "E1032")
    assert time.monotonic() - started < 25


def parquet(path: Path, table: dict[str, list[object]]) -> Path:
    pyarrow = pytest.importorskip("pyarrow", reason="pyarrow is an optional extra")
    pytest.importorskip("pyarrow.parquet").write_table(pyarrow.table(table), path)
    return path


def test_a_parquet_table_has_its_header_as_first_row(tmp_path: Path, opened: Callable) -> None:
    columns = {"地区": ["北京", None], "a": [1.5, float("nan")], "t": [datetime(2024, 1, 1), None]}
    path = parquet(tmp_path / "t.parquet", columns)
    assert opened(path).rows == [["地区", "a", "t"], ["北京", 1.5, datetime(2024, 1, 1)], [None, None, None]]


def test_an_infinity_in_parquet_is_refused_by_its_cell(tmp_path: Path, opened: Callable) -> None:
    found = opened(parquet(tmp_path / "t.parquet", {"a": [1.0, float("inf")]}))
    assert (found.codes, found.place("E1034")) == (["E1034"], "t.parquet:A3")


def test_a_damaged_parquet_is_refused(tmp_path: Path, opened: Callable) -> None:
    path = parquet(tmp_path / "t.parquet", {"a": [1.0] * 100})
    data = path.read_bytes()
    for broken in (data[:40], data[:-30] + b"\xff" * 22 + data[-8:]):
        path.write_bytes(broken)
        assert opened(path).codes[0] in ("E1061", "E1023")


@pytest.mark.parametrize(
    ("program", "code"),
    [("import os; os.abort()", "E1023"), ("import time; time.sleep(60)", "E1024"), ("import os; os._exit(3)", "E1023"),
     ("print('not an answer')", "E1023")],
)  # fmt: skip
def test_a_parser_that_dies_or_hangs_refuses_the_file_only(
    text_file: Callable, opened: Callable, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, program: str, code: str
) -> None:
    fake = tmp_path / "python"
    fake.write_text(f"#!/bin/sh\nexec '{sys.executable}' -c \"{program}\"\n")
    fake.chmod(0o755)
    monkeypatch.setattr(apart.sys, "executable", str(fake))
    found = opened(text_file(OLE, "t.xls"), text_file("a,b\nx,1\n"), limits=Limits(seconds=1))
    assert (found.codes, [b.source.name for b in found.books]) == ([code], ["t.csv"])


def test_modules_beside_the_user_are_not_imported_by_the_process_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zip_of: Callable, opened: Callable
) -> None:
    for name in ("json", "olefile", "python_calamine"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    assert opened(ods(zip_of, CELLS)).codes == []
