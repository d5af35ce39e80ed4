"""Whether a path may be written to: its name, its folder, what stands there already, and what was read from it."""

from __future__ import annotations

import errno
import os
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from nqp_index.errors import NqpError, OutputExists, Problem, UsageError, WriteError, problem
from nqp_index.reports.safe import is_device_name, printable

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


def checked_targets(wanted: Sequence[Path], *, overwrite: bool, inputs: Sequence[Path]) -> list[Path]:
    """The real paths to write, in the order given; every objection of the gravest kind at once.

    Symbolic links are followed, so that the link stays and the file it names is replaced.
    Raises UsageError (names), WriteError (folders), OutputExists (inputs, existing files).
    """
    found: dict[type[NqpError], list[Problem]] = {UsageError: [], WriteError: [], OutputExists: []}
    targets: list[Path] = []
    for path in wanted:
        name = unicodedata.normalize("NFC", path.name)
        if not _is_possible(name):
            found[UsageError].append(problem("E5003", name=str(path)))
            continue
        try:
            target = Path(os.path.realpath(path.with_name(name)))
            kind, objection = _objection(target, targets, overwrite=overwrite, inputs=inputs)
        except OSError as failure:
            kind, objection = WriteError, refusal(failure, str(path))
        if objection is not None:
            found[kind].append(objection)
        targets.append(target)
    for kind, problems in found.items():
        if problems:
            raise kind(problems)
    return targets


def _is_possible(name: str) -> bool:
    """A name that every file system takes, and that means a file everywhere."""
    length = len(name.encode("utf-8", "surrogatepass"))
    return (
        bool(name)
        and name == printable(name).rstrip(" .")
        and not set(name) & set("\t\r\n\x85")
        and length <= 240
        and not is_device_name(name)
    )


def _objection(
    target: Path, before: Sequence[Path], *, overwrite: bool, inputs: Sequence[Path]
) -> tuple[type[NqpError], Problem | None]:
    """What speaks against one target, and of which kind it is."""
    if target in before:
        return UsageError, problem("E5004", name=target.name)
    if not target.parent.is_dir():
        return WriteError, problem("E5005", folder=str(target.parent))
    if any(_is_same(target, source) for source in inputs):
        return OutputExists, problem("E5001", name=target.name)
    if target.is_dir():
        return WriteError, problem("E5007", name=target.name)
    if os.path.islink(target) or (target.exists() and not target.is_file()):
        return WriteError, problem("E5017", name=target.name)
    if target.exists() and not overwrite:
        return OutputExists, problem("E5002", name=target.name)
    return OutputExists, None


def _is_same(target: Path, source: Path) -> bool:
    """Whether both lead to one file: by path, or by device and inode (hard links, letter case, mounts)."""
    if Path(os.path.realpath(source)) == target:
        return True
    try:
        return os.path.samefile(target, source)
    except OSError:
        return False


def refusal(failure: OSError, path: str) -> Problem:
    """What the operating system objected to, in our words."""
    if failure.errno in _FULL:
        return problem("E5010", path=path)
    if failure.errno in _FORBIDDEN:
        return problem("E5011", path=path)
    return problem("E5012", path=path, reason=failure.strerror or type(failure).__name__)
