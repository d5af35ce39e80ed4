"""The `sources` file: what a user says about single files and sheets, and the draft that `nqp check` writes of it."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nqp_index.errors import DataError, DefinitionError, Place, Problems, problem
from nqp_index.reading.definitions.found import Table
from nqp_index.reading.definitions.rules import Flag, Integer, Key, ListOf, OneOf, TableOf, Word
from nqp_index.reading.definitions.rules import keyed as read_keys
from nqp_index.reading.definitions.yaml_source import found_in_yaml
from nqp_index.reading.layouts.anatomy import Hint
from nqp_index.reading.reading import Reading, TableRead
from nqp_index.reading.recognition import LAYOUT_NAMES
from nqp_index.terms import Text


@dataclass(frozen=True, slots=True)
class SourceHint:
    """What is said about the sheets whose file and sheet names match; `*` stands for anything."""

    file: str = "*"
    sheet: str = "*"
    hint: Hint = field(default_factory=Hint)
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Sources:
    """All hints of a file, the first match counts; `prefer` names the sources that win a conflict, best first."""

    hints: tuple[SourceHint, ...] = ()
    prefer: tuple[str, ...] = ()

    def hint_for(self, file: str, sheet: str) -> Hint:
        """The hint for one sheet; an empty one when nothing was said."""
        entry = self.entry_for(file, sheet)
        return entry.hint if entry is not None else Hint()

    def entry_for(self, file: str, sheet: str) -> SourceHint | None:
        """The entry that counts for one sheet: the first that matches."""
        return next((h for h in self.hints if _matches(h, file, sheet)), None)

    def names_sheet(self, file: str, sheet: str) -> bool:
        """Whether this very sheet was named, so that it is read even when hidden."""
        return any(h.sheet != "*" and _matches(h, file, sheet) and not h.hint.ignore for h in self.hints)


def _matches(hint: SourceHint, file: str, sheet: str) -> bool:
    pairs = ((file, hint.file), (sheet, hint.sheet))
    return all(name == said or fnmatch.fnmatchcase(name, said) for name, said in pairs)


def column_number(letters: str) -> int:
    """The number of a column written as letters or digits; 0 when it is neither.

    >>> column_number("A"), column_number("AB"), column_number("3"), column_number("?")
    (1, 28, 3, 0)
    """
    letters = letters.strip().upper()
    if letters.isdigit():
        return int(letters) if len(letters) < 6 else 0
    if not letters or len(letters) > 3 or not all("A" <= c <= "Z" for c in letters):
        return 0
    number = 0
    for c in letters:
        number = number * 26 + ord(c) - 64
    return number


def _hint(values: dict[str, Any], table: Table, problems: Problems) -> SourceHint:
    column = column_number(values.get("region_column", ""))
    if "region_column" in values and not column:
        problems.add("E1485", table.place, text=values["region_column"])
    hint = Hint(
        layout=values.get("layout", ""), header_row=values.get("header_row", 0), region_column=column,
        series=values.get("series", ""), year=values.get("year", 0), region=values.get("region", ""),
        measure=values.get("measure", ""), fill_down=values.get("fill_down", False), ignore=values.get("ignore", False),
    )  # fmt: skip
    return SourceHint(values.get("file", "*"), values.get("sheet", "*"), hint, table.place)


_SOURCE = TableOf("source", (
    Key("file", Word(), Text("文件名，可用 *", "file name; * stands for anything"), True),
    Key("sheet", Word(), Text("工作表名，可用 *", "sheet name; * stands for anything")),
    Key("layout", OneOf(tuple((n, n) for n in LAYOUT_NAMES)), Text("版式", "layout")),
    Key("series", Word(), Text("序列代码或名称", "code or name of the series")),
    Key("year", Integer(1949, 2100), Text("年份", "year")),
    Key("region", Word(), Text("整张表所属的地区", "the region of the whole table")),
    Key("measure", Word(), Text("计量单位", "unit of measurement")),
    Key("header_row", Integer(1, 1_048_576), Text("表头所在行", "row of the heading")),
    Key("region_column", Word(), Text("地区所在列，如 B", "column of the regions, such as B")),
    Key("fill_down", Flag(), Text("空白的地区或指标沿用上一行", "a blank region or series repeats the one above")),
    Key("ignore", Flag(), Text("不读", "do not read it")),
), _hint)  # fmt: skip
_FILE = (
    Key("sources", ListOf(_SOURCE), Text("逐个文件或工作表的说明", "what is said file by file, sheet by sheet")),
    Key("prefer", ListOf(Word()), Text("数值冲突时采用谁，最优先的在前", "who wins a conflict, best first")),
)


def load_sources(path: Path | str | None) -> Sources:
    """Read a sources file. Raises DataError with every objection, each at its line."""
    if path is None:
        return Sources()
    path, problems = Path(path), Problems()
    try:
        found = found_in_yaml(path.read_bytes(), path.name)
    except OSError:
        raise DataError(problem("E1483", Place(path.name))) from None
    except DefinitionError as refused:
        raise DataError(refused.problems) from None
    values = read_keys(found, _FILE, problems) or {}
    problems.raise_errors(DataError)
    return Sources(tuple(values.get("sources", ())), tuple(values.get("prefer", ())))


def write_sources_draft(reading: Reading) -> str:
    """A sources file with everything that could be worked out, for a person to correct."""
    lines = ["# nqp sources: correct what was misread, delete what needs no hint", "sources:"]
    for table in _one_a_sheet(reading):
        lines += [f"- file: {_quoted(table.file)}"]
        if table.sheet:
            lines.append(f"  sheet: {_quoted(table.sheet)}")
        lines += [*_said(table), *_asked(table, reading)]
    for file, sheet in reading.ignored:
        lines += [f"- file: {_quoted(file)}", f"  sheet: {_quoted(sheet or '*')}", "  ignore: true"]
    if len(lines) == 2:
        lines[1] = "sources: []"
    files = dict.fromkeys(t.file for t in reading.tables)
    lines += ["# prefer: who wins when two sources disagree, best first", "prefer: []"]
    lines += [f"# - {_quoted(f)}" for f in files]
    return "\n".join(lines) + "\n"


def _one_a_sheet(reading: Reading) -> list[TableRead]:
    return list({(t.file, t.sheet): t for t in reversed(reading.tables)}.values())[::-1]


def _said(table: TableRead) -> Iterator[str]:
    if table.layout:
        yield f"  layout: {table.layout}"
    else:
        yield "  # layout: " + " | ".join(LAYOUT_NAMES)
    yield f"  header_row: {table.header_row}"
    codes = [s.code for s in table.series]
    if len(codes) == 1 and table.layout in {"region_by_year", "year_by_region"}:
        yield f"  series: {_quoted(codes[0])}"
    elif not codes:
        yield "  # series: "
    if len(table.years) == 1 and table.layout in {"region_by_series", "series_by_region"}:
        yield f"  year: {table.years[0]}"
    elif not table.years:
        yield "  # year: "
    measures = {s.measure for s in table.series}
    if len(measures) == 1 and measures != {""}:
        yield f"  measure: {_quoted(measures.pop())}"


#: What the messages about a sheet ask to be said → the line of the draft where it is said.
_ASKED = {
    "W1303": "measure: ", "E1206": "fill_down: true", "E1222": "fill_down: true", "E1208": "region: ",
    "E1204": "region_column: ", "E1205": "region_column: ", "E1228": "region_column: ",
}  # fmt: skip


def _asked(table: TableRead, reading: Reading) -> Iterator[str]:
    """Lines left open for what the problems of a sheet ask for, for a person to fill in."""
    here = [p for p in reading.problems if p.place and (p.place.file, p.place.sheet) == (table.file, table.sheet)]
    rivals = [cell for p in here if p.code == "E1209" for cell in _columns(dict(p.args)["columns"])]
    if rivals:
        yield "  # region_column: " + " | ".join(rivals)
    yield from (f"  # {line}" for line in dict.fromkeys(_ASKED[p.code] for p in here if p.code in _ASKED))


def _columns(cells: object) -> list[str]:
    """The letters of the columns of these cells: `a.xlsx:Sheet1!C2` stands in C."""
    texts = [str(cell) for cell in cells] if isinstance(cells, tuple) else []
    return [t.rpartition("!")[2].rpartition(":")[2].rstrip("0123456789") for t in texts]


def _quoted(text: str) -> str:
    """A text as a YAML string in double quotes."""
    escaped = "".join(
        {'"': '\\"', "\\": "\\\\"}.get(c, c if c.isprintable() else f"\\u{min(ord(c), 0xFFFF):04x}") for c in text
    )
    return f'"{escaped}"'
