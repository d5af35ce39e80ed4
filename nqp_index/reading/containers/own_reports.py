"""Knows the program's own results among the data by what the writers put into them, never by their names."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import cache
from typing import BinaryIO
from xml.sax.saxutils import unescape
from zipfile import ZipFile

from nqp_index.model.own_report import CATEGORY, SCORE_COLUMNS
from nqp_index.reading.containers.zipcheck import DAMAGE
from nqp_index.terms import LANGUAGES
from nqp_index.terms.lookup import labels

_HEAD = 16_384
_CORE, _LONGEST_CORE = "docProps/core.xml", 65_536
#: Fewest headings by which the table of one finding is known, and how many of them no table of data would have.
_FEWEST, _JOINED = 4, 2


def is_own_report(stream: BinaryIO) -> bool:
    """Whether a file holds scores, an analysis or a check of this program. Its place in the stream is lost.

    A file that cannot be looked into is none: whoever reads it says what is wrong with it.
    """
    head = stream.read(_HEAD)
    stream.seek(0)
    if head.startswith(b"PK\x03\x04"):
        return _is_own_workbook(stream)
    if head.startswith(b"PAR1"):
        return _is_own_parquet(stream)
    return _is_own_text(head)


def _is_own_workbook(stream: BinaryIO) -> bool:
    try:
        with ZipFile(stream) as archive, archive.open(_CORE) as part:
            core = part.read(_LONGEST_CORE).decode("utf-8", "replace")
    except DAMAGE:
        return False
    _, found, rest = core.partition("category>")
    return bool(found) and unescape(rest.partition("<")[0]).strip() == CATEGORY


def _is_own_parquet(stream: BinaryIO) -> bool:
    try:
        import pyarrow.parquet as pq

        schema = pq.read_schema(stream)
    except Exception:  # the library missing, or whatever it raises on damage: the reader of the file tells it
        return False
    title = (schema.metadata or {}).get(b"title", b"").decode("utf-8", "replace")
    return _is_own_heading(list(map(str, schema.names))) or _is_own_title(title)


def _is_own_text(head: bytes) -> bool:
    """Scores and single findings by their heading; several findings by the first title and the heading under it."""
    text = head.decode("utf-8-sig", "replace")
    lines = [line for line in text.splitlines() if line.strip() and line.strip() not in map(str.strip, _banners())][:2]
    try:
        rows = [[cell.strip() for cell in row] for row in csv.reader(lines)]
    except csv.Error:
        return False
    if not rows:
        return False
    if len(rows[0]) > 1:
        return _is_own_heading(rows[0])
    return (
        len(rows) == 2
        and bool(rows[0])
        and _is_own_title(rows[0][0])
        and (_are_own_words(rows[1]) or _are_own_words(re.split(r"\s{2,}", lines[1].strip())))
    )


def _is_own_heading(cells: Sequence[str]) -> bool:
    if tuple(cells) == SCORE_COLUMNS:
        return True
    known = all(f"field.{cell}" in labels() for cell in cells)
    return known and len(cells) >= _FEWEST and sum("_" in cell for cell in cells) >= _JOINED


def _is_own_title(text: str) -> bool:
    return any(text.removeprefix(banner).startswith(title) for banner in ("", *_banners()) for title in _titles())


def _are_own_words(cells: Sequence[str]) -> bool:
    """Whether most headings are the program's own: the others carry numbers, codes or names."""
    return len(cells) >= 2 and sum(cell in _words() for cell in cells) * 2 > len(cells)


@cache
def _banners() -> tuple[str, ...]:
    return tuple(labels()["report.title.fictional"].of(lang) for lang in LANGUAGES)


@cache
def _titles() -> tuple[str, ...]:
    own = [text for key, text in labels().items() if key.startswith(("finding.", "check.table."))]
    return tuple(text.of(lang) for text in own for lang in LANGUAGES)


@cache
def _words() -> frozenset[str]:
    return frozenset(text.of(lang) for text in labels().values() for lang in LANGUAGES)
