"""The only place that prints: results on stdout, problems and progress on stderr, one exit code for each end."""

from __future__ import annotations

import io
import json
import shutil
import sys
import tempfile
import threading
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from nqp_index.errors import NqpError, Problem, Severity
from nqp_index.terms import label, sentence, sentence_parts

#: More problems than this are counted instead of listed, and more notes of one kind.
SHOWN = 20
NOTES_OF_A_KIND = 3


def prepare_streams() -> None:
    """Never fail on a character that the console cannot show."""
    sys.stdout = sys.stdout or io.StringIO()
    sys.stderr = sys.stderr or io.StringIO()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def say(text: str = "") -> None:
    """A line of result."""
    sys.stdout.write(text + "\n")


def console_width() -> int:
    """Columns of the console; plenty where the output goes to a file."""
    return shutil.get_terminal_size((120, 40)).columns


def say_json(data: object) -> None:
    """A result for machines: JSON that is valid UTF-8 text on any console."""
    say(json.dumps(data, ensure_ascii=not _speaks_utf8(), indent=2, sort_keys=False, allow_nan=False))


def _speaks_utf8() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"


def note(text: str) -> None:
    """A line beside the result, on stderr."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def rows_on_screen(most: int) -> int | None:
    """Rows of one table to show: `most` on a terminal, all (None) where the output goes to a file or a program."""
    return most if sys.stdout.isatty() else None


def width_on_screen() -> int | None:
    """Columns that tables have to fit in: those of a terminal, none (None) where the output goes to a file."""
    return console_width() if sys.stdout.isatty() else None


def is_terminal() -> bool:
    """Whether results and problems go to one and the same screen, where nobody wants to read them twice."""
    return sys.stdout.isatty() and sys.stderr.isatty()


def tell(problems: Iterable[Problem], *, shown: int = SHOWN, of: str = "") -> None:
    """Problems one line each, errors first, in reading order, one sentence about many places once; then how many more
    there are. `of` names in front what they are about, where they are not about everything shown."""
    order = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
    listed = sorted(dict.fromkeys(problems), key=lambda p: order[p.severity])
    groups: dict[tuple[str, tuple[tuple[str, object], ...]], list[Problem]] = {}
    for one in listed:
        groups.setdefault((one.code, one.args), []).append(one)
    first = _first_of_a_kind(list(groups.values()))[:shown]
    for found in first:
        more = label("console.places", count=len(found) - 1) if len(found) > 1 else ""
        note(of + sentence(found[0]) + more)
    left = len(listed) - sum(map(len, first))
    if left:
        note(of + label("console.more", count=left))


def _first_of_a_kind(groups: list[list[Problem]]) -> list[list[Problem]]:
    """Every error and warning, but of the notes of one kind only the first few, so that none is crowded out by many of
    another."""
    seen: dict[str, int] = {}
    kept = []
    for found in groups:
        code = found[0].code
        seen[code] = seen.get(code, 0) + 1
        if found[0].severity is not Severity.NOTE or seen[code] <= NOTES_OF_A_KIND:
            kept.append(found)
    return kept


def as_data(problem: Problem) -> dict[str, object]:
    """A problem for `--json`: code, severity, place, its values and both languages."""
    from nqp_index.reports.document import plain

    place = problem.place
    where = None if place is None else {
        "file": place.file, "sheet": place.sheet, "row": place.row, "column": place.column, "text": str(place),
    }  # fmt: skip
    both = {lang: dict(zip(("message", "hint"), sentence_parts(problem, lang), strict=True)) for lang in ("zh", "en")}
    return {"code": problem.code, "severity": problem.severity.value, "place": where, **both,
            "values": plain(dict(problem.args), {})}  # fmt: skip


def report_error(error: NqpError, *, as_json: bool) -> int:
    """Tell an error and give its exit code."""
    if as_json:
        say_json({"error": [as_data(p) for p in error.problems], "exit_code": error.exit_code})
    else:
        tell(error.problems)
    return error.exit_code


def report_internal(error: BaseException) -> int:
    """A fault of the program: a short message, and the details in a log file."""
    with tempfile.NamedTemporaryFile("w", prefix="nqp-", suffix=".log", delete=False, encoding="utf-8") as log:
        log.write("".join(traceback.format_exception(error)))
    note(label("console.internal", kind=type(error).__name__, log=str(Path(log.name))))
    return 1


@contextmanager
def waiting(key: str, **values: object) -> Iterator[None]:
    """Say on stderr what is being done, when it takes more than a second."""
    timer = threading.Timer(1.0, note, [label(key, None, **values)])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


class Bar:
    """A progress bar on stderr for work in known steps; silent for the first second and when stderr is no console."""

    def __init__(self, key: str) -> None:
        self._what = label(key)
        self._shown = False
        self._quiet = not sys.stderr.isatty()
        self._timer = threading.Timer(1.0, self._show)
        self._timer.daemon = True
        self._timer.start()

    def _show(self) -> None:
        self._shown = True
        if self._quiet:
            note(self._what)

    def __call__(self, done: int, total: int) -> None:
        if done >= total:
            self._timer.cancel()
        if not self._shown or self._quiet:
            return
        filled = round(30 * done / max(total, 1))
        end = "\n" if done >= total else ""
        sys.stderr.write(f"\r{self._what} [{'#' * filled}{'.' * (30 - filled)}] {done}/{total}{end}")
        sys.stderr.flush()

    def close(self) -> None:
        self._timer.cancel()
