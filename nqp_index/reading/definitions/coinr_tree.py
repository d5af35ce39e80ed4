"""COINr's iMeta as what a YAML definition would say: tree, series, levels, weights, directions, denominators."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nqp_index.errors import Place, Problems
from nqp_index.reading.definitions.found import Found, Listing, Scalar, Table
from nqp_index.reading.definitions.rules import finite_number
from nqp_index.reading.definitions.sheets import HeadedRow
from nqp_index.reading.definitions.yaml_source import DEEPEST
from nqp_index.reading.measures import parse_measure

__all__ = ["found_in_imeta"]

TYPES = ("Indicator", "Aggregate", "Group", "Denominator", "Other")


@dataclass(frozen=True, slots=True)
class _Entry:
    """One row of iMeta: its own code, a code that formulas can name, and its cells."""

    own: str
    code: str
    kind: str
    row: HeadedRow

    def text(self, column: str) -> str:
        cell = self.row.cells.get(column)
        return cell.text if cell is not None else ""

    def at(self, column: str) -> Place:
        cell = self.row.cells.get(column)
        return cell.place if cell is not None else self.row.place


def found_in_imeta(rows: list[HeadedRow], file: str, problems: Problems) -> tuple[Found, dict[str, str]]:
    """The definition, and COINr's codes of everything with values → series code."""
    entries = [entry for row in rows if (entry := _entry(row, problems)) is not None]
    measured = [e for e in entries if e.kind in {"Indicator", "Denominator"}]
    aggregates = {e.own: e for e in reversed(entries) if e.kind == "Aggregate"}
    for entry in entries:
        _check(entry, aggregates, {e.own for e in measured}, problems)
    place = Place(file)
    roots = [e for e in aggregates.values() if not e.text("parent")]
    if len(roots) != 1:
        problems.add("E2132", place, found=[e.own for e in roots] or ["-"])
    divided = {e.own for e in measured if e.text("denominator")} | {e.text("denominator") for e in measured}
    series = [_series(e, e.own in divided) for e in measured]
    parts: list[tuple[str, Found]] = [
        ("framework", _said("coinr", place)), ("version", _said("1", place)), ("label", _said(file, place)),
        ("regions", _said("free", place)), ("levels", Listing(tuple(_levels(entries, place)), place)),
        ("series", Listing(tuple(series), place)),
    ]  # fmt: skip
    if len(roots) == 1:
        parts.append(("tree", _branch(roots[0], entries, divided, 1, problems)))
    return _table(parts, place), {e.own: e.code for e in measured}


def _entry(row: HeadedRow, problems: Problems) -> _Entry | None:
    own = row.cells["icode"].text if "icode" in row.cells else ""
    kind = row.cells["type"].text if "type" in row.cells else ""
    if not own:
        problems.add("E2104", row.place, kind="iMeta")
        return None
    if kind not in TYPES:
        problems.add("E2133", row.place, found=kind, known=TYPES)
        return None
    code = _nameable(own)
    if code != own and kind not in {"Group", "Other"}:
        problems.add("N2134", row.cells["icode"].place, own=own, code=code)
    return _Entry(own, code, kind, row)


def _nameable(own: str) -> str:
    """A code that formulas can name: ASCII letters, digits and underscores, a letter first."""
    code = re.sub(r"[^A-Za-z0-9_]", "_", own)
    return code if code[0].isalpha() else f"x{code}"


def _check(entry: _Entry, aggregates: dict[str, _Entry], measured: set[str], problems: Problems) -> None:
    """Objections to one row: unknown parents and denominators, directions and weights COINr would not take."""
    parent, denominator = entry.text("parent"), entry.text("denominator")
    if entry.kind in {"Indicator", "Aggregate"} and parent and parent not in aggregates:
        problems.add("E2108", entry.at("parent"), parent=parent, near=[*aggregates][:5])
    if entry.kind == "Indicator" and not parent:
        problems.add("W2135", entry.row.place, code=entry.own)
    if denominator and denominator not in measured:
        problems.add("E2136", entry.at("denominator"), code=denominator)
    direction = entry.row.cells.get("direction")
    if direction is None or entry.kind not in {"Indicator", "Aggregate"}:
        return
    value = finite_number(direction)
    if value not in {1.0, -1.0}:
        problems.add("E2137", direction.place, found=direction.text)
    elif value < 0 and entry.kind == "Aggregate":
        problems.add("E2138", direction.place, code=entry.own)


