"""Finds the words for a code or a key. One catalogue file per room, so that each stays readable."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import cache
from importlib import import_module
from string import Formatter
from typing import Any, Protocol

from nqp_index.terms.language import Lang, Text, current_language

#: The catalogue files beside this one, each with MESSAGES and LABELS.
ROOMS = (
    "common", "containers", "reading", "definitions", "methods", "weighting", "scoring", "analysis", "reports", "cli",
)  # fmt: skip


class Coded(Protocol):
    """What can be said in words: a code, and the values its words need."""

    @property
    def code(self) -> str: ...
    @property
    def args(self) -> tuple[tuple[str, object], ...]: ...


class Objection(Coded, Protocol):
    """The same with how grave it is, and where."""

    @property
    def place(self) -> object: ...
    @property
    def severity(self) -> Enum: ...


class Message(tuple[str, str, str, str]):
    """What happened (zh, en) and how to mend it (zh, en); `{name}` stands for a problem's value."""

    __slots__ = ()

    def __new__(cls, zh: str, en: str, mend_zh: str = "", mend_en: str = "") -> Message:
        return super().__new__(cls, (zh, en, mend_zh, mend_en))

    def what(self, lang: Lang) -> str:
        return self[0] if lang == "zh" else self[1]

    def mend(self, lang: Lang) -> str:
        return self[2] if lang == "zh" else self[3]


@cache
def messages() -> Mapping[str, Message]:
    """Every message by its code; a code used twice is a programming error."""
    return _merged("MESSAGES")


@cache
def labels() -> Mapping[str, Text]:
    """Every label by its key; a key used twice is one too."""
    return _merged("LABELS")


def _merged(name: str) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for room in ROOMS:
        own: dict[str, Any] = getattr(import_module(f"nqp_index.terms.{room}"), name)
        if twice := merged.keys() & own.keys():
            raise ValueError(f"{name} used twice: {sorted(twice)}")
        merged.update(own)
    return merged


def label(key: str, lang: Lang | None = None, **values: object) -> str:
    """The words for a label key, with `{name}` filled in."""
    lang = lang or current_language()
    return _filled(labels()[key].of(lang), values, lang)


def sentence_parts(problem: Coded, lang: Lang | None = None) -> tuple[str, str]:
    """What happened and how to mend it, without the place."""
    lang = lang or current_language()
    message = messages()[problem.code]
    values = dict(problem.args)
    return _filled(message.what(lang), values, lang), _filled(message.mend(lang), values, lang)


def sentence(problem: Objection, lang: Lang | None = None) -> str:
    """The whole line: `error[E1203] file:Sheet1!C14: message; hint`."""
    lang = lang or current_language()
    what, mend = sentence_parts(problem, lang)
    where = f" {problem.place}:" if problem.place else ""
    line = f"{label(f'report.severity.{problem.severity.value}', lang)}[{problem.code}]{where} {what}"
    return f"{line}{'；' if lang == 'zh' else '; '}{mend}" if mend else line


def _filled(template: str, values: Mapping[str, object], lang: Lang) -> str:
    return _Filler(lang).vformat(template, (), values)


class _Filler(Formatter):
    """Fills `{name}` with a value as a person reads it, and `{share:.0%}` with a number as the template asks."""

    def __init__(self, lang: Lang) -> None:
        self._lang: Lang = lang

    def format_field(self, value: Any, format_spec: str) -> str:
        return format(value, format_spec) if format_spec else _shown(value, self._lang)


def _shown(value: object, lang: Lang) -> str:
    """A value as a person reads it; long or multi-line text from a file is cut so that a message stays a line."""
    if isinstance(value, Text):
        return value.of(lang)
    if isinstance(value, list | tuple | set | frozenset):
        joiner = "、" if lang == "zh" else ", "
        return joiner.join(_shown(v, lang) for v in value)
    text = f"{value:.12g}" if isinstance(value, float) else str(value)
    text = "".join(c if c.isprintable() else "�" for c in " ".join(text.split()))
    return text if len(text) <= 500 else text[:497] + "…"
