"""Figures and letters that are printed otherwise than the rest of a cell: above the line, as footnote marks are, or
struck out. Joined to a number they would be further digits of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_DIGITS = str.maketrans("0123456789+-=()[]{}（）［］", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾⁽⁾⁽⁾⁽⁾⁽⁾")
_CIRCLED = {chr(ord("a") + i): chr(0x24D0 + i) for i in range(26)}
#: What parts a struck-out piece from its neighbours, so that 123 and what replaces it stay two numbers.
STRUCK: list[tuple[str, bool]] = [("\n", False)]
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


def is_struck(attributes: Mapping[str, str]) -> bool:
    """Whether the run property <strike> says that the run is struck out."""
    return attributes.get("val", "1") not in {"0", "false", "off"}


def _mark(character: str) -> str:
    if character in _CIRCLED:
        return _CIRCLED[character]
    return character if not character.isalnum() or (character.isdigit() and not character.isascii()) else ""
