"""Small builders of workbooks, honest and hostile, and one way to open what was built."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from nqp_index.errors import Problems
from nqp_index.reading.limits import Limits
from nqp_index.reading.sheet import Book
from nqp_index.reading.workbook import open_books

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def relations(*listed: tuple[str, str, str]) -> str:
    items = "".join(f'<Relationship Id="{i}" Type="{OFFICE}/{kind}" Target="{target}"/>' for i, kind, target in listed)
    return f'<Relationships xmlns="{PACKAGE}">{items}</Relationships>'


def book_parts(
    sheet_data: str = "", *, before: str = "", after: str = "", strings: str = "", styles: str = "", sheet: str = ""
) -> dict[str, str]:
    """The parts of a workbook with one sheet; `sheet` replaces its whole part."""
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="表1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            *([("rId2", "sharedStrings", "sharedStrings.xml")] if strings else []),
            *([("rId3", "styles", "styles.xml")] if styles else []),
        ),
        "xl/worksheets/sheet1.xml": sheet
        or f'<worksheet xmlns="{MAIN}">{before}<sheetData>{sheet_data}</sheetData>{after}</worksheet>',
    }
    if strings:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
    if styles:
        parts["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'
    return parts


def zipped(parts: dict[str, str] | list[tuple[str, str | bytes]], path: Path) -> Path:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items() if isinstance(parts, dict) else parts:
            archive.writestr(name, text)
    path.write_bytes(packed.getvalue())
    return path


class Opened:
    """The books opened and everything that was objected to."""

    def __init__(self, books: list[Book], problems: Problems) -> None:
        self.books = books
        self.problems = problems
        self.codes = [p.code for p in problems]

    @property
    def rows(self) -> list[list[object]]:
        (book,) = self.books
        return [list(row) for row in book.sheets[0].rows]

    def place(self, code: str) -> str:
        return next(str(p.place) for p in self.problems if p.code == code)


@pytest.fixture
def opened() -> Callable[..., Opened]:
    """Open paths and collect the objections."""

    def open_them(*paths: Path, limits: Limits | None = None) -> Opened:
        problems = Problems()
        return Opened(open_books(paths, limits=limits, problems=problems), problems)

    return open_them


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    """Write a workbook built from the inside of its sheet part."""

    def write(sheet_data: str = "", *, drop: str = "", name: str = "t.xlsx", **around: str) -> Path:
        parts = book_parts(sheet_data, **around)
        parts.pop(drop, None)
        return zipped(parts, tmp_path / name)

    return write


@pytest.fixture
def parts_of() -> Callable[..., dict[str, str]]:
    """The parts of a small workbook, to be tampered with."""
    return book_parts


@pytest.fixture
def zip_of(tmp_path: Path) -> Callable[..., Path]:
    """Write members into an archive."""

    def write(parts: dict[str, str] | list[tuple[str, str | bytes]], name: str = "t.xlsx") -> Path:
        return zipped(parts, tmp_path / name)

    return write


@pytest.fixture
def text_file(tmp_path: Path) -> Callable[..., Path]:
    """Write the bytes of a text table."""

    def write(content: str | bytes, name: str = "t.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write
