"""YAML text as found things with line and column: YAML 1.2, one document, nothing that runs, refers or merges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from nqp_index.errors import DefinitionError, Place, Problem, Problems, problem
from nqp_index.reading.definitions.found import Found, Listing, Scalar, Table
from nqp_index.reading.definitions.yaml_plain import found_in_plain_yaml
from nqp_index.terms import Text

__all__ = ["DEEPEST", "LARGEST", "found_in_yaml"]

LARGEST = 1_000_000
DEEPEST = 20
MOST_EVENTS = 100_000

_REASONS = (
    ("special characters are not allowed", "含有控制字符"),
    ("cannot start any token", "此处的字符不能作开头（缩进不能用制表符，% @ ` 开头的文字要加引号）"),
    ("mapping values are not allowed", "此处不应有冒号（含冒号的文字要加引号）"),
    ("unexpected end of stream", "引号没有闭合"),
    ("could not find expected ':'", "缺少冒号"),
    ("expected <block end>", "缩进不一致，或上一项没有写完"),
    ("expected the node content", "方括号或花括号没有闭合，或缺少内容"),
    ("expected ',' or", "缺少逗号，或括号没有闭合"),
    ("sequence entries are not allowed", "列表项应另起一行"),
    ("unknown escape character", "双引号内的反斜杠用法有误（改用单引号）"),
    ("but found unknown escape", "双引号内的反斜杠用法有误（改用单引号）"),
)


def found_in_yaml(content: bytes, file: str) -> Found:
    """The one document in `content`; `file` names it in every place.

    Refused before anything is built: more than 1 MB, deeper than 20, tags, anchors, aliases, merge keys, a second
    document, a key twice (both lines are named), text that is not UTF-8. Raises DefinitionError.
    """
    if len(content) > LARGEST:
        raise DefinitionError(problem("E2000", Place(file), size=len(content), most=LARGEST))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise DefinitionError(problem("E2001", Place(file, "", line, 0, True))) from None
    found = found_in_plain_yaml(text, file, deepest=DEEPEST, most_events=MOST_EVENTS)
    return found_by_parser(text, file) if found is None else found


def found_by_parser(text: str, file: str) -> Found:
    """The same by the full parser, which takes any style and says where it is wrong."""
    builder = _Builder(file)
    for event in _events(text, file):
        objection = builder.take(event)
        if objection is not None:
            raise DefinitionError([*builder.problems, objection])
    builder.problems.raise_errors(DefinitionError)
    if builder.root is None:
        raise DefinitionError(problem("E2002", Place(file)))
    return builder.root


def _events(text: str, file: str) -> Iterator[Any]:
    """The parser's events; what it cannot read becomes one problem at its line and column."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    parser = YAML(typ="safe", pure=True)
    try:
        for count, event in enumerate(parser.parse(text)):
            if count > MOST_EVENTS:
                raise DefinitionError(problem("E2003", _place(event.start_mark, file), most=MOST_EVENTS))
            yield event
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise DefinitionError(
            problem("E2004", _place(mark, file), found=error.problem or error.context or "")
        ) from None
    except YAMLError as error:
        raise DefinitionError(problem("E2004", _unmarked(text, error, file), found=_in_words(_reason(error)))) from None
    except (ValueError, IndexError, TypeError, AttributeError, AssertionError, RecursionError, OverflowError):
        raise DefinitionError(problem("E2004", Place(file, is_text=True), found="?")) from None


def _place(mark: Any, file: str) -> Place:
    return Place(file, "", mark.line + 1, mark.column + 1, True) if mark is not None else Place(file)


def _unmarked(text: str, error: Exception, file: str) -> Place:
    position = getattr(error, "position", None)
    if not isinstance(position, int):
        return Place(file)
    before = text[:position]
    return Place(file, "", before.count("\n") + 1, position - before.rfind("\n"), True)


def _in_words(reason: str) -> Text:
    """The parser's reason, which is English, with Chinese words for the common ones."""
    zh = next((words for part, words in _REASONS if part in reason), reason)
    return Text(zh, reason)


def _reason(error: Exception) -> str:
    return str(getattr(error, "reason", "") or "")


@dataclass
class _Open:
    """A list or table whose end has not come yet."""

    place: Place
    is_table: bool
    items: list[Found] = field(default_factory=list)
    keys: dict[str, Place] = field(default_factory=dict)
    key: Scalar | None = None
    entries: list[tuple[Scalar, Found]] = field(default_factory=list)


class _Builder:
    """Takes one event after the other; no recursion, so that depth cannot exhaust the stack."""

    def __init__(self, file: str) -> None:
        self.root: Found | None = None
        self.problems = Problems()
        self._file = file
        self._open: list[_Open] = []
        self._documents = 0

    def take(self, event: Any) -> Problem | None:
        """Build on; a problem is returned when nothing after it can be trusted."""
        name, place = type(event).__name__, _place(event.start_mark, self._file)
        if name == "DocumentStartEvent":
            self._documents += 1
            return problem("E2005", place) if self._documents > 1 else None
        if name == "AliasEvent" or getattr(event, "anchor", None) is not None:
            return problem("E2006", place, name=event.anchor)
        if getattr(event, "tag", None) is not None and name != "DocumentStartEvent":
            return problem("E2007", place, tag=str(event.tag))
        if name in {"SequenceStartEvent", "MappingStartEvent"}:
            if len(self._open) >= DEEPEST:
                return problem("E2008", place, most=DEEPEST)
            if self._awaits_key():
                return problem("E2009", place)
            self._open.append(_Open(place, name == "MappingStartEvent"))
        elif name in {"SequenceEndEvent", "MappingEndEvent"}:
            done = self._open.pop()
            whole = Table(tuple(done.entries), done.place) if done.is_table else Listing(tuple(done.items), done.place)
            self._put(whole)
        elif name == "ScalarEvent":
            return self._scalar(Scalar(event.value, place, event.style not in {None, ""}))
        return None

    def _awaits_key(self) -> bool:
        return bool(self._open) and self._open[-1].is_table and self._open[-1].key is None

    def _scalar(self, scalar: Scalar) -> Problem | None:
        if not self._awaits_key():
            self._put(scalar)
            return None
        if scalar.text == "<<" and not scalar.quoted:
            return problem("E2010", scalar.place)
        around = self._open[-1]
        first = around.keys.setdefault(scalar.text, scalar.place)
        if first is not scalar.place:
            self.problems.add("E2011", scalar.place, key=scalar.text, line=first.row)
        around.key = scalar
        return None

    def _put(self, found: Found) -> None:
        if not self._open:
            self.root = found
            return
        around = self._open[-1]
        if not around.is_table:
            around.items.append(found)
        elif around.key is not None:
            if around.keys[around.key.text] is around.key.place:
                around.entries.append((around.key, found))
            around.key = None
