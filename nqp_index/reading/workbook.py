"""From paths to books of raw cells: the kind of each file by its content, every refusal told at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path, PurePosixPath

from nqp_index.errors import DataError, Problems
from nqp_index.reading.containers.apart import parse_apart
from nqp_index.reading.containers.archive import members
from nqp_index.reading.containers.kinds import kind_of
from nqp_index.reading.containers.opening import Opening
from nqp_index.reading.containers.own_reports import is_own_report
from nqp_index.reading.containers.text import read_text
from nqp_index.reading.containers.xlsx import check_xml_parts, read_xlsx
from nqp_index.reading.containers.zipcheck import open_parts
from nqp_index.reading.limits import Limits
from nqp_index.reading.preflight import Candidate, candidates, read_bytes, source_of
from nqp_index.reading.sheet import Book, Sheet

#: The kind each suffix promises; a file of another kind is read all the same, with a warning.
PROMISED = {
    ".xlsx": "xlsx", ".xlsm": "xlsx", ".xltx": "xlsx", ".xls": "xls", ".et": "xls", ".xlt": "xls", ".xlsb": "xlsb",
    ".ods": "ods", ".csv": "csv", ".tsv": "csv", ".txt": "csv", ".tab": "csv", ".htm": "html", ".html": "html",
    ".parquet": "parquet", ".zip": "zip",
}  # fmt: skip


def open_books(paths: Sequence[Path], *, limits: Limits | None = None, problems: Problems) -> list[Book]:
    """Open every file behind the paths: files, folders of files, archives of files.

    limits    sizes beyond which a file is refused; None = `Limits()`
    problems  receives every objection; a refused file adds errors, and the others are opened all the same
    returns the books in the order of the paths, folders and archives in order of name
    """
    limits = limits or Limits()
    books: list[Book] = []
    for candidate, data in _contents(paths, limits, problems):
        books.extend(books_of(Opening(candidate.name, limits, problems), data))
    return books


def open_data(paths: Sequence[Path], *, limits: Limits | None = None, problems: Problems) -> list[Book]:
    """The same for data, among which the results of earlier runs may lie: those are passed over, and named."""
    limits = limits or Limits()
    books: list[Book] = []
    own: list[str] = []
    others = 0
    for candidate, data in _contents(paths, limits, problems):
        if is_own_report(BytesIO(data)):
            own.append(candidate.name)
            continue
        inside: list[str] = []
        found = books_of(Opening(candidate.name, limits, problems), data, inside)
        others += bool(found) or not inside
        own.extend(inside)
        books.extend(found)
    if own:
        problems.add("N1007" if others else "E1007", None, names=own, count=len(own))
    return books


def _contents(paths: Sequence[Path], limits: Limits, problems: Problems) -> Iterator[tuple[Candidate, bytes]]:
    for candidate in candidates([Path(p) for p in paths], problems):
        data = read_bytes(candidate, limits, problems)
        if data is not None:
            yield candidate, data


def books_of(opening: Opening, data: bytes, own: list[str] | None = None) -> list[Book]:
    """The book in these bytes, or the books when they are an archive; none after a refusal.

    own  receives the names of an archive's members that this program wrote; they are then passed over
    """
    try:
        kind, _ = kind_of(data)
        if kind == "zip" and _is_archive(opening, data):
            return _archived(opening, data, own)
        return [open_book(opening, data)]
    except DataError as refused:
        opening.problems.extend(refused.problems)
        return []


def open_book(opening: Opening, data: bytes) -> Book:
    """One file's bytes as a book; DataError when they are refused."""
    with ThreadPoolExecutor(1) as beside:  # a digest is computed without holding the interpreter
        source = beside.submit(source_of, opening.file, data)
        kind, sheets = _sheets(opening, data)
    if not any(_holds_values(s) for s in sheets):
        raise opening.refusal("E1039")
    promised = PROMISED.get(PurePosixPath(opening.file).suffix.casefold())
    if promised and promised != kind:
        opening.warn("W1002" if kind == "html" else "W1001", kind=kind)
    return Book(source.result(), kind, sheets)


def _holds_values(sheet: Sheet) -> bool:
    return sheet.plain is not None or any(value is not None and value != "" for row in sheet.rows for value in row)


def _sheets(opening: Opening, data: bytes) -> tuple[str, tuple[Sheet, ...]]:
    kind, foreign = kind_of(data)
    if kind == "empty":
        raise opening.refusal("E1004")
    if kind in {"foreign", "xml"}:
        raise opening.refusal("E1006", kind=foreign)
    if kind == "zip":
        return _zipped(opening, data)
    if kind == "ole":
        found, sheets, payload = parse_apart(opening, "ole", data)
        return _zipped(opening, payload) if found == "decrypted" else (found, sheets)
    if kind == "html":
        return "html", parse_apart(opening, "html", data)[1]
    if kind == "parquet":
        return "parquet", parse_apart(opening, "parquet", data)[1]
    return "csv", read_text(Opening(opening.file, opening.limits, opening.problems, is_text=True), data)


def _zipped(opening: Opening, data: bytes) -> tuple[str, tuple[Sheet, ...]]:
    """A workbook in a zip container; what else a zip may be is refused by its true name."""
    parts = open_parts(opening, data, fold_names=True)
    if parts.find("xl/workbook.bin"):
        check_xml_parts(opening, parts)
        return "xlsb", parse_apart(opening, "calamine", data)[1]
    if "mimetype" in parts:
        kind = parts.head("mimetype", 200).decode("ascii", "replace").strip()
        if not kind.startswith("application/vnd.oasis.opendocument.spreadsheet"):
            raise opening.refusal("E1006", kind=kind)
        check_xml_parts(opening, parts)
        return "ods", parse_apart(opening, "ods", data)[1]
    for folder, name in (("word/", "Word (.docx)"), ("ppt/", "PowerPoint (.pptx)"), ("Index/", "Apple Numbers")):
        if any(n.startswith(folder) for n in parts.members):
            raise opening.refusal("E1006", kind=name)
    return "xlsx", read_xlsx(opening, parts)


def _is_archive(opening: Opening, data: bytes) -> bool:
    parts = open_parts(Opening(opening.file, opening.limits), data, fold_names=False)
    names = ("[Content_Types].xml", "mimetype", "xl/workbook.xml", "xl/workbook.bin", "Index/Document.iwa")
    return not any(parts.find(n) for n in names)


def _archived(opening: Opening, data: bytes, own: list[str] | None) -> list[Book]:
    books: list[Book] = []
    parts = open_parts(opening, data, fold_names=False)
    for name, table in members(opening, parts):
        if own is not None and is_own_report(BytesIO(table)):
            own.append(name)
            continue
        inner = Opening(name, opening.limits, opening.problems)
        try:
            if kind_of(table)[0] == "zip" and _is_archive(inner, table):
                raise inner.refusal("E1015")
            books.append(open_book(inner, table))
        except DataError as refused:
            opening.problems.extend(refused.problems)
    return books
