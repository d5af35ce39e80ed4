"""What may stand under a key: each rule reads it, objects in its place, and describes itself as JSON Schema."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Protocol

from nqp_index.errors import Problems
from nqp_index.reading.definitions.found import Found, Listing, Scalar, Table
from nqp_index.terms import Text

__all__ = [
    "CODE", "NUMBER", "Code", "Flag", "Integer", "Key", "ListOf", "Number", "OneOf", "Rule", "TableOf",
    "TextOf", "Word", "finite_number", "keyed", "refuse",
]  # fmt: skip

CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
Schema = dict[str, Any]


class Rule(Protocol):
    """Reads what was found into a value; None, with a problem added, when it is refused."""

    def read(self, found: Found, problems: Problems) -> Any: ...

    def schema(self) -> Schema: ...


def finite_number(found: Found) -> float | None:
    """The number a plain scalar stands for under YAML 1.2; None for quoted text, infinities and everything else."""
    if not isinstance(found, Scalar) or found.quoted or len(found.text) > 40 or not NUMBER.fullmatch(found.text):
        return None
    value = float(found.text)
    return value if math.isfinite(value) else None


def _told(found: Found) -> str:
    if isinstance(found, Scalar):
        return found.text
    return "[…]" if isinstance(found, Listing) else "{…}"


def refuse(problems: Problems, found: Found, expected: Text) -> None:
    """Object that something other than `expected` stands here."""
    problems.add("E2020", found.place, found=_told(found), expected=expected)


@dataclass(frozen=True, slots=True)
class Word:
    """One line of text, not empty."""

    def read(self, found: Found, problems: Problems) -> str | None:
        if not isinstance(found, Scalar) or found.is_null or not found.text.strip():
            refuse(problems, found, Text("一段文字", "a text"))
            return None
        return " ".join(found.text.split())

    def schema(self) -> Schema:
        return {"type": ["string", "number"]}


@dataclass(frozen=True, slots=True)
class Code:
    """A code: a letter, then letters, digits and underscores, at most 64; it is written into formulas and files."""

    def read(self, found: Found, problems: Problems) -> str | None:
        if not isinstance(found, Scalar) or not CODE.fullmatch(found.text):
            problems.add("E2021", found.place, found=_told(found))
            return None
        return found.text

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^{CODE.pattern}$"}


@dataclass(frozen=True, slots=True)
class TextOf:
    """A text in both languages, `{zh: …, en: …}`, or one plain text for both."""

    def read(self, found: Found, problems: Problems) -> Text | None:
        if isinstance(found, Scalar) and found.text.strip() and not found.is_null:
            return Text(found.text.strip(), found.text.strip())
        if isinstance(found, Table) and found.entries:
            parts = {}
            for key, value in found.entries:
                if key.text not in {"zh", "en"}:
                    problems.add("E2022", key.place, key=key.text, known=("zh", "en"), near="zh/en")
                elif not isinstance(value, Scalar):
                    refuse(problems, value, Text("一段文字", "a text"))
                else:
                    parts[key.text] = value.text.strip()
            return Text(parts.get("zh", ""), parts.get("en", ""))
        refuse(problems, found, Text("文字，或 {zh: …, en: …}", "a text, or {zh: …, en: …}"))
        return None

    def schema(self) -> Schema:
        return {"$ref": "#/$defs/text"}


@dataclass(frozen=True, slots=True)
class Number:
    """A finite number from `low` to `high`."""

    low: float = -math.inf
    high: float = math.inf

    def read(self, found: Found, problems: Problems) -> float | None:
        value = finite_number(found)
        if value is None or not self.low <= value <= self.high:
            refuse(problems, found, self._expected())
            return None
        return value

    def _expected(self) -> Text:
        if self.low == -math.inf:
            return Text("一个有限的数（不加引号）", "a finite number, without quotes")
        if self.high == math.inf:
            return Text(f"不小于 {self.low:g} 的数", f"a finite number of at least {self.low:g}")
        return Text(f"{self.low:g} 至 {self.high:g} 的数", f"a number from {self.low:g} to {self.high:g}")

    def schema(self) -> Schema:
        ends = {"minimum": self.low, "maximum": self.high}
        return {"type": "number", **{k: v for k, v in ends.items() if math.isfinite(v)}}


@dataclass(frozen=True, slots=True)
class Integer:
    """A whole number from `low` to `high`."""

    low: int
    high: int

    def read(self, found: Found, problems: Problems) -> int | None:
        value = finite_number(found)
        if value is None or value != int(value) or not self.low <= value <= self.high:
            span = f"{self.low}–{self.high}"
            refuse(problems, found, Text(f"{span} 的整数", f"a whole number, {span}"))
            return None
        return int(value)

    def schema(self) -> Schema:
        return {"type": "integer", "minimum": self.low, "maximum": self.high}


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false."""

    def read(self, found: Found, problems: Problems) -> bool | None:
        text = found.text if isinstance(found, Scalar) and not found.quoted else ""
        if text.lower() not in {"true", "false"}:
            refuse(problems, found, Text("true 或 false", "true or false"))
            return None
        return text.lower() == "true"

    def schema(self) -> Schema:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few words, each with the value it stands for."""

    values: tuple[tuple[str, Any], ...]

    def read(self, found: Found, problems: Problems) -> Any:
        known = dict(self.values)
        if isinstance(found, Scalar) and found.text in known:
            return known[found.text]
        near = get_close_matches(_told(found).lower(), [*known], n=1)
        problems.add("E2023" if near else "E2024", found.place, found=_told(found), known=tuple(known), near=near)
        return None

    def schema(self) -> Schema:
        return {"enum": [word for word, _ in self.values]}


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of things of one kind, at least `fewest`."""

    rule: Rule
    fewest: int = 0

    def read(self, found: Found, problems: Problems) -> tuple[Any, ...] | None:
        if not isinstance(found, Listing) or len(found.items) < self.fewest:
            zh = "列表" if not self.fewest else f"至少 {self.fewest} 项的列表"
            en = "a list" if not self.fewest else f"a list of at least {self.fewest}"
            refuse(problems, found, Text(f"{zh}（- … 或 […]）", f"{en} (- … or […])"))
            return None
        read = [self.rule.read(item, problems) for item in found.items]
        return tuple(value for value in read if value is not None)

    def schema(self) -> Schema:
        least = {"minItems": self.fewest} if self.fewest else {}
        return {"type": "array", "items": self.rule.schema(), **least}


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a table: its name, what may stand under it, whether it must be there, and what it is for."""

    name: str
    rule: Rule
    about: Text
    required: bool = False


@dataclass(frozen=True, slots=True)
class TableOf:
    """A table with known keys, built into a value by `build(values, table, problems)`.

    A `partial` one is built even when a required key is missing, so that what is below it is checked all the same.
    """

    name: str
    keys: tuple[Key, ...]
    build: Callable[[dict[str, Any], Table, Problems], Any]
    partial: bool = False

    def read(self, found: Found, problems: Problems) -> Any:
        values = keyed(found, self.keys, problems)
        if values is None or not isinstance(found, Table):
            return None
        if not self.partial and any(k.required and k.name not in values for k in self.keys):
            return None
        return self.build(values, found, problems)

    def schema(self) -> Schema:
        return {"$ref": f"#/$defs/{self.name}"}

    def own_schema(self) -> Schema:
        """The table's own schema, to stand among $defs."""
        properties = {}
        for key in self.keys:
            about = {"description": f"{key.about.zh} / {key.about.en}"}
            properties[key.name] = (
                {**key.rule.schema(), **about} if key.required else _or_null(key.rule.schema(), about)
            )
        return {
            "type": "object",
            "properties": properties,
            "required": [k.name for k in self.keys if k.required],
            "additionalProperties": False,
        }


def _or_null(schema: Schema, about: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}], **about}


def keyed(found: Found, keys: tuple[Key, ...], problems: Problems) -> dict[str, Any] | None:
    """The values under known keys; unknown and missing keys are named. A key that may be left out may be null."""
    known = {key.name: key for key in keys}
    if not isinstance(found, Table):
        refuse(problems, found, Text(f"键值表（{'、'.join(known)}）", f"a table with the keys {', '.join(known)}"))
        return None
    values = {}
    for name, value in found.entries:
        key = known.get(name.text)
        if key is None:
            near = get_close_matches(name.text, [*known], n=1)
            problems.add("E2022" if near else "E2026", name.place, key=name.text, known=tuple(known), near=near)
        elif key.required or not (isinstance(value, Scalar) and value.is_null):
            read = key.rule.read(value, problems)
            if read is not None:
                values[key.name] = read
    for key in keys:
        if key.required and found.get(key.name) is None:
            problems.add("E2027", found.place, key=key.name, about=key.about)
    return values
