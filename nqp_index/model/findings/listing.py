"""A list or matrix behind a finding, kept without a language until it is printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nqp_index.model.findings.table import Table, table
from nqp_index.terms import Lang, Text, current_language


@dataclass(frozen=True, eq=False)
class Listing:
    """Rows under a key; values may be Text, numbers, or None and NaN where there is none.

    about     what is added to the title (a year, a region)
    headings  columns whose heading is not in the vocabulary, because it is a code, a number or a name
    """

    key: str
    keys: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    notes: tuple[Text, ...] = ()
    about: Text = Text()
    headings: Mapping[str, Text] = field(default_factory=dict)

    def tables(self, lang: Lang | None = None) -> tuple[Table, ...]:
        """The one table that it is."""
        lang = lang or current_language()
        headings = {key: text.of(lang) for key, text in self.headings.items()}
        notes = [note.of(lang) for note in self.notes]
        found = table(self.key, self.keys, self.rows, lang, notes=notes, about=self.about.of(lang), headings=headings)
        return (found,)
