"""XML read with every door shut: no DOCTYPE, no entities, no depth, nothing external."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pyexpat import ErrorString, ExpatError, ParserCreate, XMLParserType

from nqp_index.reading.containers.opening import Opening

DEEPEST = 200


@dataclass(frozen=True, slots=True)
class Element:
    """A start tag with the names' prefixes removed."""

    name: str
    parent: str
    attributes: dict[str, str]


class RootSeenError(Exception):
    """Stops a parser as soon as the prolog is over."""


def local(name: str) -> str:
    """A tag or attribute name without its prefix."""
    return name.rpartition(":")[2]


def guarded_parser(opening: Opening, part: str) -> XMLParserType:
    """An expat parser that refuses any DOCTYPE, and with it every entity."""

    def refuse(*_: object) -> None:
        raise opening.refusal("E1017", part=part)

    parser = ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.buffer_text = True
    return parser


def feed(opening: Opening, part: str, parser: XMLParserType, chunks: Iterable[bytes]) -> None:
    """Parse a part to its end; ill-formed XML refuses the file and names line and column of the part."""
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except ExpatError as error:
        raise opening.refusal(
            "E1018", part=part, line=error.lineno, column=error.offset + 1, reason=ErrorString(error.code) or ""
        ) from None
    except (LookupError, ValueError, UnicodeError) as error:
        raise opening.refusal("E1018", part=part, line=1, column=1, reason=str(error)) from None


def check_prolog(opening: Opening, part: str, head: bytes) -> None:
    """Refuse a part that declares a DOCTYPE before its root element; anything else about it is not asked here."""

    def stop(*_: object) -> None:
        raise RootSeenError

    parser = guarded_parser(opening, part)
    parser.StartElementHandler = stop
    try:
        parser.Parse(head, False)
    except (RootSeenError, ExpatError, LookupError, ValueError):
        return


def elements(opening: Opening, part: str, data: bytes, wanted: frozenset[str]) -> list[Element]:
    """The start tags of a small part whose local names are wanted, in order."""
    found: list[Element] = []
    path = [""]

    def start(name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        if name in wanted:
            found.append(Element(name, path[-1], {local(k): v for k, v in attributes.items()}))
        path.append(name)
        check_depth(opening, part, len(path))

    parser = guarded_parser(opening, part)
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: path.pop()
    feed(opening, part, parser, [data])
    return found


def check_depth(opening: Opening, part: str, depth: int) -> None:
    """Refuse elements nested deeper than any real document."""
    if depth > DEEPEST:
        raise opening.refusal("E1018", part=part, line=0, column=0, reason=f"nesting > {DEEPEST}")


StartHandler = Callable[[str, dict[str, str]], None]
