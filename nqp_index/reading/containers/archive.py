"""A .zip of tables: its members by readable names, in order, each within the limits of a file."""

from __future__ import annotations

import stat
import unicodedata
from collections.abc import Iterator
from zipfile import ZipInfo

from nqp_index.errors import DataError
from nqp_index.reading.containers.opening import Opening
from nqp_index.reading.containers.zipcheck import Parts
from nqp_index.reading.limits import in_megabytes
from nqp_index.reading.preflight import is_leftover, lies_beside

_NAMED_IN_UTF8 = 0x800


def members(opening: Opening, parts: Parts) -> Iterator[tuple[str, bytes]]:
    """Names (`archive.zip/folder/table.csv`) and bytes of the members that may be tables."""
    found = False
    for name, stored in sorted((readable_name(info), stored) for stored, info in parts.members.items()):
        if any(is_leftover(piece) for piece in name.split("/")) or _is_link(parts.members[stored]):
            continue
        if lies_beside(name):
            opening.warn("N1006", opening.place(f"{name}"))
            continue
        found = True
        if parts.members[stored].file_size > opening.limits.file_bytes:
            limit = in_megabytes(opening.limits.file_bytes)
            size = in_megabytes(parts.members[stored].file_size)
            opening.warn("E1005", opening.place(), size=f"{name}: {size}", limit=limit)
            continue
        try:
            data = parts.read(stored)
        except DataError as refused:
            opening.problems.extend(refused.problems)
            continue
        yield f"{opening.file}/{name}", data
    if not found:
        raise opening.refusal("E1003")


def readable_name(info: ZipInfo) -> str:
    """A member's name; names stored in a national encoding, as Chinese Windows does, are decoded as such."""
    name = info.filename.replace("\\", "/")
    if not info.flag_bits & _NAMED_IN_UTF8 and not name.isascii():
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return unicodedata.normalize("NFC", name)


def _is_link(info: ZipInfo) -> bool:
    return stat.S_ISLNK(info.external_attr >> 16)
