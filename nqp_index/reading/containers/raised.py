"""Figures and letters printed above the line, as footnote marks are: joined to a number they would end it."""

from __future__ import annotations

from collections.abc import Sequence

_DIGITS = str.maketrans("0123456789+-=()[]{}（）［］", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾⁽⁾⁽⁾⁽⁾⁽⁾")
_CIRCLED = {chr(ord("a") + i): chr(0x24D0 + i) for i in range(26)}
#: What stands for a raised word without a figure or a letter: 注.
_MARK = "※"


def raised(text: str) -> str:
    """A raised piece of text in characters that are marks by themselves.

    >>> raised("1)"), raised("注2"), raised("a"), raised("注")
    ('¹⁾', '²', 'ⓐ', '※')
    """
    marks = "".join(_mark(c) for c in text.translate(_DIGITS).casefold())
    return marks or (_MARK if text.strip() else text)


def joined(pieces: Sequence[tuple[str, bool]]) -> str:
    """Pieces of a text, each with whether it is raised. A text that is raised as a whole is only set so: no marks.

    >>> joined([("45222.4", False), ("2", True)]), joined([("45222.4", True)])
    ('45222.4²', '45222.4')
    """
    marked = any(text.strip() and not up for text, up in pieces)
    return "".join(raised(text) if up and marked else text for text, up in pieces)


def _mark(character: str) -> str:
    if character in _CIRCLED:
        return _CIRCLED[character]
    return character if not character.isalnum() or (character.isdigit() and not character.isascii()) else ""
