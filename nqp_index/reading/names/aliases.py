"""A user's own names for regions and series: `--aliases FILE`, a CSV or YAML file of name and code."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

from nqp_index.errors import DataError, Place, Problems, problem

_LARGEST = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Aliases:
    """Name as written → code, label or official name that it stands for; used for regions and series alike.

    lines   where each name stands in the file
    """

    names: dict[str, str] = field(default_factory=dict)
    file: str = ""
    lines: dict[str, int] = field(default_factory=dict)


def load_aliases(path: Path | str | None) -> Aliases:
    """Read an alias file: CSV lines `name,code`, or YAML `name: code`. Raises DataError naming every faulty line."""
    if path is None:
        return Aliases()
    path = Path(path)
    problems = Problems()
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig") if _is_utf8(raw) else raw.decode("gb18030")
    except (OSError, UnicodeDecodeError):
        raise DataError(problem("E1482", Place(path.name), limit="1 MB")) from None
    if len(raw) > _LARGEST:
        raise DataError(problem("E1482", Place(path.name), limit="1 MB"))
    pairs = _yaml_lines(text) if path.suffix.lower() in {".yaml", ".yml"} else _csv_lines(text)
    names: dict[str, str] = {}
    for line, name, code in pairs:
        if not name or not code:
            problems.add("E1480", Place(path.name, row=line, is_text=True))
        elif names.get(name, code) != code:
            problems.add("E1481", Place(path.name, row=line, is_text=True), name=name, one=names[name], other=code)
        names[name] = code
    problems.raise_errors(DataError)
    return Aliases(names, path.name, {name: line for line, name, _ in pairs})


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _csv_lines(text: str) -> list[tuple[int, str, str]]:
    rows = []
    for number, row in enumerate(csv.reader(io.StringIO(text)), start=1):
        cells = [c.strip() for c in row]
        if not any(cells) or (number == 1 and cells[0].lower() in {"name", "名称", "alias", "别名"}):
            continue
        rows.append((number, cells[0], cells[1] if len(cells) > 1 else ""))
    return rows


def _yaml_lines(text: str) -> list[tuple[int, str, str]]:
    """`name: code` line by line: the only YAML an alias file needs, so nothing else of YAML is understood."""
    rows = []
    for number, line in enumerate(text.splitlines(), start=1):
        line = line.strip()
        if not line or line.startswith("#") or line in {"---", "aliases:"}:
            continue
        name, _, code = line.rpartition(":") if ": " not in line else line.partition(": ")
        rows.append((number, name.strip().strip("'\""), code.partition(" #")[0].strip().strip("'\"")))
    return rows
