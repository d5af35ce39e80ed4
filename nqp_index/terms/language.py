"""The two languages, a text that exists in both, and which of them is spoken now."""

from __future__ import annotations

import locale
import os
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal

Lang = Literal["zh", "en"]
LANGUAGES: tuple[Lang, Lang] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """One text in both languages; a missing one falls back to the other."""

    zh: str = ""
    en: str = ""

    def of(self, lang: Lang) -> str:
        """The text in `lang`, or in the other language when that is all there is."""
        return (self.zh or self.en) if lang == "zh" else (self.en or self.zh)

    def __str__(self) -> str:
        return self.of(current_language())

    def __bool__(self) -> bool:
        return bool(self.zh or self.en)


def text_of(given: Text | str) -> Text:
    """A text that reads alike in both languages, such as a formula, may be given as a str."""
    return given if isinstance(given, Text) else Text(given, given)


def joined(*parts: Text | str, zh: str = "，", en: str = ", ") -> Text:
    """Pieces of a line one after another in both languages, empty ones left out."""
    given = [text_of(part) for part in parts if part]
    return Text(zh.join(part.of("zh") for part in given), en.join(part.of("en") for part in given))


def language_of_environment() -> Lang:
    """Chinese unless the environment clearly asks for another language."""
    for name in ("NQP_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "").lower()
        if value and value not in {"c", "posix", "c.utf-8", "c.utf8"}:
            return "zh" if value.startswith("zh") else "en"
    try:
        name = (locale.getlocale()[0] or "").lower()
    except ValueError:
        name = ""
    return "en" if name.startswith("en") else "zh"


_spoken: ContextVar[Lang | None] = ContextVar("nqp_language", default=None)


def current_language() -> Lang:
    """The language of messages now: as set by `use_language`, else as the environment says."""
    return _spoken.get() or language_of_environment()


def use_language(lang: Lang | None) -> None:
    """Speak `lang` from now on; None goes back to the environment's language."""
    _spoken.set(lang)
