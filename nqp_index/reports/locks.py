"""One writer at a time: lock files beside the targets, and what dead processes left behind."""

from __future__ import annotations

import ctypes
import hashlib
import os
import platform
import re
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from nqp_index.errors import OutputExists, WriteError, problem
from nqp_index.reports.targets import refusal

#: Lock files that this process holds now: a lock with our own number that is not among them is a dead namesake's.
_held: set[Path] = set()
#: A lock file without a readable owner is believed for this many seconds: its writer may be about to sign it.
_UNSIGNED_SECONDS = 10.0


def _machine() -> str:
    """A short sign of this machine, so that a shared folder's locks are only judged where their owners run."""
    return hashlib.sha256(platform.node().encode("utf-8", "surrogatepass")).hexdigest()[:8]


def workshop_prefix() -> str:
    """Beginning of the names of our temporary folders: machine and process."""
    return f".nqp-{_machine()}-{os.getpid()}-"


@contextmanager
def locked(targets: Sequence[Path]) -> Iterator[None]:
    """Hold the lock of every target; a lock of a dead process is taken over.

    Raises OutputExists when another run holds one, WriteError when the folder cannot be written.
    """
    mine: list[Path] = []
    try:
        for target in sorted(targets):
            lock = _lock_path(target)
            _acquire(lock, target)
            mine.append(lock)
        yield
    finally:
        for lock in mine:
            _held.discard(lock)
            with suppress(OSError):
                lock.unlink()


def _lock_path(target: Path) -> Path:
    digest = hashlib.sha256(target.name.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return target.with_name(f".nqp-{digest}.lock")


def _acquire(lock: Path, target: Path) -> None:
    for _attempt in range(2):
        try:
            handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
        except FileExistsError:
            owner = _living_owner(lock)
            if owner:
                raise OutputExists(problem("E5008", name=target.name, owner=owner, lock=lock.name)) from None
            with suppress(FileNotFoundError):
                lock.unlink()
            continue
        except OSError as failure:
            raise WriteError(refusal(failure, str(target))) from failure
        _held.add(lock)
        with os.fdopen(handle, "w", encoding="ascii") as stream:
            stream.write(f"{_machine()} {os.getpid()}")
        return
    raise OutputExists(problem("E5008", name=target.name, owner="?", lock=lock.name))


def _living_owner(lock: Path) -> str:
    """Number of the process that holds the lock; empty when it is dead."""
    try:
        machine, number = lock.read_text(encoding="ascii").split()
        process = int(number)
    except FileNotFoundError:
        return ""
    except (OSError, ValueError):
        return "?" if _age(lock) < _UNSIGNED_SECONDS else ""
    if machine == _machine() and not (lock in _held if process == os.getpid() else is_alive(process)):
        return ""
    return number


def _age(path: Path) -> float:
    """Seconds since the file was last written; endless when it is gone."""
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return float("inf")


def is_alive(process: int) -> bool:
    """Whether a process with this number runs on this machine."""
    if process <= 0:
        return False
    if sys.platform == "win32":
        handle = ctypes.windll.kernel32.OpenProcess(0x1000, False, process)
        if not handle:
            return False
        ctypes.windll.kernel32.CloseHandle(handle)
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def remove_stale(folder: Path) -> None:
    """Remove temporary folders that dead processes of this machine left here."""
    pattern = re.compile(rf"^\.nqp-{_machine()}-([0-9]+)-")
    with suppress(OSError):
        for entry in list(folder.iterdir()):
            match = pattern.match(entry.name)
            if match and not is_alive(int(match[1])) and entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry, ignore_errors=True)
