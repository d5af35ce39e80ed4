"""Text that cannot hurt the program that opens it: characters, spreadsheet injection, names of sheets and files."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

#: What XML 1.0 cannot hold, further control characters, and marks that turn the direction of the text around them.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]"
)
#: Beginnings that make a spreadsheet take text for a formula.
_FORMULA_STARTS = tuple("=+-@\t\r\n\x00＝＋－＠")
#: Most characters that one cell of a workbook holds.
CELL_LIMIT = 32_767
_DEVICES = re.compile(r"^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$", re.IGNORECASE)
_FORBIDDEN_IN_SHEETS = re.compile(r"[\[\]:*?/\\]")
_FORBIDDEN_IN_FILES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')


def printable(text: str) -> str:
    """The text without characters that break a workbook or turn its reading direction around."""
    return _UNPRINTABLE.sub("", text)


def guarded(text: str) -> str:
    """Text for a CSV cell: an apostrophe goes before anything that a spreadsheet would run as a formula.

    >>> guarded("=1+1"), guarded("北京")
    ("'=1+1", '北京')
    """
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def utf16_length(text: str) -> int:
    """Length as spreadsheet programs count it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _cut(text: str, limit: int) -> str:
    """The longest beginning of at most `limit` UTF-16 units."""
    while utf16_length(text) > limit:
        text = text[:-1]
    return text


def sheet_names(wanted: Iterable[str]) -> list[str]:
    """Names that every spreadsheet program takes: at most 31 units, no `[]:*?/\\`, no outer apostrophe, each once.

    >>> sheet_names(["a/b", "A b", "History"])
    ['a b', 'A b 2', 'History 2']
    """
    given: list[str] = []
    taken = {"history"}
    for name in wanted:
        plain = " ".join(_FORBIDDEN_IN_SHEETS.sub(" ", printable(name)).split()).strip("' ") or "Sheet"
        candidate, n = _cut(plain, 31).strip("' "), 1
        while candidate.casefold() in taken:
            n += 1
            ending = f" {n}"
            candidate = _cut(plain, 31 - len(ending)).strip("' ") + ending
        taken.add(candidate.casefold())
        given.append(candidate)
    return given


def is_device_name(name: str) -> bool:
    """Whether Windows would take this file name for a device (CON, NUL, COM1 ...)."""
    return bool(_DEVICES.match(name))


def file_name(text: str, suffix: str = "") -> str:
    """A file name made from any text: NFC, no separators or device names, at most 100 bytes with its suffix.

    Whatever had to be changed is made up for by eight hexadecimal digits of the text's hash, so that two texts
    never share a name.
    >>> file_name("北京", ".html")
    '北京.html'
    """
    normal = unicodedata.normalize("NFC", printable(text))
    plain = _FORBIDDEN_IN_FILES.sub("_", normal).strip(" .")
    short = plain.encode("utf-8")[: 100 - len(suffix) - 9].decode("utf-8", "ignore")
    if short == text and plain and not is_device_name(plain):
        return plain + suffix
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{short or 'file'}-{digest}{suffix}" if not is_device_name(short) else f"_{short}-{digest}{suffix}"
