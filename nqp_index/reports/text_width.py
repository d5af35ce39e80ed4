"""How wide text is on screen and on paper: a Chinese character takes two columns."""

from __future__ import annotations

import unicodedata


def display_width(text: str) -> int:
    """Columns that a text takes on a console.

    >>> display_width("北京 A")
    6
    """
    return sum(_character_width(character) for character in text)


def _character_width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Cf", "Cc"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def fitted(text: str, width: int) -> str:
    """The text cut to `width` columns, with an ellipsis where something is left out."""
    if display_width(text) <= width:
        return text
    kept = ""
    for character in text:
        if display_width(kept) + _character_width(character) > width - 1:
            break
        kept += character
    return kept + "…"


def padded(text: str, width: int, *, is_number: bool = False) -> str:
    """The text in exactly `width` columns, numbers to the right."""
    cut = fitted(text, width)
    space = " " * (width - display_width(cut))
    return space + cut if is_number else cut + space
