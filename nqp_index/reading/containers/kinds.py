"""What a file really is, told from its first bytes; the suffix is never asked."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["zip", "ole", "html", "xml", "parquet", "text", "empty", "foreign"]

#: First bytes of formats that hold no table this package reads, with the name people know them by.
FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG\r\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"{\\rtf", "RTF (Word)"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstandard"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"\x89HDF\r\n", "HDF5"),
    (b"\x00\x01\x00\x00Standard ", "Access"),
    (b"<stata_dta>", "Stata"),
    (b"$FL2", "SPSS"),
    (b"ARROW1", "Arrow/Feather"),
    (b"\x7fELF", "program"),
    (b"MZ\x90\x00", "program"),
)

_MARKUP = re.compile(rb"(?:\s|<!--.{0,100000}?-->)*<", re.DOTALL)
_WORKBOOK_2003 = re.compile(rb"(?:\s|<\?[^>]*>|<!--.{0,10000}?-->)*<(?:\w+:)?Workbook\b", re.DOTALL)
_TAG = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|table|meta|title|style|div|tr|p|center|font|script)\b", re.I)


def kind_of(data: bytes) -> tuple[Kind, str]:
    """The kind of container, and for foreign ones the name of what it is.

    >>> kind_of(b"%PDF-1.7"), kind_of(b"region,year")
    (('foreign', 'PDF'), ('text', ''))
    """
    if not data:
        return "empty", ""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip", ""
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "ole", ""
    if data.startswith(b"PAR1"):
        return "parquet", ""
    for start, name in FOREIGN:
        if data.startswith(start) and (name != "BMP" or b"\x00" in data[:64]):
            return "foreign", name
    return _kind_of_text(data)


def _kind_of_text(data: bytes) -> tuple[Kind, str]:
    head = _plain_head(data)
    if not head.strip():
        return "empty" if not data.strip(b" \t\r\n\xef\xbb\xbf\xff\xfe\x00") else "text", ""
    if head.lstrip().startswith(b"MIME-Version:"):
        return "foreign", "MHTML"
    if _MARKUP.match(head):
        if _WORKBOOK_2003.match(head):
            return "xml", "Excel 2003 XML"
        if _TAG.search(head):
            return "html", ""
        if head.lstrip().startswith(b"<?xml"):
            return "xml", "XML"
    return "text", ""


def _plain_head(data: bytes) -> bytes:
    """The beginning as one byte per character, so that the same patterns fit UTF-8 and UTF-16."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data[2:16384].replace(b"\x00", b"")
    return data[:16384].removeprefix(b"\xef\xbb\xbf")
