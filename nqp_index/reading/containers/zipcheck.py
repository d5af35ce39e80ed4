"""A zip archive looked at before it is unpacked, and unpacked only within its limits."""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from nqp_index.reading.containers.opening import Opening
from nqp_index.reading.limits import in_megabytes

CHUNK = 256 * 1024
#: Everything `zipfile` is known to raise on bytes that are not an honest archive.
DAMAGE = (
    BadZipFile, LargeZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, KeyError, IndexError,
    OverflowError, NotImplementedError, RuntimeError, MemoryError,
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Parts:
    """The members of a checked archive by name."""

    opening: Opening
    archive: ZipFile
    members: dict[str, ZipInfo]

    def __contains__(self, name: str) -> bool:
        return name in self.members

    def find(self, name: str) -> str | None:
        """The member of this name, whatever its case; None when it is missing."""
        if name in self.members:
            return name
        folded = name.casefold()
        return next((n for n in self.members if n.casefold() == folded), None)

    def chunks(self, name: str) -> Iterator[bytes]:
        """Unpack one member piece by piece; what it declares about its own size is not believed."""
        limit = self.opening.limits.part_bytes
        unpacked = 0
        try:
            with self.archive.open(self.members[name]) as stream:
                while chunk := stream.read(CHUNK):
                    unpacked += len(chunk)
                    if unpacked > limit:
                        raise self.opening.refusal("E1012", part=name, limit=in_megabytes(limit))
                    yield chunk
        except DAMAGE as error:
            raise self.opening.refusal("E1010", part=name, reason=str(error)) from None

    def read(self, name: str) -> bytes:
        """One whole member, unpacked."""
        return b"".join(self.chunks(name))

    def head(self, name: str, size: int = 65536) -> bytes:
        """The first bytes of a member."""
        for chunk in self.chunks(name):
            return chunk[:size]
        return b""


def open_parts(opening: Opening, data: bytes, *, fold_names: bool) -> Parts:
    """Check the directory of an archive (names, sizes, ratios, encryption) and return its members.

    fold_names  whether names that differ only in case are the same member, as in a workbook
    """
    try:
        archive = ZipFile(BytesIO(data))
        infos = [i for i in archive.infolist() if not i.is_dir()]
    except DAMAGE as error:
        raise opening.refusal("E1010", part=opening.file, reason=str(error)) from None
    if len(infos) > opening.limits.members:
        raise opening.refusal("E1014", count=len(infos), limit=opening.limits.members)
    _check_names(opening, infos, fold_names)
    _check_sizes(opening, infos)
    unsafe = [i.filename for i in infos if _is_unsafe(i.filename)]
    if unsafe:
        opening.warn("W1006", names=unsafe[:5], count=len(unsafe))
    return Parts(opening, archive, {i.filename: i for i in infos if not _is_unsafe(i.filename)})


def _check_names(opening: Opening, infos: list[ZipInfo], fold_names: bool) -> None:
    counts = Counter(i.filename.casefold() if fold_names else i.filename for i in infos)
    twice = [name for name, count in counts.items() if count > 1]
    if twice:
        raise opening.refusal("E1011", names=twice[:5])


def _check_sizes(opening: Opening, infos: list[ZipInfo]) -> None:
    limits = opening.limits
    for info in infos:
        if info.flag_bits & 1:
            raise opening.refusal("E1016", part=info.filename)
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise opening.refusal("E1010", part=info.filename, reason=f"compression method {info.compress_type}")
        if info.file_size > limits.part_bytes:
            raise opening.refusal("E1012", part=info.filename, limit=in_megabytes(limits.part_bytes))
        if info.file_size > limits.ratio_from and info.file_size > limits.ratio * max(info.compress_size, 1):
            raise opening.refusal("E1013", part=info.filename, limit=limits.ratio)
    if sum(i.file_size for i in infos) > limits.total_bytes:
        raise opening.refusal("E1012", part=opening.file, limit=in_megabytes(limits.total_bytes))


def _is_unsafe(name: str) -> bool:
    """Whether a member's name would lead outside the folder it is unpacked into."""
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or name[1:2] == ":"
