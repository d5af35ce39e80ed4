"""The pieces of which definitions in plain style are made: texts, and lists and tables in one line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from nqp_index.errors import Place
from nqp_index.reading.definitions.found import Found, Listing, Scalar, Table

__all__ = ["NotPlain", "Open", "Parts"]

_LETTER = r"[A-Za-z0-9_\u4e00-\u9fff]"
_FURTHER = rf"(?:[ ]*(?:{_LETTER}|[.()*/+\-]))*"
_FURTHER_IN_LINE = rf"(?:[ ]*(?:{_LETTER}|[.,()*/+\-]))*"
_QUOTED = r'"(?:[^"\\]|\\["\\])*"'
_ESCAPED = re.compile(r'\\(["\\])')
#: A value that fills the rest of its line; a comment may follow.
_SCALAR = re.compile(rf"({_QUOTED}|(?:{_LETTER}|[.(]|-[0-9.]){_FURTHER_IN_LINE})(?:[ ]+#.*|[ ]*)")
#: The next piece inside brackets: a bracket or comma, a key, or a value.
_TOKEN = re.compile(
    rf"[ ]*(?:([\[\]{{}},])|([A-Za-z_][A-Za-z0-9_]{{0,99}}):[ ]+"
    rf"|({_QUOTED}|(?:{_LETTER}|[.]|-[0-9.]){_FURTHER})(?=[ ]*[,\]}}]))"
)
_REST = re.compile(r"[ ]+#.*|[ ]*")


class NotPlain(Exception):
    """The full parser has to look at this text."""


@dataclass(slots=True)
class Open:
    """A list or table whose end has not come yet: where it stands, what it holds, and in a table the key that waits."""

    column: int
    is_table: bool
    place: Place
    items: list[Found] = field(default_factory=list)
    entries: list[tuple[Scalar, Found]] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    key: Scalar | None = None

    def name(self, key: Scalar) -> None:
        """Have a key wait for its value. Raises NotPlain for a key twice, or where another one is waiting."""
        if not self.is_table or self.key is not None or key.text in self.keys:
            raise NotPlain
        self.keys.add(key.text)
        self.key = key

    def put(self, found: Found) -> None:
        """A value for the key that waits, or the next one of a list."""
        if not self.is_table:
            self.items.append(found)
        elif self.key is None:
            raise NotPlain
        else:
            self.entries.append((self.key, found))
            self.key = None

    def done(self) -> Found:
        """The whole, at its end."""
        if self.key is not None:
            raise NotPlain
        return Table(tuple(self.entries), self.place) if self.is_table else Listing(tuple(self.items), self.place)


class Parts:
    """Makes texts, lists and tables with their places, and counts what the full parser would count."""

    def __init__(self, file: str, deepest: int) -> None:
        self.events = 4  # the begin and the end of the stream and of its document
        self._file, self._deepest = file, deepest

    def scalar(self, row: int, column: int, text: str) -> Scalar:
        self.events += 1
        place = Place(self._file, "", row, column + 1, True)
        if text[0] != '"':
            return Scalar(text, place)
        return Scalar(_ESCAPED.sub(r"\1", text[1:-1]), place, quoted=True)

    def begin(self, row: int, column: int, *, is_table: bool, depth: int) -> Open:
        """A list or table inside `depth` others. Raises NotPlain when that is too deep."""
        if depth >= self._deepest:
            raise NotPlain
        self.events += 2
        return Open(column, is_table, Place(self._file, "", row, column + 1, True))

    def value(self, row: int, text: str, column: int, *, depth: int) -> Found:
        """The value that fills the rest of a line from this column on, inside `depth` lists and tables."""
        if text[:1] in {"[", "{"}:
            return self._bracketed(row, text, column, depth)
        found = _SCALAR.fullmatch(text)
        if found is None:
            raise NotPlain
        return self.scalar(row, column, found[1])

    def _bracketed(self, row: int, text: str, column: int, depth: int) -> Found:
        """Lists and tables in brackets that begin and end in this line."""
        opened: list[Open] = []
        at, behind = 0, "open"  # what stood last: a bracket that opens, a key, a value, or a comma
        while True:
            found = _TOKEN.match(text, at)
            if found is None:
                raise NotPlain
            mark, key, value = found.groups()
            where, at = column + found.start(found.lastindex or 0), found.end()
            _require_order(mark or "", key is not None, behind, opened)
            if key is not None:
                opened[-1].name(self.scalar(row, where, key))
                behind = "key"
            elif value is not None:
                opened[-1].put(self.scalar(row, where, value))
                behind = "value"
            elif mark in {"[", "{"}:
                opened.append(self.begin(row, where, is_table=mark == "{", depth=depth + len(opened)))
                behind = "open"
            elif mark == ",":
                behind = "comma"
            else:
                done, behind = opened.pop().done(), "value"
                if not opened:
                    return self._at_end(done, text, at)
                opened[-1].put(done)

    def _at_end(self, done: Found, text: str, at: int) -> Found:
        if _REST.fullmatch(text, at) is None:
            raise NotPlain
        return done


def _require_order(mark: str, is_key: bool, behind: str, opened: list[Open]) -> None:
    """Raise NotPlain unless this piece may follow the one before: values with commas between, keys in tables only."""
    if not opened:
        return  # the first bracket
    is_table = opened[-1].is_table
    if is_key:
        may_follow = is_table and behind in {"open", "comma"}
    elif mark == ",":
        may_follow = behind == "value"
    elif mark in {"]", "}"}:
        may_follow = behind in {"value", "open"} and is_table == (mark == "}")
    else:
        may_follow = behind == "key" if is_table else behind in {"open", "comma"}
    if not may_follow:
        raise NotPlain
