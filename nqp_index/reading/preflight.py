"""Which files are meant by the paths given, and whether their bytes can be had: before anything is parsed."""

from __future__ import annotations

import hashlib
import os
import stat
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from nqp_index.errors import Place, Problems
from nqp_index.model.panel import SourceFile
from nqp_index.reading.limits import Limits, in_megabytes

#: Files that programs leave beside the tables; they are passed over without a word.
LEFTOVERS = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
#: Suffixes of files that lie beside tables and hold none; they are passed over in folders and archives, and said.
BESIDE = frozenset({
    ".md", ".rst", ".yaml", ".yml", ".json", ".toml", ".ini", ".py", ".r", ".do", ".ipynb", ".m", ".pdf", ".log",
    ".doc", ".docx", ".ppt", ".pptx", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".bmp", ".tif", ".bak", ".tmp",
    ".lnk", ".url",
})  # fmt: skip
MOST_FILES = 20_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may hold a table: where it is, and the name people are told (never an absolute path)."""

    path: Path
    name: str


def is_leftover(name: str) -> bool:
    """Whether a file name is a lock, a hidden file or a system's own.

    >>> is_leftover("~$2022.xlsx"), is_leftover(".hidden.csv"), is_leftover("2022.xlsx")
    (True, True, False)
    """
    return name.startswith((".", "~$", "__MACOSX")) or name.casefold() in LEFTOVERS


def lies_beside(name: str) -> bool:
    """Whether a file's suffix says that it is something else than a table.

    >>> lies_beside("README.md"), lies_beside("table.csv"), lies_beside("no suffix")
    (True, False, False)
    """
    return os.path.splitext(name)[1].casefold() in BESIDE


def candidates(paths: Sequence[Path], problems: Problems) -> list[Candidate]:
    """The files behind the paths in the order given, folders walked in order of name, each file once."""
    found: list[Candidate] = []
    seen: set[tuple[int, int] | str] = set()
    for path in paths:
        for candidate in _behind(Path(path), problems):
            key = _identity(candidate.path)
            if key in seen:
                problems.add("W1003", Place(candidate.name))
                continue
            seen.add(key)
            found.append(candidate)
    return _told_apart(found)


def shown_name(name: str) -> str:
    """A file name as text: bytes that are no text become U+FFFD, composed letters as everywhere else."""
    text = os.fsencode(name).decode("utf-8", "replace") if not name.isascii() else name
    return unicodedata.normalize("NFC", text)


def read_bytes(candidate: Candidate, limits: Limits, problems: Problems) -> bytes | None:
    """The bytes of a regular file within the limit; None after an objection. Pipes and devices never block."""
    place = Place(candidate.name)
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        handle = os.open(candidate.path, flags)
    except FileNotFoundError:
        problems.add("E1000", place)
        return None
    except (OSError, ValueError) as error:
        problems.add("E1001", place, reason=_reason(error))
        return None
    with os.fdopen(handle, "rb") as stream:
        try:
            about = os.fstat(handle)
            if not stat.S_ISREG(about.st_mode):
                problems.add("E1002", place)
                return None
            data = _all_of(stream, about.st_size, limits.file_bytes) if about.st_size <= limits.file_bytes else None
        except (OSError, MemoryError) as error:
            problems.add("E1001", place, reason=_reason(error))
            return None
    if data is None or len(data) > limits.file_bytes:
        problems.add("E1005", place, size=in_megabytes(about.st_size), limit=in_megabytes(limits.file_bytes))
        return None
    return data


def _all_of(stream: BinaryIO, size: int, limit: int) -> bytes:
    """All bytes, or one more than the limit; memory is asked for by the size, which a file that grows may pass."""
    data = stream.read(size + 1)
    return data if len(data) <= size else data + stream.read(limit + 1 - len(data))


def source_of(name: str, data: bytes) -> SourceFile:
    """Name, SHA-256 and size of what was read."""
    return SourceFile(name, hashlib.sha256(data).hexdigest(), len(data))


def _behind(path: Path, problems: Problems) -> Iterator[Candidate]:
    try:
        is_folder = path.is_dir()
    except (OSError, ValueError):
        is_folder = False
    if not is_folder:
        yield Candidate(path, shown_name(path.name) or "?")
        return
    count = 0
    for file in _walk(path, path, problems):
        name = shown_name(file.relative_to(path).as_posix())
        if lies_beside(name):
            problems.add("N1006", Place(name))
            continue
        if not file.is_file():
            problems.add("W1011", Place(name))
            continue
        count += 1
        if count > MOST_FILES:
            problems.add("E1014", Place(shown_name(path.name)), count=count, limit=MOST_FILES)
            return
        yield Candidate(file, name)
    if not count:
        problems.add("E1003", Place(shown_name(path.resolve().name)))


def _walk(folder: Path, root: Path, problems: Problems) -> Iterator[Path]:
    """Files below a folder in order of name; links to folders are not followed, so no loop can form."""
    pending = [folder]
    while pending:
        current = pending.pop()
        try:
            entries = sorted(os.scandir(current), key=lambda e: e.name)
        except OSError as error:
            problems.add("E1001", Place(shown_name(current.relative_to(root).as_posix())), reason=_reason(error))
            continue
        below = []
        for entry in entries:
            if is_leftover(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False):
                below.append(Path(entry.path))
            elif entry.is_symlink() and os.path.isdir(entry.path):
                problems.add("N1004", Place(shown_name(Path(entry.path).relative_to(root).as_posix())))
            else:
                yield Path(entry.path)
        pending.extend(reversed(below))


def _identity(path: Path) -> tuple[int, int] | str:
    try:
        about = path.stat()
    except (OSError, ValueError):
        return str(path)
    return (about.st_dev, about.st_ino) if about.st_ino else str(path)


def _told_apart(found: list[Candidate]) -> list[Candidate]:
    """Names that would be the same for two files get the folder above in front, or a number."""
    for _ in range(3):
        counts = Counter(c.name for c in found)
        if max(counts.values(), default=0) < 2:
            return found
        found = [c if counts[c.name] == 1 else Candidate(c.path, _longer(c)) for c in found]
    taken: Counter[str] = Counter()
    told = []
    for candidate in found:
        taken[candidate.name] += 1
        number = taken[candidate.name]
        told.append(candidate if number == 1 else Candidate(candidate.path, f"{candidate.name} ({number})"))
    return told


def _longer(candidate: Candidate) -> str:
    depth = candidate.name.count("/") + 1
    parts = [p for p in candidate.path.parts if p not in ("/", os.sep, "..", ".")]
    return shown_name("/".join(parts[-depth - 1 :])) if len(parts) > depth else candidate.name


def _reason(error: BaseException) -> str:
    return getattr(error, "strerror", None) or str(error)
