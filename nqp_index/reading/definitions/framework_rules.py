"""Rules that only frameworks need: measures, directions, lists that may stand in another file, parts of the tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from nqp_index.errors import Place, Problems
from nqp_index.model.framework import Direction, Target
from nqp_index.model.measure import Measure
from nqp_index.reading.definitions.found import Found, Listing, Scalar, Table
from nqp_index.reading.definitions.rules import Number, OneOf, TableOf, refuse
from nqp_index.reading.measures import nearest_measure, parse_measure
from nqp_index.terms import Text

__all__ = ["DIRECTIONS", "DirectionRule", "Draft", "Ends", "FileOrList", "MeasureRule"]

Schema = dict[str, Any]

DIRECTIONS: tuple[tuple[str, Direction], ...] = (
    ("positive", 1), ("negative", -1), ("+", 1), ("-", -1), ("正向", 1), ("负向", -1), ("逆向", -1),
    ("1", 1), ("-1", -1),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Draft:
    """A part of the tree as read, key by key; `place` is where it begins."""

    values: dict[str, Any]
    table: Table
    is_indicator: bool
    children: tuple[Draft, ...] = ()

    def place_of(self, key: str) -> Place:
        """Where the value under a key stands, or the whole part when the key is absent."""
        found = self.table.get(key)
        return found.place if found is not None else self.table.place


@dataclass(frozen=True, slots=True)
class MeasureRule:
    """A unit of measurement the program knows."""

    def read(self, found: Found, problems: Problems) -> Measure | None:
        if not isinstance(found, Scalar):
            refuse(problems, found, Text("计量单位", "a measure"))
            return None
        measure = parse_measure(found.text)
        if measure is None:
            near = nearest_measure(found.text)
            problems.add("E2040" if near else "E2041", found.place, measure=found.text, near=near)
        return measure

    def schema(self) -> Schema:
        return {"type": ["string", "number"]}


@dataclass(frozen=True, slots=True)
class Ends:
    """`[low, high]` with low below high; an end may be null where `open_ends`, both may be equal where `equal`."""

    open_ends: bool = False
    equal: bool = False

    def read(self, found: Found, problems: Problems) -> tuple[float | None, float | None] | None:
        if not isinstance(found, Listing) or len(found.items) != 2:
            extra = ("，某一端可为 null", "; an end may be null") if self.open_ends else ("", "")
            refuse(problems, found, Text(f"[下限, 上限]{extra[0]}", f"[low, high]{extra[1]}"))
            return None
        ends: list[float | None] = []
        for item in found.items:
            if self.open_ends and isinstance(item, Scalar) and item.is_null:
                ends.append(None)
                continue
            value = Number().read(item, problems)
            if value is None:
                return None
            ends.append(value)
        low, high = ends
        if low is not None and high is not None and (low > high or (low == high and not self.equal)):
            problems.add("E2025", found.place, low=low, high=high)
            return None
        return low, high

    def schema(self) -> Schema:
        item: Schema = {"type": ["number", "null"]} if self.open_ends else {"type": "number"}
        return {"type": "array", "items": item, "minItems": 2, "maxItems": 2}


@dataclass(frozen=True, slots=True)
class DirectionRule:
    """positive, negative, {target: number} or {interval: [low, high]}."""

    def read(self, found: Found, problems: Problems) -> Direction | None:
        if not isinstance(found, Table):
            read: Direction | None = OneOf(DIRECTIONS).read(found, problems)
            return read
        if len(found.entries) == 1:
            key, value = found.entries[0]
            if key.text == "target":
                target = Number().read(value, problems)
                return None if target is None else Target(target, target)
            if key.text == "interval":
                ends = Ends().read(value, problems)
                return None if ends is None else Target(ends[0] or 0.0, ends[1] or 0.0)
        refuse(
            problems,
            found,
            Text("{target: 数} 或 {interval: [下限, 上限]}", "{target: number} or {interval: [low, high]}"),
        )
        return None

    def schema(self) -> Schema:
        one = {"type": "object", "additionalProperties": False}
        return {
            "anyOf": [
                {"enum": [word for word, _ in DIRECTIONS] + [1, -1]},
                {**one, "properties": {"target": Number().schema()}, "required": ["target"]},
                {**one, "properties": {"interval": Ends().schema()}, "required": ["interval"]},
            ]
        }


@dataclass(frozen=True, slots=True)
class FileOrList:
    """The name of a file in the same folder, or the list itself; kept as found until the file is opened."""

    item: TableOf

    def read(self, found: Found, problems: Problems) -> Found | None:
        if isinstance(found, Listing) or (isinstance(found, Scalar) and found.text.strip()):
            return found
        refuse(problems, found, Text("同一文件夹中的文件名，或列表", "a file name in the same folder, or a list"))
        return None

    def schema(self) -> Schema:
        return {"anyOf": [{"type": "string"}, {"type": "array", "items": self.item.schema()}]}
