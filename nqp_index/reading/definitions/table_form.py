"""The spreadsheet form of a framework: which kinds of row there are, and how each key is laid out in columns."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from nqp_index.reading.definitions.found import Found, Listing, Scalar, Table
from nqp_index.reading.definitions.framework_keys import (
    BREAK,
    CONFUSABLE,
    CONSTRUCT,
    FRAMEWORK,
    INDICATOR,
    NODE,
    SERIES,
)
from nqp_index.terms import Text

__all__ = ["KINDS", "SHEETS", "RowKind", "cells_of", "columns_of", "found_of", "guarded", "unguarded"]

TEXTS = ("label", "source", "note", "stands_for", "scope", "section", "claim", "analysis")
ENDS = ("goalposts", "plausible")
WORDS = ("aliases", "constructs", "instead")
PLAIN = ("weight", "core", "year", "measure", "version")

Cells = dict[str, str | float | bool]


@dataclass(frozen=True, slots=True)
class RowKind:
    """A kind of row: the keys it holds, and for each the column or columns they are laid out in."""

    name: str
    keys: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(column for key in self.keys for column in columns_of(key))


def _keys(table_keys: tuple[str, ...], first: tuple[str, ...], without: tuple[str, ...] = ()) -> tuple[str, ...]:
    return (*first, *(key for key in table_keys if key not in without))


def _names(table: object) -> tuple[str, ...]:
    return tuple(key.name for key in getattr(table, "keys", ()))


#: Every kind of row; a key is the definition's own, but for the code of a row and the code of the row it belongs to.
KINDS: dict[str, RowKind] = {
    kind.name: kind
    for kind in (
        RowKind(
            "framework", _keys(_names(FRAMEWORK), ("code",), ("framework", "levels", "series", "constructs", "tree"))
        ),
        RowKind("level", ("code", "label")),
        RowKind("node", _keys(_names(NODE), ("code", "parent"), ("code", "children"))),
        RowKind("indicator", _keys(_names(INDICATOR), ("code", "parent"), ("indicator",))),
        RowKind("series", _keys(_names(SERIES), ("code",), ("code", "breaks", "confusable"))),
        RowKind("break", _keys(_names(BREAK), ("code",))),
        RowKind("confusable", _keys(_names(CONFUSABLE), ("code",))),
        RowKind("construct", _keys(_names(CONSTRUCT), ("code",), ("code",))),
    )
}

#: Sheet → the kinds of row it holds; a CSV file holds them all in one table.
SHEETS: dict[str, tuple[str, ...]] = {
    "framework": ("framework", "level"),
    "tree": ("node", "indicator"),
    "series": ("series", "break", "confusable"),
    "constructs": ("construct",),
}


def columns_of(key: str) -> tuple[str, ...]:
    """The columns of one key: two languages, two ends, or the key itself (`kind` is taken by the kind of row)."""
    if key in TEXTS:
        return f"{key}_zh", f"{key}_en"
    if key in ENDS:
        return f"{key}_low", f"{key}_high"
    return ("series_kind",) if key == "kind" else (key,)


def cells_of(key: str, value: object) -> Cells:
    """A value of the model as cells; what is empty is left out."""
    columns = columns_of(key)
    if key in TEXTS and isinstance(value, Text):
        return {c: t for c, t in zip(columns, (value.zh, value.en), strict=True) if t}
    if key in ENDS and isinstance(value, tuple):
        return {c: end for c, end in zip(columns, value, strict=True) if end is not None}
    if key in WORDS and isinstance(value, tuple):
        return {key: " | ".join(_escaped(str(word)) for word in value)} if value else {}
    if isinstance(value, bool | float | int):
        return {columns[0]: value}
    return {columns[0]: str(value)} if value else {}


def found_of(key: str, cells: dict[str, Scalar]) -> Found | None:
    """What the cells of one key say, as if it stood in a YAML definition; None when they are empty."""
    there = [cells.get(column) for column in columns_of(key)]
    first = next((cell for cell in there if cell is not None), None)
    if first is None:
        return None
    if key in TEXTS:
        pairs = zip(("zh", "en"), there, strict=True)
        return Table(tuple((Scalar(lang, c.place), replace(c, quoted=True)) for lang, c in pairs if c), first.place)
    if key in ENDS:
        return Listing(tuple(cell or Scalar("null", first.place) for cell in there), first.place)
    if key in WORDS:
        return Listing(tuple(Scalar(w, first.place, True) for w in _split(first.text)), first.place)
    if key == "direction":
        return _direction(first)
    return first if key in PLAIN else replace(first, quoted=True)


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("|", "\\|")


def _split(text: str) -> list[str]:
    """Words between bars; a bar or backslash of a word's own has a backslash before it."""
    parts = re.findall(r"((?:[^|\\]|\\.)*)(?:\||$)", text, re.DOTALL)
    words = [re.sub(r"\\(.)", r"\1", part.strip()) for part in parts]
    return [word for word in words if word]


def _direction(cell: Scalar) -> Found:
    """`target 5` and `interval 3 5` become the tables they stand for."""
    match = re.fullmatch(r"(target|interval)[\s:]+(\S+?)(?:[\s,]+(\S+))?", cell.text.strip())
    if not match:
        return cell
    ends = tuple(Scalar(end, cell.place) for end in match.groups()[1:] if end is not None)
    value: Found = ends[0] if match[1] == "target" and len(ends) == 1 else Listing(ends, cell.place)
    return Table(((Scalar(match[1], cell.place), value),), cell.place)


def guarded(text: str) -> str:
    """Text for a CSV cell: an apostrophe goes before anything that a spreadsheet would run as a formula."""
    return f"'{text}" if text.startswith(tuple("'=+-@\t\r\n\x00＝＋－＠")) else text


def unguarded(text: str) -> str:
    """The text behind `guarded`."""
    return text[1:] if text.startswith("'") else text
