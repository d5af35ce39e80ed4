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


def between_words(text: str, width: int) -> list[str]:
    """The text in lines of about `width` columns, broken between words only: a longer word stays whole.

    >>> between_words("a long_file_name.xlsx:Sheet1!C4", 10)
    ['a', 'long_file_name.xlsx:Sheet1!C4']
    """
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        lines[-1:] = [joined] if not lines[-1] or display_width(joined) <= width else [lines[-1], word]
    return lines


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` columns, broken between words, or between characters where it must be.

    >>> wrapped("New technology", 10)
    ['New', 'technology']
    """
    lines, used = [""], 0
    for word in text.split() or [""]:
        size = display_width(word)
        if not lines[-1] and size <= width:
            lines[-1], used = word, size
        elif lines[-1] and used + 1 + size <= width:
            lines[-1], used = f"{lines[-1]} {word}", used + 1 + size
        else:
            pieces = _pieces(word, width)
            lines[len(lines) - (not lines[-1]) :] = pieces
            used = display_width(pieces[-1])
    return lines


def _pieces(word: str, width: int) -> list[str]:
    """A word in pieces of at most `width` columns, in one pass however long it is."""
    pieces: list[str] = []
    start = used = 0
    for i, character in enumerate(word):
        size = _character_width(character)
        if used + size > width and i > start:
            pieces.append(word[start:i])
            start, used = i, 0
        used += size
    return [*pieces, word[start:]]
