"""A finding as a plain table: what reports, JSON and notebooks print without computing anything."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from nqp_index.terms import Lang, Text, current_language, label

if TYPE_CHECKING:
    import pandas as pd

Plain = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of plain values; None where there is no value.

    key      language-free name of the table
    keys     language-free names of the columns, in order (for JSON and code)
    columns  the same in the reader's language
    notes    sentences that must stand beside the table
    """

    key: str
    title: str
    keys: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[Plain, ...], ...]
    notes: tuple[str, ...] = ()

    def to_rows(self) -> list[dict[str, Plain]]:
        """One dictionary per row, by column key."""
        return [dict(zip(self.keys, row, strict=True)) for row in self.rows]

    def to_frame(self) -> pd.DataFrame:
        """The table for a notebook, with the columns in the reader's language."""
        import pandas as pd

        return pd.DataFrame(list(self.rows), columns=list(self.columns))


class Findings(Protocol):
    """What every finding can do: give its tables in a language."""

    def tables(self, lang: Lang | None = None) -> tuple[Table, ...]: ...


def plain(value: object, lang: Lang | None = None) -> Plain:
    """A value that any writer can print: NumPy scalars become Python's, NaN and infinity None, whole ranks stay whole.

    >>> plain(float("nan")), plain(Text("广西", "Guangxi"), "en"), plain(("a", "b"), "en")
    (None, 'Guangxi', 'a, b')
    """
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Text):
        return value.of(lang or current_language())
    if isinstance(value, tuple | list):
        joiner = "、" if (lang or current_language()) == "zh" else ", "
        return joiner.join(str(plain(v, lang)) for v in value)
    if hasattr(value, "item"):
        return plain(value.item(), lang)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return str(value)


def whole(value: float) -> int | None:
    """A rank as the whole number it is; None where there is no rank."""
    return int(value) if math.isfinite(value) else None


def table(
    key: str,
    keys: Sequence[str],
    rows: Iterable[Sequence[object]],
    lang: Lang | None,
    *,
    notes: Iterable[str] = (),
    about: str = "",
    headings: Mapping[str, str] | None = None,
) -> Table:
    """A Table titled and headed from the vocabulary: label keys `finding.<key>` and `field.<column key>`.

    about     what is added to the title (a year, a region)
    headings  columns whose heading is not in the vocabulary, because it counts something (top 5) or is a number
    """
    lang = lang or current_language()
    own = headings or {}
    name = label(f"finding.{key}", lang)
    return Table(
        key=key,
        title=f"{name}{'' if name.endswith('：') else ' '}{about}".rstrip(),
        keys=tuple(keys),
        columns=tuple(own[k] if k in own else label(f"field.{k}", lang) for k in keys),
        rows=tuple(tuple(plain(v, lang) for v in row) for row in rows),
        notes=tuple(notes),
    )
