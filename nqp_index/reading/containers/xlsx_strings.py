"""The shared strings of a workbook: rich runs joined, raised ones as marks, phonetic hints left out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from nqp_index.reading.containers.opening import Opening
from nqp_index.reading.containers.raised import STRUCK, is_struck, joined
from nqp_index.reading.containers.xmlparts import check_depth, feed, guarded_parser, local

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def unescaped(text: str) -> str:
    """Undo the `_x000D_` spelling of characters that XML cannot hold (ECMA-376 part 1, 22.9.2.19).

    >>> unescaped("a_x000A_b")
    'a\\nb'
    """
    return _ESCAPED.sub(lambda m: chr(int(m.group(1), 16)), text) if "_x" in text else text


def read_strings(opening: Opening, part: str, chunks: Iterable[bytes]) -> list[str]:
    """Every shared string in order."""
    collector = _Strings(opening, part)
    parser = guarded_parser(opening, part)
    parser.StartElementHandler = collector.start
    parser.EndElementHandler = collector.end
    parser.CharacterDataHandler = collector.text
    feed(opening, part, parser, chunks)
    return collector.found


class _Strings:
    __slots__ = ("_depth", "_listens", "_opening", "_part", "_phonetic", "_pieces", "_raised", "_struck", "found")

    def __init__(self, opening: Opening, part: str) -> None:
        self._opening, self._part = opening, part
        self._depth = 0
        self._phonetic = self._listens = self._raised = self._struck = False
        self._pieces: list[tuple[str, bool]] = []
        self.found: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        name = local(name)
        if name == "t":
            self._listens = not self._phonetic
        elif name == "si":
            self._pieces = []
        elif name == "rPh":
            self._phonetic = True
        elif name == "r":
            self._raised = self._struck = False
        elif name == "vertAlign":
            self._raised = attributes.get("val") == "superscript"
        elif name == "strike":
            self._struck = is_struck(attributes)
            self._pieces += STRUCK * self._struck
        check_depth(self._opening, self._part, self._depth)

    def text(self, piece: str) -> None:
        if self._listens:
            self._pieces.append((piece, self._raised))

    def end(self, name: str) -> None:
        self._depth -= 1
        name = local(name)
        if name == "t":
            self._listens = False
        elif name == "r":
            self._pieces += STRUCK * self._struck
            self._raised = self._struck = False
        elif name == "rPh":
            self._phonetic = False
        elif name == "si":
            self.found.append(unescaped(joined(self._pieces)))
            if len(self.found) > self._opening.limits.cells:
                raise self._opening.refusal("E1032", limit=self._opening.limits.cells)
