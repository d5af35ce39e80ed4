"""Which series of the dictionary a label names; what it may have meant when it names none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from nqp_index.model.framework import Confusable, Series
from nqp_index.reading.names.nearness import MOST_SOUGHT, NearNames, same_shapes, slips
from nqp_index.reading.names.plain import chinese_part, has_chinese, only_chinese, plain

#: Qualifiers that do not change what is counted.
_NEUTRAL = ("当年价", "当年价格", "现价", "按当年价格计算", "年末", "年末数", "合计", "总计", "totalcurrentprices")
_NEUTRAL_BRACKET = re.compile(r"\((?:" + "|".join(_NEUTRAL) + r")\)")
_SEPARATORS = re.compile(r"[/:#\s_|>-]|其中|的")
_DIGIT = re.compile(r"[0-9一二三四五六七八九十]")
#: Words behind a name that only say that it is counted or summed: 年末常住人口数, GDP总量.
_COUNT_WORD = re.compile(r"(?:总数|总量|总额|数)$")
_OPPOSITES = (
    "进出",
    "入出",
    "收支",
    "城乡",
    "男女",
    "内外",
    "增减",
    "新老",
    "上下",
    "左右",
    "前后",
    "工农",
    "公私",
    "旧新",
)
_FILLERS = "数额量值总"


@dataclass(frozen=True, slots=True)
class SeriesMatch:
    """What a label turned out to name.

    code         the series, or empty
    suggestions  names it may have meant
    misspelt     it is one slip away from a name of the dictionary
    confusable   it looks like this series but is declared to be another thing
    """

    code: str = ""
    suggestions: tuple[str, ...] = ()
    misspelt: bool = False
    confusable: tuple[str, Confusable] | None = None


class SeriesNames:
    """All names of a dictionary's series: codes, labels in both languages, aliases, and a user's own aliases."""

    def __init__(self, series: Iterable[Series], aliases: Mapping[str, str] | None = None) -> None:
        self.series = {s.code: s for s in series}
        self.labels: dict[str, str] = {}
        self._by_name: dict[str, str] = {}
        self._loose: dict[str, str] = {}
        self._own: set[str] = set()
        self._confusable: dict[str, tuple[str, Confusable]] = {}
        for s in self.series.values():
            self.labels[s.code] = s.label.zh or s.label.en or s.code
            for name in (s.code, s.label.zh, s.label.en, *s.aliases):
                self._learn(name, s.code)
            for confusable in s.confusable:
                self._confusable[plain(confusable.name)] = (s.code, confusable)
        for name, target in (aliases or {}).items():
            code = target if target in self.series else self._by_name.get(plain(target), "")
            if code:
                self._by_name[plain(name)] = code
                self._own.add(plain(name))
                self._loose[_loosened(plain(name))] = code
        self._confusable = {name: trap for name, trap in self._confusable.items() if name not in self._by_name}
        self._seen: dict[str, SeriesMatch] = {}
        self._codes: dict[str, str] = {}
        self.sought = 0

    def _learn(self, name: str, code: str) -> None:
        if name:
            self._by_name.setdefault(plain(name), code)
            self._loose.setdefault(_loosened(plain(name)), code)

    def code(self, text: str) -> str:
        """The code of the series that this text names exactly, in any spelling; empty when none."""
        code = self._codes.get(text)
        if code is None:
            candidates = dict.fromkeys((text, chinese_part(text), only_chinese(text)))
            code = self._codes[text] = next((code for name in candidates if (code := self.exact(name))), "")
        return code

    def exact(self, text: str) -> str:
        """The code of the series that the whole text names; no part of a bilingual text is looked at alone."""
        key = plain(text)
        if not key or key in self._confusable:
            return ""
        bare = _NEUTRAL_BRACKET.sub("", key)
        found = self._by_name.get(key) or self._by_name.get(bare)
        if not found and len(key) > 2:
            found = self._loose.get(_loosened(key)) or self._loose.get(_loosened(bare))
        if not found and (short := _COUNT_WORD.sub("", bare)) != bare and short not in self._confusable:
            found = self._by_name.get(short)
        return found or ""

    def spellings(self, code: str) -> tuple[str, ...]:
        """Every name under which a series is known, in its plain form."""
        return tuple(name for name, known in self._by_name.items() if known == code)

    def is_own(self, text: str) -> bool:
        """Whether the user gave this very name an alias."""
        return plain(text) in self._own

    def find(self, text: str) -> SeriesMatch:
        """The series that a label names; near names when it names none."""
        match = self._seen.get(text)
        if match is None:
            match = self._seen[text] = self._match(text)
        return match

    def _match(self, text: str) -> SeriesMatch:
        for candidate in (text, chinese_part(text), only_chinese(text)):
            key = _NEUTRAL_BRACKET.sub("", plain(candidate))
            trap = self._confusable.get(plain(candidate)) or self._confusable.get(key)
            if trap:
                return SeriesMatch(confusable=trap)
        code = self.code(text)
        return SeriesMatch(code) if code else self._guessed(text)

    @cached_property
    def _near(self) -> NearNames:
        return NearNames(self._by_name)

    def _guessed(self, text: str) -> SeriesMatch:
        """Names near an unknown one; near a part those that are near the part alone, and never its whole."""
        key = plain(chinese_part(text))
        self.sought += 1
        if not key or len(key) > 80 or self.sought > MOST_SOUGHT:
            return SeriesMatch()
        near = [name for name in self._near.within_a_slip(key) if _misspelt(key, name)]
        above, _, part = text.rpartition("/")
        whole = self.code(above) or self.code(above.rpartition("/")[2])
        names = near or self._near.nearest(_loosened(plain(part)) if whole else key)
        codes = dict.fromkeys(code for n in names if (code := self._by_name[n]) != whole)
        return SeriesMatch(suggestions=tuple(self.labels[c] for c in codes)[:3], misspelt=bool(near))

    def nearly(self, text: str) -> str:
        """The series whose name is one character off in a name of six or more: 年末常驻人口.

        Empty for names that differ by a number or an opposite: those are other statistics.
        """
        key = _NEUTRAL_BRACKET.sub("", plain(chinese_part(text)))
        if not has_chinese(key) or len(key) > 80:
            return ""
        for name in self._near.nearest(key, floor=0.83):
            if (
                abs(len(name) - len(key)) < 2
                and _DIGIT.sub("0", name) != _DIGIT.sub("0", key)
                and not _opposite(key, name)
            ):
                return self._by_name[name]
        return ""


def _opposite(one: str, other: str) -> bool:
    """Whether two names of one length differ in opposites only (进口, 出口)."""
    pairs = [{a, b} for a, b in zip(one, other, strict=False) if a != b]
    return len(one) == len(other) and all(any(pair <= set(words) for words in _OPPOSITES) for pair in pairs)


def _loosened(key: str) -> str:
    """A key without the separators of a path: 新产品销售收入/#出口 and 新产品销售收入:出口 are one."""
    return _SEPARATORS.sub("", key)


def _misspelt(found: str, name: str) -> bool:
    """Whether `found` is probably a slip of `name`, and not the honest name of another statistic.

    Chinese names one character apart are mostly different things (出口, 进口; 第一产业, 第二产业), so there only
    misread shapes, swapped characters and a filler more or less count; in Latin codes any single slip counts.
    """
    if len(name) < 3 or abs(len(found) - len(name)) > 1 or not slips(found, name):
        return len(found) > 2 and same_shapes(found, name)
    if _DIGIT.sub("0", found) == _DIGIT.sub("0", name):
        return False
    if not has_chinese(name):
        return len(name) > 3 or sorted(found) == sorted(name)
    if sorted(found) == sorted(name) or same_shapes(found, name):
        return True
    longer, shorter = (found, name) if len(found) > len(name) else (name, found)
    return len(longer) > len(shorter) >= 3 and any(longer.replace(f, "", 1) == shorter for f in _FILLERS)
