"""The text of a formula as a syntax tree of Python, once nothing in it is longer, deeper or other than allowed."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

from nqp_index.errors import Place, Problem, problem

__all__ = ["FUNCTIONS", "FormulaText", "refusal", "syntax_tree"]

MOST_CHARACTERS = 500
MOST_TOKENS = 200
DEEPEST = 30

#: Function → fewest and most arguments.
FUNCTIONS: dict[str, tuple[int, int]] = {
    "log": (1, 1), "ln": (1, 1), "log10": (1, 1), "exp": (1, 1), "sqrt": (1, 1), "abs": (1, 1),
    "min": (2, 50), "max": (2, 50), "growth": (1, 1), "lag": (1, 1), "entropy": (2, 50),
}  # fmt: skip

_FULL_WIDTH = {chr(c): chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5F)}
_LOOKALIKES = {"×": "*", "÷": "/", "−": "-", "–": "-", "∕": "/", "·": "*", "，": ",", "、": ",", "　": " ", "\t": " ",
               "\n": " ", "\r": " ", "\u00a0": " "}  # fmt: skip
_ONE_TO_ONE = str.maketrans({**_FULL_WIDTH, **_LOOKALIKES})
_NUMBER = re.compile(r"(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_NAME = re.compile(r"[^\W\d]\w*")


@dataclass(frozen=True, slots=True)
class FormulaText:
    """A formula's text and the place of its first character."""

    text: str
    place: Place | None = None

    def at(self, column: int) -> Place | None:
        """The place of the character with this index: a column of a text file, the whole cell of a sheet."""
        place = self.place
        if place is None or not place.is_text or not place.column:
            return place
        return Place(place.file, place.sheet, place.row, place.column + column, True)


def refusal(code: str, source: FormulaText, column: int, /, **args: object) -> Problem:
    """A problem with a formula at one of its characters (index from 0)."""
    return problem(code, source.at(column), formula=source.text, at=column + 1, **args)


def syntax_tree(source: FormulaText) -> tuple[ast.expr, str] | Problem:
    """The expression and the text its columns refer to, or the first objection to how the formula is written.

    Full-width characters and × ÷ are read as their ASCII kin; nothing else is repaired. At most 500 characters, 200
    tokens and 30 nested brackets, so that no formula can exhaust the parser.
    """
    text = source.text.translate(_ONE_TO_ONE)
    if not text.strip():
        return refusal("E2400", source, 0)
    if len(text) > MOST_CHARACTERS:
        return refusal("E2401", source, MOST_CHARACTERS, most=MOST_CHARACTERS)
    objection = _objection(source, text)
    if objection is not None:
        return objection
    start = len(text) - len(text.lstrip())
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        column = start + max(0, (getattr(error, "offset", None) or 1) - 1)
        return refusal("E2403", source, min(column, len(text.rstrip()) - 1))
    return tree, text.strip()


def _objection(source: FormulaText, text: str) -> Problem | None:
    """Walk the tokens: only names, numbers, operators, brackets and commas, and not too many of them."""
    at = tokens = depth = 0
    while at < len(text):
        if text[at] == " ":
            at += 1
            continue
        match = _NUMBER.match(text, at)
        if match and match.end() < len(text) and (text[match.end()].isidentifier() or text[match.end()] == "."):
            return refusal("E2404", source, at, found=text[at : match.end() + 1])
        match = match or _NAME.match(text, at)
        if text.startswith("//", at):
            return refusal("E2405", source, at, found="//")
        if not match and text[at] not in "+-*/(),":
            return refusal("E2405", source, at, found=text[at])
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        tokens += 1
        if tokens > MOST_TOKENS:
            return refusal("E2402", source, at, most=MOST_TOKENS)
        if depth > DEEPEST:
            return refusal("E2406", source, at, most=DEEPEST)
        at = match.end() if match else at + 1
    return None
