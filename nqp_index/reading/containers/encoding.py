"""Bytes of a text file decoded strictly: never a guess that loses a character, never U+FFFD."""

from __future__ import annotations

import codecs
import re

from nqp_index.reading.containers.opening import Opening

#: Longer marks first: the UTF-32 mark begins like the UTF-16 one.
MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Names under which pages declare the national encodings; gb18030 contains them all.
_NATIONAL = frozenset({"gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936"})
_HAN_IN_UTF8 = re.compile(rb"(?:[\xe4-\xe9][\x80-\xbf]{2}[^\x80-\xff]*){4}")
_ONE_HAN_IN_UTF8 = re.compile(rb"[\xe4-\xe9][\x80-\xbf]{2}")
_LINE = re.compile(rb"\r\n|\r|\n")


def decoded(opening: Opening, data: bytes, *, declared: str = "") -> str:
    """The text, by byte order mark, else UTF-8, else GB18030, each strictly.

    declared  the encoding a page names for itself; believed only where it decodes every byte
    """
    for mark, name in MARKS:
        if data.startswith(mark):
            return _by_mark(opening, data, name)
    nul = data.find(b"\x00")
    if nul >= 0:
        raise opening.refusal("E1050", opening.place(row=_line_of(data, nul)))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _national(opening, data, declared, error.start)
    damaged = text.find("�")
    if damaged >= 0:
        line = text.count("\n", 0, damaged) + 1
        opening.warn("W1008", opening.place(row=line))
    return text


def _by_mark(opening: Opening, data: bytes, name: str) -> str:
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise opening.refusal("E1051", opening.place(row=line)) from None
    nul = text.find("\x00")
    if nul >= 0:
        raise opening.refusal("E1050", opening.place(row=text.count("\n", 0, nul) + 1))
    return text


def _national(opening: Opening, data: bytes, declared: str, first_bad: int) -> str:
    """GB18030, unless some line is plainly UTF-8: the two in one file refuse it."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        other = _declared(data, declared)
        if other is not None:
            return other
        raise opening.refusal("E1051", opening.place(row=_line_of(data, max(error.start, first_bad)))) from None
    lines = _LINE.split(data)
    if mostly := _other_line(lines):
        raise opening.refusal("E1051", opening.place(row=mostly))
    for number, line in enumerate(lines, start=1):
        if _HAN_IN_UTF8.search(line) and _is_utf8(line):
            raise opening.refusal("E1051", opening.place(row=number))
    opening.warn("N1003", encoding="GB18030")
    return text


def _other_line(lines: list[bytes]) -> int:
    """The first line that is no UTF-8 in a text most of whose lines are; 0 when the text is another one.

    A short line of GB18030 may be UTF-8 by chance, most lines of a text never.
    """
    wide = [(number, line) for number, line in enumerate(lines, start=1) if not line.isascii()]
    others = [number for number, line in wide if not _is_utf8(line)]
    plainly = sum(1 for _, line in wide if _ONE_HAN_IN_UTF8.search(line) and _is_utf8(line))
    return others[0] if others and 2 * plainly >= len(wide) else 0


def _declared(data: bytes, declared: str) -> str | None:
    if not declared or declared.lower() in _NATIONAL:
        return None
    try:
        return data.decode(declared)
    except (UnicodeDecodeError, LookupError):
        return None


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _line_of(data: bytes, position: int) -> int:
    return len(_LINE.findall(data[:position])) + 1