def _said(text: str, place: Place) -> Scalar:
    return Scalar(text, place, quoted=True)


def _table(parts: list[tuple[str, Found]], place: Place) -> Table:
    return Table(tuple((Scalar(key, found.place), found) for key, found in parts), place)


def _levels(entries: list[_Entry], place: Place) -> list[Found]:
    """COINr counts levels from the indicators (1) up; ours are named from the root down."""
    highest = max((_level(e) for e in entries if e.kind == "Aggregate"), default=1)
    names = ["index", *(f"level_{n}" for n in range(highest - 1, 1, -1))]
    return [
        _table([("code", _said(name, place)), ("zh", _said(name, place)), ("en", _said(name, place))], place)
        for name in names
    ]


def _level(entry: _Entry) -> int:
    cell = entry.row.cells.get("level")
    value = finite_number(cell) if cell is not None else None
    return int(value) if value is not None and 1 <= value <= DEEPEST else 1


def _measure(entry: _Entry, divided: bool) -> str:
    unit = entry.text("unit")
    return unit if unit and not divided and parse_measure(unit) is not None else "1"


def _remarks(entry: _Entry, measure: str) -> str:
    """What has no key of its own: a unit that is not converted, and the target of COINr's distance to target."""
    unit, target = entry.text("unit"), entry.text("target")
    told = [f"Unit: {unit}"] if unit and unit != measure else []
    return "; ".join([*told, f"Target: {target}"] if target else told)


def _series(entry: _Entry, divided: bool) -> Table:
    measure = _measure(entry, divided)
    parts: list[tuple[str, Found]] = [
        ("code", _said(entry.code, entry.at("icode"))),
        ("label", _said(entry.text("iname") or entry.own, entry.at("iname"))),
        ("measure", _said(measure, entry.at("unit"))),
    ]
    if entry.own != entry.code:
        parts.append(("aliases", Listing((_said(entry.own, entry.at("icode")),), entry.at("icode"))))
    if remarks := _remarks(entry, measure):
        parts.append(("note", _said(remarks, entry.row.place)))
    return _table(parts, entry.row.place)


def _branch(entry: _Entry, entries: list[_Entry], divided: set[str], depth: int, problems: Problems) -> Table:
    label = _said(entry.text("iname") or entry.own, entry.at("iname"))
    weight = [("weight", entry.row.cells["weight"])] if "weight" in entry.row.cells else []
    if entry.kind == "Indicator":
        return _indicator(entry, label, weight, divided)
    below = [e for e in entries if e.kind in {"Indicator", "Aggregate"} and e.text("parent") == entry.own]
    if depth >= DEEPEST:
        problems.add("E2008", entry.row.place, most=DEEPEST)
        below = []
    children = [_branch(child, entries, divided, depth + 1, problems) for child in below]
    parts = [("code", _said(entry.code, entry.at("icode"))), ("label", label), *weight]
    return _table([*parts, ("children", Listing(tuple(children), entry.row.place))], entry.row.place)


def _indicator(entry: _Entry, label: Scalar, weight: list[tuple[str, Scalar]], divided: set[str]) -> Table:
    denominator = entry.text("denominator")
    formula = f"{entry.code} / {_nameable(denominator)}" if denominator else entry.code
    measure = _measure(entry, entry.own in divided)
    parts: list[tuple[str, Found]] = [
        ("indicator", _said(entry.code, entry.at("icode"))),
        ("label", label),
        ("formula", _said(formula, entry.at("icode"))),
        ("measure", _said(measure, entry.at("unit"))),
        *weight,
    ]
    if "direction" in entry.row.cells:
        negative = (finite_number(entry.row.cells["direction"]) or 1) < 0
        parts.append(("direction", _said("negative" if negative else "positive", entry.at("direction"))))
    if remarks := _remarks(entry, measure):
        parts.append(("note", _said(remarks, entry.row.place)))
    return _table(parts, entry.row.place)
