"""What a definition file says, before anybody asks what it means: texts, lists and tables, each with its place."""

from __future__ import annotations

from dataclasses import dataclass

from nqp_index.errors import Place

__all__ = ["Found", "Listing", "Scalar", "Table"]


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as written. Unless quoted it may mean a number, true, false or null: the key it stands under decides."""

    text: str
    place: Place
    quoted: bool = False

    @property
    def is_null(self) -> bool:
        return not self.quoted and self.text in {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of things found."""

    items: tuple[Found, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Table:
    """Keys with what was found under them, in the order written; a key stands once."""

    entries: tuple[tuple[Scalar, Found], ...]
    place: Place

    def get(self, key: str) -> Found | None:
        """What stands under a key; None when it is absent."""
        return next((value for name, value in self.entries if name.text == key), None)


Found = Scalar | Listing | Table
