"""The help of the command-line library in the language spoken: it knows English only."""

from __future__ import annotations

import re
from typing import Any

from typer.core import TyperGroup

from nqp_index.terms import label

#: What the library writes, and the key of the words that take its place.
_WORDS = (
    (re.compile(r"^Usage:", re.M), "help.usage"),
    (re.compile(r"^Arguments:$", re.M), "help.arguments"),
    (re.compile(r"^Options:$", re.M), "help.options"),
    (re.compile(r"^Commands:$", re.M), "help.commands"),
    (re.compile(r"\[OPTIONS\]"), "help.any_options"),
    (re.compile(r"COMMAND \[ARGS\]\.\.\."), "help.any_command"),
    (re.compile(r"Show this message and exit\."), "help.help"),
    (re.compile(r"\[required\]"), "help.required"),
    (re.compile(r"(?<=\[)default:(?=\s)"), "help.default"),
)
#: Types of the programming language behind an argument's name.
_TYPE = re.compile(r" <(?:list\[)?(?:str|Path)\]?>", re.M)


class Commands(TyperGroup):
    """The list of commands, with its headings in the language spoken."""

    def get_help(self, ctx: Any) -> str:
        return spoken(super().get_help(ctx))


def spoken(text: str) -> str:
    """A help text of the library with its own words in the language spoken, and without the names of types."""
    for pattern, key in _WORDS:
        text = pattern.sub(label(key), text)
    return _TYPE.sub(lambda found: " " * len(found[0]), text)
