"""Files appear whole or not at all: everything is built beside its target and moved into place at the end."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from nqp_index.errors import OutputExists, Problem, WriteError, problem
from nqp_index.reports.locks import locked, remove_stale, workshop_prefix
from nqp_index.reports.targets import checked_targets, refusal

Writer = Callable[[Path], object]
#: Seconds during which a file held open by another program is tried again.
PATIENCE = 2.0


def publish(writers: Mapping[Path, Writer], *, overwrite: bool = False, inputs: Sequence[Path] = ()) -> None:
    """Write every file, then move all of them into place in the order given; until then nothing old is touched.

    writers    target → function that writes the file at the path it is handed (same name, in a temporary folder)
    overwrite  whether targets may exist
    inputs     files that were read; none of them may be a target, overwrite or not
    Raises UsageError for impossible names, OutputExists for targets that exist or are locked, WriteError when the
    disk or the rights do not allow it. Whatever a writer itself raises passes through; temporaries are removed.
    """
    targets = checked_targets(list(writers), overwrite=overwrite, inputs=inputs)
    with _termination_as_exit(), locked(targets):
        folders = {target.parent for target in targets}
        for folder in sorted(folders):
            remove_stale(folder)
        with _workshops(folders) as workshops:
            built = [_built(workshops[t.parent], t, write) for t, write in zip(targets, writers.values(), strict=True)]
            for temporary, target in zip(built, targets, strict=True):
                _move(temporary, target)
            for folder in sorted(folders):
                _flush_folder(folder)


@contextmanager
def _workshops(folders: set[Path]) -> Iterator[dict[Path, Path]]:
    """A temporary folder in each target folder, on the same file system; gone afterwards whatever happened."""
    made: dict[Path, Path] = {}
    try:
        for folder in sorted(folders):
            with _as_write_error(folder):
                made[folder] = Path(tempfile.mkdtemp(prefix=workshop_prefix(), dir=folder))
        yield made
    finally:
        for workshop in made.values():
            shutil.rmtree(workshop, ignore_errors=True)


def _built(workshop: Path, target: Path, write: Writer) -> Path:
    """The finished file in the workshop, on disk to the last byte, with the rights of the file it will replace."""
    temporary = workshop / target.name
    with _as_write_error(target):
        write(temporary)
        if target.exists():
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        with temporary.open("rb+") as stream:
            os.fsync(stream.fileno())
    return temporary


def _move(temporary: Path, target: Path) -> None:
    """Put the finished file in its place; one that another program holds open is tried for two seconds."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            os.replace(temporary, target)
            return
        except PermissionError as held:
            if time.monotonic() < deadline:
                time.sleep(0.1)
                continue
            kept = _kept(temporary, target)
            raise OutputExists(problem("E5006", name=target.name, kept=kept)) from held
        except OSError as failure:
            raise WriteError(_failure(failure, target)) from failure


def _kept(temporary: Path, target: Path) -> str:
    """Save the finished work under a name of its own beside the target, and say which."""
    for n in range(1, 100):
        own = target.with_name(f"{target.stem}.new{n if n > 1 else ''}{target.suffix}")
        if not own.exists():
            with suppress(OSError):
                os.replace(temporary, own)
                return own.name
    return "-"


@contextmanager
def _as_write_error(target: Path) -> Iterator[None]:
    """Turn what the operating system says into our words; anything else passes."""
    try:
        yield
    except OSError as failure:
        raise WriteError(_failure(failure, target)) from failure
    except Exception as failure:
        cause = failure.args[0] if failure.args else None
        if type(failure).__name__ == "FileCreateError" and isinstance(cause, OSError):
            raise WriteError(_failure(cause, target)) from failure
        raise


def _failure(failure: OSError, target: Path) -> Problem:
    return refusal(failure, str(target))


def _flush_folder(folder: Path) -> None:
    """Make the renames last through a power cut, where the system lets folders be flushed."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _termination_as_exit() -> Iterator[None]:
    """A polite kill ends in exit code 143 with the temporaries removed, unless somebody handles it already."""
    is_ours = (
        threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGTERM) == signal.SIG_DFL
    )
    if is_ours:
        signal.signal(signal.SIGTERM, _exit_on_signal)
    try:
        yield
    finally:
        if is_ours:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _exit_on_signal(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)
